"""The cards that a workshop picks from a deck, and those that scored lowest in a survey."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.jobs.selection import Unsupported, called, card_called, tag_called, theme_called
from cardgen.model.deck import Card, Deck
from cardgen.model.workshop import Lowest, Pick
from cardgen.problems import Problems
from cardgen.workshop.people import Score


def picked(picks: Sequence[Pick], deck: Deck, problems: Problems) -> tuple[Card, ...]:
    """The cards picked, each once, in the order of the picks; without any, all numbered cards.
    Those of "not" picks are left out.

    Names that the deck does not have are noted.
    """
    out, taken = list[Card](), list[Card]()
    for pick in picks:
        try:
            found = _found(pick, deck)
        except Unsupported as unknown:
            what, _, fix = str(unknown).partition("; ")
            problems.error("E701", pick.name.where, what, fix)
            continue
        (out if pick.what == "not" else taken).extend(found)
    if all(pick.what == "not" for pick in picks):
        taken = [card for card in deck.cards if card.number]
    left = {card.id: card for card in taken if card not in out}
    if not left and picks and not problems.fatal:
        problems.error("E701", picks[0].name.where, "these choices leave no card")
    return tuple(left.values())


def _found(pick: Pick, deck: Deck) -> list[Card]:
    """The cards that a pick names."""
    name, cards = pick.name.text, deck.cards
    match pick.what:
        case "theme":
            ids = {theme_called(deck, name)}
        case "card":
            ids = {card_called(name, cards)}
        case "tag":
            tag = tag_called(name, cards)
            return [card for card in cards if card.number and tag in card.tags]
        case _:
            ids = {called(deck, name)}
    own = [card for card in cards if card.id in ids]
    return own or [card for card in cards if card.number and card.theme and card.theme.id in ids]


def lowest_of(
    cards: Sequence[Card], lowest: Lowest, answers: Sequence[Score], deck: Deck, problems: Problems
) -> tuple[Card, ...]:
    """The cards with the lowest mean scores, the lowest first; equal ones keep the given order.

    Cards without a score are left out.
    """
    numbered = [card for card in deck.cards if card.number]  # a survey may be of more than these
    scores: dict[str, list[float]] = {}
    for score in answers:
        try:
            scores.setdefault(card_called(score.card.text, numbered), []).append(score.value)
        except Unsupported as unknown:
            what, _, fix = str(unknown).partition("; ")
            problems.error("E701", score.card.where, what, fix)
    scored = [card for card in cards if card.id in scores]
    if len(scored) < lowest.take and not problems.fatal:
        what = f"of the cards chosen {len(scored)} have a score, and {lowest.take} are wanted"
        problems.error("E701", lowest.file.where, what, "take fewer, or choose more cards")
    return tuple(sorted(scored, key=lambda card: _mean(scores[card.id]))[: lowest.take])


def _mean(values: Sequence[float]) -> float:
    """The mean to nine digits, so that it does not depend on the order of the values."""
    return round(sum(values) / len(values), 9)
