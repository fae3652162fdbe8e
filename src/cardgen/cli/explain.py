"""`cardgen explain`."""

from __future__ import annotations

import click

from cardgen.cli.group import known
from cardgen.read.codes import read_codes


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain the code of an error or a warning, such as E301."""
    codes = read_codes()
    click.echo(codes[known("code", code.upper(), codes)])
