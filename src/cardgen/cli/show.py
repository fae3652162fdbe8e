"""`cardgen show`."""

from __future__ import annotations

import click

from cardgen.cli.group import Opener, tell
from cardgen.cli.report import FULL, card_in_words


@click.command()
@click.argument("card", metavar="ID")
@click.pass_obj
def show(open_project: Opener, card: str) -> None:
    """Show a card's words, where they come from and where they stand."""
    found = open_project().show(card)
    tell(found.problems, FULL)
    click.echo(card_in_words(found[0]))
    if found.failed:
        raise SystemExit(1)
