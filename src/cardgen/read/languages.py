"""Texts in several languages → texts in one: `{en: Trust, cy: Ymddiriedaeth}` → `Trust`.

Where a text is expected, a set of keys is one of languages if any of them is a language of the
deck: its `lang`, those under `languages`, and the requested ones. Languages match by their first
part: `en` matches en-GB as well. All this is settled on the tree, so that forms read plain texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cardgen.model.forms.node import Node
from cardgen.model.language import alike
from cardgen.problems import Mark, Problems
from cardgen.value import Value


class MissingText(Value):
    """A text that is missing in the requested language: its place, what it belongs to, and the
    languages in which it is given."""

    where: Mark
    of: str
    there: str


class Edition:
    """A deck in one of its languages: lang is the requested one, own the one the deck is written
    in, and tags are all that it may have. found counts the texts that are given, and lacks holds
    those that are not."""

    def __init__(self, lang: str, own: str, tags: tuple[str, ...], problems: Problems) -> None:
        self.lang, self.own, self.tags, self.problems = lang, own, tags, problems
        self.found = 0
        self.lacks: list[MissingText] = []

    def texts(self, node: Node, own: str, of: str) -> Node:
        """Returns a text, a list or steps in the requested language; own is the language of plain
        texts, and of names them in messages. Missing texts are noted, and left in the language they
        have."""
        before, lacks = self.found, list[MissingText]()
        said = self._said(node, own, of, lacks)
        if lacks and self.found == before:
            lacks = [lacks[0]._replace(where=node.where)]  # all of it is missing
        self.lacks += lacks
        return said

    def _said(self, node: Node, own: str, of: str, lacks: list[MissingText]) -> Node:
        match node.value:
            case str():
                if alike(own, self.lang):
                    self.found += 1
                else:
                    lacks.append(MissingText(node.where, of, own))
                return node
            case list() as items:
                return Node([self._said(item, own, of, lacks) for item in items], node.where)
            case entries if in_languages(node, self.tags) is not None:
                self._note_strange(node)
                best = _best(entries, self.lang)
                if best is None:
                    lacks.append(MissingText(node.where, of, " and ".join(entries)))
                    return next(iter(entries.values()))
                self._note_shorter(entries, best, of)
                return self._said(entries[best], self.lang, of, lacks)
            case entries:
                said = {key: self._said(value, own, of, lacks) for key, value in entries.items()}
                return Node(said, node.where, node.keys)

    def _note_shorter(self, entries: Mapping[str, Node], lang: str, of: str) -> None:
        """Warns of a list with fewer items than in another language, which nothing else would
        reveal."""
        counts = {tag: len(node.items) for tag, node in entries.items() if node.items}
        longest = max(counts, key=lambda tag: counts[tag], default=lang)
        if lang in counts and counts[lang] < counts[longest]:
            what = f'{of} has {counts[lang]} in "{lang}" and {counts[longest]} in "{longest}"'
            fix = "give the same number of items in each language"
            self.problems.warning("W410", entries[lang].where, what, fix)

    def _note_strange(self, node: Node) -> None:
        for key, where in node.keys.items():
            if not any(alike(key, tag) for tag in self.tags):
                near = self.problems.did_you_mean(key, self.tags, "")
                fix = near or f"name it in deck.yaml: languages: [{', '.join([*self.tags, key])}]"
                self.problems.error("E220", where, f'"{key}" is not a language of this deck', fix)

    def complete(self, where: Mark) -> bool:
        """Whether the deck has any text in the language. If it has, each missing text is an error;
        where is the place of its own."""
        if self.lacks and not self.found:
            there = ", ".join(tag for tag in self.tags if not alike(tag, self.lang))
            what = f'the deck has no texts in the language "{self.lang}"'
            self.problems.error("E215", where, what, f"its languages are: {there}")
            return False
        for lack in self.lacks:
            what = f'{lack.of} is missing in "{self.lang}"'
            both = f"{{{lack.there.split()[0]}: …, {self.lang}: …}}"
            fix = f"it is given in {lack.there}; write it as {both}"
            self.problems.error("E216", lack.where, what, fix)
        return True


def edition(root: Node, over: Node | None, wanted: Sequence[str], problems: Problems) -> Edition:
    """Returns the deck with its overlay in the first requested language, or else in its own."""
    said = [*_tags(root), *(_tags(over) if over else [])]
    own = next(iter(said), "")
    tags = tuple(dict.fromkeys([*said, *wanted]))
    lang = next(iter(wanted), own)
    # The deck knows better than whoever asks for "en" that it is in en-GB.
    return Edition(_best(said, lang) or lang, own, tags, problems)


def _tags(root: Node) -> list[str]:
    """Returns the languages that a deck or an overlay declares, its own first."""
    entries = root.entries or {}
    nodes = [entries[key] for key in ("lang", "languages") if key in entries]
    return [one.text for node in nodes for one in node.items or [node] if one.text]


def _best(tags: Sequence[str] | Mapping[str, Node], lang: str) -> str | None:
    """Returns the tag that is equal to the language, or else the first that matches it."""
    near = [tag for tag in tags if alike(tag, lang)]
    return next((tag for tag in near if tag.lower() == lang.lower()), next(iter(near), None))


def in_languages(node: Node, tags: Sequence[str]) -> Mapping[str, Node] | None:
    """Returns the texts by language, if the node is a set of languages."""
    entries = node.entries or {}
    return entries if any(alike(key, tag) for key in entries for tag in tags) else None
