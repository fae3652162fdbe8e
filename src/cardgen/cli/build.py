"""`cardgen build`."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import click

from cardgen.build import Target, make
from cardgen.cli.group import Finder, known, tell
from cardgen.frame import Page
from cardgen.impose.duplex import Flip
from cardgen.plan import PagePlan, page_plan
from cardgen.problems import Problems, Stop
from cardgen.read.output import DEFAULT, output_names
from cardgen.report import FULL, document, told
from cardgen.select import Wishes


def _names(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.command()
@click.argument("output", default=DEFAULT)
@click.option("-o", "file", metavar="FILE", help="Where to: a file, or - for standard output.")
@click.option("--theme", "themes", multiple=True, metavar="T", help="Cards of this theme.")
@click.option("--card", "cards", multiple=True, metavar="ID", help="This card.")
@click.option("--not", "without", multiple=True, metavar="ID|THEME", help="Without these.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Cards with this tag.")
@click.option("--add", multiple=True, metavar="ID,…", callback=_names, help="Extra cards as well.")
@click.option("--copies", type=click.IntRange(1), default=1, help="How many of all.")
@click.option("--flip", type=click.Choice(["long", "short"]), help="The edge the paper flips on.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be made; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.option("--verify", is_flag=True, help="Read the finished PDF back and check all of it.")
@click.pass_obj
def build(
    find: Finder,
    output: str,
    file: str | None,
    themes: tuple[str, ...],
    cards: tuple[str, ...],
    without: tuple[str, ...],
    tags: tuple[str, ...],
    add: tuple[str, ...],
    copies: int,
    flip: Flip | None,
    dry_run: bool,
    as_json: bool,
    verify: bool,
) -> None:
    """Make the PDF of an OUTPUT (`cardgen list outputs` tells which there are).

    Without a choice it holds the whole deck. --theme, --card, --tag and --not choose among the
    numbered cards and may be repeated; --add title,overview,how-to brings extra cards back.
    """
    if file == "":
        raise click.UsageError("-o needs the name of a file")
    if file == "-" and not dry_run:
        if sys.stdout is None:
            raise Stop("standard output is closed")
        if as_json:
            raise click.UsageError("PDF and JSON cannot both go to standard output; use -o FILE")
        if sys.stdout.isatty():
            raise click.UsageError("a terminal cannot show a PDF; send it on, or use -o FILE")
    found = find()
    known("output", output, output_names(found))
    target = Target(file or f"build/{output}.pdf", own=file is None, dry=dry_run, verify=verify)
    wishes = Wishes(themes, cards, without, tags, add, copies)
    problems = Problems()
    progress, pages = _progress(), list[PagePlan]()

    def look(page: Page) -> None:
        progress(page)
        if as_json:
            pages.append(page_plan(page))

    with _without_collector(), _swept_up_when_ended():
        plan = make(found, output, wishes, flip, target, problems, look)
    if as_json:
        files = [plan.as_data(pages)] if plan else []
        click.echo(document(problems.in_order(), files=files))
    else:
        tell(problems, FULL)
    if plan is None:
        raise SystemExit(1)
    if not as_json:
        click.echo(told(plan, target.dry), err=True)


@contextmanager
def _swept_up_when_ended() -> Iterator[None]:
    """Being told to end (as by `timeout`) ends like an error: nothing half-made stays behind."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for what refers back to itself would take a fifth of the time, and what a
    build makes does not."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # or it would all be searched at the end
        gc.enable()


def _progress() -> Callable[[Page], None]:
    """A line that counts pages, on a terminal and only once a second has gone by."""
    started = time.monotonic()
    count = 0

    def look(_: Page) -> None:
        nonlocal count
        count += 1
        if count % 10 == 0 and sys.stderr.isatty() and time.monotonic() - started > 1:
            click.echo(f"\r{count} pages … \r", nl=False, err=True)

    return look
