"""A picture of a card's own in the place of its poster."""

from __future__ import annotations

from functools import lru_cache

from cardgen.art.outlines import mapped
from cardgen.art.thin import thinned
from cardgen.frame import NO_BLEED, Box, Frame, Image, Ink, Item, Path, Sides
from cardgen.pixels.look import Pixels


@lru_cache(maxsize=1024)
def picture(
    shows: Pixels | Frame,
    width: float,
    height: float,
    field: Ink,
    bleed: Sides = NO_BLEED,
    share: float = 1.0,
) -> Frame:
    """The picture in the middle of a box, just so large that it covers the box and its bleed.

    It runs further on two sides or on all: place the frame with its bleed to cut it off. What
    does not cover what is behind it stands on a field of that ink. share is how much of its own
    ink it keeps. The same arguments give the
    same object.
    """
    left, top, right, bottom = bleed
    own = shows.size if isinstance(shows, Pixels) else (shows.width, shows.height)
    scale = max(
        (width + 2 * max(left, right)) / own[0],
        (height + 2 * max(top, bottom)) / own[1],
    )
    x, y = (width - scale * own[0]) / 2, (height - scale * own[1]) / 2
    items: list[Item] = []

    def inked(ink: Ink) -> Ink:
        return ink if share == 1 else thinned(ink, share)

    if isinstance(shows, Frame) or not shows.opaque:
        items.append(Box(-left, -top, left + width + right, top + height + bottom, field))
    if isinstance(shows, Pixels):
        items.append(Image(x, y, scale * own[0], scale * own[1], shows, share))
    else:
        items += [
            Path(mapped(path.steps, (scale, 0, 0, scale, x, y)), inked(path.fill), path.solid)
            for path in shows.items
            if isinstance(path, Path)  # a drawing that was read has nothing else
        ]
    return Frame(width, height, tuple(items))
