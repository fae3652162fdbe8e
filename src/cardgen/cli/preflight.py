"""`cardgen preflight`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cardgen.cli.group import Opener
from cardgen.cli.meanwhile import progress_shown
from cardgen.cli.report import document
from cardgen.problems import counted

if TYPE_CHECKING:
    from cardgen import Findings


@click.command()
@click.argument("file", metavar="FILE.pdf")
@click.option(
    "--profile", default="any", metavar="NAME", help="Check against this print shop's profile."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def preflight(open_project: Opener, file: str, profile: str, as_json: bool) -> None:
    """Check any PDF as a print shop would.

    The exit code is 1 if there are errors, 3 if the file cannot be read.
    """
    with progress_shown() as on_progress:
        found = open_project().inspect_pdf(file, profile, on_progress=on_progress)
    if as_json:
        data = [one.as_data() for one in found]
        click.echo(document([], file=file, profile=profile, findings=data))
    else:
        for one in found.grouped():
            click.echo(str(one))
        click.echo(_count(found))
    if any(one.severity == "error" for one in found):
        raise SystemExit(1)


def _count(found: Findings) -> str:
    errors = sum(one.severity == "error" for one in found)
    warnings = len(found) - errors
    if not found:
        return "nothing found"
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
