"""`cardgen calibrate`."""

from __future__ import annotations

from typing import Any

import click

from cardgen import CALIBRATION_LIMITS
from cardgen.cli.failures import tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.parameters import Measure
from cardgen.cli.report import FULL

MM, TURN, SCALE = (Measure(*CALIBRATION_LIMITS[what]) for what in ("shift", "turn", "scale"))
CORNER = (
    click.Choice(list("ABCD"), case_sensitive=False),
    click.Choice(["right", "left"]),
    MM,
    click.Choice(["down", "up"]),
    MM,
)
AS_READ = "A right MM down MM"
FOUR = "Reading at a corner; give all four."


@click.command()
@click.option("-o", "file", metavar="FILE", help="Write the test sheet to this file.")
@click.option("--sheet", default="a4", metavar="NAME", help="Use this paper for the test sheet.")
@click.option("--printer", metavar="NAME", help="Save the readings under this name.")
@click.option("--landscape", is_flag=True, help="The readings are from pages 3 and 4.")
@click.option("--corner", "corners", multiple=True, type=CORNER, metavar=AS_READ, help=FOUR)
@click.option("--right", type=MM, metavar="MM", help="Backs are offset to the right.")
@click.option("--left", type=MM, metavar="MM", help="Backs are offset to the left.")
@click.option("--down", type=MM, metavar="MM", help="Backs are offset downwards.")
@click.option("--up", type=MM, metavar="MM", help="Backs are offset upwards.")
@click.option("--turn-cw", type=TURN, metavar="DEG", help="Backs are turned clockwise.")
@click.option("--turn-ccw", type=TURN, metavar="DEG", help="Backs are turned counter-clockwise.")
@click.option("--scale-x", type=SCALE, metavar="X", help="Backs are X times as wide.")
@click.option("--scale-y", type=SCALE, metavar="X", help="Backs are X times as high.")
@deck_options
@click.pass_obj
def calibrate(
    open_project: Opener,
    /,
    file: str | None,
    sheet: str,
    printer: str | None,
    landscape: bool,
    corners: tuple[Any, ...],
    **read: float | None,
) -> None:
    """Measure a printer and save its correction, so that backs align with fronts.

    Without --printer: make the test sheet, print it on both sides and hold it up to the light. With
    --printer: save your readings, either the four corners or the shift itself, as seen from the
    back. Then `cardgen build --printer NAME` moves backs and their marks accordingly.
    """
    given: dict[str, Any] = {name: value for name, value in read.items() if value is not None}
    project = open_project()
    if printer is None:
        if landscape or corners or given:
            raise click.UsageError("readings are saved under a name: add --printer NAME")
        if file in ("", "-"):
            raise click.UsageError("-o needs the name of a file")
        made = project.test_sheet(sheet=sheet, to=file, folder=None if file else "build")
        tell(made.problems, FULL)
        path = made.file.plan.path
        click.echo(f"wrote {path}: pages 1 and 2 for portrait, 3 and 4 for landscape", err=True)
        return
    if file:
        raise click.UsageError(
            "-o makes a test sheet and --printer saves readings: use one of them"
        )
    if len(corners) > 4:
        raise click.UsageError("read all four corners: --corner A …, B …, C … and D …")
    readings = {
        name: (x if across == "right" else -x, y if along == "down" else -y)
        for name, across, x, along, y in corners
    }
    saved = project.calibrate(printer, landscape=landscape, corners=readings, sheet=sheet, **given)
    tell(saved.problems, FULL)
    click.echo(f"{printer}, {saved.way} pages: {saved.words}", err=True)
    if saved.replaced_words:
        click.echo(f"this replaces what was saved before: {saved.replaced_words}", err=True)
    click.echo(f"saved in {saved.path}", err=True)
