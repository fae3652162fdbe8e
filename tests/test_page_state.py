"""What the page knows in a real Chromium: saved, opened again, kept for its deck, and never lost
without a question."""

import json
import re
from zipfile import ZipFile

import pytest
import yaml
from command_line import run
from PIL import Image
from playwright.sync_api import expect
from served import started
from small_decks import small_deck

import cardgen

pytestmark = pytest.mark.slow

SOON = 30_000  # ms, on a busy computer
OWN = "Doing Things Differently"
TABLE = """Theme,Name,Definition,Positive,Negative
Being,Trust,Keeps promises,Does what was agreed,Hides bad news
Doing,Pace,Knows when to hurry,Leaves room for thinking,Never stops
"""


@pytest.fixture
def table(tmp_path):
    """A spreadsheet of two cards, of which a new deck is made."""
    path = tmp_path / "our-deck.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def words(visit, card="trust"):
    """The page with the form of a card's words."""
    page = visit("words")
    expect(page.locator("#words-fit")).to_have_text("Everything fits.", timeout=SOON)
    choose(page, card)
    return page


def words_of_new_deck(visit, table):
    """The page at the words of a deck that is made of a spreadsheet there."""
    page = words(visit)
    look_at(page, table)
    expect(page.locator("#deck .card")).to_have_count(2, timeout=SOON)
    turn_to(page, "Change words")
    return page


def choose(page, card):
    page.get_by_label("Card", exact=True).select_option(card)
    expect(page.locator("#words-fit")).to_have_text("Everything fits.", timeout=SOON)


def define(page, text):
    """Types the definition of the card, and waits until it is drawn."""
    page.get_by_role("textbox", name="Definition").fill(text)
    shows(page, text)


def shows(page, text):
    front = page.get_by_role("img", name=re.compile("^The front"))
    expect(front).to_have_attribute("alt", re.compile(re.escape(text)), timeout=SOON)


def look_at(page, table):
    page.get_by_label("The workbook").set_input_files(table)
    page.get_by_role("button", name="Look at it here").click()


def turn_to(page, task):
    page.locator("nav.tasks").get_by_role("link", name=task).click()


