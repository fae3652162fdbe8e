"""What only shows when deck, layouts and sheets are held against each other."""

from __future__ import annotations

from cardgen.deck import Deck
from cardgen.layout import PLAIN, House, Output
from cardgen.problems import Problems, did_you_mean


def agree(deck: Deck, house: House, output: Output, problems: Problems) -> None:
    """Notes the themes whose colour the palette does not have, and the output's kinds that are
    not the deck's."""
    colours = [name for name in house.colours if name != PLAIN]
    for theme in deck.themes:
        if theme.colour.text not in house.colours:
            what = f'the palette has no colour "{theme.colour.text}"'
            fix = did_you_mean(theme.colour.text, colours, "the colours are")
            problems.error("E205", theme.colour.where, what, fix)
    for kind in output.kinds:
        if kind not in deck.kinds:
            what = f'the deck has no cards of the kind "{kind}"'
            fix = did_you_mean(kind, deck.kinds, "its kinds are")
            problems.error("E203", output.where, what, fix)
