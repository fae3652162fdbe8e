"""`cardgen build` of a workshop's file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from cardgen.cli.group import Opener, errors_told, tell
from cardgen.cli.meanwhile import progress
from cardgen.cli.report import JSON, document
from cardgen.cli.summary import (
    left_out_in_words,
    listed,
    made_in_words,
    unconfirmed_in_words,
)
from cardgen.problems import Stop, counted

if TYPE_CHECKING:
    from cardgen import BuiltWorkshop, Product

_OWN = {"output", "file", "dry_run", "as_json", "style", "strict", "verify", "since", "partial"}
_OWN |= {"deck", "overlay", "lang"}  # as before the command


def build_workshop(context: click.Context) -> None:
    """Builds everything that the workshop's file names, into one folder."""
    given, count = context.params, progress()
    _no_others(context)
    file, path = given["file"], Path(given["output"])
    if not path.is_file():
        raise Stop(f"there is no file {path}")
    open_project: Opener = context.obj
    style = JSON if given["as_json"] else given["style"]
    with errors_told(style):
        built = open_project().build_workshop(
            path,
            to=file,
            folder=None if file else "build",
            dry_run=given["dry_run"],
            verify=given["verify"],
            strict=given["strict"],
            partial=given["partial"],
            since=given["since"],
            on_page=(lambda plan, page: count()) if sys.stderr.isatty() else None,
        )
    if given["as_json"]:
        click.echo(document(built.problems, **built.as_data()))
        return
    tell(built.problems, style)
    click.echo(_in_words(built), err=True)


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


def _in_words(made: BuiltWorkshop) -> str:
    """Describes each file and how to print it, and what each table gets. Nobody's name is shown: it
    is in the index."""
    if not made.products:
        return f"nothing is new since {listed(made.since)}; nothing to print"
    lines = []
    for product in made.products:
        options, first = product.wanted.options, product.plans[0]
        names = ", ".join(PurePath(plan.path).name for plan in product.plans)
        if options.on_paper:
            how = made_in_words(first, options)
        else:
            how = [f"{counted(len(first.cards), 'card')}, to read on screen"]
        how += left_out_in_words(product.left_out)
        how += unconfirmed_in_words(product.unconfirmed)
        lines += [names, *(f"  {line}" for line in how)]
    if made.unchanged:
        lines.append(f"nothing new since {listed(made.since)}: {', '.join(made.unchanged)}")
    if made.party.tables[0].name:
        lines += ["", *_packs(made), ""]
    would = "would write" if made.is_dry else "wrote"
    files = counted(len(made.plans) + 1, "file")  # plan.json too
    folder = PurePath(made.plans[-1].path).parent
    lines.append(f"{would} {files} to {folder}; index.pdf says how to print and pack them")
    return "\n".join(lines)


def _packs(made: BuiltWorkshop) -> list[str]:
    """Describes what each table gets; tables with the same pack share a line."""
    packs: dict[str, list[str]] = {}
    for at, table in enumerate(made.party.tables):
        people = [counted(len(table.hands), "person", "people")] if table.hands else []
        cards = [", ".join(card.id for card in table.cards)] if made.party.own else []
        sets = [
            _sets(product, at)
            for product in made.products
            if product.sizes[at] and product.wanted.options.on_paper
        ]
        if made.since and not sets:
            continue
        name = table.name.text if table.name else ""
        packs.setdefault("; ".join([*people, *cards, *sets]), []).append(name)
    return [f"{_called(tables)}: {pack}" for pack, tables in packs.items()]


def _called(tables: Sequence[str]) -> str:
    """Returns what the tables are called, each of which has the same."""
    if len(tables) > 1:
        return f"tables {_listed(tables)}, each"
    return tables[0] if tables[0].casefold().startswith("table ") else f"table {tables[0]}"


def _listed(tables: Sequence[str]) -> str:
    """Returns the names of the tables, with three or more consecutive numbers as a range."""
    runs: list[list[str]] = []
    for name in tables:
        if runs and name.isdecimal() and runs[-1][-1] == str(int(name) - 1):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _sets(product: Product, at: int) -> str:
    """Describes what one table gets of a product."""
    sizes = product.sizes[at]
    name = PurePath(product.plans[0].path).name
    what = counted(sizes[0], "page" if product.paged else "card")
    return f"{name} {len(sizes)} × {what}" if len(sizes) > 1 else f"{name} {what}"
