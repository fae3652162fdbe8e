"""Two records held against each other: what of each card changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from cardgen.model.record.held import Held, Record


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a card: added to the deck or gone from it, absent from the older file, or
    changed: the faces that differ, its number then and now, whether it comes elsewhere in the deck,
    and the fields that say something else."""

    card: str
    what: Literal["added", "gone", "absent", "changed"]
    faces: tuple[str, ...] = ()
    numbers: tuple[int, int] | None = None
    moved: bool = False
    fields: tuple[str, ...] = ()

    @property
    def to_print(self) -> bool:
        """Whether an older deck lacks one of its faces."""
        return self.what in ("added", "absent") or bool(self.faces)

    def as_data(self) -> dict[str, Any]:
        return {
            "card": self.card,
            "change": self.what,
            "faces": list(self.faces),
            "numbers": list(self.numbers) if self.numbers else None,
            "moved": self.moved,
            "fields": list(self.fields),
        }


def changes(
    old: Record, new: Record, fields: Mapping[str, tuple[str, ...]] | None = None
) -> list[Change]:
    """What changed of the new record's cards, in their order, and the cards that are gone; fields
    are those of each card that say something else, where that is known."""
    found, moved, fields = [], _moved(old, new), fields or {}
    for id_, held in new.cards.items():
        before = old.cards.get(id_)
        if before is None:
            found.append(Change(id_, "absent" if id_ in old.numbers else "added"))
            continue
        numbers = old.numbers.get(id_, 0), new.numbers.get(id_, 0)
        change = Change(
            id_,
            "changed",
            tuple(_differing(before, held)),
            numbers if numbers[0] != numbers[1] else None,
            id_ in moved,
            fields.get(id_, ()),
        )
        if change != Change(id_, "changed"):
            found.append(change)
    gone = (id_ for id_ in old.cards if id_ in old.numbers and id_ not in new.numbers)
    return [*found, *(Change(id_, "gone") for id_ in gone)]


def all_renumbered(old: Record, new: Record, found: list[Change]) -> int:
    """How many numbered cards both decks have, where these have another count of them and the faces
    of all differ; else 0."""
    both = {id_ for id_, number in new.numbers.items() if number and old.numbers.get(id_)}
    differ = {change.card for change in found if change.faces}
    return len(both) if len(both) > 1 and both <= differ and old.count != new.count else 0


def _differing(old: Held, new: Held) -> Iterator[str]:
    """The names of the faces that either lacks, or has otherwise."""
    for name in {**old.faces, **new.faces}:
        if old.faces.get(name) != new.faces.get(name):
            yield name


def _moved(old: Record, new: Record) -> set[str]:
    """Cards of both decks that come elsewhere, while the others keep their order."""
    before = [id_ for id_ in old.numbers if id_ in new.numbers]
    after = [id_ for id_ in new.numbers if id_ in old.numbers]
    if before == after:
        return set()
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(after).difference(*(after[at.b : at.b + at.size] for at in blocks))
