"""`cardgen explain`."""

from __future__ import annotations

import click

import cardgen


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain the code of an error or a warning, such as E301."""
    click.echo(cardgen.explain(code))
