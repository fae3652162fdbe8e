"""Excel workbooks (.xlsx), written for reviewers: the door to openpyxl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from tempfile import gettempdir
from typing import Any

from cardgen.exchange.book import (
    ALT,
    CARD,
    FACTS,
    KINDS,
    PLACE,
    THEMES,
    Book,
    fields_of,
    header_of,
)
from cardgen.exchange.cell_text import encode_text
from cardgen.exchange.worksheet import TableRow
from cardgen.exchange.zip_package import with_date
from cardgen.model.deck import Deck
from cardgen.problems import Missing, Problems, Stop
from cardgen.read.card import ORIGINS

_GREY, _RULE = "EFEFEF", "BDBDBD"
_LONGEST = 32_767  # characters that a cell holds
_WIDTHS = {  # of columns, in characters
    PLACE: 5,
    **dict.fromkeys(("id", "theme", "name", "what"), 24),
    **dict.fromkeys(("colour", "mark", "kind", "numbered", "tags", "lang", "origin", "art"), 14),
    **dict.fromkeys(("text", "note"), 60),
}
_WIDTH = 42
_LINE_PT, _HIGHEST_PT = 15.0, 409.0  # of a line, and of the highest row that programs show


def openpyxl() -> Any:
    """The package; raises Missing where it is not installed."""
    try:
        import openpyxl as package
    except ImportError:
        raise Missing("workbooks (.xlsx)", "office") from None
    return package


def write_xlsx(book: Book, deck: Deck, problems: Problems) -> bytes:
    """The deck as a workbook: sheets of its facts, its themes, each kind of card, its questions and
    its kinds. Raises Missing without openpyxl."""
    workbook = openpyxl().Workbook()
    _note_unfit(book, deck, problems)
    if problems.fatal:
        return b""
    workbook.remove(workbook.active)
    facts = [
        {"what": header_of(name), "text": book.facts.text(name), "note": note}
        for name, note in FACTS.items()
    ]
    _sheet(workbook, "Deck", ("what", "text", "note"), facts)
    if book.themes:
        _sheet(workbook, "Themes", THEMES, _plain_rows(book.themes, THEMES))
    for kind in book.kinds:
        _cards(workbook, kind, book)
    if book.questions:
        lenses = list(deck.prompts.lenses) if deck.prompts else []
        rows = _plain_rows(book.questions, (CARD, *lenses))
        heads = {CARD: "Card", **{lens: encode_text(lens) for lens in lenses}}
        _sheet(workbook, "Questions", (CARD, *lenses), rows, heads)
    _sheet(workbook, "Kinds", KINDS, _plain_rows(book.kinds, KINDS))
    about = workbook.properties
    about.title, about.creator = book.facts.text("title"), book.facts.text("publisher")
    out = BytesIO()
    try:
        workbook.save(out)
    except Exception as reason:
        if isinstance(reason, OSError) or type(reason).__module__ != "lxml.etree":
            raise
        # openpyxl writes each sheet to a temporary file, where there may be no room.
        folder = gettempdir()
        raise Stop(f"a temporary file cannot be written in {folder}: {reason}") from reason
    return with_date(out.getvalue(), deck.date)


def _note_unfit(book: Book, deck: Deck, problems: Problems) -> None:
    """Note kinds of card that no sheet can be named after, and texts too long for a cell."""
    taken = {"deck", "themes", "questions", "kinds"}
    for name in deck.kinds:
        unfit = len(name) > 31 or set(name) & set("[]:*?/\\'\n") or encode_text(name) != name
        if unfit or name.casefold() in taken:
            what = f'a sheet cannot be called "{name}", the name of this kind of card'
            fix = "name the kind in small letters and hyphens, or export the deck to docx"
            problems.error("E611", deck.where, what, fix)
        taken.add(name.casefold())
    for card, row in zip(deck.cards, book.cards, strict=True):
        for name in row.cells:
            if len(row.text(name)) > _LONGEST:
                what = f'"{name}" of the card "{card.id}" is too long for a cell'
                fix = f"shorten it to {_LONGEST} characters, or export the deck to docx"
                problems.error("E611", card.where, what, fix)


def _cards(workbook: Any, kind: TableRow, book: Book) -> None:
    """Add the sheet of a kind of card: a row for each card, with its place in the deck first."""
    name, fields = kind.text("kind"), fields_of(kind)
    rows = [
        {PLACE: str(place), **{n: row.text(n) for n in row.cells}}
        for place, row in enumerate(book.cards, 1)
        if row.text("kind") == name
    ]
    filled = {n for row in rows for n in row}
    before = [PLACE, "id", *(["theme"] if book.themes else [])]
    after = [n for n in ("tags", "lang", "origin", "art", "image", ALT) if n in filled]
    sheet = _sheet(workbook, name, (*before, *fields, *after), rows)
    if book.themes:
        _offer(sheet, before.index("theme") + 1, f"Themes!$B$2:$B${len(book.themes) + 1}")
    if "origin" in filled:
        at = len(before) + len(fields) + after.index("origin") + 1
        _offer(sheet, at, f'"{",".join(ORIGINS)}"')


def _offer(sheet: Any, column: int, among: str) -> None:
    """Give the cells of a column a drop-down list, beside which any text can still be typed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(column)
    choice = DataValidation("list", formula1=among, allow_blank=True, errorStyle="warning")
    choice.error, choice.showErrorMessage = "This is not one of those in the deck.", True
    choice.add(f"{letter}2:{letter}{max(sheet.max_row, 2) + 200}")
    sheet.add_data_validation(choice)


def _plain_rows(rows: Sequence[TableRow], names: Sequence[str]) -> Iterator[dict[str, str]]:
    return ({name: row.text(name) for name in names} for row in rows)


def _sheet(
    workbook: Any,
    title: str,
    names: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    heads: Mapping[str, str] | None = None,
) -> Any:
    """A new sheet with a header that stays in sight, all cells text, set up for printing.

    names are the columns' keys in rows, heads the headers that are not made from these.
    """
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(title)
    top = Alignment(vertical="top", wrap_text=True)
    bold, grey = Font("Calibri", 11, True), PatternFill("solid", fgColor=_GREY)
    rule = Border(bottom=Side("thin", color=_RULE))
    for column, name in enumerate(names, 1):
        head = sheet.cell(1, column)
        head.font, head.fill, head.border, head.alignment = bold, grey, rule, top
        _set_text(head, (heads or {}).get(name, header_of(name)))
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, _WIDTH)
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(names, 1):
            cell = sheet.cell(number, column)
            cell.alignment, cell.border = top, rule
            _set_text(cell, row.get(name, ""))
        lines = max(_lines(row.get(name, ""), _WIDTHS.get(name, _WIDTH)) for name in names)
        sheet.row_dimensions[number].height = min(_HIGHEST_PT, _LINE_PT * lines)
    sheet.freeze_panes = "C2" if PLACE in names else "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = "&A, &P / &N"
    return sheet


def _set_text(cell: Any, text: str) -> None:
    """Put the text in the cell, and format it so that what is typed there stays text too."""
    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"


def _lines(text: str, width: int) -> int:
    """How many lines the text takes in a column so many characters wide."""
    return sum(1 + len(line) // width for line in text.split("\n"))
