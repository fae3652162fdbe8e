"""The commands that need no deck: `cardgen new`, `explain` and `schema`."""

from __future__ import annotations

import shlex

import click

import cardgen
from cardgen.cli.group import Commands


@click.group(cls=Commands)
def new() -> None:
    """Start a new deck or workshop."""


@new.command()
@click.argument("name")
@click.option("-o", "folder", metavar="FOLDER", help="Write to this folder.")
@click.pass_context
def deck(context: click.Context, name: str, folder: str | None) -> None:
    """Make a folder with a small deck called NAME, for you to build and edit."""
    if folder in ("", "-"):
        raise click.UsageError("-o needs the name of a folder")
    folder = cardgen.new("deck", name, folder)
    elsewhere = context.find_root().params["folder"]
    words = ["cardgen", *(["-C", elsewhere] if elsewhere else []), "--deck", folder]
    click.echo(f"wrote {folder}: deck.yaml, two files of cards, and schemas for editors", err=True)
    click.echo(f"now build it: {shlex.join(words)} build", err=True)
    click.echo(f"and, when you have edited it: {shlex.join(words)} check", err=True)


@new.command()
@click.argument("title")
@click.option("-o", "file", metavar="FILE", help="Write to this file.")
@click.pass_context
def workshop(context: click.Context, title: str, file: str | None) -> None:
    """Write a file for a workshop called TITLE that shows every setting."""
    if file in ("", "-"):
        raise click.UsageError("-o needs the name of a file")
    path = cardgen.new("workshop", title, file)
    elsewhere = context.find_root().params["folder"]
    words = ["cardgen", *(["-C", elsewhere] if elsewhere else []), "build", path]
    click.echo(f"wrote {path}", err=True)
    click.echo(
        f"fill in who takes part and which cards you need; then: {shlex.join(words)}", err=True
    )


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain the code of an error or a warning, such as E301."""
    click.echo(cardgen.explain(code))


@click.command()
@click.argument("kind")
def schema(kind: str) -> None:
    """Print the JSON Schema of a KIND of file, for editors.

    The kinds are deck, cards and prompts; for layouts face, backs, page, layout, output, sheet, …
    """
    click.echo(cardgen.schema(kind), nl=False)
