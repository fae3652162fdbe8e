"""The cards that a deck.yaml lists, either in itself or in files beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from cardgen.intake import is_file, real_path
from cardgen.limits import PROBLEMS
from cardgen.model.deck import Text
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.card import CardScope
from cardgen.read.deck_form import cards_form
from cardgen.read.files import COPY, Files, below, shown


def listed_cards(
    deck: Path,
    nodes: Sequence[Node],
    known: CardScope,
    problems: Problems,
    unread: list[str],
    links: bool = True,
) -> Iterator[tuple[Node, CardScope]]:
    """Yields each card's node with what it may refer to; an entry of the list is a card or a file
    of cards. Files that cannot be read are added to unread. links says that a link may lead out of
    the folder: whoever made it meant it to."""
    near: list[str] | None = None
    first: dict[str, Mark] = {}  # where each file is listed
    for entry in nodes:
        if entry.text is None:
            yield entry, known
            continue
        called = os.path.normpath(entry.text)
        if called in first:  # each of its cards would be told of, as many times as it is listed
            fix = f"the first is at {first[called]}; keep one"
            problems.error("E202", entry.where, f'"{entry.text}" is listed twice', fix)
            continue
        first[called] = entry.where
        path = known.files.named(deck.parent, entry.text)
        written = Text(entry.text, entry.where)
        if not links and not below(written, deck.parent, COPY, known.files, problems):
            unread.append(entry.text)
            continue
        inside = not called.startswith((os.pardir, os.sep))
        if not inside or not known.files.is_file(path):
            near = _files_beside(deck) if near is None else near
            what = f'there is no file "{entry.text}" beside {deck.name}'
            problems.error("E007", entry.where, what, problems.did_you_mean(entry.text, near))
            unread.append(entry.text)
            if len(unread) > PROBLEMS.most:
                return  # no more are told of
            continue
        root = known.files.tree(path, problems)
        try:
            form = cards_form(root, problems) if root else None
        except Unreadable:
            form = None
        if form is None:
            unread.append(entry.text)
            continue
        of_file = known._replace(folder=path.parent, kind=form.kind, theme=form.theme)
        for node in form.cards:
            yield _in_language(node, form.lang), of_file


def _files_beside(deck: Path) -> list[str]:
    return [path.name for path in deck.parent.glob("*.yaml") if is_file(path) and path != deck]


def _in_language(card: Node, lang: Text | None) -> Node:
    """Returns the card with the language of its file, unless it has its own."""
    if lang is None or card.entries is None or "lang" in card.entries:
        return card
    return Node({**card.entries, "lang": Node(lang.text, lang.where)}, card.where, card.keys)


def note_unlisted(
    deck: Path,
    overlay: Path | None,
    entries: Sequence[Node | Text],
    files: Files,
    problems: Problems,
) -> None:
    """Warns of YAML files in the deck's folder that it does not list."""
    if files.is_given(deck) or files.held(deck) is not None:
        return  # nothing lies beside it
    files.look_at(deck.parent)
    listed = {entry.text for entry in entries}
    for path in sorted(deck.parent.glob("*.yaml")):
        laid = overlay is not None and real_path(overlay) == real_path(path)
        if path.name != deck.name and path.name not in listed and not laid:
            problems.warning("W402", Mark(shown(path)), *_unlisted(path, deck, files))


def _unlisted(path: Path, deck: Path, files: Files) -> tuple[str, str]:
    """Returns what is said of a file that the deck does not list, by what it looks like: cards, or
    prompts, which have lenses."""
    try:
        root = files.tree(path, Problems())
    except Stop:  # it cannot be read, and nobody asked for it
        root = None
    keys = root.entries if root and root.entries else {}
    what = f"{deck.name} does not list this file"
    if "lenses" in keys:
        return f"{what}: its prompts are not in the deck", f"name it, as in prompts: {path.name}"
    return f"{what}: its cards are not in the deck", "name it under cards:"
