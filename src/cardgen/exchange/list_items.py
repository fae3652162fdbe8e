"""The items in a cell of a list, and the tags in one, as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cardgen.exchange.cell_text import NUMBER_BEFORE, decode_tags, encode_text, without_sign
from cardgen.exchange.worksheet import CellLines, TableRow
from cardgen.model.deck import Text
from cardgen.problems import Problems

_DIVIDED = re.compile(r"\S\s*;\s+\S")


def items_of(lines: CellLines) -> CellLines:
    """The lines of a list without the numbers or the marks that begin each of them.

    A mark that begins only some is a word of theirs, unless it is a bullet everywhere.
    """
    filled = [line.text.strip() for line in lines if line.text.strip()]
    if len(filled) < 2:
        return lines
    found = [NUMBER_BEFORE.match(text) for text in filled]
    counted = [own[1] for own in found if own]
    count = range(1, len(filled) + 1)
    if counted in ([str(n) for n in count], [chr(96 + n) for n in count]):
        return tuple(
            line._replace(text=NUMBER_BEFORE.sub("", line.text.strip(), count=1)) for line in lines
        )
    if all(without_sign(text) is not None for text in filled):
        return tuple(line._replace(text=without_sign(line.text) or "") for line in lines)
    return lines


def tags_of(lines: CellLines) -> CellLines:
    """The tags in a cell: one on each line or, in a single line, with commas, semicolons or bars
    between them."""
    return tuple(
        Text(encode_text(tag, True), line.where)
        for line in lines
        for tag in decode_tags(line.text, len(lines) == 1)
    )


def note_semicolons(rows: Sequence[TableRow], forms: Mapping[str, str], problems: Problems) -> None:
    """Tell of lists whose cells seem to have several items in one line, once for each list."""
    for name, form in forms.items():
        cells = (
            [row.cells[name] for row in rows if row.cells.get(name)]
            if form in ("list", "contacts")
            else []
        )
        divided = [cell for cell in cells if len(cell) == 1 and _DIVIDED.search(cell[0].text)]
        if divided and 2 * len(divided) > len(cells):
            what = "semicolons seem to divide several items, which are read as one"
            fix = "put each item on a line of its own, in Excel with Alt+Enter"
            problems.warning("W621", divided[0][0].where, what, fix)