def saved(page, button, folder):
    """The path of the file that is downloaded."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button).click()
    path = folder / found.value.suggested_filename
    path.write_bytes(found.value.path().read_bytes())
    return path


def dialogs(page, answer=True):
    """The words of the questions that the page asks, each answered in the same way."""
    asked = []

    def reply(dialog):
        asked.append(dialog.message or dialog.type)
        dialog.accept() if answer else dialog.dismiss()

    page.on("dialog", reply)
    return asked


def keep(page, deck, value, kind="words"):
    """Has the browser keep something for a deck, as the page would have on an earlier day."""
    text = json.dumps({"value": value, "until": None})
    page.evaluate(
        "([name, text]) => localStorage.setItem(name, text)", [f"cardgen: {kind} of {deck}", text]
    )


def kept(page):
    return page.evaluate("({ ...localStorage })")


@pytest.mark.everywhere
def test_changes_to_a_new_deck_are_saved_as_one_file_of_words(visit, table, tmp_path):
    page = words_of_new_deck(visit, table)
    define(page, "Keeps every promise")
    path = saved(page, "Save the changes", tmp_path)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["cards"][0]["id"] == "trust"
    dialogs(page)
    define(page, "Something else")
    page.get_by_label("Open changes that were saved").set_input_files(path)
    shows(page, "Keeps every promise")


def test_a_workshop_of_a_new_deck_is_opened_with_the_deck(visit, table, tmp_path):
    page = words_of_new_deck(visit, table)
    define(page, "Keeps every promise")
    turn_to(page, "Plan a workshop")
    page.get_by_label("Title", exact=True).fill("Thursday")
    page.locator("#workshop").get_by_label("Office printer and scissors", exact=True).check()
    path = saved(page, "Save this workshop", tmp_path)
    page = visit("workshop")
    page.get_by_label("Open a workshop").set_input_files(path)
    expect(page.get_by_role("heading", name="Our deck")).to_be_visible(timeout=SOON)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Thursday")
    expect(page.locator("#workshop")).not_to_contain_text("The file also says")
    turn_to(page, "See the deck")
    expect(page.locator("#words--trust")).to_contain_text("Keeps every promise", timeout=SOON)
    with ZipFile(path) as package:
        package.extractall(tmp_path / "unpacked")
    built = run("-C", tmp_path / "unpacked", "build", "workshop.yaml", "-o", tmp_path / "built")
    assert built.exit_code == 0, built.output
    words_printed = (tmp_path / "built" / "office.pdf").read_bytes()
    assert words_printed.startswith(b"%PDF")


def test_another_spreadsheet_and_a_list_of_people_are_read_beside_a_new_deck(visit, table):
    page = words_of_new_deck(visit, table)
    page.get_by_label("The workbook").set_input_files(table)
    expect(page.locator("#table-told")).to_contain_text("2 cards in 2 themes", timeout=SOON)
    turn_to(page, "Plan a workshop")
    form = page.locator("#workshop")
    form.get_by_label("Names, one on each line").fill("Ann Lee\nBo Ek")
    form.get_by_role("button", name="Add to the list").click()
    expect(form.get_by_label("Name of person 2")).to_have_value("Bo Ek", timeout=SOON)


def test_a_spreadsheet_is_told_of_although_the_form_was_drawn_anew_while_it_was_read(visit, table):
    page = words(visit)
    look_at(page, table)
    expect(page.locator("#deck .card")).to_have_count(2, timeout=SOON)
    tables, forms = [], []
    page.route("**/api/table", lambda route: tables.append(route))
    page.route("**/api/words", lambda route: forms.append(route))
    with page.expect_request("**/api/table"):
        page.get_by_label("The workbook").set_input_files(table)
    with page.expect_request("**/api/words"):
        turn_to(page, "Change words")  # the form goes until there are the words of the new deck
    tables[0].continue_()
    expect(page.locator("#status")).to_contain_text("is understood", timeout=SOON)
    forms[0].continue_()
    expect(page.locator("#table-told")).to_contain_text("2 cards in 2 themes", timeout=SOON)


def test_what_is_kept_for_another_deck_changes_nothing_and_is_offered_as_a_file(visit, tmp_path):
    page = visit("see")
    other = {"cards": [{"id": "trust", "definition": "Of another deck"}]}
    keep(page, "Another deck", other)
    keep(page, "Another deck", {"title": "Their Thursday"}, "workshop")
    page.reload()
    expect(page.locator("#status")).to_contain_text("keeps changes for another deck", timeout=SOON)
    page.locator("#card--trust").scroll_into_view_if_needed()
    expect(page.locator("#words--trust")).to_contain_text("Builds trust", timeout=SOON)
    turn_to(page, "Change words")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.", timeout=SOON)
    path = saved(page, "Save it as a file: Changes kept for Another deck", tmp_path)
    assert dict(cardgen.mapping_of("overlay", path.read_text(encoding="utf-8"))) == other
    turn_to(page, "Plan a workshop")
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    path = saved(page, "Save it as a file: A workshop kept for Another deck", tmp_path)
    assert "Their Thursday" in path.read_text(encoding="utf-8")
    page.get_by_role("button", name="Clear it: A workshop kept for Another deck").click()
    assert list(kept(page)) == ["cardgen: words of Another deck"]


def test_kept_changes_that_do_not_suit_the_deck_survive_the_next_letter(visit, tmp_path):
    page = visit("see")
    old = {"cards": [{"id": "trust", "definition": "Older"}], "kinds": 7}
    keep(page, OWN, old)
    page.reload()
    expect(page.locator("#status")).to_contain_text("do not suit the deck", timeout=SOON)
    turn_to(page, "Change words")
    choose(page, "trust")
    page.get_by_role("checkbox", name="Keep my changes in this browser").check()
    define(page, "Newer")
    values = [json.loads(text)["value"] for text in kept(page).values()]
    assert len(values) == 2 and old in values
    expect(page.get_by_role("button", name="Save it as a file")).to_be_visible()


def test_kept_changes_of_a_card_that_is_gone_are_put_aside(visit):
    page = visit("see")
    keep(page, OWN, {"cards": [{"id": "gone", "definition": "x"}]})
    page.reload()
    expect(page.locator("#status")).to_contain_text("do not suit the deck", timeout=SOON)
    turn_to(page, "Change words")
    choose(page, "trust")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")
    expect(page.get_by_role("button", name="Save it as a file")).to_be_visible()


def test_kept_changes_that_cannot_be_read_just_now_stay_until_words_are_typed(visit):
    page = visit("see")
    words_kept = {"cards": [{"id": "trust", "definition": "Kept"}]}
    keep(page, OWN, words_kept)

    def refuse(route):
        changed = json.loads(route.request.post_data)["given"].get("overlay")
        answer = {"data": {"stopped": "not now", "problems": []}, "files": {}}
        route.fulfill(json=answer) if changed else route.continue_()

    page.route("**/api/deck", refuse)
    page.reload()
    turn_to(page, "Change words")
    choose(page, "trust")
    choose(page, "mindset")
    assert [json.loads(text)["value"] for text in kept(page).values()] == [words_kept]


def test_kept_changes_are_laid_over_the_deck_again_and_can_be_put_back(visit):
    page = words(visit)
    page.get_by_role("checkbox", name="Keep my changes in this browser").check()
    define(page, "Kept words")
    page.reload()
    choose(page, "trust")
    shows(page, "Kept words")
    page.get_by_role("button", name="Put everything back").click()
    page.get_by_role("button", name="Yes, put everything back").click()
    shows(page, "Builds trust to promote")
    page.reload()
    choose(page, "trust")
    shows(page, "Builds trust to promote")


def test_pictures_are_not_kept_and_so_are_asked_about(visit, tmp_path):
    Image.new("RGB", (1400, 1400), "#006546").save(tmp_path / "bridge.png")
    page = words(visit)
    page.get_by_role("checkbox", name="Keep my changes in this browser").check()
    asked = dialogs(page)
    define(page, "Kept words")
    page.reload()
    choose(page, "trust")
    assert asked == []
    page.get_by_text("Drawing or picture").click()
    box = page.get_by_role("group", name="A picture of your own")
    box.get_by_label("The file").set_input_files(tmp_path / "bridge.png")
    box.get_by_label("What it shows").fill("A rope bridge")
    expect(page.locator("#changes")).to_contain_text("Image")
    shows(page, "A rope bridge")
    page.reload()
    choose(page, "trust")
    assert asked == ["beforeunload"]
    shows(page, "Kept words")


@pytest.mark.parametrize("answer", [True, False])
def test_another_deck_asks_before_it_drops_changed_words(visit, table, answer):
    page = words(visit)
    define(page, "Not saved")
    asked = dialogs(page, answer)
    look_at(page, table)
    assert asked == ["The words that you changed are not saved. Go on without them?"]
    if not answer:
        shows(page, "Not saved")
        return
    expect(page.locator("#deck .card")).to_have_count(2, timeout=SOON)
    turn_to(page, "Change words")
    define(page, "Not saved either")
    page.get_by_role("button", name="Go back to the deck that was here before").click()
    assert len(asked) == 2


@pytest.mark.parametrize("keeps", [True, False])
def test_a_workshop_that_is_opened_asks_whose_words_are_to_stay(visit, tmp_path, keeps):
    plain = tmp_path / "plain.yaml"
    plain.write_text("title: Thursday\n", encoding="utf-8")
    page = words(visit)
    define(page, "Not saved")
    turn_to(page, "Plan a workshop")
    asked = dialogs(page, answer=keeps)
    page.get_by_label("Open a workshop").set_input_files(plain)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Thursday", timeout=SOON)
    assert [words.partition("?")[0] for words in asked] == [
        "You changed words on this page. Keep them"
    ]
    turn_to(page, "Change words")
    if keeps:
        shows(page, "Not saved")
        return
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")
    shows(page, "Builds trust to promote")


def test_a_workshop_with_a_table_of_people_keeps_the_table(visit, tmp_path):
    package = tmp_path / "workshop.zip"
    files = {
        "workshop.yaml": b"title: Thursday\nparticipants: {file: people.csv}\n"
        b"outputs: [name-cards]\n",
        "people.csv": b"Name\nAnn Lee\nBo Ek\n",
    }
    package.write_bytes(cardgen.zipped(files.items()))
    page = visit("workshop")
    page.get_by_label("Open a workshop").set_input_files(package)
    plan = page.locator("#workshop").get_by_role("complementary")
    expect(plan).to_contain_text("2 people", timeout=SOON)
    again = saved(page, "Save this workshop", tmp_path)
    assert cardgen.unzipped(again.read_bytes())["people.csv"] == files["people.csv"]


def test_a_ticked_card_that_goes_away_is_no_longer_ticked(visit):
    page = words(visit)
    page.get_by_text("Add a card").click()
    page.locator("#new-name").fill("Pace")
    page.get_by_role("button", name="Add the card").click()
    shows(page, "To be written")
    turn_to(page, "See the deck")
    page.locator("#choose--pace").check(timeout=SOON)
    page.locator("#choose--trust").check()
    turn_to(page, "Change words")
    page.get_by_role("button", name="Take this card away").click()
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")
    turn_to(page, "See the deck")
    expect(page.locator("#chosen-count")).to_have_text("1 card chosen", timeout=SOON)
    assert "cards=trust" in page.url and "pace" not in page.url
    expect(page.locator("#deck .card")).to_have_count(16)


def test_everything_is_cleared_without_a_question_where_words_are_changed(visit):
    page = words(visit)
    page.get_by_role("checkbox", name="Keep my changes in this browser").check()
    define(page, "Not to be seen by others")
    asked = dialogs(page, answer=False)
    turn_to(page, "Plan a workshop")
    page.get_by_label("Title", exact=True).fill("Thursday")
    page.get_by_role("button", name="Clear everything now").click()
    page.wait_for_load_state()
    expect(page.locator("#workshop").get_by_label("Title", exact=True)).to_have_value("")
    turn_to(page, "Change words")
    expect(page.locator("#changes")).to_have_text("Nothing is changed yet.", timeout=SOON)
    expect(page.locator("#status")).to_be_empty()
    assert kept(page) == {} and asked == []


def test_a_workshop_is_still_kept_after_a_look_at_a_new_deck(visit, table):
    page = words(visit)
    turn_to(page, "Plan a workshop")
    title = page.locator("#workshop").get_by_label("Title", exact=True)
    title.fill("Thursday")
    tick = page.locator("#keep-workshop")
    tick.check()
    turn_to(page, "Change words")
    look_at(page, table)
    expect(page.locator("#deck .card")).to_have_count(2, timeout=SOON)
    expect(tick).not_to_be_checked()
    turn_to(page, "Change words")
    page.get_by_role("button", name="Go back to the deck that was here before").click()
    expect(page.locator("#deck .card")).to_have_count(16, timeout=SOON)
    turn_to(page, "Plan a workshop")
    expect(tick).to_be_checked()
    title.fill("Friday")
    page.wait_for_timeout(1000)  # which typing has to pause
    assert "Friday" in kept(page)[f"cardgen: workshop of {OWN}"]


def test_another_workshop_than_the_one_that_is_kept_puts_that_aside_and_says_so(visit, table):
    page = words(visit)
    look_at(page, table)
    expect(page.locator("#deck .card")).to_have_count(2, timeout=SOON)
    keep(page, OWN, {"title": "Older"}, "workshop")
    turn_to(page, "Plan a workshop")
    page.locator("#workshop").get_by_label("Title", exact=True).fill("Newer")
    turn_to(page, "Change words")
    page.get_by_role("button", name="Go back to the deck that was here before").click()
    expect(page.locator("#status")).to_contain_text("is put aside", timeout=SOON)
    turn_to(page, "Plan a workshop")
    expect(page.get_by_role("checkbox", name="Keep what I typed")).not_to_be_checked()
    expect(page.locator("#workshop")).to_contain_text(f"A workshop kept for {OWN}, put aside on")


def test_what_is_typed_while_a_workshop_is_saved_is_not_saved(visit):
    page = visit("workshop")
    title = page.locator("#workshop").get_by_label("Title", exact=True)
    title.fill("Thursday")
    held = []
    page.route("**/api/save_workshop", lambda route: held.append(route))
    page.get_by_role("button", name="Save this workshop").click()
    while not held:
        page.wait_for_timeout(50)
    title.fill("Friday")
    with page.expect_download():
        held[0].continue_()
    expect(page.locator("#status")).to_contain_text("is saved")
    asked = dialogs(page)
    page.reload()
    assert asked == ["beforeunload"]


def test_the_zip_of_a_workshop_saves_the_words_in_it(visit, tmp_path):
    page = words(visit)
    define(page, "Keeps every promise")
    turn_to(page, "Plan a workshop")
    form = page.locator("#workshop")
    form.get_by_label("Office printer and scissors", exact=True).check()
    form.get_by_role("button", name="Make all files").click()
    saved(page, "Download everything as one ZIP", tmp_path)
    asked = dialogs(page)
    page.reload()
    assert asked == []


def test_a_way_that_was_not_measured_is_said_to_be_so(visit):
    page = visit("see")
    hall = {"hall": {"about": "Hall", "portrait": {"right": 1.5, "down": 0}}}
    text = json.dumps({"value": hall, "until": None})
    page.evaluate("text => localStorage.setItem('cardgen: printers', text)", text)
    page = visit("print")
    page.get_by_label("Your printer").select_option("hall")
    hint = page.locator("#print-printer-hint")
    page.get_by_role("radio", name="Fold over and glue").check()
    expect(hint).to_contain_text("it prints on one side only", timeout=SOON)
    page.get_by_role("radio", name="Full colour to the edge").check()
    expect(hint).to_contain_text("has not been measured on landscape pages", timeout=SOON)
    page.get_by_role("radio", name="Office printer and scissors").check()
    expect(hint).to_be_empty(timeout=SOON)


def test_a_file_that_is_dropped_beside_a_field_leaves_the_page_and_is_told_where_to_go(visit):
    page = visit("workshop")
    page.locator("#workshop h3").first.wait_for()
    stopped = page.evaluate(
        """() => ["dragover", "drop"].map((name) => {
          const data = new DataTransfer();
          data.items.add(new File(["Ann"], "people.csv"));
          const init = { dataTransfer: data, bubbles: true, cancelable: true };
          const text = document.querySelector("h1").firstChild; // as Firefox drops on it
          return !text.dispatchEvent(new DragEvent(name, init));
        })"""
    )
    assert stopped == [True, True]
    told = page.locator("#status")
    expect(told).to_contain_text("Nothing was taken. Drop the file on “Open a workshop")
    expect(told).to_contain_text("or on “Or a workbook")


def test_drawings_are_freed_when_other_cards_are_shown(visit, table):
    page = words(visit)
    page.evaluate(
        """() => {
          const { createObjectURL, revokeObjectURL } = URL;
          window.live = 0;
          URL.createObjectURL = (...all) => { live += 1; return createObjectURL(...all); };
          URL.revokeObjectURL = (...all) => { live -= 1; return revokeObjectURL(...all); };
        }"""
    )
    for _ in range(2):
        look_at(page, table)
        expect(page.locator("#deck .front[src]")).to_have_count(2, timeout=SOON)
        turn_to(page, "Change words")
        page.get_by_role("button", name="Go back to the deck that was here before").click()
        expect(page.locator("#changes")).to_have_text("Nothing is changed yet.")
        expect(page.locator("#deck .card")).to_have_count(16, timeout=SOON)
        expect(page.locator("#words-fit")).to_have_text("Everything fits.", timeout=SOON)
    assert page.evaluate("live") <= 2


def test_the_page_speaks_english_and_the_deck_its_own_language(visit, tmp_path):
    deck = tmp_path / "o-amgylch.csv"
    deck.write_text(TABLE, encoding="utf-8")
    page = visit("see")
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    for place in ("#deck-title", "#name--trust", "#theme-title-being", "#rights"):
        expect(page.locator(place)).to_have_attribute("lang", "en-GB")


LISTENING = {
    "id": "listening",
    "name": {"en": "Listening", "cy": "Gwrando"},
    "definition": {"en": "Hears what is meant", "cy": "Yn clywed yr hyn a olygir"},
    "positive": [{"en": "Asks before answering", "cy": "Yn gofyn cyn ateb"}],
    "negative": [{"en": "Waits to speak", "cy": "Yn aros i gael siarad"}],
}


def bilingual_deck(folder, **card):
    """Writes a deck of a card in two languages."""
    title = {"en": "Around the Table", "cy": "O Amgylch y Bwrdd"}
    small_deck(folder, {**LISTENING, **card}, title=title, languages=["en", "cy"])


@pytest.fixture
def bilingual(browser, tmp_path):
    """The page of a deck in two languages."""
    bilingual_deck(tmp_path)
    with started(tmp_path) as (_, port), browser.new_page() as page:
        page.goto(f"http://127.0.0.1:{port}/")
        yield page


def test_a_deck_is_seen_and_printed_in_another_of_its_languages(bilingual, tmp_path):
    page = bilingual
    page.get_by_label("Language").select_option(label="Welsh")
    expect(page.locator("#deck-title")).to_have_text("O Amgylch y Bwrdd", timeout=SOON)
    expect(page.locator("#words--listening")).to_contain_text("Gwrando", timeout=SOON)
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    for place in ("#deck-title", "#name--listening", "#words--listening span"):
        expect(page.locator(place)).to_have_attribute("lang", "cy")
    turn_to(page, "Plan a workshop")
    page.get_by_label("Title", exact=True).fill("Dydd Iau")
    path = saved(page, "Save this workshop", tmp_path)
    assert "lang: cy" in path.read_text(encoding="utf-8")
    turn_to(page, "Change words")
    definition = page.get_by_role("textbox", name="Definition")
    expect(definition).to_have_value("Hears what is meant", timeout=SOON)
    turn_to(page, "See the deck")
    page.get_by_label("Language").select_option(label="British English")
    expect(page.locator("#deck-title")).to_have_text("Around the Table", timeout=SOON)
    turn_to(page, "Plan a workshop")
    page.get_by_label("Open a workshop").set_input_files(path)
    expect(page.locator("#deck-title")).to_have_text("O Amgylch y Bwrdd", timeout=SOON)


def test_a_language_that_lacks_words_is_told_and_not_shown(browser, tmp_path):
    bilingual_deck(tmp_path, name={"en": "Listening"})
    with started(tmp_path) as (_, port), browser.new_page() as page:
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_label("Language").select_option(label="Welsh")
        told = page.locator("#status")
        expect(told).to_contain_text("The cards cannot be shown in Welsh", timeout=SOON)
        expect(page.get_by_label("Language")).to_have_value("")
        expect(page.locator("#deck-title")).to_have_text("Around the Table")


def test_a_pdf_of_what_was_chosen_before_is_not_handed_over(visit):
    page = visit("print")
    expect(page.locator("#print-make")).to_be_enabled(timeout=SOON)
    page.evaluate(
        """() => {
          document.getElementById("print-make").click();
          const copies = document.getElementById("print-copies");
          copies.value = "7";
          copies.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(page.locator("#status")).to_contain_text("has changed while", timeout=SOON)
    expect(page.locator("#print-done")).to_be_hidden()


def test_what_is_cleared_in_another_tab_is_said_and_kept_no_more(visit):
    page = words(visit)
    page.get_by_role("checkbox", name="Keep my changes in this browser").check()
    turn_to(page, "Plan a workshop")
    title = page.locator("#workshop").get_by_label("Title", exact=True)
    title.fill("Thursday")
    page.locator("#keep-workshop").check()
    other = visit("see")
    expect(other.locator("#status")).to_contain_text("you kept in this browser", timeout=SOON)
    other.get_by_role("button", name="Clear everything now").click()
    expect(page.locator("#status")).to_contain_text("was cleared in another tab", timeout=SOON)
    expect(page.locator("#keep-workshop")).not_to_be_checked()
    title.fill("Friday")
    turn_to(page, "Change words")
    expect(page.locator("#keep-words")).not_to_be_checked()
    define(page, "Typed after that")
    page.wait_for_timeout(1000)  # which typing has to pause
    assert kept(page) == {}


def test_a_tab_keeps_nothing_because_another_tab_does(visit):
    page, other = words(visit), words(visit)
    define(other, "Kept from there")
    other.get_by_role("checkbox", name="Keep my changes in this browser").check()
    define(page, "Kept from nowhere")
    page.wait_for_timeout(1000)
    assert "Kept from there" in kept(page)[f"cardgen: words of {OWN}"]


NO_STORE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""


def test_a_browser_that_keeps_nothing_says_so_only_to_who_asks_it_to_keep(visit):
    page = visit("see")
    page.context.add_init_script(NO_STORE)
    page = words(visit)
    status = page.locator("#status")
    expect(status).to_be_empty()
    define(page, "Typed here")
    expect(status).to_be_empty()
    tick = page.get_by_role("checkbox", name="Keep my changes in this browser")
    tick.click()
    expect(status).to_have_text("This browser keeps nothing. Save the changes as a file.")
    expect(tick).not_to_be_checked()
    turn_to(page, "Plan a workshop")
    expect(status).to_be_empty()
    page.locator("#workshop").get_by_label("Title", exact=True).fill("Thursday")
    page.locator("#keep-workshop").click()
    expect(status).to_have_text("This browser keeps nothing. Save the workshop as a file instead.")
    page.get_by_role("button", name="Clear everything now").click()
    page.wait_for_load_state()
    expect(page.locator("#workshop").get_by_label("Title", exact=True)).to_have_value("")


FULL = """() => {
  window.setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
FREE = "() => { Storage.prototype.setItem = window.setItem; }"


def test_the_first_letter_after_a_full_store_replaces_nothing_that_was_kept_before(visit):
    page = words(visit)
    old = {"cards": [{"id": "trust", "definition": "Of last week"}]}
    keep(page, OWN, old)
    define(page, "Of today")
    page.evaluate(FULL)
    tick = page.get_by_role("checkbox", name="Keep my changes in this browser")
    tick.click()
    expect(page.locator("#status")).to_contain_text("no room left to keep it")
    expect(tick).not_to_be_checked()
    page.evaluate(FREE)
    define(page, "Of today, a letter later")
    page.wait_for_timeout(1000)
    assert [json.loads(text)["value"] for text in kept(page).values()] == [old]
    tick.check()
    define(page, "Of today, two letters later")
    values = [json.loads(text)["value"] for text in kept(page).values()]
    assert len(values) == 2 and old in values


def test_kept_words_that_could_not_be_put_aside_outlive_the_first_letter(visit):
    page = visit("see")
    old = {"cards": [{"id": "trust", "definition": "Older"}], "kinds": 7}
    keep(page, OWN, old)
    page.context.add_init_script(f"({FULL})()")
    page.reload()
    expect(page.locator("#status")).to_contain_text("do not suit the deck", timeout=SOON)
    page.evaluate(FREE)
    turn_to(page, "Change words")
    choose(page, "trust")
    define(page, "Newer")
    page.wait_for_timeout(1000)
    assert [json.loads(text)["value"] for text in kept(page).values()] == [old]
    expect(page.get_by_role("button", name="Save it as a file")).to_be_visible()
