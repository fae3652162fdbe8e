"""What a reader hears: the structure tree, through a dump of it."""

import re
from io import BytesIO
from textwrap import dedent

import pytest
from frames import BLACK, TEAL, face, line, says, sheet, tallied, unpacked, written
from pypdf import PdfReader
from structure import dump

from cardgen.graphics.frame import Box, Element, Frame, Path, Placed
from cardgen.output.pdf.document import LedgerError

BLOT = Path((("M", 0, 0), ("L", 4, 0), ("C", 4, 2, 2, 4, 0, 4), ("Z",)), TEAL)


def bullet(text: str) -> Element:
    label = Element("Lbl", (Box(5, 8, 1, 1, TEAL),), alt="•")
    return Element("LI", (label, says("LBody", text)))


def row(number: int) -> Element:
    return Element("TR", (says("TH", f"{number}"), says("TD", f"Value {number}")))


def said(*pages: object) -> str:
    return dump(written(*pages))


def sequences(data: bytes) -> list[tuple[str, str]]:
    """The first page's marked-content sequences with the operators that paint in them."""
    content = PdfReader(BytesIO(data)).pages[0].get_contents().get_data().decode()
    found = re.findall(r"^(/[^\n]*) BDC$(.*?)^EMC$", content, re.DOTALL | re.MULTILINE)
    return [(tag, " ".join(re.findall(r"TJ|Do|\bf\b\*?", marks))) for tag, marks in found]


def tree(text: str) -> str:
    return dedent(text).strip()


def test_a_table_that_runs_over_two_pages_is_one_table():
    head = Element("THead", (Element("TR", (says("TD", "No"), says("TH", "Value"))),))
    rows = [row(number) for number in range(1, 14)]
    pages = [
        sheet(
            Element("Table", (head, Element("TBody", tuple(rows[:7]), id="body")), id="table"),
        ),
        sheet(
            says("Artifact", "No Value"),
            Element("Table", (Element("TBody", tuple(rows[7:]), id="body"),), id="table"),
        ),
    ]
    body = [
        f"      TR\n        TH Row [{page}] '{n}'\n        TD [{page}] 'Value {n}'"
        for n, page in zip(range(1, 14), [1] * 7 + [2] * 6, strict=True)
    ]
    assert said(*pages) == "\n".join(
        [
            "Document",
            "  Table",
            "    THead",
            "      TR",
            "        TD [1] 'No'",
            "        TH Column [1] 'Value'",
            "    TBody",
            *body,
        ]
    )


def test_a_list_and_a_paragraph_go_on_where_they_stopped():
    pages = [
        sheet(
            Element("L", (bullet("one"), bullet("two")), id="list"),
            Element("P", (line("and so "),), id="p"),
        ),
        sheet(
            Element("P", (line("it goes on"),), id="p"),
            Element("L", (bullet("three"),), id="list"),
        ),
    ]
    assert said(*pages) == tree("""
        Document
          L Disc
            LI
              Lbl ActualText='•' [1] ''
              LBody [1] 'one'
            LI
              Lbl ActualText='•' [1] ''
              LBody [1] 'two'
            LI
              Lbl ActualText='•' [2] ''
              LBody [2] 'three'
          P [1] 'and so ' [2] 'it goes on'
        """)


def test_the_sides_of_a_card_make_one_section_within_its_theme():
    front = sheet(
        face("Trust", says("H", "Trust"), theme="People"),
        face("Speak up", says("H", "Speak up"), at=(90, 20)),
        face("Care", says("H", "Care"), theme="People", at=(20, 120)),
    )
    back = sheet(
        face("Speak up", says("P", "You will hear"), side="back"),
        face("Trust", says("P", "You will see"), side="back", theme="People", at=(90, 20)),
        side="back",
    )
    assert said(front, back) == tree("""
        Document
          Sect T='People'
            Sect T='Trust'
              H1 [1] 'Trust'
              P [2] 'You will see'
            Sect T='Care'
              H1 [1] 'Care'
          Sect T='Speak up'
            H1 [1] 'Speak up'
            P [2] 'You will hear'
        """)


def test_headings_nest_with_the_sections_around_them():
    within = Element("Sect", (says("H", "Signs"), Element("Sect", (says("H", "Often"),))))
    page = sheet(face("Trust", says("H", "Trust"), within, says("H", "Close")))
    assert [text.split()[0] for text in said(page).split("\n")][2:] == [
        "H1",
        "Sect",
        "H2",
        "Sect",
        "H3",
        "H1",
    ]


def test_lines_of_one_element_are_one_mark():
    lines = (line("Keep the space at ", y=10), line("the end of a line.", y=14))
    paragraph = Placed(3, 4, Frame(50, 20, (Element("P", lines),)))
    assert said(sheet(paragraph)) == tree("""
        Document
          P [1] 'Keep the space at the end of a line.'
        """)


