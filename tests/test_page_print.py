"""Print it, on the page in a real browser: by mouse, by keyboard, wide and narrow."""

import re
import subprocess
import sys

import pytest
from accessible import LOOKS, faults, faults_of_focus
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

SIZES = [1280, 320]
BY_HAND = [f"office-trust-{part}.pdf" for part in ("fronts", "backs", "by-hand")]


def made(folder, *arguments):
    """The bytes of each file that the command line makes, by name."""
    command = [sys.executable, "-m", "cardgen", "build", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in (folder / "build").iterdir()}


def panel(page):
    return page.get_by_role("complementary", name="What you will get")


def downloaded(page, press):
    """The name and the bytes of the file that is downloaded when something is pressed."""
    with page.expect_download() as found:
        press()
    return found.value.suggested_filename, found.value.path().read_bytes()


def test_by_keyboard_alone_and_the_settings_are_read_next(visit, tmp_path):
    page = visit("print")
    expect(page.locator("#print-make")).to_be_enabled()
    page.get_by_label("Copies of each card").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "print-way"
    expect(panel(page)).to_contain_text("32 cards")
    for _ in range(20):
        if page.evaluate("document.activeElement.id") == "print-make":
            break
        page.keyboard.press("Tab")
    name, data = downloaded(page, lambda: page.keyboard.press("Enter"))
    assert {name: data} == made(tmp_path, "office", "--copies", "2")
    expect(page.get_by_role("heading", name="In the print dialog")).to_be_focused()


def test_the_panel_follows_every_change(visit):
    page = visit("print")
    expect(panel(page)).to_contain_text("16 cards, 4 on a sheet")
    page.get_by_label("Copies of each card").fill("3")
    expect(panel(page)).to_contain_text("48 cards")
    page.locator("#print summary").click()
    page.get_by_role("checkbox", name="Trust", exact=True).check()
    expect(panel(page)).to_contain_text("3 cards")
    page.get_by_role("checkbox", name="Mindset", exact=True).check()
    expect(panel(page)).to_contain_text("6 cards")
    page.get_by_role("button", name="Leave out Trust").click()
    expect(panel(page)).to_contain_text("3 cards")
    page.get_by_role("radio", name="All 16 cards").check()
    expect(panel(page)).to_contain_text("48 cards")


def test_what_is_ticked_in_the_deck_is_printed(visit, tmp_path):
    page = visit("see")
    page.get_by_role("checkbox", name="6 Trust").check()
    page.get_by_role("link", name="Print it").click()
    expect(panel(page)).to_contain_text("1 card, 4 on a sheet")
    name, data = downloaded(page, page.get_by_role("button", name="Make the PDF").click)
    assert {name: data} == made(tmp_path, "office", "--card", "trust")


def test_the_three_settings_are_said_again_after_the_download(visit):
    page = visit("print")
    downloaded(page, page.get_by_role("button", name="Make the PDF").click)
    said = panel(page).locator("dl")
    for setting in ("Both sides", "Actual size, 100 %", "On the LONG edge"):
        expect(said).to_contain_text(setting)
    expect(panel(page)).to_contain_text("First print one sheet on plain paper")


def test_a_number_of_copies_that_is_none_is_told_and_nothing_is_made(visit):
    page = visit("print")
    copies = page.get_by_label("Copies of each card")
    copies.fill("0")
    expect(panel(page)).to_contain_text("type a whole number from 1 to 10000")
    expect(page.get_by_role("button", name="Make the PDF")).to_be_disabled()
    expect(copies).to_have_attribute("aria-invalid", "true")


def test_a_link_brings_cards_way_and_copies(visit, tmp_path):
    page = visit("print?cards=trust.mindset&way=fold&copies=3")
    expect(page.get_by_role("radio", name="Fold over and glue")).to_be_checked()
    expect(panel(page)).to_contain_text("6 cards")
    name, data = downloaded(page, page.get_by_role("button", name="Make the PDF").click)
    chosen = ["--card", "mindset", "--card", "trust", "--copies", "3"]
    assert {name: data} == made(tmp_path, "office", "--fold", *chosen)


def test_what_is_chosen_stands_in_the_address(visit):
    page = visit("print")
    page.get_by_role("radio", name="One black ink").check()
    page.get_by_label("Copies of each card").fill("6")
    expect(page).to_have_url(re.compile("#print.way=mono&copies=6$"))


def test_what_an_old_link_names_and_is_gone_is_told(visit):
    page = visit("print?cards=trust.humility&way=papyrus")
    told = "1 card in this link no longer exists: humility. "
    expect(page.locator("#status")).to_contain_text(
        f"{told}The way to print in this link no longer exists: papyrus."
    )
    expect(panel(page)).to_contain_text("1 card, 4 on a sheet")


def test_labels_begin_at_the_first_that_is_free(visit, tmp_path):
    page = visit("print?way=labels")
    sheets = page.get_by_label("Labels or cards that are cut already")
    expect(sheets.locator("option:checked")).to_contain_text("Avery L7163")
    names = sheets.locator("optgroup").evaluate_all("all => all.map((one) => one.label)")
    assert names == ["Labels", "Cards that are cut already"]
    page.get_by_label("Labels or cards that are cut already").select_option("avery-l7165")
    page.get_by_label("First free label").fill("5")
    expect(panel(page)).to_contain_text("Avery L7165")
    name, data = downloaded(page, page.get_by_role("button", name="Make the PDF").click)
    options = ["--sheet", "avery-l7165", "--start-at", "5"]
    assert {name: data} == made(tmp_path, "labels", *options)


def test_both_sides_by_hand_are_files_to_save_one_by_one(visit, tmp_path):
    page = visit("print?way=by-hand&cards=trust")
    page.get_by_role("button", name="Make the PDF").click()
    expect(panel(page)).to_contain_text("One side: all fronts, then all backs")
    buttons = [page.get_by_role("button", name=f"Save {name}") for name in BY_HAND]
    files = dict(downloaded(page, button.click) for button in buttons)
    assert files == made(tmp_path, "office", "--flip", "none", "--card", "trust")


def test_no_card_at_all_is_told(visit):
    page = visit("print")
    page.get_by_role("radio", name=re.compile("Only those")).check()
    expect(panel(page)).to_contain_text("No card is chosen")


@pytest.mark.parametrize("width", SIZES)
def test_the_first_sheet_is_shown_front_and_back(width, visit):
    page = visit("print", width)
    expect(panel(page).get_by_role("img", name=re.compile("Sheet 1, front"))).to_be_visible()
    expect(panel(page).get_by_role("img", name=re.compile("Sheet 1, back"))).to_be_visible()
    assert page.locator("#print-sheets image").count() == 8


def test_each_way_is_told_with_its_odds_when_it_is_chosen(visit):
    page = visit("print")
    expect(page.locator(".way").first).to_contain_text("99 of 100 cards")


@pytest.mark.parametrize("width", SIZES)
def test_nothing_is_wider_than_the_window(width, visit):
    page = visit("print", width)
    expect(page.get_by_role("button", name="Make the PDF")).to_be_enabled()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everyone_can_use_it(width, scheme, visit):
    page = visit("print", width)
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_role("button", name="Make the PDF")).to_be_enabled()
    page.locator("#print summary").click()
    assert faults(page) == []


@pytest.mark.parametrize("width", SIZES)
def test_the_focus_is_seen_at_every_stop(width, visit):
    page = visit("print", width)
    expect(page.get_by_role("button", name="Make the PDF")).to_be_enabled()
    assert faults_of_focus(page, 30) == []
