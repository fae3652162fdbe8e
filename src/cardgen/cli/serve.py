"""`cardgen serve`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from cardgen.cli.group import Opener
from cardgen.cli.report import JSON, concise
from cardgen.problems import Problem
from cardgen.web.api import Desk
from cardgen.web.serve import Check
from cardgen.web.serve import serve as show_page

# With -m, Python would run a module of some name that lies beside the deck.
_AS_INSTALLED = """\
import sys
sys.path[:] = filter(None, sys.path)
from cardgen.cli import main
main(prog_name="cardgen")
"""
_MOST_TOLD = 10  # problems at a time


@click.command()
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port (8000; 0: any).")
@click.option("--host", default="127.0.0.1", help="Listen at this address (127.0.0.1).")
@click.pass_obj
def serve(open_project: Opener, open_page: bool, port: int, host: str) -> None:
    """Show the deck as a page in the browser, and redraw it as its files change.

    Other programs on this computer can ask as well, for plans, files, faces and problems. Nothing
    is written: what is changed in the page is downloaded as a file.
    """
    if open_project.overlay or open_project.lang:
        raise click.UsageError("languages and changes are chosen in the page itself")
    deck = open_project.deck
    here = Path.cwd()
    desk = Desk(here, here / deck if deck else None)
    command = [sys.executable, "-c", _AS_INSTALLED, *(["--deck", deck] if deck else [])]
    check = Check([*command, "check", "--report", JSON], _tell)
    show_page(desk, host, port, open_page, check, partial(click.echo, err=True))


def _tell(problems: Sequence[Problem]) -> None:
    """Prints the problems of the deck as it is now, a line for each."""
    click.echo(concise(problems[:_MOST_TOLD]) or "no problems any longer", err=True)
    if more := len(problems[_MOST_TOLD:]):
        click.echo(f"and {more} more, which `cardgen check` tells", err=True)
