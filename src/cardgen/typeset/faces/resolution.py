"""Pictures of too low a resolution for the size at which they are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import ceil

from cardgen.graphics.frame import Element, Frame, Image, Item, Placed
from cardgen.model.deck import Deck, Picture
from cardgen.problems import Kin, Problems

LEAST_PPI = 200
_MM_PER_INCH = 25.4
_MANY = f"{{count}} pictures are printed at less than {LEAST_PPI} ppi: {{names}}"
_LARGER = "use pictures with more pixels"


class ResolutionCheck:
    """Warns of the deck's pictures that have too few pixels, as face after face is looked at."""

    def __init__(self, deck: Deck, problems: Problems) -> None:
        self._problems, self._logo = problems, deck.logo
        # By the identity of what they show: cards may share a file, and frames keep the object.
        self._pictures: defaultdict[int, list[Picture]] = defaultdict(list)
        for picture in (deck.logo, *(card.image for card in deck.cards)):
            if picture:
                self._pictures[id(picture.shows)].append(picture)
        self._noted: set[tuple[int, str]] = set()

    def look_at(self, face: Frame) -> None:
        """Note each picture whose resolution is too low on this face or page."""
        for image in _images(face.items) if self._pictures else ():
            (width, height), inches = image.pixels.size, image.width / _MM_PER_INCH
            ppi = round(width / inches, 3)
            if ppi < LEAST_PPI:
                size = f"{image.width:.0f} × {image.height:.0f} mm"
                what = f"is printed at {int(ppi)} ppi: {width} × {height} pixels, {size}"
                wide, high = (ceil(n * LEAST_PPI / ppi) for n in (width, height))
                fix = f"{wide} × {high} pixels are enough for {LEAST_PPI} ppi"
                self._note(id(image.pixels), ppi, what, fix)

    def _note(self, shows: int, ppi: float, what: str, fix: str) -> None:
        """Warn once of every picture that shows these pixels, however many faces it is on."""
        if (shows, what + fix) in self._noted:
            return
        self._noted.add((shows, what + fix))
        for picture in self._pictures.get(shows, ()):
            cropped = "" if picture is self._logo else " before it is cropped"
            told = f'"{picture.file.text}" {what}{cropped}'
            file = f'"{picture.file.text}"'
            named = f"{file} at {int(ppi)} ppi"
            kin = Kin(_MANY, named, ppi, _LARGER, thing=file)
            self._problems.warning("W406", picture.file.where, told, fix, kin)


def _images(items: Iterable[Item]) -> Iterator[Image]:
    for item in items:
        match item:
            case Image():
                yield item
            case Element():
                yield from _images(item.items)
            case Placed():
                yield from _images(item.frame.items)
