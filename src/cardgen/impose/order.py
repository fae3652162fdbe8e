"""The order of the cards on the sheets: which card is in which place of which sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from cardgen.model.options import Order

T = TypeVar("T")


class Copy(Generic[T]):
    """A card, and which of its copies this is, from 1."""

    __slots__ = ("card", "number")

    def __init__(self, card: T, number: int) -> None:
        self.card, self.number = card, number


Places = tuple[Copy[T] | None, ...]  # of one sheet, by their place in the grid


def arranged(
    decks: Sequence[Sequence[T]], order: Order, capacity: int, start: int = 0
) -> list[Places[T]]:
    """The places of sheet after sheet; the first few, as many as start says, stay empty. Copies of
    a card are occurrences of the same object.

    Order "decks" is one deck after another. "stack" is the same for sheets that are cut as one
    pile: stacked from the first place to the last, the piles of cards are in order. With "cards"
    each place has the same card on every sheet of a run, so that every pile is of one card.
    """
    copies = list(_copies(decks))
    if order == "cards":
        return list(_piles(copies, capacity))
    if order == "stack":
        sheets = -(-len(copies) // capacity)
        piles = [copies[at : at + sheets] for at in range(0, len(copies), sheets)]
        return [
            tuple(pile[sheet] for pile in piles if sheet < len(pile)) for sheet in range(sheets)
        ]
    places: list[Copy[T] | None] = [*[None] * start, *copies]
    return [tuple(places[at : at + capacity]) for at in range(0, len(places), capacity)]


def _copies(decks: Sequence[Sequence[T]]) -> Iterator[Copy[T]]:
    """The cards of all decks, each occurrence counted."""
    counts: Counter[int] = Counter()
    for deck in decks:
        for card in deck:
            counts[id(card)] += 1
            yield Copy(card, counts[id(card)])


def _piles(copies: Sequence[Copy[T]], capacity: int) -> Iterator[Places[T]]:
    """Runs of sheets, each for as many cards as there are places; the cards of the last run share
    its places evenly."""
    piles: dict[int, list[Copy[T]]] = {}
    for copy in copies:
        piles.setdefault(id(copy.card), []).append(copy)
    by_card = list(piles.values())
    for at in range(0, len(by_card), capacity):
        group = by_card[at : at + capacity]
        share = capacity // len(group)  # places for each card
        for first in range(0, max(map(len, group)), share):
            numbers = range(first, first + share)
            yield tuple(
                pile[number] if number < len(pile) else None for pile in group for number in numbers
            )
