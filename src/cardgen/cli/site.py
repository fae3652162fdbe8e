"""`cardgen site`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from cardgen.cli.group import Opener
from cardgen.web.api import Desk
from cardgen.web.site import make_site


@click.command()
@click.option("-o", "folder", default="build/site", metavar="FOLDER", help="Write it there.")
@click.option("--single-file", is_flag=True, help="The page as one file, to open from a disk.")
@click.option(
    "--runtime",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Python for the browser, as `make runtime` makes it.",
)
@click.option("--public", is_flag=True, help="Only if the deck says who permitted that.")
@click.pass_obj
def site(
    open_project: Opener, folder: str, single_file: bool, runtime: Path | None, public: bool
) -> None:
    """Write the page as files, for a web space, an intranet or a shared drive.

    It shows the deck, has ready-made PDFs for each way to print and, with --runtime, all that the
    page of `serve` can do. Nothing that is typed into it leaves the browser.
    """
    if open_project.overlay or open_project.lang:
        raise click.UsageError("languages and changes are chosen in the page itself")
    deck = open_project.deck
    desk = Desk(Path(), Path(deck) if deck else None)
    make_site(desk, folder, runtime, single_file, public, partial(click.echo, err=True))
    page = Path(folder) / ("cardgen.html" if single_file else "index.html")
    click.echo(f"wrote {page.as_posix()}", err=True)
    if runtime is None:
        click.echo("it has the cards and ready-made PDFs only: there is no --runtime", err=True)
