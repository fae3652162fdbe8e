"""`cardgen list`."""

from __future__ import annotations

import json
from typing import get_args

import click

from cardgen import What
from cardgen.cli.group import Opener, tell
from cardgen.cli.report import FULL, table


@click.command("list")
@click.argument("what", type=click.Choice(get_args(What)))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_(open_project: Opener, what: What, as_json: bool) -> None:
    """List the deck's cards or themes, or the outputs, sheets, printers and profiles of print shops
    there are."""
    rows = open_project().list(what)
    tell(rows.problems, FULL)
    if as_json:
        click.echo(json.dumps({"version": 1, what: rows}, ensure_ascii=False, indent=2))
    elif rows:
        click.echo(table(rows))
    if rows.failed:
        raise SystemExit(1)
