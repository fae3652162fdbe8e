"""Tables as people have them: how their cells are divided, what they are encoded in, and where
their headings are."""

import pytest

from cardgen.exchange.csv import Wording, read_csv
from cardgen.exchange.tables import heading_row, note_above, read_tables
from cardgen.problems import Problems

WORDING = Wording(
    garbled=("E1", "garbled", ""),
    binary=("E2", "binary", ""),
    older=("W1", "read as {encoding}", ""),
    broken=("E3", "broken: {reason}", ""),
)


def is_heading(text):
    return text.strip() in ("Name", "Erklärung", "Objaśnienie")


def read(data):
    """The cells of a table by row and column, and what was told."""
    problems = Problems()
    sheet = read_csv(data, "a.csv", WORDING, problems, is_heading)
    rows = [[cell.text for cell in row.values()] for row in sheet.rows] if sheet else None
    return rows, [f"{problem.where} {problem.code} {problem.what}" for problem in problems]


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "above",
    [
        "",
        "Behaviours, draft 3, of March\n\n",
        "a; b\tc | d\n;;;\n",
        "One; two; three; four; five\n",
    ],
)
def test_a_table_is_divided_by_the_sign_that_makes_its_headings(divider, above):
    line = divider.join(["Name", "Erklärung"])
    row = divider.join(['"a, b; c\td | e"', "f"])
    rows, told = read(f"{above}{line}\n{row}\n".encode())
    assert rows[-2:] == [["Name", "Erklärung"], ["a, b; c\td | e", "f"]]
    assert told == []


def test_a_table_whose_headings_nobody_knows_is_divided_by_the_sign_that_all_its_lines_have():
    assert read(b"Our, words\nA;B\n1,5;2\n3,5;4\n")[0] == [
        *(["Our, words"], ["A", "B"], ["1,5", "2"], ["3,5", "4"]),
    ]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Erklärung|Größe|naïve café|don’t – “so” … £5 • item"),
        ("cp1252", "5²m|Größe"),
        ("mac_roman", "Erklärung|Größe|naïve café|do – “so” …"),
        ("cp850", "Erklärung|Größe|naïve café"),
        ("cp1250", "Objaśnienie|Wartość|są ręką|każdy"),
    ],
)
def test_a_table_in_an_older_encoding_is_read_with_its_letters_and_said(encoding, words):
    rows, told = read(f"Name|{words}\nA|b".encode(encoding))
    assert rows[0] == ["Name", *words.split("|")]
    (line,) = told
    assert line.startswith("a.csv:1 W1 read as ") and line.endswith(f"({encoding})")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_in_unicode_needs_no_word(encoding):
    text = "Name;Erklärung\nVertrauen;hält Wort\n"
    assert read(text.encode(encoding)) == (
        [["Name", "Erklärung"], ["Vertrauen", "hält Wort"]],
        [],
    )


def test_bytes_that_are_letters_in_no_encoding_are_refused():
    assert read(b"Name\n\x81\x8d\n") == (None, ["a.csv:2 E1 garbled"])


def test_the_headings_are_in_the_row_that_has_most_of_them_and_what_is_above_is_said():
    problems = Problems()
    text = "Name of the deck,draft 3\n\nName\nName,Erklärung\nA,b\n"
    (sheet,) = read_tables(text.encode(), "a.csv", is_heading, WORDING, problems)
    at = heading_row(sheet, is_heading)
    note_above(sheet.rows[:at], problems)
    assert [cell.text for cell in sheet.rows[at].values()] == ["Name", "Erklärung"]
    assert sheet.rows[at][1].where.line == 4
    (problem,) = problems
    assert problem.where.line == 1 and '"Name of the deck draft 3 Name"' in problem.what
    note_above((), problems)
    assert len(problems) == 1


def test_a_table_without_any_of_the_headings_has_no_row_of_them():
    (sheet,) = read_tables(b"A,b\nc,d\n", "a.csv", is_heading, WORDING, Problems())
    assert heading_row(sheet, is_heading) is None
