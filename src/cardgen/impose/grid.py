"""Where cards stand on a sheet: the largest grid it can hold, or the cells it has."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Literal, NamedTuple

from cardgen.graphics.frame import Sides
from cardgen.impose.duplex import Axis, Flip, default_flip, turning_axis
from cardgen.model.sheet import Cells, Sheet

SLACK = 0.001  # an exact fit counts as one

_TURNS: tuple[Literal[0, 90], ...] = (0, 90)
_ONLY_OTHER = {True: "portrait", False: "landscape"}  # which sheets rule out landscape, portrait


class Piece(NamedTuple):
    """What is cut from a sheet: its size, how far it bleeds on fronts and on backs, and how wide
    the white frame is that it has instead of a bleed. With a fold it is a card's front with its
    back beside or above it."""

    width: float
    height: float
    bleed: float = 0.0
    back_bleed: float = 0.0
    frame: float = 0.0
    fold: Literal["beside", "above"] | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Where trims stand on the page as it is laid out, and how the paper turns over."""

    page_width: float
    page_height: float
    margins: Sides  # that stay blank, the same on front and back
    landscape: bool
    flip: Flip
    piece: Piece
    columns: int
    rows: int
    x: float  # of the first trim
    y: float
    across: float  # from trim to trim
    down: float
    turn: Literal[0, 90]  # of each card, clockwise
    reach: float  # how far bleed and marks stand out beyond the trims
    in_cells: bool = False  # of stock that is cut already

    @property
    def trim_width(self) -> float:
        """Of a card as it lies on the page."""
        return self.piece.height if self.turn else self.piece.width

    @property
    def trim_height(self) -> float:
        return self.piece.width if self.turn else self.piece.height

    @property
    def capacity(self) -> int:
        return self.columns * self.rows

    @property
    def axis(self) -> Axis:
        return turning_axis(self.landscape, self.flip)

    @property
    def box(self) -> Sides:
        """The left, top, right and bottom of all trims together; the same on the back."""
        right = self.x + (self.columns - 1) * self.across + self.trim_width
        return self.x, self.y, right, self.y + (self.rows - 1) * self.down + self.trim_height


@dataclass(frozen=True, slots=True)
class NoFit:
    """Not even one card fits: sizes as (width, height)."""

    paper: str
    card: tuple[float, float]
    needed: tuple[float, float]  # with bleed and marks
    usable: tuple[float, float]
    largest: tuple[float, float]  # the largest card that would fit


def fit_grid(piece: Piece, sheet: Sheet, flip: Flip | None = None) -> Grid | NoFit:
    """The grid of most cards, bleed and marks within what the printer can reach on both sides.

    Of equal grids one of upright cards comes first, then one on landscape paper. Without flip the
    paper turns like the page of a book. The trims stand in the middle of the paper, or as near to
    it as the margins allow. Framed cards stand without gaps, their frames where nothing can be
    printed. On stock with cells the cards stand in the middle of these.
    """
    if sheet.cells:
        return _in_cells(piece, sheet, sheet.cells, flip)
    papers = [landscape for landscape in (True, False) if sheet.turn != _ONLY_OTHER[landscape]]
    grids = [
        _grid(piece, sheet, landscape, flip or default_flip(landscape), turn)
        for landscape in papers
        for turn in _TURNS
    ]
    best = max(grids, key=lambda grid: (grid.capacity, grid.turn == 0, grid.landscape))
    if best.capacity:
        return best
    page = grids[-1]
    left, top, right, bottom = page.margins
    usable = page.page_width - left - right, page.page_height - top - bottom
    around = 2 * max(0.0, page.reach)
    inside = 2 * page.reach
    return NoFit(
        sheet.paper,
        card=(piece.width, piece.height),
        needed=(piece.width + around, piece.height + around),
        usable=usable,
        largest=(
            min(page.page_width, max(0.0, usable[0] - inside)),
            min(page.page_height, max(0.0, usable[1] - inside)),
        ),
    )


def _grid(piece: Piece, sheet: Sheet, landscape: bool, flip: Flip, turn: Literal[0, 90]) -> Grid:
    page_width, page_height = (
        (sheet.height, sheet.width) if landscape else (sheet.width, sheet.height)
    )
    width, height = (piece.height, piece.width) if turn else (piece.width, piece.height)
    margins = _margins(sheet, landscape, turning_axis(landscape, flip))
    reach = _reach(sheet, piece)
    gap = 0.0 if piece.frame else sheet.gap
    # Frames may lie where nothing can be printed, but not off the paper.
    left, top, right, bottom = (max(0.0, side + reach) for side in margins)
    across, down = page_width - left - right, page_height - top - bottom
    columns, rows = _count(across, width, gap), _count(down, height, gap)
    return Grid(
        page_width,
        page_height,
        margins,
        landscape,
        flip,
        piece,
        columns,
        rows,
        _start(page_width, left, across, _extent(columns, width, gap)),
        _start(page_height, top, down, _extent(rows, height, gap)),
        width + gap,
        height + gap,
        turn,
        reach,
    )


def _in_cells(piece: Piece, sheet: Sheet, cells: Cells, flip: Flip | None) -> Grid | NoFit:
    for turn in _TURNS:
        width, height = (piece.height, piece.width) if turn else (piece.width, piece.height)
        spare = cells.width - width, cells.height - height
        if min(spare) > -SLACK:
            return Grid(
                sheet.width,
                sheet.height,
                (0.0, 0.0, 0.0, 0.0),
                False,
                flip or default_flip(False),
                piece,
                cells.columns,
                cells.rows,
                cells.x + spare[0] / 2,
                cells.y + spare[1] / 2,
                cells.across,
                cells.down,
                turn,
                0.0,
                in_cells=True,
            )
    cell = cells.width, cells.height
    return NoFit(f"the cells of {sheet.paper}", (piece.width, piece.height), piece[:2], cell, cell)


def _reach(sheet: Sheet, piece: Piece) -> float:
    """What is printed beyond the trims; less than nothing where frames stay white."""
    if piece.frame:
        return -piece.frame
    bleed, marks = max(piece.bleed, piece.back_bleed), sheet.marks
    return max(marks.offset, bleed) + marks.length if marks and marks.length else bleed


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
