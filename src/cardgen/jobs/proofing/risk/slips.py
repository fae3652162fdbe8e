"""What goes wrong with single sheets: backs beside their fronts, cuts beside their marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import radians
from random import Random
from typing import NamedTuple

from cardgen.graphics.frame import Page, Placed, Sides, faces
from cardgen.impose.cuts import Cut
from cardgen.impose.duplex import Axis
from cardgen.impose.printers_marks import trim_edges
from cardgen.model.printer import Spread

SEED = 1


class Slip(NamedTuple):
    """What went wrong with one sheet: the back's shift in mm, its turn in radians and its growth
    each way, and by where a cut should be, how far to the right or down it was made."""

    right: float
    down: float
    turn: float
    wide: float
    high: float
    across: Mapping[float, float]
    along: Mapping[float, float]


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """Both sides of one sheet with how it is turned over; back is None where one side is printed.
    in_cells: the stock is cut already, and both sides may miss it. folds are where it is folded,
    from the left or the top."""

    front: Page
    back: Page | None
    axis: Axis
    in_cells: bool = False
    folds: frozenset[Cut] = frozenset()


def cut_at(sheet: PrintedSheet) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where the cards of a sheet end, from the left and from the top."""
    boxes = [trim_edges(face) for face in faces(sheet.front.frame)]
    across = {_key(box[side]) for box in boxes for side in (0, 2)}
    along = {_key(box[side]) for box in boxes for side in (1, 3)}
    return tuple(sorted(across)), tuple(sorted(along))


def draw_slips(
    sheet: PrintedSheet,
    across: Sequence[float],
    along: Sequence[float],
    spread: Spread,
    count: int,
) -> Iterator[Slip]:
    """So many errors of a sheet whose cards end there, the same each time."""
    random = Random(SEED)
    width, height = sheet.front.frame.width, sheet.front.frame.height

    def missed(edge: Cut, end: float) -> float:
        """How far off this edge of cards comes to lie; the edge of the paper and that of a cell
        lie where they are."""
        if sheet.in_cells or not 0.01 < edge.at < end - 0.01:
            return 0.0
        return random.gauss(0, spread.fold if edge in sheet.folds else spread.cut)

    for _ in range(count):
        yield Slip(
            random.gauss(0, spread.shift),
            random.gauss(0, spread.shift),
            radians(random.gauss(0, spread.turn)),
            random.gauss(0, spread.scale) / 100,
            random.gauss(0, spread.scale) / 100,
            {at: missed(Cut("left", at), width) for at in across},
            {at: missed(Cut("top", at), height) for at in along},
        )


def pieces(
    sheet: PrintedSheet, back: bool, slip: Slip
) -> Iterator[tuple[Placed, Sides, float, float]]:
    """Each face of a side with where the piece with it was really cut out, and how far to the right
    and down the print lies there, at the middle of the card."""
    page = sheet.back if back and sheet.back else sheet.front
    for face in faces(page.frame):
        left, top, right, bottom = trim_edges(face)
        off = missed_cuts(sheet, face, back, slip)
        box = left + off[0], top + off[1], right + off[2], bottom + off[3]
        x, y = (left + right - page.frame.width) / 2, (top + bottom - page.frame.height) / 2
        yield face, box, *moved(sheet, back, slip, x, y)


def moved(sheet: PrintedSheet, back: bool, slip: Slip, x: float, y: float) -> tuple[float, float]:
    """How far to the right and down the print lies of where it should, at a point from the
    middle of the page."""
    if not back and not sheet.in_cells:
        return 0.0, 0.0
    return (
        slip.right + slip.wide * x - slip.turn * y,
        slip.down + slip.turn * x + slip.high * y,
    )


def missed_cuts(sheet: PrintedSheet, face: Placed, back: bool, slip: Slip) -> Sides:
    """How far to the right and down, as one looks at this side, each edge was cut of where it
    should be."""
    left, top, right, bottom = trim_edges(face)
    if not back:
        return (
            *(slip.across[_key(left)], slip.along[_key(top)]),
            *(slip.across[_key(right)], slip.along[_key(bottom)]),
        )
    width, height = sheet.front.frame.width, sheet.front.frame.height
    if sheet.axis == "vertical":
        return (
            *(-slip.across[_key(width - left)], slip.along[_key(top)]),
            *(-slip.across[_key(width - right)], slip.along[_key(bottom)]),
        )
    return (
        *(slip.across[_key(left)], -slip.along[_key(height - top)]),
        *(slip.across[_key(right)], -slip.along[_key(height - bottom)]),
    )


def _key(at: float) -> float:
    return round(at, 3)
