"""The bytes of a content stream → operators with their operands (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

Operation: TypeAlias = tuple[str, list[Any], int]


class UnreadableStream(Exception):
    """The rest of a content stream makes no sense, for the reason that it says."""


_MOST_PIXELS = 1 << 20  # across or down in a stream; larger ones are not within it
_DEEPEST = 50  # arrays and dictionaries within each other
_TOKEN = re.compile(
    rb"[\x00\t\n\x0c\r ]*"
    rb"(?:(?P<comment>%[^\r\n]*)"
    rb"|(?P<number>[+-]*(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|[+-]|$))"
    rb"|(?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<hex><[^<>]*>)"
    rb"|(?P<string>\([^\\()]*\))"
    rb"|(?P<other>[^\x00]))",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODED = re.compile(r"#([0-9A-Fa-f]{2})")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_SPACES = rb"[\x00\t\n\x0c\r ]*"
# All is bounded in what follows but lists, so that what does not match is soon known not to.
_NUMBER = rb"[+-]?(?:\d{1,16}(?:\.\d{0,16})?|\.\d{1,16})"
_STRING_OR_NUMBER = rb"<[0-9A-Fa-f]*>|\([^\\()]*\)|" + _NUMBER + rb"(?=[\t\n\x0c\r (<\]+-])"
_USUAL = re.compile(  # perhaps a name, perhaps numbers, and an operator
    _SPACES + rb"(?:(/[A-Za-z0-9]{1,64})[\t\n\x0c\r ]{1,8})?"
    rb"((?:" + _NUMBER + rb"[\t\n\x0c\r ]{1,8}){0,8})"
    rb"([A-Za-z'\"*][^\x00\t\n\x0c\r ()<>\[\]{}/%]{0,7})(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
)
_UNUSUAL = frozenset([*_CONSTANTS, b"BI", b"ID"])
_LIST = rb"\[(?:[\t\n\x0c\r ]{0,8}(?:" + _STRING_OR_NUMBER + rb"))*[\t\n\x0c\r ]{0,8}\]"
_STRINGS = re.compile(_SPACES + _LIST)
LINES = re.compile(  # of words, one after another, each perhaps moved to and kerned
    rb"(?:[\t\n\x0c\r ]{1,8}(?:(?:"
    + _NUMBER
    + rb"[\t\n\x0c\r ]{1,8}){2}Td[\t\n\x0c\r ]{0,8})?"
    + _LIST
    + rb"[\t\n\x0c\r ]{0,8}TJ(?=[\x00\t\n\x0c\r ]))+"
)
_KEY = rb"[\t\n\x0c\r ]{0,8}(/[A-Za-z0-9]{1,64})"
_TAGGED = re.compile(  # the beginning of marked content, with its number or its type
    _SPACES + rb"(/[A-Za-z0-9]{1,64})[\t\n\x0c\r ]{0,8}<<" + _KEY + rb"(?:[\t\n\x0c\r ]{1,8}"
    rb"(\d{1,16})|" + _KEY + rb")[\t\n\x0c\r ]{0,8}>>[\t\n\x0c\r ]{0,8}BDC"
    rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
)
_IN_STRINGS = re.compile(_STRING_OR_NUMBER)
_OPERANDS_TO_A_STEP = 4  # where they are read as a whole; else a step is taken to each
_STEPS_TO_A_TAG = 6
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


def operations(data: bytes, step: Callable[[int], None], position: int = 0) -> Iterator[Operation]:
    """Each operator from a position on with its operands: floats, bytes, names as str, lists and
    dictionaries; and where it ends.

    An inline image is the operator BI with its dictionary. step is called with what the reading
    took, and may raise. Raises UnreadableStream where the rest of the stream makes no
    sense.
    """
    operands = list[Any]()
    while True:
        # Most operators look like one of these three, and are read many times as fast.
        if (found := _USUAL.match(data, position)) and found[3] not in _UNUSUAL:
            name, numbers, word = found.groups()
            own = [name.decode("latin-1")] if name else []
            own += map(float, numbers.split())
            position = found.end()
            step(1 + len(own) // _OPERANDS_TO_A_STEP)
            yield word.decode("latin-1"), operands + own, position
            operands = []
        elif found := _STRINGS.match(data, position):
            strings = list(map(_string_or_number, _IN_STRINGS.findall(found[0])))
            operands.append(strings)
            position = found.end()
            step(1 + len(strings) // _OPERANDS_TO_A_STEP)
        elif found := _TAGGED.match(data, position):
            role, key, number, name = found.groups()
            value = float(number) if number else name.decode("latin-1")
            position = found.end()
            step(_STEPS_TO_A_TAG)
            operands += [role.decode("latin-1"), {key.decode("latin-1"): value}]
            yield "BDC", operands, position
            operands = []
        elif operation := _operation(data, step, position, operands):
            yield operation
            position, operands = operation[2], []
        else:
            return


@lru_cache(4096)
def _string_or_number(text: bytes) -> bytes | float:
    if text.startswith(b"<"):
        digits = text[1:-1].decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return text[1:-1] if text.startswith(b"(") else float(text)


def _operation(
    data: bytes, step: Callable[[int], None], position: int, operands: list[Any]
) -> Operation | None:
    """The next operator with its operands, whatever they are, of which some have been read."""
    open_lists, brackets = [operands], list[bytes]()
    while found := _TOKEN.match(data, position):
        kind, text, position = found.lastgroup, found[found.lastgroup or 0], found.end()
        step(1)
        if kind == "comment":
            continue
        if kind == "word" and text not in _CONSTANTS:
            operands, open_lists, brackets = open_lists[0], [[]], []
            if text == b"ID":
                image, position = _image(operands, data, position)
                return "BI", [image], position
            if text != b"BI":
                return text.decode("latin-1"), operands, position
        elif kind == "open":
            if len(brackets) == _DEEPEST:
                raise UnreadableStream("lists are nested too deeply")
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
            text, position = _string(data, position, step)
            open_lists[-1].append(_unescaped(text))
        else:
            open_lists[-1].append(_value(kind, text))
    return None


def _value(kind: str | None, text: bytes) -> Any:
    if kind == "number":
        sign = -1 if text.startswith(b"-") else 1
        return sign * float(text.lstrip(b"+-"))
    if kind == "name":
        return _CODED.sub(lambda code: chr(int(code[1], 16)), text.decode("latin-1"))
    if kind == "hex":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", text)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return _CONSTANTS[text] if kind == "word" else text[1:-1]


def _string(data: bytes, position: int, step: Callable[[int], None]) -> tuple[bytes, int]:
    """A literal string with parentheses or escapes in it, from after its first parenthesis, and
    where it ends."""
    depth, start = 1, position
    while found := _PARENTHESIS.search(data, position):
        step(1)
        position = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return data[start : position - 1], position
    raise UnreadableStream("a string has no end")


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
    """The dictionary of an inline image, its keys unabbreviated, and where its data ends."""
    image = {_FULL_KEYS.get(key, key): value for key, value in _dictionary(operands).items()}
    # Samples that are not compressed may look like the end of the image: they are counted.
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
        bits = 1 if image.get("/ImageMask") else _count(image, "/BitsPerComponent", 8)
        count = parts.get(space, 1) if isinstance(space, str) else 1
        row = (_count(image, "/Width") * count * bits + 7) // 8
        position += row * _count(image, "/Height")
    found = _END_OF_IMAGE.search(data, position)
    if not found:
        raise UnreadableStream("an image in the stream has no end")
    return image, found.end()


def _count(image: dict[str, Any], key: str, otherwise: int = 0) -> int:
    value = image.get(key, otherwise)
    return int(value) if isinstance(value, (int, float)) and 0 <= value < _MOST_PIXELS else 0
