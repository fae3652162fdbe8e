"""A card's node → Card: its kind, its theme, and the fields that its kind declares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cardgen.model.deck import (
    Card,
    Field,
    Kind,
    Picture,
    Step,
    Text,
    Theme,
    Words,
    placed,
    placed_text,
)
from cardgen.model.forms.form import Form, accepted, key, keys_of, later, nested, read_keys
from cardgen.model.forms.json_schema import TEXT, accepts, array
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, each, language, list_of, one_of, refuse, text
from cardgen.problems import Kin, Problems
from cardgen.read.files import Files
from cardgen.read.picture import picture_form, read_picture
from cardgen.value import Value

ORIGINS = ("source", "copy-edit", "translation", "addition")
ID = "[a-z0-9]+(-[a-z0-9]+)*"


@accepts({**TEXT, "pattern": f"^{ID}$"})
def identifier(node: Node, problems: Problems) -> str:
    name = text(node, problems)
    if not re.fullmatch(ID, name):
        what = f'"{name}" cannot be an id'
        fix = "use small letters, digits and hyphens, as in shared-direction"
        raise refuse(problems, "E106", node.where, what, fix)
    return name


class _CardForm(Form):
    """The keys that every card may have besides the fields of its kind."""

    id: Text = key(placed(identifier))
    kind: Text | None = key(placed_text, None)
    theme: Text | None = key(placed_text, None)
    lang: str = key(language, "")
    tags: tuple[str, ...] = key(list_of(text), ())
    origin: str = key(one_of(*ORIGINS), "source")
    art: Text | None = key(placed_text, None)
    image: Node | None = key(later(picture_form), None)


class _StepForm(Form):
    name: Text = key(placed_text)
    text: Text = key(placed_text)


_step_form = nested(_StepForm, "a step")
_texts = list_of(placed_text)


def _step(node: Node, problems: Problems) -> Step:
    form = _step_form(node, problems)
    return Step(form.name, form.text)


@accepts(
    lambda of: {"anyOf": [of(placed_text), array({"anyOf": [of(placed_text), of(_step_form)]})]},
    name="words",
)
def _words_node(node: Node, problems: Problems) -> Node:
    """A text, a list of texts or steps, whichever the card's kind declares in deck.yaml."""
    return node


@accepts(
    lambda of: {**accepted(_CardForm, of), "additionalProperties": of(_words_node)}, name="card"
)
def card_node(node: Node, problems: Problems) -> Node:
    """The keys that every card may have, and the fields of its kind."""
    return node


RESERVED = tuple(keys_of(_CardForm))


class CardScope(Value):
    """What a card may refer to.

    Files are those read so far; root is the deck's folder; kinds and themes are the deck's, by id;
    folder is that of the card's file, which may give all its cards a kind and a theme.
    """

    files: Files
    root: Path
    folder: Path
    lang: str
    kinds: Mapping[str, Kind]
    themes: Mapping[str, Theme]
    unread: frozenset[str] = frozenset()  # themes that cannot be read, "" for one without an id
    unread_kinds: frozenset[str] = frozenset()
    kind: Text | None = None
    theme: Text | None = None
    written: str = ""  # the language of plain texts, of cards that say none
    added: bool = False  # whether an overlay adds them


def read_card(node: Node, known: CardScope, problems: Problems) -> Card:
    """Returns the card, still without a number; raises Unreadable, with everything noted, if
    something in it is wrong."""
    if node.entries is None:
        what = f"a card should be a set of keys, not {node.form}"
        raise refuse(problems, "E102", node.where, what)
    own = {name: value for name, value in node.entries.items() if name in RESERVED}
    said = {name: value for name, value in node.entries.items() if name not in RESERVED}
    noted = problems.noted
    try:
        form = read_keys(_CardForm, Node(own, node.where, node.keys), problems, "a card")
    except Unreadable:
        form = None
    kind = _kind(form.kind if form else None, node, known, problems)
    words = _fields(Node(said, node.where, node.keys), kind, problems)
    theme = _theme(form.theme if form else None, known, problems)
    picture = _picture(form, node, known, problems) if form else None
    if form is None or problems.noted > noted:
        raise Unreadable
    return Card(
        id=form.id.text,
        kind=kind,
        theme=theme,
        words=words,
        lang=form.lang or known.lang,
        tags=form.tags,
        origin=form.origin,
        art=form.art,
        image=picture,
        number=0,
        where=form.id.where,
    )


