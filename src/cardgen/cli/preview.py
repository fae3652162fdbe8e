"""`cardgen preview`."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Any, get_args

import click

from cardgen import CHOICES, DEFAULT_OUTPUT, PAPERS, SIDES, Vision
from cardgen.cli.failures import tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.parameters import build_options
from cardgen.cli.report import FULL
from cardgen.problems import Stop

PROOF = "Show a soft proof on this paper."
VISION = "Simulate this colour vision deficiency; grey: black ink only."
LINES = "Show the bleed, with lines at its edge, the trim and the safe area."


@click.command()
@click.argument("output", default=DEFAULT_OUTPUT)
@click.option(
    "-o", "file", metavar="FILE", help="Write the PNG to this file, or - for standard output."
)
@build_options(*CHOICES)
@click.option("--side", type=click.Choice(SIDES), help="Draw only this side.")
@click.option("--proof", "paper", type=click.Choice(PAPERS), help=PROOF)
@click.option("--vision", type=click.Choice(get_args(Vision)), help=VISION)
@click.option("--lines", is_flag=True, help=LINES)
@click.option("--ppi", type=click.IntRange(10, 1200), default=150, help="Resolution in ppi (150).")
@deck_options
@click.pass_obj
def preview(open_project: Opener, /, output: str, file: str | None, **view: Any) -> None:
    """Draw the faces of the cards that are chosen, as they are in an OUTPUT, as a PNG for
    screens."""
    if file == "":
        raise click.UsageError("-o needs the name of a file")
    if file and file != "-" and PurePath(file).suffix.lower() != ".png":
        raise click.UsageError(f"{file} would be a PNG: its name must end in .png")
    if file == "-":
        if sys.stdout is None:
            raise Stop("standard output is closed")
        if sys.stdout.isatty():
            raise click.UsageError("a terminal cannot show a PNG; send it on, or use -o FILE")
    made = open_project().preview(output, **view)
    tell(made.problems, FULL)
    target = file or f"build/{made.usual_name}"
    made.save(target, make_folder=file is None)
    if target != "-":
        click.echo(f"wrote {target} ({max(1, round(len(made.data) / 1000))} kB)", err=True)
