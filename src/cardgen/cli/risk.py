"""`cardgen risk`."""

from __future__ import annotations

import json

import click

from cardgen.cli.group import Finder, known, tell
from cardgen.cli.measure import Measure
from cardgen.cli.report import FULL
from cardgen.cli.summary import risk_in_words
from cardgen.jobs.writing import Target
from cardgen.model.options import Printing
from cardgen.problems import Problems
from cardgen.read.output import DEFAULT, output_names
from cardgen.read.printer import ORDINARY, printer_names, read_printer

MM = Measure(0, 10)


@click.command()
@click.argument("output", default=DEFAULT)
@click.option("--printer", default=ORDINARY, metavar="NAME", help="Whose errors (list printers).")
@click.option("--cut", type=MM, metavar="MM", help="How far off cuts are, instead of its own.")
@click.option("--sheet", metavar="NAME", help="On this paper or stock.")
@click.option("--fold", is_flag=True, help="Front and back side by side, folded and glued.")
@click.option("--back-extra", type=MM, default=0.0, metavar="MM", help="More bleed on backs.")
@click.option("--draw", metavar="FILE", help="Draw the worst of 100 sheets as a PDF.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def risk(
    find: Finder,
    output: str,
    printer: str,
    cut: float | None,
    sheet: str | None,
    fold: bool,
    back_extra: float,
    draw: str | None,
    as_json: bool,
) -> None:
    """Print and cut an OUTPUT ten thousand times on paper that is none, and say how many of its
    cards would be spoiled, and what would help.

    A printer's errors are standard deviations; what `cardgen calibrate` has measured is taken to
    be made good. The same numbers come out each time.
    """
    # Every command would wait for these.
    from cardgen.jobs.proofing.risk.output_risk import risk_of
    from cardgen.jobs.proofing.risk.simulation import SHEETS
    from cardgen.jobs.proofing.risk.worst_sheet import draw_worst

    if draw in ("", "-"):
        raise click.UsageError("--draw needs the name of a file")
    found, problems = find(), Problems()
    known("output", output, output_names(found))
    known("printer", printer, printer_names(found))
    if sheet is not None:
        known("sheet", sheet, found.named("layouts/sheets"))
    read = read_printer(printer, found, problems)
    spread = read.spread if read else None
    if spread is None:
        tell(problems, FULL)
        raise SystemExit(1)
    if cut is not None:
        spread = spread.with_(cut=cut)
    printing = Printing(sheet=sheet, fold=fold, back_extra=back_extra)
    result = risk_of(found, output, printing, spread, SHEETS, problems)
    if result is not None and draw:
        draw_worst(found, output, printing, spread, Target(draw), problems)
    tell(problems, FULL)
    if result is None:
        raise SystemExit(1)
    if as_json:
        click.echo(json.dumps({"version": 1, **result.as_data()}, ensure_ascii=False, indent=2))
    else:
        click.echo(risk_in_words(result, printer))
        if draw:
            click.echo(f"wrote {draw}", err=True)
