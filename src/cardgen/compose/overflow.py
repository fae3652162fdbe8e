"""What does not fit, told: which card, by how much, and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil

from cardgen.blocks.fitted import Column, Lack
from cardgen.deck import Card
from cardgen.frame import Side
from cardgen.problems import Mark
from cardgen.text.characters import clipped
from cardgen.text.template import lone


def note_overflow(
    card: Card,
    side: Side,
    layout: str,
    lacks: Iterable[Lack],
    columns: Sequence[Column],
    note: Callable[[str, Mark, str, str], None],
) -> None:
    """Notes each lack of a face, at the text that a person would shorten; columns are the texts
    set on it."""
    face = f'the {side} of "{clipped(card.called.text)}"'
    for lack in lacks:
        if lack.what == "height":
            what = f"{face} needs {lack.mm:.1f} mm more height than {layout} has"
            column = longest(columns)
            where = column.texts[0].where if column else card.where
            note("E301", where, what, _advice(column, lack.mm))
        else:
            what = f"{face} does not fit {layout}: {lack.what}"
            note("E302", lack.where, what, lack.fix)


def longest(columns: Iterable[Column]) -> Column | None:
    """The text of most characters."""
    return max((column for column in columns if column.texts), key=_characters, default=None)


def to_cut(column: Column, mm: float) -> int:
    """How many characters less would save so many mm, reckoned in lines as it is set."""
    lines = sum(len(paragraph.lines) for paragraph in column.paragraphs)
    return ceil(mm / column.paragraphs[0].type.leading) * _characters(column) // lines


def _characters(column: Column) -> int:
    return sum(len(text.text) for text in column.texts)


def _advice(column: Column | None, mm: float) -> str:
    """How much of the longest text would have to go."""
    if column is None:
        return "use a larger card"
    count, cut = _characters(column), to_cut(column, mm)
    if cut > count:
        return "there is more on it than it holds, whatever its words: use a larger card"
    much = f"by about {cut} of" if cut < 0.9 * count else "to a fraction of"
    field = lone(column.of) or column.of.removeprefix("list ")
    return f'shorten "{field}" {much} its {count} characters, or use a larger card'
