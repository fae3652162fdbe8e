"""Pictures of too few pixels for the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from cardgen.graphics.frame import Element, Frame, Image, Item, Placed
from cardgen.model.deck import Deck
from cardgen.problems import Problems

LEAST_PPI = 200
_MM_PER_INCH = 25.4


def note_coarse(face: Frame, deck: Deck, problems: Problems) -> None:
    """Warns of the deck's pictures where they are coarser on a face or a page."""
    shown = [picture for picture in (deck.logo, *(c.image for c in deck.cards)) if picture]
    for image in _images(face.items) if shown else ():
        (width, height), inches = image.pixels.size, image.width / _MM_PER_INCH
        ppi = round(width / inches, 3)
        if ppi >= LEAST_PPI:
            continue
        wide, high = (ceil(n * LEAST_PPI / ppi) for n in (width, height))
        fix = f"{wide} × {high} pixels would do, for {LEAST_PPI} ppi"
        for own in (own for own in shown if own.shows is image.pixels):
            size = f"{image.width:.0f} × {image.height:.0f} mm"
            size += " before it is cropped" if own is not deck.logo else ""
            what = f'"{own.file.text}" is printed at {int(ppi)} ppi: {width} × {height} pixels, '
            problems.warning("W406", own.file.where, what + size, fix)


def _images(items: Iterable[Item]) -> Iterator[Image]:
    for item in items:
        match item:
            case Image():
                yield item
            case Element():
                yield from _images(item.items)
            case Placed():
                yield from _images(item.frame.items)