def _kind(named: Text | None, node: Node, known: CardScope, problems: Problems) -> Kind:
    named = named or known.kind
    if named is None and len(known.kinds) == 1:
        return next(iter(known.kinds.values()))
    if named is None:
        fix = f"the kinds are: {', '.join(known.kinds)}"
        raise refuse(problems, "E105", node.where, 'a card needs "kind", or its file does', fix)
    if named.text in known.unread_kinds:
        raise Unreadable(named.text)
    if named.text not in known.kinds:
        fix = problems.did_you_mean(named.text, known.kinds, "the kinds are")
        what = f'no kind of card is called "{named.text}"'
        problems.error("E203", named.where, what, fix, Kin(what, named.text))
        raise Unreadable(what)
    return known.kinds[named.text]


def _theme(named: Text | None, known: CardScope, problems: Problems) -> Theme | None:
    named = named or known.theme
    if named is None:
        return None
    if named.text not in known.themes and known.unread.isdisjoint((named.text, "")):
        fix = problems.did_you_mean(named.text, known.themes, "the themes are")
        what = f'no theme is called "{named.text}"'
        problems.error("E201", named.where, what, fix, Kin(what, named.text))
    return known.themes.get(named.text)


def _picture(form: _CardForm, node: Node, known: CardScope, problems: Problems) -> Picture | None:
    if form.image is None:
        return None
    if form.art:
        fix = "leave one of them out"
        problems.error("E226", node.keys["image"], 'a card has either "art" or "image"', fix)
    with suppress(Unreadable):
        return read_picture(form.image, known.files, known.root, known.folder, problems)
    return None


def _fields(node: Node, kind: Kind, problems: Problems) -> dict[str, Words]:
    """Returns the card's texts in the order in which its kind declares them."""
    entries = node.entries or {}
    for name in entries:
        if name not in kind.fields and name not in kind.unread:
            fix = problems.did_you_mean(name, (*kind.fields, *RESERVED), "its fields are")
            what = f'a card of the kind "{kind.name}" has no field "{name}"'
            problems.error("E101", node.keys[name], what, fix, Kin(what, name))
    words: dict[str, Words] = {}
    for name, field in kind.fields.items():
        empty = name in entries and _is_empty(entries[name], field)
        if name in entries and not (empty and field.needed):
            with suppress(Unreadable):
                words[name] = _words(entries[name], field, problems)
        elif field.needed:
            what, fix = f'a card of the kind "{kind.name}" needs "{name}"', ""
            if empty:
                what = f'"{name}" is empty, but a card of the kind "{kind.name}" needs it'
                own = f"{name}: {field.form}? where the kind is declared"
                fix = f"write one, or write {own}"
                if field.form == "text":
                    fix = f"write it, or leave {name} out here and write {own}"
            where = entries[name].where if empty else node.where
            problems.error("E105", where, what, fix, Kin(what, name))
    return words


def _is_empty(node: Node, field: Field) -> bool:
    """Whether a field has nothing in it, as distinct from something of another form."""
    if field.form == "text":
        return node.text is not None and not node.text.strip(" \t\n")
    return node.items == []


def _words(node: Node, field: Field, problems: Problems) -> Words:
    match field.form:
        case "text":
            return placed_text(node, problems)
        case "list" | "contacts":
            return _texts(node, problems)
        case "steps":
            if node.items is None:
                what = f"this should be a list of steps, not {node.form}"
                raise refuse(problems, "E102", node.where, what)
            return tuple(each(node.items, _step, problems))
