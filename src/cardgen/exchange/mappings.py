"""Mappings with the keys of a workshop, an overlay or a printer ↔ YAML as a person would write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cardgen.exchange.kinds import fault_in, keys_of, order_in, parts_of
from cardgen.exchange.yaml_text import YamlText
from cardgen.intake import TooLarge, within
from cardgen.limits import YAML_SIZE
from cardgen.model.forms.json_schema import Schema
from cardgen.model.forms.node import Node, node_of, plain
from cardgen.problems import DeckError, Mark, Problem, Problems, Unsupported, known
from cardgen.read.tree import parse

_KINDS = ("workshop", "overlay", "printer")
_LONGEST_KEY = 1000  # characters; YAML takes 1024 for one that stands on a line
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class FoundKeys(dict[str, Any]):
    """The keys found in a text of YAML of some kind, with the warnings noted on the way; each value
    is a text as written, a list or a mapping."""

    def __init__(self, kind: str, found: Mapping[str, Any], problems: Problems) -> None:
        super().__init__(found)
        self._kind = kind
        self.problems: tuple[Problem, ...] = tuple(problems.in_order())

    def of(self, kind: str) -> set[str]:
        """Those of the keys that a file of some kind can have."""
        return {*self} & keys_of(kind)

    @property
    def fault(self) -> str | None:
        """The first value of another shape than its kind has there, such as a text for a list, or
        key where only others can stand; None if there is none. What texts say is not looked at."""
        return fault_in(self, self._kind)


def yaml_of(kind: str, keys: Mapping[str, Any]) -> str:
    """Returns the mapping as YAML, with the keys that its kind has in their usual order.

    Raises Unsupported for values that YAML does not have.
    """
    known("kind", kind, _KINDS)
    tree = node_of(keys, kind)
    for node in _within(tree):
        _refuse_unwritable(node)
    schema = order_in(kind)
    return YamlText("", _in_order(tree, schema, schema["definitions"]), {}, compact=True).text


def mapping_of(kind: str, text: str) -> FoundKeys:
    """Returns the mapping that is written in a text of YAML.

    Raises DeckError for what is no YAML, or no mapping, with the line.
    """
    known("kind", kind, _KINDS)
    file, problems = f"{kind}.yaml", Problems()
    try:
        data = within(text.encode("utf-8", "surrogatepass"), YAML_SIZE)
    except TooLarge as much:
        problems.error("E006", Mark(file), f"the file is {much}")
        raise DeckError(problems) from None
    tree = parse(data, file, problems)
    if tree is not None and tree.entries is None:
        what = f"a file of this kind is a set of keys, not {tree.form}"
        problems.error("E102", tree.where, what, "open a file that was saved here")
    if tree is None or problems.fatal:
        raise DeckError(problems)
    return FoundKeys(kind, plain(tree), problems)


def _within(node: Node) -> Iterator[Node]:
    yield node
    for own in (*(node.items or ()), *(node.entries or {}).values()):
        yield from _within(own)


def _refuse_unwritable(node: Node) -> None:
    for text in [node.text or "", *(node.entries or ())]:
        if _HALF_A_CHARACTER.search(text):
            raise Unsupported(f"{node.where} has half a character, which YAML cannot hold")
    if any(len(name) > _LONGEST_KEY for name in node.entries or ()):
        raise Unsupported(f"{node.where} has a key of more than {_LONGEST_KEY} characters")


def _in_order(node: Node, schema: Schema, definitions: Mapping[str, Schema]) -> Node:
    """Returns the tree with the keys of each mapping in the order of its schema, and those that
    this does not name after them."""
    of_items, of_keys, of_others = parts_of(schema, definitions)
    if node.items is not None:
        items = [_in_order(item, of_items, definitions) for item in node.items]
        return Node(items, node.where)
    if node.entries is None:
        return node
    names = [name for name in of_keys if name in node.entries]
    names += [name for name in node.entries if name not in of_keys]
    entries = {
        name: _in_order(node.entries[name], of_keys.get(name, of_others), definitions)
        for name in names
    }
    return Node(entries, node.where, node.keys)
