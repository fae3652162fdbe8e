"""What only shows when deck, layouts and sheets are held against each other."""

from __future__ import annotations

from cardgen.deck import Deck
from cardgen.layout import PLAIN, House
from cardgen.problems import Problems, did_you_mean


def agree(deck: Deck, house: House, problems: Problems) -> None:
    """Notes the themes whose colour the palette does not have."""
    colours = [name for name in house.colours if name != PLAIN]
    for theme in deck.themes:
        if theme.colour.text not in house.colours:
            what = f'the palette has no colour "{theme.colour.text}"'
            fix = did_you_mean(theme.colour.text, colours, "the colours are")
            problems.error("E205", theme.colour.where, what, fix)
