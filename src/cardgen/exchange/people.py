"""A table of people, or of the answers to a survey, beside a workshop's file → rows by column.

No message quotes what is in such a table, but for its headings: they may be names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from cardgen.exchange.csv import Wording
from cardgen.exchange.tables import heading_row, read_tables
from cardgen.exchange.worksheet import RowCells, TableRow, Worksheet
from cardgen.intake import TooLarge
from cardgen.limits import PEOPLE_SIZE
from cardgen.model.deck import Text
from cardgen.model.forms.readers import visible
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.files import COPY, Files, below, shown
from cardgen.read.table_words import TableWords
from cardgen.value import Value

_TABLES = (".xlsx", ".csv", ".tsv", ".txt")  # the suffixes of files that are read
_ZIP = b"PK\x03\x04"  # begins a workbook
_NOT_TEXT = "E703", "this is neither UTF-8 nor Windows text", "save the table as CSV UTF-8"
_WORDING = Wording(
    garbled=_NOT_TEXT,
    binary=_NOT_TEXT,
    older=(
        *("W701", "the file is not UTF-8: it was read as {encoding}"),
        "check the accents, or save it as CSV UTF-8",
    ),
    broken=(
        *("E703", "the table cannot be read from here on: {reason}"),
        "put a text with quotes, commas or line breaks in quotes, its own doubled",
    ),
)
_QUOTED = re.compile('".*"', re.DOTALL)  # words of a cell in a message


class Column(Value):
    """A column that is looked for: its name, the key of the workshop's file that may give its
    headings, those given there, which make up one text, the usual ones, which are looked for in
    turn without them, and whether the column is needed."""

    name: str
    key: str
    given: tuple[str, ...] = ()
    usual: Sequence[tuple[str, ...]] = ()
    needed: bool = True

    @property
    def looked_for(self) -> Sequence[tuple[str, ...]]:
        return [self.given] if self.given else self.usual

    @property
    def called(self) -> tuple[str, ...]:
        """The headings as messages name them."""
        return self.given or (self.name,)


class PeopleRows(Value):
    """The rows of a table with their cells by the names of the columns that were looked for, which
    have the headings in columns; others are those of further columns that have any text."""

    rows: tuple[TableRow, ...]
    columns: Mapping[str, tuple[str, ...]]
    others: tuple[Text, ...]


def read_rows(
    named: Text,
    folder: Path,
    columns: Sequence[Column],
    words: TableWords,
    files: Files,
    problems: Problems,
    plain: bool = False,
) -> PeopleRows | None:
    """The rows of a CSV table or a workbook in the folder, or None with the problems noted.

    The first sheet that has any of the headings is read; its totals are left out, which is noted.
    If plain, a list of names without headings, or of names and numbered tables, is read as well;
    then the rows come without headings of columns.
    Raises Stop for a file that cannot be read or is larger than 8 MB, Missing for a workbook
    without the package that reads it.
    """
    path = below(named, folder, COPY, files, problems)
    data = None if path is None else _bytes(path, named, files, problems)
    if path is None or data is None:
        return None
    name = shown(path)
    looked_for = _Headings(columns)
    noted = Problems()
    sheets = read_tables(data, name, looked_for.has, _WORDING, noted)
    problems.add(
        one._replace(what=_QUOTED.sub("…", one.what), fix=_QUOTED.sub("…", one.fix))
        for one in noted
    )
    if sheets is None:
        return None
    if not any(sheet.rows for sheet in sheets):
        if not noted.fatal:
            fix = "write the headings, then one row for each entry"
            problems.error("E703", Mark(name), "the file is empty", fix)
        return None
    if plain and (listed := _listed(sheets, columns)):
        what = "there are no headings: each line is taken for a person"
        fix = "write name above the names, and delete lines that are none"
        problems.warning("W707", listed.where, what, fix)
        found = _rows(listed, looked_for, words, problems)
        return found and found._replace(columns={})
    sheet = _headed(sheets, looked_for, problems)
    return None if sheet is None else _rows(sheet, looked_for, words, problems)


def _listed(sheets: Sequence[Worksheet], columns: Sequence[Column]) -> Worksheet | None:
    """A list of names without headings, or of names and numbered tables, under the first two of the
    columns; None for any other table."""
    looked_for = _Headings(columns)
    if any(heading_row(sheet, looked_for.has) is not None for sheet in sheets):
        return None
    sheet = next(sheet for sheet in sheets if sheet.rows)
    used = sorted({column for row in sheet.rows for column in row})
    numbered = (row[used[1]].text.strip() for row in sheet.rows if used[-1] in row)
    if len(used) > 2 or (len(used) == 2 and not all(map(str.isdecimal, numbered))):
        return None
    where = next(iter(sheet.rows[0].values())).where
    names = [next(own[0] for own in column.looked_for if not own[1:]) for column in columns]
    head = {at: Text(name, where) for at, name in zip(used, names, strict=False)}
    return sheet._replace(rows=[head, *sheet.rows])


def _bytes(path: Path, named: Text, files: Files, problems: Problems) -> bytes | None:
    """The bytes of a table that the workshop's file names, or None with the problem noted."""
    suffix = path.suffix.lower()
    if suffix not in _TABLES:  # nor is any line of it shown
        what, fix = f'"{named.text}" is not a table', f"save it as {', '.join(_TABLES)}"
        problems.error("E703", named.where, what, fix)
        return None
    if not files.is_file(path):
        beside = (*(own.name for own in path.parent.glob("*")), *files.held_names)
        near = [name for name in beside if Path(name).suffix.lower() in _TABLES]
        what = f'there is no file "{named.text}" beside this one'
        problems.error("E007", named.where, what, problems.did_you_mean(named.text, near))
        return None
    try:
        data = files.read(path, PEOPLE_SIZE)
    except TooLarge:
        what = f"{shown(path)} is larger than {PEOPLE_SIZE}, the limit for a list of people"
        raise Stop(what) from None
    if data.startswith(_ZIP) and suffix != ".xlsx":
        what = f'this is a workbook under the suffix "{suffix}"'
        problems.error("E703", named.where, what, "call it .xlsx")
        return None
    return data


