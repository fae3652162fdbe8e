"""Workbooks: sheets → grids, and a deck → a workbook that a reviewer likes to work in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from cardgen.deck import Deck, Prose
from cardgen.office.book import ALT, CARD, FACTS, PLACE, Book, Row, header
from cardgen.office.lines import NOTHING, meant, written
from cardgen.office.packed import steady, unpacked
from cardgen.office.tables import KINDS, THEMES, Grid, Line, fields_of
from cardgen.problems import Mark, Missing, Problems
from cardgen.read.card import ORIGINS

_CELLS = 1_000_000  # what a sheet reaches over; a deck of 10,000 cards has a tenth of them
_GREY, _RULE = "EFEFEF", "BDBDBD"
_WIDTHS = {PLACE: 6, "id": 24, "theme": 24, "name": 30, "what": 24, "note": 60, "text": 70}


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise Missing("workbooks (.xlsx)", "office") from None
    return openpyxl


def read_grids(data: bytes, shown_as: str, problems: Problems) -> list[Grid] | None:
    """The sheets that hold any text, or None with the problem noted; Missing without openpyxl."""
    openpyxl = _openpyxl()
    if not unpacked(data, "xl/workbook.xml", shown_as, problems):
        return None
    try:
        book = openpyxl.load_workbook(BytesIO(data))
        values = openpyxl.load_workbook(BytesIO(data), data_only=True)  # what formulas came to
        sheets = [_grid(sheet, values[sheet.title], shown_as, problems) for sheet in book]
    except Exception:  # whatever a damaged part makes openpyxl raise, and that is of many kinds
        what = "this workbook is damaged"
        problems.error("E601", Mark(shown_as), what, "save it again as .xlsx")
        return None
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


def write_xlsx(book: Book, deck: Deck, problems: Problems) -> bytes:
    """The deck as a workbook: its facts, its themes, a sheet for each kind of card, its questions
    and its kinds. Missing without openpyxl."""
    workbook = _openpyxl().Workbook()
    workbook.remove(workbook.active)
    facts = [
        {"what": header(name), "text": _cell(book.facts, name), "note": note}
        for name, note in FACTS.items()
    ]
    _sheet(workbook, "Deck", ("what", "text", "note"), facts)
    if book.themes:
        _sheet(workbook, "Themes", THEMES, _plain_rows(book.themes, THEMES))
    for kind in book.kinds:
        _cards(workbook, kind, book, problems)
    if book.questions:
        lenses = list(deck.prompts.lenses) if deck.prompts else []
        rows = _plain_rows(book.questions, (CARD, *lenses))
        heads = {CARD: "Card", **{lens: written(lens) for lens in lenses}}
        _sheet(workbook, "Questions", (CARD, *lenses), rows, heads)
    _sheet(workbook, "Kinds", KINDS, _plain_rows(book.kinds, KINDS))
    workbook.properties.title, workbook.properties.creator = deck.title.text, deck.publisher
    out = BytesIO()
    workbook.save(out)
    return steady(out.getvalue(), deck.date)


def _cards(workbook: Any, kind: Row, book: Book, problems: Problems) -> None:
    name, fields = _cell(kind, "kind"), fields_of(kind)
    taken = {title.casefold() for title in (*workbook.sheetnames, "themes", "questions", "kinds")}
    if name.casefold() in taken or len(name) > 31 or set(name) & set("[]:*?/\\'\n"):
        what = f'a sheet cannot be called "{name}", as this kind of card is'
        problems.error("E611", kind.where, what, "name the kind in small letters and hyphens")
        return
    rows = [
        {PLACE: str(place), **{n: _cell(row, n) for n in row.cells}}
        for place, row in enumerate(book.cards, 1)
        if _cell(row, "kind") == name
    ]
    said = {n for row in rows for n in row}
    before = [PLACE, "id", *(["theme"] if book.themes else [])]
    after = [n for n in ("tags", "lang", "origin", "art", "image", ALT) if n in said]
    sheet = _sheet(workbook, meant(name), (*before, *fields, *after), rows)
    if book.themes:
        _choose(sheet, before.index("theme") + 1, f"Themes!$B$2:$B${len(book.themes) + 1}")
    if "origin" in said:
        at = len(before) + len(fields) + after.index("origin") + 1
        _choose(sheet, at, f'"{",".join(ORIGINS)}"')


def _choose(sheet: Any, column: int, among: str) -> None:
    """Lets a person choose what stands in the column, and still type another."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(column)
    choice = DataValidation("list", formula1=among, allow_blank=True, errorStyle="warning")
    choice.error, choice.showErrorMessage = "This is none of those that the deck knows.", True
    choice.add(f"{letter}2:{letter}{max(sheet.max_row, 2) + 200}")
    sheet.add_data_validation(choice)


def _cell(row: Row, name: str) -> str:
    own = row.one(name)
    return own.text if own else ""


def _plain_rows(rows: Sequence[Row], names: Sequence[str]) -> Iterator[dict[str, str]]:
    return ({name: _cell(row, name) for name in names} for row in rows)


def _sheet(
    workbook: Any,
    title: str,
    names: Sequence[str],
    rows: Any,
    heads: Mapping[str, str] | None = None,
) -> Any:
    """A sheet under a header that stays in sight, every cell a text, ready to be printed."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(title)
    top = Alignment(vertical="top", wrap_text=True)
    bold, grey = Font(bold=True), PatternFill("solid", fgColor=_GREY)
    rule = Border(bottom=Side("thin", color=_RULE))
    for column, name in enumerate(names, 1):
        head = sheet.cell(1, column, (heads or {}).get(name, header(name)))
        head.font, head.fill, head.border, head.alignment = bold, grey, rule, top
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 44)
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(names, 1):
            cell = sheet.cell(number, column)
            cell.number_format, cell.alignment, cell.border = "@", top, rule
            if row.get(name):
                cell.value = row[name]
                cell.data_type = "s"  # also what begins with =
    sheet.freeze_panes = "C2" if PLACE in names else "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = "&A, &P / &N"
    return sheet
