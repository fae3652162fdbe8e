"""`cardgen serve`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from cardgen.cli.group import Opener
from cardgen.web.api import Desk
from cardgen.web.serve import serve as show_page


@click.command()
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port (8000; 0: any).")
@click.option("--host", default="127.0.0.1", help="Address to listen at (127.0.0.1).")
@click.pass_obj
def serve(open_project: Opener, open_page: bool, port: int, host: str) -> None:
    """Show the deck as a page in the browser on this computer.

    Nothing is written: what is changed in the page is downloaded as a file.
    """
    desk = Desk(Path(), Path(open_project.deck) if open_project.deck else None)
    show_page(desk, host, port, open_page, partial(click.echo, err=True))
