"""Lists what there is to choose from, as rows, and the facts of a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from cardgen.graphics.art import DISC, FORMS, MARKS
from cardgen.graphics.frame import Ink
from cardgen.jobs.extra_cards import BLANK
from cardgen.jobs.outputs import any_covers, output_for
from cardgen.jobs.selection import names_of_cards
from cardgen.model.deck import Card, Text, Words
from cardgen.model.layout import Output
from cardgen.model.options import FOR_SCREENS
from cardgen.model.printer import described
from cardgen.model.standard import PNG
from cardgen.problems import DeckError, Found, Problems, Unsupported, known
from cardgen.read.brand import sources_branded
from cardgen.read.deck import note_without_rights, sources_deck
from cardgen.read.files import Sources
from cardgen.read.order import read_order_words
from cardgen.read.output import output_names, read_output
from cardgen.read.printer import printer_names, read_printer
from cardgen.read.profile import profile_names, read_profile
from cardgen.read.sheet import read_sheet
from cardgen.read.ways import read_ways

What = Literal[
    "cards",
    "themes",
    "kinds",
    "colours",
    "marks",
    "outputs",
    "sheets",
    "printers",
    "profiles",
    "ways",
    "stock",
]
Row: TypeAlias = dict[str, Any]


def listing(sources: Sources, what: What) -> Found[Row]:
    """Returns a row for each of the things listed; those that cannot be read are left out, and
    their problems noted."""
    problems = Problems()
    rows = {
        "cards": _cards,
        "themes": _themes,
        "kinds": _kinds,
        "colours": _colours,
        "marks": _marks,
        "outputs": _outputs,
        "sheets": _sheets,
        "printers": _printers,
        "profiles": _profiles,
        "ways": _ways,
        "stock": _stock,
    }
    return Found(rows[known("list", what, rows)](sources, problems), problems)


def about(sources: Sources) -> Row:
    """Returns what the deck says of itself; permission is None where it records none.

    Raises DeckError for a deck that cannot be read.
    """
    problems = Problems()
    deck = sources_deck(sources, problems)
    if deck is None:
        raise DeckError(problems)
    texts = ("title", "subtitle", "publisher", "rights")
    given = deck.permission
    return {
        **{name: getattr(deck, name).text for name in texts},
        "by": deck.by.text if deck.by else "",
        "lang": deck.lang,
        "languages": list(deck.languages),
        "date": deck.date.isoformat(),
        "permission": given and {"by": given.by, "on": given.on.isoformat()},
    }


def shown(sources: Sources, cards: Sequence[str], counted: bool = True) -> Found[Row]:
    """Returns the facts of these cards and their texts, field by field; without counted, with words
    in braces that stand for counts as they are written.

    Raises DeckError for a deck that cannot be read, Unsupported for a card that it does not have.
    """
    problems = Problems()
    deck = sources_deck(sources, problems, counted)
    if deck is None:
        raise DeckError(problems)
    by_id, names = {card.id: card for card in deck.cards}, names_of_cards(deck.cards)
    try:
        ids = [names.id_of(name) for name in cards]
    except Unsupported:
        if problems.fatal:  # which may be why a card is missing
            raise DeckError(problems) from None
        raise
    note_without_rights(deck, sources, problems)
    return Found([_facts(by_id[id_]) for id_ in ids], problems)


def _facts(card: Card) -> Row:
    return {
        "id": card.id,
        "place": str(card.where),
        "kind": card.kind.name,
        "number": card.number or None,
        "theme": card.theme.name.text if card.theme else None,
        "origin": card.origin,
        "lang": card.lang,
        "tags": list(card.tags),
        "art": card.art.text if card.art else None,
        "image": card.image.file.text if card.image else None,
        "alt": card.image.alt if card.image else None,
        "fields": {name: _words(words) for name, words in card.words.items()},
        "places": {name: _places(words) for name, words in card.words.items()},
    }


def _places(words: Words) -> str | list[str]:
    """Returns where a text stands, or each text or step of a list."""
    if isinstance(words, Text):
        return str(words.where)
    return [str(word.where if isinstance(word, Text) else word.text.where) for word in words]


def _words(words: Words) -> str | list[Any]:
    """Returns a text, a list of texts, or a list of steps with a name and a text each."""
    if isinstance(words, Text):
        return words.text
    return [
        word.text if isinstance(word, Text) else {"name": word.name.text, "text": word.text.text}
        for word in words
    ]


def _cards(sources: Sources, problems: Problems) -> list[Row]:
    deck = sources_deck(sources, problems)
    return [
        {
            "number": card.number or None,
            "id": card.id,
            "name": card.called.text,
            "kind": card.kind.name,
            "theme": card.theme.id if card.theme else None,
            "tags": list(card.tags),
        }
        for card in (deck.cards if deck else ())
    ]


def _themes(sources: Sources, problems: Problems) -> list[Row]:
    deck = sources_deck(sources, problems)
    cards = deck.by_theme if deck else {}
    return [
        {
            "id": theme.id,
            "name": theme.name.text,
            "colour": theme.colour.text,
            "mark": theme.mark,
            "cards": len(cards.get(theme.id, ())),
        }
        for theme in (deck.themes if deck else ())
    ]


def _kinds(sources: Sources, problems: Problems) -> list[Row]:
    deck = sources_deck(sources, problems)
    return [
        {
            "name": kind.name,
            "numbered": kind.numbered,
            "fields": {
                name: field.form if field.needed else f"{field.form}?"
                for name, field in kind.fields.items()
            },
        }
        for kind in (deck.kinds.values() if deck else ())
    ]


def _colours(sources: Sources, problems: Problems) -> list[Row]:
    sources_deck(sources, problems)
    house = sources_branded(sources, problems)
    return [
        {"name": name, **_tones(colour.inks)}
        for name, colour in (house.colours.items() if house else ())
    ]


def _tones(inks: Mapping[str, Ink]) -> dict[str, str]:
    """Returns the tones of a colour as screens show them: #FFCE24."""
    return {tone: f"#{bytes(ink.rgb).hex().upper()}" for tone, ink in inks.items()}


