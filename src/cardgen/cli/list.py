"""`cardgen list`."""

from __future__ import annotations

import json
from typing import Any

import click

from cardgen.cli.group import Finder, tell
from cardgen.cli.report import FULL, table
from cardgen.cli.summary import shift_in_words
from cardgen.model.deck import Deck
from cardgen.problems import Problems
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.output import output_names, read_output
from cardgen.read.printer import printer_names, read_printer
from cardgen.read.profile import profile_names, read_profile
from cardgen.read.sheet import read_sheet

Rows = list[dict[str, Any]]
_WHAT = ("cards", "themes", "outputs", "sheets", "printers", "profiles")


@click.command("list")
@click.argument("what", type=click.Choice(_WHAT))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_(find: Finder, what: str, as_json: bool) -> None:
    """List the deck's cards or themes, or the outputs, sheets, printers and profiles of print shops
    there are."""
    problems = Problems()
    found = find()
    if what == "outputs":
        rows = _outputs(found, problems)
    elif what == "sheets":
        rows = _sheets(found, problems)
    elif what == "printers":
        rows = _printers(found, problems)
    elif what == "profiles":
        rows = _profiles(found, problems)
    else:
        deck = sources_deck(found, problems)
        rows = [] if deck is None else _cards(deck) if what == "cards" else _themes(deck)
    tell(problems, FULL)
    if as_json:
        click.echo(json.dumps({"version": 1, what: rows}, ensure_ascii=False, indent=2))
    elif rows:
        click.echo(table(rows))
    if problems.fatal:
        raise SystemExit(1)


def _cards(deck: Deck) -> Rows:
    return [
        {
            "number": card.number or None,
            "id": card.id,
            "name": card.called.text,
            "kind": card.kind.name,
            "theme": card.theme.id if card.theme else None,
            "tags": list(card.tags),
        }
        for card in deck.cards
    ]


def _themes(deck: Deck) -> Rows:
    cards = deck.by_theme
    return [
        {
            "id": theme.id,
            "name": theme.name.text,
            "colour": theme.colour.text,
            "mark": theme.mark,
            "cards": len(cards.get(theme.id, ())),
        }
        for theme in deck.themes
    ]


def _outputs(found: Sources, problems: Problems) -> Rows:
    read = (read_output(name, found, problems) for name in output_names(found))
    return [
        {
            "name": output.name,
            "cards": list(output.layouts),
            "sheet": output.sheet,
            "about": output.about,
        }
        for output in read
        if output is not None
    ]


def _sheets(found: Sources, problems: Problems) -> Rows:
    read = ((name, read_sheet(name, found, problems)) for name in found.named("layouts/sheets"))
    return [
        {
            "name": name,
            "paper": sheet.paper,
            "width": sheet.width,
            "height": sheet.height,
            "cells": f"{cells.columns} × {cells.rows} of {cells.width:g} × {cells.height:g}"
            if (cells := sheet.cells)
            else None,
        }
        for name, sheet in read
        if sheet is not None
    ]


def _printers(found: Sources, problems: Problems) -> Rows:
    read = ((name, read_printer(name, found, problems)) for name in printer_names(found))
    return [
        {
            "name": name,
            "portrait": shift_in_words(printer.portrait) if printer.portrait else None,
            "landscape": shift_in_words(printer.landscape) if printer.landscape else None,
            "about": printer.about,
        }
        for name, printer in read
        if printer is not None
    ]


def _profiles(found: Sources, problems: Problems) -> Rows:
    read = ((name, read_profile(name, found, problems)) for name in profile_names(found))
    return [
        {
            "name": name,
            "standard": profile.standard and profile.standard.name,
            "colour": profile.colour,
            "bleed": profile.bleed,
            "as of": profile.date.isoformat(),
            "about": profile.about,
        }
        for name, profile in read
        if profile is not None
    ]
