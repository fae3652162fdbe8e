"""`cardgen preflight`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardgen.cli.group import Finder, known, tell
from cardgen.cli.report import FULL, document
from cardgen.cli.summary import counted
from cardgen.problems import Problems, Stop
from cardgen.read.conditions import read_conditions
from cardgen.read.profile import ANY, profile_names, read_profile

if TYPE_CHECKING:
    from cardgen.preflight import Finding


@click.command()
@click.argument("file", metavar="FILE.pdf")
@click.option("--profile", default=ANY, metavar="NAME", help="Whose wishes it is held to.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def preflight(find: Finder, file: str, profile: str, as_json: bool) -> None:
    """Say of any PDF what a print shop would say of it.

    The exit code is 1 where there are errors, 3 where the file cannot be read.
    """
    # Every command would wait for this.
    from cardgen.preflight import group_repeats
    from cardgen.preflight import preflight as findings

    sources, problems = find(), Problems()
    known("profile", profile, profile_names(sources))
    wishes = read_profile(profile, sources, problems)
    conditions = read_conditions(sources, problems)
    if wishes is None or conditions is None:
        tell(problems, FULL)
        raise SystemExit(1)
    try:
        found = findings(Path(file).read_bytes(), wishes, conditions)
    except Stop as stop:
        raise Stop(f"{file}: {stop}") from stop
    if as_json:
        data = [one.as_data() for one in found]
        click.echo(document([], file=file, profile=profile, findings=data))
    else:
        for one in group_repeats(found):
            click.echo(str(one))
        click.echo(_count(found))
    if any(one.severity == "error" for one in found):
        raise SystemExit(1)


def _count(found: Sequence[Finding]) -> str:
    errors = sum(one.severity == "error" for one in found)
    warnings = len(found) - errors
    if not found:
        return "nothing found"
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
