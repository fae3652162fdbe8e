"""The page's view "Change words" in a real browser: forms, faces redrawn, files kept and opened."""

import re
from pathlib import Path
from zipfile import ZipFile

import axe_playwright_python
import pytest
import yaml
from command_line import run
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SOON = 20_000  # ms, on a busy computer


def violations(page):
    """What axe finds wrong, a line each."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def fits(page, words="Everything fits."):
    expect(page.locator("#words-fit")).to_have_text(words, timeout=SOON)


def form(visit, card="trust", width=1280):
    """The page with the form of a card."""
    page = visit("words", width)
    fits(page)
    page.get_by_label("Card", exact=True).select_option(card)
    name = page.get_by_role("textbox", name="Name", exact=True)
    expect(name).to_have_value(card.capitalize())
    fits(page)
    return page


def definition(page):
    return page.get_by_role("textbox", name="Definition")


def front(page):
    return page.get_by_role("img", name=re.compile("^The front"))


def shows(page, words):
    """Waits until the front of the card in the form has these words."""
    expect(front(page)).to_have_attribute("alt", re.compile(re.escape(words)), timeout=SOON)


def saved(page, name="our-trust.yaml"):
    """The path of the file of changes that is downloaded."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the changes").click()
    assert download.value.suggested_filename == name
    return download.value.path()


