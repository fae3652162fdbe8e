"""A table of people, or of the answers to a survey, beside a workshop's file → rows by heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cardgen.exchange.csv import Wording, read_csv
from cardgen.exchange.worksheet import TableRow, Worksheet
from cardgen.intake import TooLarge, is_file, read_bytes
from cardgen.limits import PEOPLE_SIZE
from cardgen.model.deck import Text
from cardgen.problems import Problems, Stop
from cardgen.read.files import COPY, below, shown

_TABLES = (".csv", ".tsv", ".txt")  # the suffixes of files that are read
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


def read_rows(
    named: Text, folder: Path, needed: Mapping[str, str], problems: Problems
) -> tuple[TableRow, ...] | None:
    """The rows of a table in the folder, or None with the problems noted.

    A row has its cells by their headings in small letters. needed are the headings that the table
    must have, by the keys with which a workshop's file names them. Raises Stop for a file that
    cannot be read or is larger than 8 MB.
    """
    path = below(named, folder, COPY, problems)
    if path is None:
        return None
    name = shown(path)
    if path.suffix.lower() not in _TABLES:  # nor is any line of it shown
        what, fix = f'"{named.text}" is not a table', f"save it as {', '.join(_TABLES)}"
        problems.error("E703", named.where, what, fix)
        return None
    if not is_file(path):
        files = [own.name for own in path.parent.glob("*.csv")]
        what = f'there is no file "{named.text}" beside this one'
        problems.error("E007", named.where, what, problems.did_you_mean(named.text, files))
        return None
    try:
        data = read_bytes(path, name, PEOPLE_SIZE)
    except TooLarge:
        what = f"{name} is larger than {PEOPLE_SIZE}, the limit for a list of people"
        raise Stop(what) from None
    sheet = None if data is None else read_csv(data, name, _WORDING, problems)
    return None if sheet is None else _rows(sheet, needed, problems)


def _rows(
    sheet: Worksheet, needed: Mapping[str, str], problems: Problems
) -> tuple[TableRow, ...] | None:
    if not sheet.rows:
        fix = "write the headings, then one row for each entry"
        problems.error("E703", sheet.where, "the file is empty", fix)
        return None
    head, *lines = sheet.rows
    headings = {column: cell.text.strip().lower() for column, cell in head.items()}
    if not _has(list(headings.values()), needed, next(iter(head.values())), problems):
        return None
    return tuple(
        TableRow(
            next(iter(line.values())).where,
            {
                headings[column]: (Text(cell.text.strip(), cell.where),)
                for column, cell in line.items()
                if column in headings
            },
        )
        for line in lines
    )


def _has(
    headings: Sequence[str], needed: Mapping[str, str], first: Text, problems: Problems
) -> bool:
    """Whether each heading that is needed is there once; if not, errors are noted at the first."""
    for own in needed.values():
        if headings.count(own.lower()) > 1:
            what = f'two columns are headed "{own}"'
            problems.error("E703", first.where, what, "keep one, or rename one")
            return False
    missing = [(column, own) for column, own in needed.items() if own.lower() not in headings]
    for column, own in missing:
        there = ", ".join(headings)
        fix = f"the columns are: {there}; say which one it is, as in {column}: {headings[0]}"
        problems.error("E703", first.where, f'there is no column "{own}"', fix)
    return not missing
