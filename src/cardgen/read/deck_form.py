"""The keys of a deck.yaml and of a file of cards; cards stay nodes until the kinds are known."""

from __future__ import annotations

import datetime

from cardgen.model.deck import (
    NO_TEXT,
    Field,
    FieldForm,
    Permission,
    Recoloured,
    Text,
    placed,
    placed_text,
)
from cardgen.model.forms.form import Form, accepted, key, later, nested
from cardgen.model.forms.json_schema import TEXT, Of, Schema, accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    address,
    date,
    language,
    list_of,
    names_to,
    one_of,
    text,
    yes_or_no,
)
from cardgen.problems import Problems
from cardgen.read.accepted import warning_code
from cardgen.read.card import card_node, identifier
from cardgen.read.colour import theme_colour
from cardgen.read.picture import logo_form
from cardgen.read.prompts import PromptsForm

_FORMS: tuple[FieldForm, ...] = ("text", "list", "steps", "contacts")


@accepts({"enum": [form + mark for form in _FORMS for mark in ("", "?")]})
def field_form(node: Node, problems: Problems) -> Field:
    """`text`, `list`, `steps` or `contacts`, with a question mark if the field may be left out."""
    name = (node.text or "").removesuffix("?")
    form = one_of(*_FORMS)(Node(name, node.where) if node.text else node, problems)
    return Field(form, not (node.text or "").endswith("?"))


class _KindForm(Form):
    numbered: bool = key(yes_or_no, False)
    fields: dict[str, Field] = key(names_to(field_form))


class _ThemeForm(Form):
    id: str = key(identifier)
    name: Text = key(placed_text)
    colour: Recoloured = key(theme_colour)
    mark: Text = key(placed_text, NO_TEXT)


kind_form = nested(_KindForm, "a kind of card")
theme_form = nested(_ThemeForm, "a theme")


@accepts(lambda of: {"anyOf": [TEXT, of(card_node)]})
def _card_or_file(node: Node, problems: Problems) -> Node:
    """A card, or the name of a file of cards."""
    return node


@accepts(lambda of: of(names_to(text)))
def labels(node: Node, problems: Problems) -> Node:
    """Labels by name, with the deck's own words in their place."""
    names_to(text)(node, problems)
    return node


class _PermissionForm(Form):
    by: str = key(text)
    on: datetime.date = key(date)


_permission_form = nested(_PermissionForm, "a permission")


@accepts(lambda of: of(_permission_form))
def _permission(node: Node, problems: Problems) -> Permission:
    """Who allowed that the deck is shown to everybody, and on which day."""
    form = _permission_form(node, problems)
    return Permission(form.by, form.on)


class _DeckForm(Form):
    title: Text = key(placed_text)
    subtitle: Text = key(placed_text, NO_TEXT)
    publisher: Text = key(placed_text, NO_TEXT)
    rights: Text = key(placed_text, NO_TEXT)
    permission: Permission | None = key(_permission, None)
    lang: str = key(language)
    languages: tuple[str, ...] = key(list_of(language), ())
    checked: datetime.date | None = key(date, None)
    date: datetime.date = key(date)
    survey: Text | None = key(placed(address), None)
    prompts: Text | None = key(placed_text, None)
    by: Text | None = key(placed_text, None)
    logo: Node | None = key(later(logo_form), None)
    fonts: dict[str, Text] = key(names_to(placed_text), {})
    colours: dict[str, Recoloured] = key(names_to(theme_colour), {})
    kinds: dict[str, Node] = key(names_to(later(kind_form)))
    themes: tuple[Node, ...] = key(list_of(later(theme_form)), ())
    cards: tuple[Node, ...] = key(list_of(_card_or_file))
    labels: Node | None = key(labels, None)
    accept: tuple[Text, ...] = key(list_of(warning_code), ())


class _FileForm(Form):
    theme: Text | None = key(placed_text, None)
    kind: Text | None = key(placed_text, None)
    lang: Text | None = key(placed(language), None)
    cards: tuple[Node, ...] = key(list_of(card_node))


def _overlaid(of: Of) -> Schema:
    """Returns the schema of an overlay: any keys of a deck, prompts as in their own file, and
    themes with only the keys that change."""
    deck, theme = accepted(_DeckForm, of), accepted(_ThemeForm, of)
    prompts = {"anyOf": [TEXT, {**accepted(PromptsForm, of), "required": []}]}
    themes = {"type": "array", "items": {**theme, "required": ["id"]}}
    return {
        **deck,
        "properties": {**deck["properties"], "prompts": prompts, "themes": themes},
        "required": [],
    }


@accepts(_overlaid)
def overlay_form(node: Node, problems: Problems) -> Node:
    """What an overlay changes in a deck or adds to it."""
    return node


deck_form = nested(_DeckForm, "a deck")
cards_form = nested(_FileForm, "a file of cards")
