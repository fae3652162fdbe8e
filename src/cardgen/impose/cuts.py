"""The cutting list: where a guillotine cuts a sheet, and where folded pairs are folded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from cardgen.impose.grid import SLACK, Grid
from cardgen.value import Value

# A guillotine or a trimmer presses a thinner strip aside instead of cutting it off, and the edge
# frays.
THINNEST = 2.0  # mm


class Cut(Value):
    """A straight cut through all that is left of the sheet, at a distance in mm from its left edge
    or its top as one looks at the front."""

    edge: Literal["left", "top"]
    at: float


def cutting_list(grid: Grid, places: Iterable[int]) -> tuple[Cut, ...]:
    """The cuts, in order, for sheets on which these places hold a card.

    The cuts along the paper's shorter side come first. Those of one direction go from the far end
    to the near one, so that the paper's own edge lies at the back gauge for each of them.
    """
    taken = set(places)
    left = _edges(grid.x, grid.across, grid.trim_width, {p % grid.columns for p in taken})
    top = _edges(grid.y, grid.down, grid.trim_height, {p // grid.columns for p in taken})
    upright = [Cut("left", at) for at in left if SLACK < at < grid.page_width - SLACK]
    level = [Cut("top", at) for at in top if SLACK < at < grid.page_height - SLACK]
    return tuple(upright + level if grid.page_width > grid.page_height else level + upright)


class Strip(Value):
    """What is left between two cuts, or between a cut and an edge of the paper, in mm from its left
    edge or its top."""

    edge: Literal["left", "top"]
    start: float
    end: float


def thin_strips(grid: Grid, cuts: Iterable[Cut]) -> list[Strip]:
    """The strips between these cuts that are too thin to be cut, from the left and the top."""
    found = []
    cuts = list(cuts)
    sides: tuple[tuple[Literal["left", "top"], float], ...] = (
        ("left", grid.page_width),
        ("top", grid.page_height),
    )
    for edge, size in sides:
        at = sorted(cut.at for cut in cuts if cut.edge == edge)
        if at:
            strips = pairwise([0.0, *at, size])
            found += [Strip(edge, *ends) for ends in strips if SLACK < ends[1] - ends[0] < THINNEST]
    return found


def folds(grid: Grid) -> tuple[Cut, ...]:
    """Where pairs of front and back are folded, the nearest first; empty for other grids."""
    if not grid.piece.fold:
        return ()
    if (grid.piece.fold == "beside") == (grid.turn == 0):
        first = grid.x + grid.trim_width / 2
        return tuple(Cut("left", round(first + n * grid.across, 3)) for n in range(grid.columns))
    first = grid.y + grid.trim_height / 2
    return tuple(Cut("top", round(first + n * grid.down, 3)) for n in range(grid.rows))


def _edges(start: float, pitch: float, trim: float, indexes: set[int]) -> list[float]:
    """Both edges of these columns or rows, the farthest first, each once."""
    ends = {round(start + i * pitch + side, 3) for i in indexes for side in (0.0, trim)}
    return sorted(ends, reverse=True)
