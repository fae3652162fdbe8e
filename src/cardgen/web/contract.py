"""What each question takes and gives, from the table questions.json: what is refused because of it.

The table is written in JSON Schema, so that the description for other programs is made of it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from reprlib import Repr
from typing import Any, TypeAlias

from cardgen import OPTIONS, Unsupported
from cardgen.problems import did_you_mean

Schema: TypeAlias = Mapping[str, Any]

_TABLE = Path(__file__).with_name("questions.json")
_KINDS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "array": (list, "a list"),
    "boolean": (bool, "true or false"),
    "integer": (int, "a whole number"),
    "null": (type(None), "nothing"),
    "number": ((int, float), "a number"),
    "object": (dict, "a mapping"),
    "string": (str, "a text"),
}
_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 40


@cache
def table() -> Mapping[str, Any]:
    """Returns the rows of all questions, with what every question takes, and the parts that several
    of them name."""
    read: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    read["parts"]["Options"] = _options()
    return read


@cache
def taken(question: str) -> Schema:
    """Returns the schema of what a question takes: what every question takes, and its own."""
    row = table()["questions"].get(question)
    if row is None:
        raise Unsupported(f'no row of {_TABLE.name} says what "{question}" takes and gives')
    own = {**table()["every"], **row["takes"]}
    return {
        "type": "object",
        "properties": {
            key: schema if key in row.get("needs", ()) else _or_nothing(schema)
            for key, schema in own.items()
        },
        "required": list(row.get("needs", ())),
        "additionalProperties": False,
    }


def refuse_unfit(question: str, given: Any, files: Mapping[str, bytes]) -> None:
    """Raises Unsupported for anything given that is not as the question takes it, and for names
    that no file given can have."""
    for name in files:
        path = PurePosixPath(name)
        odd = path.is_absolute() or {"..", ""} & {*name.split("/")} or "\\" in name or ":" in name
        if odd or name == "." or not name.isprintable():
            raise Unsupported(f"{_SHORT.repr(name)} cannot be the name of a file that is given")
    for fault in _faults(given, taken(question), "", files):
        raise Unsupported(fault)


def _faults(value: Any, schema: Schema, at: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yields what is wrong with a value and all that is in it; at is its place."""
    schema = _resolved(schema)
    named = at or "what is given"
    if "enum" in schema and value not in schema["enum"]:
        choices = ", ".join(json.dumps(choice) for choice in schema["enum"])
        yield f"{named} should be one of {choices}, not {_SHORT.repr(value)}"
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_of(value, kind) for kind in kinds):
        words = " or ".join(_KINDS[kind][1] for kind in kinds if kind != "null")
        yield f"{named} should be {words}, not {_SHORT.repr(value)}"
    elif isinstance(value, str):
        yield from _faults_of_text(value, schema, named, files)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            ends = {"minimum": "at least", "maximum": "at most"}
            bounds = [f"{end} {schema[key]}" for key, end in ends.items() if key in schema]
            yield f"{named} should be {' and '.join(bounds)}, not {_SHORT.repr(value)}"
    elif isinstance(value, dict):
        yield from _faults_of_mapping(value, schema, at, files)
    elif isinstance(value, list):
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
        if not least <= len(value) <= most:
            count = f"{least}" if least == most else f"at least {least} and at most {most}"
            yield f"{named} should have {count} entries, not {len(value)}"
        for number, entry in enumerate(value, 1):
            yield from _faults(entry, schema.get("items", {}), f"entry {number} of {named}", files)


def _faults_of_text(
    text: str, schema: Schema, named: str, files: Mapping[str, bytes]
) -> Iterator[str]:
    try:
        text.encode()
    except UnicodeEncodeError:
        yield f"{named} has half a character"
    match schema.get("format"):
        case "file given" if text not in files:
            yield f"{named} should be the name of a file that is given, not {_SHORT.repr(text)}"
        case "profile" if {*text} & {*"/\\:"}:
            yield f"{named} should be the name of an ICC profile, not {_SHORT.repr(text)}"


def _faults_of_mapping(
    value: Mapping[str, Any], schema: Schema, at: str, files: Mapping[str, bytes]
) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    of = f" of {at}" if at else ""
    for key in schema.get("required", ()):
        if key not in value:
            yield f'"{key}"{of} is missing'
    for key, entry in value.items():
        yield from _faults_of_text(key, {}, f"a key{of}", files)
        if key in known:
            yield from _faults(entry, known[key], f'"{key}"{of}', files)
        elif others is False:
            fix = did_you_mean(key, known, "the keys are")
            yield f"{_SHORT.repr(key)} is no key{of or ' of the question'}; {fix}"
        else:
            yield from _faults(entry, others, f'"{_SHORT.repr(key)[1:-1]}"{of}', files)


def _is_of(value: Any, kind: str) -> bool:
    is_flag = isinstance(value, bool)
    return isinstance(value, _KINDS[kind][0]) and (not is_flag or kind == "boolean")


def _resolved(schema: Schema) -> Schema:
    """Returns the part that a schema names, as {"$ref": "#/components/schemas/NAME"}."""
    if "$ref" not in schema:
        return schema
    part: Schema = table()["parts"][schema["$ref"].rpartition("/")[2]]
    return part


def _or_nothing(schema: Schema) -> Schema:
    """Returns the schema of a key that may be left out, or say null for the same."""
    schema = _resolved(schema)
    kinds = schema["type"]
    return {**schema, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}


def _options() -> Schema:
    """Returns the schema of a build's options, from their own table."""
    rows = {
        option.name: {**_of_option(option), "description": option.about}
        for option in OPTIONS.values()
    }
    return {
        "type": "object",
        "description": "Options, as those of `cardgen build`, by their names in Python.",
        "properties": {name: _or_nothing(schema) for name, schema in rows.items()},
        "additionalProperties": False,
    }


def _of_option(option: Any) -> Schema:
    match option.kind:
        case "choice":
            return {"type": "string", "enum": [*option.choices, None]}
        case "count":
            return {"type": "integer", "minimum": 1, **_at_most(option.most)}
        case "length":
            return {"type": "number", "minimum": 0, **_at_most(option.most)}
        case "names":
            return {"type": ["string", "array"], "items": {"type": "string"}}
        case "flag":
            return {"type": "boolean"}
    return {"type": "string", **_OF_FILE.get(option.name, {})}


_OF_FILE: Mapping[str, Schema] = {
    "changed_since": {"format": "file given"},
    "scores": {"format": "file given"},
    "icc": {"format": "profile"},
}


def _at_most(most: float) -> Schema:
    return {"maximum": most} if most else {}
