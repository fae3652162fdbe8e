"""`cardgen show`."""

from __future__ import annotations

import click

from cardgen.cli.group import Finder, known, tell
from cardgen.cli.report import FULL, card_in_words
from cardgen.problems import Problems
from cardgen.read.deck import sources_deck


@click.command()
@click.argument("card", metavar="ID")
@click.pass_obj
def show(find: Finder, card: str) -> None:
    """Show a card's words, where they come from and where they stand."""
    problems = Problems()
    deck = sources_deck(find(), problems)
    tell(problems, FULL)
    if deck is None:
        raise SystemExit(1)
    cards = {each.id: each for each in deck.cards}
    click.echo(card_in_words(cards[known("card", card, cards)]))
    if problems.fatal:
        raise SystemExit(1)
