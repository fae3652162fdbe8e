"""What templates may name beside a card's own fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cardgen.graphics.type.wording import fill
from cardgen.model.deck import Card, Deck
from cardgen.model.layout import ADDED_BY, AN_ADDITION, HouseStyle


def deck_values(deck: Deck) -> Mapping[str, str]:
    """What every template may name: the deck's own texts, and its cards counted by kind."""
    counts = Counter(card.kind.name for card in deck.cards)
    return {
        "deck": deck.title.text,
        "subtitle": deck.subtitle,
        "whole-title": ": ".join(part for part in (deck.title.text, deck.subtitle) if part),
        "publisher": deck.publisher,
        "rights": deck.rights,
        "survey": deck.survey.text if deck.survey else "",
        "logo": deck.logo.alt or "" if deck.logo else "",
        "count": str(deck.numbered),
        "themes": str(len(deck.themes)),
        **{f"{name}s": str(counts[name]) for name in deck.kinds},
    }


def card_values(card: Card, deck: Deck, house: HouseStyle) -> Mapping[str, str]:
    """What templates may name of any card, whatever its fields."""
    theme = card.theme.name.text if card.theme else ""
    return {
        "theme": theme,
        "group": theme or deck.title.text,
        "number": str(card.number or ""),
        "called": card.called.text,
        "id": card.id,
        "participant": card.person.name.text if card.person else "",
        "addition": _addition(card, deck, house),
        "prompts-by": deck.prompts.by_of(card) if deck.prompts else "",
    }


def _addition(card: Card, deck: Deck, house: HouseStyle) -> str:
    """Whose addition the card is, in words, where it is one among the deck's own kinds."""
    if card.origin != "addition" or card.kind.name not in deck.kinds:
        return ""
    words = house.words[ADDED_BY if deck.by else AN_ADDITION].text or ""
    return fill(words, {"by": deck.by.text}) if deck.by else words
