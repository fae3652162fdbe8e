"""Fronts with their backs beside them, for paper that is printed on one side and folded."""

from __future__ import annotations

from cardgen.graphics.frame import Ink, Line, Placed, Sides
from cardgen.impose.duplex import Turn, turned_sides
from cardgen.impose.grid import SLACK, Grid, NoFit, Piece, fit_grid
from cardgen.model.sheet import Marks, Sheet

_DASHES = 3  # of which a fold mark is made
_QUARTER_ON: dict[Turn, Turn] = {0: 90, 90: 180, 180: 270, 270: 0}


def fit_folded(card: Piece, sheet: Sheet) -> Grid | NoFit:
    """The grid of most pairs.

    Of grids that hold as many, upright pairs are preferred, then backs beside their fronts.
    """
    beside = card._replace(width=2 * card.width, fold="beside")
    above = card._replace(height=2 * card.height, fold="above")
    found = fit_grid(beside, sheet), fit_grid(above, sheet)
    grids = [grid for grid in found if isinstance(grid, Grid)]
    return max(grids, key=lambda grid: (grid.capacity, grid.turn == 0), default=found[0])


def pair_on(unit: Placed, front: Placed, back: Placed, piece: Piece) -> tuple[Placed, Placed]:
    """Front and back in their places on the page, in the unit of both; neither bleeds across the
    fold.

    A back beside its front is upright; one above it is upside down, and so comes upright when the
    paper is folded away behind the front.
    """
    width, height = front.frame.width, front.frame.height
    left, top, right, bottom = unit.bleed or (0.0,) * 4
    if piece.fold == "beside":
        places = (0.0, 0.0), (width, 0.0)
        bleeds: tuple[Sides, Sides] = (left, top, 0.0, bottom), (0.0, top, right, bottom)
        turn: Turn = 0
    else:
        places = (0.0, height), (0.0, 0.0)
        # The back is upside down: its own left is the right side of the unit.
        bleeds = (left, 0.0, right, bottom), (right, 0.0, left, top)
        turn = 180
    return (
        _within(unit, front._replace(bleed=bleeds[0]), *places[0], 0),
        _within(unit, back._replace(bleed=bleeds[1]), *places[1], turn),
    )


def _within(unit: Placed, face: Placed, x: float, y: float, turn: Turn) -> Placed:
    """A face at x, y of the unit, placed on the page; the unit is upright or turned clockwise."""
    if unit.turn == 0:
        return face._replace(x=unit.x + x, y=unit.y + y, turn=turn)
    down = unit.frame.height - y - face.frame.height
    return face._replace(x=unit.x + down, y=unit.y + x, turn=_QUARTER_ON[turn])


def fold_marks(unit: Placed, grid: Grid, marks: Marks | None, ink: Ink) -> tuple[Line, ...]:
    """Dashes at both ends of the fold, where crop marks would be.

    Between pairs that are too close together for them there are none.
    """
    if marks is None or not marks.length:
        return ()
    left, top, right, bottom = unit.x, unit.y, unit.x + unit.width, unit.y + unit.height
    upright = (grid.piece.fold == "beside") == (unit.turn == 0)
    dash = marks.length / (2 * _DASHES - 1)
    bleed = turned_sides(unit.bleed or (0.0,) * 4, -unit.turn)
    if upright:
        at, ends = (left + right) / 2, ((top, -1, bleed[1]), (bottom, 1, bleed[3]))
    else:
        at, ends = (top + bottom) / 2, ((left, -1, bleed[0]), (right, 1, bleed[2]))
    lines = []
    gap = grid.down - grid.trim_height if upright else grid.across - grid.trim_width
    first, last = (grid.box[1], grid.box[3]) if upright else (grid.box[0], grid.box[2])
    for end, way, own in ends:
        offset = -grid.piece.frame if grid.piece.frame else max(marks.offset, own)
        outer = abs(end - (first if way < 0 else last)) < SLACK
        if not outer and gap < 2 * offset + marks.length:
            continue
        for index in range(_DASHES):
            start = end + way * (offset + 2 * index * dash)
            stop = start + way * dash
            x1, y1, x2, y2 = (at, start, at, stop) if upright else (start, at, stop, at)
            lines.append(Line(x1, y1, x2, y2, ink, marks.width_pt))
    return tuple(lines)
