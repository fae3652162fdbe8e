"""Pictures of too few pixels for the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from cardgen.deck import Prose
from cardgen.frame import Element, Frame, Image, Item, Placed
from cardgen.problems import Problems

LEAST_PPI = 200
_MM_PER_INCH = 25.4


def note_coarse(face: Frame, file: Prose, problems: Problems) -> None:
    """Warns of a card's picture, named in that place, where it is coarser on its face."""
    for image in _images(face.items):
        (width, height), inches = image.pixels.size, image.width / _MM_PER_INCH
        ppi = round(width / inches, 3)
        if ppi < LEAST_PPI:
            wide, high = (ceil(n * LEAST_PPI / ppi) for n in (width, height))
            size = f"{image.width:.0f} × {image.height:.0f} mm before it is cropped"
            what = f'"{file.text}" is printed at {int(ppi)} ppi: {width} × {height} pixels, {size}'
            fix = f"{wide} × {high} pixels would do, for {LEAST_PPI} ppi"
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
