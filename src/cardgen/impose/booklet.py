"""A saddle-stitched booklet: pages two on a side, so that they are in order when all sheets are
folded together in the middle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cardgen.graphics.frame import Face, Frame, Item, Page, Placed, Side

_ON_A_SHEET = 4  # pages, two on each side


def booklets(pages: Iterable[Page]) -> Iterator[Page]:
    """The sides of the sheets, fronts and backs in turn, of a booklet of all pages or, where they
    are copies or of several people, of one for each. Sheets flip on their short edge, and a booklet
    whose pages are no multiple of four ends with blank ones."""
    for _, own in groupby(pages, _whose):
        yield from _booklet(list(own))


def _whose(page: Page) -> tuple[int, int]:
    face = _face_of(page)
    return (face.person, face.copy) if face else (0, 1)


def _face_of(page: Page) -> Face | None:
    shown = (item.face for item in page.frame.items if isinstance(item, Placed))
    return next(filter(None, shown), None)


def _booklet(pages: Sequence[Page]) -> Iterator[Page]:
    size = pages[0].frame
    for side, left, right in sides_of(len(pages) + -len(pages) % _ON_A_SHEET):
        halves = (left, 0.0), (right, size.width)
        items = [
            item
            for number, x in sorted(halves)  # as they are read
            if number <= len(pages)
            for item in _moved(pages[number - 1], x, number)
        ]
        yield Page(Frame(2 * size.width, size.height, tuple(items)), side)


def sides_of(pages: int) -> Iterator[tuple[Side, int, int]]:
    """The front and back of each sheet, the outermost first, with the numbers of the pages on its
    left and right; pages are a multiple of four."""
    for outer in range(1, pages // 2, 2):
        inner = pages + 1 - outer
        yield "front", inner, outer
        yield "back", outer + 1, inner - 1


def _moved(page: Page, x: float, number: int) -> Iterator[Item]:
    """What a page shows, moved to its half of the sheet, with its place in reading."""
    for item in page.frame.items:
        assert isinstance(item, Placed)  # a face
        yield item._replace(x=item.x + x, face=item.face and item.face._replace(order=number))
