"""Workbooks as people have them: what their cells show, and what lies on their sheets."""

import datetime
import io
import re
import time
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from office_files import imported, said, workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from pictures import quarters

HEAD = ["Theme", "Name", "Definition", "Positive", "Negative"]
CARD = ["Being", "Trust", "Keeps promises", "Does it", "Hides things"]


def made_of(path, change):
    """A workbook with one card on the sheet Cards, changed by a function of this sheet."""
    book = openpyxl.load_workbook(workbook(path / "cards.xlsx", Cards=[HEAD, CARD]))
    change(book["Cards"])
    book.save(path / "cards.xlsx")
    return path / "cards.xlsx"


def with_parts(file, change):
    """The workbook with its parts changed: change gives each part's new bytes, or None to leave it
    out."""
    with ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with ZipFile(file, "w", ZIP_DEFLATED) as whole:
        for name, data in parts.items():
            new = change(name, data)
            if new is not None:
                whole.writestr(name, new)
    return file


def picture():
    data = io.BytesIO()
    quarters((60, 60)).save(data, "PNG")
    return Image(data)


def told_of(path, change):
    """What is told of such a workbook, as code and place, and its card's words."""
    made, lines = imported(made_of(path, change), path / "deck")
    places = [line.partition("cards.xlsx: ")[2].split(": warning[") for line in lines]
    return [(place, rest[:4]) for place, rest in places], said(made.cards[0].words), lines


def test_numbers_are_read_as_their_cells_show_them(tmp_path):
    def change(sheet):
        for cell, value, form in (
            ("C2", 0.85, "0%"),
            ("D2", 1500, '"£"#,##0'),
            ("E2", 7, "000"),
            ("C3", 0.5, "# ?/?"),
            ("D3", 3.14159265, "0.00"),
            ("E3", 0.1 + 0.2, "General"),
        ):
            sheet[cell] = value
            sheet[cell].number_format = form
        sheet["A3"], sheet["B3"] = "Being", "Pace"

    made, told = imported(made_of(tmp_path, change), tmp_path / "deck")
    assert told == []
    assert [list(said(card.words).values())[1:] for card in made.cards] == [
        *(["85%", ["£1,500"], ["007"]], ["1/2", ["3.14"], ["0.3"]]),
    ]


def test_numbers_are_written_as_in_the_language_of_the_headings(tmp_path):
    rows = [["Thema", "Titel", "Beschreibung"], ["Sein", "Preis", 1234.5], ["Sein", "Tag", None]]
    book = openpyxl.load_workbook(workbook(tmp_path / "karten.xlsx", Karten=rows))
    book["Karten"]["C2"].number_format = '#,##0.00" €"'
    book["Karten"]["C3"] = datetime.date(2026, 3, 4)
    book["Karten"]["C3"].number_format = "mm-dd-yy"  # the short date of the computer
    book.save(tmp_path / "karten.xlsx")
    made, _ = imported(tmp_path / "karten.xlsx", tmp_path / "deck")
    assert [said(card.words)["definition"] for card in made.cards] == ["1.234,50 €", "04.03.2026"]


def test_a_number_whose_look_is_left_to_the_computer_is_told(tmp_path):
    def change(sheet):
        sheet["C2"] = 447911123456
        sheet["D2"] = 1500
        sheet["D2"].number_format = '"$"#,##0_);("$"#,##0)'

    told, words, lines = told_of(tmp_path, change)
    assert told == [("Cards!C2", "W610"), ("Cards!D2", "W610")]
    assert words["definition"] == "447911123456" and words["positive"] == ["$1,500"]
    assert 'read as "447911123456", which may not be how the cell shows it' in lines[0]


def test_what_is_told_of_many_cells_of_a_column_is_told_once(tmp_path):
    def change(sheet):
        for row in range(2, 15):
            sheet.cell(row, 1).value, sheet.cell(row, 2).value = "Being", f"Day {row}"
            sheet.cell(row, 3).value = datetime.date(2026, 1, row)

    told, _, lines = told_of(tmp_path, change)
    assert told == [("Cards!C2", "W606")]
    assert 'read as "2026-01-02" (likewise C3, C4, C5, C6, C7, C8, C9, C10, …)' in lines[0]


