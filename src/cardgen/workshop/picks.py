"""The cards that a workshop picks from a deck, and those that scored lowest in a survey."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.jobs.selection import (
    names_of_all,
    names_of_cards,
    names_of_tags,
    names_of_themes,
)
from cardgen.model.deck import Card, Deck
from cardgen.model.scores import Score
from cardgen.model.workshop import Lowest, Pick
from cardgen.problems import Problems, Unsupported


def picked(picks: Sequence[Pick], deck: Deck, problems: Problems) -> tuple[Card, ...]:
    """The cards picked, each once, in the order of the picks; without any, all numbered cards.
    Those of "not" picks are left out.

    Names that the deck does not have are noted.
    """
    out, taken = list[Card](), list[Card]()
    names = {
        "theme": names_of_themes(deck),
        "card": names_of_cards(deck.cards),
        "tag": names_of_tags(deck.cards),
    }
    of_all, cards_of = names_of_all(deck), _cards_by_id(deck)
    for pick in picks:
        try:
            id_ = names.get(pick.what or "", of_all).id_of(pick.name.text)
        except Unsupported as unknown:
            problems.error("E701", pick.name.where, unknown.what, unknown.fix)
            continue
        found = cards_of.get(("tag" if pick.what == "tag" else "", id_), ())
        (out if pick.what == "not" else taken).extend(found)
    if all(pick.what == "not" for pick in picks):
        taken = [card for card in deck.cards if card.number]
    left_out = {card.id for card in out}
    left = {card.id: card for card in taken if card.id not in left_out}
    if not left and picks and not problems.fatal:
        problems.error("E701", picks[0].name.where, "no card is left after these choices")
    return tuple(left.values())


def _cards_by_id(deck: Deck) -> dict[tuple[str, str], list[Card]]:
    """What is picked by the id of a card or a theme, under ("", id), or by a tag, ("tag", tag)."""
    found: dict[tuple[str, str], list[Card]] = {}
    for theme, cards in deck.by_theme.items():
        found["", theme or ""] = list(cards)
    for card in deck.cards:
        found["", card.id] = [card]
        for tag in card.tags if card.number else ():
            found.setdefault(("tag", tag), []).append(card)
    return found


def lowest_of(
    cards: Sequence[Card], lowest: Lowest, answers: Sequence[Score], deck: Deck, problems: Problems
) -> tuple[Card, ...]:
    """The cards with the lowest mean scores, the lowest first; equal ones keep the given order.

    Cards without a score are left out.
    """
    numbered = [card for card in deck.cards if card.number]  # a survey may be of more than these
    names = names_of_cards(numbered)
    scores: dict[str, list[float]] = {}
    for score in answers:
        try:
            scores.setdefault(names.id_of(score.card.text), []).append(score.value)
        except Unsupported as unknown:
            problems.error("E701", score.card.where, unknown.what, unknown.fix)
    scored = [card for card in cards if card.id in scores]
    if len(scored) < lowest.take and not problems.fatal:
        needed = "1 is" if lowest.take == 1 else f"{lowest.take} are"
        what = f"there are scores for {len(scored)} of the chosen cards, but {needed} needed"
        problems.error("E701", lowest.file.where, what, "take fewer, or choose more cards")
    return tuple(sorted(scored, key=lambda card: _mean(scores[card.id]))[: lowest.take])


def _mean(values: Sequence[float]) -> float:
    """The mean to nine digits, so that it does not depend on the order of the values."""
    return round(sum(values) / len(values), 9)
