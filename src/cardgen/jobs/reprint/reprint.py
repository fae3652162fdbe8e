"""Reprints: the cards whose faces differ from an older file, and the sheets they were on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from cardgen.graphics.frame import SIDES, Face, Frame, Placed, faces
from cardgen.impose.imposition import impose
from cardgen.impose.order import Copy, Places, arranged
from cardgen.jobs.files import go_through, record_for
from cardgen.jobs.layup import CardsOnSheet, Layup, SheetRun
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.jobs.sheets import forme_of
from cardgen.model.deck import Card
from cardgen.model.layout import TOGETHER
from cardgen.model.options import as_typed
from cardgen.model.record.changes import Change, all_renumbered, changes
from cardgen.model.record.record import CardRecord, Place, Record
from cardgen.problems import FileError, Mark, Problems, Unsupported, counted
from cardgen.read.files import Files
from cardgen.units import shown
from cardgen.value import Value

Corner: TypeAlias = tuple[float, float]
_NEAR = 0.1  # mm, within which a place or a size is the same


class Since(Value):
    """An older file and its record."""

    file: str
    record: Record

    def changed(self, layup: Layup, cards: Sequence[Card], problems: Problems) -> tuple[Card, ...]:
        """Returns those of the cards whose faces the older file lacks or has in another form; of
        cards shown together, all or none.

        Raises Unsupported if the older file is of another output or was built in another way.
        """
        # What is wrong with faces is told of those that are printed.
        new = record_of(layup, cards, Problems())
        _comparable(self, new)
        found = changes(self.record, new)
        note_renumbering(self.record, new, found, self.file, layup.spec.deck.where, problems)
        differ = {change.card for change in found if change.to_print}
        return tuple(card for card in cards if card.id in differ or TOGETHER in differ)

    def where_they_lay(self, layup: Layup, cards: Sequence[Card]) -> Layup:
        """Returns the layup with those sheets of the older file that hold the cards, each in its
        place and other places empty, followed by sheets of cards that the file lacks.

        Raises Unsupported if these sheets have no such place.
        """
        runs = list[SheetRun]()
        for part in layup.parts:
            own, old = part.of(cards), _lain(layup, part, cards, self)
            sheets: list[Places[Card]] = [old[number] for number in sorted(old)]
            new = [card for card in own if card.id not in self.record.cards]
            sheets += arranged([new], "decks", part.grid.capacity if part.grid else 1)
            if own:
                runs.append(SheetRun(part, sheets))
        return layup._replace(runs=tuple(runs))


def recorded_in(file: str, files: Files, problems: Problems) -> Record:
    """Returns the record of an older PDF, which may be held in memory; raises FileError if it has
    none."""
    # No other build waits for what opens it.
    from cardgen.output.pdf.embedded_record import recorded

    record = recorded(file, problems, files.held(files.named(Path(), file)))
    if record is None:
        raise FileError(problems)
    return record


def record_of(layup: Layup, cards: Sequence[Card], problems: Problems) -> Record:
    """Returns the same record with the faces of these cards, which are composed for it and then
    discarded."""
    record = record_for(layup.spec)
    made = Sheets(with_copies(layup, cards, 1), problems)
    go_through(record.noting(made, layup.spec.house.guise))
    return record


def note_renumbering(
    old: Record, new: Record, found: list[Change], file: str, where: Mark, problems: Problems
) -> None:
    """Warns that all cards changed because the deck has more or fewer of them."""
    if count := all_renumbered(old, new, found):
        numbers = "the number" if count == 1 else f"all {count} numbers"
        what = f"{numbers} changed: the deck has {counted(new.count, 'numbered card')}"
        problems.warning("W511", where, f"{what}, and the deck of {file} had {old.count}")


def _lain(
    layup: Layup, part: CardsOnSheet, cards: Sequence[Card], since: Since
) -> dict[int, Places[Card]]:
    """Returns the older file's sheets that hold cards of the part, by number."""
    known = _places(layup, part)
    sheets: dict[int, list[Copy[Card] | None]] = {}
    for card in part.of(cards):
        older = since.record.cards.get(card.id, CardRecord())
        for number, place in enumerate(older.places, 1):
            sheet = sheets.setdefault(place.sheet, [None] * len(known))
            sheet[_index(place, known, part, card, since)] = Copy(card, number)
    return {number: tuple(sheet) for number, sheet in sheets.items()}


def _comparable(since: Since, new: Record) -> None:
    file, old = since.file, since.record
    if old.output != new.output:
        again = f"name it, as in build {old.output} --changed-since {file}"
        raise Unsupported(f'{file} is of the output "{old.output}", not "{new.output}": {again}')
    if _alike(old) != _alike(new):
        was, would = as_typed(old.options) or "none", as_typed(new.options) or "none"
        what = f"{file} was built with other options, so all its faces differ"
        raise Unsupported(f"{what}; then: {was}, now: {would}")


def _alike(record: Record) -> dict[str, str | float | bool]:
    """Returns the options that tell faces apart: of profiles, whether there is one for uncoated
    paper."""
    return {name: own if name != "profile" else True for name, own in record.options.items()}


def _places(layup: Layup, part: CardsOnSheet) -> list[Corner]:
    """Returns the positions of the fronts on a full sheet."""
    assert part.grid
    size = Frame(part.layout.width, part.layout.height)
    card = tuple(Placed(0, 0, size, face=Face("", "", None, side)) for side in SIDES)
    forme = forme_of(layup.spec, part, 1, Problems())
    full = next(impose([[card] * part.grid.capacity], forme))
    return [(one.x, one.y) for one in faces(full.frame) if one.face and one.face.side == "front"]


def _index(
    place: Place, known: Sequence[Corner], part: CardsOnSheet, card: Card, since: Since
) -> int:
    """Returns which of the known places it is; raises Unsupported if it is none of them."""
    assert part.grid
    paper = part.grid.page_width, part.grid.page_height
    if not 0 < place.sheet <= len(since.record.sheets):
        raise Unsupported(f"{since.file} does not say how large its sheet {place.sheet} is")
    if _near(paper, since.record.sheets[place.sheet - 1]):
        for index, corner in enumerate(known):
            if _near(corner, (place.x, place.y)):
                return index
    size = f"{shown(paper[0])} × {shown(paper[1])} mm"
    what = f"on these sheets of {size} {card.id} cannot keep its place from {since.file}"
    raise Unsupported(f"--same-places: {what}; use the same paper and --fold as then")


def _near(one: Corner, other: Corner) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))
