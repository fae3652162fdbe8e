"""A legend: what lines and colours mean, in a strip below what they lie on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cardgen.graphics.frame import Box, Element, Ink, Item, Line
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.paragraph import Type, set_paragraph
from cardgen.model.layout import LegendStyle
from cardgen.model.sheet import Outline
from cardgen.value import Value

_TALL = 2  # mm, of a field of colour


class Entry(Value):
    """What an entry is about, drawn from one x to another at the y of its middle; and its words."""

    sample: Callable[[float, float, float], Iterable[Item]]
    words: str


def line_entry(outline: Outline, words: str) -> Entry:
    """An entry about a line, which may be dashed."""

    def sample(start: float, end: float, y: float) -> Iterable[Item]:
        step = outline.dash or end - start
        while start < end:
            yield Line(start, y, min(start + step, end), y, outline.ink, outline.width_pt)
            start += 2 * step

    return Entry(sample, words)


def field_entry(ink: Ink, words: str) -> Entry:
    """An entry about a colour."""

    def sample(start: float, end: float, y: float) -> Iterable[Item]:
        yield Box(start, y - _TALL / 2, end - start, _TALL, fill=ink)

    return Entry(sample, words)


def set_legend(
    title: str, entries: Sequence[Entry], style: LegendStyle, y: float, width: float
) -> tuple[list[Item], float]:
    """The title, if there is one, over the entries in as many columns as there is room for, from y
    down on a page of that width in mm; and where the strip ends."""
    edge = style.edge
    type_ = Type(style.chain, style.size_pt, style.leading, figures=style.figures)
    items: list[Item] = []
    bottom = y + edge
    if title:
        head = set_paragraph(printed(title), type_, width - 2 * edge)
        items.append(Element("P", head.runs(edge, bottom, style.ink)))
        bottom += head.height + edge / 2
    columns = min(len(entries), max(1, int((width - edge) / (style.column + edge))))
    column = (width - edge) / columns - edge
    indent = style.sample + edge / 2
    for first in range(0, len(entries), columns):
        row = bottom
        for at, entry in enumerate(entries[first : first + columns]):
            x = edge + at * (column + edge)
            words = set_paragraph(printed(entry.words), type_, column - indent)
            items += entry.sample(x, x + style.sample, row + type_.leading / 2)
            items.append(Element("P", words.runs(x + indent, row, style.ink)))
            bottom = max(bottom, row + words.height)
    return [Box(0, y, width, bottom + edge - y, fill=style.paper), *items], bottom + edge