def test_words_that_are_struck_out_are_read_and_told(tmp_path):
    def change(sheet):
        sheet["D2"].font = Font(strike=True)
        struck = TextBlock(InlineFont(strike=True), "most ")
        sheet["C2"] = CellRichText("Keeps ", struck, TextBlock(InlineFont(b=True), "promises"))

    told, words, lines = told_of(tmp_path, change)
    assert words["definition"] == "Keeps most promises" and words["positive"] == ["Does it"]
    assert told == [("Cards!C2", "W616"), ("Cards!D2", "W616")]
    assert '"most" is struck out' in lines[0]


def test_comments_pictures_and_boxes_of_text_on_a_sheet_are_told(tmp_path):

    def change(sheet):
        sheet["B2"].comment = Comment("Is this the right word?", "Ann")
        sheet["D2"].comment = Comment("No", "Ann")
        sheet.add_image(picture(), "F2")
        sheet.add_image(picture(), "F3")

    told, words, lines = told_of(tmp_path, change)
    assert words["name"] == "Trust"
    assert sorted(told) == [("Cards!B2", "W608"), ("Cards!F2", "W617")]
    assert any("2 comments are not read (B2, D2)" in line for line in lines)
    assert any("2 pictures on the sheet are not taken (F2, F3)" in line for line in lines)


def test_the_words_of_a_box_and_a_chart_on_a_sheet_are_told(tmp_path):
    file = made_of(tmp_path, lambda sheet: sheet.add_image(picture(), "F2"))
    box = (
        "<sp><txBody><p><r><t>Ask</t></r><r><t>Ann</t></r></p></txBody></sp>"
        "<from><col>4</col><row>9</row></from><to><col>8</col><row>12</row></to><graphicFrame/>"
    )

    def drawn(name, data):
        if name != "xl/drawings/drawing1.xml":
            return data
        return re.sub(b"(?s)<pic>.*</pic>", box.encode(), data)

    _, told = imported(with_parts(file, drawn), tmp_path / "deck")
    assert len(told) == 2
    assert "Cards!E10: warning[W608] a chart or diagram on the sheet is left out" in told[0]
    assert (
        'Cards!F2: warning[W608] the words of a text box on the sheet are left out: "Ask Ann"'
        in told[1]
    )


def with_cell(file, name, xml):
    """The workbook with another cell in the place of that name on its first sheet."""

    def change(part, data):
        if part != "xl/worksheets/sheet1.xml":
            return data
        own = rf'<c r="{name}".*?</c>'.encode()
        assert re.search(own, data)
        return re.sub(own, lambda _: xml.encode(), data, count=1)

    return with_parts(file, change)


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="C2" t="e" vm="1"><v>#VALUE!</v></c>',
        '<c r="C2" t="e"><f>_xlfn.IMAGE("https://example.org/a.png")</f><v>#VALUE!</v></c>',
    ],
)
def test_a_picture_in_a_cell_is_told_as_one(xml, tmp_path):
    file = with_cell(made_of(tmp_path, lambda sheet: None), "C2", xml)
    made, (line,) = imported(file, tmp_path / "deck")
    assert "Cards!C2: warning[W617] a picture on the sheet is not taken" in line
    assert "definition" not in said(made.cards[0].words)


