"""The rows of a deck → its files as trees, each piece with its place in the sheet or document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cardgen.exchange.book import ALT, CARD, OWN, SPOT, Book, Row, identified
from cardgen.exchange.nodes import items_of, named_in, set_of, steps_of, text_of
from cardgen.exchange.tables import fields_of
from cardgen.model.forms.node import Node
from cardgen.problems import Problems

DECK, PROMPTS = "deck.yaml", "prompts.yaml"


class Draft(NamedTuple):
    """A file to be written."""

    name: str
    tree: Node


def drafts(book: Book, problems: Problems) -> list[Draft]:
    """deck.yaml, the files of cards and that of questions, if there are any."""
    taken = {own.text for row in (*book.themes, *book.cards) if (own := row.one("id"))}
    names: dict[str, str] = {}  # of the themes, to their ids
    themes = [_theme(row, names, taken) for row in book.themes]
    forms = {kind.text: fields_of(row) for row in book.kinds if (kind := row.one("kind"))}
    cards = [_card(row, forms, names, taken, problems) for row in book.cards]
    files = _files(cards)
    facts = book.facts
    prompts = _prompts(book, problems)
    listed = [Node(file.name, file.tree.where) for file in files]
    deck = {
        "title": text_of(facts, "title"),
        "subtitle": text_of(facts, "subtitle"),
        "publisher": text_of(facts, "publisher"),
        "rights": text_of(facts, "rights"),
        "lang": text_of(facts, "language"),
        "date": text_of(facts, "date"),
        "survey": text_of(facts, "survey"),
        "by": text_of(facts, "by"),
        "logo": _logo(facts),
        "prompts": Node(PROMPTS, prompts.where) if prompts else None,
        "kinds": _kinds(book.kinds),
        "themes": Node(themes, themes[0].where) if themes else None,
        "cards": Node(listed, facts.where),
        "labels": named_in(facts, "labels", problems),
    }
    made = [Draft(DECK, set_of(facts.where, deck)), *files]
    return made + ([Draft(PROMPTS, prompts)] if prompts else [])


def _theme(row: Row, names: dict[str, str], taken: set[str]) -> Node:
    """The theme; its id, made from its name where it has none, is noted under its name."""
    own, name = text_of(row, "id"), text_of(row, "name")
    if own is None and name is not None:
        own = Node(identified(str(name.text), taken), name.where)
    if own is not None and name is not None:
        names[str(name.text)] = str(own.text)
    return set_of(
        row.where, {"id": own, "name": name, "colour": _colour(row), "mark": text_of(row, "mark")}
    )


def _colour(row: Row) -> Node | None:
    """The name of a colour, or that of screens and its builds, each in a line of its own."""
    first, *lines = row.cells.get("colour") or (None,)
    builds = {}
    for line in lines:
        name, _, inks = (part.strip() for part in line.text.partition(":"))
        if name == SPOT:
            builds[name] = Node(inks, line.where)
        elif name:
            values = [Node(ink, line.where) for ink in re.split(r"[\s,]+", inks)]
            builds[name] = Node(list(values), line.where)
    if not builds or first is None:
        return text_of(row, "colour")
    return set_of(first.where, {"rgb": Node(first.text.strip(), first.where), **builds})


def _logo(facts: Row) -> Node | None:
    logo = {"file": text_of(facts, "logo"), "alt": text_of(facts, "logo-alt")}
    said = next((node for node in logo.values() if node), None)
    return set_of(said.where, logo) if said else None


def _kinds(rows: Iterable[Row]) -> Node | None:
    entries: dict[str, Node] = {}
    for row in rows:
        name, numbered = text_of(row, "kind"), text_of(row, "numbered")
        if numbered is not None:
            text = str(numbered.text).casefold()
            numbered = Node({"yes": "true", "no": "false"}.get(text, text), numbered.where)
        where = row.cells["fields"][0].where if "fields" in row.cells else row.where
        fields = {own: Node(form, where) for own, form in fields_of(row).items()}
        is_extra = numbered is None or numbered.text == "false"
        kind = {"numbered": None if is_extra else numbered, "fields": set_of(where, dict(fields))}
        if name is not None:
            entries[str(name.text)] = set_of(row.where, kind)
    return set_of(next(iter(entries.values())).where, entries) if entries else None


def _card(
    row: Row,
    kinds: Mapping[str, Mapping[str, str]],
    themes: Mapping[str, str],
    taken: set[str],
    problems: Problems,
) -> Node:
    kind, own, written = text_of(row, "kind"), text_of(row, "id"), row.one("kind")
    fields = kinds.get(written.text, {}) if written else {}
    words: dict[str, Node | None] = {}
    for name in dict.fromkeys((*fields, *(n for n in row.cells if n not in OWN))):
        pieces = row.cells.get(name, ())
        match fields.get(name, "text").removesuffix("?"):
            case "list":
                words[name] = items_of(pieces)
            case "steps":
                words[name] = steps_of(pieces, problems)
            case _:
                words[name] = text_of(row, name)
    if own is None:
        called = next((n for n in words.values() if n is not None and n.text), None)
        own = Node(identified(str(called.text) if called else "", taken), row.where)
    theme = text_of(row, "theme")
    if theme is not None:
        theme = Node(_id_of(str(theme.text), themes), theme.where)
    image, alt = text_of(row, "image"), text_of(row, ALT)
    picture = None
    if image is not None:
        told = {"alt": alt} if alt else {"decorative": Node("true", image.where)}
        picture = set_of(image.where, {"file": image, **told})
    entries = {
        "id": own,
        "kind": kind,
        "theme": theme,
        "lang": text_of(row, "lang"),
        "art": text_of(row, "art"),
        "image": picture,
        "origin": text_of(row, "origin"),
        "tags": items_of(row.cells.get("tags", ())),
    }
    return set_of(row.where, {**entries, **words})


def _id_of(text: str, themes: Mapping[str, str]) -> str:
    """The id of the theme of that name, or else the text: it may be an id, or is a mistake."""
    alike = {name.casefold(): own for name, own in themes.items()}
    return themes.get(text, alike.get(text.casefold(), text))


def _files(cards: Sequence[Node]) -> list[Draft]:
    """The cards in files: one for each theme if its cards stand together, else one for all."""

    def theme_of(card: Node) -> str:
        theme = (card.entries or {}).get("theme")
        return str(theme.text) if theme else ""

    groups = [(theme, list(own)) for theme, own in groupby(cards, theme_of)]
    named = [theme for theme, _ in groups if theme]
    if len(named) > len(set(named)):
        groups = [("", list(cards))]
    files: dict[str, Node] = {}
    for theme, own in groups:
        name = theme if re.fullmatch("[a-z0-9-]+", theme) else ""
        name = name or ("extra" if len(groups) > 1 else "cards")
        while f"{name}.yaml" in (DECK, PROMPTS, *files):
            name += "-cards"
        files[f"{name}.yaml"] = _file(own)
    return [Draft(name, tree) for name, tree in files.items()]


def _file(cards: Sequence[Node]) -> Node:
    """A file of cards, which says once what they all share."""
    said: dict[str, Node] = {}
    for name in ("theme", "kind"):
        own = [(card.entries or {}).get(name) for card in cards]
        if own[0] is not None and all(n is not None and n.text == own[0].text for n in own):
            said[name] = own[0]
    kept = [
        set_of(card.where, {n: v for n, v in (card.entries or {}).items() if n not in said})
        for card in cards
    ]
    return set_of(cards[0].where, {**said, "cards": Node(list(kept), cards[0].where)})


def _prompts(book: Book, problems: Problems) -> Node | None:
    lenses = named_in(book.facts, "lenses", problems)
    generic = items_of(book.facts.cells.get("questions-for-any-card", ()))
    if not lenses and not generic and not book.questions:
        return None
    own = {}
    for row in book.questions:
        card = row.one(CARD)
        if card is None:
            what = "here are questions, and no card that they are about"
            problems.error("E617", row.where, what, "write its id in the first column")
            continue
        asked = {lens: text_of(row, lens) for lens in row.cells if lens != CARD}
        own[card.text.strip()] = set_of(row.where, asked)
    where = lenses.where if lenses else book.facts.where
    return set_of(
        where,
        {
            "origin": Node("addition", where),
            "by": text_of(book.facts, "questions-by"),
            "lenses": lenses,
            "prompts": set_of(where, own) if own else None,
            "generic": generic,
        },
    )
