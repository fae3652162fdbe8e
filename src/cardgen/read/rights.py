"""Whose a deck is, which those need to know to whom its words are given."""

from __future__ import annotations

from cardgen.model.deck import Deck
from cardgen.problems import Mark, Problems
from cardgen.read.files import Sources, shown


def note_without_rights(deck: Deck, sources: Sources, problems: Problems) -> None:
    """Warn of words that leave the deck without a line that says whose they are."""
    if not deck.rights.text:
        what = "the deck does not say whose its words are, nor what others may do with them"
        fix = "write it under rights:, as in rights: Text © whoever wrote it"
        problems.warning("W432", Mark(shown(sources.deck)), what, fix)
