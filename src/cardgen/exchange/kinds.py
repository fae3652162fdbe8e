"""What each kind of file can hold, by its schema: which keys, in which order, and of what shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from cardgen.model.forms.json_schema import Schema, json_schema
from cardgen.read.json_schemas import KINDS, schema_of

_SHAPES: Mapping[type, str] = {str: "a text", list: "a list", dict: "a set of keys"}
_BY_TYPE: Mapping[str, type] = {"array": list, "object": dict}


@cache
def order_in(kind: str) -> Schema:
    """Returns the schema of a kind in one language, which has its keys in their usual order."""
    return json_schema(KINDS[kind])


def parts_of(
    schema: Schema, definitions: Mapping[str, Schema]
) -> tuple[Schema, Mapping[str, Schema], Schema]:
    """Returns the schemas of the items of a list, of the keys of a mapping and of its other keys;
    empty ones where the schema has none."""
    items: Schema = {}
    keys: dict[str, Schema] = {}
    others: Schema = {}
    for one in _choices(schema, definitions):
        items = items or one.get("items", {})
        keys |= one.get("properties", {})
        more = one.get("additionalProperties")
        others = others or (more if isinstance(more, dict) else {})
    return items, keys, others


def keys_of(kind: str) -> set[str]:
    """Returns the keys that a file of the kind can have."""
    schema = _schema(kind)
    choices = _choices(schema, schema["definitions"])
    return {key for one in choices for key in one.get("properties", {})}


def fault_in(found: Mapping[str, Any], kind: str) -> str | None:
    """Returns the first fault in the shape of what was found, in words: a text where the kind has a
    list, say, or a key where only others can stand; None if there is none."""
    schema = _schema(kind)
    return next(_faults({**found}, schema, schema["definitions"], "what it holds"), None)


@cache
def _schema(kind: str) -> Schema:
    found: Schema = json.loads(schema_of(kind))
    return found


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
