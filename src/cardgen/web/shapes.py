"""Whether what a file of YAML holds has the shape that the page takes for granted: lists where its
kind has lists, and keys of its kind. What its texts say is told with the plan, in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeAlias

import cardgen
from cardgen.problems import Stop

Kind: TypeAlias = Literal["workshop", "overlay", "printer"]
Schema: TypeAlias = Mapping[str, Any]

_SHAPES: Mapping[type, str] = {str: "a text", list: "a list", dict: "a set of keys"}
_BY_TYPE: Mapping[str, type] = {"array": list, "object": dict}
_OTHERS: Mapping[str, tuple[Kind, str]] = {
    "workshop": ("overlay", "this is a deck, or changes to one; open changes in “Change words”"),
    "overlay": ("workshop", "this is a workshop; open it in “Plan a workshop”"),
}


def refuse_unlike(kind: Kind, found: Mapping[str, Any]) -> None:
    """Raises Stop for what is of another kind, and for the first value of a shape that its kind
    does not have there."""
    if kind in _OTHERS:
        other, words = _OTHERS[kind]
        if {*found} & {*_keys_of(other)} - {*_keys_of(kind)}:
            raise Stop(words)
    schema = _schema(kind)
    for fault in _faults(found, schema, schema["definitions"], "what it holds"):
        raise Stop(f"this file cannot be opened: {fault}")


@cache
def _schema(kind: Kind) -> Schema:
    found: Schema = json.loads(cardgen.schema(kind))
    return found


def _keys_of(kind: Kind) -> Iterator[str]:
    schema = _schema(kind)
    for one in _choices(schema, schema["definitions"]):
        yield from one.get("properties", {})


def _faults(
    value: Any, schema: Schema, definitions: Mapping[str, Schema], named: str
) -> Iterator[str]:
    choices = [*_choices(schema, definitions)]
    fitting = [one for one in choices if type(value) in _shapes(one)]
    if not fitting:
        taken = dict.fromkeys(shape for one in choices for shape in _shapes(one))
        words = " or ".join(_SHAPES[shape] for shape in taken)
        yield f"{named} should be {words}, not {_SHAPES[type(value)]}"
    elif isinstance(value, list):
        items = {"anyOf": [one.get("items", {}) for one in fitting]}
        for number, entry in enumerate(value, 1):
            yield from _faults(entry, items, definitions, f"entry {number} of {named}")
    elif isinstance(value, dict):
        for key, entry in value.items():
            of_key = [part for one in fitting if (part := _of_key(key, one)) is not None]
            if not of_key:
                yield f'{named} has a key "{key}", which it cannot have'
            yield from _faults(entry, {"anyOf": of_key}, definitions, f'"{key}"')


def _of_key(key: str, schema: Schema) -> Schema | None:
    """Returns the schema of a key's value, or None for one of other names than it can have."""
    if key in schema.get("properties", {}):
        of_key: Schema = schema["properties"][key]
        return of_key
    names = schema.get("propertyNames", {}).get("enum")
    if names is not None and key not in names:
        return None
    return schema.get("additionalProperties") or {}


def _shapes(schema: Schema) -> list[type]:
    if not schema:
        return [*_SHAPES]
    kinds = schema.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return [*dict.fromkeys(_BY_TYPE.get(kind, str) for kind in kinds)]


def _choices(schema: Schema, definitions: Mapping[str, Schema]) -> Iterator[Schema]:
    """Yields the schemas of which a value has one, without references."""
    if "$ref" in schema:
        yield from _choices(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    elif parts := [*schema.get("anyOf", ()), *schema.get("allOf", ())]:
        for one in parts:
            yield from _choices(one, definitions)
    else:
        yield schema