def test_hidden_columns_are_read_and_told(tmp_path):
    def change(sheet):
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["H"].hidden = True  # in which nothing stands
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[9].hidden = True

    told, words, lines = told_of(tmp_path, change)
    assert told == [("Cards", "W604"), ("Cards", "W604")]
    assert words["definition"] == "Keeps promises"
    assert "hidden rows are read like the others: 2 (" in lines[0]
    assert "hidden columns are read like the others: C (" in lines[1]


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
MAIN, RELATIONS = STRICT
PARTS = {
    "xl/workbook.xml": (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{RELATIONS}"><x:sheets>'
        '<x:sheet name="Cards" sheetId="1" q:id="a"/></x:sheets></x:workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{RELATIONS}/worksheet" Target="/xl/worksheets/one.xml"/>'
        f'<Relationship Id="b" Type="{RELATIONS}/sharedStrings" Target="strings.xml"/>'
        "</Relationships>"
    ),
    "xl/strings.xml": (
        f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>Name</x:t></x:si>'
        "<x:si><x:t>Definition (text)</x:t></x:si>"
        "<x:si><x:r><x:t>Tru</x:t></x:r><x:r><x:rPr><x:strike/></x:rPr><x:t>st</x:t></x:r>"
        '<x:rPh sb="0" eb="1"><x:t>READ ALOUD</x:t></x:rPh></x:si>'
        "<x:si><x:t>one_x000D_\ntwo _x005F_x0041_ &amp; _x0041_</x:t></x:si></x:sst>"
    ),
    "xl/worksheets/one.xml": (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>'
        '<x:c t="s"><x:v>1</x:v></x:c></x:row><x:row r="3"><x:c t="s"><x:v>2</x:v></x:c>'
        '<x:c t="s"><x:v>3</x:v></x:c></x:row><x:row><x:c r="A4" t="inlineStr"><x:is><x:t>Day</x:t>'
        '</x:is></x:c><x:c t="d"><x:v>2026-03-04T00:00:00</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    ),
}


@pytest.mark.parametrize("is_strict", [False, True])
def test_strict_workbooks_and_other_prefixes_are_read_like_any(is_strict, tmp_path):
    with ZipFile(tmp_path / "cards.xlsx", "w") as whole:
        for name, data in PARTS.items():
            for old, new in STRICT.items() if is_strict else ():
                data = data.replace(old, new)
            whole.writestr(name, data)
    made, told = imported(tmp_path / "cards.xlsx", tmp_path / "deck")
    assert [list(said(card.words).values()) for card in made.cards] == [
        *(["Trust", "one\ntwo _x0041_ & A"], ["Day", "2026-03-04"]),
    ]
    assert [line.partition("cards.xlsx: ")[2].split("]")[0] for line in told] == [
        *("Cards!A3: warning[W616", "Cards!B4: warning[W606"),
    ]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/one.xml", "<x:v>3</x:v>", "<x:v>9</x:v>"),
        ("xl/worksheets/one.xml", "<x:v>3</x:v>", "<x:v>x</x:v>"),
        ("xl/worksheets/one.xml", 'r="A4"', 'r="4A"'),
        ("xl/worksheets/one.xml", 'r="A4"', 'r="XFE4"'),
        ("xl/worksheets/one.xml", 'r="3"', 'r="1048577"'),
        ("xl/worksheets/one.xml", "</x:worksheet>", ""),
        ("xl/_rels/workbook.xml.rels", "one.xml", "two.xml"),
        ("xl/workbook.xml", "x:sheet ", "x:sheeet "),
    ],
)
def test_a_workbook_whose_parts_do_not_fit_together_is_damaged(part, old, new, tmp_path):
    assert old in PARTS[part]
    with ZipFile(tmp_path / "cards.xlsx", "w") as whole:
        for name, data in PARTS.items():
            whole.writestr(name, data.replace(old, new) if name == part else data)
    made, (line,) = imported(tmp_path / "cards.xlsx", tmp_path / "deck")
    assert made is None and "error[E601]" in line and "damaged" in line


@pytest.mark.slow
def test_formats_that_reach_to_the_last_row_cost_next_to_nothing(tmp_path):
    rows = b"".join(
        b'<row r="%d" spans="1:3" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n)
        for n in range(3, 1_048_577)
    )

    def formatted(name, data):
        if name != "xl/worksheets/sheet1.xml":
            return data
        columns = b'<cols><col min="1" max="16384" width="9" style="1"/></cols><sheetData>'
        return data.replace(b"</sheetData>", rows + b"</sheetData>").replace(
            b"<sheetData>", columns
        )

    file = with_parts(made_of(tmp_path, lambda sheet: None), formatted)
    begun = time.process_time()
    made, told = imported(file, tmp_path / "deck")
    assert (said(made.cards[0].words)["name"], told) == ("Trust", [])
    assert time.process_time() - begun < 10


def test_a_formula_is_read_as_its_result_also_if_that_is_a_text_or_nothing(tmp_path):
    file = made_of(tmp_path, lambda sheet: None)
    with_cell(file, "C2", '<c r="C2" t="str"><f>A2&amp;1</f><v>Being1</v></c>')
    with_cell(file, "D2", '<c r="D2" t="str"><f>""</f><v></v></c>')
    made, told = imported(file, tmp_path / "deck")
    assert said(made.cards[0].words)["definition"] == "Being1"
    assert [line.partition("cards.xlsx: ")[2].split("]")[0] for line in told] == [
        *("Cards!C2: warning[W605", "Cards!D2: warning[W605"),
    ]
