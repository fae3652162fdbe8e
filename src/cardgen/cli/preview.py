"""`cardgen preview`."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import get_args

import click

from cardgen.atomic import whole
from cardgen.cli.group import Finder, known, names, tell
from cardgen.cli.report import FULL
from cardgen.graphics.frame import PAPERS, SIDES, Paper, Side
from cardgen.jobs.proofing.preview import View, Vision, picture
from cardgen.problems import Problems, Stop
from cardgen.read.output import DEFAULT, output_names

PROOF = "What inks and paper make of it."
VISION = "As people with that colour vision see it; grey: in one black ink."
LINES = "With the bleed, and lines where it ends, at the trim and where words should end."


@click.command()
@click.argument("output", default=DEFAULT)
@click.option("-o", "file", metavar="FILE", help="Where to: a PNG, or - for standard output.")
@click.option(
    "--card", "cards", multiple=True, required=True, metavar="ID,…", callback=names, help="Of what."
)
@click.option("--side", type=click.Choice(SIDES), help="One side alone.")
@click.option("--proof", "paper", type=click.Choice(PAPERS), help=PROOF)
@click.option("--vision", type=click.Choice(get_args(Vision)), help=VISION)
@click.option("--lines", is_flag=True, help=LINES)
@click.option("--ppi", type=click.IntRange(10, 1200), default=150, help="Pixels to the inch: 150.")
@click.pass_obj
def preview(
    find: Finder,
    output: str,
    file: str | None,
    cards: tuple[str, ...],
    side: Side | None,
    paper: Paper | None,
    vision: Vision | None,
    lines: bool,
    ppi: int,
) -> None:
    """Draw the faces of cards, as an OUTPUT has them, as a picture for screens."""
    if file == "":
        raise click.UsageError("-o needs the name of a file")
    if file and file != "-" and PurePath(file).suffix.lower() != ".png":
        raise click.UsageError(f"{file} would be a PNG: let its name end in .png")
    if paper and vision == "grey":
        raise click.UsageError("--vision grey is one black ink: --proof is for all four")
    if file == "-":
        if sys.stdout is None:
            raise Stop("standard output is closed")
        if sys.stdout.isatty():
            raise click.UsageError("a terminal cannot show a PNG; send it on, or use -o FILE")
    found, problems = find(), Problems()
    known("output", output, output_names(found))
    view = View(side, paper, vision, lines, ppi)
    data = picture(found, output, cards, view, problems)
    tell(problems, FULL)
    if data is None:
        raise SystemExit(1)
    target = file or f"build/{output}.png"
    with whole(target, file is None) as out:
        out.write(data)
    if target != "-":
        click.echo(f"wrote {target} ({max(1, round(len(data) / 1000))} kB)", err=True)
