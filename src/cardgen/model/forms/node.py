"""A YAML file as a tree that knows where each piece stands; every scalar is the text as written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cardgen.limits import YAML_DEPTH, YAML_VALUES
from cardgen.problems import Mark, Unsupported
from cardgen.value import Value

ROOT = "deck"  # the place of a whole deck that is in no file


class Node(Value):
    """A text, a list of nodes or a mapping, and its place.

    keys holds where each key of a mapping stands.
    """

    value: str | list[Node] | dict[str, Node]
    where: Mark
    keys: Mapping[str, Mark] = {}

    @property
    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    @property
    def items(self) -> list[Node] | None:
        return self.value if isinstance(self.value, list) else None

    @property
    def entries(self) -> dict[str, Node] | None:
        return self.value if isinstance(self.value, dict) else None

    @property
    def form(self) -> str:
        """What the author wrote, in words."""
        match self.value:
            case "":
                return "nothing"
            case str() as text:
                return f'"{text}"' if len(text) < 40 else "a text"
            case list():
                return "a list"
            case _:
                return "a set of keys"


def node_of(value: Any, root: str) -> Node:
    """Python's mappings, lists and plain values as a tree, each known by its place in them: in a
    deck cards[3].name, elsewhere after the name of the root, as in overlay cards[3].name.

    Raises Unsupported for values that YAML does not have, and for more of them, or more deeply
    nested ones, than a file of YAML may have.
    """
    return _Values().node_of(value, root, "" if root == ROOT else f"{root} ", YAML_DEPTH.most)


class _Values:
    """Python's values that become a tree, counted."""

    def __init__(self) -> None:
        self._count = 0

    def node_of(self, value: Any, place: str, lead: str, deepest: int) -> Node:
        """The value as a node; lead is what comes before the keys in its place, if it has any."""
        self._count += 1
        if deepest < 0:
            raise Unsupported(f"{place} is nested too deep")
        if self._count > YAML_VALUES.most:
            raise Unsupported(f"{place}: there are more than {YAML_VALUES}, the limit")
        match value:
            case list() | tuple():
                items = [
                    self.node_of(one, f"{place}[{at}]", f"{place}[{at}].", deepest - 1)
                    for at, one in enumerate(value)
                ]
                return Node(items, Mark(place))
            case Mapping():
                return self._mapping_of(value, place, lead, deepest)
        return Node(_written(value, place), Mark(place))

    def _mapping_of(self, value: Mapping[Any, Any], place: str, lead: str, deepest: int) -> Node:
        """The mapping as a node; a key whose value is None is left out."""
        entries, keys = {}, {}
        for key, one in value.items():
            if not isinstance(key, str):
                raise Unsupported(f"{place}: each key should be a text, not {type(key).__name__}")
            path = f"{lead}{key}"
            if one is not None:
                entries[key] = self.node_of(one, path, f"{path}.", deepest - 1)
                keys[key] = Mark(path)
        return Node(entries, Mark(place), keys)


def _written(value: Any, place: str) -> str:
    """A plain value as it would be written in YAML."""
    from decimal import Decimal  # of which files know nothing

    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float() if -1e15 < value < 1e15:
            return str(value)
        case Decimal() if value.is_finite() and -1e15 < value < 1e15:
            return str(value)
        case date():
            return value.isoformat()
    number = isinstance(value, int | float | Decimal)
    kind = "number that is out of reach" if number else type(value).__name__
    raise Unsupported(f"{place}: a {kind} stands where texts, numbers, lists and mappings can")


def plain(node: Node) -> Any:
    """The tree as Python's texts, lists and dictionaries."""
    if node.entries is not None:
        return {name: plain(value) for name, value in node.entries.items()}
    return node.text if node.items is None else [plain(item) for item in node.items]


def with_values(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with each text "$name" replaced by the value of that name, which may hold such
    names in turn; unknown names, and a name within its own value, stay as they are."""
    match node.value:  # `str(text)` would take five times as long as `str() as text`
        case str() as text if text.startswith("$") and text[1:] in values:
            name, own = text[1:], values[text[1:]]
            if isinstance(own.value, str) and not own.value.startswith("$"):
                return own  # as nearly all are: a size, a colour, a style
            return with_values(own, {n: v for n, v in values.items() if n != name})
        case str():
            return node
        case list() as items:
            return Node([with_values(item, values) for item in items], node.where)
        case entries:
            return Node(
                {key: with_values(value, values) for key, value in entries.items()},
                node.where,
                node.keys,
            )


def names_in(node: Node) -> Iterator[Node]:
    """Every text "$name" in the tree, in its order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        match node.value:
            case str() as text:
                if text.startswith("$"):
                    yield node
            case list() as items:
                waiting += reversed(items)
            case entries:
                waiting += reversed(entries.values())
