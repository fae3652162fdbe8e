"""A deck → a document to be read and changed with plain habits: headings, lists, small tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from cardgen.deck import Deck
from cardgen.office.book import CARD, FACTS, OWN, Book, Row, header
from cardgen.office.docx import (
    CARD_STYLE,
    FIELD,
    HINT,
    NO_THEME,
    SUBTITLE,
    THEME,
    TITLE,
    heading_field,
    python_docx,
)
from cardgen.office.lines import NOTHING, written
from cardgen.office.packed import steady
from cardgen.office.tables import KINDS, THEMES, fields_of
from cardgen.problems import Problems

_HINT = (
    "Change the words as you like, and add or delete lines of lists. A heading of the first level "
    "is a theme, one of the second a card, one of the third what a card says under that name. To "
    "move a card, move all of it; for a new one, copy one and empty its Id. Accept or reject "
    "tracked changes before you send it back."
)


def write_docx(book: Book, deck: Deck, problems: Problems) -> bytes:
    """The deck as a document. Missing without python-docx."""
    document = python_docx().Document()
    _styles(document)
    said = book.facts.cells
    document.add_paragraph(_cell(book.facts, "title"), TITLE)
    if "subtitle" in said:
        document.add_paragraph(_cell(book.facts, "subtitle"), SUBTITLE)
    document.add_paragraph(_HINT, HINT)
    facts = [(header(n), _cell(book.facts, n), note) for n, note in FACTS.items()]
    document.add_heading("The deck", 1)
    _table(document, ("What", "Text", "Note"), [f for f in facts if f[0] not in (TITLE, SUBTITLE)])
    if book.themes:
        document.add_heading("Themes", 1)
        _table(document, map(header, THEMES), _rows(book.themes, THEMES))
    kinds = {_cell(kind, "kind"): fields_of(kind) for kind in book.kinds}
    theme = None
    for row in book.cards:
        if _cell(row, "theme") != theme:
            theme = _cell(row, "theme")
            document.add_heading("", 1).add_run(theme or NO_THEME)
        _card(document, row, kinds)
    if book.questions:
        lenses = tuple(deck.prompts.lenses) if deck.prompts else ()
        document.add_heading("Questions to talk about", 1)
        _table(document, ("Card", *map(written, lenses)), _rows(book.questions, (CARD, *lenses)))
    document.add_heading("Kinds of card", 1)
    _table(document, map(header, KINDS), _rows(book.kinds, KINDS))
    about = document.core_properties
    about.title, about.author, about.comments = deck.title.text[:255], deck.publisher[:255], ""
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue(), deck.date)


def _card(document: Any, row: Row, kinds: Mapping[str, dict[str, str]]) -> None:
    fields = kinds[_cell(row, "kind")]
    called = heading_field(fields)
    document.add_heading("", 2).add_run(_cell(row, called or "") or NOTHING)
    own = [name for name in OWN if name in row.cells and name != "theme"]
    _small_table(document, [(header(name), _cell(row, name)) for name in own])
    for name, form in fields.items():
        if name == called or name not in row.cells:
            continue
        document.add_heading(header(name), 3)
        number = _numbering(document) if form.startswith("steps") else None
        for piece in row.cells[name]:
            if form.startswith("text"):
                document.add_paragraph(piece.text)
            elif number is None:
                document.add_paragraph(piece.text, "List Bullet")
            else:
                _step(document, piece.text, number)


def _step(document: Any, text: str, number: int) -> None:
    paragraph = document.add_paragraph(style="List Number")
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    name, colon, rest = text.partition(": ")
    paragraph.add_run(name).bold = True
    paragraph.add_run(colon + rest)


def _numbering(document: Any) -> int:
    """A row of numbers of its own, from 1: those of a style run on through the document."""
    style = document.styles["List Number"].element
    (used,) = style.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    (abstract,) = numbering.xpath(f"./w:num[@w:numId='{used}']/w:abstractNumId/@w:val")
    made = numbering.add_num(int(abstract))
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _cell(row: Row, name: str) -> str:
    own = row.one(name)
    return own.text if own else ""


def _rows(rows: Iterable[Row], names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(_cell(row, name) for name in names) for row in rows]


def _table(document: Any, heads: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [tuple(heads), *rows]
    table = document.add_table(len(lines), len(lines[0]), "Table Grid")
    for line, cells in zip(lines, table.rows, strict=True):
        for text, cell in zip(line, cells.cells, strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs if line is lines[0] else ():
                run.bold = True


def _small_table(document: Any, lines: Sequence[tuple[str, str]]) -> None:
    """What a card is called by the program, in small grey letters."""
    table = document.add_table(len(lines), 2)
    for line, cells in zip(lines, table.rows, strict=True):
        for text, cell in zip(line, cells.cells, strict=True):
            cell.paragraphs[0].style = HINT
            cell.paragraphs[0].add_run(text)


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    for name in (TITLE, SUBTITLE, THEME, CARD_STYLE, FIELD):
        document.styles[name].font.color.rgb = RGBColor(0, 0, 0)
    document.styles[THEME].paragraph_format.page_break_before = False
    document.styles[CARD_STYLE].font.size = Pt(15)
    hint = document.styles.add_style(HINT, WD_STYLE_TYPE.PARAGRAPH)
    hint.base_style = document.styles["Normal"]
    hint.font.size, hint.font.color.rgb = Pt(8.5), RGBColor(0x59, 0x59, 0x59)
    hint.paragraph_format.space_after = Pt(0)
