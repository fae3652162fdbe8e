"""Workbooks → grids of texts."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from cardgen.exchange.lines import NOTHING
from cardgen.exchange.packed import unpacked
from cardgen.exchange.tables import Grid, Line
from cardgen.model.deck import Prose
from cardgen.problems import Mark, Missing, Problems

_CELLS = 1_000_000  # what a sheet reaches over; a deck of 10,000 cards has a tenth of them


def openpyxl() -> Any:
    """The package, or Missing."""
    try:
        import openpyxl as package
    except ImportError:
        raise Missing("workbooks (.xlsx)", "office") from None
    return package


def read_grids(data: bytes, shown_as: str, problems: Problems) -> list[Grid] | None:
    """The sheets that hold any text, or None with the problem noted; Missing without openpyxl."""
    program = openpyxl()
    if not unpacked(data, "xl/workbook.xml", shown_as, problems):
        return None
    try:
        with warnings.catch_warnings():  # of what openpyxl does not keep, which is not of the deck
            warnings.simplefilter("ignore")
            book = program.load_workbook(BytesIO(data))
            reckoned = program.load_workbook(BytesIO(data), data_only=True)
    except Exception:  # whatever a damaged part makes openpyxl raise, and that is of many kinds
        what = "this workbook is damaged"
        problems.error("E601", Mark(shown_as), what, "save it again as .xlsx")
        return None
    seen_first = sorted(book.worksheets, key=lambda sheet: bool(sheet.sheet_state != "visible"))
    sheets = [_grid(sheet, reckoned[sheet.title], shown_as, problems) for sheet in seen_first]
    return [sheet for sheet in sheets if sheet.lines]


def _grid(sheet: Any, values: Any, file: str, problems: Problems) -> Grid:
    title, at = sheet.title, Mark(f"{file}: {sheet.title}")
    grid = Grid(title, at, [])
    if sheet.max_row * sheet.max_column > _CELLS:
        what = f'the sheet "{title}" reaches to {sheet.dimensions.split(":")[-1]}'
        problems.error("E602", at, what, "delete the rows and columns beyond the table")
        return grid
    merged = _merged(sheet, at, problems)
    hidden = [str(row) for row, look in sheet.row_dimensions.items() if look.hidden]
    lines: list[Line] = []
    for row in sheet.iter_rows():
        line = {}
        for cell in row:
            source = merged.get((cell.row, cell.column), cell)
            where = Mark(f"{file}: {title}!{cell.coordinate}")
            text = _said(source, values.cell(source.row, source.column), where, problems)
            if text.strip() and text.strip() != NOTHING:
                line[cell.column] = Prose(text, where)
        if line:
            lines.append(line)
    if lines and hidden:
        what = f"hidden rows are read like all others: {', '.join(hidden[:20])}"
        problems.warning("W604", at, what, "delete those that are not of the deck")
    return grid._replace(lines=lines)


def _merged(sheet: Any, at: Mark, problems: Problems) -> Mapping[tuple[int, int], Any]:
    """The cell whose value those below it in merged cells share."""
    shared = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        if first.value is not None and area.max_row > area.min_row:
            what = f"{area.coord} is one merged cell: each of its rows is read with what it says"
            problems.warning("W603", Mark(f"{at.file}!{first.coordinate}"), what)
            for row in range(area.min_row + 1, area.max_row + 1):
                shared[row, area.min_col] = first
    return shared


def _said(cell: Any, reckoned: Any, where: Mark, problems: Problems) -> str:
    """What the cell says, as near as can be to how a person sees it."""
    value = reckoned.value
    if reckoned.data_type == "e":
        problems.error("E610", where, f"this cell says {value}", "type the text that is meant")
        return ""
    if cell.data_type == "f":
        if value is None:
            fix = "open the file in a spreadsheet program and save it, or type the text"
            problems.error("E610", where, "here is a formula that was never reckoned", fix)
            return ""
        what = f'a formula stands here; what it came to is taken: "{_plain(value)}"'
        problems.warning("W605", where, what)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        what = f'the spreadsheet took this for a date or a time; "{_plain(value)}" is read'
        fix = "if it is wrong, format the cell as text and type it again"
        problems.warning("W606", where, what, fix)
    return _plain(value)


def _plain(value: Any) -> str:
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
    # Spreadsheets on Windows write a return before each new line as this.
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
