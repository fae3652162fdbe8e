"""YAML → Deck: themes, kinds and cards, each text with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cardgen.deck import Card, Deck, Field, Kind, Prose, Step, Theme, Words, prose
from cardgen.node import Node
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.read.files import shown
from cardgen.read.tree import read_tree
from cardgen.schema import (
    Unreadable,
    anything,
    date,
    each,
    key,
    list_of,
    names_to,
    one_of,
    read_keys,
    refuse,
    text,
    yes_or_no,
)

ORIGINS = ("source", "copy-edit", "translation", "addition")
_FORMS = ("text", "list", "steps")


def field_form(node: Node, problems: Problems) -> Field:
    """`text`, `list` or `steps`, with a question mark if it may be left out."""
    name = (node.text or "").removesuffix("?")
    one_of(*_FORMS)(Node(name, node.where) if node.text else node, problems)
    return Field(name, not (node.text or "").endswith("?"))  # type: ignore[arg-type]


def identifier(node: Node, problems: Problems) -> str:
    name = text(node, problems)
    if not all(part.isalnum() for part in name.split("-")) or name != name.lower():
        what = f'"{name}" cannot be an id'
        fix = "use small letters, digits and hyphens, as in shared-direction"
        raise refuse(problems, "E106", node.where, what, fix)
    return name


@dataclass(frozen=True)
class _DeckForm:
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


@dataclass(frozen=True)
class _KindForm:
    numbered: bool = key(yes_or_no, False)
    fields: dict[str, Field] = key(names_to(field_form))


@dataclass(frozen=True)
class _ThemeForm:
    id: str = key(identifier)
    name: Prose = key(prose)
    colour: Prose = key(prose)
    mark: str = key(text, "")


@dataclass(frozen=True)
class _FileForm:
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
    cards: dict[str, Card] = {}
    count = 0
    for node, file_theme, file_kind in _cards(path, form.cards, problems):
        try:
            card = _card(node, form.lang, kinds, themes, file_theme, file_kind, problems)
        except Unreadable:
            continue
        if card.id in cards:
            fix = f"the first is at {_place(cards[card.id].where)}; change one"
            problems.error("E202", card.where, f'two cards have the id "{card.id}"', fix)
            continue
        if card.kind.numbered:
            count += 1
            card = replace(card, number=count)
        cards[card.id] = card
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
        tuple(cards.values()),
        root.where,
    )


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
    deck: Path, nodes: tuple[Node, ...], problems: Problems
) -> Iterator[tuple[Node, Prose | None, Prose | None]]:
    """Each card's node with the theme and kind its file gives it."""
    for entry in nodes:
        if entry.text is None:
            yield entry, None, None
            continue
        path = deck.parent / entry.text
        inside = path.resolve().is_relative_to(deck.parent.resolve())
        if not inside or not path.is_file():
            known = [p.name for p in deck.parent.glob("*.yaml") if p.name != deck.name]
            what = f'there is no file "{entry.text}" beside {deck.name}'
            problems.error("E007", entry.where, what, did_you_mean(entry.text, known))
            continue
        root = read_tree(path, shown(path), problems)
        if root is None:
            continue
        try:
            form = read_keys(_FileForm, root, problems, "a file of cards")
        except Unreadable:
            continue
        for node in form.cards:
            yield node, form.theme, form.kind


# What every card may say beside its kind's own fields.
_RESERVED = ("id", "kind", "theme", "lang", "tags", "origin", "art")


def _card(
    node: Node,
    lang: str,
    kinds: Mapping[str, Kind],
    themes: Mapping[str, Theme],
    file_theme: Prose | None,
    file_kind: Prose | None,
    problems: Problems,
) -> Card:
    if node.entries is None:
        raise refuse(
            problems, "E102", node.where, f"a card should be a set of keys, not {node.form}"
        )
    entries = node.entries
    kind = _kind_of(node, entries, kinds, file_kind, problems)
    own = entries.get("theme")
    named = prose(own, problems) if own else file_theme
    theme = themes.get(named.text) if named else None
    broken = False
    if named and theme is None:
        fix = did_you_mean(named.text, themes, "the themes are")
        problems.error("E201", named.where, f'no theme is called "{named.text}"', fix)
        broken = True
    words: dict[str, Words] = {}
    for name, value in entries.items():
        if name in _RESERVED:
            continue
        if name not in kind.fields:
            fix = did_you_mean(name, (*kind.fields, *_RESERVED), "its fields are")
            what = f'a card of the kind "{kind.name}" has no field "{name}"'
            problems.error("E101", node.keys.get(name, value.where), what, fix)
            continue
        try:
            words[name] = _words(value, kind.fields[name], problems)
        except Unreadable:
            broken = True
    for name, field in kind.fields.items():
        if field.needed and name not in entries:
            problems.error("E105", node.where, f'a card of the kind "{kind.name}" needs "{name}"')
            broken = True
    values: dict[str, Any] = {"id": None, "lang": lang, "origin": "source", "art": "", "tags": ()}
    readers: dict[str, Any] = {
        "id": identifier,
        "lang": text,
        "origin": one_of(*ORIGINS),
        "art": text,
        "tags": list_of(text),
    }
    for name, reader in readers.items():
        if name in entries:
            try:
                values[name] = reader(entries[name], problems)
            except Unreadable:
                broken = True
    if values["id"] is None and "id" not in entries:
        problems.error("E105", node.where, 'a card needs "id"')
        broken = True
    if broken:
        raise Unreadable
    where = entries["id"].where
    ordered = {name: words[name] for name in kind.fields if name in words}
    return Card(kind=kind, theme=theme, words=ordered, number=0, where=where, **values)


def _kind_of(
    node: Node,
    entries: Mapping[str, Node],
    kinds: Mapping[str, Kind],
    file_kind: Prose | None,
    problems: Problems,
) -> Kind:
    named = prose(entries["kind"], problems) if "kind" in entries else file_kind
    if named is None and len(kinds) == 1:
        return next(iter(kinds.values()))
    if named is None:
        fix = f"the kinds are: {', '.join(kinds)}"
        raise refuse(problems, "E105", node.where, 'a card needs "kind", or its file does', fix)
    if named.text not in kinds:
        fix = did_you_mean(named.text, kinds, "the kinds are")
        raise refuse(
            problems, "E203", named.where, f'no kind of card is called "{named.text}"', fix
        )
    return kinds[named.text]


def _words(node: Node, field: Field, problems: Problems) -> Words:
    match field.form:
        case "text":
            return prose(node, problems)
        case "list":
            return list_of(prose)(node, problems)
        case "steps":
            if node.items is None:
                what = f"this should be a list of steps, not {node.form}"
                raise refuse(problems, "E102", node.where, what)
            return tuple(each(node.items, _step, problems))


@dataclass(frozen=True)
class _StepForm:
    name: Prose = key(prose)
    text: Prose = key(prose)


def _step(node: Node, problems: Problems) -> Step:
    form = read_keys(_StepForm, node, problems, "a step")
    return Step(form.name, form.text)
