"""`cardgen import` and `cardgen export`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from cardgen.cli.failures import tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.report import FULL, full
from cardgen.problems import counted

FORMATS = ("xlsx", "docx", "csv")
_PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=_PATH)
@click.option(
    "-o", "folder", type=_PATH, metavar="FOLDER", help="Write the new deck to this folder."
)
@click.pass_obj
def import_(open_project: Opener, file: Path, folder: Path | None) -> None:
    """Make the folder of a deck from a workbook, a document or a table.

    FILE is one that `cardgen export` made, or your own table (.xlsx, .csv) with a line of
    headings such as Theme, Name, Definition, Positive and Negative; lists have one item per line.
    """
    target = folder or Path(file.stem)
    found = open_project().read_table(file, target)
    if found.problems:
        click.echo(full(found.problems), err=True)
    what = counted(found.cards, "card")
    if found.themes:
        what += f" in {counted(found.themes, 'theme')}"
    click.echo(f"made {found.folder}/: “{found.title}”, {what}", err=True)
    click.echo(f"next: cardgen --deck {found.folder} check", err=True)


@click.command()
@click.option(
    "--to", "form", type=click.Choice(FORMATS), required=True, help="Make this kind of file."
)
@click.option("-o", "path", metavar="FILE", help="Write to this file, or - for standard output.")
@deck_options
@click.pass_obj
def export(open_project: Opener, form: Literal["xlsx", "docx", "csv"], path: str | None) -> None:
    """Write the deck as a workbook, a document or a table, for reviewers to edit."""
    if path == "":
        raise click.UsageError("-o needs the name of a file")
    if path and path != "-" and Path(path).suffix.lower() != f".{form}":
        raise click.UsageError(f"{path} would be a {form} file: its name must end in .{form}")
    made = open_project().export_deck(form)
    tell(made.problems, FULL)
    target = path or f"build/deck.{form}"
    made.save(target, make_folder=path is None)
    if target != "-":
        click.echo(f"wrote {target} ({max(1, round(len(made.data) / 1000))} kB)", err=True)
        click.echo(f"to import it again: cardgen import {target} -o FOLDER", err=True)
