"""`cardgen schema`."""

from __future__ import annotations

import click

from cardgen.cli.group import known
from cardgen.read.json_schemas import KINDS, schema_of


@click.command()
@click.argument("kind")
def schema(kind: str) -> None:
    """Print the JSON Schema of a KIND of file, for editors.

    The kinds are deck, cards and prompts; of layouts face, backs, page, layout, output, sheet, …
    """
    click.echo(schema_of(known("kind", kind, KINDS)), nl=False)
