"""Printer's marks: crop marks, registration marks, a colour bar and the dieline, all from the
placed cards themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cardgen.graphics.frame import NO_BLEED, Box, Drawing, Ink, Line, Placed, Sides
from cardgen.impose.duplex import turned_sides
from cardgen.impose.grid import SLACK, Grid
from cardgen.model.sheet import Marks, PressMarks, Target
from cardgen.units import MM_PER_PT
from cardgen.value import Value

_CLEAR = 0.7  # mm between a registration mark and bleed, or the end of what can be printed on


class Stroke(Value):
    """A mark on the cut at one coordinate, from start to end along the other, in mm."""

    at: float
    start: float
    end: float


class _Edges(Value):
    """What the crop marks at left and right edges are drawn from.

    With x and y exchanged, the same serves the marks at top and bottom edges.
    """

    trims: tuple[Sides, ...]
    bleeds: tuple[Sides, ...]
    printable: Sides
    offset: float
    marks: Marks


def crop_marks(
    pieces: Sequence[Placed], grid: Grid, marks: Marks | None, ink: Ink, beyond: Ink | None = None
) -> tuple[Line, ...]:
    """The crop marks of every edge of the pieces, each once; framed pieces have them inside their
    frames.

    Those beyond all pieces may have another ink than those between them.
    """
    if not pieces or marks is None or not marks.length:
        return ()
    trims, bleeds = tuple(map(trim_edges, pieces)), tuple(map(bleed_edges, pieces))
    return _crop_marks(trims, bleeds, grid, marks, ink, beyond)


@lru_cache(maxsize=100)  # they are the same on sheet after sheet
def _crop_marks(
    trims: tuple[Sides, ...],
    bleeds: tuple[Sides, ...],
    grid: Grid,
    marks: Marks,
    ink: Ink,
    beyond: Ink | None,
) -> tuple[Line, ...]:
    left, top, right, bottom = grid.margins
    printable = left, top, grid.page_width - right, grid.page_height - bottom
    offset = max(marks.offset, grid.piece.bleed, grid.piece.back_bleed)
    edges = _Edges(trims, bleeds, printable, offset, marks)
    at_corners = _crosses if grid.piece.frame else _corner_marks
    strokes = _cutting_lines if marks.style == "lines" else at_corners
    width = marks.width_pt
    lines = (
        *(Line(at, start, at, end, ink, width) for at, start, end in _merged(strokes(edges))),
        *(
            Line(start, at, end, at, ink, width)
            for at, start, end in _merged(strokes(_flipped(edges)))
        ),
    )
    if beyond is None or beyond is ink:
        return lines
    return tuple(line._replace(ink=beyond) if _beyond(line, grid) else line for line in lines)


def _beyond(line: Line, grid: Grid) -> bool:
    """Whether the line lies beyond all trims."""
    left, top, right, bottom = grid.box
    return line.x2 < left or line.x1 > right or line.y2 < top or line.y1 > bottom


def trim_edges(placed: Placed) -> Sides:
    """The left, top, right and bottom of a card's trim on the page."""
    return placed.x, placed.y, placed.x + placed.width, placed.y + placed.height


def bleed_edges(placed: Placed) -> Sides:
    """The left, top, right and bottom of a card with its bleed on the page."""
    left, top, right, bottom = trim_edges(placed)
    beyond = turned_sides(placed.bleed or NO_BLEED, -placed.turn)
    return left - beyond[0], top - beyond[1], right + beyond[2], bottom + beyond[3]


def cuts_of(trims: Iterable[Sides]) -> dict[float, list[tuple[float, float]]]:
    """The tops and bottoms of the cards by the left and right edges that they have."""
    cuts = defaultdict(list)
    for left, top, right, bottom in trims:
        cuts[round(left, 6)].append((top, bottom))
        cuts[round(right, 6)].append((top, bottom))
    return cuts


def _flipped(edges: _Edges) -> _Edges:
    """The same with x and y exchanged."""
    return edges._replace(
        trims=tuple(map(_transposed, edges.trims)),
        bleeds=tuple(map(_transposed, edges.bleeds)),
        printable=_transposed(edges.printable),
    )


def _transposed(box: Sides) -> Sides:
    left, top, right, bottom = box
    return top, left, bottom, right


