"""The index of a workshop: on what each file is printed, and whom it names."""

from pathlib import Path

import pytest
from command_line import run
from pypdf import PdfReader
from structure import parsed, said_in, told_by_pdf

LABELS = ", and a label for each pack"
FLIP = "both, flip on LONG edge"
PEOPLE = ["Ann Lee", "Maria Papadopoulos", "Bo Ek"]
TABLES = (
    f"title: T\ncards: [trust, mindset]\ntables: [Oak, Ash]\nparticipants: [{', '.join(PEOPLE)}]\n"
)


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def index(workshop):
    """The words of the index of the workshop written so, the same in the PDF and in HTML."""
    Path("w.yaml").write_text(workshop, encoding="utf-8")
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    words = [said for _, _, said in told_by_pdf(Path("build/w/index.pdf").read_bytes()) if said]
    page = parsed(Path("build/w/index.html").read_text(encoding="utf-8"))
    shown = [word.strip(" •\n") for word in said_in(page.find("body")) if word]
    assert [word for word in shown if word not in ("", "Contents", *words)] == []
    return words


def named(words):
    return [person for person in PEOPLE if any(person in word for word in words)]


@pytest.mark.parametrize(
    ("outputs", "people"),
    [
        ("[office]", []),
        ("[{output: office, copies: {per: participant}}]", []),
        ("[{output: temperature-check, names: false}]", []),
        ("[handouts, contact-sheet]", []),
        ("[temperature-check]", PEOPLE),
        ("[{output: handouts, names: true}]", PEOPLE),
        ("[name-cards]", PEOPLE),
        ("[office]\nrandom: {each: 1}", PEOPLE),
    ],
)
def test_people_are_named_where_a_pack_is_a_persons_and_else_counted(outputs, people):
    words = index(f"{TABLES}outputs: {outputs}\n")
    assert named(words) == people
    assert any(word.startswith("2 people") for word in words)


def test_the_index_can_do_without_names():
    words = index(
        f"{TABLES}outputs: [office, name-cards]\nrandom: {{each: 1}}\nindex-names: false\n"
    )
    assert named(words) == []
    assert [word for word in words if word.startswith("Person")] == [
        *("Person 1", "Person 3", "Person 2"),  # table by table, with their numbers in the list
    ]


def test_the_index_adds_up_the_sheets_of_each_stock():
    by_hand = "{output: office, flip: none}"
    words = index(f"title: T\ncards: [trust]\noutputs: [office, {by_hand}, handouts]\n")
    at = words.index("Have ready")
    assert words[at + 1 : at + 3] == [
        *("4 sheets of A4 card, 200–250 g/m²", "1 sheet of A4 paper, 90–120 g/m²"),
    ]


def test_pages_of_the_size_of_a_card_are_on_no_stock_of_ours():
    words = index("title: T\ncards: [trust]\noutputs: [cards]\n")
    assert "2 pages" in words and "Have ready" not in words


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("office", ["office.pdf", "2 cards", "A4 card", FLIP, "2 sheets, 1 of them spare"]),
        ("{output: office, sheet: a3}", ["office.pdf", "2 cards", "A3 card", FLIP]),
        ("handouts", ["handouts.pdf", "2 pages", "A4 paper", "one", "2 sheets"]),
        ("poster", ["poster.pdf", "1 page", "A3 paper", "one", "1 sheet"]),
        ("labels", ["labels.pdf", "2 cards", "Avery C32011", FLIP]),
        ("cards", ["cards.pdf", "4 pages", "111 × 154 mm", "–", "4 pages"]),
        ("{output: reading, format: html}", ["reading.html", "To read on a screen", "–", "–"]),
        (
            "{output: office, copies: 3}",
            ["office.pdf", "6 cards: 3 sets of 2", "A4 card", FLIP, "3 sheets, 1 of them spare"],
        ),
    ],
)
def test_the_index_has_a_row_for_each_file_with_how_many_on_what_and_how(output, expected):
    words = index(f"title: T\ncards: [trust, mindset]\noutputs: [{output}]\n")
    at = words.index("Sheets")
    assert words[at - 4 : at + 1] == ["File", "What it is", "Print on", "Sides", "Sheets"]
    assert words[at + 1 : at + 1 + len(expected)] == expected


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ("{output: office, copies: {per: table}}", f"6 cards: 2 for each table{LABELS}"),
        ("{output: office, copies: {per: participant}}", f"8 cards: 2 for each person{LABELS}"),
        ("{output: office, copies: {per: pair}}", f"6 cards: 2 for each pair{LABELS}"),
        ("handouts", "2 pages"),
        ("{output: handouts, names: true}", "6 pages: 2 for each person"),
        ("temperature-check", "3 pages: 1 for each person"),
    ],
)
def test_the_index_says_how_many_each_gets(outputs, told):
    assert told in index(f"{TABLES}outputs: [{outputs}]\n")


