"""The edges of a face: how much error each bears before it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Image,
    Item,
    Line,
    Path,
    Placed,
    Sides,
    never,
)
from cardgen.impose.duplex import turned_sides
from cardgen.units import MM_PER_PT
from cardgen.value import Value

_PAPER = "paper"  # the name of the ink that prints nothing
_TOUCHES = 0.05  # mm; what comes as near to the trim is meant to reach it


class Edge(Value):
    """One edge of a face, in mm. reach is how far colour continues beyond the trim (inf where no
    colour ends there), text and ink how far words and anything printed stay away from it."""

    reach: float
    text: float
    ink: float


class _Mark(Value):
    """A printed rectangle: its left, top, right and bottom on the face."""

    box: Sides
    is_text: bool


def edges_of(face: Placed) -> tuple[Edge, Edge, Edge, Edge]:
    """The left, top, right and bottom edges of a face as it lies on its page."""
    width, height = face.frame.width, face.frame.height
    left, top, right, bottom = face.bleed or (0.0,) * 4
    window = -left, -top, width + right, height + bottom
    marks = list(_marks(face.frame.items, 0.0, 0.0, window))
    # By edge, how far inside it each mark begins; a negative inset goes beyond the edge.
    insets: tuple[list[tuple[float, bool]], ...] = (
        [(mark.box[0], mark.is_text) for mark in marks],
        [(mark.box[1], mark.is_text) for mark in marks],
        [(width - mark.box[2], mark.is_text) for mark in marks],
        [(height - mark.box[3], mark.is_text) for mark in marks],
    )
    own = [_edge(inset) for inset in insets]
    order = turned_sides((0.0, 1.0, 2.0, 3.0), -face.turn)
    one, two, three, four = (own[round(index)] for index in order)
    return one, two, three, four


def _edge(insets: Iterable[tuple[float, bool]]) -> Edge:
    """The edge, from how far inside it each mark begins; a negative inset reaches beyond the
    trim."""
    reach = text = ink = inf
    for inset, is_text in insets:
        if inset > _TOUCHES:
            ink = min(ink, inset)
        elif not is_text:
            reach = min(reach, -inset)
        if is_text:
            text = min(text, inset)
    return Edge(max(reach, 0.0), max(text, 0.0), ink)


def _marks(items: Iterable[Item], x: float, y: float, window: Sides) -> Iterator[_Mark]:
    """All that the items at x, y print, as far as it is inside the window."""
    for item in items:
        match item:
            case GlyphRun():
                em = item.size_pt * MM_PER_PT
                box = item.x, item.y - 0.72 * em, item.x + item.width, item.y + 0.2 * em
                yield from _seen(box, x, y, window, True)
            case Box():
                inks = [ink.name for ink in (item.fill, item.stroke) if ink]
                if any(name != _PAPER for name in inks):
                    box = item.x, item.y, item.x + item.width, item.y + item.height
                    yield from _seen(box, x, y, window, False)
            case Line():
                box = (
                    *(min(item.x1, item.x2), min(item.y1, item.y2)),
                    *(max(item.x1, item.x2), max(item.y1, item.y2)),
                )
                yield from _seen(box, x, y, window, False)
            case Path():
                if item.fill.name != _PAPER:
                    yield from _seen(item.extent, x, y, window, False)
            case Image():
                box = item.x, item.y, item.x + item.width, item.y + item.height
                yield from _seen(box, x, y, window, False)
            case Element():
                yield from _marks(item.items, x, y, window)
            case Placed():
                yield from _within(item, x, y, window)
            case _:
                never(item)


def _within(placed: Placed, x: float, y: float, window: Sides) -> Iterator[_Mark]:
    """All that a placed frame prints, as far as its bleed and the window show it."""
    frame: Frame = placed.frame
    if placed.turn:  # nothing on a card is turned, so its outline will do
        box = placed.x, placed.y, placed.x + placed.width, placed.y + placed.height
        yield from _seen(box, x, y, window, False)
        return
    left, top = x + placed.x, y + placed.y
    if placed.bleed:
        before, above, after, below = placed.bleed
        window = (
            max(window[0], left - before),
            max(window[1], top - above),
            min(window[2], left + frame.width + after),
            min(window[3], top + frame.height + below),
        )
    yield from _marks(frame.items, left, top, window)


def _seen(box: Sides, x: float, y: float, window: Sides, is_text: bool) -> Iterator[_Mark]:
    """The part of a rectangle at x, y that is inside the window, if any is."""
    left, top = max(box[0] + x, window[0]), max(box[1] + y, window[1])
    right, bottom = min(box[2] + x, window[2]), min(box[3] + y, window[3])
    if left <= right and top <= bottom:
        yield _Mark((left, top, right, bottom), is_text)
