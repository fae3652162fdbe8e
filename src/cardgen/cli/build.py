"""`cardgen build`."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import click

from cardgen import DEFAULT_OUTPUT, OPTIONS
from cardgen.cli.failures import errors_told, tell
from cardgen.cli.group import Opener, deck_options, is_workshop
from cardgen.cli.meanwhile import progress_shown, swept_up_when_ended, without_collector
from cardgen.cli.parameters import build_options, report_options
from cardgen.cli.report import FOR_PROGRAMS, FULL, JSON, document
from cardgen.cli.summary import ANOTHER_EDITION, written
from cardgen.problems import Stop

if TYPE_CHECKING:
    from cardgen import FilePlan, PagePlan


@click.command()
@click.argument("output", required=False)
@click.option("-o", "file", metavar="FILE", help="Write to this file, or - for standard output.")
@build_options(*OPTIONS)
@click.option(
    "--since",
    multiple=True,
    metavar="FOLDER|ZIP",
    help="For a workshop: make only what an older folder, or its ZIP, lacks.",
)
@click.option("--partial", is_flag=True, help="For a workshop: leave out names that cannot be set.")
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be made; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@report_options("--report")
@deck_options
@click.pass_context
def build(
    context: click.Context,
    /,
    output: str | None,
    file: str | None,
    dry_run: bool,
    as_json: bool,
    style: str,
    strict: bool,
    **options: Any,
) -> None:
    """Make an OUTPUT (see `cardgen list outputs`), or everything in the file of a workshop.

    Without OUTPUT it makes office, which comes out right on an office printer. By default an output
    holds the whole deck. --theme, --card, --tag and --not choose among the numbered
    cards and may be repeated. --add adds the deck's extra cards (title,overview,how-to), or
    generated ones (theme-cards,scale,commitment,blank:4).
    """
    if file == "":
        raise click.UsageError("-o needs the name of a file")
    if output and is_workshop(output):
        from cardgen.cli.workshop import build_workshop  # no other build waits for it

        with without_collector(), swept_up_when_ended():
            build_workshop(context)
        return
    if options.pop("since") or options.pop("partial"):
        what = "--since and --partial are for the file of a workshop"
        raise click.UsageError(f"{what}; of one output, see --changed-since")
    if as_json and style not in (FULL, JSON):
        raise click.UsageError("--json reports the problems as well: leave --report out")
    as_json = as_json or style == JSON
    style = JSON if as_json else style
    if file == "-":
        _check_standard_output(options, dry_run, style)
    pages = defaultdict[str, list["PagePlan"]](list)

    def look(plan: FilePlan, page: PagePlan) -> None:
        pages[plan.path].append(page)

    open_project: Opener = context.obj
    with (
        errors_told(style, files=[], left_out=[], unconfirmed=[]),
        without_collector(),
        swept_up_when_ended(),
        progress_shown() as on_progress,
    ):
        built = open_project().build(
            output or DEFAULT_OUTPUT,
            to=file,
            folder=None if file else "build",
            dry_run=dry_run,
            strict=strict,
            on_page=look if as_json else None,
            on_progress=on_progress,
            **{name: value for name, value in options.items() if value != ()},
        )
    if as_json:
        on_paper = built.options.on_paper
        files = [plan.as_data(pages[plan.path] if on_paper else []) for plan in built.plan.files]
        cards = {"left_out": list(built.left_out), "unconfirmed": list(built.unconfirmed)}
        click.echo(document(built.problems, files=files, **cards))
        return
    tell(built.problems, style)
    click.echo("\n".join([*built.summary, *written(built)]), err=True)
    if built.files and output is None and built.options.on_paper:
        click.echo(ANOTHER_EDITION.format(open_project.command), err=True)


def _check_standard_output(options: dict[str, Any], dry_run: bool, style: str) -> None:
    """Raises a usage error if standard output cannot take what would be written to it."""
    if dry_run:
        return
    if sys.stdout is None:
        raise Stop("standard output is closed")
    form = options["format"] or "pdf"
    if style in FOR_PROGRAMS:
        both = f"{form.upper()} and {'JSON' if style == JSON else 'a report'}"
        raise click.UsageError(f"{both} cannot both go to standard output; use -o FILE")
    if form not in ("html", "md", "txt") and sys.stdout.isatty():
        what = "a PDF" if form == "pdf" else f"a file of {form}"
        raise click.UsageError(f"a terminal cannot show {what}; send it on, or use -o FILE")