def _marks(sources: Sources, problems: Problems) -> list[Row]:
    return [{"name": mark, "art": list(FORMS.get(mark, ()))} for mark in (*MARKS, DISC)]


def _outputs(sources: Sources, problems: Problems) -> list[Row]:
    read = (read_output(name, sources, problems) for name in output_names(sources))
    return [
        {
            "name": output.name,
            "cards": list(output.layouts),
            "sheet": output.sheet,
            "prints": _printed_by(output),
            "names": _NAMES[output.people or output.names],
            "blank": any_covers(output, f"more/{BLANK}", sources),
            "about": output.about,
        }
        for output in read
        if output is not None
    ]


# Whether people's names are printed, by what an output says.
_NAMES = {True: "always", False: "on request", None: None}


def _printed_by(output: Output) -> str:
    """Returns what an output prints: names of people, pages, files for a press, or cards; or that
    it is for a screen."""
    if output.format in FOR_SCREENS:
        return "screen"
    if output.people:
        return "names"
    if output.profile:
        return "press"
    return "pages" if output.paged else "cards"


def _sheets(sources: Sources, problems: Problems) -> list[Row]:
    read = ((name, read_sheet(name, sources, problems)) for name in sources.named("layouts/sheets"))
    return [
        {
            "name": name,
            "paper": sheet.paper,
            "width": sheet.width,
            "height": sheet.height,
            "cells": f"{cells.columns} × {cells.rows} of {cells.width:g} × {cells.height:g}"
            if (cells := sheet.cells)
            else None,
            "sides": "one" if sheet.one_sided else "both",
        }
        for name, sheet in read
        if sheet is not None
    ]


def _printers(sources: Sources, problems: Problems) -> list[Row]:
    read = ((name, read_printer(name, sources, problems)) for name in printer_names(sources))
    return [
        {
            "name": name,
            "portrait": described(printer.portrait) if printer.portrait else None,
            "landscape": described(printer.landscape) if printer.landscape else None,
            "about": printer.about,
        }
        for name, printer in read
        if printer is not None
    ]


def _profiles(sources: Sources, problems: Problems) -> list[Row]:
    words = read_order_words(sources, problems)
    first = {name: place for place, name in enumerate(words.shops if words else ())}
    names = sorted(profile_names(sources), key=lambda name: first.get(name, len(first)))
    read = ((name, read_profile(name, sources, problems)) for name in names)
    return [
        {
            "name": name,
            "standard": profile.standard and profile.standard.name,
            "colour": profile.colour,
            "bleed": profile.bleed,
            "ppi": profile.ppi if profile.standard is PNG else None,
            "output": output_for(profile, sources) if profile.standard else None,
            "as of": profile.date.isoformat(),
            "about": profile.about,
        }
        for name, profile in read
        if profile is not None
    ]


def _stock(sources: Sources, problems: Problems) -> list[Row]:
    words = read_order_words(sources, problems)
    own = words.stock if words else None
    return [{"name": name, "about": getattr(own, name)} for name in vars(own)] if own else []


def _ways(sources: Sources, problems: Problems) -> list[Row]:
    return [
        {
            "name": way.name,
            "title": way.title,
            "about": way.about,
            "needs": way.needs,
            "output": way.wanted.output.text,
            "options": {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in way.wanted.options.asked.items()
            },
        }
        for way in read_ways(sources, problems)
    ]
