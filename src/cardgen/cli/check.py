"""`cardgen check`."""

from __future__ import annotations

import click

from cardgen.cli.group import Finder, tell
from cardgen.cli.report import FULL, STYLES
from cardgen.jobs.build import check_all
from cardgen.problems import Problems


@click.command()
@click.option("--format", "style", type=click.Choice(STYLES), default=FULL, help="How to say it.")
@click.pass_obj
def check(find: Finder, style: str) -> None:
    """Check the deck in every output, and say all that is wrong at once."""
    problems = Problems()
    summary = check_all(find(), problems)
    tell(problems, style)
    if problems.fatal:
        raise SystemExit(1)
    if style == FULL:
        click.echo(summary, err=True)
