"""Marks to cut by, read from the placed cards themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cardgen.graphics.frame import NO_BLEED, Ink, Line, Placed, Sides
from cardgen.impose.duplex import turned_sides
from cardgen.impose.grid import SLACK, Grid
from cardgen.model.sheet import Marks
from cardgen.units import MM_PER_PT


class Stroke(NamedTuple):
    """A mark on the cut at one coordinate, from start to end along the other."""

    at: float
    start: float
    end: float


class _Cutting(NamedTuple):
    """What the marks of one direction are drawn from: those of the other with x for y."""

    trims: list[Sides]
    bleeds: list[Sides]
    printable: Sides
    offset: float
    marks: Marks


def cut_marks(
    pieces: Sequence[Placed], grid: Grid, marks: Marks | None, ink: Ink, beyond: Ink | None = None
) -> tuple[Line, ...]:
    """The marks of every edge of these pieces, each once; framed ones have them in their frames.
    Those beyond all cards may have another ink than those between them."""
    if not pieces or marks is None or not marks.length:
        return ()
    left, top, right, bottom = grid.margins
    cutting = _Cutting(
        [trim_edges(piece) for piece in pieces],
        [bleed_edges(piece) for piece in pieces],
        (left, top, grid.page_width - right, grid.page_height - bottom),
        max(marks.offset, grid.piece.bleed, grid.piece.back_bleed),
        marks,
    )
    at_corners = _inside if grid.piece.frame else _outside
    strokes = _lines if marks.style == "lines" else at_corners
    width = marks.width_pt
    lines = (
        *(Line(at, start, at, end, ink, width) for at, start, end in _merged(strokes(cutting))),
        *(
            Line(start, at, end, at, ink, width)
            for at, start, end in _merged(strokes(_flipped(cutting)))
        ),
    )
    if beyond is None or beyond is ink:
        return lines
    return tuple(replace(line, ink=beyond) if _beyond(line, grid) else line for line in lines)


def _beyond(line: Line, grid: Grid) -> bool:
    left, top, right, bottom = grid.box
    return line.x2 < left or line.x1 > right or line.y2 < top or line.y1 > bottom


def trim_edges(placed: Placed) -> Sides:
    """Where a card is cut: its left, top, right and bottom on the page."""
    return placed.x, placed.y, placed.x + placed.width, placed.y + placed.height


def bleed_edges(placed: Placed) -> Sides:
    """How far a card is painted: the left, top, right and bottom on the page."""
    left, top, right, bottom = trim_edges(placed)
    beyond = turned_sides(placed.bleed or NO_BLEED, -placed.turn)
    return left - beyond[0], top - beyond[1], right + beyond[2], bottom + beyond[3]


def cuts_of(trims: Iterable[Sides]) -> dict[float, list[tuple[float, float]]]:
    """The tops and bottoms of the cards that have an edge at each left or right."""
    cuts = defaultdict(list)
    for left, top, right, bottom in trims:
        cuts[round(left, 6)].append((top, bottom))
        cuts[round(right, 6)].append((top, bottom))
    return cuts


def _flipped(cutting: _Cutting) -> _Cutting:
    """The page with x for y, so that one rule serves the cuts of both directions."""
    return cutting._replace(
        trims=[_transposed(box) for box in cutting.trims],
        bleeds=[_transposed(box) for box in cutting.bleeds],
        printable=_transposed(cutting.printable),
    )


def _transposed(box: Sides) -> Sides:
    left, top, right, bottom = box
    return top, left, bottom, right


def _outside(cutting: _Cutting) -> Iterator[Stroke]:
    """Marks beyond both ends of each left and right edge, clear of all that is painted.

    Between cards a mark is shortened, or left out when less than half of it remains. The two ends
    of a whole cut always have theirs: at the card or, where that is not clear, beyond all cards.
    """
    offset, length, hair = (
        cutting.offset,
        cutting.marks.length,
        cutting.marks.width_pt * MM_PER_PT / 2,
    )
    above, below = min(trim[1] for trim in cutting.trims), max(trim[3] for trim in cutting.trims)
    for at, spans in cuts_of(cutting.trims).items():
        painted = [
            (top, end)
            for left, top, right, end in cutting.bleeds
            if left - hair < at < right + hair
        ]
        marks = set()
        for top, bottom in spans:
            start = max(
                [top - offset - length, *(end for t, end in painted if t < top - offset - SLACK)]
            )
            end = min(
                [bottom + offset + length, *(t for t, e in painted if e > bottom + offset + SLACK)]
            )
            marks |= {Stroke(at, start, top - offset), Stroke(at, bottom + offset, end)}
        marks = {mark for mark in marks if mark.end - mark.start >= length / 2}
        top, bottom = min(top for top, _ in spans), max(bottom for _, bottom in spans)
        if Stroke(at, top - offset - length, top - offset) not in marks:
            marks.add(Stroke(at, above - offset - length, above - offset))
        if Stroke(at, bottom + offset, bottom + offset + length) not in marks:
            marks.add(Stroke(at, below + offset, below + offset + length))
        yield from marks


def _inside(cutting: _Cutting) -> Iterator[Stroke]:
    """Half a mark to each side of both ends of each edge; where the printer does not reach them,
    ticks of a third as near as it does."""
    half, tick = cutting.marks.length / 2, cutting.marks.length / 3
    for at, first, last, ends in _reached(cutting):
        for end in ends:
            start = max(first, min(end - half, last - tick))
            yield Stroke(at, start, min(last, max(end + half, first + tick)))


def _lines(cutting: _Cutting) -> Iterator[Stroke]:
    """A line along each cut, as far as there are cards and marks."""
    beyond = cutting.offset + cutting.marks.length
    for at, first, last, ends in _reached(cutting):
        yield Stroke(at, max(first, min(ends) - beyond), min(last, max(ends) + beyond))


def _reached(cutting: _Cutting) -> Iterator[tuple[float, float, float, set[float]]]:
    """Each left and right edge that can be printed on: where along it the printer starts and
    ends, and where cards do."""
    left, first, right, last = cutting.printable
    for at, spans in cuts_of(cutting.trims).items():
        if left - SLACK <= at <= right + SLACK:
            yield at, first, last, {end for span in spans for end in span}


def _merged(marks: Iterable[Stroke]) -> list[Stroke]:
    """Marks that touch or overlap on the same cut as one."""
    merged: list[Stroke] = []
    for mark in sorted(marks):
        last = merged[-1] if merged else None
        if last and last.at == mark.at and mark.start <= last.end + SLACK:
            merged[-1] = Stroke(mark.at, last.start, max(last.end, mark.end))
        else:
            merged.append(mark)
    return merged
