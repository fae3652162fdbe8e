"""`cardgen fit`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cardgen.cli.group import Opener, tell
from cardgen.cli.report import FULL, table

if TYPE_CHECKING:
    from cardgen import CardFit


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Both sides of every card, as JSON.")
@click.pass_obj
def fit(open_project: Opener, as_json: bool) -> None:
    """Show how every card fits every format: of its tighter side the size of the longest text, and
    the millimetres it has to spare or, where it lacks some, the characters to cut."""
    found = open_project().fit()
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
