"""`cardgen new`."""

from __future__ import annotations

import shlex

import click

from cardgen.cli.group import Commands
from cardgen.new import folder_for, new_deck, title_of


@click.group(cls=Commands)
def new() -> None:
    """Begin something of your own."""


@new.command()
@click.argument("name")
@click.option("-o", "folder", metavar="FOLDER", help="Where to; else named after the deck.")
@click.pass_context
def deck(context: click.Context, name: str, folder: str | None) -> None:
    """Make a folder with a small deck called NAME, to build and to change."""
    if folder in ("", "-"):
        raise click.UsageError("-o needs the name of a folder")
    title = title_of(name)
    folder = folder or folder_for(title)
    new_deck(title, folder)
    elsewhere = context.find_root().params["folder"]
    words = ["cardgen", *(["-C", elsewhere] if elsewhere else []), "--deck", folder]
    click.echo(f"wrote {folder}: deck.yaml, two files of cards, and schemas for editors", err=True)
    click.echo(f"now build it: {shlex.join(words)} build", err=True)
    click.echo(f"and, when you have changed its words: {shlex.join(words)} check", err=True)
