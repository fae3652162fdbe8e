"""Faces in two languages: each set in both of them, at the same sizes, and laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.graphics.frame import SIDES, Element, Frame, Placed, Side
from cardgen.model.deck import Card, Deck
from cardgen.typeset.faces.composer import Composer, IsMine, TrueInAll
from cardgen.typeset.faces.overset import FaceFit

_OVERLAP = 0.2  # mm of the left ground beneath the right one, so that no line shows between them


class BilingualComposer:
    """Makes the faces of a deck's cards as its composers do, of which there is one per language.

    The halves of a card lie edge to edge, the first language on the left, with bleed along the
    card's own edges. Pages follow each other, one language after the other. Cards are those of the
    deck in the first language.

    The halves agree: what is set in the one stands at the height of the same in the other, and art
    is one picture over both.
    """

    def __init__(
        self, composers: Sequence[Composer], decks: Sequence[Deck], bleed: float, paged: bool
    ) -> None:
        self._bleed, self._paged = bleed, paged
        self._langs = [deck.lang for deck in decks]
        cards = [{card.id: card for card in deck.cards} for deck in decks]
        self._by_language = list(zip(composers, cards, strict=True))
        for composer in composers:
            composer.size_with(composers)
        if not paged:
            left, right = composers
            left.lie_beside(right, is_left=True)
            right.lie_beside(left, is_left=False)

    def size_in_shares(
        self, true_in_all: TrueInAll, is_mine: IsMine, sides: Sequence[Side]
    ) -> None:
        """Find the sizes for the whole deck together with others, as a composer does."""
        for composer, _ in self._by_language:
            composer.size_in_shares(true_in_all, is_mine, sides)

    def faces(self, card: Card) -> tuple[Placed, ...]:
        """The card's front and back at the origin, reaching into the bleed, or its pages."""
        if not self._paged:
            return tuple(self.face(card, side) for side in SIDES)
        first, _ = self._by_language[0]
        pages = self._flowing(card) if first.flows(card) else self._whole_pages(card)
        face = pages[0].face
        assert face  # a composer's faces have one
        return tuple(
            page._replace(face=face._replace(part=part)) for part, page in enumerate(pages, 1)
        )

    def face(self, card: Card, side: Side) -> Placed:
        """One side of the card: its ground, the left half with what reaches over both, and the
        right one. No line shows between them, as nothing that they share ends there."""
        left, right = self._halves(card, side)
        width, height, bleed = left.frame.width, left.frame.height, self._bleed
        left_ground, left_rest = _apart_from_ground(left.frame)
        right_ground, right_rest = _apart_from_ground(right.frame)
        on_the_right = 0.0, bleed, bleed, bleed
        grounds = (
            Placed(0, 0, left_ground, bleed=(bleed, bleed, _OVERLAP, bleed)),
            Placed(width, 0, right_ground, bleed=on_the_right),
        )
        items = (
            Placed(0, 0, Frame(2 * width, height, grounds)),
            Placed(0, 0, left_rest, bleed=(bleed, bleed, width + bleed, bleed)),
            Placed(width, 0, self._tagged(right, right_rest), bleed=on_the_right),
        )
        return left._replace(frame=Frame(2 * width, height, items))

    def copyfit(self, card: Card, side: Side) -> FaceFit:
        """How the half fits that has less room."""
        found = [composer.copyfit(own, side) for composer, own in self._in_each(card)]
        return min(found, key=lambda one: (one.fits, one.spare))

    def _in_each(self, card: Card) -> Iterator[tuple[Composer, Card]]:
        """The card in each language, with the composer that makes it."""
        for composer, cards in self._by_language:
            yield composer, cards[card.id]._replace(person=card.person)

    def _halves(self, card: Card, side: Side) -> list[Placed]:
        """The face in each language, in the first step that holds it in all of them."""
        step, found = -1, 0
        while found != step:
            step = found
            for composer, own in self._in_each(card):
                found = composer.step_from(own, side, found)
        return [composer.face(own, side, step) for composer, own in self._in_each(card)]

    def _flowing(self, card: Card) -> list[Placed]:
        """The pages in each language, in the step that takes the fewest pages in all, or in the
        last one, if something fits in none."""
        counts = [composer.pages_by_step(own) for composer, own in self._in_each(card)]
        steps = [
            (any(misfits for misfits, _ in step), sum(count for _, count in step))
            for step in zip(*counts, strict=True)
        ]
        is_over, _ = fewest = min(steps)
        best = len(steps) - 1 if is_over else steps.index(fewest)
        return [
            self._in_language(page, index)
            for index, (composer, own) in enumerate(self._in_each(card))
            for page in composer.pages(own, best)
        ]

    def _whole_pages(self, card: Card) -> list[Placed]:
        """The page in each language."""
        halves = self._halves(card, "front")
        return [self._in_language(page, index) for index, page in enumerate(halves)]

    def _in_language(self, placed: Placed, index: int) -> Placed:
        """A face marked with the language of that index; the first is the deck's own."""
        if index == 0:
            return placed
        return placed._replace(frame=self._tagged(placed, placed.frame))

    def _tagged(self, placed: Placed, frame: Frame) -> Frame:
        """What a face shows, marked with the second language."""
        lang = self._langs[1]
        name = f"{lang} {placed.face.side}" if placed.face else lang
        return frame._replace(items=(Element("Div", frame.items, id=name, lang=lang),))


def _apart_from_ground(frame: Frame) -> tuple[Frame, Frame]:
    """The ground of a face, which a composer draws first, and the face without it."""
    first, *others = frame.items
    if isinstance(first, Placed) and not others:  # a card with a frame of white
        ground, rest = _apart_from_ground(first.frame)
        within = first._replace(frame=ground), first._replace(frame=rest)
        return frame._replace(items=within[:1]), frame._replace(items=within[1:])
    return frame._replace(items=(first,)), frame._replace(items=tuple(others))
