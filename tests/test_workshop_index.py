"""The index of a workshop: on what each file is printed, and whom it names."""

from pathlib import Path

import pytest
from command_line import run
from pypdf import PdfReader
from structure import parsed, said_in, told_by_pdf

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
    assert words[at + 1 : at + 5] == ["A4 card", "4 sheets", "A4 paper", "1 sheet"]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("office", ["Print on", "A4 card", "Cards", "2", "Sheets", "1 (have 2 sheets ready)"]),
        ("{output: office, sheet: a3}", ["Print on", "A3 card", "Cards", "2"]),
        ("handouts", ["Print on", "A4 paper", "Sheets", "2"]),
        ("poster", ["Print on", "A3 paper", "Sheets", "1"]),
        ("labels", ["Print on", "Avery C32011", "Cards", "2"]),
        ("cards", ["Print on", "111 × 154 mm", "Pages", "4"]),
    ],
)
def test_the_index_says_card_or_paper_and_of_what_there_are_so_many(output, expected):
    words = index(f"title: T\ncards: [trust, mindset]\noutputs: [{output}]\n")
    at = words.index("Print on")
    assert words[at : at + len(expected)] == expected


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


def test_a_name_that_no_line_holds_is_told_by_its_line_alone():
    Path("w.yaml").write_text(
        f"title: T\nparticipants:\n- Ann\n- {'Wo' * 40}\nrandom: {{each: 1}}\noutputs: [office]\n",
        encoding="utf-8",
    )
    result = run("build", "w.yaml")
    assert result.exit_code == 1
    assert "--> w.yaml:4:3\n" in result.stderr and "WoWo" not in result.stderr


def test_the_index_stands_closer_where_a_line_or_two_would_have_a_page_of_their_own():
    names = ", ".join(f"Person {number}" for number in range(1, 19))
    outputs = (
        "office, {output: handouts, names: true}, temperature-check, name-cards, "
        "{output: office, ink: mono}, large-print"
    )
    index(
        f"title: Thursday\ncards: [trust]\ntables: 3\nparticipants: [{names}]\n"
        f"outputs: [{outputs}]\n"
    )
    assert len(PdfReader("build/w/index.pdf").pages) == 2
