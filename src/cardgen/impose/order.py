"""In which order cards come on the sheets, and in which place each stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cardgen.printing import Order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy(Generic[T]):
    """A card, and which of its copies this is, from 1."""

    card: T
    number: int


Places = tuple[Copy[T] | None, ...]  # of one sheet, by their place in the grid


def arranged(
    cards: Sequence[T],
    copies: int,
    order: Order,
    capacity: int,
    start: int = 0,
    fillers: Sequence[Copy[T]] = (),
) -> list[Places[T]]:
    """The places of sheet after sheet; on the first one so many at the start stay empty, and
    fillers take as many after the last card as there are.

    decks: whole decks one after another. stack: the same, for sheets that are cut as one pile;
    put one on another from the first place to the last, the piles of cards are in order. cards:
    each place has the same card on every sheet of a run, so that every pile is one card.
    """
    if order == "cards":
        return list(_piles(cards, copies, capacity))
    slots = [Copy(card, number) for number in range(1, copies + 1) for card in cards]
    slots += fillers
    if order == "stack":
        sheets = -(-len(slots) // capacity)
        piles = [slots[at : at + sheets] for at in range(0, len(slots), sheets)]
        return [
            tuple(pile[sheet] for pile in piles if sheet < len(pile)) for sheet in range(sheets)
        ]
    places: list[Copy[T] | None] = [*[None] * start, *slots]
    return [tuple(places[at : at + capacity]) for at in range(0, len(places), capacity)]


def _piles(cards: Sequence[T], copies: int, capacity: int) -> Iterator[Places[T]]:
    """A run of sheets for as many cards as there are places; the cards of the last run share its
    places out evenly."""
    for at in range(0, len(cards), capacity):
        group = cards[at : at + capacity]
        share = capacity // len(group)  # places for each card
        for first in range(1, copies + 1, share):
            numbers = range(first, first + share)
            yield tuple(
                Copy(card, number) if number <= copies else None
                for card in group
                for number in numbers
            )
