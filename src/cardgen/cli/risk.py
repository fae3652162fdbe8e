"""`cardgen risk`."""

from __future__ import annotations

import json
from typing import Any

import click

from cardgen import DEFAULT_OUTPUT
from cardgen.cli.group import Opener, tell
from cardgen.cli.parameters import Measure
from cardgen.cli.report import FULL
from cardgen.cli.summary import risk_in_words

MM = Measure(0, 10)


@click.command()
@click.argument("output", default=DEFAULT_OUTPUT)
@click.option("--printer", default="office", metavar="NAME", help="Whose errors (list printers).")
@click.option("--cut", type=MM, metavar="MM", help="How far off cuts are, instead of its own.")
@click.option("--sheet", metavar="NAME", help="On this paper or stock.")
@click.option("--fold", is_flag=True, help="Front and back side by side, folded and glued.")
@click.option("--back-extra", type=MM, default=0.0, metavar="MM", help="More bleed on backs.")
@click.option("--draw", metavar="FILE", help="Draw the worst of 100 sheets as a PDF.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def risk(
    open_project: Opener, /, output: str, draw: str | None, as_json: bool, **options: Any
) -> None:
    """Print and cut an OUTPUT ten thousand times on paper that is none, and say how many of its
    cards would be spoiled, and what would help.

    A printer's errors are standard deviations; what `cardgen calibrate` has measured is taken to
    be made good. The same numbers come out each time.
    """
    if draw in ("", "-"):
        raise click.UsageError("--draw needs the name of a file")
    found = open_project().risk(output, draw=draw, **options)
    tell(found.problems, FULL)
    if as_json:
        click.echo(json.dumps({"version": 1, **found.as_data()}, ensure_ascii=False, indent=2))
    else:
        click.echo(risk_in_words(found, options["printer"]))
        if draw:
            click.echo(f"wrote {draw}", err=True)
