"""YAML → Deck: themes, kinds and cards, each text with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from cardgen.deck import Card, Deck, Field, Kind, Prose, Theme, prose
from cardgen.form import Form, key, read_keys
from cardgen.node import Node
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.read.card import Known, identifier, read_card
from cardgen.read.files import shown
from cardgen.read.tree import read_tree
from cardgen.schema import Unreadable, anything, date, list_of, names_to, one_of, text, yes_or_no

_FORMS = ("text", "list", "steps")


def field_form(node: Node, problems: Problems) -> Field:
    """`text`, `list` or `steps`, with a question mark if it may be left out."""
    name = (node.text or "").removesuffix("?")
    one_of(*_FORMS)(Node(name, node.where) if node.text else node, problems)
    return Field(name, not (node.text or "").endswith("?"))  # type: ignore[arg-type]


class _DeckForm(Form):
    title: str = key(text)
    subtitle: str = key(text, "")
    publisher: str = key(text, "")
    rights: str = key(text, "")
    lang: str = key(text)
    date: datetime.date = key(date)
    survey: str = key(text, "")
    kinds: dict[str, Node] = key(names_to(anything))
    themes: tuple[Theme, ...] = key(list_of(lambda n, p: _theme(n, p)), ())
    cards: tuple[Node, ...] = key(list_of(anything))


class _KindForm(Form):
    numbered: bool = key(yes_or_no, False)
    fields: dict[str, Field] = key(names_to(field_form))


class _ThemeForm(Form):
    id: str = key(identifier)
    name: Prose = key(prose)
    colour: Prose = key(prose)
    mark: str = key(text, "")


class _FileForm(Form):
    theme: Prose | None = key(prose, None)
    kind: Prose | None = key(prose, None)
    cards: tuple[Node, ...] = key(list_of(anything))


def _theme(node: Node, problems: Problems) -> Theme:
    form = read_keys(_ThemeForm, node, problems, "a theme")
    return Theme(form.id, form.name, form.colour, form.mark)


def read_deck(path: Path, problems: Problems) -> Deck | None:
    """The deck in a deck.yaml and the card files it names, or None with the problems noted."""
    root = read_tree(path, shown(path), problems)
    if root is None:
        return None
    try:
        form = read_keys(_DeckForm, root, problems, "a deck")
    except Unreadable:
        return None
    kinds = _kinds(form.kinds, problems)
    themes: dict[str, Theme] = {}
    for theme in form.themes:
        if theme.id in themes:
            fix = f"it stands at {_place(themes[theme.id].name.where)} already; change one"
            problems.error("E202", theme.name.where, f'two themes have the id "{theme.id}"', fix)
        themes[theme.id] = theme
    cards: list[Card] = []
    places: dict[str, Mark] = {}
    count = 0
    known = Known(form.lang, kinds, themes)
    for node, of_file in _cards(path, form.cards, known, problems):
        again = _stands_already(node, places)
        if again is not None:
            what = f'two cards have the id "{again.text}"'
            fix = f"the first is at {_place(places[again.text])}; change one"
            problems.error("E202", again.where, what, fix)
        try:
            card = read_card(node, of_file, problems)
        except Unreadable:
            continue
        if card.kind.numbered:
            count += 1
            card = replace(card, number=count)
        cards.append(card)
    if not cards and not problems.fatal:
        problems.error("E208", root.where, "the deck has no cards", "write one under cards:")
    return Deck(
        form.title,
        form.subtitle,
        form.publisher,
        form.rights,
        form.lang,
        form.date,
        form.survey,
        kinds,
        tuple(themes.values()),
        tuple(cards),
        root.where,
    )


def _stands_already(node: Node, places: dict[str, Mark]) -> Prose | None:
    """The card's id if another has it; else its place is noted."""
    written = (node.entries or {}).get("id")
    if written is None or written.text is None:
        return None
    if written.text in places:
        return Prose(written.text, written.where)
    places[written.text] = written.where
    return None


def _place(where: Mark) -> str:
    return f"{where.file}:{where.line}"


def _kinds(nodes: Mapping[str, Node], problems: Problems) -> dict[str, Kind]:
    kinds = {}
    for name, node in nodes.items():
        try:
            form = read_keys(_KindForm, node, problems, "a kind of card")
        except Unreadable:
            continue
        kinds[name] = Kind(name, form.fields, form.numbered)
    return kinds


def _cards(
    deck: Path, nodes: tuple[Node, ...], known: Known, problems: Problems
) -> Iterator[tuple[Node, Known]]:
    """Each card's node with what it may refer to; an entry is a card itself or a file of cards."""
    for entry in nodes:
        if entry.text is None:
            yield entry, known
            continue
        path = deck.parent / entry.text
        inside = path.resolve().is_relative_to(deck.parent.resolve())
        if not inside or not path.is_file():
            files = [p.name for p in deck.parent.glob("*.yaml") if p.name != deck.name]
            what = f'there is no file "{entry.text}" beside {deck.name}'
            problems.error("E007", entry.where, what, did_you_mean(entry.text, files))
            continue
        root = read_tree(path, shown(path), problems)
        if root is None:
            continue
        try:
            form = read_keys(_FileForm, root, problems, "a file of cards")
        except Unreadable:
            continue
        of_file = replace(known, kind=form.kind, theme=form.theme)
        for node in form.cards:
            yield node, of_file
