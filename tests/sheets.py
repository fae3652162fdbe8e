"""Sheets, cards and the physical model that the tests of imposition share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from cardgen.graphics.frame import (
    Element,
    Face,
    Frame,
    GlyphRun,
    Ink,
    Item,
    Line,
    Page,
    Path,
    Placed,
    Side,
)
from cardgen.impose.duplex import DEFAULT_FLIP, Flip
from cardgen.impose.grid import Grid, NoFit, Piece, fit_grid
from cardgen.impose.imposition import Forme, impose
from cardgen.impose.order import arranged
from cardgen.impose.slug import NO_SLUG, FittedSlug
from cardgen.model.options import Order
from cardgen.model.sheet import Marks, Sheet

SIDES: tuple[Side, ...] = ("front", "back")
Box = tuple[float, float, float, float]  # left, top, right and bottom
INK = Ink("ink", (31, 31, 29), (0, 0, 0, 100), (0, 0, 0, 100), 100)


def crop_marks(length: float = 5) -> Marks:
    return Marks(offset=3, length=length, width_pt=0.25)


def a4(**changes: Any) -> Sheet:
    known: dict[str, Any] = {
        "paper": "A4",
        "width": 210,
        "height": 297,
        "turn": "either",
        "printable": (4.23, 4.23, 4.23, 4.23),
        "gap": 0,
        "marks": crop_marks(),
    }
    return Sheet(**known | changes)


def fitted(
    width: float,
    height: float,
    bleed: float,
    sheet: Sheet,
    flip: Flip = DEFAULT_FLIP,
    **piece: Any,
) -> Grid | NoFit:
    """The grid for such cards, or what says that not one fits."""
    piece = {"back_bleed": bleed, **piece}
    return fit_grid(Piece(width, height, bleed, **piece), sheet, flip)


def fits(*arguments: Any) -> bool:
    return not isinstance(fitted(*arguments), NoFit)


def grid_of(*arguments: Any, **piece: Any) -> Grid:
    grid = fitted(*arguments, **piece)
    assert isinstance(grid, Grid), grid
    return grid


def cards(names: Iterable[str], width: float, height: float) -> Iterator[tuple[Placed, ...]]:
    """A front and a back for each name."""
    for name in names:
        yield tuple(
            Placed(0, 0, Frame(width, height), face=Face(name, name, None, side)) for side in SIDES
        )


def sheets_of(
    names: Iterable[str], grid: Grid, order: Order = "decks", copies: int = 1, start: int = 0
) -> Iterator[tuple[Any, ...]]:
    """The faces by their places on each sheet."""
    made = arranged([tuple(names)] * copies, order, grid.capacity, start)
    width, height = grid.piece.width, grid.piece.height
    for places in made:
        yield tuple(place and next(cards([place.card], width, height)) for place in places)


def sides(
    names: Iterable[str],
    width: float,
    height: float,
    bleed: float,
    sheet: Sheet,
    flip: Flip = DEFAULT_FLIP,
    slug: FittedSlug = NO_SLUG,
    **piece: Any,
) -> tuple[Grid, list[Page]]:
    grid = grid_of(width, height, bleed, sheet, flip, **piece)
    forme = Forme(grid, sheet.marks, slug, INK)
    return grid, list(impose(sheets_of(names, grid), forme))


def faces_of(page: Page) -> list[Placed]:
    return [item for item in page.frame.items if isinstance(item, Placed) and item.face]


def as_rows(page: Page, grid: Grid) -> list[list[str | None]]:
    """The cards' names as one sees them on the page, None where there is none."""
    names = {
        (round(placed.x, 3), round(placed.y, 3)): placed.face.card
        for placed in faces_of(page)
        if placed.face
    }
    xs = sorted({round(grid.x + column * grid.across, 3) for column in range(grid.columns)})
    ys = sorted({round(grid.y + row * grid.down, 3) for row in range(grid.rows)})
    assert {x for x, _ in names} <= set(xs)
    assert {y for _, y in names} <= set(ys)
    return [[names.get((x, y)) for x in xs] for y in ys]


def on_page(placed: Placed, u: float, v: float) -> tuple[float, float]:
    """Where a point of the frame lies on the page."""
    x, y, w, h = placed.x, placed.y, placed.frame.width, placed.frame.height
    return {
        0: (x + u, y + v),
        90: (x + h - v, y + u),
        180: (x + w - u, y + h - v),
        270: (x + v, y + w - u),
    }[placed.turn]


def printed_boxes(page: Page) -> Iterator[Box]:
    """Left, top, right and bottom of all that is painted, words by their fonts' full height."""
    for item in page.frame.items:
        yield from printed_boxes_of(item)


def printed_boxes_of(item: Item, cap_height: bool = False) -> Iterator[Box]:
    match item:
        case Placed(face=None, turn=180):
            for left, top, right, bottom in chain.from_iterable(
                printed_boxes_of(one, cap_height) for one in item.frame.items
            ):
                across, down = 2 * item.x + item.width, 2 * item.y + item.height
                yield across - right, down - bottom, across - left, down - top
        case Placed(face=None):
            yield item.x, item.y, item.x + item.width, item.y + item.height
        case Placed():
            yield bleed_box(item)
        case Line():
            yield item.x1, item.y1, item.x2, item.y2
        case Path():
            points = [step[1:] for step in item.steps if len(step) == 3]
            xs, ys = zip(*points, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)
        case Element():
            above, below = (0.668, 0) if cap_height else (0.984, 0.316)
            for run in item.items:
                assert isinstance(run, GlyphRun)
                em = run.size_pt * 25.4 / 72
                yield run.x, run.y - above * em, run.x + run.width, run.y + below * em


def overlap(one: Box, other: Box, slack: float = 1e-6) -> bool:
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def trims(page: Page) -> list[Box]:
    return [trim_box(face) for face in faces_of(page)]


def bleeds(page: Page) -> list[Box]:
    return [bleed_box(face) for face in faces_of(page)]


def trim_box(placed: Placed) -> Box:
    return _box(placed, 0, 0, placed.frame.width, placed.frame.height)


def bleed_box(placed: Placed) -> Box:
    left, top, right, bottom = placed.bleed or (0, 0, 0, 0)
    return _box(placed, -left, -top, placed.frame.width + right, placed.frame.height + bottom)


def _box(placed: Placed, u1: float, v1: float, u2: float, v2: float) -> Box:
    (x1, y1), (x2, y2) = on_page(placed, u1, v1), on_page(placed, u2, v2)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
