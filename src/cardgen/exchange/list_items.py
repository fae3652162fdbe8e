"""The items in a cell of a list, and the tags in one, as people write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from string import ascii_lowercase

from cardgen.exchange.cell_text import (
    NUMBER_BEFORE,
    decode_tags,
    encode_text,
    has_bullet_within,
    without_sign,
)
from cardgen.exchange.worksheet import CellLines, TableRow
from cardgen.model.deck import Text
from cardgen.problems import Problems

_SEMICOLONS = re.compile(r"\S\s*;\s+\S")


class ItemMark(Enum):
    """What people type before each item of a list."""

    NUMBER, SIGN = range(2)


def marks_of(cells: Iterable[CellLines]) -> frozenset[ItemMark]:
    """What begins the items of those cells of a list that have several."""
    found = (_mark(filled) for own in cells if len(filled := _filled(own)) > 1)
    return frozenset(mark for mark in found if mark)


def items_of(lines: CellLines, usual: Collection[ItemMark]) -> CellLines:
    """The lines of a list without the numbers or the marks that begin each of them.

    A mark that begins only some is a word of theirs, unless it is a bullet everywhere. What begins
    the only line is one if it is usual in the other cells of the list.
    """
    filled = _filled(lines)
    mark = _mark(filled)
    if len(filled) < 2 and mark not in usual:
        return lines
    match mark:
        case ItemMark.NUMBER:
            return tuple(
                line._replace(text=NUMBER_BEFORE.sub("", line.text.strip(), count=1))
                for line in lines
            )
        case ItemMark.SIGN:
            return tuple(line._replace(text=without_sign(line.text) or "") for line in lines)
    return lines


def _filled(lines: CellLines) -> Sequence[str]:
    return [text for line in lines if (text := line.text.strip())]


def _mark(filled: Sequence[str]) -> ItemMark | None:
    """What begins each of the lines, if these are counted or have a sign each."""
    counted = [own[1] for text in filled if (own := NUMBER_BEFORE.match(text))]
    numbers = [str(number) for number in range(1, len(filled) + 1)]
    if counted in (numbers, list(ascii_lowercase[: len(filled)])):
        return ItemMark.NUMBER
    return ItemMark.SIGN if all(without_sign(text) is not None for text in filled) else None


def tags_of(lines: CellLines) -> CellLines:
    """The tags in a cell: one on each line or, in a single line, with commas, semicolons or bars
    between them."""
    return tuple(
        Text(encode_text(tag, True), line.where)
        for line in lines
        for tag in decode_tags(line.text, len(lines) == 1)
    )


def note_divided(rows: Sequence[TableRow], forms: Mapping[str, str], problems: Problems) -> None:
    """Tell of lists whose cells seem to have several items in one line, once for each list: with a
    bullet between them, or most of them with semicolons."""
    for name, form in forms.items():
        cells = (
            [row.cells[name] for row in rows if row.cells.get(name)]
            if form in ("list", "contacts")
            else []
        )
        fix = "put each item on a line of its own, in Excel with Alt+Enter"
        divided = [cell for cell in cells if len(cell) == 1 and _SEMICOLONS.search(cell[0].text)]
        lines = (line for cell in cells for line in cell)
        bulleted = next((line for line in lines if has_bullet_within(line.text)), None)
        if bulleted:
            what = "bullets seem to divide several items, which are read as one"
            problems.warning("W621", bulleted.where, what, fix)
        elif divided and 2 * len(divided) > len(cells):
            what = "semicolons seem to divide several items, which are read as one"
            problems.warning("W621", divided[0][0].where, what, fix)
