"""Reprints: the cards whose faces are not as an older file has them, and the sheets they lay on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cardgen.graphics.frame import SIDES, Face, Frame, Placed, faces
from cardgen.impose.imposition import impose
from cardgen.impose.order import Copy, Places, arranged
from cardgen.jobs.job import Job
from cardgen.jobs.parts import CardsOnSheet
from cardgen.jobs.runs import SheetRun, pages, runs_of
from cardgen.jobs.selection import Unsupported
from cardgen.jobs.sheets import forme_of
from cardgen.jobs.writing import go_through
from cardgen.model.deck import Card
from cardgen.model.layout import TOGETHER
from cardgen.model.options import as_typed
from cardgen.model.record.changes import Change, all_renumbered, changes
from cardgen.model.record.record import CardRecord, Place, Record
from cardgen.problems import Mark, Problems
from cardgen.units import shown

Corner: TypeAlias = tuple[float, float]
_NEAR = 0.1  # mm, within which a place or a size is the same


@dataclass(frozen=True, slots=True)
class Since:
    """An older file with what it holds, and whether cards shall lie where they lay in it."""

    file: str
    record: Record
    same_places: bool = False


def record_for(job: Job, add: Sequence[str]) -> Record:
    """What a file of the job tells before any of its faces are made."""
    printing, sheet = job.printing, job.sheet
    options = dict(printing.of_faces())
    if sheet and sheet.cells and printing.sheet not in (None, job.output.sheet):
        options["sheet"] = printing.sheet or ""
    own = (card for card in job.deck.cards if card.kind.name not in (*job.more.kinds, TOGETHER))
    return Record(job.output.name, options, tuple(add), {card.id: card.number for card in own})


def record_of(job: Job, cards: Sequence[Card], add: Sequence[str], problems: Problems) -> Record:
    """The same with the faces of these cards, which are made for it and then forgotten."""
    record = record_for(job, add)
    go_through(record.noting(pages(job, runs_of(job, cards, 1), problems), job.house.guise))
    return record


def changed(
    job: Job, cards: Sequence[Card], add: Sequence[str], since: Since, problems: Problems
) -> tuple[Card, ...]:
    """Those of the cards whose faces the older file lacks or has otherwise; of those shown together
    all or none. Raises Unsupported where it is of another output or was built in another way."""
    # What is wrong with faces is told of those that are printed.
    new = record_of(job, cards, add, Problems())
    _comparable(since, new)
    found = changes(since.record, new)
    note_renumbering(since.record, new, found, since.file, job.deck.where, problems)
    differ = {change.card for change in found if change.to_print}
    return tuple(card for card in cards if card.id in differ or TOGETHER in differ)


def note_renumbering(
    old: Record, new: Record, found: list[Change], file: str, where: Mark, problems: Problems
) -> None:
    """Notes that all cards changed since the deck has more or fewer of them."""
    if count := all_renumbered(old, new, found):
        what = f"all {count} numbers changed: the deck has {new.count} numbered cards"
        problems.warning("W511", where, f"{what}, and that of {file} has {old.count}")


def runs_where_they_lay(
    job: Job, cards: Sequence[Card], copies: int, since: Since
) -> list[SheetRun]:
    """The sheets of the older file that hold the cards, each in its place and the other places
    empty; then those with cards that the file does not have.

    Raises Unsupported where these sheets have no such place, or for wishes that leave cards
    elsewhere.
    """
    _can_lie_there(job, copies)
    found = []
    for part in job.parts:
        own, old = part.of(cards), _lain(job, part, cards, since)
        sheets: list[Places[Card]] = [old[number] for number in sorted(old)]
        new = [card for card in own if card.id not in since.record.cards]
        sheets += arranged([new], "decks", part.grid.capacity if part.grid else 1)
        if own:
            found.append(SheetRun(part, sheets))
    return found


def _can_lie_there(job: Job, copies: int) -> None:
    printing = job.printing
    if any(part.grid is None for part in job.parts):
        raise Unsupported(
            f'"{job.output.name}" has a face on each page: --same-places needs a sheet'
        )
    otherwise = {
        "--copies": copies > 1,
        "--order": printing.order != "decks",
        "--start-at": printing.start_at > 1,
        "--fill": printing.fill != "none",
        "--proof": printing.proof,
    }
    if used := ", ".join(option for option, value in otherwise.items() if value):
        laid = "lays each copy where it lay and leaves other places empty"
        raise Unsupported(f"--same-places {laid}: there is no {used}")


def _lain(
    job: Job, part: CardsOnSheet, cards: Sequence[Card], since: Since
) -> dict[int, Places[Card]]:
    """The older file's sheets that hold cards of the part, by their numbers."""
    known = _places(job, part)
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
        again = f"cardgen build {old.output} --changed-since {file}"
        raise Unsupported(f'{file} is of the output "{old.output}", not "{new.output}": {again}')
    if old.options != new.options:
        was, would = as_typed(old.options) or "none", as_typed(new.options) or "none"
        what = f"{file} was built with other options, so that all its faces differ"
        raise Unsupported(f"{what}; then: {was}, now: {would}")


def _places(job: Job, part: CardsOnSheet) -> list[Corner]:
    """Where the fronts of a full sheet lie."""
    assert part.grid
    size = Frame(part.layout.width, part.layout.height)
    card = tuple(Placed(0, 0, size, face=Face("", "", None, side)) for side in SIDES)
    forme = forme_of(job, part, 1, Problems())
    full = next(impose([[card] * part.grid.capacity], forme))
    return [(one.x, one.y) for one in faces(full.frame) if one.face and one.face.side == "front"]


def _index(
    place: Place, known: Sequence[Corner], part: CardsOnSheet, card: Card, since: Since
) -> int:
    """Which of the known places it is; Unsupported where it is none."""
    assert part.grid
    paper = part.grid.page_width, part.grid.page_height
    if not 0 < place.sheet <= len(since.record.sheets):
        raise Unsupported(f"{since.file} does not say how large its sheet {place.sheet} is")
    if _near(paper, since.record.sheets[place.sheet - 1]):
        for index, corner in enumerate(known):
            if _near(corner, (place.x, place.y)):
                return index
    size = f"{shown(paper[0])} × {shown(paper[1])} mm"
    what = f"on these sheets of {size} {card.id} cannot lie where it lay in {since.file}"
    raise Unsupported(f"--same-places: {what}; use the paper, and the fold, of then")


def _near(one: Corner, other: Corner) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))
