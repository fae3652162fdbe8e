"""Faces to pages: many cards on both sides of a sheet, or one face on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from cardgen.frame import Frame, Ink, Page, Placed, Side, Sides
from cardgen.impose.duplex import turned_over, turned_sides
from cardgen.impose.grid import Grid
from cardgen.impose.marks import cut_marks
from cardgen.impose.slug import FittedSlug
from cardgen.sheet import Sheet

Card = tuple[Placed, Placed]  # its front and back

_SIDES: tuple[Side, Side] = ("front", "back")


def impose(
    cards: Iterable[Card], grid: Grid, sheet: Sheet, slug: FittedSlug, ink: Ink
) -> Iterator[Page]:
    """The sides of the sheets, front and back in turn, drawn from the cards sheet by sheet.

    On both sides the faces come in the order of the cards, though on the back they stand
    mirrored.
    """
    remaining, number = iter(cards), 0
    while on_sheet := tuple(islice(remaining, grid.capacity)):
        number += 1
        fronts = tuple(
            _laid(front, grid, index, len(on_sheet)) for index, (front, _) in enumerate(on_sheet)
        )
        backs = tuple(
            turned_over(front, back, grid.page_width, grid.page_height, grid.axis)
            for front, (_, back) in zip(fronts, on_sheet, strict=True)
        )
        yield _side(fronts, "front", number, grid, sheet, slug, ink)
        yield _side(backs, "back", number, grid, sheet, slug, ink)


def one_up(cards: Iterable[Card], bleed: float) -> Iterator[Page]:
    """Each face on a page of its own, front and back in turn, with its bleed around it."""
    for card in cards:
        for face, side in zip(card, _SIDES, strict=True):
            width, height = face.width + 2 * bleed, face.height + 2 * bleed
            placed = replace(face, x=bleed, y=bleed, bleed=(bleed,) * 4)
            trim = (bleed, bleed, face.width, face.height)
            yield Page(Frame(width, height, (placed,)), side, trim, (0.0, 0.0, width, height))


def _side(
    faces: tuple[Placed, ...],
    side: Side,
    number: int,
    grid: Grid,
    sheet: Sheet,
    slug: FittedSlug,
    ink: Ink,
) -> Page:
    marks = cut_marks(faces, grid, sheet, ink)
    items = (*faces, *marks, *slug.items(number, side))
    return Page(Frame(grid.page_width, grid.page_height, items), side)


def _laid(front: Placed, grid: Grid, index: int, count: int) -> Placed:
    """The front of the card of that index among the count of cards on a sheet."""
    row, column = divmod(index, grid.columns)
    shared = min(grid.bleed, grid.gap / 2)
    beside: Sides = (
        shared if column else grid.bleed,
        shared if row else grid.bleed,
        shared if column + 1 < grid.columns and index + 1 < count else grid.bleed,
        shared if index + grid.columns < count else grid.bleed,
    )
    return replace(
        front,
        x=grid.x + column * (grid.trim_width + grid.gap),
        y=grid.y + row * (grid.trim_height + grid.gap),
        turn=grid.turn,
        bleed=turned_sides(beside, grid.turn),
    )
