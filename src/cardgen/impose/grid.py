"""The grid of cards on a sheet (n-up): as many as it can hold, or one in each of its cells."""

from __future__ import annotations

from math import floor
from typing import Literal

from cardgen.graphics.frame import Matrix, Sides
from cardgen.impose.duplex import DEFAULT_FLIP, Axis, Flip, turning_axis
from cardgen.model.sheet import Cells, Sheet
from cardgen.value import Value

SLACK = 0.001  # mm, so that an exact fit counts as one

_TURNS: tuple[Literal[0, 90], ...] = (0, 90)
_EXCLUDED_BY = {True: "portrait", False: "landscape"}  # the turn that excludes landscape or not


class Piece(Value):
    """What is cut from a sheet, in mm: its trim size, its bleed on fronts and on backs and, of
    cards with a white frame in place of a bleed, the width of that.

    With a fold it is a front and its back in one piece, side by side or one above the other.
    """

    width: float
    height: float
    bleed: float = 0.0
    back_bleed: float = 0.0
    frame: float = 0.0
    fold: Literal["beside", "above"] | None = None


class Grid(Value):
    """Where the trims are on a page, in mm from its left and top, and how the paper turns over."""

    page_width: float
    page_height: float
    margins: Sides  # that the printer leaves blank, the same on front and back
    landscape: bool
    flip: Flip
    piece: Piece
    columns: int
    rows: int
    x: float  # left and top of the first trim
    y: float
    across: float  # from the left, or the top, of one trim to that of the next
    down: float
    turn: Literal[0, 90]  # of each card, clockwise
    reach: float  # how far bleed and marks extend beyond the trims
    in_cells: bool = False  # the stock is die-cut, and each cell takes one card

    @property
    def trim_width(self) -> float:
        """The width of a card as it lies on the page."""
        return self.piece.height if self.turn else self.piece.width

    @property
    def trim_height(self) -> float:
        """The height of a card as it lies on the page."""
        return self.piece.width if self.turn else self.piece.height

    @property
    def capacity(self) -> int:
        """How many cards the sheet holds."""
        return self.columns * self.rows

    @property
    def axis(self) -> Axis:
        """The axis about which the paper turns over."""
        return turning_axis(self.landscape, self.flip)

    def overrun(self, moved: Matrix) -> float:
        """How many mm of cards and marks, at most, the move takes into the printer's margins."""
        return self._beyond_margins(moved, self.reach)

    def overrun_of_cards(self, moved: Matrix) -> float:
        """How many mm of print that stays on the cards, at most, the move takes there: of all
        within the trims, but for white frames."""
        return self._beyond_margins(moved, min(0.0, self.reach))

    def _beyond_margins(self, moved: Matrix, reach: float) -> float:
        a, b, c, d, e, f = moved
        left, top, right, bottom = self.box
        left, top = left - reach, top - reach
        right, bottom = right + reach, bottom + reach
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return max(
            self.margins[0] - min(xs),
            self.margins[1] - min(ys),
            max(xs) - (self.page_width - self.margins[2]),
            max(ys) - (self.page_height - self.margins[3]),
        )

    @property
    def box(self) -> Sides:
        """The left, top, right and bottom of all trims together; the same on the back."""
        right = self.x + (self.columns - 1) * self.across + self.trim_width
        return self.x, self.y, right, self.y + (self.rows - 1) * self.down + self.trim_height


class NoFit(Value):
    """Not even one card fits on the paper. Sizes are (width, height) in mm."""

    paper: str
    card: tuple[float, float]
    needed: tuple[float, float]  # with bleed and marks
    usable: tuple[float, float]
    largest: tuple[float, float]  # the largest card that would fit


def fit_grid(piece: Piece, sheet: Sheet, flip: Flip = DEFAULT_FLIP) -> Grid | NoFit:
    """The grid of most cards whose bleed and marks the printer can reach on both sides.

    Of grids that hold as many, upright cards are preferred, then landscape paper. The trims are
    centred on the paper, or as near to that as the margins allow. Framed cards have no gutters, and
    their frames may lie in the margins. On die-cut stock the cards are centred in its cells.
    """
    if sheet.cells:
        return _in_cells(piece, sheet, sheet.cells, flip)
    papers = [landscape for landscape in (True, False) if sheet.turn != _EXCLUDED_BY[landscape]]
    grids = [_grid(piece, sheet, landscape, flip, turn) for landscape in papers for turn in _TURNS]
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
    """The grid on paper of that orientation for cards that lie upright or turned by 90°."""
    page_width, page_height = (
        (sheet.height, sheet.width) if landscape else (sheet.width, sheet.height)
    )
    width, height = (piece.height, piece.width) if turn else (piece.width, piece.height)
    margins = _margins(sheet, landscape, turning_axis(landscape, flip))
    reach = _reach(sheet, piece)
    gap = 0.0 if piece.frame else sheet.gap
    # Frames may lie in the margins, but not off the paper.
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


def _in_cells(piece: Piece, sheet: Sheet, cells: Cells, flip: Flip) -> Grid | NoFit:
    """The grid of the cells of die-cut stock, with the cards upright if they fit so."""
    for turn in _TURNS:
        width, height = (piece.height, piece.width) if turn else (piece.width, piece.height)
        spare = cells.width - width, cells.height - height
        if min(spare) > -SLACK:
            return Grid(
                sheet.width,
                sheet.height,
                (0.0, 0.0, 0.0, 0.0),
                False,
                flip,
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
    """How far print extends beyond the trims; negative for white frames."""
    if piece.frame:
        return -piece.frame
    bleed, marks = max(piece.bleed, piece.back_bleed), sheet.marks
    return max(marks.offset, bleed) + marks.length if marks and marks.length else bleed


def _margins(sheet: Sheet, landscape: bool, axis: Axis) -> Sides:
    """The printer's margins of the page. Of two sides that turning over exchanges, both have the
    larger one."""
    left, top, right, bottom = sheet.printable
    if landscape:
        left = right = max(sheet.printable[1], sheet.printable[3])
        top = bottom = max(sheet.printable[0], sheet.printable[2])
    if axis == "vertical":
        return max(left, right), top, max(left, right), bottom
    return left, max(top, bottom), right, max(top, bottom)


def _count(space: float, trim: float, gap: float) -> int:
    """How many trims with gutters between them fit in the space."""
    return max(0, floor((space + gap + SLACK) / (trim + gap)))


def _extent(count: int, trim: float, gap: float) -> float:
    """The length of the trims with the gutters between them."""
    return count * trim + max(0, count - 1) * gap


def _start(page: float, first: float, space: float, extent: float) -> float:
    """Where the first trim begins: centred on the page, or as near to that as the space allows."""
    return max(first, min((page - extent) / 2, first + space - extent))
