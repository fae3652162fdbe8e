"""The tables of a deck → its YAML files as trees, each part with its place in the file read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from cardgen.exchange.book import ALT, CARD, OWN, SPOT, Book, fields_of, plain_words
from cardgen.exchange.cell_text import decode_step, decode_text
from cardgen.exchange.worksheet import CellLines, TableRow
from cardgen.model.deck import Text
from cardgen.model.forms.node import Node
from cardgen.problems import Mark, Problems
from cardgen.value import Value

DECK, PROMPTS = "deck.yaml", "prompts.yaml"

_LONGEST_ID = 40


class Draft(Value):
    """A YAML file that is still to be written."""

    name: str
    tree: Node


def drafts(book: Book, problems: Problems) -> list[Draft]:
    """The files of the deck: deck.yaml, those of its cards and, if there are questions, theirs.

    Themes and cards without an id get one that is made from their names.
    """
    taken = {own.text: 1 for row in (*book.themes, *book.cards) if (own := row.cell("id"))}
    names: dict[str, str] = {}  # the ids of the themes by their names
    themes = [_theme(row, names, taken) for row in book.themes]
    names = {name.casefold(): own for name, own in names.items()} | names
    forms = {kind.text: fields_of(row) for row in book.kinds if (kind := row.cell("kind"))}
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
        "permission": _permission(facts),
        "checked": _text(facts, "checked"),
        "survey": _text(facts, "survey"),
        "by": _text(facts, "by"),
        "logo": _logo(facts),
        "prompts": Node(PROMPTS, prompts.where) if prompts else None,
        "kinds": _kinds(book.kinds),
        "themes": Node(themes, themes[0].where) if themes else None,
        "cards": Node(listed, facts.where),
        "labels": _named(facts, "labels", problems),
    }
    made = [Draft(DECK, _mapping(facts.where, deck)), *files]
    return made + ([Draft(PROMPTS, prompts)] if prompts else [])


def _permission(facts: TableRow) -> Node | None:
    """Who gave permission to publish the words, and when; None if neither is said."""
    by, on = _text(facts, "permission"), _text(facts, "permission-date")
    return _mapping(facts.where, {"by": by, "on": on}) if by or on else None


def _theme(row: TableRow, names: dict[str, str], taken: dict[str, int]) -> Node:
    """The theme; its id, made from its name where it has none, is added to names."""
    own, name = _text(row, "id"), _text(row, "name")
    if own is None and name is not None:
        own = Node(_new_id(str(name.text), taken), name.where)
    if own is not None and name is not None:
        names[str(name.text)] = str(own.text)
    return _mapping(
        row.where, {"id": own, "name": name, "colour": _colour(row), "mark": _text(row, "mark")}
    )


def _colour(row: TableRow) -> Node | None:
    """A colour: its name or, over several lines, its value on screens and its builds in inks."""
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
        return _text(row, "colour")
    return _mapping(first.where, {"rgb": Node(first.text.strip(), first.where), **builds})


def _logo(facts: TableRow) -> Node | None:
    logo = {"file": _text(facts, "logo"), "alt": _text(facts, "logo-alt")}
    first = next((node for node in logo.values() if node), None)
    return _mapping(first.where, logo) if first else None


def _kinds(rows: Iterable[TableRow]) -> Node | None:
    """The kinds of card with their fields, by name."""
    entries: dict[str, Node] = {}
    for row in rows:
        name, numbered = _text(row, "kind"), _text(row, "numbered")
        if numbered is not None:
            text = str(numbered.text).casefold()
            numbered = Node({"yes": "true", "no": "false"}.get(text, text), numbered.where)
        where = row.cells["fields"][0].where if "fields" in row.cells else row.where
        lines = row.cells.get("fields", ())
        places = {line.text.partition(":")[0].strip(): line.where for line in lines}
        fields = {own: Node(form, places[own]) for own, form in fields_of(row).items()}
        is_extra = numbered is None or numbered.text == "false"
        kind = {"numbered": None if is_extra else numbered, "fields": _mapping(where, dict(fields))}
        if name is not None:
            entries[str(name.text)] = _mapping(row.where, kind)
    return _mapping(next(iter(entries.values())).where, entries) if entries else None


def _card(
    row: TableRow,
    kinds: Mapping[str, Mapping[str, str]],
    themes: Mapping[str, str],
    taken: dict[str, int],
    problems: Problems,
) -> Node:
    """The card; kinds are the forms of the fields of each kind, themes the ids by their names."""
    kind, own, written = _text(row, "kind"), _text(row, "id"), row.cell("kind")
    fields = kinds.get(written.text, {}) if written else {}
    words: dict[str, Node | None] = {}
    for name in dict.fromkeys((*fields, *(n for n in row.cells if n not in OWN))):
        pieces = row.cells.get(name, ())
        match fields.get(name, "text").removesuffix("?"):
            case "list" | "contacts":
                words[name] = _list(pieces)
            case "steps":
                words[name] = _steps(pieces, problems)
            case _:
                words[name] = _text(row, name)
    if own is None:
        first = next((n for n in words.values() if n is not None and n.text), None)
        own = Node(_new_id(str(first.text) if first else "", taken), row.where)
    theme = _text(row, "theme")
    if theme is not None:
        theme = Node(_id_of(str(theme.text), themes), theme.where)
    image, alt = _text(row, "image"), _text(row, ALT)
    picture = None
    if image is not None:
        shows = {"alt": alt} if alt else {"decorative": Node("true", image.where)}
        picture = _mapping(image.where, {"file": image, **shows})
    entries = {
        "id": own,
        "kind": kind,
        "theme": theme,
        "lang": _text(row, "lang"),
        "art": _text(row, "art"),
        "image": picture,
        "origin": _text(row, "origin"),
        "tags": _list(row.cells.get("tags", ())),
    }
    return _mapping(row.where, {**entries, **words})


def _id_of(text: str, themes: Mapping[str, str]) -> str:
    """The id of the theme of that name, or the text itself, which may be an id or a mistake."""
    return themes.get(text, themes.get(text.casefold(), text))


def _new_id(name: str, taken: dict[str, int]) -> str:
    """An id made from a name that differs from those taken, to which it is added. Each of these has
    the number at which the search for another of the kind goes on."""
    words = plain_words(name) or ["card"]
    own = words[0][:_LONGEST_ID]
    for word in words[1:]:
        if len(own) + len(word) >= _LONGEST_ID:
            break
        own += f"-{word}"
    made, count = own, taken.get(own, 0)
    while made in taken:
        count += 1
        made = f"{own}-{count}"
    taken[own] = count or 1
    taken[made] = 1
    return made


def _files(cards: Sequence[Node]) -> list[Draft]:
    """The cards in files: one for each theme if its cards come together, else one for all."""

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
        while f"{name}.yaml" in (DECK, PROMPTS) or f"{name}.yaml" in files:
            name += "-cards"
        files[f"{name}.yaml"] = _file(own)
    return [Draft(name, tree) for name, tree in files.items()]


def _file(cards: Sequence[Node]) -> Node:
    """A file of cards; a theme or a kind that all of them share is written once, at its head."""
    shared: dict[str, Node] = {}
    for name in ("theme", "kind"):
        own = [(card.entries or {}).get(name) for card in cards]
        if own[0] is not None and all(n is not None and n.text == own[0].text for n in own):
            shared[name] = own[0]
    kept = [
        _mapping(card.where, {n: v for n, v in (card.entries or {}).items() if n not in shared})
        for card in cards
    ]
    return _mapping(cards[0].where, {**shared, "cards": Node(list(kept), cards[0].where)})


def _prompts(book: Book, problems: Problems) -> Node | None:
    """The file of questions, or None if the deck has none."""
    lenses = _named(book.facts, "lenses", problems)
    generic = _list(book.facts.cells.get("questions-for-any-card", ()))
    if not lenses and not generic and not book.questions:
        return None
    own = {}
    for row in book.questions:
        card = row.cell(CARD)
        if card is None:
            what = "these questions do not name a card"
            problems.error("E617", row.where, what, "write its id in the first column")
            continue
        asked = {lens: _text(row, lens) for lens in row.cells if lens != CARD}
        own[card.text.strip()] = _mapping(row.where, asked)
    where = lenses.where if lenses else book.facts.where
    return _mapping(
        where,
        {
            "origin": Node("addition", where),
            "by": _text(book.facts, "questions-by"),
            "lenses": lenses,
            "prompts": _mapping(where, own) if own else None,
            "generic": generic,
        },
    )


def _mapping(where: Mark, entries: Mapping[str, Node | None]) -> Node:
    """A mapping of the entries that are not None."""
    kept = {name: node for name, node in entries.items() if node is not None}
    return Node(dict(kept), where, {name: node.where for name, node in kept.items()})


def _text(row: TableRow, name: str) -> Node | None:
    """The text of a cell, or None for an empty one."""
    cell = row.cell(name)
    text = decode_text(cell.text) if cell else ""
    return Node(text, cell.where) if cell and text else None


def _list(lines: CellLines) -> Node | None:
    """The lines of a cell as a list, or None if all are empty."""
    items = [Node(text, p.where) for p in lines if (text := decode_text(p.text, True))]
    return Node(list(items), items[0].where) if items else None


def _steps(lines: CellLines, problems: Problems) -> Node | None:
    """The lines of a cell as steps, or None if all are empty."""
    steps = [step for line in lines if (step := _step(line, problems))]
    return Node(list(steps), steps[0].where) if steps else None


def _step(line: Text, problems: Problems) -> Node | None:
    """A line such as "Explore: Get to know the themes" as a step; None for an empty one."""
    if not line.text.strip():
        return None
    found = decode_step(line.text)
    if found is None:
        what = f'"{_short(line.text)}" is not a step: a step is a name, a colon and its text'
        problems.error("E609", line.where, what, "write it as Explore: Get to know the themes")
        return None
    name, text = (Node(part, line.where) for part in found)
    return _mapping(line.where, {"name": name, "text": text})


def _named(row: TableRow, name: str, problems: Problems) -> Node | None:
    """The lines of a cell, each a name, a colon and a text, as a mapping; None if all are empty."""
    steps = [step for p in row.cells.get(name, ()) if (step := _step(p, problems))]
    named = {str(s.entries["name"].text): s.entries["text"] for s in steps if s.entries}
    return _mapping(steps[0].where, dict(named)) if steps else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 40 else f"{line[:38]}…"
