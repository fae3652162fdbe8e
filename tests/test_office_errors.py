"""What is wrong with the file of an office, and where: sheet and cell, heading or line."""

import datetime
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from command_line import run
from decks import AIRE, ALLOTMENT, BUNDLED, BWRDD
from docx.oxml import OxmlElement
from lxml.etree import SerialisationError
from office_files import exported, imported, with_cells, workbook
from pictures import deck, quarters

HEAD = ["Theme", "Name", "Definition", "Positive", "Negative"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def told(file, tmp_path):
    """What is said of a file, each problem's severity, code and place; where there is an error no
    folder is made."""
    made, lines = imported(file, tmp_path / "made")
    errors = any(" error[" in line for line in lines)
    assert (made is None) is errors and (tmp_path / "made").exists() is not errors
    return lines


def codes(lines, name):
    """Where in the file of that name, and which code."""
    found = []
    for line in lines:
        place, _, rest = line.partition(" error[" if " error[" in line else " warning[")
        found.append((place.removesuffix(":").partition(f"{name}")[2].lstrip(": "), rest[:4]))
    return found


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("a.xlsx", b"", "E601", "not a .xlsx file"),
        ("a.xlsx", b"Name,Definition\nA,B\n", "E601", "not a .xlsx file"),
        ("a.docx", b"PK\x03\x04 cut off", "E601", "not a .docx file"),
        ("a.xlsx", OLE, "E601", "an older kind of file"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "E603", "by a password"),
        ("a.xls", OLE, "E601", 'called ".xls" are not read'),
        ("a.ods", b"PK", "E601", 'called ".ods" are not read'),
        ("deck", b"Name\nA\n", "E601", "has no suffix"),
        ("a.csv", b"", "E613", "nothing in this file"),
        ("a.csv", b"\n\n\n", "E613", "nothing in this file"),
        ("a.csv", b"Name\0,x\n", "E601", "not a table of text"),
        ("a.csv", b"Name\n\x81\x8d\n", "E601", "this text cannot be read"),
        ("a.csv", b"Words,More\nA,B\n", "E613", "has the heading Name"),
        ("a.csv", b'Name,Definition\n"A,b\nC,d\n', "E612", "cannot be read from here on"),
        ("a.csv", b"Theme,Name\n", "E613", "there are no cards in this file"),
        ("a.csv", b"Name,%\nA,9\n", "E606", 'no field can be called "%"'),
        ("a.csv", b"Name," + b"x" * 200_000 + b"\nA,b\n", "E606", "200 characters at most"),
        ("a.csv", b"Name,Why\nA," + b"x" * 200_000, "E107", "the text has 200000 characters"),
        ("a.xlsm", b"PK", "E601", 'called ".xlsm" are not read'),
    ],
)
def test_what_is_no_file_of_an_office_is_refused(name, data, code, words, tmp_path):
    (tmp_path / name).write_bytes(data)
    (line,) = told(tmp_path / name, tmp_path)
    assert f"error[{code}]" in line and words in line, line


