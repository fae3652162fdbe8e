"""Excel workbooks (.xlsx), read into worksheets and written for reviewers: the door to openpyxl."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
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
from cardgen.exchange.cell_text import encode_text, is_blank
from cardgen.exchange.worksheet import RowCells, TableRow, Worksheet
from cardgen.exchange.zip_package import opens_safely, with_date
from cardgen.limits import CELLS, COLUMNS, ROWS
from cardgen.model.deck import Deck, Text
from cardgen.problems import Mark, Missing, Problems
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


def read_xlsx(data: bytes, shown_as: str, problems: Problems) -> list[Worksheet] | None:
    """The sheets that hold any text, visible ones first, or None with the problem noted.

    Raises Missing without openpyxl.
    """
    program = openpyxl()
    if not opens_safely(data, "xl/workbook.xml", shown_as, problems):
        return None
    try:
        with warnings.catch_warnings():  # about features that openpyxl drops; no deck needs them
            warnings.simplefilter("ignore")
            book = program.load_workbook(BytesIO(data))
            within = list(_within_limits(book, shown_as, problems))
            # Only of formulas are there results, for which the file has to be read once more.
            formulas = any(cell.data_type == "f" for sheet in within for cell in _cells(sheet))
            computed = program.load_workbook(BytesIO(data), data_only=True) if formulas else book
    except Exception:  # a damaged part makes openpyxl raise exceptions of many kinds
        what = "this workbook is damaged"
        problems.error("E601", Mark(shown_as), what, "save it again as .xlsx")
        return None
    sheets = [_worksheet(sheet, computed[sheet.title], shown_as, problems) for sheet in within]
    return [sheet for sheet in sheets if sheet.rows]


def _within_limits(book: Any, file: str, problems: Problems) -> Iterator[Any]:
    """The sheets that do not reach too far, each by itself and all of them together, visible ones
    first."""
    left = CELLS.most
    for sheet in sorted(book.worksheets, key=lambda sheet: bool(sheet.sheet_state != "visible")):
        cells = sheet.max_row * sheet.max_column
        if cells > left or sheet.max_column > COLUMNS.most or sheet.max_row > ROWS.most:
            what = f'the sheet "{sheet.title}" extends to {sheet.dimensions.split(":")[-1]}'
            fix = f"delete the rows and columns beyond the table: {ROWS}, {COLUMNS} and {CELLS} are"
            at = Mark(f"{file}: {sheet.title}")
            problems.error("E602", at, what, f"{fix} the most that is read")
            continue
        left -= cells
        yield sheet


def _cells(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row)


def _worksheet(sheet: Any, values: Any, file: str, problems: Problems) -> Worksheet:
    """The texts of a sheet; values is the same sheet with the results of its formulas."""
    title, at = sheet.title, Mark(f"{file}: {sheet.title}")
    merged = _merged(sheet, at, problems)
    hidden = [str(row) for row, look in sheet.row_dimensions.items() if look.hidden]
    rows: list[RowCells] = []
    for cells in sheet.iter_rows():
        row = {}
        for cell in cells:
            source = merged.get((cell.row, cell.column), cell)
            where = Mark(f"{file}: {title}!{cell.coordinate}")
            text = _text_of(source, values.cell(source.row, source.column), where, problems)
            if not is_blank(text):
                row[cell.column] = Text(text, where)
        if row:
            rows.append(row)
    if rows and hidden:
        what = f"hidden rows are read like all others: {', '.join(hidden[:20])}"
        problems.warning("W604", at, what, "delete those that do not belong to the deck")
    return Worksheet(title, at, rows)


def _merged(sheet: Any, at: Mark, problems: Problems) -> Mapping[tuple[int, int], Any]:
    """By row and column, the first cell of merged ones, whose value those below it share."""
    shared = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        if first.value is not None and area.max_row > area.min_row:
            what = f"{area.coord} is a merged cell: its text is read for each of its rows"
            problems.warning("W603", Mark(f"{at.file}!{first.coordinate}"), what)
            for row in range(area.min_row + 1, area.max_row + 1):
                shared[row, area.min_col] = first
    return shared


def _text_of(cell: Any, computed: Any, where: Mark, problems: Problems) -> str:
    """The text of a cell, as near as can be to what a person sees; computed is the cell with the
    result of its formula."""
    value = computed.value
    if computed.data_type == "e":
        problems.error("E610", where, f"this cell contains {value}", "type the intended text")
        return ""
    if cell.data_type == "f":
        if value is None:
            fix = "open the file in a spreadsheet program and save it, or type the text"
            problems.error("E610", where, "this formula was never calculated", fix)
            return ""
        what = f'this is a formula; its result is used: "{_plain(value)}"'
        problems.warning("W605", where, what)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        what = f'the spreadsheet made this a date or a time; it is read as "{_plain(value)}"'
        fix = "if it is wrong, format the cell as text and type it again"
        problems.warning("W606", where, what, fix)
    return _plain(value)


def _plain(value: Any) -> str:
    """A value of a cell as text."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.time():
            return value.isoformat("minutes" if not value.second else "seconds")
    # Excel on Windows writes the carriage return of a line break as _x000D_.
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


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
    workbook.save(out)
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
