"""`cardgen build` of a workshop's file."""

from __future__ import annotations

from pathlib import Path

import click

from cardgen.cli.group import Finder, tell
from cardgen.files import Look, Target
from cardgen.in_words import workshop_in_words
from cardgen.made import as_data
from cardgen.problems import Problems, Stop
from cardgen.report import FULL, document
from cardgen.workshops import make_workshop

ENDINGS = (".yaml", ".yml")
_OWN = {"output", "file", "dry_run", "as_json", "verify"}


def is_workshop(name: str) -> bool:
    """Whether a file is named rather than an output."""
    return name.lower().endswith(ENDINGS)


def build_workshop(context: click.Context, look: Look) -> None:
    """Make all that the workshop's file names, into one folder."""
    given = context.params
    _no_others(context)
    path = Path(given["output"])
    if not path.is_file():
        raise Stop(f"there is no file {path}")
    if given["file"] == "-":
        raise click.UsageError("a workshop is a folder of files: -o names the folder")
    target = Target(
        given["file"] or f"build/{path.stem}",
        own=given["file"] is None,
        dry=given["dry_run"],
        verify=given["verify"],
    )
    find: Finder = context.obj
    problems = Problems()
    made = make_workshop(find(), path, target, problems, look)
    if given["as_json"]:
        click.echo(document(problems.in_order(), **(as_data(made) if made else {})))
    else:
        tell(problems, FULL)
    if made is None:
        raise SystemExit(1)
    if not given["as_json"]:
        click.echo(workshop_in_words(made, target), err=True)


def _no_others(context: click.Context) -> None:
    """What else to print, and how, is said in the workshop's file."""
    used = [
        option.opts[0]
        for option in context.command.params
        if option.name not in _OWN
        and context.get_parameter_source(option.name or "")
        is not click.core.ParameterSource.DEFAULT
    ]
    if used:
        what = f"{', '.join(used)}: of a workshop this is written in its file"
        raise click.UsageError(what)
