"""Workbooks and CSV files → their tables, and the row of headings that each begins with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from cardgen.exchange.csv import HEADING_AMONG, Wording, read_csv
from cardgen.exchange.workbook import read_workbook
from cardgen.exchange.worksheet import RowCells, Worksheet
from cardgen.problems import Problems
from cardgen.read.table_words import TableWords


def read_tables(
    data: bytes,
    shown_as: str,
    is_heading: Callable[[str], bool],
    wording: Wording,
    problems: Problems,
    words: TableWords | None = None,
) -> Sequence[Worksheet] | None:
    """The tables in the bytes of a file that hold any text: the sheets of a workbook, those that
    are seen first, or the one of a CSV file; None with the problem noted.

    is_heading says whether a cell's text is a heading that is looked for, by which the divider of a
    CSV file is found; words are those by which the numbers of a workbook are written as in its
    language.
    """
    if Path(shown_as).suffix.lower() == ".xlsx":
        return read_workbook(data, shown_as, words, problems)
    sheet = read_csv(data, shown_as, wording, problems, is_heading)
    return None if sheet is None else [sheet]


def heading_row(sheet: Worksheet, is_heading: Callable[[str], bool]) -> int | None:
    """The index of the row that has most of the headings that are looked for, among the first; None
    if there is none in any."""

    def headings(at: int) -> int:
        return sum(is_heading(cell.text) for cell in sheet.rows[at].values())

    best = max(range(min(len(sheet.rows), HEADING_AMONG)), key=headings, default=None)
    return best if best is not None and headings(best) else None


def note_above(rows: Sequence[RowCells], problems: Problems) -> None:
    """Tell which words above the headings are left out."""
    cells = [cell for row in rows for cell in row.values()]
    if cells:
        words = " ".join(" ".join(cell.text.split()) for cell in cells)
        words = words if len(words) <= 60 else f"{words[:59]}…"
        what = f'the text above the headings is left out: "{words}"'
        problems.warning("W608", cells[0].where, what, "put it into deck.yaml")
