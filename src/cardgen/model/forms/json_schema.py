"""What readers accept, told to editors as JSON Schema (draft-07).

A reader is marked with the schema of what it reads, or with what makes it of those of other
readers. Only `json_schema` looks at the marks: no other command waits for them.

Editors see values as YAML 1.2 does, to which 12 and true are no texts. Here they are; only nothing
at all is none, so that an editor wants the text “null” in quotes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

Schema: TypeAlias = dict[str, Any]
Of: TypeAlias = Callable[[Callable[..., Any]], Schema]  # the schema of another reader
R = TypeVar("R", bound=Callable[..., Any])

TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
NUMBER: Schema = {"type": "number", "minimum": 0}


def written(pattern: str) -> Schema:
    """Texts of which all is of that pattern."""
    return {"type": "string", "pattern": f"^({pattern})$"}


def measure(most: float, *units: str) -> Schema:
    """Numbers from 0 up to the most, alone or before one of the units."""
    pattern = rf"^\s*\+?(\d+\.?\d*|\.\d+)\s*({'|'.join(units)})?\s*$"
    return {"type": ["number", "string"], "minimum": 0, "maximum": most, "pattern": pattern}


def array(items: Schema, **limits: int) -> Schema:
    return {"type": "array", "items": items, **limits}


def mapping(values: Schema, **limits: Any) -> Schema:
    return {"type": "object", "additionalProperties": values, **limits}


def accepts(schema: Schema | Callable[[Of], Schema], name: str = "") -> Callable[[R], R]:
    """Marks a reader with what it accepts; under a name where it is told once for all places."""

    def mark(reader: R) -> R:
        vars(reader)["accepts"] = schema, name
        return reader

    return mark


def json_schema(reader: Callable[..., Any]) -> Schema:
    """What the reader of a file accepts; all that has a name stands under `definitions`."""
    definitions: dict[str, Schema] = {}
    readers: dict[str, Callable[..., Any]] = {}

    def of(reader: Callable[..., Any]) -> Schema:
        if "accepts" not in vars(reader):
            raise TypeError(f"{reader.__module__}.{reader.__qualname__} is not marked by accepts")
        schema, name = vars(reader)["accepts"]
        if not name:
            made: Schema = schema(of) if callable(schema) else schema
            return made
        if readers.setdefault(name, reader) is not reader:
            raise TypeError(f'two readers are called "{name}"')
        if name not in definitions:
            definitions[name] = {}  # for what may hold itself
            about = {"description": " ".join(reader.__doc__.split())} if reader.__doc__ else {}
            definitions[name] = about | (schema(of) if callable(schema) else schema)
        return {"$ref": f"#/definitions/{name}"}

    return {**of(reader), "definitions": definitions}


def replaced(schema: Schema, instead: Callable[[Schema], Schema]) -> Schema:
    """The schema with that of each value in a mapping or a list replaced."""
    changed = dict(schema)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            changed[word] = instead(replaced(schema[word], instead))
    for word in ("anyOf", "allOf"):
        if word in schema:
            changed[word] = [replaced(each, instead) for each in schema[word]]
    own = schema.get("properties", {})
    if own:
        changed["properties"] = {name: instead(replaced(of, instead)) for name, of in own.items()}
    return changed
