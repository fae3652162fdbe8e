"""The blank room around the cards of a sheet, where slug and ruler may stand."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.impose.grid import SLACK, Grid

Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Room:
    """What is free on every sheet of a grid, front and back."""

    trims: Band  # left and right of the outer trims
    across: Band  # left and right of what can be printed
    head: Band  # top and bottom of the room above the cards
    foot: Band
    page_height: float


def room_around(grid: Grid, clear: float) -> Room:
    """The room between the printer's margins and the marks, less what is to be kept clear."""
    left, top, right, bottom = grid.box
    return Room(
        trims=(left, right),
        across=(grid.margins[0], grid.page_width - grid.margins[2]),
        head=(grid.margins[1], top - grid.reach - clear),
        foot=(bottom + grid.reach + clear, grid.page_height - grid.margins[3]),
        page_height=grid.page_height,
    )


def nearest(preferred: float, before: float, after: float, band: Band) -> float | None:
    """The place nearest to the preferred one with before and after it still inside the band."""
    first, last = band[0] + before, band[1] - after
    return max(first, min(preferred, last)) if first <= last + SLACK else None
