"""A table kept as text, as spreadsheets save it → rows by heading, each with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cardgen.model.deck import Prose
from cardgen.problems import Mark, Problems, Stop, did_you_mean
from cardgen.read.files import shown

LARGEST = 8 * 1024 * 1024  # bytes; 5,000 people have about 0.2 MB


class Row(NamedTuple):
    """The cells by their headings in small letters, and the place of the line."""

    cells: Mapping[str, str]
    where: Mark

    def cell(self, heading: str) -> Prose | None:
        """What stands under a heading, or None where nothing does."""
        text = self.cells.get(heading.lower(), "").strip()
        return Prose(text, self.where) if text else None


def read_rows(
    named: Prose, folder: Path, needed: Mapping[str, str], problems: Problems
) -> tuple[Row, ...] | None:
    """The rows that are not empty of a file in the folder, or None with the problems noted; needed
    is which heading stands for which column. Commas, semicolons and tabs divide, as the first line
    does it.

    Raises Stop for a file that cannot be read.
    """
    path = folder / named.text
    name = shown(path)
    if not path.is_file():
        files = [own.name for own in path.parent.glob("*.csv")]
        what = f'there is no file "{named.text}" beside this one'
        problems.error("E007", named.where, what, did_you_mean(named.text, files))
        return None
    try:
        if path.stat().st_size > LARGEST:
            raise Stop(f"{name} has more than {LARGEST >> 20} MB: that is no list of people")
        raw = path.read_bytes()
    except OSError as reason:
        raise Stop(f"{name} cannot be read: {reason.strerror or reason}") from reason
    text = _decoded(raw, name, problems)
    if text is None:
        return None
    divider, text = _divided(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    try:
        found = [(lines.line_num, cells) for cells in lines]
    except csv.Error as reason:
        problems.error("E703", Mark(name, lines.line_num), f"this is no table of text: {reason}")
        return None
    filled = [(number, cells) for number, cells in found if any(cell.strip() for cell in cells)]
    if not filled:
        problems.error(
            "E703", Mark(name), "the file is empty", "write the headings, then a row each"
        )
        return None
    headings = [cell.strip().lower() for cell in filled[0][1]]
    if not _has(headings, needed, Mark(name, filled[0][0]), problems):
        return None
    return tuple(
        Row(dict(zip(headings, cells, strict=False)), Mark(name, number))
        for number, cells in filled[1:]
    )


def _has(headings: list[str], needed: Mapping[str, str], where: Mark, problems: Problems) -> bool:
    for own in needed.values():
        if headings.count(own.lower()) > 1:
            what = f'two columns are headed "{own}"'
            problems.error("E703", where, what, "keep one, or call one otherwise")
            return False
    missing = [(column, own) for column, own in needed.items() if own.lower() not in headings]
    for column, own in missing:
        there = ", ".join(heading for heading in headings if heading)
        fix = f"the columns are: {there}; say which it is, as in {column}: {headings[0]}"
        problems.error("E703", where, f'there is no column "{own}"', fix)
    return not missing


def _decoded(raw: bytes, name: str, problems: Problems) -> str | None:
    """UTF-8 or, as Excel saves it on Windows, Windows-1252, which is told."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            problems.error("E703", Mark(name), "the text is broken", "save the file as UTF-8")
            return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = raw[: reason.start].count(b"\n") + 1
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        problems.error(
            "E703",
            Mark(name, line),
            "this is neither UTF-8 nor Windows text",
            "save the table as CSV UTF-8",
        )
        return None
    what = "the file is not UTF-8: it was read as Windows-1252"
    problems.warning("W701", Mark(name, line), what, "look at the accents, or save it as CSV UTF-8")
    return text


def _divided(text: str) -> tuple[str, str]:
    """What divides the cells, and the table, a line for a line: Excel may say it in the first."""
    said = re.match(r"sep=([,;\t])[\r\n]", text)
    if said:
        return said[1], text[said.end(1) :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count), text
