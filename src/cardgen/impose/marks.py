"""Marks to cut by, read from the placed cards themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cardgen.frame import NO_BLEED, Ink, Line, Placed, Sides
from cardgen.impose.duplex import turned_sides
from cardgen.impose.grid import SLACK, Grid
from cardgen.sheet import Marks, Sheet
from cardgen.units import MM_PER_PT


class Stroke(NamedTuple):
    """A mark on the cut at one coordinate, from start to end along the other."""

    at: float
    start: float
    end: float


def cut_marks(faces: Sequence[Placed], grid: Grid, sheet: Sheet, ink: Ink) -> tuple[Line, ...]:
    """The marks of every edge of these cards, each once."""
    if not faces or not sheet.marks.length:
        return ()
    trims = [trim_edges(face) for face in faces]
    bleeds = [bleed_edges(face) for face in faces]
    width, offset = sheet.marks.width_pt, max(sheet.marks.offset, grid.bleed)
    upright = _outside(trims, bleeds, offset, sheet.marks)
    level = _outside(_flipped(trims), _flipped(bleeds), offset, sheet.marks)
    return (
        *(Line(at, start, at, end, ink, width) for at, start, end in _merged(upright)),
        *(Line(start, at, end, at, ink, width) for at, start, end in _merged(level)),
    )


def trim_edges(placed: Placed) -> Sides:
    """Where a card is cut: its left, top, right and bottom on the page."""
    return placed.x, placed.y, placed.x + placed.width, placed.y + placed.height


def bleed_edges(placed: Placed) -> Sides:
    """How far a card is painted: the left, top, right and bottom on the page."""
    left, top, right, bottom = trim_edges(placed)
    beyond = turned_sides(placed.bleed or NO_BLEED, -placed.turn)
    return left - beyond[0], top - beyond[1], right + beyond[2], bottom + beyond[3]


def _flipped(boxes: Iterable[Sides]) -> list[Sides]:
    """The boxes with x for y, so that one rule serves the cuts of both directions."""
    return [(top, left, bottom, right) for left, top, right, bottom in boxes]


def _outside(
    trims: Sequence[Sides], bleeds: Sequence[Sides], offset: float, form: Marks
) -> Iterator[Stroke]:
    """Marks beyond both ends of each left and right edge, clear of all that is painted.

    Between cards a mark is shortened, or left out when less than half of it remains. The two ends
    of a whole cut always have theirs: at the card or, where that is not clear, beyond all cards.
    """
    length, hair = form.length, form.width_pt * MM_PER_PT / 2
    above, below = min(trim[1] for trim in trims), max(trim[3] for trim in trims)
    for at, spans in _cuts(trims).items():
        painted = [
            (top, end) for left, top, right, end in bleeds if left - hair < at < right + hair
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


def _cuts(trims: Iterable[Sides]) -> dict[float, list[tuple[float, float]]]:
    """The tops and bottoms of the cards that have an edge at each left or right."""
    cuts = defaultdict(list)
    for left, top, right, bottom in trims:
        cuts[round(left, 6)].append((top, bottom))
        cuts[round(right, 6)].append((top, bottom))
    return cuts


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
