"""YAML → Deck: themes, kinds and cards, with the place of each text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from cardgen.graphics.type.wording import clipped
from cardgen.model.deck import Card, Deck, Field, Kind, Recoloured, Step, Text, Theme, Words
from cardgen.model.forms.node import Node, names_in, with_values
from cardgen.model.forms.readers import Unreadable
from cardgen.problems import Mark, Problems
from cardgen.read.card import ID, RESERVED, CardScope, read_card
from cardgen.read.deck_form import deck_form, kind_form, theme_form
from cardgen.read.files import Files, Sources, is_bundled, shown
from cardgen.read.languages import Edition, edition
from cardgen.read.listed import listed_cards, note_unlisted
from cardgen.read.odd_text import OddTexts
from cardgen.read.overlay import (
    Overlay,
    cards_over,
    laid_over,
    note_incomplete,
    note_unused,
    read_overlay,
)
from cardgen.read.picture import read_logo
from cardgen.read.prompts import read_prompts
from cardgen.read.translated import card_in, deck_in, texts_of_card, texts_of_deck
from cardgen.typeset.setting import TEMPLATE_NAMES

T = TypeVar("T")
_FILE_NAME = re.compile(r"[^./\\][^/\\]*")


def sources_deck(sources: Sources, problems: Problems, counted: bool = True) -> Deck | None:
    """Returns the deck in the first requested language, as read_deck does. From now on the problems
    are without the warnings that it accepts, and those in files that came with cardgen are at the
    author's own places."""
    path, overlay, languages = sources.deck, sources.overlay, sources.languages

    def read(found: Problems) -> Deck | None:
        return read_deck(path, sources.files, found, languages, None, overlay, counted)

    deck = sources.files.once(("deck", path, overlay, languages, counted), read, problems)
    accepted = [code.text for code in deck.accept] if deck else []
    problems.settle(accepted, lambda file: is_bundled(file, sources))
    return deck


def read_deck(
    path: Path,
    files: Files,
    problems: Problems,
    languages: Sequence[str] = (),
    words: Mapping[str, Node] | None = None,
    overlay: Path | None = None,
    counted: bool = True,
) -> Deck | None:
    """Returns the deck of a deck.yaml and the card files it lists, in the first of these languages
    or else its own, or None if there were errors (they are in problems).

    In cardgen's own decks $name stands for one of the labels, which are in that language. Without
    counted, words in braces that stand for counts are left as they are.
    """
    root = files.tree(path, problems)
    if root is None:
        return None
    if root.entries is None:
        problems.error("E102", root.where, f"a deck should be a set of keys, not {root.form}")
        return None
    if words is not None:
        root = _worded(root, words, languages[0], problems)
    over = read_overlay(overlay, files, problems) if overlay else None
    if overlay and over is None:
        return None
    printed = edition(root, over.root if over else None, languages, problems)
    if over:
        note_unused(over, printed, languages, problems)
        root = laid_over(root, over, printed, problems)
    root = deck_in(printed, root)
    odd = OddTexts()
    for node in texts_of_deck(root):
        odd.look_at(node, listed=False)
    try:
        form = deck_form(root, problems)
    except Unreadable:
        odd.note(problems)
        return None
    kinds = _kinds(form.kinds, problems)
    themes, unread = _themes(form.themes, form.colours, problems)
    of_file = CardScope(
        files,
        root=path.parent,
        folder=path.parent,
        lang=printed.lang,
        kinds=kinds,
        themes=themes,
        unread=unread,
        unread_kinds=frozenset(form.kinds.keys() - kinds.keys()),
        written=printed.own,
    )
    nodes, lost = _card_nodes(path, form.cards, of_file, over, printed, problems)
    places = {theme.id: theme.name.where for theme in themes.values()}
    cards = _cards(nodes, places, lost, printed, odd, problems)
    odd.note(problems)
    # Those of unread cards as well.
    ids = None if lost else dict.fromkeys(name for name in places if name not in themes)
    prompts = read_prompts(path, form.prompts, over, ids, form.by, printed, files, problems)
    lang_where = root.entries["lang"].where if root.entries else root.where
    if not printed.complete(lang_where):
        return None
    listed: list[Node | Text] = [*form.cards, *([form.prompts] if form.prompts else [])]
    note_unlisted(path, overlay, listed, files, problems)
    if not cards and not problems.fatal:
        problems.error("E208", root.where, "the deck has no cards", "write one under cards:")
    of_kinds = Counter(f"{card.kind.name}s" for card in cards)
    counts = {f"{name}s": str(of_kinds[f"{name}s"]) for name in kinds}
    counts["themes"] = str(len(themes))
    return Deck(
        title=form.title,
        subtitle=form.subtitle,
        publisher=form.publisher,
        rights=form.rights,
        lang=printed.lang,
        date=form.date,
        survey=form.survey,
        kinds=kinds,
        themes=tuple(themes.values()),
        cards=tuple(_with_counts(card, counts) if counted else card for card in cards),
        where=root.where,
        lang_where=lang_where,
        prompts=prompts,
        by=form.by,
        logo=read_logo(form.logo, files, problems) if form.logo else None,
        fonts=form.fonts,
        colours=form.colours,
        languages=form.languages,
        labels=form.labels,
        accept=form.accept,
        checked=form.checked,
        permission=form.permission,
    )


