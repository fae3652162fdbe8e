"""A YAML file as a tree that knows where each piece stands; every scalar is the text as written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cardgen.problems import Mark


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list of nodes or a mapping, and its place.

    keys holds where each key of a mapping stands.
    """

    value: str | list[Node] | dict[str, Node]
    where: Mark
    keys: dict[str, Mark] = field(default_factory=dict)

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
            case str(text):
                return f'"{text}"' if len(text) < 40 else "a text"
            case list():
                return "a list"
            case _:
                return "a set of keys"


def with_values(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with each text "$name" replaced by the value of that name, which may hold such
    names in turn; unknown names, and a name within its own value, stay as they are."""
    match node.value:
        case str(text) if text.startswith("$") and text[1:] in values:
            name = text[1:]
            return with_values(values[name], {n: v for n, v in values.items() if n != name})
        case str():
            return node
        case list(items):
            return Node([with_values(item, values) for item in items], node.where)
        case entries:
            return Node(
                {key: with_values(value, values) for key, value in entries.items()},
                node.where,
                node.keys,
            )


def names_in(node: Node) -> Iterator[Node]:
    """Every text "$name" in the tree."""
    match node.value:
        case str(text):
            if text.startswith("$"):
                yield node
        case list(items):
            for item in items:
                yield from names_in(item)
        case entries:
            for value in entries.values():
                yield from names_in(value)
