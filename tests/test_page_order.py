"""Have it printed, on the page in a real browser."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from accessible import faults, faults_of_focus
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

SIZES = [1280, 320]


def ordered(folder, *arguments):
    """The ZIP that the command line makes."""
    command = [sys.executable, "-m", "cardgen", "order", *arguments, "-o", "order.zip"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "order.zip").read_bytes()


def made(page, press=None):
    button = page.get_by_role("button", name="Make the order")
    expect(button).to_be_enabled()
    with page.expect_download() as found:
        (press or button.click)()
    return found.value.path().read_bytes()


@pytest.mark.parametrize("width", SIZES)
def test_a_print_room_is_sent_what_the_command_line_makes(width, visit, tmp_path):
    page = visit("order?cards=trust.mindset", width)
    page.get_by_role("radio", name="A print room, uncoated card").check()
    page.get_by_label("How many of each card").fill("12")
    options = ["--profile", "print-room-uncoated", "--copies", "12", "--card", "mindset,trust"]
    assert made(page) == ordered(tmp_path, *options)
    expect(page.get_by_role("heading", name="Send it")).to_be_focused()


def test_a_shop_by_keyboard_alone(visit, tmp_path):
    page = visit("order?cards=trust")
    expect(page.locator("#order-make")).to_be_enabled()
    page.get_by_label("How many of each card").focus()
    page.keyboard.press("Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.value") == "uk-online":
            break
        page.keyboard.press("ArrowDown")
    expect(page.locator("#order-summary")).to_contain_text("As uk-online requires")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "order-make":
            break
    data = made(page, lambda: page.keyboard.press("Enter"))
    assert data == ordered(tmp_path, "--profile", "uk-online", "--copies", "50", "--card", "trust")


@pytest.mark.everywhere
def test_whoever_prints_it_themselves_is_told_what_to_buy(visit, tmp_path):
    page = visit("order?cards=trust&way=fold")
    page.get_by_role("radio", name="An office printer").check()
    page.get_by_label("How many of each card").fill("4")
    expect(page.locator("#order-contents")).to_contain_text("a glue stick")
    data = made(page)
    assert data == ordered(tmp_path, "office", "--fold", "--copies", "4", "--card", "trust")
    assert "supplies.txt" in ZipFile(BytesIO(data)).namelist()


def test_the_note_and_the_order_can_be_read_on_the_page(visit):
    page = visit("order?cards=trust")
    page.get_by_text("Read the note").click()
    expect(page.locator("#order-contents pre")).to_contain_text("Please print the attached")
    made(page)
    page.get_by_text("Read the order").click()
    expect(page.locator("#order-done pre")).to_contain_text("50 of each card")


def test_a_quantity_that_is_none_is_told(visit):
    page = visit("order")
    page.get_by_label("How many of each card").fill("0")
    expect(page.locator("#order-problems")).to_contain_text("whole number from 1 to 10000")
    expect(page.get_by_role("button", name="Make the order")).to_be_disabled()


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(width, scheme, visit):
    page = visit("order?cards=trust", width)
    page.emulate_media(color_scheme=scheme)
    page.get_by_text("Read the note").click()
    assert faults(page) == []
    assert faults_of_focus(page, 30) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
