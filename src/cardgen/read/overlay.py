"""Lays an overlay over a deck, key by key; each piece keeps its place in its own file.

Themes and cards are matched by id. A text in the deck's own language replaces that of the deck
together with its translations; a text in another language, by the overlay's own `lang` or as a set
of languages, is added to it. New themes and cards come last, so that printed numbers stay as they
are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Reader, Unreadable, anything, language, list_of, refuse
from cardgen.model.language import alike
from cardgen.problems import Problem, Problems
from cardgen.read.card import RESERVED, CardScope
from cardgen.read.files import Files
from cardgen.read.languages import Edition, in_languages
from cardgen.read.translated import gives, id_of
from cardgen.value import Value

_OF_NEW = ("E105", "E106")  # what is told of a card that is new, but not of a change to another


class Overlay(Value):
    """The content of an overlay's file, and the language of its plain texts, if it names one."""

    path: Path
    keys: Mapping[str, Node]
    root: Node

    @property
    def lang(self) -> str:
        return (self.keys["lang"].text or "") if "lang" in self.keys else ""

    @property
    def cards(self) -> list[Node]:
        return (self.keys["cards"].items or []) if "cards" in self.keys else []


class Beside(Value):
    """The languages of the plain texts of a deck and of its overlay, and all languages they
    have."""

    base: str
    over: str
    tags: tuple[str, ...]


def read_overlay(path: Path, files: Files, problems: Problems) -> Overlay | None:
    root = files.tree(path, problems)
    if root is None:
        return None
    if root.entries is None:
        what = f"an overlay should be a set of keys, as deck.yaml is, not {root.form}"
        problems.error("E102", root.where, what)
        return None
    keys = dict(root.entries)
    for key, reader in _SHAPES.items():
        try:
            if key in keys:
                reader(keys[key], problems)
        except Unreadable:
            del keys[key]
    return Overlay(path, keys, root)


def _file_or_keys(node: Node, problems: Problems) -> None:
    if node.text is None and node.entries is None:
        what = f"this should be a file of prompts or the keys of one, not {node.form}"
        raise refuse(problems, "E102", node.where, what)


# What the deck's own form does not see: it is taken apart before, or merged.
_SHAPES: Mapping[str, Reader[object]] = {
    "lang": language,
    "languages": list_of(anything),
    "cards": list_of(anything),
    "prompts": _file_or_keys,
}


def note_unused(
    over: Overlay, printed: Edition, languages: Sequence[str], problems: Problems
) -> None:
    """Warns of an overlay in a language that is not printed, none of whose texts are."""
    used = any(alike(over.lang, lang) for lang in (printed.lang, *languages))
    if not over.lang or used or gives(over.root, printed):
        return
    what = f'the words of this overlay are in "{over.lang}", and the deck is printed in'
    what = f'{what} "{printed.lang}": none of them is printed'
    fix = f"add --lang {over.lang}, or leave lang: out if they are in another language"
    problems.warning("W425", over.keys["lang"].where, what, fix)


def laid_over(root: Node, over: Overlay, printed: Edition, problems: Problems) -> Node:
    """Returns the deck's tree with everything that the overlay changes in the deck itself and in
    its themes; cards and prompts are still the deck's."""
    base, languages = dict(root.entries or {}), _languages(printed, over)
    for key, node in over.keys.items():
        if key == "themes" and node.items is not None:
            themes = base.get(key) or Node([], node.where)
            base[key] = _themes(themes, node, languages, problems)
        elif key == "languages" and key in base:
            base[key] = Node([*(base[key].items or []), *(node.items or [])], node.where)
        elif key == "logo" and "file" in (node.entries or {}):
            base[key] = node  # another picture shows something else
        elif key in ("kinds", "date", "fonts", "colours"):
            base[key] = merged(base.get(key), node, Beside("", "", ()))
        elif key not in ("cards", "prompts", "lang"):
            base[key] = merged(base.get(key), node, languages)
    return Node(base, root.where, {**root.keys, **over.root.keys})


def prompts_over(root: Node, laid: Node, over: Overlay, printed: Edition) -> Node:
    """Returns a deck's tree of prompts with those of the overlay."""
    base = (root.entries or {}).get("lang")
    own = (laid.entries or {}).get("lang")
    languages = _languages(printed, over)
    languages = languages._replace(
        base=(base.text if base else None) or languages.base,
        over=(own.text if own else None) or languages.over,
    )
    texts = [key for key in laid.entries or {} if key not in ("origin", "lang")]
    said = {key: node for key, node in (laid.entries or {}).items() if key != "lang"}
    return _changed(root, Node(said, laid.where, laid.keys), texts, languages)


def _languages(printed: Edition, over: Overlay) -> Beside:
    return Beside(printed.own, over.lang or printed.own, printed.tags)


def merged(base: Node | None, over: Node, languages: Beside) -> Node:
    """Returns the overlay's node in place of the base or added to it; sets of keys are merged key
    by key."""
    base = base or (Node({}, over.where) if over.entries is not None else None)
    texts = [in_languages(node, languages.tags) for node in (base, over) if node]
    if base and base.entries is not None and over.entries is not None and not any(texts):
        entries = dict(base.entries)
        for key, node in over.entries.items():
            entries[key] = merged(entries.get(key), node, languages)
        return Node(entries, base.where, {**base.keys, **over.keys})
    if alike(languages.base, languages.over) and in_languages(over, languages.tags) is None:
        return over
    ours = _set_of(over, languages.over, languages.tags)
    theirs = _set_of(base, languages.base, languages.tags) if base else {}
    kept = {key: one for key, one in theirs.items() if not any(alike(key, o) for o in ours)}
    keys = {key: node.where for key, node in {**kept, **ours}.items()}
    if base and in_languages(over, languages.tags):
        keys |= base.keys
    keys |= over.keys
    return Node({**kept, **ours}, over.where, {key: keys[key] for key in {**kept, **ours}})


