"""The largest grid of cards that a sheet can hold."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Literal

from cardgen.frame import Sides
from cardgen.impose.duplex import Axis, Flip, default_flip, turning_axis
from cardgen.sheet import Sheet

SLACK = 0.001  # an exact fit counts as one

_TURNS: tuple[Literal[0, 90], ...] = (0, 90)
_ONLY_OTHER = {True: "portrait", False: "landscape"}  # which sheets rule out landscape, portrait


@dataclass(frozen=True, slots=True)
class Grid:
    """Where trims stand on the page as it is laid out, and how the paper turns over."""

    page_width: float
    page_height: float
    margins: Sides  # that stay blank, the same on front and back
    landscape: bool
    flip: Flip
    columns: int
    rows: int
    x: float  # of the first trim
    y: float
    trim_width: float  # as the card lies on the page
    trim_height: float
    gap: float
    turn: Literal[0, 90]  # of each card, clockwise
    bleed: float
    reach: float  # how far bleed and marks stand out beyond the trims

    @property
    def capacity(self) -> int:
        return self.columns * self.rows

    @property
    def axis(self) -> Axis:
        return turning_axis(self.landscape, self.flip)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of all trims together; the same on the back."""
        width = _extent(self.columns, self.trim_width, self.gap)
        height = _extent(self.rows, self.trim_height, self.gap)
        return self.x, self.y, self.x + width, self.y + height


@dataclass(frozen=True, slots=True)
class NoFit:
    """Not even one card fits: sizes as (width, height)."""

    paper: str
    card: tuple[float, float]
    needed: tuple[float, float]  # with bleed and marks
    usable: tuple[float, float]
    largest: tuple[float, float]  # the largest card that would fit


def fit_grid(
    card_width: float, card_height: float, bleed: float, sheet: Sheet, flip: Flip | None = None
) -> Grid | NoFit:
    """The grid of most cards, bleed and marks within what the printer can reach on both sides.

    Of equal grids one of upright cards comes first, then one on landscape paper. Without flip the
    paper turns like the page of a book. The trims stand in the middle of the paper, or as near to
    it as the margins allow.
    """
    papers = [landscape for landscape in (True, False) if sheet.turn != _ONLY_OTHER[landscape]]
    grids = [
        _grid(
            card_width, card_height, bleed, sheet, landscape, flip or default_flip(landscape), turn
        )
        for landscape in papers
        for turn in _TURNS
    ]
    best = max(grids, key=lambda grid: (grid.capacity, grid.turn == 0, grid.landscape))
    if best.capacity:
        return best
    page = grids[-1]
    left, top, right, bottom = page.margins
    usable = page.page_width - left - right, page.page_height - top - bottom
    around = 2 * page.reach
    return NoFit(
        sheet.paper,
        card=(card_width, card_height),
        needed=(card_width + around, card_height + around),
        usable=usable,
        largest=(max(0.0, usable[0] - around), max(0.0, usable[1] - around)),
    )


def _grid(
    card_width: float,
    card_height: float,
    bleed: float,
    sheet: Sheet,
    landscape: bool,
    flip: Flip,
    turn: Literal[0, 90],
) -> Grid:
    page_width, page_height = (
        (sheet.height, sheet.width) if landscape else (sheet.width, sheet.height)
    )
    trim_width, trim_height = (card_height, card_width) if turn == 90 else (card_width, card_height)
    margins = left, top, right, bottom = _margins(sheet, landscape, turning_axis(landscape, flip))
    reach = _reach(sheet, bleed)
    across = page_width - left - right - 2 * reach
    down = page_height - top - bottom - 2 * reach
    columns = _count(across, trim_width, sheet.gap)
    rows = _count(down, trim_height, sheet.gap)
    return Grid(
        page_width,
        page_height,
        margins,
        landscape,
        flip,
        columns,
        rows,
        _start(page_width, left + reach, across, _extent(columns, trim_width, sheet.gap)),
        _start(page_height, top + reach, down, _extent(rows, trim_height, sheet.gap)),
        trim_width,
        trim_height,
        sheet.gap,
        turn,
        bleed,
        reach,
    )


def _reach(sheet: Sheet, bleed: float) -> float:
    marks = sheet.marks
    return max(marks.offset, bleed) + marks.length if marks.length else bleed


def _margins(sheet: Sheet, landscape: bool, axis: Axis) -> Sides:
    """The printer's margins of the page; where the paper turns over, the larger on both sides."""
    left, top, right, bottom = sheet.printable
    if landscape:
        left = right = max(sheet.printable[1], sheet.printable[3])
        top = bottom = max(sheet.printable[0], sheet.printable[2])
    if axis == "vertical":
        return max(left, right), top, max(left, right), bottom
    return left, max(top, bottom), right, max(top, bottom)


def _count(space: float, trim: float, gap: float) -> int:
    return max(0, floor((space + gap + SLACK) / (trim + gap)))


def _extent(count: int, trim: float, gap: float) -> float:
    return count * trim + max(0, count - 1) * gap


def _start(page: float, first: float, space: float, extent: float) -> float:
    """Where the trims begin: in the middle of the page, unless that leaves the space."""
    return max(first, min((page - extent) / 2, first + space - extent))
