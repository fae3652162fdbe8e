"""`cardgen order`."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import click

from cardgen import CHOICES
from cardgen.cli.failures import tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.meanwhile import progress_shown, without_collector
from cardgen.cli.parameters import build_options
from cardgen.cli.report import FULL

_ON_SHEETS = ("copies", "sheet", "printer", "flip", "fold", "ink")
_FOR_PRESSES = ("profile", "icc", "condition", "corners")


@click.command()
@click.argument("output", required=False)
@click.option("-o", "file", metavar="FILE", help="Write the ZIP to this file.")
@build_options(*CHOICES, *_ON_SHEETS, *_FOR_PRESSES)
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be made; write nothing.")
@deck_options
@click.pass_obj
def order(
    open_project: Opener, /, output: str | None, file: str | None, dry_run: bool, **options: Any
) -> None:
    """Make one ZIP to send to a print room or a shop: the file, the order in plain words, and a
    note to paste into a mail; with what to have at hand for who prints an OUTPUT themselves.

    Without OUTPUT, it is the one that the print shop takes which --profile names.
    """
    if file in ("", "-"):
        raise click.UsageError("-o needs the name of a file")
    if file and PurePath(file).suffix.lower() != ".zip":
        raise click.UsageError(f"{file} would be a ZIP: its name must end in .zip")
    given = {name: value for name, value in options.items() if value != ()}
    with without_collector(), progress_shown() as on_progress:
        made = open_project().order(output, dry_run=dry_run, on_progress=on_progress, **given)
    tell(made.problems, FULL)
    lines = [*made.summary, *(f"{name}: {about}" for name, about in made.contents)]
    click.echo("\n".join(lines), err=True)
    if dry_run:
        return
    archive = made.archive()
    target = file or f"build/{archive.usual_name}"
    archive.save(target, make_folder=file is None)
    click.echo(f"wrote {target} ({max(1, round(len(archive.data) / 1000))} kB)", err=True)
