"""YAML → Deck: themes, kinds and cards, each text with its place."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cardgen.deck import Card, Deck, Kind, Prose, Step, Theme, Words
from cardgen.node import Node
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.read.card import ID, Known, read_card
from cardgen.read.deck_form import cards_form, deck_form, kind_form, theme_form
from cardgen.read.files import shown
from cardgen.read.picture import read_logo
from cardgen.read.prompts import read_prompts
from cardgen.read.tree import read_tree
from cardgen.schema import Unreadable
from cardgen.text.template import fill


def read_deck(path: Path, problems: Problems, counted: bool = True) -> Deck | None:
    """The deck in a deck.yaml and the card files it names, or None with the problems noted; what
    stands in braces to be counted stays so where counted is false."""
    root = read_tree(path, shown(path), problems)
    if root is None:
        return None
    try:
        form = deck_form(root, problems)
    except Unreadable:
        return None
    kinds = _kinds(form.kinds, problems)
    themes, unread = _themes(form.themes, problems)
    cards: list[Card] = []
    places = {theme.id: theme.name.where for theme in themes.values()}
    count = 0
    known = Known(path.parent, path.parent, form.lang, kinds, themes, unread)
    for node, of_file in _cards(path, form.cards, known, problems):
        _note_id(node, places, problems)
        try:
            card = read_card(node, of_file, problems)
        except Unreadable:
            continue
        if card.kind.numbered:
            count += 1
            card = replace(card, number=count)
        cards.append(card)
    ids = [name for name in places if name not in themes]  # those of unread cards as well
    prompts = read_prompts(path, form.prompts, ids, problems) if form.prompts else None
    _note_unlisted(path, (*form.cards, *([form.prompts] if form.prompts else [])), problems)
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
        lang=form.lang,
        date=form.date,
        survey=form.survey,
        kinds=kinds,
        themes=tuple(themes.values()),
        cards=tuple(_counted(card, counts) if counted else card for card in cards),
        where=root.where,
        prompts=prompts,
        by=form.by,
        logo=read_logo(form.logo, problems) if form.logo else None,
    )


def _note_unlisted(deck: Path, entries: Sequence[Node | Prose], problems: Problems) -> None:
    """Warns of YAML files beside the deck's own that it does not list."""
    listed = {entry.text for entry in entries}
    for path in sorted(deck.parent.glob("*.yaml")):
        if path.name != deck.name and path.name not in listed:
            what = f"{deck.name} does not list this file: its cards are not in the deck"
            problems.warning("W402", Mark(shown(path)), what, "name it under cards:")


def _themes(nodes: Sequence[Node], problems: Problems) -> tuple[dict[str, Theme], frozenset[str]]:
    """The themes by id, and the ids of those that cannot be read."""
    themes: dict[str, Theme] = {}
    unread: set[str] = set()
    for node in nodes:
        _note_id(node, {theme.id: theme.name.where for theme in themes.values()}, problems)
        try:
            form = theme_form(node, problems)
        except Unreadable:
            own = _id(node)
            unread |= {own.text} if own else set()
            continue
        same = [theme for theme in themes.values() if theme.name.text == form.name.text]
        if same:  # they could not be told apart in bookmarks and contents
            fix = f"the first is at {_place(same[0].name.where)}; call one otherwise"
            problems.error(
                "E202", form.name.where, f'two themes are called "{form.name.text}"', fix
            )
        colour, brand = form.colour
        themes[form.id] = Theme(form.id, form.name, colour, form.mark, brand)
    return themes, frozenset(unread)


def _counted(card: Card, counts: Mapping[str, str]) -> Card:
    """The card with {themes}, or {behaviours} for a kind "behaviour", in its words replaced by how
    many there are: what can be counted need not be typed."""

    def filled(prose: Prose) -> Prose:
        return Prose(fill(prose.text, counts), prose.where) if "{" in prose.text else prose

    words: dict[str, Words] = {}
    for name, own in card.words.items():
        if isinstance(own, Prose):
            words[name] = filled(own)
        else:
            words[name] = tuple(
                filled(w) if isinstance(w, Prose) else Step(filled(w.name), filled(w.text))
                for w in own
            )
    return replace(card, words=words)


def _id(node: Node) -> Prose | None:
    written = (node.entries or {}).get("id")
    return Prose(written.text, written.where) if written and written.text else None


def _note_id(node: Node, places: dict[str, Mark], problems: Problems) -> None:
    """Notes an id that a card or a theme has already; else keeps its place."""
    own = _id(node)
    if own is None:
        return
    if own.text in places:
        fix = f"the first is at {_place(places[own.text])}; change one"
        problems.error("E202", own.where, f'the id "{own.text}" is given twice', fix)
    places.setdefault(own.text, own.where)


def _place(where: Mark) -> str:
    return f"{where.file}:{where.line}"


def _kinds(nodes: Mapping[str, Node], problems: Problems) -> dict[str, Kind]:
    kinds = {}
    for name, node in nodes.items():
        try:
            form = kind_form(node, problems)
        except Unreadable:
            continue
        for called in form.fields:
            if not re.fullmatch(ID, called):
                fix = "use small letters, digits and hyphens, as in back-heading"
                what = f'"{called}" cannot be the name of a field'
                problems.error("E106", node.where, what, fix)
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
        # A link may lead elsewhere: whoever made it meant it to.
        inside = not os.path.normpath(entry.text).startswith((os.pardir, os.sep))
        if not inside or not path.is_file():
            files = [p.name for p in deck.parent.glob("*.yaml") if p.is_file() and p != deck]
            what = f'there is no file "{entry.text}" beside {deck.name}'
            problems.error("E007", entry.where, what, did_you_mean(entry.text, files))
            continue
        root = read_tree(path, shown(path), problems)
        if root is None:
            continue
        try:
            form = cards_form(root, problems)
        except Unreadable:
            continue
        of_file = replace(known, folder=path.parent, kind=form.kind, theme=form.theme)
        for node in form.cards:
            yield node, of_file
