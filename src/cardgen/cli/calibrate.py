"""`cardgen calibrate`."""

from __future__ import annotations

import re
from typing import Any

import click

from cardgen.cli.group import Finder, keeps_others, known, tell
from cardgen.cli.measure import Measure
from cardgen.cli.report import FULL
from cardgen.cli.summary import shift_in_words
from cardgen.jobs.build import make_test_sheet
from cardgen.jobs.calibrate import MOST_OFF, believable, disagreement, gauges_of, save, shift_from
from cardgen.jobs.test_sheet import read_aids
from cardgen.jobs.writing import Target
from cardgen.model.printer import (
    FURTHEST,
    LARGEST,
    MOST_TURNED,
    OPPOSITES,
    SMALLEST,
    Shift,
    Way,
)
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.sheet import read_sheet
from cardgen.typeset.blocks.gauges import CORNERS

MM, SCALE = Measure(0, FURTHEST), Measure(SMALLEST, LARGEST)
TURN = Measure(0, MOST_TURNED)
CORNER = (
    click.Choice(list(CORNERS), case_sensitive=False),
    click.Choice(["right", "left"]),
    MM,
    click.Choice(["down", "up"]),
    MM,
)
AS_READ = "A right MM down MM"
FOUR = "What a corner shows, for each of the four."


@click.command()
@click.option("-o", "file", metavar="FILE", help="Where the test sheet goes.")
@click.option("--sheet", default="a4", metavar="NAME", help="The paper of the test sheet.")
@click.option("--printer", metavar="NAME", help="Save what you read under this name.")
@click.option("--landscape", is_flag=True, help="It was read from pages 3 and 4.")
@click.option("--corner", "corners", multiple=True, type=CORNER, metavar=AS_READ, help=FOUR)
@click.option("--right", type=MM, metavar="MM", help="Backs lie to the right.")
@click.option("--left", type=MM, metavar="MM", help="Backs lie to the left.")
@click.option("--down", type=MM, metavar="MM", help="Backs lie down.")
@click.option("--up", type=MM, metavar="MM", help="Backs lie up.")
@click.option("--turn-cw", type=TURN, metavar="DEG", help="Turned clockwise.")
@click.option("--turn-ccw", type=TURN, metavar="DEG", help="Counter-clockwise.")
@click.option("--scale-x", type=SCALE, metavar="X", help="So many times as wide.")
@click.option("--scale-y", type=SCALE, metavar="X", help="So many times as high.")
@click.pass_obj
def calibrate(
    find: Finder,
    /,
    file: str | None,
    sheet: str,
    printer: str | None,
    landscape: bool,
    corners: tuple[Any, ...],
    **read: float | None,
) -> None:
    """Measure a printer and remember it, so that backs come to lie on their fronts.

    Without --printer: make the test sheet, print it on both sides and hold it to the light. With
    --printer: save what you read there, the four corners or the shift itself, always as one looks
    at the back. Then `cardgen build --printer NAME` moves the backs and their marks by it.
    """
    found, problems = find(), Problems()
    known("sheet", sheet, found.named("layouts/sheets"))
    given = {name: value for name, value in read.items() if value is not None}
    if printer is None:
        if landscape or corners or given:
            raise click.UsageError("what was read is saved under a name: add --printer NAME")
        if file in ("", "-"):
            raise click.UsageError("-o needs the name of a file")
        keeps_others(file, "pdf")
        path = file or "build/printer-test.pdf"
        made = make_test_sheet(found, sheet, Target(path, own=file is None), problems)
        tell(problems, FULL)
        if not made:
            raise SystemExit(1)
        click.echo(f"wrote {path}: pages 1 and 2 for portrait, 3 and 4 for landscape", err=True)
        return
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", printer):
        raise click.UsageError(f'"{printer}" is no name: use small letters, digits and hyphens')
    if file:
        raise click.UsageError("-o makes a test sheet, --printer saves what was read: not both")
    way: Way = "landscape" if landscape else "portrait"
    shift = _shift(found, sheet, landscape, corners, given, problems)
    saved = save(printer, way, shift, found, problems)
    tell(problems, FULL)
    if saved is None:
        raise SystemExit(1)
    click.echo(f"{printer}, {way} pages: {shift_in_words(shift)}\nsaved in {saved}", err=True)


def _shift(
    found: Sources,
    sheet: str,
    landscape: bool,
    corners: tuple[Any, ...],
    read: dict[str, float],
    problems: Problems,
) -> Shift:
    """What was read, at the corners or as the shift itself."""
    for one, other in OPPOSITES:
        if {one.replace("-", "_"), other.replace("-", "_")} <= read.keys():
            raise click.UsageError(f"--{one} and --{other} cannot both be: give what you read")
    if not corners:
        if not read:
            raise click.UsageError("give what you read: --corner four times, or --right, --down, …")
        return Shift(**read)
    if read:
        raise click.UsageError("the corners tell all: leave the other readings out")
    readings = {
        name: (x if across == "right" else -x, y if along == "down" else -y)
        for name, across, x, along, y in corners
    }
    if len(corners) != 4 or len(readings) != 4:
        raise click.UsageError("read all four corners: --corner A …, B …, C … and D …")
    aids, paper = read_aids(found, problems), read_sheet(sheet, found, problems)
    size = (paper.width, paper.height) if paper else (0.0, 0.0)
    width, height = size[::-1] if landscape else size
    gauges = gauges_of(aids, width, height, problems) if aids and paper else None
    if gauges is None:
        tell(problems, FULL)
        raise SystemExit(1)
    shift = shift_from(readings, width, height, *gauges)
    off = disagreement(readings, shift, width, height, *gauges)
    if off > MOST_OFF or not believable(shift):
        raise click.UsageError(
            f"the corners do not agree, by {off:.1f} mm: read their words and figures again"
        )
    return shift
