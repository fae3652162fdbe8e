"""Deck + wishes → the cards wanted, in the deck's order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from cardgen.model.deck import Card, Deck
from cardgen.problems import did_you_mean


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asks for: themes, cards and tags choose numbered cards together, without
    takes cards or themes away; add brings extra cards back; copies is how many of each."""

    themes: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    copies: int = 1

    @property
    def chooses(self) -> bool:
        return bool(self.themes or self.cards or self.without or self.tags)


class Unsupported(Exception):
    """A wish names what the deck does not have, or the wishes leave nothing (a usage error)."""


def select(
    deck: Deck, wishes: Wishes, kinds: Container[str], beside: Sequence[str] = ()
) -> tuple[Card, ...]:
    """One copy of the cards wanted, of these kinds; without any choice all of them, else the
    numbered cards chosen and the extra ones added, but for those that there are beside the deck's.

    Raises Unsupported, with the nearest name, for a theme, card or tag that is not there, and when
    nothing is left.
    """
    cards = [card for card in deck.cards if card.kind.name in kinds]
    themes = {theme_called(deck, name) for name in wishes.themes}
    ids = {card_called(name, cards) for name in wishes.cards}
    tags = {tag_called(name, cards) for name in wishes.tags}
    out = {_card_or_theme(deck, name, cards) for name in wishes.without}
    added = {extra_called(name, cards, beside) for name in wishes.add}
    narrowed = bool(themes or ids or tags)

    def wanted(card: Card) -> bool:
        theme = card.theme.id if card.theme else None
        if card.id in added:
            return True
        if card.id in out or theme in out:
            return False
        if card.id in ids:
            return True
        if not card.number:
            return not wishes.chooses
        return not narrowed or theme in themes or not tags.isdisjoint(card.tags)

    chosen = tuple(card for card in cards if wanted(card))
    if not chosen:
        raise Unsupported("these choices leave no card")
    return chosen


def theme_called(deck: Deck, name: str) -> str:
    """The id of the theme of that name or id, in any capitals; Unsupported with the nearest."""
    return _found(name, _themes(deck), "theme")


def called(deck: Deck, name: str) -> str:
    """The id of the card or the theme of that name, or of the card of that number."""
    return _found(name, {**_cards(deck.cards), **_themes(deck)}, "card or theme")


def _cards(cards: Iterable[Card]) -> dict[str, str]:
    """The ids of cards by what they go by: first their ids, then their numbers and names."""
    cards = list(cards)
    known = {card.id: card.id for card in cards}
    for card in cards:
        known.setdefault(str(card.number or card.id), card.id)
        known.setdefault(card.called.text, card.id)
    return known


def _themes(deck: Deck) -> dict[str, str]:
    return {alias: theme.id for theme in deck.themes for alias in (theme.name.text, theme.id)}


def card_called(name: str, cards: Iterable[Card]) -> str:
    """The id of the card of that id, number or name; Unsupported with the nearest id."""
    return _found(name, _cards(cards), "card")


def tag_called(name: str, cards: Iterable[Card]) -> str:
    """The tag as the cards have it; Unsupported with the nearest."""
    return _found(name, {tag: tag for card in cards for tag in card.tags}, "tag")


def _card_or_theme(deck: Deck, name: str, cards: Iterable[Card]) -> str:
    known = _themes(deck) | {card.id: card.id for card in cards if card.number}
    return _found(name, known, "numbered card or theme")


def extra_called(name: str, cards: Sequence[Card], beside: Sequence[str]) -> str:
    """The id of the extra card of that id, the deck's own or one beside it; Unsupported with the
    nearest."""
    if any(card.id == name and card.number for card in cards):
        raise Unsupported(f'"{name}" is numbered, not an extra card: choose it with --card {name}')
    own = [card.id for card in cards if not card.number]
    known = {id_: id_ for id_ in (*own, *beside)}
    return _found(name.partition(":")[0], known, "extra card")


def _found(name: str, known: dict[str, str], what: str) -> str:
    for alias, own in known.items():
        if alias.lower() == name.lower():
            return own
    ids = dict.fromkeys(known.values())
    fix = did_you_mean(name, ids, f"the {what}s are" if " or " not in what else "there is")
    raise Unsupported(f'no {what} is called "{name}"' + (f"; {fix}" if fix else ""))
