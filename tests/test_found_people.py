"""Tables of people that are dropped or pasted: what is understood of them, and workshops of it."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import cardgen

TABLE = [
    ["First name", "Surname", "Table", "Organisation", "Pronouns"],
    ["Ann", "Lee", "Oak", "Leeds", "she/her"],
    ["Zoë", "Müller", None, "York", None],
]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project():
    return cardgen.open()


def workbook(rows):
    book, data = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def text(rows, divider):
    return "\r\n".join(divider.join(cell or "" for cell in row) for row in rows).encode()


def named(people):
    return [(row.name, row.table) for row in people.rows]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (workbook(TABLE), "people.xlsx"),
        (text(TABLE, ","), "people.csv"),
        (text(TABLE, ";"), "people.csv"),
        (text(TABLE, "\t"), "people.tsv"),
        (text(TABLE, "\t"), ""),
        (text(TABLE, ",").decode().encode("cp1252"), "C:/lists/people.csv"),
    ],
)
def test_the_same_is_understood_of_every_kind_of_table(project, data, name):
    people = project.people(data, name)
    assert named(people) == [("Ann Lee", "Oak"), ("Zoë Müller", None)]
    assert people.rows[0].details == {"Organisation": "Leeds", "Pronouns": "she/her"}
    assert people.rows[1].details == {"Organisation": "York"}
    assert people.headings == {"name": ("first name", "surname"), "table": ("table",)}
    assert people.others == ("Organisation", "Pronouns")
    assert not [one for one in people.problems if one.code != "W701"]


def test_people_are_put_into_a_workshop_as_they_are(project):
    people = project.people(text(TABLE, "\t"), "")
    assert people.participants(["Pronouns", "Organisation"]) == [
        {"name": "Ann Lee", "table": "Oak", "details": ["she/her", "Leeds"]},
        {"name": "Zoë Müller", "details": ["York"]},
    ]
    assert people.participants()[1] == {"name": "Zoë Müller"}


def test_name_cards_of_a_table_are_those_of_its_people(project):
    Path("people.csv").write_bytes(text(TABLE, ","))
    show = ["Pronouns", "Organisation"]
    of_table = {"file": "people.csv", "show": show}
    of_people = project.people(text(TABLE, ","), "people.csv").participants(show)
    first, second = (
        project.build_workshop({"title": "Day", "participants": who, "outputs": ["name-cards"]})
        for who in (of_table, of_people)
    )
    assert first.files[0].data == second.files[0].data


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("Ann Lee\nBo Ek\n", [("Ann Lee", None), ("Bo Ek", None)]),
        ("Ann Lee\t2\nBo Ek\t10\nCy\n", [("Ann Lee", "2"), ("Bo Ek", "10"), ("Cy", None)]),
    ],
)
def test_a_plain_list_of_names_needs_no_headings(project, data, rows):
    people = project.people(data.encode())
    assert (named(people), people.headings) == (rows, {})
    assert [one.code for one in people.problems] == ["W707"]


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"Ann Lee\tLeeds\n", "", "this table has none of the headings that are looked for"),
        (b"", "", "the file is empty"),
        (b"%PDF-1.7", "people.pdf", '"people.pdf" is not a table'),
        (workbook(TABLE), "people.csv", 'this is a workbook under the suffix ".csv"'),
        (b"name\nAnn\xff\0", "people.csv", "this is neither UTF-8 nor Windows text"),
        (b"Name,Table\n,3\n", "people.csv", 'there is nothing in the column "name"'),
        (b"Name\n" + b"Ann\n" * 10_001, "", "10001 people take part; the limit is 10000"),
    ],
)
def test_what_is_wrong_with_a_table_is_a_value_and_names_nobody(project, data, name, what):
    problems = project.people(data, name).problems
    assert what in [one.what for one in problems if one.severity == "error"]
    assert "Ann" not in str(problems) and "Leeds" not in str(problems)


def test_a_person_who_is_in_the_list_twice_is_told(project):
    twice = project.people(b"Name,Team\nAnn,a\nBo,a\nAnn,a\n", "people.csv")
    (told,) = twice.problems
    places = [str(place) for place in (told.where, *told.also)]
    assert [told.code, *places] == ["W706", "people.csv:2", "people.csv:4"]
    assert project.people(b"Name,Team\nAnn,a\nAnn,b\n", "people.csv").problems == ()


def test_further_columns_of_one_heading_are_told_and_not_shown(project):
    people = project.people(b"Name,Team,Team,Role\nAnn,a,b,c\n", "people.csv")
    assert (people.others, people.rows[0].details) == (("Role",), {"Role": "c"})
    assert [one.what for one in people.problems] == ['several columns are headed "Team"']


def test_a_list_of_people_is_not_read_beyond_its_limit(project):
    with pytest.raises(cardgen.Stop, match=r"people\.csv is larger than 8 MB"):
        project.people(bytes(9 * 2**20), "people.csv")
