"""`cardgen schema`."""

from __future__ import annotations

import click

import cardgen


@click.command()
@click.argument("kind")
def schema(kind: str) -> None:
    """Print the JSON Schema of a KIND of file, for editors.

    The kinds are deck, cards and prompts; of layouts face, backs, page, layout, output, sheet, …
    """
    click.echo(cardgen.schema(kind), nl=False)
