"""The page in careless and hurried hands: files that cannot be read, buttons that are pressed too
early, steps back, and more than there is room for."""

import re

import pytest
from playwright.sync_api import expect

import cardgen

pytestmark = pytest.mark.slow

# As a browser does for a folder that is dropped, and for a file that another program holds.
REFUSE = """() => {
  File.prototype.arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
}"""


def said(page):
    return page.locator("#status")


@pytest.mark.parametrize(
    ("task", "label"),
    [
        ("workshop", "Open a workshop that you saved, or go on below"),
        ("workshop", "Or a workbook or a table with the people: .xlsx or .csv"),
        ("again", "Open the ZIP of last time"),
        ("again", "The PDF from which it was printed"),
        ("words", "Open changes that were saved"),
        ("words", re.compile("^The workbook")),
    ],
)
def test_a_file_that_the_browser_cannot_read_is_told(visit, task, label):
    page = visit(task)
    field = page.locator(f"#{task}").get_by_label(label)
    expect(field).to_be_attached()
    page.evaluate(REFUSE)
    field.set_input_files({"name": "last time", "mimeType": "", "buffer": b"PK"})
    expect(said(page)).to_contain_text("last time cannot be read. If it is a folder")


def test_files_of_a_plan_that_has_changed_while_they_were_made_are_not_offered(visit):
    page = visit("workshop")
    outputs = page.get_by_role("region", name="What to print")
    outputs.get_by_role("checkbox", name="Office printer and scissors", exact=True).check()
    make = page.locator("#workshop").get_by_role("button", name="Make all files")
    expect(make).to_be_enabled()
    page.evaluate(
        """() => {
          const buttons = [...document.querySelectorAll("#workshop button")];
          buttons.find(({ textContent }) => textContent === "Make all files").click();
          const title = document.getElementById("workshop-title-field");
          title.value = "Another";
          title.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(said(page)).to_contain_text("The plan has changed while the files were made")
    made = page.locator("#workshop").get_by_role("region", name="Files to print")
    expect(made).not_to_contain_text("How to print these")
    expect(make).to_be_enabled()


def test_a_step_back_keeps_what_was_chosen_since(visit):
    page = visit("see")
    page.get_by_role("checkbox", name="6 Trust").check()
    page.locator("nav.tasks").get_by_role("link", name="Print it").click()
    page.locator("#print").get_by_text("Choose cards by name").click()
    page.locator("#print").get_by_role("checkbox", name="Mindset").check()
    page.get_by_label("Copies of each card").fill("6")
    page.go_back()
    expect(page.locator("#see")).to_be_visible()
    expect(page.get_by_role("checkbox", name="6 Trust")).to_be_checked()
    expect(page.get_by_role("checkbox", name="2 Mindset")).to_be_checked()
    assert page.url.endswith("#see?cards=mindset.trust")
    page.go_forward()
    expect(page.get_by_label("Copies of each card")).to_have_value("6")


def test_what_is_said_of_a_link_to_many_cards_leaves_room_for_the_page(visit):
    gone = ".".join(f"a-card-that-is-gone-{number}" for number in range(300))
    page = visit(f"print?cards={gone}&way={'x' * 5000}", width=320)
    expect(said(page)).to_contain_text("300 cards in this link no longer exist")
    expect(said(page)).to_contain_text("and 292 more")
    assert page.locator(".said").bounding_box()["height"] < 450


def people(page, text):
    form = page.locator("#workshop").get_by_role("region", name="Who comes")
    form.get_by_label("Names, one on each line").evaluate("(own, text) => own.value = text", text)
    form.get_by_role("button", name="Add to the list").click()
    return form


def test_a_list_that_is_not_understood_stays_to_be_mended(visit):
    page = visit("workshop")
    form = people(page, "Name\tName\nAnn\tLee")
    expect(said(page)).to_have_text("Nobody was found in it.")
    expect(form.get_by_label("Names, one on each line")).to_have_value("Name\tName\nAnn\tLee")


def test_a_thousand_people_can_be_seated_at_as_many_tables_as_there_can_be(visit):
    page = visit("workshop")
    form = people(page, "\n".join(f"Person {number}" for number in range(1000)))
    expect(said(page)).to_have_text("1000 people understood.")
    page.get_by_label("How many tables").fill("500")
    form.get_by_label("Name of person 7", exact=True).fill("Ann")
    assert page.locator("#people-list option").count() < 3000
    seat = form.get_by_label("Table of person 7", exact=True)
    seat.focus()
    seat.select_option("Table 500")
    page.get_by_label("How many tables").fill("499")
    expect(seat.locator("option:checked")).to_have_text("500: no such table")


def test_printers_whose_names_have_no_latin_letters_stay_apart(visit):
    page = visit("meet")
    for name, shift in (("طابعة ١", "1"), ("طابعة ٢", "2"), ("طابعة ١", "3")):
        page.locator("#meet-A-across").fill(shift)
        page.locator("#meet-A-along").fill("0")
        page.get_by_label("What do you call this printer").fill(name)
        page.get_by_role("button", name="Keep it in this browser").click()
        expect(page.locator("#meet-kept")).to_contain_text(f"{shift} mm right")
    expect(page.locator("#meet-kept li")).to_have_count(2)
    expect(page.locator("#meet-kept")).not_to_contain_text("1 mm right")


def test_a_browser_without_room_says_that_it_keeps_no_more(visit):
    page = visit("workshop")
    page.get_by_label("Keep what I typed in this browser").check()
    page.evaluate(
        """() => {
          Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
        }"""
    )
    page.locator("#workshop").get_by_label("Title").fill("Thursday")
    expect(said(page)).to_contain_text("no room to keep more of what you type")


def test_a_workbook_may_have_any_name_that_a_disk_takes(visit):
    page = visit("words")
    table = b"Theme,Name,Definition,Positive,Negative\nBeing,Trust,Keeps,Does,Hides\n"
    file = {"name": "our\u202fdeck\u200e: 2.csv", "mimeType": "", "buffer": table}
    page.get_by_label("The workbook").set_input_files(file)
    expect(page.locator("#table-told")).to_contain_text("1 card in 1 theme")


def test_the_line_for_a_colleague_names_the_folder_of_a_new_deck(visit):
    page = visit("words")
    line = """async () => {
      const { commandFor } = await import(new URL("handover.js", location.href).href);
      const { state } = await import(new URL("state.js", location.href).href);
      state.named = { folder: "our-deck", files: {} };
      return commandFor("order", { copies: 2 });
    }"""
    assert page.evaluate(line) == "cardgen --deck our-deck order --copies 2"


@pytest.mark.parametrize(
    "text",
    ["outputs: office\ncards: trust", "lang: no language", "tables: many", "cards: [{}]"],
)
def test_a_workshop_that_is_written_by_hand_is_opened_or_told(visit, text):
    page = visit("workshop")
    file = {"name": "by-hand.yaml", "mimeType": "", "buffer": text.encode()}
    page.get_by_label("Open a workshop that you saved").set_input_files(file)
    expect(said(page)).to_have_text("“Workshop” is open.")
    page.locator("#workshop").get_by_label("Title").fill("Thursday")
    page.get_by_role("region", name="What to print").get_by_role("checkbox").first.check()
    plan = page.locator("#workshop").get_by_role("complementary", name="Your plan")
    expect(plan).to_contain_text(re.compile("Have ready|has a mistake in it"))


def test_tables_keep_their_names_while_another_number_of_them_is_typed(visit):
    page = visit("workshop")
    count = page.get_by_label("How many tables")
    count.fill("2")
    names = page.locator("#tables-list > li > input")
    names.nth(1).fill("Oak")
    names.nth(1).blur()
    count.focus()
    page.keyboard.press("Backspace")
    page.keyboard.press("Delete")
    expect(names).to_have_count(0)
    page.keyboard.type("3")
    expect(names).to_have_count(3)
    expect(names.nth(1)).to_have_value("Oak")


def test_a_further_file_that_is_not_of_last_time_is_told(visit):
    page = visit("again")
    files = {"workshop.yaml": b"title: T\noutputs: [office]", "plan.json": b'{"since": []}'}
    zipped = {"name": "t.zip", "mimeType": "", "buffer": cardgen.zipped(files.items())}
    alone = {"name": "t.yaml", "mimeType": "", "buffer": b"title: T\noutputs: [office]"}
    field = page.get_by_label("Open the ZIP of last time")
    field.set_input_files(zipped)
    expect(page.locator("#again button.chip")).to_be_visible()
    field.set_input_files(alone)
    expect(said(page)).to_contain_text("t.yaml is not the ZIP with all files of a workshop")