@pytest.mark.parametrize("width", [1280, 320])
def test_words_are_redrawn_as_they_are_typed_and_shown_on_all_of_the_page(visit, width):
    page = form(visit, width=width)
    definition(page).fill("Builds trust every day")
    shows(page, "Builds trust every day")
    field = page.locator("#field--definition")
    expect(field.get_by_text("Changed")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("link", name="See the deck").click()
    page.locator("#card--trust").scroll_into_view_if_needed()
    expect(page.locator("#words--trust")).to_contain_text("Builds trust every day", timeout=SOON)


def test_the_view_has_nothing_that_axe_objects_to(visit):
    page = form(visit)
    definition(page).fill("")
    fits(page, re.compile("1 thing to mend"))
    for summary in page.locator("#words summary").all():
        summary.click()
    assert violations(page) == []


def test_what_does_not_fit_is_told_beside_its_field(visit):
    page = form(visit)
    definition(page).fill("Far too long. " * 90)
    told = page.locator("#told--definition")
    expect(told).to_contain_text("more height than a6 has", timeout=SOON)
    expect(definition(page)).to_have_attribute("aria-invalid", "true")
    expect(definition(page)).to_have_accessible_description(re.compile("To mend"))
    expect(page.locator("#words-fit")).to_have_text("1 thing to mend.")


def test_an_empty_field_is_told_beside_it_and_the_page_keeps_the_words_before(visit):
    page = form(visit)
    definition(page).fill("")
    expect(page.locator("#told--definition")).to_contain_text("Write something here", timeout=SOON)
    expect(page.locator("#words-fit")).to_contain_text("shows the card as it was before")
    page.get_by_role("button", name="Put back Definition").click()
    fits(page)
    assert definition(page).input_value().startswith("Builds trust to promote empathy")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")


def test_a_list_is_typed_moved_and_pasted_by_keys_alone(visit):
    page = form(visit)
    first = page.get_by_role("textbox", name="Positive, 1", exact=True)
    before = first.input_value()
    first.press("Enter")
    second = page.get_by_role("textbox", name="Positive, 2", exact=True)
    expect(second).to_be_focused()
    page.keyboard.type("Typed")
    page.get_by_role("button", name="Move up: Positive, 2").press("Enter")
    expect(first).to_have_value("Typed")
    expect(second).to_have_value(before)
    page.get_by_role("button", name="Remove: Positive, 2").press("Enter")
    expect(page.get_by_role("textbox", name="Positive, 2", exact=True)).to_be_focused()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text", "One\\r\\nTwo\\r\\n");
          const paste = new ClipboardEvent("paste", { clipboardData: data, cancelable: true });
          document.activeElement.dispatchEvent(paste);
        }"""
    )
    changed = yaml.safe_load(saved(page).read_text(encoding="utf-8"))
    assert changed["cards"][0]["positive"][:3] == ["Typed", "One", "Two"]


def test_steps_have_a_name_and_a_text(visit):
    page = visit("words")
    fits(page)
    page.get_by_label("Card", exact=True).select_option("how-to")
    page.get_by_role("textbox", name="Steps, 1: text").fill("Get to know the cards.")
    shows(page, "Get to know the cards.")
    page.get_by_role("button", name="Add a step to Steps").click()
    page.keyboard.type("Meet")
    expect(page.locator("#told--steps")).not_to_be_empty(timeout=SOON)


def test_counts_stay_counts_in_the_form(visit):
    page = visit("words")
    fits(page)
    page.get_by_label("Card", exact=True).select_option("overview")
    heading = page.get_by_role("textbox", name="Heading", exact=True)
    expect(heading).to_have_value("{themes} themes, {behaviours} behaviours")


def test_a_card_is_added_with_an_id_of_its_own_and_taken_away_again(visit):
    page = form(visit)
    page.get_by_text("Add a card").click()
    page.get_by_role("button", name="Add the card").click()
    expect(page.locator("#new-told")).to_have_text("Give the card a name first.")
    page.locator("#new-name").fill("Trust")
    page.locator("#new-theme").select_option("delivering")
    page.get_by_role("button", name="Add the card").click()
    shows(page, "To be written")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    added = yaml.safe_load(saved(page).read_text(encoding="utf-8"))["cards"][0]
    assert (added["id"], added["kind"], added["theme"]) == ("trust-2", "behaviour", "delivering")
    page.get_by_role("link", name="See the deck").click()
    expect(page.locator("#card--trust-2")).to_be_visible(timeout=SOON)
    page.get_by_role("link", name="Change words").click()
    page.get_by_role("button", name="Take this card away").click()
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")


def test_a_colour_is_chosen_with_its_contrast_told(visit):
    page = form(visit, "delivery")
    page.locator("#theme").select_option("delivering")
    page.get_by_role("radio", name="a colour of your own").check()
    page.locator("#theme-own").fill("#777777")
    contrast = page.locator("#theme-contrast")
    expect(contrast).to_have_text(
        "Black words on it have a contrast of 4.6 to 1: easy to read (it should be 4.5 or more)."
    )
    expect(page.locator("#told--theme")).to_contain_text("has a contrast of", timeout=SOON)
    page.get_by_role("radio", name="coral").check()
    expect(contrast).to_contain_text("Black words")
    page.get_by_role("button", name="Put the theme back").click()
    expect(page.get_by_role("radio", name="pine")).to_be_checked()
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")


def test_a_theme_is_added_and_a_card_put_into_it(visit):
    page = form(visit)
    page.get_by_text("Add a theme").click()
    page.locator("#new-theme-name").fill("How we work")
    page.get_by_role("button", name="Add the theme").click()
    page.locator("#words-theme").select_option(label="How we work")
    shows(page, "How we work")
    away = page.get_by_role("button", name="Take this theme away")
    expect(away).to_be_disabled()
    page.locator("#words-theme").select_option("being")
    away.click()
    expect(page.locator("#theme option")).to_have_count(4)


def test_the_pdf_of_the_page_is_that_of_the_command_line_with_the_saved_changes(visit, tmp_path):
    page = form(visit)
    definition(page).fill("Builds trust every day")
    shows(page, "Builds trust every day")
    overlay = tmp_path / "our-trust.yaml"
    overlay.write_bytes(saved(page).read_bytes())
    expect(page.locator("#save-command")).to_have_text(
        "cardgen build office --overlay our-trust.yaml"
    )
    page.get_by_role("link", name="Print it").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the PDF").click()
    made = run("--overlay", overlay, "build", "office", "-o", tmp_path / "office.pdf")
    assert made.exit_code == 0, made.output
    assert download.value.path().read_bytes() == (tmp_path / "office.pdf").read_bytes()


def test_saved_changes_are_opened_again(visit, tmp_path):
    page = form(visit)
    definition(page).fill("Builds trust every day")
    shows(page, "Builds trust every day")
    page.locator("#save-name").fill("Our Words")
    file = tmp_path / "our-words.yaml"
    file.write_bytes(saved(page, "our-words.yaml").read_bytes())
    again = form(visit)
    again.get_by_label("Open changes that were saved").set_input_files(file)
    shows(again, "Builds trust every day")
    expect(again.locator("#changes")).to_have_text("Trust: Definition")
    expect(again.locator("#save-name")).to_have_value("our-words")


def test_a_file_that_is_no_yaml_is_told_in_words(visit, tmp_path):
    page = form(visit)
    (tmp_path / "broken.yaml").write_text("cards: [", encoding="utf-8")
    page.get_by_label("Open changes that were saved").set_input_files(tmp_path / "broken.yaml")
    expect(page.locator("#open-told")).to_contain_text("To mend")


def test_a_picture_is_taken_with_words_for_who_cannot_see_it_and_saved_in_a_zip(visit, tmp_path):
    picture = tmp_path / "Rope bridge.png"
    Image.new("RGB", (1400, 1400), "#006546").save(picture)
    page = form(visit)
    page.get_by_text("Drawing or picture").click()
    box = page.get_by_role("group", name="A picture of your own")
    box.get_by_label("The file").set_input_files(picture)
    expect(box.get_by_role("alert")).to_contain_text("Describe it")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")
    box.get_by_label("What it shows").fill("A rope bridge")
    fits(page)
    package = tmp_path / "our-trust.zip"
    package.write_bytes(saved(page, "our-trust.zip").read_bytes())
    again = form(visit)
    again.get_by_label("Open changes that were saved").set_input_files(package)
    shows(again, "A rope bridge")


def test_a_logo_is_taken_only_by_who_may_use_it(visit, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
        '<rect width="40" height="10" fill="#006546"/></svg>',
        encoding="utf-8",
    )
    page = form(visit)
    box = page.get_by_role("group", name="A logo")
    expect(box).to_contain_text("Logos are their owners’")
    box.get_by_label("The file").set_input_files(logo)
    box.get_by_label("What it shows").fill("Harrowbeck Hospitals")
    expect(box.get_by_role("alert")).to_contain_text("It is taken when you tick")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")
    box.get_by_role("checkbox", name="I may use this logo").check()
    expect(page.locator("#changes")).to_have_text("The deck: Logo")
    page.get_by_label("Card", exact=True).select_option("title")
    shows(page, "Harrowbeck Hospitals")


def test_changes_are_kept_in_the_browser_only_by_who_says_so(visit):
    page = form(visit)
    definition(page).fill("Builds trust every day")
    shows(page, "Builds trust every day")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("checkbox", name="Keep my changes in this browser until").check()
    again = form(visit)
    shows(again, "Builds trust every day")
    again.get_by_role("checkbox", name="Keep my changes in this browser until").uncheck()
    assert again.evaluate("localStorage.length") == 0


def test_kept_changes_that_no_longer_suit_the_deck_are_left_out_and_told_of(visit):
    page = visit("see")
    broken = '{"value": {"cards": [{"id": "trust", "definition": ""}], "kinds": 7}, "until": null}'
    name = "cardgen: words of Doing Things Differently"
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, broken])
    page.reload()
    expect(page.locator("#status")).to_contain_text("do not suit the deck", timeout=SOON)
    expect(page.locator("#deck .card")).to_have_count(16)


def test_a_page_with_changes_asks_before_it_is_closed_unless_they_are_saved(visit):
    page = form(visit)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    definition(page).press("End")
    page.keyboard.type(", and more")
    shows(page, "and more")
    page.close(run_before_unload=True)
    expect(definition(page)).to_have_value(re.compile("and more$"))
    saved(page)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_card_is_changed_and_saved_by_keys_alone(visit):
    page = form(visit)
    page.locator("#words-title").focus()
    for label in ("Card", "← Previous", "Next →"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_accessible_name(label)
    page.keyboard.press("Enter")
    fits(page)
    for _ in range(3):  # what adds a card, the name, the definition
        page.keyboard.press("Tab")
    expect(definition(page)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("By keys")
    shows(page, "By keys")
    page.get_by_role("button", name="Save the changes").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    changed = yaml.safe_load(download.value.path().read_text(encoding="utf-8"))
    assert changed["cards"][0]["definition"] == "By keys"


def test_everything_is_put_back_after_a_second_press(visit):
    page = form(visit)
    definition(page).fill("Builds trust every day")
    shows(page, "Builds trust every day")
    page.get_by_role("button", name="Put everything back").click()
    page.get_by_role("button", name="Yes, put everything back").click()
    shows(page, "Builds trust to promote empathy")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")


def test_the_words_of_a_card_in_the_deck_lead_to_its_form(visit):
    page = visit("see")
    page.get_by_role("button", name="Larger: Mindset").click()
    page.get_by_role("link", name="Change its words").click()
    expect(page.get_by_label("Card", exact=True)).to_have_value("mindset", timeout=SOON)


TABLE = """Theme,Name,Definition,Positive,Negative
Being,Trust,Keeps promises,Does what was agreed,Hides bad news
Doing,Pace,Knows when to hurry,Leaves room for thinking,Never stops
"""


def test_a_deck_is_made_of_a_table_looked_at_changed_and_saved_as_a_folder(visit, tmp_path):
    table = tmp_path / "Our cards.csv"
    table.write_text(TABLE, encoding="utf-8")
    page = form(visit)
    page.get_by_label("The workbook").set_input_files(table)
    told = page.locator("#table-told")
    expect(told).to_contain_text("“Our cards”: 2 cards in 2 themes.", timeout=SOON)
    expect(told.get_by_role("listitem").first).to_have_text("Being: Trust")
    assert violations(page) == []
    with page.expect_download() as download:
        told.get_by_role("button", name="Save the folder as a ZIP").click()
    with ZipFile(download.value.path()) as package:
        package.extractall(tmp_path)
    built = run("-C", tmp_path, "--deck", "our-cards", "build", "office", "-o", "office.pdf")
    assert built.exit_code == 0, built.stderr
    told.get_by_role("button", name="Look at it here").click()
    expect(page.get_by_role("heading", name="Our cards")).to_be_visible(timeout=SOON)
    expect(page.locator("#deck .card")).to_have_count(2)
    expect(page.locator("#deck .front[src]")).to_have_count(2, timeout=SOON)
    expect(page.locator("#status")).to_be_empty()
    page.locator("#card--pace").get_by_role("button", name="Larger").click()
    page.get_by_role("link", name="Change its words").click()
    expect(definition(page)).to_have_value("Knows when to hurry", timeout=SOON)
    definition(page).fill("Knows when to wait")
    shows(page, "Knows when to wait")
    page.on("dialog", lambda dialog: dialog.accept())  # the words are not saved
    page.get_by_role("button", name="Go back to the deck that was here before").click()
    expect(page.get_by_role("heading", name="Doing Things Differently")).to_be_visible(timeout=SOON)
    page.get_by_role("link", name="See the deck").click()
    expect(page.locator("#deck .card")).to_have_count(16)


def test_cells_that_are_wrong_are_told_and_the_table_is_dropped_again(visit, tmp_path):
    table = tmp_path / "cards.csv"
    table.write_text(TABLE.replace("Pace", ""), encoding="utf-8")
    page = form(visit)
    page.get_by_label("The workbook").set_input_files(table)
    told = page.locator("#table-told")
    expect(told).to_contain_text("cards.csv is no deck yet", timeout=SOON)
    expect(told.locator(".where")).to_contain_text("cards.csv:3")
    table.write_text(TABLE, encoding="utf-8")
    page.get_by_label("The workbook").set_input_files(table)
    expect(told).to_contain_text("2 cards in 2 themes", timeout=SOON)
