"""In which order cards come on the sheets, and in which place each stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cardgen.model.options import Order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy(Generic[T]):
    """A card, and which of its copies this is, from 1."""

    card: T
    number: int


Places = tuple[Copy[T] | None, ...]  # of one sheet, by their place in the grid


def arranged(
    decks: Sequence[Sequence[T]], order: Order, capacity: int, start: int = 0
) -> list[Places[T]]:
    """The places of sheet after sheet; on the first one so many at the start stay empty. The copies
    of a card are those of one and the same object.

    decks: one after another. stack: the same, for sheets that are cut as one pile; put one on
    another from the first place to the last, the piles of cards are in order. cards: each place
    has the same card on every sheet of a run, so that every pile is one card.
    """
    slots = list(_copies(decks))
    if order == "cards":
        return list(_piles(slots, capacity))
    if order == "stack":
        sheets = -(-len(slots) // capacity)
        piles = [slots[at : at + sheets] for at in range(0, len(slots), sheets)]
        return [
            tuple(pile[sheet] for pile in piles if sheet < len(pile)) for sheet in range(sheets)
        ]
    places: list[Copy[T] | None] = [*[None] * start, *slots]
    return [tuple(places[at : at + capacity]) for at in range(0, len(places), capacity)]


def _copies(decks: Sequence[Sequence[T]]) -> Iterator[Copy[T]]:
    counts: Counter[int] = Counter()
    for deck in decks:
        for card in deck:
            counts[id(card)] += 1
            yield Copy(card, counts[id(card)])


def _piles(slots: Sequence[Copy[T]], capacity: int) -> Iterator[Places[T]]:
    """A run of sheets for as many cards as there are places; the cards of the last run share its
    places out evenly."""
    piles: dict[int, list[Copy[T]]] = {}
    for copy in slots:
        piles.setdefault(id(copy.card), []).append(copy)
    all_ = list(piles.values())
    for at in range(0, len(all_), capacity):
        group = all_[at : at + capacity]
        share = capacity // len(group)  # places for each card
        for first in range(0, max(map(len, group)), share):
            numbers = range(first, first + share)
            yield tuple(
                pile[number] if number < len(pile) else None for pile in group for number in numbers
            )