def _set_of(node: Node, lang: str, tags: tuple[str, ...]) -> Mapping[str, Node]:
    return in_languages(node, tags) or {lang: node}


def _themes(base: Node, over: Node, languages: Beside, problems: Problems) -> Node:
    changes = _by_id(over.items or [], problems)
    themes = []
    for theme in base.items or []:
        change = changes.pop(id_of(theme), None)
        themes.append(_changed(theme, change, ("name",), languages) if change else theme)
    return Node([*themes, *changes.values()], base.where)


def _changed(base: Node, over: Node, texts: Iterable[str], languages: Beside) -> Node:
    """Returns a theme or a card with other values; values of texts may be in several languages."""
    entries = dict(base.entries or {})
    for key, node in (over.entries or {}).items():
        if key != "id":
            entries[key] = merged(entries.get(key), node, languages) if key in texts else node
    return Node(entries, base.where, {**base.keys, **over.keys})


def _by_id(nodes: Iterable[Node], problems: Problems) -> dict[str, Node]:
    """Returns the nodes by id; those without an id are identified by their places."""
    found: dict[str, Node] = {}
    for node in nodes:
        own = (node.entries or {}).get("id")
        name = (own.text if own else None) or str(node.where)
        if name in found and own:
            first = found[name].where
            fix = f"the first is at {first.in_file}; merge the two"
            problems.error("E202", own.where, f'the overlay has "{name}" twice', fix)
        found.setdefault(name, node)
    return found


def cards_over(
    cards: Iterable[tuple[Node, CardScope]],
    over: Iterable[tuple[Node, CardScope]],
    printed: Edition,
    problems: Problems,
) -> Iterator[tuple[Node, CardScope]]:
    """Yields the deck's cards, as changed by the overlay, followed by the overlay's own."""
    given = list(over)
    changes = _by_id((node for node, _ in given), problems)
    known = {id(node): of_file for node, of_file in given}
    for card, of_file in cards:
        change = changes.pop(id_of(card), None)
        if change is None:
            yield card, of_file
        else:
            yield _changed_card(card, of_file, change, known[id(change)], printed)
    for card in changes.values():
        yield _added(card), known[id(card)]._replace(added=True)


def _changed_card(
    card: Node, of_file: CardScope, over: Node, of_over: CardScope, printed: Edition
) -> tuple[Node, CardScope]:
    entries, changes = dict(card.entries or {}), dict(over.entries or {})
    languages = Beside(_lang(card, of_file), _lang(over, of_over), printed.tags)
    changes.pop("lang", None)  # that of the changes, not of the card
    image = changes.get("image")
    if image is not None and "file" in (image.entries or {}):
        entries.pop("art", None)
        entries.pop("image", None)
        of_file = of_file._replace(root=of_over.root, folder=of_over.folder)
    if "art" in changes:
        entries.pop("image", None)
    texts = [key for key in changes if key not in RESERVED or key == "image"]
    if "origin" not in changes and any(
        _says_anew(changes[key], languages) for key in texts if key != "image"
    ):
        # Whose words were the source's are now the source's with an edit.
        origin = entries.get("origin")
        if origin is None or origin.text == "source":
            changes["origin"] = Node("copy-edit", over.where)
    changed = Node(changes, over.where, over.keys)
    return _changed(Node(entries, card.where, card.keys), changed, texts, languages), of_file


def _lang(card: Node, of_file: CardScope) -> str:
    said = (card.entries or {}).get("lang")
    return (said.text if said else None) or of_file.written


def _says_anew(node: Node, languages: Beside) -> bool:
    """Whether it changes a text of the card in the card's own language."""
    given = _set_of(node, languages.over, languages.tags)
    return any(alike(key, languages.base) for key in given)


def _added(card: Node) -> Node:
    """Returns a new card of the overlay, which counts as an addition unless it says otherwise."""
    if card.entries is None or "origin" in card.entries:
        return card
    origin = Node("addition", card.where)
    return Node({**card.entries, "origin": origin}, card.where, card.keys)


def note_incomplete(
    card: Node, others: Collection[str], found: Iterable[Problem], problems: Problems
) -> None:
    """Notes what was found of a new card that cannot be read or, where it may have been meant to
    change another one, this in place of what it lacks."""
    own = (card.entries or {}).get("id")
    near = ""
    if own and own.text:
        near = problems.did_you_mean(own.text, others, "")
    if not (own and near):
        problems.add(found)
        return
    of_new = [problem for problem in found if problem.code in _OF_NEW]
    what = f'the deck has no card "{own.text}" to change, and as a new card it is incomplete'
    new = "; ".join(dict.fromkeys(problem.what for problem in of_new))
    problems.error("E219", own.where, what, f"{near} If it is new: {new}" if new else near)
    problems.add(problem for problem in found if problem not in of_new)
