"""Have it printed, on the page in a real browser."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from accessible import LOOKS, faults, faults_of_focus
from PIL import Image, ImageChops, ImageStat
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


def test_the_note_and_the_order_can_be_read_on_the_page(visit):
    page = visit("order?cards=trust")
    page.get_by_text("Read the note").click()
    expect(page.locator("#order-contents pre")).to_contain_text("is in the attached ZIP.")
    made(page)
    page.get_by_text("Read the order").click()
    expect(page.locator("#order-done pre")).to_contain_text("50 of each card")


def test_a_quantity_that_is_none_is_told(visit):
    page = visit("order")
    page.get_by_label("How many of each card").fill("0")
    expect(page.locator("#order-problems")).to_contain_text("whole number from 1 to 10000")
    expect(page.get_by_role("button", name="Make the order")).to_be_disabled()


def unpacked(data):
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def alone(place):
    """Has a page be tried without a program behind it."""
    return pytest.mark.parametrize("place", [place], indirect=True)


@alone("from_a_disk")
@pytest.mark.parametrize("shop", ["makeplayingcards", "thegamecrafter"])
def test_a_browser_draws_the_pictures_that_a_shop_takes(shop, visit, tmp_path):
    page = visit("order?cards=trust.mindset")
    page.locator(f"#order-by-{shop}").check()
    ours = unpacked(made(page))
    options = ["--profile", shop, "--copies", "50", "--card", "mindset,trust"]
    theirs = unpacked(ordered(tmp_path, *options))
    name = f"press-mindset-trust-{shop}.zip"
    assert list(ours) == list(theirs) == [name, "order.txt", "note.txt"]
    assert ours["note.txt"] == theirs["note.txt"]
    drawn, wanted = unpacked(ours[name]), unpacked(theirs[name])
    assert list(drawn) == list(wanted)
    for face in wanted:
        one, other = (Image.open(BytesIO(own[face])) for own in (drawn, wanted))
        assert (one.size, one.mode) == (other.size, other.mode)
        assert max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 4


@alone("on_a_web_space")
def test_a_ready_made_file_of_the_whole_deck_goes_into_the_zip(visit, tmp_path):
    page = visit("order")
    page.get_by_role("radio", name="Online print shops in the UK, uncoated card").check()
    page.get_by_label("How many of each card").fill("20")
    expect(page.locator("#order-contents")).to_contain_text("press-uk-uncoated.pdf")
    page.context.set_offline(False)
    ours = unpacked(made(page))
    theirs = unpacked(ordered(tmp_path, "--profile", "uk-uncoated", "--copies", "20"))
    assert list(ours) == ["press-uk-uncoated.pdf", "order.txt", "note.txt"]
    assert {name: theirs[name] for name in ours if name != "order.txt"} == {
        name: ours[name] for name in ours if name != "order.txt"
    }
    expect(page.locator("#order-done")).to_contain_text("where they ask for the artwork")


@alone("from_a_disk")
def test_one_file_from_a_disk_says_which_ready_made_file_to_send_with_the_words(visit):
    page = visit("order")
    page.get_by_role("radio", name="A print room, coated card").check()
    link = page.locator("#order-contents").get_by_role("link", name="press-sheets-print-room.pdf")
    assert link.evaluate("own => own.href").endswith("/ready-made/press-sheets-print-room.pdf")
    words = unpacked(made(page))
    assert list(words) == ["order.txt", "note.txt"]
    assert "is attached beside the ZIP." in words["note.txt"].decode()
    beside = "To print: press-sheets-print-room.pdf, which comes beside this ZIP"
    assert beside in words["order.txt"].decode()
    assert "Sheets: 150 (have 165 sheets ready)" in words["order.txt"].decode()
    expect(page.locator("#order-done")).to_contain_text(
        "attach press-sheets-print-room.pdf from the ready-made files"
    )


@alone("from_a_disk")
def test_a_colleague_is_asked_for_a_press_file_of_some_cards(visit, tmp_path):
    page = visit("order?cards=trust")
    page.get_by_role("radio", name="A print room, uncoated card").check()
    page.get_by_label("How many of each card").fill("12")
    command = page.locator("#order-contents code")
    expect(command).to_have_text(
        "cardgen order --copies 12 --profile print-room-uncoated --card trust"
    )
    words = unpacked(made(page))
    theirs = unpacked(ordered(tmp_path, *command.inner_text().split()[2:]))
    assert "press-sheets-trust-x12-print-room-uncoated.pdf" in theirs
    asking = "is still being made and comes later. Until then, please tell us what it costs."
    assert asking in words["note.txt"].decode()
    assert "which is still being made and comes later" in words["order.txt"].decode()
    assert "is in the attached ZIP." in theirs["note.txt"].decode()
    expect(page.locator("#order-done")).to_contain_text("enough to ask what it costs")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everyone_can_use_it(width, scheme, visit):
    page = visit("order?cards=trust", width)
    page.emulate_media(color_scheme=scheme)
    page.get_by_text("Read the note").click()
    assert faults(page) == []
    assert faults_of_focus(page, 30) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@alone("from_a_disk")
def test_a_colleague_is_sent_a_new_deck_with_the_line_that_prints_it(visit, tmp_path):
    table = "Theme,Name,Definition,Positive,Negative\nBeing,Trust,We trust,Asks,Tells\n"
    page = visit("words")
    page.get_by_label("The workbook").set_input_files(
        {"name": "our-deck.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="Look at it here").click()
    expect(page.locator("#deck .card")).to_have_count(1)
    page.locator("nav.tasks").get_by_role("link", name="Have it printed").click()
    page.get_by_role("radio", name="A print room, uncoated card").check()
    page.get_by_label("How many of each card").fill("12")
    command = page.locator("#order-contents code")
    expect(command).to_have_text(
        "cardgen --deck our-deck order --copies 12 --profile print-room-uncoated"
    )
    with page.expect_download() as found:
        page.get_by_role("button", name="Save our-deck.zip").click()
    with ZipFile(found.value.path()) as package:
        package.extractall(tmp_path)
    subprocess.run(
        [sys.executable, "-m", *command.inner_text().split(), "-o", "order.zip"],
        cwd=tmp_path,
        check=True,
    )
    assert (tmp_path / "order.zip").exists()


def change_a_name(page):
    """Has a card be called otherwise, on a page that shows the form of its words."""
    expect(page.locator("#words-fit")).to_have_text("Everything fits.")
    page.get_by_role("textbox", name="Name", exact=True).fill("Full trust")
    expect(page.locator("#changes")).to_contain_text("Full trust")
    expect(page.locator("#words-fit")).to_have_text("Everything fits.")


@alone("from_a_disk")
def test_before_a_shop_is_chosen_it_is_said_which_need_a_colleague_for_changed_words(visit):
    page = visit("order")
    sources, pdf = page.locator("#order-sources"), page.locator("#order-by-uk-online-source")
    expect(pdf).to_contain_text("Takes a PDF, which is ready-made beside this page")
    expect(sources).to_be_hidden()
    page.locator("nav.tasks").get_by_role("link", name="Change words").click()
    change_a_name(page)
    page.locator("nav.tasks").get_by_role("link", name="Have it printed").click()
    expect(sources).to_contain_text("do not have the words that you changed")
    expect(pdf).to_contain_text("which a colleague with cardgen has to make")
    expect(page.locator("#order-by-makeplayingcards-source")).to_contain_text("goes into the ZIP")
    expect(page.locator("#order-by-own-source")).to_contain_text("goes into the ZIP")


@alone("from_a_disk")
def test_where_a_file_comes_from_follows_the_cards_that_are_chosen(visit):
    page = visit("order?cards=trust")
    sources, pdf = page.locator("#order-sources"), page.locator("#order-by-uk-online-source")
    expect(sources).to_contain_text("The ready-made files have all the cards")
    expect(pdf).to_contain_text("which a colleague with cardgen has to make")
    page.get_by_role("radio", name="All 16 cards").check()
    expect(pdf).to_contain_text("which is ready-made beside this page")
    expect(sources).to_be_hidden()
    expect(page.get_by_role("button", name="Make the order")).to_be_enabled()


@alone("from_a_disk")
def test_a_colleague_makes_the_order_with_the_words_that_were_changed(visit, tmp_path):
    page = visit("words")
    change_a_name(page)
    page.locator("nav.tasks").get_by_role("link", name="Have it printed").click()
    page.get_by_role("radio", name="A print room, uncoated card").check()
    page.get_by_label("How many of each card").fill("2")
    command = page.locator("#order-contents code")
    expect(command).to_have_text(
        "cardgen --overlay our-words.yaml order --copies 2 --profile print-room-uncoated"
    )
    with page.expect_download() as found:
        page.get_by_role("button", name="Save our-words.yaml").click()
    found.value.save_as(tmp_path / found.value.suggested_filename)
    words = unpacked(made(page))
    assert list(words) == ["order.txt", "note.txt"]
    line = [sys.executable, "-m", *command.inner_text().split(), "-o", "order.zip"]
    subprocess.run(line, cwd=tmp_path, check=True)
    whole = unpacked((tmp_path / "order.zip").read_bytes())
    (name,) = (own for own in whole if own.startswith("press-sheets") and "ticket" not in own)
    assert name in words["note.txt"].decode() and name in words["order.txt"].decode()
    expect(page.locator("#order-done")).to_contain_text(f"the whole order, with {name}")