@pytest.mark.parametrize(
    "surname",
    [
        *("Montgomery", "Featherstone", "Christodoulou", "Higginbotham", "Papadopoulos"),
        *("Wolstenholme", "Balasubramanian", "Keihanaikukauakahihuliheekahaunaele"),
    ],
)
def test_a_long_surname_stops_no_workshop(surname):
    words = index(
        f"title: T\nparticipants: [{surname}, Ann]\nrandom: {{each: 1}}\noutputs: [office]\n"
    )
    assert surname in words


def test_a_name_that_no_line_holds_goes_on_in_the_next_and_is_whole_aloud():
    name = "Wo" * 40
    words = index(
        f"title: T\nparticipants: [Ann, {name}]\nrandom: {{each: 1}}\noutputs: [office]\n"
    )
    assert name in words


EIGHT = (
    "office, {output: handouts, names: true}, temperature-check, name-cards, poster,"
    " {output: large-print, cards: [trust]}, labels, {output: reading, format: html}"
)


def test_eight_files_and_their_cuts_are_told_on_one_page():
    index(f"{TABLES}outputs: [{EIGHT}]\n")
    first = PdfReader("build/w/index.pdf").pages[0].extract_text()
    assert "reading.html" in first and "148.5 mm from the top" in first


def test_twenty_four_dealt_people_with_long_names_and_eight_files_are_two_pages():
    names = [f"Bartholomew Balasubramanian-Wolstenholme {number}" for number in range(1, 25)]
    words = index(
        f"title: T\ncards: [1, 2, 3, 4]\ntables: 4\nparticipants: [{', '.join(names)}]\n"
        f"random: {{each: 1}}\noutputs: [office, handouts, poster, labels]\n"
    )
    assert {*names} <= {*words}
    assert len(PdfReader("build/w/index.pdf").pages) == 3


def test_a_long_table_of_files_goes_on_under_its_headings():
    index(f"title: T\ncards: [trust]\noutputs: [{', '.join(['office', 'handouts'] * 20)}]\n")
    pages = [page.extract_text() for page in PdfReader("build/w/index.pdf").pages]
    assert "handouts-20.pdf" not in pages[0]
    assert [page.count("What it is") for page in pages if "handouts" in page] == [1, 1, 1]
    said = [own for _, _, own in told_by_pdf(Path("build/w/index.pdf").read_bytes())]
    assert said.count("What it is") == 1  # aloud, only once


def test_the_names_of_files_lead_to_the_files_on_a_screen():
    index(f"{TABLES}outputs: [{EIGHT}]\n")
    page = parsed(Path("build/w/index.html").read_text(encoding="utf-8"))
    links = [link.get("href") for link in page.find("body").iter("a")]
    assert links[0] == "office.pdf" and len(links) == 8
    assert all(Path("build/w", link).is_file() for link in links)


def test_boxes_to_tick_are_beside_what_is_to_be_done_alone():
    reading = "{output: reading, format: html}"
    dealt = "random: {each: 1}\n"
    index(f"{TABLES}{dealt}outputs: [office, {reading}]\n")
    # Have ready, print, cut, and pack each table: neither who has which card nor what is read.
    assert boxes("build/w/index.pdf") == 5


def boxes(path):
    """How many squares are drawn on the pages: paths that are closed, filled and outlined."""
    streams = (page.get_contents().get_data() for page in PdfReader(path).pages)
    return sum(stream.count(b" h B\n") for stream in streams)
