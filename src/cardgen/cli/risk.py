"""`cardgen risk`."""

from __future__ import annotations

import json
from typing import Any

import click

from cardgen import DEFAULT_OUTPUT
from cardgen.cli.failures import tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.meanwhile import progress_shown
from cardgen.cli.parameters import Measure, build_options
from cardgen.cli.report import FULL
from cardgen.cli.summary import risk_in_words


@click.command()
@click.argument("output", default=DEFAULT_OUTPUT)
@click.option("--printer", default="office", metavar="NAME", help="Simulate this printer.")
@click.option(
    "--cut", type=Measure(0, 10), metavar="MM", help="How far cuts scatter, instead of its own."
)
@build_options("sheet", "fold", "back_extra")
@click.option("--draw", metavar="FILE", help="Draw the worst of 100 sheets as a PDF.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
@click.pass_obj
def risk(
    open_project: Opener, /, output: str, draw: str | None, as_json: bool, **options: Any
) -> None:
    """Simulate printing and cutting an OUTPUT 10,000 times, and report how many of its cards would
    be spoiled, and what would help.

    A printer's errors are standard deviations; the shift that `cardgen calibrate` measured counts
    as corrected. The result is the same each time.
    """
    if draw in ("", "-"):
        raise click.UsageError("--draw needs the name of a file")
    with progress_shown() as on_progress:
        found = open_project().risk(output, draw=draw, on_progress=on_progress, **options)
    tell(found.problems, FULL)
    if as_json:
        click.echo(json.dumps({"version": 1, **found.as_data()}, ensure_ascii=False, indent=2))
    else:
        click.echo(risk_in_words(found, options["printer"], open_project.command))
        if draw:
            click.echo(f"wrote {draw}", err=True)
