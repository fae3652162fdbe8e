"""`cardgen import` and `cardgen export`."""

from __future__ import annotations

from pathlib import Path

import click

from cardgen.atomic import whole
from cardgen.cli.group import Finder, tell
from cardgen.cli.report import FULL, full
from cardgen.problems import Problems
from cardgen.read.files import shown

FORMATS = ("xlsx", "docx", "csv")
_PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=_PATH)
@click.option("-o", "folder", type=_PATH, metavar="FOLDER", help="The new deck.")
@click.pass_obj
def import_(find: Finder, file: Path, folder: Path | None) -> None:
    """Make the folder of a deck from a workbook, a document or a table.

    FILE is one that `cardgen export` made, or a table of one's own (.xlsx, .csv) with a line of
    headers such as Theme, Name, Definition, Positive and Negative; lists have a line for each item.
    """
    from cardgen.exchange.importing import import_deck  # for which other commands need not wait

    problems = Problems()
    target = folder or Path(file.stem)
    deck = import_deck(file, target, find(), problems)
    if problems:  # in the order of the sheets
        click.echo(full(problems), err=True)
    if deck is None:
        raise SystemExit(1)
    cards, themes = len(deck.cards), len(deck.themes)
    counted = f"{cards} card{'s' if cards != 1 else ''}"
    if themes:
        counted += f" in {themes} theme{'s' if themes != 1 else ''}"
    click.echo(f"made {shown(target)}/: “{deck.title.text}”, {counted}", err=True)
    click.echo(f"next: cardgen --deck {shown(target)} check", err=True)


@click.command()
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="What to make.")
@click.option("-o", "path", metavar="FILE", help="The file; - is standard output.")
@click.pass_obj
def export(find: Finder, form: str, path: str | None) -> None:
    """Write the deck as a workbook, a document or a table, for reviewers to change."""
    if path == "":
        raise click.UsageError("-o needs the name of a file")
    if path and path != "-" and Path(path).suffix.lower() != f".{form}":
        raise click.UsageError(f"{path} would be a {form} file: let its name end in .{form}")
    from cardgen.exchange.exporting import export_deck

    problems = Problems()
    data = export_deck(find(), form, problems)
    tell(problems, FULL)
    if data is None:
        raise SystemExit(1)
    target = path or f"build/deck.{form}"
    with whole(target, path is None) as out:
        out.write(data)
    if target != "-":
        click.echo(f"wrote {target} ({len(data) / 1000:.0f} kB)", err=True)
        click.echo(f"back again: cardgen import {target} -o FOLDER", err=True)
