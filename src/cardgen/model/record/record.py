"""The record of a file: for each card the fingerprints of its faces, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cardgen.graphics.frame import Guise, Page, faces
from cardgen.model.layout import TOGETHER
from cardgen.model.options import OPTIONS, OnFaces
from cardgen.model.record.fingerprint import Fingerprints
from cardgen.value import Value

_LONGEST = 10_000.0  # mm
VERSION = 1  # goes up when equal faces get other fingerprints than before
# Of the options in the file; the sheet where it decides how large the cards are, the profile where
# it is for uncoated paper.
_KNOWN = {
    row.name: str if row.default is None else type(row.default)
    for row in OPTIONS.values()
    if row.on_faces
}
_KNOWN |= {"sheet": str, "profile": str}


class Place(Value):
    """The number of a sheet, from 1, and the top left corner of a front on it, in mm."""

    sheet: int
    x: float
    y: float


class PageRecord(Value):
    """What a page adds to a record: the size of its sheet if it is the front of one and, of each
    face, its card, its name, its fingerprint and the corner of a front."""

    sheet: tuple[float, float] | None
    faces: list[tuple[str, str, str, tuple[float, float] | None]]


class PageRecorder:
    """Takes down pages in one guise; a face that is there again is examined once."""

    def __init__(self, guise: Guise) -> None:
        self._prints = Fingerprints(guise)
        self._known: dict[tuple[str, str], str] = {}

    def of(self, page: Page) -> PageRecord:
        """What the page adds to a record."""
        size = round(page.frame.width, 2), round(page.frame.height, 2)
        found = PageRecord(size if page.side == "front" else None, [])
        for placed in faces(page.frame):
            face = placed.face
            assert face is not None  # faces() yields no others
            name = face.side if face.part == 1 else f"{face.side} {face.part}"
            print_ = self._known.get((face.card, name))
            if print_ is None:
                print_ = self._known[face.card, name] = self._prints.of(placed.frame)
            corner = (round(placed.x, 2), round(placed.y, 2)) if name == "front" else None
            found.faces.append((face.card, name, print_, corner))
        return found


class CardRecord:
    """The fingerprints of a card's faces, or pages, by their names, and the places of its fronts,
    one for each copy."""

    __slots__ = ("faces", "places")

    def __init__(self, faces: dict[str, str] | None = None, places: Iterable[Place] = ()) -> None:
        self.faces, self.places = faces or {}, list(places)


class Record:
    """The record of a file: the output that it is of, the options that change faces, the extra
    cards, the numbers of the deck's own cards in its order (0 for none), the width and height of
    its sheets in mm and the cards on them. Lengths have two decimals."""

    def __init__(
        self, output: str, options: OnFaces, add: tuple[str, ...], numbers: Mapping[str, int]
    ) -> None:
        self.output, self.options, self.add, self.numbers = output, options, add, numbers
        self.sheets: list[tuple[float, float]] = []
        self.cards: dict[str, CardRecord] = {}

    @property
    def count(self) -> int:
        """How many numbered cards the deck has."""
        return sum(1 for number in self.numbers.values() if number)

    @property
    def is_together(self) -> bool:
        """Whether its pages show all cards together."""
        return TOGETHER in self.cards

    def add_page(self, page: PageRecord) -> None:
        """Add what a page has on it."""
        if page.sheet is not None:
            self.sheets.append(page.sheet)
        for id_, name, print_, corner in page.faces:
            card = self.cards.setdefault(id_, CardRecord())
            card.faces.setdefault(name, print_)
            if corner is not None:
                card.places.append(Place(len(self.sheets), *corner))

    def noting(self, pages: Iterable[Page], guise: Guise) -> Iterator[Page]:
        """The same pages, whose faces are added to the record as they pass."""
        recorder = PageRecorder(guise)
        for page in pages:
            self.add_page(recorder.of(page))
            yield page

    def as_data(self) -> dict[str, Any]:
        """The record as JSON has it."""
        return {
            "version": VERSION,
            "output": self.output,
            "options": dict(self.options),
            "add": list(self.add),
            "numbers": dict(self.numbers),
            "sheets": self.sheets,
            "cards": {id_: [card.faces, card.places] for id_, card in self.cards.items()},
        }


def _length(value: Any) -> float:
    """A length in mm that a sheet can have; raises ValueError for others."""
    length = float(value)
    if not 0 <= length < _LONGEST:
        raise ValueError("it is no length of a sheet")
    return length


def from_data(data: Any) -> Record:
    """The record that as_data gave. Raises ValueError for anything else."""
    try:
        if data["version"] != VERSION:
            raise ValueError("it is of another version")
        numbers = {str(id_): int(number) for id_, number in data["numbers"].items()}
        options = {name: _KNOWN[name](value) for name, value in data["options"].items()}
        record = Record(str(data["output"]), options, tuple(map(str, data["add"])), numbers)
        record.sheets = [(_length(width), _length(height)) for width, height in data["sheets"]]
        record.cards = {
            str(id_): CardRecord(
                {str(name): str(print_) for name, print_ in prints.items()},
                [Place(int(sheet), _length(x), _length(y)) for sheet, x, y in places],
            )
            for id_, (prints, places) in data["cards"].items()
        }
        return record
    except (TypeError, KeyError, AttributeError, OverflowError) as reason:
        raise ValueError("it is none") from reason
