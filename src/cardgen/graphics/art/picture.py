"""The pictures of a deck: a card's own in place of its poster, and the logo."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from cardgen.graphics.art.outlines import mapped
from cardgen.graphics.frame import NO_BLEED, Box, Frame, Image, Ink, Item, Path, Sides

if TYPE_CHECKING:
    from cardgen.graphics.pixels.image_files import Pixels


@lru_cache(maxsize=1024)
def picture(
    shows: Pixels | Frame,
    width: float,
    height: float,
    field: Ink,
    bleed: Sides = NO_BLEED,
    share: float = 1.0,
) -> Frame:
    """The picture centred on a box, just large enough to cover the box and its bleed.

    It runs further on two sides or on all: place the frame with its bleed to clip it. A transparent
    picture stands on a field of that ink. share is the share of its own ink that it keeps. The same
    arguments give the same object.
    """
    left, top, right, bottom = bleed
    own = _size(shows)
    scale = max(
        (width + 2 * max(left, right)) / own[0],
        (height + 2 * max(top, bottom)) / own[1],
    )
    x, y = (width - scale * own[0]) / 2, (height - scale * own[1]) / 2
    items: list[Item] = []
    if isinstance(shows, Frame) or not shows.opaque:
        items.append(Box(-left, -top, left + width + right, top + height + bottom, field))
    items += _painted(shows, x, y, scale, share)
    return Frame(width, height, tuple(items))


@lru_cache(maxsize=64)
def logo(shows: Pixels | Frame, width: float, height: float, share: float = 1.0) -> Frame:
    """The whole picture, as large as width and height allow, in a frame of its proportions.

    The same arguments give the same object.
    """
    own = _size(shows)
    scale = min(width / own[0], height / own[1])
    return Frame(scale * own[0], scale * own[1], tuple(_painted(shows, 0, 0, scale, share)))


def _size(shows: Pixels | Frame) -> tuple[float, float]:
    return (shows.width, shows.height) if isinstance(shows, Frame) else shows.size


def _painted(
    shows: Pixels | Frame, x: float, y: float, scale: float, share: float
) -> Iterator[Item]:
    """The picture with its top left corner at x, y."""
    if not isinstance(shows, Frame):
        width, height = shows.size
        yield Image(x, y, scale * width, scale * height, shows, share)
        return
    for path in shows.items:
        if isinstance(path, Path):  # drawings are read as paths alone
            fill = path.fill if share == 1 else path.fill.thinned(share)
            yield Path(mapped(path.steps, (scale, 0, 0, scale, x, y)), fill, path.solid)