def _corner_marks(edges: _Edges) -> Iterator[Stroke]:
    """Marks beyond both ends of each left and right edge, clear of all that is printed.

    Between cards a mark is shortened, or left out if less than half of it remains. Both ends of a
    whole cut always have a mark: at the card or, where that is not clear, beyond all cards.
    """
    offset, length = edges.offset, edges.marks.length
    half_line = edges.marks.width_pt * MM_PER_PT / 2
    above, below = min(trim[1] for trim in edges.trims), max(trim[3] for trim in edges.trims)
    for at, spans in cuts_of(edges.trims).items():
        painted = [
            (top, end)
            for left, top, right, end in edges.bleeds
            if left - half_line < at < right + half_line
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


def _crosses(edges: _Edges) -> Iterator[Stroke]:
    """Half a mark to each side of both ends of each edge; where the printer does not reach them,
    ticks of a third of a mark as near as it does."""
    half, tick = edges.marks.length / 2, edges.marks.length / 3
    for at, first, last, ends in _reached(edges):
        for end in ends:
            start = max(first, min(end - half, last - tick))
            yield Stroke(at, start, min(last, max(end + half, first + tick)))


def _cutting_lines(edges: _Edges) -> Iterator[Stroke]:
    """A line along each cut, as far as there are cards and marks."""
    beyond = edges.offset + edges.marks.length
    for at, first, last, ends in _reached(edges):
        yield Stroke(at, max(first, min(ends) - beyond), min(last, max(ends) + beyond))


def _reached(edges: _Edges) -> Iterator[tuple[float, float, float, set[float]]]:
    """Each left and right edge that can be printed on, with where along it the printer starts and
    ends, and where cards do."""
    left, first, right, last = edges.printable
    for at, spans in cuts_of(edges.trims).items():
        if left - SLACK <= at <= right + SLACK:
            yield at, first, last, {end for span in spans for end in span}


def _merged(marks: Iterable[Stroke]) -> list[Stroke]:
    """The marks, those that touch or overlap on the same cut joined."""
    merged: list[Stroke] = []
    for mark in sorted(marks):
        last = merged[-1] if merged else None
        if last and last.at == mark.at and mark.start <= last.end + SLACK:
            merged[-1] = Stroke(mark.at, last.start, max(last.end, mark.end))
        else:
            merged.append(mark)
    return merged


def registration_marks(grid: Grid, marks: PressMarks) -> Iterator[Drawing]:
    """A registration mark at the middle of each side: beyond the crop marks or, where there is no
    room, between the bleed and what can be printed on, at the middle of a row or column."""
    target, reach = marks.target, grid.reach
    left, top, right, bottom = grid.box
    before, above, after, below = grid.margins
    middle, centre = (left + right) / 2, (top + bottom) / 2
    column = middle if grid.columns % 2 else middle + grid.across / 2
    row = centre if grid.rows % 2 else centre + grid.down / 2
    bleed = max(grid.piece.bleed, grid.piece.back_bleed)
    for x, y, beside, way, room in (
        (middle, top, (column, top), (0, -1), top - above),
        (middle, bottom, (column, bottom), (0, 1), grid.page_height - below - bottom),
        (left, centre, (left, row), (-1, 0), left - before),
        (right, centre, (right, row), (1, 0), grid.page_width - after - right),
    ):
        size, out, at = target.size, reach + target.apart + target.size / 2, (x, y)
        if room < out + size / 2:
            size, out, at = min(size, room - bleed - 2 * _CLEAR), (bleed + room) / 2, beside
        if size >= target.least - SLACK:
            place = at[0] + way[0] * out, at[1] + way[1] * out
            yield from _target(*place, size, target, marks.registration)


def _target(x: float, y: float, size: float, target: Target, ink: Ink) -> Iterator[Drawing]:
    """A cross in a circle."""
    half, circle = size / 2, target.circle * size / target.size
    yield Line(x - half, y, x + half, y, ink, target.width_pt)
    yield Line(x, y - half, x, y + half, ink, target.width_pt)
    around = x - circle / 2, y - circle / 2, circle, circle
    yield Box(*around, stroke=ink, stroke_pt=target.width_pt, radius=circle / 2)


def colour_bar(grid: Grid, marks: PressMarks, spots: Sequence[Ink]) -> Iterator[Drawing]:
    """The colour bar at the foot, beyond the marks: a row of patches, the spot inks of the job
    last, as often as there is room for all of them across the trims.

    There is none where it has no room.
    """
    left, _, right, bottom = grid.box
    side, inks = marks.patch, (*marks.patches, *spots)
    top = bottom + grid.reach + 2 * marks.target.apart + marks.target.size
    if top + side > grid.page_height - grid.margins[3]:
        return
    inks *= max(1, int((right - left + SLACK) / (len(inks) * side)))
    start = (grid.page_width - len(inks) * side) / 2
    for at, ink in enumerate(inks):
        yield Box(start + at * side, top, side, side, fill=ink)


def die_lines(pieces: Iterable[Placed], radius: float, marks: PressMarks) -> Iterator[Drawing]:
    """The dieline of each card, which rounds its corners."""
    for piece in pieces:
        left, top, right, bottom = trim_edges(piece)
        yield Box(
            *(left, top, right - left, bottom - top),
            stroke=marks.die_line,
            stroke_pt=marks.die_line_pt,
            radius=radius,
        )
