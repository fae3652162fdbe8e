"""The part of a workbook that is one of its sheets → the cells that hold something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cardgen.exchange.package_xml import DamagedPart, TooMuch
from cardgen.exchange.workbook_parts import (
    CellFormat,
    CellWords,
    Runs,
    is_on,
    plain_text,
    whole_number,
)
from cardgen.exchange.xml_parts import Attributes, Tags, XmlParts
from cardgen.limits import CELLS, COLUMNS, MERGED_CELLS, ROWS
from cardgen.value import Value

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # that a sheet can have


class Cell(Value):
    """What a cell holds, as the part has it."""

    kind: str  # n: number, b: yes or no, e: error, d: date, str: text
    format: CellFormat
    value: str
    struck: str
    formula: str | None
    is_rich: bool  # its value stands for something else, such as a picture


class Area(Value):
    """Cells that are merged: the first and the last row and column."""

    rows: tuple[int, int]
    columns: tuple[int, int]

    def __str__(self) -> str:
        return ":".join(map(cell_name, self.rows, self.columns))

    @property
    def size(self) -> int:
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)


@dataclass
class SheetCells:
    """The cells of a sheet by row and column, and what is merged and hidden."""

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)  # among those that hold something
    hidden_ranges: list[tuple[int, int]] = field(default_factory=list)  # of columns

    def hidden_columns(self) -> Sequence[int]:
        """The hidden ones among the columns that hold something."""
        used = sorted({column for row in self.cells.values() for column in row})
        return [n for n in used if any(first <= n <= last for first, last in self.hidden_ranges)]


def read_cells(
    parts: XmlParts, part: str, strings: Sequence[CellWords], formats: Sequence[CellFormat]
) -> SheetCells:
    """The cells of the sheet in a part; strings and formats are what they refer to by number.

    Raises DamagedPart for what is no sheet, TooMuch for one of too much.
    """
    reader = _CellReader(strings, formats)
    parts.read(part, reader.tags)
    return reader.found


class _CellReader:
    """What has been read of the part so far."""

    def __init__(self, strings: Sequence[CellWords], formats: Sequence[CellFormat]) -> None:
        self.found = SheetCells()
        self.strings, self.formats = strings, formats
        self.tags = Tags()
        self.inside = Runs(self.tags)  # a text of the cell's own
        self.row = self.column = self.count = 0
        self.place: str | None = None  # of a cell before, from which the columns count
        self.is_hidden = False
        self.cell: Attributes = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.tags.begin |= {
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": lambda _: None,
            "f": lambda _: None,
            "col": self._columns,
            "mergeCell": self._merged,
        }
        self.tags.end |= {"c": self._end_cell, "v": self._value, "f": self._formula}

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self.row = whole_number(number) if number else self.row + 1
        self.is_hidden = "hidden" in attributes and is_on(attributes["hidden"])
        self.column, self.place = 0, None
        if not 0 < self.row <= _LAST_ROW:
            raise DamagedPart

    def _begin_cell(self, attributes: Attributes) -> None:
        self.cell = attributes
        self.value = self.formula = None

    def _value(self, text: str) -> None:
        self.value = text

    def _formula(self, text: str) -> None:
        self.formula = text

    def _end_cell(self, _: str) -> None:
        """Take the cell if it holds anything; most of those that are only formatted do not."""
        if "r" in self.cell:
            self.column, self.place = 0, self.cell["r"]
        else:
            self.column += 1
        if self.value is None and self.formula is None and not self.inside.parts:
            return
        words = self.inside.taken()
        if self.place is not None:
            self.column, self.place = self.column + cell_place(self.place)[1], None
        if self.column > COLUMNS.most:
            raise TooMuch(f"it extends to {cell_name(self.row, self.column)}: it has", COLUMNS)
        kind = self.cell.get("t", "n")
        value = self.value or ""
        if kind == "s":
            if not value.isdecimal() or whole_number(value) >= len(self.strings):
                raise DamagedPart
            words = self.strings[whole_number(value)]
        if kind in ("s", "inlineStr", "str"):
            kind, value = "str", plain_text(value) if kind == "str" else words.text
        number = whole_number(self.cell.get("s"))
        own_format = self.formats[number] if number < len(self.formats) else CellFormat()
        cell = Cell(kind, own_format, value, words.struck, self.formula, "vm" in self.cell)
        row = self.found.cells.get(self.row)
        if row is None:
            row = self.found.cells[self.row] = {}
            if self.is_hidden:
                self.found.hidden_rows.append(self.row)
        row[self.column] = cell
        self.count += 1
        if self.count > CELLS.most:
            raise TooMuch("it has", CELLS)
        if len(self.found.cells) > ROWS.most:
            raise TooMuch("it has", ROWS)

    def _columns(self, attributes: Attributes) -> None:
        if is_on(attributes.get("hidden")):
            first, last = (whole_number(attributes.get(name)) for name in ("min", "max"))
            self.found.hidden_ranges.append((first, last))

    def _merged(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        (top, left), (bottom, right) = cell_place(first), cell_place(last or first)
        area = Area((top, bottom), (left, right))
        if area.size > CELLS.most:
            raise TooMuch(f"{area} is merged: it has", CELLS)
        self.found.merged.append(area)
        if len(self.found.merged) > MERGED_CELLS.most:
            raise TooMuch("it has", MERGED_CELLS)


def cell_place(name: str) -> tuple[int, int]:
    """The row and the column of a cell by its name, such as C2. Raises DamagedPart for none."""
    found = _REFERENCE.fullmatch(name)
    if not found:
        raise DamagedPart
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - 64
    row = int(found[2])
    if not 0 < row <= _LAST_ROW or column > _LAST_COLUMN:
        raise DamagedPart
    return row, column


def cell_name(row: int, column: int) -> str:
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def listed(names: Iterable[object], most: int = 20) -> str:
    """The names with commas, not more than so many of them."""
    words = [str(name) for name in names]
    return ", ".join(words[:most]) + (", …" if len(words) > most else "")
