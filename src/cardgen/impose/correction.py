"""Backs that are painted elsewhere, for a printer that would move them."""

from __future__ import annotations

from cardgen.graphics.frame import Matrix
from cardgen.impose.grid import Grid


def beyond(moved: Matrix, grid: Grid) -> float:
    """How many mm of cards and marks come to lie where the printer prints nothing, at most."""
    a, b, c, d, e, f = moved
    left, top, right, bottom = grid.box
    left, top = left - grid.reach, top - grid.reach
    right, bottom = right + grid.reach, bottom + grid.reach
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return max(
        grid.margins[0] - min(xs),
        grid.margins[1] - min(ys),
        max(xs) - (grid.page_width - grid.margins[2]),
        max(ys) - (grid.page_height - grid.margins[3]),
    )
