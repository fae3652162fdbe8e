"""Plan a workshop and come back to it, on the page in a real Chromium."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import axe_playwright_python
import openpyxl
import pytest
from accessible import LOOKS
from command_line import run
from playwright.sync_api import expect

import cardgen

pytestmark = pytest.mark.slow

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
NAMES = [f"{first} {last}" for first in ("Ann", "Bo", "Cy") for last in "ABCDEF"]
PATIENCE = 90_000  # milliseconds; machines that do several things at once are slow
WORDS = {"cards": [{"id": "resilience-bravery-courage", "name": "Courage"}]}


@pytest.fixture
def workbook(tmp_path):
    """A list of 18 people, with a title above its headings and two lines without a name."""
    book = openpyxl.Workbook()
    for row in [["Leeds, 3 December"], ["Name", "Team"], *([name, "North"] for name in NAMES)]:
        book.active.append(row)
    for team in ("South", "West"):
        book.active.append([None, team])
    path = tmp_path / "who-comes.xlsx"
    book.save(path)
    return path


@pytest.fixture
def planning(visit):
    """Opens the page at a task, as wide as wanted, once its form is there."""

    def plan(task="workshop", width=1280):
        page = visit(task, width)
        page.set_default_timeout(PATIENCE)
        page.locator(f"#{task} h3").first.wait_for()
        return page

    return plan


def view(page, task="workshop"):
    return page.locator(f"#{task}")


def step(page, title, task="workshop"):
    return view(page, task).get_by_role("region", name=title)


def tick(page, name):
    step(page, "What to print").get_by_role("checkbox", name=name, exact=True).check()


def type_people(page, names, task="workshop"):
    form = step(page, "Who comes" if task == "workshop" else "What is different now", task)
    form.get_by_label("Names, one on each line").fill("\n".join(names))
    form.get_by_role("button", name="Add to the list").click()
    expect(form.get_by_role("status")).to_contain_text(" understood", timeout=PATIENCE)


def plan_says(page, words, task="workshop"):
    plan = view(page, task).get_by_role("complementary")
    expect(plan).to_contain_text(re.compile(words, re.DOTALL), timeout=PATIENCE)


def make_files(page, task="workshop"):
    """The files of the ZIP that is downloaded at the end."""
    button = view(page, task).get_by_role("button", name="Make all files")
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.click()
    zip_button = view(page, task).get_by_role("button", name="Download everything as one ZIP")
    zip_button.wait_for(timeout=PATIENCE)
    with page.expect_download() as found:
        zip_button.click()
    return downloaded(found.value)


def downloaded(download):
    return download.suggested_filename, Path(download.path()).read_bytes()


def small(page):
    """Plans a small workshop, which is quick to make."""
    step(page, "The workshop").get_by_label("Title").fill("Thursday")
    type_people(page, NAMES[:3])
    step(page, "Cards").get_by_label("All of Being").uncheck()
    step(page, "Cards").get_by_label("All of Relating and communicating").uncheck()
    step(page, "Cards").get_by_label("All of Leading and visioning").uncheck()
    tick(page, "Handouts")
    tick(page, "Office printer and scissors")


def test_a_stranger_plans_her_workshop_from_a_workbook(planning, workbook, tmp_path, monkeypatch):
    page = planning()
    people = step(page, "Who comes")
    people.get_by_label("Or a workbook").set_input_files(workbook)
    expect(people).to_contain_text("18 people understood, 2 lines without a name", timeout=PATIENCE)
    step(page, "The workshop").get_by_label("Title").fill("Good conversations")
    step(page, "The workshop").get_by_label("Date").fill("2026-12-03")
    step(page, "Tables").get_by_label("How many tables").fill("3")
    cards = step(page, "Cards")
    for theme in ("Being", "Relating and communicating", "Leading and visioning"):
        cards.get_by_label(f"All of {theme}").uncheck()
    cards.get_by_label("6 Trust").check()
    tick(page, "Office printer and scissors")
    tick(page, "Handouts")
    plan_says(page, r"18 people at 3 tables.*3 sheets of A4 card \(have 4 ready\)")
    plan_says(page, r"flip on LONG edge, 2 cuts.*72 sheets of A4 paper")
    name, data = make_files(page)
    assert name == "good-conversations-2026-12-03.zip"
    how = step(page, "Files to print").get_by_role("listitem").filter(has_text="office.pdf").first
    for words in ("A4 card", "3 sheets, and 1 spare sheet", "Both sides, flip on LONG edge"):
        expect(how).to_contain_text(words)
    expect(how).to_contain_text("at 148.5 mm from the top")
    with ZipFile(BytesIO(data)) as package:
        package.extractall(tmp_path / "unpacked")
    monkeypatch.chdir(tmp_path)
    assert run("-C", "unpacked", "build", "workshop.yaml", "-o", "../again").exit_code == 0
    held = cardgen.unzipped(data)
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert set(again) == set(held) - {"workshop.yaml"}
    assert all(held[name] == again[name] for name in again if name != "plan.json")


def press_until(page, locator, key="Tab"):
    """Presses a key until the control has the focus."""
    for _ in range(400):
        if locator.evaluate("own => own === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {locator}")


def test_a_workshop_is_planned_and_made_by_keyboard_alone_in_a_narrow_window(planning):
    page = planning(width=320)
    box = view(page)
    press_until(page, box.get_by_label("Title"))
    page.keyboard.type("Thursday")
    press_until(page, box.get_by_label("Names, one on each line"))
    page.keyboard.type("Ann Lee\nBo Ek\n")
    press_until(page, box.get_by_role("button", name="Add to the list"))
    page.keyboard.press("Enter")
    expect(box.get_by_label("Name of person 2")).to_have_value("Bo Ek", timeout=PATIENCE)
    press_until(page, box.get_by_label("How many tables"))
    page.keyboard.type("2")
    press_until(page, box.get_by_label("Table of person 1"), "Shift+Tab")
    page.keyboard.type("Table 2")
    press_until(page, box.get_by_label("All of Being"))
    for theme in ("Relating and communicating", "Leading and visioning", "Delivering"):
        press_until(page, box.get_by_label(f"All of {theme}"))
        page.keyboard.press("Space")
    press_until(page, box.get_by_role("checkbox", name="Temperature check"))
    page.keyboard.press("Space")
    plan_says(page, "2 people at 2 tables.*2 sheets of A4 paper")
    assert box.get_by_label("Table of person 1").input_value() == "2"
    press_until(page, box.get_by_role("button", name="Make all files"))
    page.keyboard.press("Enter")
    heading = box.get_by_role("heading", name="How to print these")
    expect(heading).to_be_focused(timeout=PATIENCE)
    press_until(page, box.get_by_role("button", name="Download everything as one ZIP"), "Shift+Tab")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert "temperature-check.pdf" in cardgen.unzipped(downloaded(found.value)[1])


def test_people_without_a_table_are_dealt_onto_the_tables_and_moved_by_a_select(planning):
    page = planning()
    type_people(page, ["Name\tTable", *NAMES[:4], "Dee D\tOak"])
    step(page, "Tables").get_by_label("How many tables").fill("2")
    step(page, "Tables").get_by_label("Name of table 1").fill("Oak")
    step(page, "Tables").get_by_label("Name of table 1").blur()
    tick(page, "Name cards")
    seats = step(page, "Who comes").get_by_role("combobox")
    expect(seats.nth(1)).to_contain_text("Dealt: Table 2", timeout=PATIENCE)
    assert seats.nth(4).input_value() == "Oak"
    seats.nth(1).select_option("Oak")
    plan = view(page).get_by_role("complementary")
    plan.get_by_text("Who gets what").click()
    expect(plan).to_contain_text("Oak 3 people", timeout=PATIENCE)
    deal = step(page, "Who comes").get_by_role("button", name="Deal everybody onto the tables")
    deal.click()
    assert {seats.nth(at).input_value() for at in range(5)} == {""}
    expect(page.locator("#status")).to_have_text(
        "5 people are dealt onto 2 tables: 2 or 3 at each."
    )
    expect(deal).to_have_count(0)
    seats.nth(0).select_option("Oak")
    expect(deal).to_be_visible()
    seats.nth(0).select_option("")
    expect(deal).to_have_count(0)


def test_the_button_that_makes_the_files_is_seen_without_scrolling(planning):
    page = planning()
    small(page)
    for name in ("Name cards", "Poster", "Reading", "Tarot", "Conversation", "Clear print"):
        tick(page, name)
    plan_says(page, "Clear print.*Poster")
    plan = view(page).get_by_role("complementary")
    assert plan.evaluate("own => own.scrollHeight > own.clientHeight")
    expect(plan.get_by_role("button", name="Make all files")).to_be_in_viewport(ratio=1)
    expect(plan.get_by_label("Leave out names")).to_be_hidden()


def test_cards_are_dealt_by_chance_or_belong_to_tables_but_not_both(planning):
    page = planning()
    type_people(page, NAMES[:4])
    tables = step(page, "Tables")
    tables.get_by_label("How many tables").fill("2")
    cards = step(page, "Cards")
    cards.get_by_label("Deal cards from these").check()
    tick(page, "Office printer and scissors")
    plan_says(page, "1 sheet of A4 card")
    assert tables.get_by_label("Cards for table 1").is_disabled()
    cards.get_by_label("Deal cards from these").uncheck()
    tables.get_by_label("Cards for table 1").select_option(label="Being only")
    assert cards.get_by_label("Deal cards from these").is_disabled()
    expect(cards).to_contain_text("Some tables have cards of their own")


def test_what_is_wrong_is_said_before_files_are_made(planning):
    page = planning()
    type_people(page, ["Name\tTable", "Ann Lee\tOak", "Bo Ek\tAsh"])
    step(page, "Tables").get_by_label("Name of table 2").fill("Oak")
    step(page, "Tables").get_by_label("Name of table 2").blur()
    step(page, "The workshop").get_by_label("Title").fill("Thursday")
    tick(page, "Name cards")
    plan_says(page, 'Two tables are called "Oak"')
    expect(step(page, "Tables")).to_contain_text('Two tables are called "Oak"')
    assert view(page).get_by_role("button", name="Make all files").is_disabled()


def test_a_name_that_no_font_can_print_stops_the_plan_or_is_left_out_if_wished(planning):
    page = planning()
    type_people(page, ["Ann Lee", "\u12a0\u1260\u1260"])
    tick(page, "Name cards")
    plan_says(page, "The plan has a mistake in it")
    expect(step(page, "Who comes").get_by_role("list").first).to_contain_text("To mend")
    view(page).get_by_label("Leave out names that cannot be printed").check()
    plan_says(page, "2 people.*1 sheet of A4 card")


def test_files_are_made_of_what_is_ticked_even_while_its_plan_is_worked_out(planning):
    page = planning()
    type_people(page, NAMES[:2])
    tick(page, "Name cards")
    plan_says(page, "Name cards")
    make = view(page).get_by_role("button", name="Make all files")
    expect(make).to_be_enabled(timeout=PATIENCE)
    held = []
    page.route("**/api/plan_workshop", lambda route: held.append(route))
    with page.expect_request("**/api/plan_workshop"):
        tick(page, "Temperature check")
    make.focus()
    page.keyboard.press("Enter")
    files = step(page, "Files to print")
    expect(files).to_contain_text("Temperature check", timeout=PATIENCE)
    for route in held:
        route.continue_()


def test_files_of_an_older_plan_are_not_offered_any_more(planning):
    page = planning()
    type_people(page, NAMES[:2])
    tick(page, "Name cards")
    make_files(page)
    step(page, "Who comes").get_by_role("button", name="Remove person 2").click()
    files = step(page, "Files to print")
    expect(files).to_contain_text("The plan has changed", timeout=PATIENCE)
    assert files.get_by_role("button").count() == 0


def test_what_the_page_does_not_show_of_a_file_is_kept_and_said(planning, tmp_path):
    text = (
        "title: Thursday\ndeck: theirs\nindex-names: false\ncards: [{not: trust}]\n"
        "lowest: {file: scores.csv, take: 5}\ntables: [Oak, Ash]\n"
        "participants: [Ann Lee, {name: Bo Ek, table: Ash}]\n"
        "outputs: [{output: office, fill: spares}, poster]\n"
    )
    (tmp_path / "thursday.yaml").write_text(text, encoding="utf-8")
    page = planning()
    view(page).get_by_label("Open a workshop").set_input_files(tmp_path / "thursday.yaml")
    expect(view(page)).to_contain_text("“Thursday”, with 2 people, is open.", timeout=PATIENCE)
    expect(view(page)).to_contain_text("It names a deck of its own, theirs.")
    expect(view(page)).to_contain_text("only the 5 with the lowest scores in scores.csv")
    expect(view(page)).to_contain_text("Its index names nobody.")
    expect(view(page)).to_contain_text("Kept as in the file: fill")
    expect(view(page).get_by_label("Table of person 2")).to_have_value("Ash")
    assert not view(page).get_by_label("6 Trust").is_checked()
    with page.expect_download() as found:
        view(page).get_by_role("button", name="Save this workshop").click()
    saved = cardgen.mapping_of("workshop", downloaded(found.value)[1].decode())
    assert dict(saved) == dict(cardgen.mapping_of("workshop", text))


def test_names_are_in_no_address_and_kept_only_if_someone_says_so(planning):
    page = planning()
    small(page)
    plan_says(page, "3 people")
    assert "Ann" not in page.url
    stored = "JSON.stringify(localStorage)"
    assert "Ann" not in page.evaluate(stored)
    view(page).get_by_label("Keep what I typed").check()
    assert "Ann A" in page.evaluate(stored)
    page.reload()
    expect(view(page).get_by_label("Name of person 1")).to_have_value("Ann A", timeout=PATIENCE)
    page.evaluate("""() => {
        const name = Object.keys(localStorage).find((key) => key.includes("workshop"));
        const past = { ...JSON.parse(localStorage[name]), until: "2020-01-01" };
        localStorage[name] = JSON.stringify(past);
    }""")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("#workshop h3").first.wait_for()
    assert "Ann" not in page.evaluate(stored)
    assert view(page).get_by_label("Title").input_value() == ""


def test_everything_is_cleared_at_once(planning):
    page = planning()
    small(page)
    view(page).get_by_label("Keep what I typed").check()
    page.get_by_role("button", name="Clear everything now").click()
    page.wait_for_load_state()
    page.locator("#workshop h3").first.wait_for()
    assert view(page).get_by_label("Title").input_value() == ""
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"


def test_a_tab_asks_before_it_is_closed_only_if_something_typed_is_not_saved(planning):
    asked = []
    page = planning()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    page.locator("#workshop h3").first.wait_for()
    assert asked == []
    step(page, "The workshop").get_by_label("Title").fill("Thursday")
    with page.expect_download():
        view(page).get_by_role("button", name="Save this workshop").click()
    expect(page.get_by_role("status").first).to_contain_text("is saved")
    page.reload()
    page.locator("#workshop h3").first.wait_for()
    assert asked == []
    step(page, "The workshop").get_by_label("Title").fill("Friday")
    page.reload()
    assert asked == ["beforeunload"]


def test_last_months_workshop_is_opened_again_and_only_what_is_new_is_printed(planning, tmp_path):
    page = planning()
    small(page)
    name, data = make_files(page)
    (tmp_path / name).write_bytes(data)
    page = planning("again")
    view(page, "again").get_by_label("Open the ZIP of last time").set_input_files(tmp_path / name)
    form = step(page, "What is different now", "again")
    expect(form.get_by_label("Name of person 3")).to_have_value("Ann C", timeout=PATIENCE)
    form.get_by_label("Date").fill("2027-01-14")
    type_people(page, ["Zoë Late", "Yan Late"], "again")
    plan_says(page, "Handouts.*6 sheets of A4 paper.*Nothing new in office.pdf", "again")
    name, data = make_files(page, "again")
    assert name == "thursday-2027-01-14-new.zip"
    held = cardgen.unzipped(data)
    assert set(downloads_of(page)) <= set(held)
    assert "handouts-new.pdf" in held and "index-new.pdf" in held
    assert not any(name.startswith("office") for name in held)
    assert json.loads(held["plan.json"])["unchanged"] == ["office.pdf"]
    (tmp_path / name).write_bytes(data)
    page = planning("again")
    alone = view(page, "again").get_by_text("This ZIP holds only what was new then")
    expect(alone).to_be_hidden()
    view(page, "again").get_by_label("Open the ZIP of last time").set_input_files(tmp_path / name)
    expect(alone).to_be_visible(timeout=PATIENCE)


def test_a_printer_in_a_zip_is_taken_and_kept_only_if_someone_says_so(planning, tmp_path):
    printer = {"about": "Hall, tray 2", "portrait": {"right": 1.5}}
    outputs = [{"output": "office", "printer": "hall"}]
    held = {
        "workshop.yaml": cardgen.yaml_of("workshop", {"title": "Thursday", "outputs": outputs}),
        "layouts/printers/hall.yaml": cardgen.yaml_of("printer", printer),
    }
    data = cardgen.zipped((name, text.encode()) for name, text in held.items())
    (tmp_path / "thursday.zip").write_bytes(data)
    page = planning()
    view(page).get_by_label("Open a workshop").set_input_files(tmp_path / "thursday.zip")
    plan_says(page, "4 sheets of A4 card")
    chosen = step(page, "What to print").get_by_label("Office printer and scissors: printer")
    expect(chosen.locator("option:checked")).to_have_text("Hall, tray 2")
    page.get_by_role("link", name="Front and back").click()
    expect(page.locator("#meet-kept")).to_contain_text("Hall, tray 2 upright: 1.5 mm right")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Keep it in this browser, too").click()
    assert "Hall, tray 2" in page.evaluate("JSON.stringify(localStorage)")


def downloads_of(page):
    """The names of the files that can be saved alone when only what is new is printed."""
    buttons = view(page, "again").get_by_role("button", name=re.compile("^Download .*[.]"))
    return [words.removeprefix("Download ") for words in buttons.all_inner_texts()]


def measure(page, name):
    """Has a printer be measured on upright pages, and goes back to the workshop."""
    page.get_by_role("link", name="Front and back", exact=True).click()
    for figure in ("right or left", "down or up"):
        page.get_by_label(f"Millimetres {figure}, at corner A").fill("1")
    page.get_by_label("What do you call this printer").fill(name)
    page.get_by_role("button", name="Keep it in this browser").click()
    expect(page.locator("#meet-kept")).to_contain_text(name)
    page.get_by_role("link", name="Plan a workshop", exact=True).first.click()


def printer_of(page, name):
    return step(page, "What to print").get_by_label(f"{name}: printer")


def test_a_printer_that_was_measured_is_chosen_for_what_is_ticked_if_it_can_print_that(planning):
    page = planning()
    tick(page, "Office printer and scissors")
    measure(page, "Copier")
    expect(printer_of(page, "Office printer and scissors")).to_have_value("copier")
    tick(page, "Full colour to the edge")
    why = "It is printed without the correction: the printer “copier” has not been measured"
    expect(step(page, "What to print")).to_contain_text(why.replace("“", '"').replace("”", '"'))
    expect(printer_of(page, "Full colour to the edge")).to_have_value("")
    tick(page, "Printer without duplex")
    expect(printer_of(page, "Printer without duplex")).to_have_value("copier")
    plan_says(page, "Office printer and scissors")


def measure_another(page):
    """Has one more printer be measured, and waits until what was ticked last is printed on it."""
    tick(page, "Printer without duplex")
    measure(page, "Hall")
    expect(printer_of(page, "Printer without duplex")).to_have_value("hall")


def test_a_printer_that_somebody_chose_stays(planning):
    page = planning()
    measure(page, "Copier")
    tick(page, "Office printer and scissors")
    chosen = printer_of(page, "Office printer and scissors")
    expect(chosen).to_have_value("copier")
    chosen.select_option(label="Any printer, as it comes")
    measure_another(page)
    expect(chosen).to_have_value("")


def test_a_workshop_that_is_opened_is_printed_as_its_file_says(planning, tmp_path):
    page = planning()
    measure(page, "Copier")
    tick(page, "Office printer and scissors")
    chosen = printer_of(page, "Office printer and scissors")
    expect(chosen).to_have_value("copier")
    (tmp_path / "day.yaml").write_text("title: Day\noutputs: [office]\n", encoding="utf-8")
    page.once("dialog", lambda dialog: dialog.accept())
    view(page).get_by_label("Open a workshop").set_input_files(tmp_path / "day.yaml")
    expect(view(page)).to_contain_text("“Day” is open.", timeout=PATIENCE)
    expect(chosen).to_have_value("")
    measure_another(page)
    expect(chosen).to_have_value("")


def test_while_a_file_is_read_the_plan_and_the_foot_of_the_page_say_so(planning, tmp_path):
    (tmp_path / "thursday.yaml").write_text(
        "title: Thursday\noutputs: [poster]\n", encoding="utf-8"
    )
    page = planning("again")
    held = []
    page.route("**/api/open_workshop", lambda route: held.append(route))
    view(page, "again").get_by_label("Open the ZIP").set_input_files(tmp_path / "thursday.yaml")
    expect(page.locator("#status")).to_have_text("Reading thursday.yaml…")
    plan_says(page, "Reading thursday.yaml…", "again")
    held[0].continue_()
    plan_says(page, "Poster", "again")
    expect(page.locator("#status")).to_have_text("“Thursday” is open.")
    file = view(page, "again").get_by_label("Open the ZIP")
    assert file.evaluate("own => own.files[0].name") == "thursday.yaml"


@pytest.mark.everywhere
def test_a_printed_deck_that_is_out_of_date_is_told_and_its_cards_printed_alone(planning, tmp_path):
    older = cardgen.open(overlay=WORDS).build("office", themes=["being"])
    (tmp_path / "printed.pdf").write_bytes(older.files[0].data)
    page = planning("again")
    box = view(page, "again")
    box.get_by_label("The PDF from which it was printed").set_input_files(tmp_path / "printed.pdf")
    verdict = box.get_by_text("Your printed deck is out of date: card 3.")
    verdict.wait_for(timeout=PATIENCE)
    box.get_by_label("Each where it lay before").check()
    with page.expect_download(timeout=PATIENCE) as found:
        box.get_by_role("button", name="Print only these cards").click()
    assert downloaded(found.value)[1].startswith(b"%PDF-")
    expect(box).to_contain_text("flip on LONG edge")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_targets_are_large_enough(planning, width, scheme):
    page = planning(width=width)
    page.emulate_media(color_scheme=scheme)
    small(page)
    step(page, "Tables").get_by_label("How many tables").fill("2")
    plan_says(page, "3 people at 2 tables")
    make_files(page)
    for task in ("workshop", "again"):
        page.evaluate("task => { location.hash = task; }", task)
        view(page, task).locator("h3").first.wait_for()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        sizes = page.evaluate(
            """task => [...document.querySelectorAll(`#${task} :is(button, input, select, a)`)]
            .filter((own) => own.offsetParent)
            .map((own) => [own.getBoundingClientRect(), own.outerHTML])
            .filter(([box]) => Math.min(box.width, box.height) < 24)
            .map(([box, html]) => `${box.width} × ${box.height} ${html.slice(0, 120)}`)""",
            task,
        )
        assert [size for size in sizes if 'href="#' not in size] == []


def test_blank_cards_and_spare_handouts_are_planned_saved_and_opened_again(planning, tmp_path):
    page = planning()
    type_people(page, NAMES[:3])
    prints = step(page, "What to print")
    tick(page, "Office printer and scissors")
    prints.get_by_label("Blank cards to write on, in each set").fill("4")
    tick(page, "Handouts")
    prints.get_by_label("Spare ones, without a name").fill("2")
    plan_says(page, "Office printer and scissors.*With 4 blank cards in each set")
    plan_says(page, "Handouts.*With 2 spares")
    plan_says(page, "to have at hand.*2 × Handouts")
    with page.expect_download() as found:
        view(page).get_by_role("button", name="Save this workshop").click()
    data = downloaded(found.value)[1]
    outputs = [dict(one) for one in cardgen.mapping_of("workshop", data.decode())["outputs"]]
    assert outputs == [
        {"output": "office", "add": ["blank:4"]},
        {"output": "handouts", "names": "true", "spares": "2"},
    ]
    page = planning()
    file = {"name": "by-hand.yaml", "mimeType": "", "buffer": data}
    view(page).get_by_label("Open a workshop that you saved").set_input_files(file)
    prints = step(page, "What to print")
    blank = prints.get_by_label("Blank cards to write on, in each set")
    expect(blank).to_have_value("4", timeout=PATIENCE)
    expect(prints.get_by_label("Spare ones, without a name")).to_have_value("2")
    prints.get_by_label("Also the cards of every deck").check()
    blank.fill("1")
    names = set(cardgen.unzipped(make_files(page)[1]))
    assert {"office.pdf", "handouts.pdf"} <= names
    with page.expect_download() as found:
        view(page).get_by_role("button", name="Save this workshop").click()
    again = cardgen.mapping_of("workshop", downloaded(found.value)[1].decode())
    assert again["outputs"][0]["add"][-1] == "blank:1"
    assert len(again["outputs"][0]["add"]) > 1


def test_only_what_has_blank_cards_offers_them(planning):
    page = planning()
    for name in ("Labels I have", "Office printer and scissors"):
        tick(page, name)
    offered = step(page, "What to print").get_by_label("Blank cards to write on")
    expect(offered).to_have_count(1)
