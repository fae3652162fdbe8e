"""Faces in several languages: each composed in all of them, at one size, and set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cardgen.compose.faces import Composer, Measured
from cardgen.deck import Card, Deck
from cardgen.frame import SIDES, Element, Frame, Placed, Side


class Diptych:
    """Makes the faces of a deck's cards as its composers do, one for each language.

    The halves of a card lie edge to edge, the first language on the left, with bleed where the card
    ends; pages follow each other, a language at a time. All are told by the first language's cards.
    """

    def __init__(
        self, composers: Sequence[Composer], decks: Sequence[Deck], bleed: float, paged: bool
    ) -> None:
        self._bleed, self._paged = bleed, paged
        self._langs = [deck.lang for deck in decks]
        cards = [{card.id: card for card in deck.cards} for deck in decks]
        self._tongues = list(zip(composers, cards, strict=True))
        for composer in composers:
            composer.size_with(composers)

    def faces(self, card: Card) -> tuple[Placed, ...]:
        if self._tongues[0][0].flows(card):
            found = self._flowing(card)
        elif self._paged:
            found = self._halves(card, "front")
        else:
            return tuple(self.face(card, side) for side in SIDES)
        pages = [placed for placed in found if placed.face]
        return tuple(
            replace(placed, face=replace(found[0].face, part=part))
            for part, placed in enumerate(pages, 1)
            if found[0].face
        )

    def face(self, card: Card, side: Side) -> Placed:
        """One side of the card, its halves side by side."""
        halves = self._halves(card, side)
        bleed, last = self._bleed, len(halves) - 1
        items, x = [], 0.0
        for index, half in enumerate(halves):
            edges = 0.0 if index else bleed, bleed, bleed if index == last else 0.0, bleed
            items.append(Placed(x, 0, half.frame, bleed=edges))
            x += half.frame.width
        return replace(halves[0], frame=Frame(x, halves[0].frame.height, tuple(items)))

    def measured(self, card: Card, side: Side) -> Measured:
        """How the half fits that has the least room."""
        found = [composer.measured(cards[card.id], side) for composer, cards in self._tongues]
        return min(found, key=lambda one: (one.fits, one.spare))

    def _halves(self, card: Card, side: Side) -> list[Placed]:
        """The face in each language, in the first step in which it fits in all of them."""
        step, found = -1, 0
        while found != step:
            step = found
            for composer, cards in self._tongues:
                found = composer.step_from(cards[card.id], side, found)
        return [
            self._told(composer.face(cards[card.id], side, step), index)
            for index, (composer, cards) in enumerate(self._tongues)
        ]

    def _flowing(self, card: Card) -> list[Placed]:
        """The pages in each language, in the step that takes the fewest of them in all."""
        counts = [composer.pages_by_step(cards[card.id]) for composer, cards in self._tongues]
        steps = [
            (any(lacks for lacks, _ in step), sum(count for _, count in step))
            for step in zip(*counts, strict=True)
        ]
        best = steps.index(min(steps))
        return [
            self._told(page, index)
            for index, (composer, cards) in enumerate(self._tongues)
            for page in composer.pages(cards[card.id], best)
        ]

    def _told(self, placed: Placed, index: int) -> Placed:
        """The same in the language of that index, marked as what it is unless it is the first."""
        if index == 0:
            return placed
        frame, lang = placed.frame, self._langs[index]
        name = f"{lang} {placed.face.side}" if placed.face else lang
        said = Element("Div", frame.items, id=name, lang=lang)
        return replace(placed, frame=replace(frame, items=(said,)))
