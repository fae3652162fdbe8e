"""Pictures of too few pixels for the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from cardgen.deck import Card
from cardgen.frame import Element, Frame, Image, Item, Placed
from cardgen.problems import Problems

LEAST_PPI = 200
_MM_PER_INCH = 25.4


def note_coarse(face: Frame, cards: Iterable[Card], problems: Problems) -> None:
    """Warns of these cards' pictures where they are coarser on a face or a page."""
    shown = [card.image for card in cards if card.image]
    for image in _images(face.items) if shown else ():
        (width, height), inches = image.pixels.size, image.width / _MM_PER_INCH
        ppi = round(width / inches, 3)
        if ppi >= LEAST_PPI:
            continue
        wide, high = (ceil(n * LEAST_PPI / ppi) for n in (width, height))
        size = f"{image.width:.0f} × {image.height:.0f} mm before it is cropped"
        fix = f"{wide} × {high} pixels would do, for {LEAST_PPI} ppi"
        for file in (own.file for own in shown if own.shows is image.pixels):
            what = f'"{file.text}" is printed at {int(ppi)} ppi: {width} × {height} pixels, {size}'
            problems.warning("W406", file.where, what, fix)


def _images(items: Iterable[Item]) -> Iterator[Image]:
    for item in items:
        match item:
            case Image():
                yield item
            case Element():
                yield from _images(item.items)
            case Placed():
                yield from _images(item.frame.items)
