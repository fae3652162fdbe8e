"""Content streams → the graphics objects that they paint (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from cardgen.preflight.parsing import (
    path_operators,
    state_operators,
    text_operators,
    xobject_operators,
)
from cardgen.preflight.parsing.graphics_objects import Mark
from cardgen.preflight.parsing.interpreter import Known, Operator, Run, State

_OPERATORS: dict[str, Operator] = {
    **state_operators.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    **xobject_operators.OPERATORS,
}
Operation: TypeAlias = tuple[str, list[Any]]

_DEEPEST = 50  # arrays and dictionaries within each other
_TOKEN = re.compile(
    rb"(?:[\x00\t\n\x0c\r ]+|%[^\r\n]*)*"
    rb"(?:(?P<number>[+-]*(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|[+-]|$))"
    rb"|(?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<hex><[^>]*>)"
    rb"|(?P<string>\((?:[^\\()]|\\.)*\))"
    rb"|(?P<other>[^\x00]))",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODED = re.compile(r"#([0-9A-Fa-f]{2})")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")

_FULL_KEYS = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/F": "/Filter",
    "/IM": "/ImageMask",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/I": "/Interpolate",
}


def read_stream(
    known: Known, data: bytes, resources: Any, state: State, within: tuple[int, ...] = ()
) -> tuple[Mark, ...]:
    """The marks that a stream paints, in the order of painting, flaws of its own among them."""
    run = Run(known, resources, state, within, state.matrix)
    try:
        for name, operands in operations(data):
            operator = _OPERATORS.get(name)
            if operator is not None:
                _operate(run, operator, name, operands)
    except ValueError as reason:
        run.flaw("P520", f"what is painted cannot be read to its end: {reason}")
    return tuple(run.marks)


def _operate(run: Run, operator: Operator, name: str, operands: list[Any]) -> None:
    try:
        operator(run, operands)
    except (ValueError, TypeError, IndexError, KeyError):
        run.flaw("P520", f'the operator "{name}" does not have what it needs')


def operations(data: bytes) -> Iterator[Operation]:
    """Each operator with what stands before it: floats, bytes, names as str, lists and dicts. An
    image in the stream is the operator BI with its dictionary; ValueError where the rest makes no
    sense."""
    position, open_lists = 0, [list[Any]()]
    brackets: list[bytes] = []
    while found := _TOKEN.match(data, position):
        kind, text, position = found.lastgroup, found[found.lastgroup or 0], found.end()
        if kind == "word" and text not in _CONSTANTS:
            operands, open_lists, brackets = open_lists[0], [[]], []
            if text == b"ID":
                image, position = _image(operands, data, position)
                yield "BI", [image]
            elif text != b"BI":
                yield text.decode("latin-1"), operands
        elif kind == "open":
            if len(brackets) == _DEEPEST:
                raise ValueError("lists are nested too deeply")
            brackets.append(text)
            open_lists.append([])
        elif kind == "close":
            if not brackets:
                continue
            items, bracket = open_lists.pop(), brackets.pop()
            open_lists[-1].append(_dictionary(items) if bracket == b"<<" else items)
        elif kind == "other":
            if text != b"(":
                continue  # a stray bracket, which readers pass over
            text, position = _nested_string(data, position)
            open_lists[-1].append(_unescaped(text))
        else:
            open_lists[-1].append(_value(kind, text))


def _value(kind: str | None, text: bytes) -> Any:
    if kind == "number":
        sign = -1 if text.startswith(b"-") else 1
        return sign * float(text.lstrip(b"+-"))
    if kind == "name":
        return _CODED.sub(lambda code: chr(int(code[1], 16)), text.decode("latin-1"))
    if kind == "hex":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", text)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return _CONSTANTS[text] if kind == "word" else _unescaped(text[1:-1])


def _nested_string(data: bytes, position: int) -> tuple[bytes, int]:
    """A string with brackets within it, from behind its first, and where it ends."""
    depth, start = 1, position
    while found := _PARENTHESIS.search(data, position):
        position = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return data[start : position - 1], position
    raise ValueError("a string has no end")


def _unescaped(text: bytes) -> bytes:
    def meant(found: re.Match[bytes]) -> bytes:
        what = found[1]
        if what.isdigit() and what[:1] < b"8":
            return bytes([int(what, 8) & 255])
        return b"" if what in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(what, what)

    return _ESCAPE.sub(meant, text) if b"\\" in text else text


def _dictionary(items: list[Any]) -> dict[str, Any]:
    return dict(zip(map(str, items[::2]), items[1::2], strict=False))


def _image(operands: list[Any], data: bytes, position: int) -> tuple[dict[str, Any], int]:
    """The dictionary of an image in the stream, with whole keys, and where its data ends."""
    image = {_FULL_KEYS.get(key, key): value for key, value in _dictionary(operands).items()}
    # Bare samples may look like its end: how many there are is known.
    if "/Filter" not in image:
        parts = {
            "/G": 1,
            "/DeviceGray": 1,
            "/RGB": 3,
            "/DeviceRGB": 3,
            "/CMYK": 4,
            "/DeviceCMYK": 4,
        }
        space = image.get("/ColorSpace")
        bits = 1 if image.get("/ImageMask") else image.get("/BitsPerComponent", 8)
        count = parts.get(space, 1) if isinstance(space, str) else 1
        row = (int(image.get("/Width", 0)) * count * int(bits) + 7) // 8
        position += row * int(image.get("/Height", 0))
    found = _END_OF_IMAGE.search(data, position)
    if not found:
        raise ValueError("an image in the stream has no end")
    return image, found.end()
