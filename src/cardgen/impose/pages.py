"""Faces to pages: many cards on both sides of a sheet, or one face on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cardgen.graphics.frame import Drawing, Frame, Ink, Matrix, Page, Placed, Side, Sides
from cardgen.impose.duplex import turned_over, turned_sides
from cardgen.impose.fold import fold_marks, pair_on
from cardgen.impose.grid import Grid
from cardgen.impose.marks import cut_marks
from cardgen.impose.slug import FittedSlug
from cardgen.impose.technical import colour_bar, die_lines, targets
from cardgen.model.sheet import Marks, PressMarks

Faces = tuple[Placed, ...]  # the front and back of a card, or its pages


@dataclass(frozen=True, slots=True)
class Press:
    """What the sheets of a run have in common; backs are moved on the page, with all on them, to
    make good what the printer does to them."""

    grid: Grid
    marks: Marks | None
    slug: FittedSlug
    ink: Ink  # of marks
    one_sided: bool = False
    moved: Matrix | None = None
    technical: Technical | None = None


class Technical(NamedTuple):
    """What sheets for presses have beside: marks of which some are wished, the spot inks of the
    job, and the radius of the die that rounds corners, or 0."""

    marks: PressMarks
    spots: Sequence[Ink]
    corners: float


def impose(
    sheets: Iterable[Sequence[Faces | None]], press: Press, first: int = 1
) -> Iterator[Page]:
    """The sides of the sheets, front and back in turn, drawn from the cards sheet by sheet.

    On both sides the faces come in the order of the cards, though on the back they stand
    mirrored. first is the number of the first sheet.
    """
    grid = press.grid
    for number, sheet in enumerate(sheets, first):
        cards = {place: card for place, card in enumerate(sheet) if card is not None}
        fronts = _laid(cards, grid, grid.piece.bleed)
        if grid.piece.fold:
            yield _folded(fronts, tuple(cards.values()), number, press)
            continue
        yield _side(fronts, "front", number, press)
        if not press.one_sided:
            behind = zip(_laid(cards, grid, grid.piece.back_bleed), cards.values(), strict=True)
            backs = tuple(
                turned_over(front, back, grid.page_width, grid.page_height, grid.axis)
                for front, (_, back) in behind
            )
            yield _side(backs, "back", number, press)


def one_up(
    cards: Iterable[Faces],
    bleed: float,
    backs_first: bool = False,
    technical: Technical | None = None,
) -> Iterator[Page]:
    """Each face on a page of its own, front and back in turn, with its bleed around it."""
    for card in cards:
        for face in card[::-1] if backs_first else card:
            side = face.face.side if face.face else "front"
            width, height = face.width + 2 * bleed, face.height + 2 * bleed
            placed = replace(face, x=bleed, y=bleed, bleed=(bleed,) * 4)
            trim = (bleed, bleed, face.width, face.height)
            die = die_lines([placed], technical.corners, technical.marks) if technical else ()
            items = (placed, *die) if technical and technical.corners else (placed,)
            yield Page(Frame(width, height, items), side, trim, (0.0, 0.0, width, height))


def _side(faces: tuple[Placed, ...], side: Side, number: int, press: Press) -> Page:
    grid, marks = press.grid, press.marks
    if marks and marks.on not in ("both", f"{side}s"):
        marks = None
    technical = press.technical
    beyond = technical.marks.registration if technical else press.ink
    items = (
        *faces,
        *cut_marks(faces, grid, marks, press.ink, beyond),
        *(_technical(faces, side, press, technical) if technical else ()),
        *press.slug.items(number, side),
    )
    moved = press.moved if side == "back" else None
    page = Page(Frame(grid.page_width, grid.page_height, items), side, moved=moved)
    return _boxed(page, grid) if technical else page


def _technical(
    faces: Sequence[Placed], side: Side, press: Press, technical: Technical
) -> Iterator[Drawing]:
    marks, grid = press.marks, press.grid
    if marks and marks.targets:
        yield from targets(grid, technical.marks)
    if marks and marks.bar:
        yield from colour_bar(grid, technical.marks, technical.spots)
    if technical.corners and side == "front":
        yield from die_lines(faces, technical.corners, technical.marks)


def _boxed(page: Page, grid: Grid) -> Page:
    """The page with the trims of all cards together as its trim."""
    left, top, right, bottom = grid.box
    out = max(grid.piece.bleed, grid.piece.back_bleed)
    trim = (left, top, right - left, bottom - top)
    bleed = (left - out, top - out, right - left + 2 * out, bottom - top + 2 * out)
    return replace(page, trim=trim, bleed=bleed)


def _folded(units: tuple[Placed, ...], cards: Sequence[Faces], number: int, press: Press) -> Page:
    grid, marks = press.grid, press.marks
    faces = [
        face
        for unit, (front, back) in zip(units, cards, strict=True)
        for face in pair_on(unit, front, back, grid.piece)
    ]
    items = (
        *faces,
        *cut_marks(units, grid, marks, press.ink),
        *(line for unit in units for line in fold_marks(unit, grid, marks, press.ink)),
        *press.slug.items(number, "front"),
    )
    return Page(Frame(grid.page_width, grid.page_height, items), "front")


def _laid(cards: dict[int, Faces], grid: Grid, bleed: float) -> tuple[Placed, ...]:
    """The pieces in their places as they lie on the front, each with what it may bleed there."""
    return tuple(
        replace(
            _piece(card[0], grid),
            x=grid.x + place % grid.columns * grid.across,
            y=grid.y + place // grid.columns * grid.down,
            turn=grid.turn,
            bleed=turned_sides(_beside(place, cards, grid, bleed), grid.turn),
        )
        for place, card in cards.items()
    )


def _piece(front: Placed, grid: Grid) -> Placed:
    """A front or, where it is cut out together with its back, the frame of both."""
    if not grid.piece.fold:
        return front
    return Placed(0, 0, Frame(grid.piece.width, grid.piece.height))


def _beside(place: int, cards: dict[int, Faces], grid: Grid, bleed: float) -> Sides:
    """How far a card bleeds to its sides: half of the gap where another stands beside it, or in a
    cell where another cell is."""
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