def _card_nodes(
    path: Path,
    nodes: Sequence[Node],
    of_file: CardScope,
    over: Overlay | None,
    printed: Edition,
    problems: Problems,
) -> tuple[list[tuple[Node, CardScope]], bool]:
    """Returns the node of each card with what it may refer to, with an overlay's changes made, and
    whether there are files of cards that cannot be read."""
    unread: list[str] = []
    found = listed_cards(path, nodes, of_file, problems, unread)
    if over:
        home = over.path.parent
        of_file = of_file._replace(root=home, folder=home, written=over.lang or printed.own)
        given = listed_cards(over.path, over.cards, of_file, problems, unread, links=False)
        found = cards_over(found, given, printed, problems)
    return list(found), bool(unread)


def _cards(
    nodes: list[tuple[Node, CardScope]],
    places: dict[str, Mark],
    lost: bool,
    printed: Edition,
    odd: OddTexts,
    problems: Problems,
) -> list[Card]:
    """Returns the cards that can be read, numbered, and adds to places where the ids of all stand;
    the nodes are taken from their list. If cards are lost, those that an overlay adds may have been
    meant to change them."""
    cards: list[Card] = []
    count = 0
    for node, of_file in _let_go(nodes):
        _note_id(node, places, problems)
        if own := _id(node):
            places.setdefault(own.text, own.where)
        node = card_in(printed, node, of_file.written, RESERVED)
        for text in texts_of_card(node, RESERVED):
            odd.look_at(text)
        if of_file.added and lost:
            continue
        found = problems.aside() if of_file.added else problems
        try:
            card = read_card(node, of_file, found)
        except Unreadable:
            if of_file.added:
                note_incomplete(node, places, found, problems)
            continue
        if of_file.added:
            problems.add(found)
        if card.kind.numbered:
            count += 1
            card = card._replace(number=count)
        cards.append(card)
    return cards


def _let_go(nodes: list[T]) -> Iterator[T]:
    """Yields the nodes in order and takes each from its list, so that what is made of the next one
    has the room of it: the nodes of a large deck need more than the deck."""
    nodes.reverse()
    while nodes:
        yield nodes.pop()


def _themes(
    nodes: Sequence[Node], recoloured: Mapping[str, Recoloured], problems: Problems
) -> tuple[dict[str, Theme], frozenset[str]]:
    """Returns the themes by id, in the colours that take the place of the palette's, and the ids of
    those that cannot be read."""
    themes: dict[str, Theme] = {}
    unread: set[str] = set()
    places: dict[str, Mark] = {}
    first: dict[str, Mark] = {}  # of each name
    for node in nodes:
        _note_id(node, places, problems)
        try:
            form = theme_form(node, problems)
        except Unreadable:
            own = _id(node)
            # Whatever names the theme by the id that it should have is not another mistake.
            unread.add(own.text if own and re.fullmatch(ID, own.text) else "")
            continue
        name, where = form.name.text, form.name.where
        if name in first:  # they could not be told apart in bookmarks and contents
            fix = f"the first is at {_place(first[name])}; rename one"
            problems.error("E202", where, f'two themes are called "{name}"', fix)
        places[form.id] = where
        first.setdefault(name, where)
        colour, brand = recoloured.get(form.colour.colour.text, form.colour)
        themes[form.id] = Theme(form.id, form.name, colour, form.mark.text, brand, form.mark.where)
    return themes, frozenset(unread)


