"""The tree of a deck with all its texts in one language."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from cardgen.model.forms.node import Node
from cardgen.model.language import alike
from cardgen.read.languages import Edition, in_languages

# Names and an address stand for all languages where they are not given in several. Any other text
# is missing where it is not in the language wanted, what is said of rights included.
_NAMES = ("publisher", "by", "survey")
_TEXTS = ("title", "subtitle", "rights")


def deck_in(edition: Edition, root: Node) -> Node:
    """Returns the deck's own texts, the names of its themes, and its labels, in the edition's
    language."""
    entries, own = dict(root.entries or {}), edition.own
    for key, node in entries.items():
        of = f'the deck\'s "{key}"'
        if key in _TEXTS:
            entries[key] = edition.texts(node, own, of)
        elif key in _NAMES:
            entries[key] = _name(edition, node, of)
        elif key == "logo":
            entries[key] = _picture(edition, node, own, "the logo")
        elif key == "themes" and node.items is not None:
            themes = [_theme(edition, theme) for theme in node.items]
            entries[key] = Node(themes, node.where)
        elif key == "labels" and node.entries is not None:
            entries[key] = Node(_labels(edition, node.entries), node.where, node.keys)
    return Node(entries, root.where, root.keys)


def texts_of_deck(root: Node) -> Iterator[Node]:
    """Yields the deck's own texts, once they are in one language."""
    entries = root.entries or {}
    yield from (entries[key] for key in (*_TEXTS, *_NAMES, "labels") if key in entries)
    for theme in (entries["themes"].items or ()) if "themes" in entries else ():
        yield from (node for key, node in (theme.entries or {}).items() if key == "name")
    if "logo" in entries:
        yield from _alt(entries["logo"])


def texts_of_card(card: Node, reserved: Container[str]) -> Iterator[Node]:
    """Yields a card's fields and its picture's text alternative, once they are in one language."""
    for key, node in (card.entries or {}).items():
        if key == "image":
            yield from _alt(node)
        elif key not in reserved:
            yield node


def _alt(picture: Node) -> Iterator[Node]:
    yield from (node for key, node in (picture.entries or {}).items() if key == "alt")


def _name(edition: Edition, node: Node, of: str) -> Node:
    several = in_languages(node, edition.tags) is not None
    return edition.texts(node, edition.own, of) if several else node


def _theme(edition: Edition, theme: Node) -> Node:
    if not theme.entries or "name" not in theme.entries:
        return theme
    of = f'the name of the theme "{id_of(theme)}"'
    name = edition.texts(theme.entries["name"], edition.own, of)
    return Node({**theme.entries, "name": name}, theme.where, theme.keys)


def _labels(edition: Edition, labels: Mapping[str, Node]) -> dict[str, Node]:
    """Returns those labels that are given; for other languages, labels come from the language's
    file."""
    aside = Edition(edition.lang, edition.own, edition.tags, edition.problems)
    found = {}
    for key, node in labels.items():
        said = aside.texts(node, edition.own, key)
        if not aside.lacks:
            found[key] = said
        aside.lacks.clear()
    return found


def card_in(edition: Edition, card: Node, own: str, reserved: Container[str]) -> Node:
    """Returns a card's fields and its picture's text alternative; own is the language of its file.

    A card that declares a third language for itself, as a quotation may, stays in that language.
    """
    if card.entries is None:
        return card
    said, here = card.entries.get("lang"), edition
    if said is not None and said.text:
        own = said.text
        if not alike(own, edition.own) and not gives(card, edition):
            here = Edition(own, own, edition.tags, edition.problems)
    entries = dict(card.entries)
    for key, node in card.entries.items():
        if key == "image":
            entries[key] = _picture(here, node, own, f'the picture of "{id_of(card)}"')
        elif key not in reserved:
            entries[key] = here.texts(node, own, f'"{key}" of "{id_of(card)}"')
    if said is not None and not alike(own, here.lang):
        entries["lang"] = Node(here.lang, said.where)
    if here is not edition and alike(own, edition.lang):
        edition.found += here.found
    return Node(entries, card.where, card.keys)


def prompts_in(edition: Edition, root: Node) -> Node:
    """Returns a file of prompts: its lenses, and the questions of cards and for any card."""
    if root.entries is None:
        return root
    said = root.entries.get("lang")
    own = (said.text if said else None) or edition.own
    entries = dict(root.entries)
    for key, node in root.entries.items():
        if key == "lenses" and node.entries is not None:
            entries[key] = _each(edition, node, own, "the lens")
        elif key == "generic":
            entries[key] = edition.texts(node, own, '"generic" of the prompts')
        elif key == "by":
            entries[key] = _name(edition, node, '"by" of the prompts')
        elif key == "prompts" and node.entries is not None:
            cards = {
                card: _each(edition, questions, own, f'the prompt of "{card}":')
                for card, questions in node.entries.items()
            }
            entries[key] = Node(cards, node.where, node.keys)
    return Node(entries, root.where, root.keys)


def _each(edition: Edition, node: Node, own: str, of: str) -> Node:
    if node.entries is None:
        return node
    said = {key: edition.texts(one, own, f'{of} "{key}"') for key, one in node.entries.items()}
    return Node(said, node.where, node.keys)


def _picture(edition: Edition, node: Node, own: str, of: str) -> Node:
    """Returns the picture; both its file and its text alternative may depend on the language."""
    if in_languages(node, edition.tags) is not None:
        return edition.texts(node, own, of)
    if not node.entries or "alt" not in node.entries:
        return node
    alt = edition.texts(node.entries["alt"], own, f'"alt" of {of}')
    return Node({**node.entries, "alt": alt}, node.where, node.keys)


def gives(node: Node, edition: Edition) -> bool:
    """Whether anything in the tree is given in the requested language."""
    if node.items is not None:
        return any(gives(item, edition) for item in node.items)
    entries = node.entries or {}
    several = in_languages(node, edition.tags) or {}
    given = any(alike(key, edition.lang) for key in several)
    return given or any(gives(value, edition) for value in entries.values())


def id_of(node: Node) -> str:
    """Returns the id of a card or a theme, for messages."""
    written = (node.entries or {}).get("id")
    return (written.text if written else None) or "?"
