"""Tables of people and of scores as people have them: workbooks and CSV, with headings of many
kinds, of which nothing but these is ever quoted."""

import datetime
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command_line import run
from structure import told_by_pdf

import cardgen
from cardgen.cli.report import concise
from cardgen.problems import Problems
from cardgen.read.files import Files
from cardgen.read.people import read_usual_headings
from cardgen.read.project import find_sources
from cardgen.read.table_words import read_table_words
from cardgen.read.workshop import read_workshop
from cardgen.workshop.people import guests_of, scores_of

ZOE = ["Zoë", "Müller", "Oak"]
JOSE = ["José", "Ó Briain", "Ash"]


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def workbook(*sheets):
    """The bytes of a workbook with these rows in each of its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def table(rows, form):
    """The bytes of a table of that form."""
    if form == ".xlsx":
        return workbook(rows)
    divider = {".csv": ",", ".tsv": "\t", ".txt": ";"}[form]
    lines = (divider.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return ("\n".join(lines) + "\n").encode()


def read(data, keys="", form=".csv", lowest=False):
    """The names, tables and details of the people in a table, or the scores, and what was told."""
    Path(f"p{form}").write_bytes(data)
    own = f"lowest: {{file: p{form}, take: 1{keys}}}"
    if not lowest:
        own = f"participants: {{file: p{form}{keys}}}"
    Path("w.yaml").write_text(f"title: T\n{own}\noutputs: [office]\n", encoding="utf-8")
    problems, files = Problems(), Files()
    workshop = read_workshop(Path("w.yaml"), files, problems)
    assert workshop is not None, concise(problems)
    sources = find_sources(Path(), None)
    usual, words = read_usual_headings(sources, problems), read_table_words(sources, problems)
    if lowest:
        scores = scores_of(workshop, usual, words, files, problems)
        return [(own.card.text, own.value) for own in scores], told(problems)
    guests = guests_of(workshop, usual, words, files, problems)
    found = [
        (
            guest.person.name.text,
            guest.table.text if guest.table else None,
            *(words.text for words in guest.person.details),
        )
        for guest in guests
    ]
    return found, told(problems)


def told(problems):
    return [(problem.code, str(problem.where), problem.what) for problem in problems]


# What is read.


@pytest.mark.parametrize("form", [".csv", ".tsv", ".txt", ".xlsx"])
@pytest.mark.parametrize(
    "headings",
    [
        ["Forename", "Surname", "Table"],
        ["First name", "Last name", "Table"],
        ["FIRST_NAME", "last-name", "Table no."],
        ["Given name", "Family name", "table"],
        ["Vorname", "Name", "Tisch"],
        ["Prénom", "Nom", "Table:"],
        ["Imię", "Nazwisko", "Stół"],
        ["Enw cyntaf", "Cyfenw", "Bwrdd"],
    ],
)
def test_a_name_is_found_in_two_columns(headings, form):
    assert read(table([headings, ZOE, JOSE], form), form=form) == (
        [("Zoë Müller", "Oak"), ("José Ó Briain", "Ash")],
        [],
    )


@pytest.mark.parametrize(
    ("headings", "keys", "expected"),
    [
        (["Name", "x", "Table"], ", show: []", ("Zoë", "Oak")),
        (["Delegate", "x", "Table"], ", show: []", ("Zoë", "Oak")),
        (["First name", "x", "Table"], ", show: []", ("Zoë", "Oak")),
        (["a", "b", "c"], ", name: [b, a], table: C, show: []", ("Müller Zoë", "Oak")),
        (["a", "b", "c"], ", name: A, table: [b, c], show: []", ("Zoë", "Müller Oak")),
        (
            ["Name", "Surname", "c"],
            ", name: surname, show: [C, name]",
            ("Müller", None, "Oak", "Zoë"),
        ),
    ],
)
def test_the_file_of_the_workshop_may_say_which_columns_are_which(headings, keys, expected):
    assert read(table([headings, ZOE], ".csv"), keys) == ([expected], [])


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
def test_headings_are_found_under_a_title_and_it_is_said(form):
    rows = [["Attendees for Thursday"], [], ["", "by Sam"], ["Name", "Table"], ["Anna", "Oak"]]
    place = "p.csv:1" if form == ".csv" else "p.xlsx: Sheet 1!A1"
    assert read(table(rows, form), form=form) == (
        [("Anna", "Oak")],
        [("W702", place, "what stands above the headings is left out")],
    )


def test_a_heading_that_the_file_of_the_workshop_got_wrong_leads_to_the_right_ones():
    found, said = read(
        b"Attendees for Thursday\n\nName,Table\nAnna,Oak\n", ", name: attendees for thursday"
    )
    assert found == []
    assert ("E703", "p.csv:3", 'there is no column "attendees for thursday"') in said


def test_the_first_sheet_with_headings_is_read_and_others_are_told():
    data = workbook([["To do"], ["Book a room"]], [["Name", "Table"], ["Anna", 2]], [["Cakes"]])
    what = 'this sheet is left out: the table is read from "Sheet 2"'
    assert read(data, form=".xlsx") == (
        [("Anna", "2")],
        [("W704", "p.xlsx: Sheet 1", what), ("W704", "p.xlsx: Sheet 3", what)],
    )


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
def test_further_columns_are_named_unless_the_file_says_which_are_shown(form):
    rows = [
        ["Name", "Table", "Organisation", "Pronouns", "Dietary"],
        ["Zoë", "Oak", "Leeds Trust", "she/her", "vegan"],
    ]
    found, said = read(table(rows, form), form=form)
    assert found == [("Zoë", "Oak")]
    assert [(code, what) for code, _, what in said] == [
        ("W703", "the columns Organisation, Pronouns and Dietary are not printed"),
    ]
    for keys, details in (
        (", show: []", ()),
        (", show: [pronouns, organisation]", ("she/her", "Leeds Trust")),
    ):
        assert read(table(rows, form), keys, form) == ([("Zoë", "Oak", *details)], [])


def test_columns_with_nothing_in_them_are_not_told_and_text_under_no_heading_is():
    assert read(b"Name,Table,Notes\nAnn,1,\n") == ([("Ann", "1")], [])
    found, said = read(b"Name,Table,\nAnn,1,vegan\n")
    assert found == [("Ann", "1")]
    assert said == [("W703", "p.csv:2", "text in a column without a heading is left out")]


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        (["Card", "Score"], ""),
        (["Behaviour", "Rating"], ""),
        (["Karte", "Wert"], ""),
        (["Which card?", "How much?"], ", card: Which card?, score: How much?"),
    ],
)
def test_scores_are_read_as_people_are(headings, keys, form):
    rows = [["Survey of March"], [], [*headings, "By"], ["trust", 2.5, "x"], ["mindset", None, "y"]]
    found, said = read(table(rows, form), keys, form, lowest=True)
    assert found == [("trust", 2.5)]
    assert [code for code, _, _ in said] == ["W702"]


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("total", "place"),
    [(["Total", 2], "A4"), ([None, "Total", None, 2], "B4"), ([None, "Anzahl:"], "B4")],
)
def test_the_total_of_a_list_of_people_is_nobody(total, place, form):
    rows = [["No", "Name", "Table"], [1, "Zoë", "Oak"], [2, "José", "Ash"], total]
    found, said = read(table(rows, form), form=form)
    assert [name for name, *_ in found] == ["Zoë", "José"]
    where = f"p.xlsx: Sheet 1!{place}" if form == ".xlsx" else "p.csv:4"
    assert ("W614", where, "this row is taken for a total, and left out") in said


@pytest.mark.parametrize("word", ["Total", "Mean", "Mittelwert", "Średnia"])
def test_the_mean_or_the_total_of_scores_is_no_card(word):
    found, said = read(f"Card,Score\ntrust,2.5\n{word},2.5\n".encode(), lowest=True)
    assert found == [("trust", 2.5)]
    assert [(code, where) for code, where, _ in said] == [("W614", "p.csv:3")]


# What is wrong.


@pytest.mark.parametrize("written", ["n/a", "85%", "-"])
def test_what_is_no_score_is_told_at_its_cell(written):
    rows = [["Card", "By", "Score"], ["trust", "x", written]]
    _, said = read(table(rows, ".xlsx"), form=".xlsx", lowest=True)
    assert ("E703", "p.xlsx: Sheet 1!C2", f'"{written}" is not a score') in said


def test_a_name_at_a_table_that_there_is_not_is_no_name_to_leave_out():
    Path("p.csv").write_text("name,table\nAnn,1\nBo,Oak\n", encoding="utf-8")
    Path("w.yaml").write_text(
        "title: T\nparticipants: {file: p.csv}\ntables: 2\noutputs: [name-cards]\n", "utf-8"
    )
    for options in ((), ("--partial",)):
        result = run("build", "w.yaml", *options)
        assert result.exit_code == 1
        assert result.stderr.count("p.csv:3") == 1
        assert "--partial" not in result.stderr


@pytest.mark.parametrize(
    ("data", "keys", "code", "what", "fix"),
    [
        (
            b"Ann Lee\nBo Ek\n",
            "",
            "E703",
            "this table has none of the headings that are looked for",
            "write a line of headings above the others: name and, if you like, table",
        ),
        (
            b"Wer;Tisch\nAnn Lee;1\n",
            "",
            "E703",
            'there is no column "name"',
            "the columns are: Wer, Tisch; say which one it is, as in name: Wer",
        ),
        (
            b"Rufname;Familie;Tisch\nAnn;Lee;1\n",
            "",
            "E703",
            'there is no column "name"',
            "say which one it is, as in name: Rufname,"
            " or which two make it up, as in name: [Rufname, Familie]",
        ),
        (
            b"Name;Tisch\nAnn Lee;1\n",
            ", show: [organisation]",
            "E703",
            'there is no column "organisation"',
            "the columns are: Name, Tisch",
        ),
        (
            b"Name;Tisch\nAnn Lee;1\n",
            ", table: Group",
            "E703",
            'there is no column "Group"',
            "say which one it is, as in table: Tisch",
        ),
        (
            b"Forename,Surname,Table\n,,1\n",
            "",
            "E703",
            'there is nothing in the columns "forename" and "surname"',
            "",
        ),
        (b"name,NAME\nAnn,Lee\n", "", "E703", 'two columns are headed "name"', "rename one"),
        (b"", "", "E703", "the file is empty", "write the headings"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_without_quoting_anybody(data, keys, code, what, fix):
    Path("p.csv").write_bytes(data)
    Path("w.yaml").write_text(
        f"title: T\nparticipants: {{file: p.csv{keys}}}\noutputs: [office]\n", encoding="utf-8"
    )
    result = run("build", "w.yaml")
    assert result.exit_code == 1
    assert f"error[{code}]: {what}\n" in result.stderr
    assert fix in result.stderr
    assert not re.search("Ann|Lee|Ek", result.stderr)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("p.ods", b"PK\x03\x04", '"p.ods" is not a table'),
        ("p.docx", b"PK\x03\x04", '"p.docx" is not a table'),
        (
            "p.csv",
            workbook([["Name"], ["Ann Lee"]]),
            'this is a workbook under the suffix ".csv"',
        ),
        ("p.xlsx", b"name\nAnn Lee\n", "this is not a .xlsx file, or it is damaged"),
    ],
)
def test_a_file_of_another_kind_is_told_with_what_to_do(name, data, what):
    Path(name).write_bytes(data)
    Path("w.yaml").write_text(
        f"title: T\nparticipants: {{file: {name}}}\noutputs: [office]\n", encoding="utf-8"
    )
    result = run("build", "w.yaml")
    assert result.exit_code == 1
    assert what in result.stderr and "help: " in result.stderr and "Ann" not in result.stderr


def test_nothing_of_a_workbook_is_quoted_whatever_is_odd_about_it():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Name", "Table", "Born"],
        ['=CONCATENATE("Ann ","Leeuwenhoek")', "Oak", datetime.date(1980, 5, 17)],
        ["Bo Leeuwenhoek", "Oak", None],
        ["Cy Leeuwenhoek", "Oak", "#N/A"],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True
    sheet["A3"].font = openpyxl.styles.Font(strike=True)
    sheet["A4"].comment = openpyxl.comments.Comment("Leeuwenhoek is late", "Sam")
    book.save("p.xlsx")
    Path("w.yaml").write_text(
        "title: T\nparticipants: {file: p.xlsx}\noutputs: [name-cards]\n", encoding="utf-8"
    )
    said = run("build", "w.yaml").stderr
    assert "p.xlsx: Sheet!A2" in said and "p.xlsx: Sheet!C2" in said
    assert not re.search("Leeuwenhoek|Ann|Bo |Cy|1980", said)


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", ["李小龙", "علي حسن", "W" * 60])
def test_a_name_that_cannot_be_set_is_told_by_its_place_alone(name, form):
    Path(f"p{form}").write_bytes(table([["Name", "Table"], ["Ann", "Oak"], [name, "Oak"]], form))
    Path("w.yaml").write_text(
        f"title: T\nparticipants: {{file: p{form}}}\noutputs: [name-cards]\n", encoding="utf-8"
    )
    result = run("build", "w.yaml")
    place = "p.csv:3" if form == ".csv" else "p.xlsx: Sheet 1!A3"
    assert result.exit_code == 1 and f"--> {place}\n" in result.stderr
    assert "WW" not in result.stderr
    assert not any(sign in result.stderr for sign in name if not sign.isascii())


# What is printed.


def test_name_cards_show_the_columns_that_are_listed_and_no_other():
    rows = [
        ["Name", "Table", "Organisation", "Pronouns", "Dietary"],
        ["Zoë Müller", "Oak", "Leeds Teaching Hospitals NHS Trust", "she/her", "vegan"],
        ["Ann Lee", "Oak", None, "they/them", None],
    ]
    Path("p.xlsx").write_bytes(table(rows, ".xlsx"))
    Path("w.yaml").write_text(
        "title: T\nparticipants: {file: p.xlsx, show: [organisation, pronouns]}\n"
        "outputs: [name-cards, {output: handouts, cards: [trust], names: true}]\n",
        encoding="utf-8",
    )
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    words = [own for _, _, own in told_by_pdf(Path("build/w/name-cards.pdf").read_bytes()) if own]
    zoe = ["T", "Oak", "Zoë", "Müller", "Leeds Teaching Hospitals NHS Trust", "she/her"]
    assert words == [*zoe, *zoe, *["T", "Oak", "Ann", "Lee", "they/them"] * 2]  # on both sides
    handouts = [own for _, _, own in told_by_pdf(Path("build/w/handouts.pdf").read_bytes())]
    assert "Zoë Müller" in handouts and "she/her" not in handouts


@pytest.mark.parametrize("nobody", ["\u00ad", "\u200b\u200b", " \u2060"])
def test_a_name_of_invisible_characters_is_none(nobody):
    people, said = read(f"Name,Table\n{nobody},Ash\nZoe,{nobody}\n".encode())
    assert people == [("Zoe", None)]
    assert said == [("E703", "p.csv:2", 'there is nothing in the column "name"')]


def test_a_person_who_is_in_the_list_twice_is_told_and_two_who_differ_are_not():
    rows = ["Name,Table", "Zoe,Oak", "Jo,Oak", "zoe ,Oak", "Jo,Ash", "Jo,Oak", "Kim,"]
    people, said = read("\n".join(rows).encode())
    assert len(people) == 6
    what = "this person is in the list more than once, with nothing to tell them apart"
    assert said == [("W706", "p.csv:2", what), ("W706", "p.csv:3", what)]
    told = run("build", "w.yaml", "-n").stderr
    assert "--> p.csv:2\nalso: p.csv:4\n" in told and "--> p.csv:3\nalso: p.csv:6\n" in told


def test_many_who_are_in_the_list_twice_are_told_at_once():
    _, said = read("\n".join(["Name", *"abcdabcd"]).encode())
    what = "4 people are in the list more than once, with nothing to tell them apart"
    assert said == [("W706", "p.csv:2", what)]


def test_a_list_in_the_file_itself_tells_who_is_in_it_twice():
    people = {"title": "T", "participants": ["Ann", "Bo", "Ann"], "outputs": ["name-cards"]}
    (told,) = cardgen.open(".").build_workshop(people).problems
    places = ["workshop participants[0]", "workshop participants[2]"]
    assert [told.code, str(told.where), *map(str, told.also)] == ["W706", *places]
