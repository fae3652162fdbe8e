"""`cardgen check`."""

from __future__ import annotations

import click

from cardgen.cli.group import Opener, tell
from cardgen.cli.report import FULL, STYLES
from cardgen.cli.summary import counted, listed


@click.command()
@click.option("--format", "style", type=click.Choice(STYLES), default=FULL, help="How to say it.")
@click.pass_obj
def check(open_project: Opener, style: str) -> None:
    """Check the deck in every output, and say all that is wrong at once."""
    checked = open_project().check()
    tell(checked.in_order(), style)
    if checked.fatal:
        raise SystemExit(1)
    if style == FULL:
        cards = counted(checked.cards, "card")
        click.echo(f"{cards} checked for {listed(checked.outputs)}", err=True)
