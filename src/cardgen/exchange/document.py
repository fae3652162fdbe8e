"""A deck → a document to be read and changed with plain habits: headings, lists, small tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from cardgen.exchange.book import CARD, FACTS, OWN, Book, Row, header
from cardgen.exchange.docx import (
    CARD_STYLE,
    FIELD,
    HINT,
    SUBTITLE,
    THEME,
    TITLE,
    heading_field,
    python_docx,
)
from cardgen.exchange.lines import NO_THEME, NOTHING, written
from cardgen.exchange.packed import steady
from cardgen.exchange.tables import KINDS, THEMES, fields_of
from cardgen.model.deck import Deck
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
    _add(document, book.facts.said("title"), TITLE)
    if "subtitle" in book.facts.cells:
        _add(document, book.facts.said("subtitle"), SUBTITLE)
    _add(document, _HINT, HINT)
    kinds = {kind.said("kind"): fields_of(kind) for kind in book.kinds}
    theme = None
    for row in book.cards:
        if row.said("theme") != theme:
            theme = row.said("theme")
            _add(document, theme or NO_THEME, THEME)
        _card(document, row, kinds)
    _add(document, "The deck", THEME)
    facts = [(header(n), book.facts.said(n), note) for n, note in FACTS.items()]
    facts = [fact for fact in facts if fact[0] not in (TITLE, SUBTITLE)]
    _table(document, [("What", "Text", "Note"), *facts], (36, 76, 54))
    if book.themes:
        _add(document, "Themes", THEME)
        _table(document, [[*map(header, THEMES)], *_rows(book.themes, THEMES)], (48, 58, 30, 30))
    if book.questions:
        lenses = tuple(deck.prompts.lenses) if deck.prompts else ()
        _add(document, "Questions to talk about", THEME)
        heads = ("Card", *map(written, lenses))
        widths = (34, *(132 / len(lenses) for _ in lenses))
        _table(document, [heads, *_rows(book.questions, (CARD, *lenses))], widths)
    _add(document, "Kinds of card", THEME)
    _table(document, [[*map(header, KINDS)], *_rows(book.kinds, KINDS)], (36, 30, 100))
    about = document.core_properties
    about.title, about.author = (book.facts.said(n)[:255] for n in ("title", "publisher"))
    about.comments = ""
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue(), deck.date)


def _card(document: Any, row: Row, kinds: Mapping[str, dict[str, str]]) -> None:
    fields = kinds[row.said("kind")]
    called = heading_field(fields)
    _add(document, row.said(called or "") or NOTHING, CARD_STYLE)
    own = [name for name in OWN if name in row.cells and name != "theme"]
    _table(document, [(header(name), row.said(name)) for name in own], (24, 142), of_card=True)
    for name, form in fields.items():
        if name == called or name not in row.cells:
            continue
        _add(document, header(name), FIELD)
        number = _numbering(document) if form.startswith("steps") else None
        for piece in row.cells[name]:
            if form.startswith("text"):
                _add(document, piece.text)
            elif number is None:
                _add(document, piece.text, "List Bullet")
            else:
                _step(document, piece.text, number)


def _add(document: Any, text: str, style: str = "") -> Any:
    """A paragraph of the style, set by its id: found by name, a thousand of them take seconds."""
    paragraph = document.add_paragraph()
    if style:
        paragraph._p.style = style.replace(" ", "")
    if text:
        paragraph.add_run(text)
    return paragraph


def _step(document: Any, text: str, number: int) -> None:
    name, colon, rest = text.partition(": ")
    paragraph = _add(document, "", "List Number")
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
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


def _rows(rows: Iterable[Row], names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(row.said(name) for name in names) for row in rows]


def _table(
    document: Any,
    lines: Sequence[Sequence[str]],
    widths: Sequence[float],
    of_card: bool = False,
) -> None:
    """A table of columns so many mm wide, under a header; that of a card in small grey letters."""
    from docx.shared import Mm

    table = document.add_table(len(lines), len(widths), None if of_card else "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (line, row) in enumerate(zip(lines, table.rows, strict=True)):
        for text, cell, width in zip(line, row.cells, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = None if of_card or number else True
            if of_card:
                paragraph._p.style = HINT


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    sizes = {TITLE: 28, SUBTITLE: 14, THEME: 20, CARD_STYLE: 15, FIELD: 11}
    for name, size in sizes.items():
        document.styles[name].font.color.rgb = RGBColor(0, 0, 0)
        document.styles[name].font.size = Pt(size)
    document.styles["Normal"].font.name = "Calibri"
    hint = document.styles.add_style(HINT, WD_STYLE_TYPE.PARAGRAPH)
    hint.base_style = document.styles["Normal"]
    hint.font.size, hint.font.color.rgb = Pt(8.5), RGBColor(0x59, 0x59, 0x59)
    hint.paragraph_format.space_after, hint.paragraph_format.keep_with_next = Pt(0), True
