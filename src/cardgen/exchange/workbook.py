"""Excel workbooks (.xlsx) → worksheets: the text of each cell as a person sees it there.

Only cells that hold something cost anything: formats that reach down to the last row are gone past.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from cardgen.exchange.cell_text import is_blank
from cardgen.exchange.number_format import (
    BUILT_IN,
    OF_THE_COMPUTER,
    SHORT_DATES,
    Shown,
    shown_number,
    shown_text,
)
from cardgen.exchange.package_xml import DamagedPart, TooMuch
from cardgen.exchange.sheet_cells import (
    Cell,
    SheetCells,
    cell_name,
    column_name,
    listed,
    read_cells,
)
from cardgen.exchange.sheet_notes import SheetNotes, note_pictures, note_what_lies_on
from cardgen.exchange.workbook_parts import (
    CellFormat,
    CellWords,
    is_on,
    read_cell_formats,
    read_strings,
)
from cardgen.exchange.worksheet import Worksheet
from cardgen.exchange.xml_parts import Attributes, Tags, XmlParts, id_of
from cardgen.exchange.zip_package import faults_noted, opens_safely
from cardgen.limits import CELLS
from cardgen.model.deck import Text
from cardgen.problems import Mark, Problems
from cardgen.read.table_words import NumberStyle, TableWords
from cardgen.value import Value

_MAIN = "xl/workbook.xml"
_TYPE_AGAIN = "if it is wrong, format the cell as text and type it again"


class _Book(Value):
    """What the sheets of a workbook share."""

    parts: XmlParts
    file: str
    strings: Sequence[CellWords]
    formats: Sequence[CellFormat]
    from_1904: bool
    words: TableWords | None

    def style(self, language: str, windows: int) -> NumberStyle:
        """How numbers and dates are written in a language by its number in Windows or, for 0, in
        that of the table."""
        own = self.words.style_of_windows(windows) if self.words and windows else None
        return own or (self.words.style(language) if self.words else NumberStyle())


def read_workbook(
    data: bytes, shown_as: str, words: TableWords | None, problems: Problems
) -> list[Worksheet] | None:
    """The sheets that hold any text, visible ones first, or None with the problem noted.

    Numbers and dates are written as in the language of each sheet's headings, by the words.
    """
    if not opens_safely(data, _MAIN, shown_as, problems, is_streamed=True):
        return None
    sheets: list[Worksheet] | None = None
    with faults_noted(shown_as, problems), ZipFile(BytesIO(data)) as package:
        sheets = list(_sheets(XmlParts(package), shown_as, words, problems))
    return None if sheets is None else [sheet for sheet in sheets if sheet.rows]


def _sheets(
    parts: XmlParts, file: str, words: TableWords | None, problems: Problems
) -> Iterator[Worksheet]:
    """The sheets of a workbook, visible ones first."""
    listed_sheets: list[tuple[str, bool, str]] = []
    from_1904 = False

    def sheet(attributes: Attributes) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        listed_sheets.append((attributes.get("name", ""), hidden, id_of(attributes)))

    def settings(attributes: Attributes) -> None:
        nonlocal from_1904
        from_1904 = is_on(attributes.get("date1904"))

    tags = Tags()
    tags.begin["sheet"], tags.begin["workbookPr"] = sheet, settings
    parts.read(_MAIN, tags)
    if not listed_sheets:
        raise DamagedPart
    related = parts.relations(_MAIN)
    of_kind = dict(related.values())
    strings = read_strings(parts, of_kind.get("sharedStrings"))
    formats = read_cell_formats(parts, of_kind.get("styles"))
    book = _Book(parts, file, strings, formats, from_1904, words)
    for title, hidden, own in sorted(listed_sheets, key=lambda each: each[1]):
        kind, part = related.get(own, ("", ""))
        if kind == "worksheet":
            yield _worksheet(book, title, part, problems)._replace(is_hidden=hidden)


def _worksheet(book: _Book, title: str, part: str, problems: Problems) -> Worksheet:
    """The texts of a sheet, with all that is to be told of them noted."""
    at, notes = Mark(f"{book.file}: {title}"), SheetNotes()
    try:
        sheet = read_cells(book.parts, part, book.strings, book.formats)
        rows = _texts(book, sheet, at, notes, problems)
        set_apart = _set_apart(sheet, rows)
        _share_merged(sheet, rows, at, notes)
    except TooMuch as much:
        fix = "copy the table alone into a new workbook, and import that"
        problems.error("E602", at, str(much), fix)
        return Worksheet(title, at, [])
    notes.tell(problems)
    if rows:
        note_what_lies_on(book.parts, part, at, problems)
        _note_hidden(sheet, rows, at, problems)
    ordered = [dict(sorted(rows[n].items())) for n in sorted(rows)]
    return Worksheet(title, at, ordered, set_apart=set_apart)


_Rows = dict[int, dict[int, Text]]  # the texts of a sheet by row and column


def _texts(
    book: _Book, sheet: SheetCells, at: Mark, notes: SheetNotes, problems: Problems
) -> _Rows:
    """The texts of the cells that show any."""
    cells = (cell for row in sheet.cells.values() for cell in row.values())
    strings = (cell.value for cell in cells if cell.kind == "str")
    language = book.words.language(strings) if book.words else ""
    rows: _Rows = {}
    pictures: list[str] = []
    for number, own in sorted(sheet.cells.items()):
        row = {}
        for column, cell in sorted(own.items()):
            name = cell_name(number, column)
            if _is_picture(cell):
                pictures.append(name)
                continue
            where = Mark(f"{at.file}!{name}")
            text = _text_of(cell, book, language, (column, where, notes))
            if not is_blank(text):
                row[column] = Text(text, where)
                if cell.struck.strip() or cell.format.struck:
                    words = text if cell.format.struck else cell.struck
                    what = f'"{_short(words)}" is struck out, and read like the rest'
                    notes.note("W616", column, where, what, "delete what should go")
        if row:
            rows[number] = row
    note_pictures(pictures, at, problems)
    return rows


def _is_picture(cell: Cell) -> bool:
    """Whether the cell shows a picture, from a file or from the web, in place of a text."""
    return cell.kind == "e" and (cell.is_rich or "IMAGE(" in (cell.formula or "").upper())


def _text_of(cell: Cell, book: _Book, language: str, told: tuple[int, Mark, SheetNotes]) -> str:
    """The text that a cell shows; what is to be told is noted for its column and place."""
    column, where, notes = told
    if cell.kind == "e":
        what = f"this cell contains {_short(cell.value)}"
        notes.note("E610", column, where, what, "type the intended text")
        return ""
    if cell.formula is not None and not cell.value and cell.kind != "str":
        fix = "open the file in a spreadsheet program and save it, or type the text"
        notes.note("E610", column, where, "this formula was never calculated", fix)
        return ""
    shown = _shown(cell, book, language)
    if cell.formula is not None:
        what = f'this is a formula; its result is used: "{_short(shown.text)}"'
        notes.note("W605", column, where, what)
    elif shown.is_date:
        what = f'the spreadsheet made this a date or a time; it is read as "{shown.text}"'
        notes.note("W606", column, where, what, _TYPE_AGAIN)
    elif not shown.sure:
        what = f'this number is read as "{shown.text}", which may not be how the cell shows it'
        notes.note("W610", column, where, what, _TYPE_AGAIN)
    return shown.text


def _shown(cell: Cell, book: _Book, language: str) -> Shown:
    """What the cell shows of its value."""
    own = cell.format
    match cell.kind:
        case "str":
            return Shown(shown_text(cell.value, own.code))
        case "b":
            return Shown("TRUE" if cell.value.strip() == "1" else "FALSE")
        case "d":
            return _iso_date(cell.value)
    style = book.style(language, 0)
    code = SHORT_DATES.get(own.number, "").format(style.date) or own.code
    shown = shown_number(
        cell.value.strip(), code, lambda windows: book.style(language, windows), book.from_1904
    )
    built_in = BUILT_IN.get(own.number) == own.code
    if own.number in OF_THE_COMPUTER and built_in:
        return shown._replace(sure=False)
    return shown


def _iso_date(value: str) -> Shown:
    """A date as Strict workbooks may have it."""
    try:
        moment = datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        return Shown(value, sure=False)
    is_day = moment.time() == datetime.time()
    return Shown(str(moment.date()) if is_day else moment.isoformat(" ", "minutes"), is_date=True)


def _share_merged(sheet: SheetCells, rows: _Rows, at: Mark, notes: SheetNotes) -> None:
    """Give the text of a merged cell to all rows that it stands beside."""
    numbers = sorted(rows)
    shared = 0
    for area in sorted(sheet.merged):
        (top, bottom), (column, _) = area.rows, area.columns
        text = rows.get(top, {}).get(column)
        if text is None or top == bottom:
            continue
        what = f"{area} is a merged cell: its text is read for each of its rows"
        notes.note("W603", column, text.where, what)
        beside = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]
        shared += len(beside)
        if shared > CELLS.most:
            raise TooMuch("it has, with merged ones,", CELLS)
        for row in beside:
            rows[row][column] = Text(text.text, Mark(f"{at.file}!{cell_name(row, column)}"))


def _set_apart(sheet: SheetCells, rows: _Rows) -> frozenset[Mark]:
    """The places of rows that look like headings: all bold, or one cell merged across others."""
    across = (own for own in sheet.merged if own.columns[0] < own.columns[1])
    merged = {own.rows[0] for own in across}
    return frozenset(
        row[min(row)].where
        for number, row in rows.items()
        if (number in merged and len(row) == 1)
        or all(sheet.cells[number][column].format.bold for column in row)
    )


def _note_hidden(sheet: SheetCells, rows: _Rows, at: Mark, problems: Problems) -> None:
    """Note which of the rows and columns that are read are hidden."""
    hidden = {
        "rows": [str(row) for row in sorted(sheet.hidden_rows) if row in rows],
        "columns": [column_name(column) for column in sheet.hidden_columns()],
    }
    for what, names in hidden.items():
        if names:
            what = f"hidden {what} are read like the others: {listed(names)}"
            problems.warning("W604", at, what, "delete those that do not belong to the deck")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