def _id(node: Node) -> Text | None:
    written = (node.entries or {}).get("id")
    return Text(written.text, written.where) if written and written.text else None


def _note_id(node: Node, places: dict[str, Mark], problems: Problems) -> None:
    """Notes an id that another card or theme already has."""
    own = _id(node)
    if own and own.text in places:
        fix = f"the first is at {_place(places[own.text])}; change one"
        problems.error("E202", own.where, f'the id "{own.text}" is given twice', fix)


def _place(where: Mark) -> str:
    return where.in_file


def _kinds(nodes: Mapping[str, Node], problems: Problems) -> dict[str, Kind]:
    kinds = {}
    for name, node in nodes.items():
        try:
            form = kind_form(node, problems)
        except Unreadable:
            continue
        if not _FILE_NAME.fullmatch(name) or not name.isprintable():  # its layouts are called so
            what = f'"{clipped(name)}" cannot be the name of a kind of card'
            fix = "use small letters, digits and hyphens, as in behaviour"
            problems.error("E106", (node.entries or {})["fields"].where, what, fix)
            continue
        declared = (node.entries or {})["fields"]
        fields = {
            called: _named(called, own._replace(where=declared.keys[called]), problems)
            for called, own in form.fields.items()
        }
        unread = frozenset((declared.entries or {}).keys() - fields.keys())
        kinds[name] = Kind(name, fields, form.numbered, declared.where, unread)
    return kinds


def _named(called: str, field: Field, problems: Problems) -> Field:
    """Returns the field, which no card needs if it cannot have its name: that is error enough."""
    if not re.fullmatch(ID, called):
        plain = "-".join(re.findall("[a-z0-9]+", called.lower()))
        example = plain if plain and plain not in (*RESERVED, *TEMPLATE_NAMES) else "back-heading"
        fix = f"use small letters, digits and hyphens, as in {example}"
        what = f'"{called}" cannot be the name of a field'
        problems.error("E106", field.where, what, fix)
    elif called in RESERVED:
        what = f'no field can be called "{called}": every card has a key of that name'
        problems.error("E230", field.where, what, f"give it another name, such as own-{called}")
    else:
        if called in TEMPLATE_NAMES:
            what = f'the field "{called}" takes the place of what layouts call {{{called}}}'
            fix = f"give it another name, such as own-{called}"
            problems.warning("W426", field.where, what, fix)
        return field
    return field._replace(needed=False)


def _worded(root: Node, words: Mapping[str, Node], lang: str, problems: Problems) -> Node:
    """Returns the deck with each $name replaced by the label, which is in that language."""
    root = with_values(root, {name: Node({lang: one}, one.where) for name, one in words.items()})
    for name in names_in(root):
        fix = problems.did_you_mean(str(name.value)[1:], words, "the names are")
        problems.error("E204", name.where, f'no label is called "{name.value}"', fix)
    return root


def _with_counts(card: Card, counts: Mapping[str, str]) -> Card:
    """Returns the card with {themes}, or {behaviours} for a kind "behaviour", replaced by how many
    the deck has, so that nobody needs to type a number."""

    def filled(text: Text) -> Text:
        return text.filled(counts) if "{" in text.text else text

    words: dict[str, Words] = {}
    for name, own in card.words.items():
        if isinstance(own, Text):
            words[name] = filled(own)
        else:
            words[name] = tuple(
                filled(w) if isinstance(w, Text) else Step(filled(w.name), filled(w.text))
                for w in own
            )
    return card if words == card.words else card._replace(words=words)


def note_without_rights(deck: Deck, sources: Sources, problems: Problems) -> None:
    """Warn of words that leave the deck without a line that says whose they are."""
    if not deck.rights.text:
        what = "the deck does not say who owns its words, or what others may do with them"
        fix = "write it under rights:, as in rights: Text © whoever wrote it"
        problems.warning("W432", Mark(shown(sources.deck)), what, fix)
