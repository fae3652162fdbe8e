"""Imposition: the faces of cards on pages, many on both sides of a sheet or one to a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cardgen.graphics.frame import (
    Drawing,
    Element,
    Frame,
    Ink,
    Item,
    Line,
    Matrix,
    Page,
    Placed,
    Side,
    Sides,
)
from cardgen.impose.duplex import mirrored_back, turned_sides
from cardgen.impose.fold import fold_marks, pair_on
from cardgen.impose.grid import Grid
from cardgen.impose.printers_marks import colour_bar, crop_marks, die_lines, registration_marks
from cardgen.impose.slug import FittedSlug
from cardgen.model.sheet import Marks, PressMarks
from cardgen.value import Value

Faces = tuple[Placed, ...]  # the front and back of a card, or its pages


class Forme(Value):
    """What all the sheets of a run share. moved is the correction for the printer, by which backs
    are moved with everything on them."""

    grid: Grid
    marks: Marks | None
    slug: FittedSlug
    ink: Ink  # of marks
    one_sided: bool = False
    moved: Matrix | None = None
    press: PressDetails | None = None


class PressDetails(Value):
    """What files for presses have besides: the marks to choose from, the spot inks of the job, and
    the radius in mm of the die that rounds the corners, or 0."""

    marks: PressMarks
    spots: Sequence[Ink]
    corners: float


def impose(
    sheets: Iterable[Sequence[Faces | None]], forme: Forme, first: int = 1
) -> Iterator[Page]:
    """The sides of the sheets, front and back in turn, made from the cards sheet by sheet.

    On both sides the faces come in the order of the cards, though on the back their places are
    mirrored. first is the number of the first sheet.
    """
    grid = forme.grid
    for number, sheet in enumerate(sheets, first):
        cards = {place: card for place, card in enumerate(sheet) if card is not None}
        fronts = _laid(cards, grid, grid.piece.bleed)
        if grid.piece.fold:
            yield _folded(fronts, tuple(cards.values()), number, forme)
            continue
        yield _side(fronts, "front", number, forme)
        if not forme.one_sided:
            behind = zip(_laid(cards, grid, grid.piece.back_bleed), cards.values(), strict=True)
            backs = tuple(
                mirrored_back(front, back, grid.page_width, grid.page_height, grid.axis)
                for front, (_, back) in behind
            )
            yield _side(backs, "back", number, forme)


def one_up(
    cards: Iterable[Faces],
    bleed: float,
    backs_first: bool = False,
    press: PressDetails | None = None,
) -> Iterator[Page]:
    """Each face on a page of its own, front and back in turn, with its bleed around it."""
    for card in cards:
        for face in card[::-1] if backs_first else card:
            side = face.face.side if face.face else "front"
            width, height = face.width + 2 * bleed, face.height + 2 * bleed
            placed = face._replace(x=bleed, y=bleed, bleed=(bleed,) * 4)
            trim = _trim_of(placed)
            die = die_lines([placed], press.corners, press.marks) if press else ()
            items = (placed, *die) if press and press.corners else (placed,)
            x, y, wide, high = trim
            bled = (x - bleed, y - bleed, wide + 2 * bleed, high + 2 * bleed)
            yield Page(Frame(width, height, items), side, trim, bled)


def _trim_of(placed: Placed) -> tuple[float, float, float, float]:
    """The box of what is left of a face once it is cut, along a dieline of its own or at its
    edges: its left and top on the page, its width and height."""
    cuts = list(_die_lines_in(placed.frame.items))
    if not cuts:
        return placed.x, placed.y, placed.width, placed.height
    xs, ys = [x for cut in cuts for x in (cut.x1, cut.x2)], [y for c in cuts for y in (c.y1, c.y2)]
    return placed.x + min(xs), placed.y + min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _die_lines_in(items: Iterable[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line) and item.ink.technical:
            yield item
        elif isinstance(item, Element):
            yield from _die_lines_in(item.items)


def _side(faces: tuple[Placed, ...], side: Side, number: int, forme: Forme) -> Page:
    """One side of a sheet: the faces, the marks and the slug."""
    grid, marks = forme.grid, forme.marks
    if marks and marks.on not in ("both", f"{side}s"):
        marks = None
    press = forme.press
    beyond = press.marks.registration if press else forme.ink
    items = (
        *faces,
        *crop_marks(faces, grid, marks, forme.ink, beyond),
        *(_press_marks(faces, side, forme, press) if press else ()),
        *_slug(number, side, forme),
    )
    moved = forme.moved if side == "back" else None
    page = Page(Frame(grid.page_width, grid.page_height, items), side, moved=moved)
    return _boxed(page, grid) if press else page


def _slug(number: int, side: Side, forme: Forme) -> tuple[Item, ...]:
    """The slug, which on a back lies the way the cards do: upright once the paper is turned."""
    items, grid = forme.slug.items(number, side), forme.grid
    if items and side == "back" and grid.axis == "horizontal":
        return (Placed(0, 0, Frame(grid.page_width, grid.page_height, items), 180),)
    return items


def _press_marks(
    faces: Sequence[Placed], side: Side, forme: Forme, press: PressDetails
) -> Iterator[Drawing]:
    """The registration marks, the colour bar and the dielines that were asked for."""
    marks, grid = forme.marks, forme.grid
    if marks and marks.targets:
        yield from registration_marks(grid, press.marks)
    if marks and marks.bar:
        yield from colour_bar(grid, press.marks, press.spots)
    if press.corners and side == "front":
        yield from die_lines(faces, press.corners, press.marks)


def _boxed(page: Page, grid: Grid) -> Page:
    """The page with all trims together as its TrimBox, and those with their bleed as its
    BleedBox."""
    left, top, right, bottom = grid.box
    out = max(grid.piece.bleed, grid.piece.back_bleed)
    trim = (left, top, right - left, bottom - top)
    bleed = (left - out, top - out, right - left + 2 * out, bottom - top + 2 * out)
    return page._replace(trim=trim, bleed=bleed)


def _folded(units: tuple[Placed, ...], cards: Sequence[Faces], number: int, forme: Forme) -> Page:
    """The printed side of a sheet of pairs; units are where these lie."""
    grid, marks = forme.grid, forme.marks
    faces = [
        face
        for unit, (front, back) in zip(units, cards, strict=True)
        for face in pair_on(unit, front, back, grid.piece)
    ]
    items = (
        *faces,
        *crop_marks(units, grid, marks, forme.ink),
        *(line for unit in units for line in fold_marks(unit, grid, marks, forme.ink)),
        *forme.slug.items(number, "front"),
    )
    return Page(Frame(grid.page_width, grid.page_height, items), "front")


def _laid(cards: dict[int, Faces], grid: Grid, bleed: float) -> tuple[Placed, ...]:
    """The pieces in their places as they lie on the front, each with the bleed that it may have
    there."""
    return tuple(
        _piece(card[0], grid)._replace(
            x=grid.x + place % grid.columns * grid.across,
            y=grid.y + place // grid.columns * grid.down,
            turn=grid.turn,
            bleed=turned_sides(_beside(place, cards, grid, bleed), grid.turn),
        )
        for place, card in cards.items()
    )


def _piece(front: Placed, grid: Grid) -> Placed:
    """A front or, if it is cut out in one piece with its back, a frame for both."""
    if not grid.piece.fold:
        return front
    return Placed(0, 0, Frame(grid.piece.width, grid.piece.height))


def _beside(place: int, cards: dict[int, Faces], grid: Grid, bleed: float) -> Sides:
    """How far a card bleeds to each side: half the gutter where another card is next to it or, on
    die-cut stock, another cell."""
    column, row = place % grid.columns, place // grid.columns
    across = min(bleed, (grid.across - grid.trim_width) / 2)
    down = min(bleed, (grid.down - grid.trim_height) / 2)

    def near(is_inside: bool, beside: int) -> bool:
        return is_inside and (grid.in_cells or beside in cards)

    return (
        across if near(column > 0, place - 1) else bleed,
        down if near(row > 0, place - grid.columns) else bleed,
        across if near(column + 1 < grid.columns, place + 1) else bleed,
        down if near(row + 1 < grid.rows, place + grid.columns) else bleed,
    )
