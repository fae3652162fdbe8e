"""The marks that a group made on the scale, from the scores of a survey."""

from __future__ import annotations

from collections import defaultdict

from cardgen.jobs.selection import names_of_cards
from cardgen.model.deck import Deck, GroupMarks
from cardgen.model.scores import ScoreTable
from cardgen.problems import Problems, Unsupported

_STEPS = 3  # of the scale to each side, in all layouts


def with_marks(deck: Deck, table: ScoreTable, problems: Problems) -> Deck:
    """Returns the deck with the marks of its numbered cards, and notes what was wrong with the
    survey's table, and scores of no card, or of no step of the scale."""
    problems.add(table.problems)
    names = names_of_cards(card for card in deck.cards if card.number)
    found: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for score in table.scores:
        try:
            card = names.id_of(score.card.text)
        except Unsupported as unknown:
            problems.error("E701", score.card.where, unknown.what, unknown.fix)
            continue
        if score.value not in range(-_STEPS, _STEPS + 1):
            what = f"{score.value:+g} is no step of the scale".replace("-", "−")
            fix = f"marks are whole numbers from −{_STEPS} to +{_STEPS}"
            problems.error("E703", score.where, what, fix)
            continue
        found[card, score.occasion == "before"].append(int(score.value))
    cards = dict.fromkeys(card for card, _ in found)
    marks = {
        card: GroupMarks(tuple(sorted(found[card, True])), tuple(sorted(found[card, False])))
        for card in cards
    }
    return deck._replace(marks=marks)
