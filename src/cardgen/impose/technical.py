"""What a press needs beside the cards: targets, patches of ink to measure, and lines for dies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cardgen.graphics.frame import Box, Drawing, Ink, Line, Placed
from cardgen.impose.grid import Grid
from cardgen.impose.marks import trim_edges
from cardgen.model.sheet import PressMarks, Target


def targets(grid: Grid, marks: PressMarks) -> Iterator[Drawing]:
    """A target in the middle of each side, beyond the marks to cut by, where there is room."""
    target, reach = marks.target, grid.reach
    left, top, right, bottom = grid.box
    out = reach + target.apart + target.size / 2
    middle, centre = (left + right) / 2, (top + bottom) / 2
    for x, y, room in (
        (middle, top - out, top),
        (middle, bottom + out, grid.page_height - bottom),
        (left - out, centre, left),
        (right + out, centre, grid.page_width - right),
    ):
        if room >= out + target.size / 2:
            yield from _target(x, y, target, marks.registration)


def _target(x: float, y: float, target: Target, ink: Ink) -> Iterator[Drawing]:
    half, radius = target.size / 2, target.circle / 2
    yield Line(x - half, y, x + half, y, ink, target.width_pt)
    yield Line(x, y - half, x, y + half, ink, target.width_pt)
    around = x - radius, y - radius, target.circle, target.circle
    yield Box(*around, stroke=ink, stroke_pt=target.width_pt, radius=radius)


def colour_bar(grid: Grid, marks: PressMarks, spots: Sequence[Ink]) -> Iterator[Drawing]:
    """The patches in a row beyond the marks at the foot, those of the job's own spot inks last, as
    many as there is room for."""
    _, _, _, bottom = grid.box
    side, inks = marks.patch, (*marks.patches, *spots)
    top = bottom + grid.reach + 2 * marks.target.apart + marks.target.size
    if top + side > grid.page_height - grid.margins[3]:
        return
    left = (grid.page_width - len(inks) * side) / 2
    for at, ink in enumerate(inks):
        yield Box(left + at * side, top, side, side, fill=ink)


def die_lines(pieces: Iterable[Placed], radius: float, marks: PressMarks) -> Iterator[Drawing]:
    """The path of a die that rounds the corners of each card."""
    for piece in pieces:
        left, top, right, bottom = trim_edges(piece)
        yield Box(
            *(left, top, right - left, bottom - top),
            stroke=marks.die_line,
            stroke_pt=marks.die_line_pt,
            radius=radius,
        )
