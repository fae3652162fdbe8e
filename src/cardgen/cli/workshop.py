"""`cardgen build` of a workshop's file."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from cardgen.cli.failures import errors_told, tell
from cardgen.cli.group import Opener
from cardgen.cli.meanwhile import progress_shown
from cardgen.cli.report import JSON, document
from cardgen.problems import Stop, counted

if TYPE_CHECKING:
    from cardgen import BuiltWorkshop

_OWN = {"output", "file", "dry_run", "as_json", "style", "strict", "verify", "since", "partial"}
_OWN |= {"deck", "overlay", "lang"}  # as before the command


def build_workshop(context: click.Context) -> None:
    """Builds everything that the workshop's file names, into one folder."""
    given = context.params
    _no_others(context)
    file, path = given["file"], Path(given["output"])
    if not path.is_file():
        raise Stop(f"there is no file {path}")
    open_project: Opener = context.obj
    style = JSON if given["as_json"] else given["style"]
    with errors_told(style), progress_shown() as on_progress:
        built = open_project().build_workshop(
            path,
            to=file,
            folder=None if file else "build",
            dry_run=given["dry_run"],
            verify=given["verify"],
            strict=given["strict"],
            partial=given["partial"],
            since=given["since"],
            on_progress=on_progress,
        )
    if given["as_json"]:
        click.echo(document(built.problems, **built.as_data()))
        return
    tell(built.problems, style)
    lines = [*built.summary, *([_written(built)] if built.products else [])]
    click.echo("\n".join(lines), err=True)


def _no_others(context: click.Context) -> None:
    """Raises a usage error for options that belong in the workshop's file."""
    used = [
        option.opts[0]
        for option in context.command.params
        if option.name not in _OWN
        and context.get_parameter_source(option.name or "")
        is not click.core.ParameterSource.DEFAULT
    ]
    if used:
        what = f"{', '.join(used)}: for a workshop, write this in its file"
        raise click.UsageError(what)


def _written(built: BuiltWorkshop) -> str:
    would = "would write" if built.is_dry else "wrote"
    files = counted(len(built.plans) + 1, "file")  # plan.json too
    index = PurePath(built.index[0].plan.path)
    return f"{would} {files} to {index.parent}; {index.name} says how to print and pack them"
