"""How single sheets deviate: backs out of register with their fronts, and cuts off their marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import radians
from random import Random
from typing import Literal

from cardgen.graphics.frame import Page, Placed, Sides, faces
from cardgen.impose.cuts import Cut
from cardgen.impose.duplex import Axis
from cardgen.impose.printers_marks import trim_edges
from cardgen.model.printer import Spread
from cardgen.value import Value

SEED = 1


class Deviation(Value):
    """The deviation of one sheet: the shift of its back in mm, its skew in radians and its growth
    each way, and how far to the right of, or below, its place each cut was made."""

    right: float
    down: float
    turn: float
    wide: float
    high: float
    from_left: Mapping[float, float]
    from_top: Mapping[float, float]


class PrintedSheet(Value):
    """Both sides of a sheet, and how it turns over; back is None if it is printed on one side only.

    in_cells says that the stock is die-cut, so that both sides may be out of register with it.
    folds are where the sheet is folded.
    """

    front: Page
    back: Page | None
    axis: Axis
    in_cells: bool = False
    folds: frozenset[Cut] = frozenset()


def trim_positions(sheet: PrintedSheet) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where cards are cut, in mm from the left and from the top of a sheet."""
    boxes = [trim_edges(face) for face in faces(sheet.front.frame)]
    from_left = {_key(box[side]) for box in boxes for side in (0, 2)}
    from_top = {_key(box[side]) for box in boxes for side in (1, 3)}
    return tuple(sorted(from_left)), tuple(sorted(from_top))


def random_deviations(
    sheet: PrintedSheet,
    from_left: Sequence[float],
    from_top: Sequence[float],
    spread: Spread,
    count: int,
) -> Iterator[Deviation]:
    """So many deviations of a sheet, which are the same each time.

    They are normally distributed with the printer's standard deviations. from_left and from_top are
    where the sheet's cards are cut.
    """
    gauss = Random(SEED).gauss
    width, height = sheet.front.frame.width, sheet.front.frame.height

    def scatter(edge: Cut, end: float) -> float:
        """How far this edge of cards is cut or folded off its place; that of the paper or of a cell
        stays where it is."""
        if sheet.in_cells or not 0.01 < edge.at < end - 0.01:
            return 0.0
        return spread.fold if edge in sheet.folds else spread.cut

    lefts = [(at, scatter(Cut("left", at), width)) for at in from_left]
    tops = [(at, scatter(Cut("top", at), height)) for at in from_top]
    for _ in range(count):
        yield Deviation(
            gauss(0, spread.shift),
            gauss(0, spread.shift),
            radians(gauss(0, spread.turn)),
            gauss(0, spread.scale) / 100,
            gauss(0, spread.scale) / 100,
            {at: gauss(0, sigma) if sigma else 0.0 for at, sigma in lefts},
            {at: gauss(0, sigma) if sigma else 0.0 for at, sigma in tops},
        )


def cut_pieces(
    sheet: PrintedSheet, back: bool, deviation: Deviation
) -> Iterator[tuple[Placed, Sides, float, float]]:
    """Each face of a side with the piece that was really cut out, and how far to the right and down
    the print lies at the middle of the card."""
    page = sheet.back if back and sheet.back else sheet.front
    for face in faces(page.frame):
        left, top, right, bottom = trim_edges(face)
        off = cutting_errors(sheet, face, back, deviation)
        box = left + off[0], top + off[1], right + off[2], bottom + off[3]
        x, y = (left + right - page.frame.width) / 2, (top + bottom - page.frame.height) / 2
        yield face, box, *misregistration(sheet, back, deviation, x, y)


def misregistration(
    sheet: PrintedSheet, back: bool, deviation: Deviation, x: float, y: float
) -> tuple[float, float]:
    """How far to the right and down the print lies from its place, at a point given from the middle
    of the page."""
    if not back and not sheet.in_cells:
        return 0.0, 0.0
    return (
        deviation.right + deviation.wide * x - deviation.turn * y,
        deviation.down + deviation.turn * x + deviation.high * y,
    )


def cutting_errors(sheet: PrintedSheet, face: Placed, back: bool, deviation: Deviation) -> Sides:
    """How far to the right and down, as one looks at this side, each edge was cut from its
    place."""
    left, top, right, bottom = (
        way * (deviation.from_left if side == "left" else deviation.from_top)[at]
        for side, at, way in cuts_of(sheet, face, back)
    )
    return left, top, right, bottom


def cuts_of(
    sheet: PrintedSheet, face: Placed, back: bool
) -> Iterator[tuple[Literal["left", "top"], float, int]]:
    """The cuts that make the left, top, right and bottom edge of a face: from which side of the
    front they are measured and how far, and -1 where this side sees them move the other way."""
    size = {"left": sheet.front.frame.width, "top": sheet.front.frame.height}
    turned = ("left" if sheet.axis == "vertical" else "top") if back else None
    sides: tuple[Literal["left", "top"], ...] = ("left", "top", "left", "top")
    for side, at in zip(sides, trim_edges(face), strict=True):
        if side == turned:
            yield side, _key(size[side] - at), -1
        else:
            yield side, _key(at), 1


def _key(at: float) -> float:
    return round(at, 3)