def test_a_phrase_in_another_language_splits_the_paragraph_around_it():
    welsh = Element("Span", (line("Gwrando’n astud, ŵ", x=20),), lang="cy")
    page = sheet(Element("P", (line("In Welsh "), welsh, line(".", x=60))))
    assert said(page) == tree("""
        Document
          P
            [1] 'In Welsh '
            Span Lang='cy' [1] 'Gwrando’n astud, ŵ'
            '.'
        """)


@pytest.mark.parametrize(
    ("label", "numbering"),
    [("1.", "Decimal"), ("a)", "LowerAlpha"), ("B", "UpperAlpha"), ("◦", "Circle"), ("–", "Disc")],
)
def test_a_list_is_numbered_as_its_first_label_shows(label, numbering):
    item = Element("LI", (Element("Lbl", (Box(0, 0, 1, 1, TEAL),), alt=label), says("LBody", "x")))
    assert f"  L {numbering}\n" in said(sheet(Element("L", (item,))))


def test_a_list_without_labels_is_not_numbered():
    assert "  L\n" in said(sheet(Element("L", (Element("LI", (says("LBody", "x"),)),))))


def test_a_row_of_headers_alone_heads_the_columns():
    top = Element("TR", (says("TH", "No"), says("TH", "Value")))
    heard = said(sheet(Element("Table", (top, row(1)))))
    assert [line.split()[1] for line in heard.split("\n") if "TH" in line] == [
        "Column",
        "Column",
        "Row",
    ]


def test_a_figure_holds_its_drawings_and_all_else_drawn_is_an_artifact():
    inner = Placed(1, 1, Frame(4, 4, (BLOT,)))
    figure = Element("Figure", (inner, BLOT, Element("Caption", (BLOT,))), alt="A blot")
    rule = Box(0, 0, 9, 9, TEAL)
    ground = Placed(0, 0, Frame(50, 50, (rule, Element("P", (rule, rule, line("text"))), figure)))
    data = written(sheet(rule, rule, ground, inner, says("Artifact", "slug")))
    assert dump(data) == tree("""
        Document
          P [1] 'text'
          Figure Alt='A blot'
            [1] ''
            Caption [1] ''
        """)
    assert sequences(data) == [
        ("/Artifact<</Type/Page>>", "f f"),
        ("/Artifact<</Type/Layout>>", "f f f"),
        ("/P<</MCID 0>>", "TJ"),
        ("/Figure<</MCID 1>>", "Do f*"),
        ("/Caption<</MCID 2>>", "f*"),
        ("/Artifact<</Type/Layout>>", "Do"),
        ("/Artifact<</Type/Pagination>>", "TJ"),
    ]


def test_a_figure_says_where_on_its_page_it_lies():
    figure = Element("Figure", (Box(1, 2, 3, 4, TEAL),), alt="A square")
    turned = Placed(5, 6, Frame(20, 10, (figure,)), 90)
    page = sheet(Placed(50, 60, Frame(30, 30, (turned,)), bleed=(0, 0, 0, 0)))
    boxes = re.findall(r"/BBox\[(.*?)\]", unpacked(written(page)))
    # From 59, 67 to 63, 70 as seen from the top of the sheet.
    edges = (59, 297 - 70, 63, 297 - 67)
    assert [float(edge) * 25.4 / 72 for edge in boxes[0].split()] == pytest.approx(edges, abs=0.001)


def test_a_text_that_replaces_marks_is_read_once():
    inner = Element("Span", (line("b"),))
    data = written(sheet(Element("P", (line("a"), inner, line("c")), alt="alphabet")))
    assert dump(data).count("alphabet") == 1
    assert [tag for tag, _ in sequences(data)] == [
        "/P<</MCID 0/ActualText(alphabet)>>",
        "/Span<</MCID 1>>",
        "/P<</MCID 2/ActualText()>>",
    ]


def test_further_copies_are_figures_with_their_name():
    copies = [
        face(
            "Trust",
            says("H", "Trust"),
            at=(20, 20 + 95 * n),
            copy=n + 1,
            alt="Trust again" * (n > 1),
        )
        for n in range(3)
    ]
    data, tally = tallied([sheet(*copies)])
    assert dump(data) == tree("""
        Document
          Sect T='Trust'
            H1 [1] 'Trust'
          Sect T='Further copies'
            Figure Alt='Trust, front, copy 2' [1] ''
            Figure Alt='Trust again' [1] ''
        """)
    assert (tally.faces, tally.copies, tally.forms) == (3, 2, 1)


def test_a_note_has_a_name_of_its_own():
    heard = said(sheet(says("Note", "one"), says("Note", "two")))
    names = {line.split()[1] for line in heard.split("\n")[1:]}
    assert len(names) == 2 and all(name.startswith("ID='note-") for name in names)


def test_words_outside_of_any_element_are_refused():
    with pytest.raises(LedgerError, match='"stray" stands in no element'):
        written(sheet(face("Trust", line("stray"))))


def test_a_figure_without_a_text_alternative_is_refused():
    with pytest.raises(LedgerError, match="text alternative"):
        written(sheet(Element("Figure", (Box(0, 0, 9, 9, BLACK),))))
