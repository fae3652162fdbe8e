"""Tables as a file holds them: the cells of a worksheet, and its rows under their headers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from cardgen.limits import TABLE_LINES
from cardgen.model.deck import Text
from cardgen.problems import Mark, Problems
from cardgen.value import Value

CellLines: TypeAlias = tuple[Text, ...]  # the lines of a cell, or paragraphs, each with its place
RowCells: TypeAlias = Mapping[int, Text]  # the cells of a row that hold text, by column from 1


class Worksheet(Value):
    """A sheet of a workbook, the table in a CSV file or one of a document.

    Rows and cells without any text are left out. Rows that look like headings are set apart; they
    are known by the places of their first cells.
    """

    name: str
    where: Mark
    rows: Sequence[RowCells]
    is_hidden: bool = False
    set_apart: frozenset[Mark] = frozenset()


class TableRow(Value):
    """A row of a table: its place, and the lines of its cells by the names of their columns."""

    where: Mark
    cells: Mapping[str, CellLines]

    def cell(self, name: str) -> Text | None:
        """The whole text of a cell with the place of its first line; None for an empty one."""
        lines = self.cells.get(name, ())
        return Text("\n".join(line.text for line in lines), lines[0].where) if lines else None

    def text(self, name: str) -> str:
        """The whole text of a cell; "" for an empty one."""
        cell = self.cell(name)
        return cell.text if cell else ""


def rows_under_headers(
    sheet: Worksheet, named: Callable[[Text], str | None], problems: Problems
) -> tuple[TableRow, ...]:
    """The rows below the first, which has the headers.

    named gives the name of the column under a header, or None for one that is left out. Columns of
    the same name and texts in columns without a header are noted as errors.
    """
    heads = sheet.rows[0] if sheet.rows else {}
    return rows_in_columns(sheet, {n: named(head) for n, head in heads.items()}, (), problems)


def rows_in_columns(
    sheet: Worksheet,
    columns: Mapping[int, str | None],
    joined: Collection[str],
    problems: Problems,
) -> tuple[TableRow, ...]:
    """The rows below the first, with their cells by the names of their columns.

    Those of columns that are joined, in the order of these, are the lines of one cell.
    """
    heads: dict[str, tuple[int, Text]] = {}
    for column, head in (sheet.rows[0] if sheet.rows else {}).items():
        name = columns.get(column)
        if name is not None and name in heads and name not in joined:
            what = f'two columns are headed "{head.text.strip()}"'
            at, first = heads[name]
            if head.text.strip().casefold() != first.text.strip().casefold():
                what = f'the column "{head.text.strip()}" is the same as another'
            # A file of text has no names for its cells.
            place = f"column {at}" if head.where.line else f"at {first.where.file}"
            fix = f"the first is {place}; keep one, or rename one"
            problems.error("E605", head.where, what, fix)
        elif name is not None:
            heads.setdefault(name, (column, head))
    known = dict(columns)
    rows: list[TableRow] = []
    count = 0
    for row in sheet.rows[1:]:
        count += sum(cell.text.count("\n") + 1 for cell in row.values())
        if count > TABLE_LINES.most:
            what = f"the table has more than {TABLE_LINES}, the limit"
            where = next(iter(row.values())).where
            problems.error("E602", where, what, "delete what does not belong to it")
            return tuple(rows)
        cells: dict[str, CellLines] = {}
        for column, cell in row.items():
            if column not in known:
                known[column] = None
                what = "this text is in a column without a heading"
                fix = "give the column a heading, or delete its contents"
                problems.error("E606", cell.where, what, fix)
            name = known[column]
            if name is not None:
                before = cells.get(name, ()) if name in joined else ()
                cells[name] = before + lines_of(cell)
        if cells:
            rows.append(TableRow(next(iter(row.values())).where, cells))
    return tuple(rows)


def lines_of(cell: Text) -> CellLines:
    """The lines of a text, each with the place of the whole."""
    return tuple(Text(line, cell.where) for line in cell.text.split("\n"))
