"""The rows of a deck → its files as trees, each piece with its place in the sheet or document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cardgen.deck import Prose
from cardgen.node import Node
from cardgen.office.book import ALT, CARD, OWN, Book, Pieces, Row, identified
from cardgen.office.lines import meant, meant_step
from cardgen.office.tables import fields_of
from cardgen.problems import Mark, Problems

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
        "title": _text(facts, "title"),
        "subtitle": _text(facts, "subtitle"),
        "publisher": _text(facts, "publisher"),
        "rights": _text(facts, "rights"),
        "lang": _text(facts, "language"),
        "date": _text(facts, "date"),
        "survey": _text(facts, "survey"),
        "prompts": Node(PROMPTS, prompts.where) if prompts else None,
        "kinds": _kinds(book.kinds),
        "themes": Node(themes, themes[0].where) if themes else None,
        "cards": Node(listed, facts.where),
    }
    made = [Draft(DECK, _set(facts.where, deck)), *files]
    return made + ([Draft(PROMPTS, prompts)] if prompts else [])


def _theme(row: Row, names: dict[str, str], taken: set[str]) -> Node:
    """The theme; its id, made from its name where it has none, is noted under its name."""
    own, name = _text(row, "id"), _text(row, "name")
    if own is None and name is not None:
        own = Node(identified(str(name.text), taken), name.where)
    if own is not None and name is not None:
        names[str(name.text)] = str(own.text)
    look = {key: _text(row, key) for key in ("colour", "mark")}
    return _set(row.where, {"id": own, "name": name, **look})


def _set(where: Mark, entries: Mapping[str, Node | None]) -> Node:
    kept = {name: node for name, node in entries.items() if node is not None}
    return Node(dict(kept), where, {name: node.where for name, node in kept.items()})


def _text(row: Row, name: str) -> Node | None:
    cell = row.one(name)
    text = meant(cell.text) if cell else ""
    return Node(text, cell.where) if cell and text else None


def _items(pieces: Pieces) -> Node | None:
    items = [Node(text, p.where) for p in pieces if (text := meant(p.text, True))]
    return Node(list(items), items[0].where) if items else None


def _steps(pieces: Pieces, problems: Problems) -> Node | None:
    steps = [step for piece in pieces if (step := _step(piece, problems))]
    return Node(list(steps), steps[0].where) if steps else None


def _step(piece: Prose, problems: Problems) -> Node | None:
    if not piece.text.strip():
        return None
    found = meant_step(piece.text)
    if found is None:
        what = f'"{_short(piece.text)}" is no step: a step is a name, a colon and its text'
        problems.error("E609", piece.where, what, "write it as Explore: Get to know the themes")
        return None
    name, text = (Node(part, piece.where) for part in found)
    return _set(piece.where, {"name": name, "text": text})


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 40 else f"{line[:38]}…"


def _kinds(rows: Iterable[Row]) -> Node | None:
    entries: dict[str, Node] = {}
    for row in rows:
        name, numbered = _text(row, "kind"), _text(row, "numbered")
        if numbered is not None:
            text = str(numbered.text).casefold()
            numbered = Node({"yes": "true", "no": "false"}.get(text, text), numbered.where)
        where = row.cells["fields"][0].where if "fields" in row.cells else row.where
        fields = {own: Node(form, where) for own, form in fields_of(row).items()}
        is_extra = numbered is None or numbered.text == "false"
        kind = {"numbered": None if is_extra else numbered, "fields": _set(where, dict(fields))}
        if name is not None:
            entries[str(name.text)] = _set(row.where, kind)
    return _set(next(iter(entries.values())).where, entries) if entries else None


def _card(
    row: Row,
    kinds: Mapping[str, Mapping[str, str]],
    themes: Mapping[str, str],
    taken: set[str],
    problems: Problems,
) -> Node:
    kind, own, written = _text(row, "kind"), _text(row, "id"), row.one("kind")
    fields = kinds.get(written.text, {}) if written else {}
    words: dict[str, Node | None] = {}
    for name in dict.fromkeys((*fields, *(n for n in row.cells if n not in OWN))):
        pieces = row.cells.get(name, ())
        match fields.get(name, "text").removesuffix("?"):
            case "list":
                words[name] = _items(pieces)
            case "steps":
                words[name] = _steps(pieces, problems)
            case _:
                words[name] = _text(row, name)
    if own is None:
        called = next((n for n in words.values() if n is not None and n.text), None)
        own = Node(identified(str(called.text) if called else "", taken), row.where)
    theme = _text(row, "theme")
    if theme is not None:
        theme = Node(_id_of(str(theme.text), themes), theme.where)
    image, alt = _text(row, "image"), _text(row, ALT)
    picture = None
    if image is not None:
        told = {"alt": alt} if alt else {"decorative": Node("true", image.where)}
        picture = _set(image.where, {"file": image, **told})
    entries = {
        "id": own,
        "kind": kind,
        "theme": theme,
        "lang": _text(row, "lang"),
        "art": _text(row, "art"),
        "image": picture,
        "origin": _text(row, "origin"),
        "tags": _items(row.cells.get("tags", ())),
    }
    return _set(row.where, {**entries, **words})


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
        _set(card.where, {n: v for n, v in (card.entries or {}).items() if n not in said})
        for card in cards
    ]
    return _set(cards[0].where, {**said, "cards": Node(list(kept), cards[0].where)})


def _prompts(book: Book, problems: Problems) -> Node | None:
    lenses = [step for p in book.facts.cells.get("lenses", ()) if (step := _step(p, problems))]
    generic = _items(book.facts.cells.get("questions-for-any-card", ()))
    if not lenses and not generic and not book.questions:
        return None
    names = {str(s.entries["name"].text): s.entries["text"] for s in lenses if s.entries}
    own = {}
    for row in book.questions:
        card = row.one(CARD)
        if card is None:
            what = "here are questions, and no card that they are about"
            problems.error("E617", row.where, what, "write its id in the first column")
            continue
        asked = {lens: _text(row, lens) for lens in row.cells if lens != CARD}
        own[card.text.strip()] = _set(row.where, asked)
    where = lenses[0].where if lenses else book.facts.where
    return _set(
        where,
        {
            "origin": Node("addition", where),
            "by": _text(book.facts, "questions-by"),
            "lenses": _set(where, names) if names else None,
            "prompts": _set(where, own) if own else None,
            "generic": generic,
        },
    )