class _Headings:
    """The headings of the columns that are looked for."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._known = {
            _plain(heading)
            for own in columns
            for several in (own.given, *own.usual)
            for heading in several
        }

    def has(self, text: str) -> bool:
        """Whether a text may be the heading of one of the columns."""
        return _plain(text) in self._known

    @property
    def wanted(self) -> str:
        """What the table needs, in words."""
        needed = [heading for own in self.columns if own.needed for heading in own.called]
        others = [own.name for own in self.columns if not own.needed]
        words = " and ".join(needed)
        if needed and others:
            return f"{words} and, if you like, {', '.join(others)}"
        return words or ", ".join(others)


def _plain(heading: str) -> str:
    """A heading without what people write in different ways: capitals, spaces and signs."""
    return " ".join(re.sub(r"[\s_*:.-]+", " ", heading).split()).casefold()


def _headed(
    sheets: Sequence[Worksheet], looked_for: _Headings, problems: Problems
) -> Worksheet | None:
    """The first sheet that has any of the headings, from their row on, with what is left out noted;
    None, with an error, if there is none."""
    headed = ((sheet, heading_row(sheet, looked_for.has)) for sheet in sheets)
    sheet, at = next(((sheet, at) for sheet, at in headed if at is not None), (sheets[0], None))
    if at is None:
        what = "this table has none of the headings that are looked for"
        fix = f"write a line of headings above the others: {looked_for.wanted}"
        problems.error("E703", sheet.where, what, fix)
        return None
    for other in sheets:
        if other is not sheet:
            what = f'this sheet is left out: the table is read from "{sheet.name}"'
            problems.warning("W704", other.where, what, "put everything on one sheet")
    if at:
        what = "what stands above the headings is left out"
        first = next(iter(sheet.rows[0].values())).where
        problems.warning("W702", first, what, "delete it, unless it belongs below them")
    return sheet._replace(rows=sheet.rows[at:])


def _rows(
    sheet: Worksheet, looked_for: _Headings, words: TableWords, problems: Problems
) -> PeopleRows | None:
    """The rows under the headings of a sheet, or None with what is missing noted."""
    head, *all_lines = sheet.rows
    lines = list(_without_totals(all_lines, words, problems))
    found = _found(head, looked_for.columns, problems)
    if found is None:
        return None
    places = {name: [_column(head, heading) for heading in own] for name, own in found.items()}
    rows = tuple(
        TableRow(next(iter(line.values())).where, dict(_cells(line, places))) for line in lines
    )
    used = {column for own in places.values() for column in own}
    filled = {column for line in lines for column in line}
    others = tuple(head[column] for column in sorted(filled - used) if column in head)
    if stray := next((line[own] for line in lines for own in line if own not in head), None):
        what = "text in a column without a heading is left out"
        problems.warning("W703", stray.where, what, "give the column a heading, or delete it")
    return PeopleRows(rows, found, others)


def _without_totals(
    lines: Sequence[RowCells], words: TableWords, problems: Problems
) -> Iterator[RowCells]:
    """The lines but for those of totals, which are noted."""
    for line in lines:
        if words.is_total([cell.text for cell in line.values()]):
            what = "this row is taken for a total, and left out"
            fix = "if it belongs to the list, write its name in another way"
            problems.warning("W614", next(iter(line.values())).where, what, fix)
        else:
            yield line


def _column(head: RowCells, heading: str) -> int:
    return next(column for column, cell in head.items() if _plain(cell.text) == _plain(heading))


def _cells(
    line: RowCells, places: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """The cells of a row by the names of the columns, those of several headings as one text, and
    the first of these as "first" and the name."""
    for name, columns in places.items():
        if len(columns) > 1 and columns[0] in line:
            yield from _cells(line, {f"first {name}": columns[:1]})
        parts = [line[column] for column in columns if column in line]
        words = " ".join(" ".join(part.text.split()) for part in parts)
        if visible(words):
            yield name, (Text(words, parts[0].where._replace(private=True)),)


def _found(
    head: RowCells, columns: Sequence[Column], problems: Problems
) -> dict[str, tuple[str, ...]] | None:
    """The headings of each column that is there, or None with what is missing noted at the first
    heading."""
    there = [_plain(cell.text) for cell in head.values()]
    where = next(iter(head.values())).where
    found: dict[str, tuple[str, ...]] = {}
    for own in columns:
        fitting = (
            several
            for several in own.looked_for
            if all(_plain(heading) in there for heading in several)
        )
        if headings := next(fitting, None):
            found[own.name] = headings
    taken = {_plain(heading) for own in found.values() for heading in own}
    twice = sorted(heading for heading in taken if there.count(heading) > 1)
    for heading in twice:
        what = f'two columns are headed "{heading}"'
        problems.error("E703", where, what, "keep one, or rename one")
    free = [cell.text.strip() for cell in head.values() if _plain(cell.text) not in taken]
    missing = [own for own in columns if own.name not in found and (own.needed or own.given)]
    for own in missing:
        for heading in own.called:
            if _plain(heading) not in there:
                fix = _advice(own, [cell.text.strip() for cell in head.values()], free)
                problems.error("E703", where, f'there is no column "{heading}"', fix)
    return None if missing or twice else found


def _advice(own: Column, there: Collection[str], free: Sequence[str]) -> str:
    """How to name a column that was not found."""
    fix = f"the columns are: {', '.join(there)}"
    if own.name != own.key:  # one of a list
        return fix
    several = f", or which two make it up, as in {own.key}: [{', '.join(free[:2])}]"
    more = several if own.name == "name" and len(free) > 1 else ""
    return f"{fix}; say which one it is, as in {own.key}: {free[0]}{more}" if free else fix
