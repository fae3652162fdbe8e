"""What preflight finds in a file while it is made, told of the deck that it is made from: nobody
has the file yet, and it is in the deck that things are mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cardgen.model.deck import Card, Deck, Step, Text, Words
from cardgen.model.layout import HouseStyle
from cardgen.model.plan import PagePlan, Placement
from cardgen.problems import Mark, Problem

if TYPE_CHECKING:
    from cardgen.preflight import Finding, PageArea, RepeatedFinding

_OF_PICTURES = frozenset({"P401", "P402", "P405", "P408"})
_OF_TITLES = frozenset({"P511"})


class FacesOnPages:
    """Which faces lie where on each page of a file."""

    def __init__(self, pages: Iterable[PagePlan]) -> None:
        self._pages = [page["placements"] for page in pages]

    def around(self, finding: Finding) -> Placement | None:
        """Returns the face that the finding is about, if it is about one: the only one on its page,
        or the one around the middle of its place."""
        there = self._pages[finding.page - 1] if finding.page else []
        if len(there) == 1:
            return there[0]
        place = finding.place
        if place is None:
            return None
        x, y = place.left + place.width / 2, place.top + place.height / 2
        return next((face for face in there if _holds(face, x, y)), None)


def _holds(face: Placement, x: float, y: float) -> bool:
    across, down = x - face["x_mm"], y - face["y_mm"]
    return 0 <= across <= face["width_mm"] and 0 <= down <= face["height_mm"]


def in_the_deck(
    found: Iterable[RepeatedFinding], faces: FacesOnPages, deck: Deck, house: HouseStyle
) -> Iterator[Problem]:
    """Yields each finding as a problem of the text, the picture or the card that it is about."""
    cards = {card.id: card for card in deck.cards}
    for one in found:
        finding, face = one.first, faces.around(one.first)
        card = cards.get(face["card"]) if face else None
        if face is None or card is None:
            where, what = _of_the_whole(finding, deck), one.message
        else:
            what = f"{_named(face, one.more, finding.place)}: {finding.message}"
            where = _place_of(finding, card, house)
        fix = f"cardgen explain {finding.code} says what helps"
        yield Problem(finding.severity, finding.code, where, what, fix)


def _named(face: Placement, more: int, place: PageArea | None) -> str:
    """Returns the words for a face, how many more there are, and the place on it."""
    others = f" and {more} more face{'s' if more > 1 else ''}" if more else ""
    named = f'the {face["face"]} of "{face["card"]}"{others}'
    if place is None or face["turn"]:
        return named
    left, top = place.left - face["x_mm"], place.top - face["y_mm"]
    return f"{named}, {left:.1f} mm from the left, {top:.1f} mm from the top of the trim"


def _of_the_whole(finding: Finding, deck: Deck) -> Mark:
    return deck.title.where if finding.code in _OF_TITLES else deck.where


def _place_of(finding: Finding, card: Card, house: HouseStyle) -> Mark:
    """Returns the place of the text or the picture on the card that the finding is about, or else
    that of the card."""
    if finding.code in _OF_PICTURES and card.image:
        return card.image.file.where
    texts = list(_texts(card.words.values()))
    said = [(" ".join(house.printed(own.text, card.lang).split()), own) for own in texts]
    for words in finding.words:
        line = words.removesuffix("…").strip()
        for text, own in said:
            if line and line in text:
                return own.where
    return card.where


def _texts(all_words: Iterable[Words | Sequence[Text | Step]]) -> Iterator[Text]:
    for words in all_words:
        if isinstance(words, Text):
            yield words
        elif isinstance(words, Step):
            yield from (words.name, words.text)
        else:
            yield from _texts(words)
