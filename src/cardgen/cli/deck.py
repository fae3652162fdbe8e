"""The commands that look at a deck: `cardgen check`, `fit`, `list` and `show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import click

from cardgen import What
from cardgen.cli.failures import STRICTLY, tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.meanwhile import progress_shown, swept_up_when_ended, without_collector
from cardgen.cli.parameters import report_options
from cardgen.cli.report import FULL, card_in_words, table
from cardgen.cli.summary import listed
from cardgen.problems import counted

if TYPE_CHECKING:
    from cardgen import CardFit


@click.command()
@click.argument("output", nargs=-1)
@report_options("--report", "--format")
@deck_options
@click.pass_obj
def check(open_project: Opener, output: tuple[str, ...], style: str, strict: bool) -> None:
    """Check the deck in every OUTPUT, or in those named, and report all problems at once.

    An error is what stops `cardgen build` of an output. The outputs that come with cardgen and are
    not made for this deck are named in one warning.
    """
    with without_collector(), swept_up_when_ended(), progress_shown() as on_progress:
        checked = open_project().check(output, on_progress=on_progress)
    tell(checked.in_order(), style)
    if checked.fatal or (strict and checked):
        if not checked.fatal:
            click.echo(STRICTLY, err=True)
        raise SystemExit(1)
    if style == FULL:
        cards = counted(checked.cards, "card")
        click.echo(f"{cards} checked for {listed(checked.outputs)}", err=True)


@click.command()
@click.argument("output", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print both sides of every card as JSON.")
@deck_options
@click.pass_obj
def fit(open_project: Opener, output: tuple[str, ...], as_json: bool) -> None:
    """Show how every card fits the format of every OUTPUT, or of those named: the type size of the
    longest text on its tighter side, and the millimetres to spare or, where text is overset, the
    characters to cut."""
    with without_collector(), progress_shown() as on_progress:
        found = open_project().fit(output, on_progress=on_progress)
    tell(found.problems, FULL)
    if as_json:
        rows = [one.as_data() for one in found]
        click.echo(json.dumps({"version": 1, "fits": rows}, ensure_ascii=False, indent=2))
    elif found:
        click.echo(table(_rows(found)))


def _rows(found: list[CardFit]) -> list[dict[str, str | None]]:
    formats = dict.fromkeys(_name(one) for one in found)
    cells: dict[str, dict[str, str | None]] = {}
    for one in found:
        row = cells.setdefault(one.card, {"card": one.card, **dict.fromkeys(formats)})
        row[_name(one)] = _cell(one)
    return list(cells.values())


def _name(one: CardFit) -> str:
    return f"{one.format} {one.width:g} × {one.height:g}"


def _cell(one: CardFit) -> str:
    side, fit_ = one.tighter
    size = f"{side} {fit_.size_pt:g} pt"
    if fit_.cut:
        return f"{size}, {-fit_.spare:.1f} mm too high: cut {fit_.cut}"
    if not fit_.fits:
        return f"{size}, {fit_.wide:.1f} mm too wide"
    return f"{size}, {fit_.spare:.1f} mm to spare"


@click.command("list")
@click.argument("what", type=click.Choice(get_args(What)))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
@click.pass_obj
def list_(open_project: Opener, what: What, as_json: bool) -> None:
    """List the deck's cards, themes or kinds of card, or what there is to choose from: colours and
    marks of themes, outputs, sheets, printers, print shop profiles, ways to print or stock."""
    rows = open_project().list(what)
    tell(rows.problems, FULL)
    if as_json:
        click.echo(json.dumps({"version": 1, what: rows}, ensure_ascii=False, indent=2))
    elif rows:
        click.echo(table(rows))
    if rows.fatal:
        raise SystemExit(1)


@click.command()
@click.argument("card", metavar="ID")
@deck_options
@click.pass_obj
def show(open_project: Opener, card: str) -> None:
    """Show a card's text, its origin and its place in the files."""
    found = open_project().show(card)
    tell(found.problems, FULL)
    click.echo(card_in_words(found[0]))
    if found.fatal:
        raise SystemExit(1)