def packed(**parts):
    """A zip of these parts; a dot in a name is __, a slash is _."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", ".").replace("_", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"something__txt": b"x"}, "E601"),
        ({"xl_workbook__xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, "E618"),
        ({"xl_workbook__xml": b"<workbook/>"}, "E601"),
        ({"xl_workbook__xml": b"x", "xl_vbaProject__bin": b"x"}, "E604"),
        ({"xl_workbook__xml": bytes(193 * 2**20)}, "E602"),
        ({f"xl_{n}" if n else "xl_workbook__xml": b"x" for n in range(10_001)}, "E602"),
    ],
    ids=["another zip", "entities", "empty", "macros", "bomb", "parts"],
)
def test_a_zip_is_looked_at_before_it_is_opened(parts, code, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(packed(**parts))
    (line,) = told(tmp_path / "a.xlsx", tmp_path)
    assert f"error[{code}]" in line, line


@pytest.mark.parametrize("name", ["deck.xlsx", "deck.docx"])
def test_a_part_that_does_not_unpack_makes_a_damaged_file(name, tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / name)
    whole = file.read_bytes()
    with ZipFile(file) as parts:
        begun = [part.header_offset + 30 + len(part.filename) for part in parts.infolist()]
    for at in begun:
        damaged = bytearray(whole)
        damaged[at + 2 : at + 12] = bytes(255 - byte for byte in whole[at + 2 : at + 12])
        file.write_bytes(damaged)
        (line,) = told(file, tmp_path)
        assert "error[E601]" in line and "damaged" in line, line


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "E601"),
        ("<w:body/>", "E613"),
        ("<w:body><!-- a note --><?a b?><w:p/></w:body>", "E613"),
        ("<w:body><w:tbl><w:tr/></w:tbl><w:tbl/></w:body>", "E613"),
        ("<w:body><w:p><w:pPr><w:pStyle/></w:pPr><w:r><w:t/><w:br/></w:r></w:p></w:body>", "E613"),
    ],
)
def test_a_document_of_which_parts_are_missing_is_told_in_a_sentence(body, code, tmp_path):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    docx.Document().save(str(tmp_path / "a.docx"))
    with ZipFile(tmp_path / "a.docx") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["word/document.xml"] = f'<w:document xmlns:w="{space}">{body}</w:document>'.encode()
    links = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = re.sub(r' Type="[^"]*/theme"', "", links).encode()
    with ZipFile(tmp_path / "a.docx", "w") as whole:
        for name, data in parts.items():
            whole.writestr(name, data)
    (line,) = told(tmp_path / "a.docx", tmp_path)
    assert f"error[{code}]" in line


def test_a_workbook_that_declares_words_of_its_own_is_not_opened(tmp_path):
    file = workbook(tmp_path / "a.xlsx", Cards=[["Name"], ["Think"]])
    with ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/workbook.xml"] = b"<!DOCTYPE workbook>" + parts["xl/workbook.xml"]
    with ZipFile(file, "w") as whole:
        for name, data in parts.items():
            whole.writestr(name, data)
    assert codes(told(file, tmp_path), "a.xlsx") == [("", "E618")]


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(33 * 2**20)
    (line,) = told(tmp_path / "a.csv", tmp_path)
    assert "error[E602] the file is 33 MB; the limit is 32 MB" in line


def test_a_sheet_that_reaches_to_the_last_row_is_not_gone_through(tmp_path):
    file = workbook(tmp_path / "a.xlsx", Cards=[HEAD])
    with_cells(file, "Cards", XFD1000="x")
    (line, *_) = told(file, tmp_path)
    assert "error[E602] it extends to XFD1000: it has more than 500 columns, the limit" in line


def test_every_slip_in_a_table_is_told_at_once_with_its_cell(tmp_path):
    rows = [
        [*HEAD, "Name", None],
        ["Head", "Think", "Thinks", "x", "y", "again", "note"],
        ["Head", "#REF!", "=1+1", "x", "y", None, None],
        ["Head", "Rest", "Rests", "x", "y", None, None],
    ]
    lines = told(workbook(tmp_path / "own.xlsx", Cards=rows), tmp_path)
    assert codes(lines, "own.xlsx") == [
        *(("Cards!B3", "E610"), ("Cards!C3", "E610"), ("Cards!F1", "E605")),
        ("Cards!G2", "E606"),
    ]


def test_what_a_spreadsheet_made_of_a_text_is_told(tmp_path):
    file = workbook(tmp_path / "own.xlsx", Cards=[HEAD, ["Head", "Think", "x", "y", "z"]])
    with_cells(file, "Cards", C2=datetime.date(2026, 3, 4), D2=datetime.time(10, 30))
    made, lines = imported(file, tmp_path / "made")
    assert codes(lines, "own.xlsx") == [("Cards!C2", "W606"), ("Cards!D2", "W606")]
    assert made.cards[0].words["definition"].text == "2026-03-04"
    assert made.cards[0].words["positive"][0].text == "10:30:00"


CHANGES = {
    "Kinds is gone": ("delete", "Kinds", None, [("Deck", "E613")]),
    "a place that is no number": ("cell", "job", {"A2": "first"}, [("job!A2", "E608")]),
    "a header that is not known": ("cell", "job", {"C1": "Thme"}, [("job!C1", "E607")]),
    "a header with a slip, whose texts are read": (
        "cell",
        "job",
        {"D1": "Jbo"},
        [("job!D1", "E607")],
    ),
    "a theme that is not there": ("cell", "job", {"C2": "Moon"}, [("job!C2", "E201")]),
    "an id twice": ("cell", "job", {"B3": "compost"}, [("job!B3", "E202")]),
    "a name that is missing": ("cell", "job", {"D3": None}, [("job!B3", "E105")]),
    "a fact twice": ("cell", "Deck", {"A3": "Title"}, [("Deck!A3", "E605")]),
    "a language that is none": ("cell", "Deck", {"B6": "soon!"}, [("Deck!B6", "E102")]),
    "a form that is none": (
        "cell",
        "Kinds",
        {"C3": "note: txt"},
        [("Kinds!C3", "E104")],  # not that its field is unknown, which follows
    ),
    "a sheet of no kind": ("sheet", "Notes", None, [("Notes", "W602")]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_workbook_that_came_back_wrong_is_told_where(change, tmp_path):
    how, sheet, cells, expected = CHANGES[change]
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.xlsx")
    book = openpyxl.load_workbook(file)
    if how == "delete":
        del book[sheet]
    elif how == "sheet":
        book.create_sheet(sheet)["A1"] = "x"
    else:
        for name, value in cells.items():
            book[sheet][name] = value
    book.save(file)
    assert codes(told(file, tmp_path), "deck.xlsx") == expected


def test_a_document_without_its_tables_is_no_deck(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    for table in document.tables:
        table._element.getparent().remove(table._element)
    document.save(file)
    (line,) = [line for line in told(file, tmp_path) if "E613" in line]
    assert "no table of the kinds of card" in line


def test_a_document_says_what_is_wrong_under_which_heading(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    headings = [p for p in document.paragraphs if p.style.name == "Heading 3"]
    headings[1].text = headings[0].text
    first = next(p for p in document.paragraphs if p.style.name == "Heading 2")
    first.insert_paragraph_before("Notes of mine")
    added = headings[-1].insert_paragraph_before("Added later")
    run = OxmlElement("w:ins")
    run.append(added.runs[0]._element)
    added._element.append(run)
    document.save(file)
    lines = told(file, tmp_path)
    assert codes(lines, "deck.docx") == [
        *(("", "E615"), ("Soil › Turn the compost", "E605"), ("Soil", "W608")),
    ]
    assert "a tracked change is neither accepted nor rejected" in lines[0]


def test_a_file_that_is_a_folder_or_not_there_ends_with_3(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    for name in ("a.xlsx", "none.docx", "none.csv"):
        result = run("-C", tmp_path, "import", name, "-o", "new")
        assert result.exit_code == 3 and name in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_step_has_a_colon(tmp_path):
    file = exported(BUNDLED / "deck", tmp_path / "deck.xlsx")
    book = openpyxl.load_workbook(file)
    heads = [cell.value for cell in book["how-to"][1]]
    column = heads.index("Steps")
    book["how-to"].cell(2, column + 1).value = "Explore the themes"
    book.save(file)
    (found,) = [one for one in codes(told(file, tmp_path), "deck.xlsx") if one[1] == "E609"]
    assert found[0] == f"how-to!{'ABCDEFGHIJ'[column]}2"


def test_a_table_holds_one_kind_of_card(tmp_path):
    (tmp_path / "a.csv").write_text("Kind,Name\njob,A\ngame,B\n", encoding="utf-8")
    assert codes(told(tmp_path / "a.csv", tmp_path), "a.csv") == [("3", "E614")]


def test_a_text_of_a_card_stands_under_a_field_and_questions_are_about_a_card(tmp_path):
    file = exported(BUNDLED / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    first = next(p for p in document.paragraphs if p.style.name == "Heading 3")
    first.insert_paragraph_before("Lost words", style="Normal")
    questions = next(t for t in document.tables if t.cell(0, 0).text == "Card")
    questions.cell(1, 0).text = ""
    document.save(file)
    found = codes(told(file, tmp_path), "deck.docx")
    assert [code for _, code in found] == ["E616", "E617"]


def test_a_formula_is_read_as_what_it_came_to(tmp_path):
    file = workbook(tmp_path / "own.xlsx", Cards=[HEAD, ["Head", "Think", "=1+1", "y", "z"]])
    with ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    parts[sheet] = parts[sheet].replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    with ZipFile(file, "w") as whole:
        for name, data in parts.items():
            whole.writestr(name, data)
    made, lines = imported(file, tmp_path / "made")
    assert codes(lines, "own.xlsx") == [("Cards!C2", "W605")]
    assert made.cards[0].words["definition"].text == "2"


def test_what_a_workbook_has_no_room_for_is_told_at_export(tmp_path):
    deck = tmp_path / "deck"
    deck.mkdir()
    (deck / "deck.yaml").write_text(
        "title: T\nlang: en-GB\ndate: 2026-11-24\nkinds:\n"
        "  deck: {numbered: true, fields: {name: text}}\n"
        f"cards:\n  - {{id: one, kind: deck, name: {'x' * 40_000}}}\n",
        encoding="utf-8",
    )
    result = run("-C", tmp_path, "export", "--to", "xlsx")
    assert (result.exit_code, result.stderr.count("error[E611]")) == (1, 2)
    assert not (tmp_path / "build").exists()
    assert run("-C", tmp_path, "export", "--to", "docx").exit_code == 0


def test_kinds_whose_names_no_two_sheets_can_have_are_told_at_export(tmp_path):
    kind = "{numbered: true, fields: {name: text}}"
    names = ["game", "Game", "g" * 32, "a:b", "deck"]
    kinds = "".join(f"  {name}: {kind}\n" for name in names)
    deck = tmp_path / "deck"
    deck.mkdir()
    (deck / "deck.yaml").write_text(
        f"title: T\nlang: en-GB\ndate: 2026-11-24\nkinds:\n{kinds}"
        "cards:\n  - {id: one, kind: game, name: One}\n",
        encoding="utf-8",
    )
    result = run("-C", tmp_path, "export", "--to", "xlsx")
    told = [name for name in names if f'cannot be called "{name}"' in result.stderr]
    assert (result.exit_code, told) == (1, names[1:])


def test_lines_of_a_table_are_counted_as_they_stand_in_the_file(tmp_path):
    (tmp_path / "a.csv").write_text('Id,Name\none,"a\nb"\nA b!,c\n', encoding="utf-8")
    assert codes(told(tmp_path / "a.csv", tmp_path), "a.csv") == [("4", "E106")]


def test_pictures_stay_beside_the_deck(tmp_path):
    told = run("-C", tmp_path, "--deck", AIRE / "deck", "export", "--to", "xlsx").stderr
    assert "warning[W609]: a picture is in the file by name only" in told


def test_an_empty_workbook_and_a_damaged_document_are_no_decks(tmp_path):
    assert codes(told(workbook(tmp_path / "a.xlsx", Cards=[]), tmp_path), "a.xlsx") == [
        ("", "E613"),
    ]
    (tmp_path / "a.docx").write_bytes(packed(word_document__xml=b"<w:document"))
    assert codes(told(tmp_path / "a.docx", tmp_path), "a.docx") == [("", "E601")]
    file = exported(ALLOTMENT / "deck", tmp_path / "a.docx")
    with ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"wordprocessingml.styles+xml", b"nothing+xml")
    with ZipFile(file, "w") as whole:
        for name, data in parts.items():
            whole.writestr(name, data)
    assert codes(told(tmp_path / "a.docx", tmp_path), "a.docx") == [("", "E601")]


def test_comments_and_other_languages_are_told_of_where_they_are_left_out(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    document.add_comment(document.paragraphs[0].runs, "Is this so?")
    document.save(file)
    assert codes(told(file, tmp_path), "deck.docx") == [("", "W608")]
    sent = run("-C", tmp_path, "--deck", BWRDD / "deck", "export", "--to", "xlsx").stderr
    assert "warning[W607]: only the texts in" in sent


def test_what_is_sent_is_counted_in_the_right_number(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deck(tmp_path, "{file: a.png, decorative: true}", "{file: b.png, decorative: true}")
    for name in "ab":
        quarters((1400, 1000)).save(tmp_path / "deck" / f"{name}.png")
    told = run("export", "--to", "csv", "-o", "deck.csv").stderr
    assert "2 pictures are in the file by name only" in told and "they are taken from" in told
    deck(tmp_path, "{file: a.png, decorative: true}")
    told = run("export", "--to", "csv", "-o", "deck.csv").stderr
    assert "only 1 card of the kind behaviour" in told and "on import it is taken" in told


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_two_languages_do_not_go_into_one_file(form, tmp_path):
    out = tmp_path / f"deck.{form}"
    result = run("--deck", BWRDD / "deck", "export", "--to", form, "--lang", "cy,en", "-o", out)
    assert result.exit_code == 2 and not out.exists()
    assert "--lang cy, then --lang en" in result.stderr
    alone = run("--deck", BWRDD / "deck", "export", "--to", form, "--lang", "cy", "-o", out)
    assert "not those in en-GB\n" in alone.stderr and out.exists()


def test_no_room_for_temporary_files_is_told_and_is_no_mistake_of_ours(monkeypatch):
    def full_disk(*_):
        raise SerialisationError("IO_ENOSPC")

    monkeypatch.setattr(openpyxl.Workbook, "save", full_disk)
    result = run("export", "--to", "xlsx", "-o", "-")
    assert result.exit_code == 3 and "error: a temporary file cannot be written in" in result.stderr
