"""Selects the requested cards of a deck, in the deck's order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from cardgen.model.deck import Card, Deck
from cardgen.model.options import Options
from cardgen.problems import Suggestions, Unsupported


def select(
    deck: Deck, options: Options, kinds: Container[str], beside: Sequence[str] = ()
) -> tuple[Card, ...]:
    """Returns one copy of each requested card of the deck, whatever its kind: all cards if none is
    chosen, or else the chosen numbered cards with the added extra ones, except those in beside,
    which do not belong to the deck.

    Raises Unsupported, with the nearest name, for a theme, card or tag that does not exist, for an
    added card that is of none of these kinds, and if nothing is left.
    """
    cards = of_deck(deck)
    themes = set(map(names_of_themes(deck).id_of, options.themes))
    ids = set(map(names_of_cards(cards).id_of, options.cards))
    tags = set(map(names_of_tags(cards).id_of, options.tags))
    numbered = _themes(deck) | {card.id: card.id for card in cards if card.number}
    out = set(map(Names("numbered card or theme", numbered).id_of, options.without))
    added = {extra_called(name, cards, beside) for name in options.add}
    refuse_added(added, cards, kinds)
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
            return not options.chooses
        return not narrowed or theme in themes or not tags.isdisjoint(card.tags)

    chosen = tuple(card for card in cards if wanted(card))
    if not chosen:
        raise Unsupported("no card is left after these choices")
    return chosen


def of_deck(deck: Deck) -> list[Card]:
    """Returns the cards that the deck itself has, without those that were made for an output."""
    return [card for card in deck.cards if card.kind.name in deck.kinds]


def refuse_added(ids: Container[str], cards: Sequence[Card], kinds: Container[str]) -> None:
    """Raises Unsupported for an extra card among these ids whose kind is not printed."""
    for card in cards:
        if card.id in ids and card.kind.name not in kinds:
            what = f'the extra card "{card.id}" cannot be added here'
            raise Unsupported(what, f"this output prints no card of its kind, {card.kind.name}")


class Names:
    """Finds things by name, regardless of capitals; what is the word for them in messages."""

    def __init__(self, what: str, known: Mapping[str, str]) -> None:
        """Takes the id of each thing by every name it has; the first one of a name wins."""
        self._what, self._suggestions = what, Suggestions()
        self._by_name: dict[str, str] = {}
        for name, id_ in known.items():
            self._by_name.setdefault(name.lower(), id_)
        self._ids = dict.fromkeys(known.values())

    def id_of(self, name: str) -> str:
        """Returns the id of the thing of that name; raises Unsupported, with the nearest id, if
        there is none."""
        if found := self._by_name.get(name.lower()):
            return found
        several = " or " in self._what
        otherwise = "the choices are" if several else f"the {self._what}s are"
        fix = self._suggestions.nearest(name, self._ids, otherwise)
        raise Unsupported(f'no {self._what} is called "{name}"', fix)


def names_of_themes(deck: Deck) -> Names:
    """Returns the themes by their names and ids."""
    return Names("theme", _themes(deck))


def names_of_cards(cards: Iterable[Card]) -> Names:
    """Returns the cards by their ids, numbers and names."""
    return Names("card", _cards(cards))


def names_of_tags(cards: Iterable[Card]) -> Names:
    """Returns the tags as they are written on the cards."""
    return Names("tag", {tag: tag for card in cards for tag in card.tags})


def names_of_all(deck: Deck) -> Names:
    """Returns the deck's cards by their ids, numbers and names, and its themes by their names and
    ids."""
    return Names("card or theme", {**_cards(deck.cards), **_themes(deck)})


def _cards(cards: Iterable[Card]) -> dict[str, str]:
    """Returns the ids of cards by everything that names them: first ids, then numbers and names."""
    cards = list(cards)
    known = {card.id: card.id for card in cards}
    for card in cards:
        known.setdefault(str(card.number or card.id), card.id)
        known.setdefault(card.called.text, card.id)
    return known


def _themes(deck: Deck) -> dict[str, str]:
    return {alias: theme.id for theme in deck.themes for alias in (theme.name.text, theme.id)}


def extra_called(name: str, cards: Sequence[Card], beside: Sequence[str]) -> str:
    """Returns the id of the extra card, the deck's own or one beside it; raises Unsupported with
    the nearest name."""
    if any(card.id == name and card.number for card in cards):
        raise Unsupported(f'"{name}" is numbered, not an extra card: choose it with --card {name}')
    own = [card.id for card in cards if not card.number]
    known = {id_: id_ for id_ in (*own, *beside)}
    return Names("extra card", known).id_of(name.partition(":")[0])
