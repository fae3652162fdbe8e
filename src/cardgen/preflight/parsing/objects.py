"""The entries of a PDF's dictionaries, read without trust: a value of the wrong type counts as
missing."""

from __future__ import annotations

import zlib
from base64 import a85decode
from collections.abc import Iterator
from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.rectangle import Rectangle

_FARTHEST = 1e38  # ISO 32000-1, annex C
_CHUNK = 1 << 20
_PIECE = 1 << 16
_MOST_FORETOLD = 1 << 23  # bytes of rows, each foretold from the one before it
_MOST_INFLATED = 1 << 28  # bytes of one stream; damage beyond them is not looked for


def plain(value: Any) -> Any:
    """The object that a reference stands for, or the value itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def entry(holder: Any, key: str) -> Any:
    """The value of a dictionary's key, or None."""
    holder = plain(holder)
    return plain(holder.get(key)) if isinstance(holder, dict) else None


def table(holder: Any, key: str) -> dict[str, Any]:
    found = entry(holder, key)
    return found if isinstance(found, dict) else {}


def items(holder: Any, key: str) -> list[Any]:
    found = entry(holder, key)
    return [plain(item) for item in found] if isinstance(found, list) else []


def name(holder: Any, key: str) -> str:
    """A name without its slash."""
    found = entry(holder, key)
    return str(found).removeprefix("/") if isinstance(found, str) else ""


def is_number(value: Any) -> bool:
    """Whether it is a number that a press could print anything by."""
    return isinstance(value, (int, float)) and -_FARTHEST < value < _FARTHEST


def number(holder: Any, key: str, otherwise: float = 0.0) -> float:
    found = entry(holder, key)
    return float(found) if is_number(found) else otherwise


def truth(holder: Any, key: str) -> bool | None:
    """A boolean, or None; pypdf's own false would count as true in Python."""
    found = entry(holder, key)
    found = getattr(found, "value", found)
    return found if isinstance(found, bool) else None


def numbers(holder: Any, key: str, count: int) -> tuple[float, ...] | None:
    """An array of exactly so many numbers, or None."""
    found = items(holder, key)
    if len(found) != count or not all(map(is_number, found)):
        return None
    return tuple(float(item) for item in found)


def matrix(holder: Any, key: str) -> Matrix | None:
    found = numbers(holder, key, 6)
    if found is None:
        return None
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def rectangle(holder: Any, key: str) -> Rectangle | None:
    """A rectangle from any two of its opposite corners (ISO 32000-1, 7.9.5)."""
    found = numbers(holder, key, 4)
    if found is None:
        return None
    a, b, c, d = found
    return Rectangle(min(a, c), min(b, d), max(a, c), max(b, d))


def identity(holder: Any, key: str) -> int | None:
    """The object number that a dictionary's key refers to, or None where the value is direct."""
    return getattr(dict.get(holder, key), "idnum", None)


def data_of(stream: Any) -> bytes:
    """The decoded data of a stream; no bytes where there is no stream."""
    stream = plain(stream)
    if _is_bomb(stream):
        return b""
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    if getattr(stream, "decoded_self", None) is not None:
        stream.decoded_self = None  # pypdf would keep what may be a thousand times the file
    return data.encode("latin-1", "replace") if isinstance(data, str) else bytes(data)


def _filters(stream: Any) -> list[str]:
    return [str(one) for one in items(stream, "/Filter") or [entry(stream, "/Filter")]]


def _is_bomb(stream: Any) -> bool:
    """Whether data takes far longer to decode than any that a program writes: it is written as text
    and then packed, so that a letter may stand for thousands of bytes, or is foretold from row to
    row, as only pictures are, and has millions of rows."""
    filters = _filters(stream)
    if any(one in ("/ASCII85Decode", "/A85") for one in filters[1:]):
        return True
    parameters = items(stream, "/DecodeParms") or [entry(stream, "/DecodeParms")]
    packed = getattr(stream, "_data", b"")
    if all(number(one, "/Predictor") < 2 for one in parameters) or not isinstance(packed, bytes):
        return False
    try:
        return any(count > _MOST_FORETOLD for count in _counts(packed, zlib.decompressobj()))
    except zlib.error:
        return len(packed) > _PIECE


def beginning_of(stream: Any) -> bytes:
    """The first bytes of a stream, decoded if that can be done without the rest."""
    packed = getattr(plain(stream), "_data", b"")
    packed = packed if isinstance(packed, bytes) else b""
    try:
        return zlib.decompressobj().decompress(packed, _PIECE)
    except zlib.error:
        return packed[:_PIECE]


def is_whole(stream: Any) -> bool:
    """Whether a stream's data can be decoded to its end, as far as can be told quickly; what is no
    stream has none."""
    if _is_bomb(stream):
        return False
    packed = getattr(stream, "_data", None)  # pypdf decodes what it can, and only logs the rest
    if not isinstance(packed, bytes):
        return False
    filters = _filters(stream)
    try:
        if filters[0] == "/ASCII85Decode" and len(filters) > 1:
            packed = a85decode(packed.strip().removesuffix(b"~>"))
            del filters[0]
        if filters[0] == "/DCTDecode":
            return packed[:2] == b"\xff\xd8" and b"\xff\xd9" in packed[-1024:]
        return filters[0] != "/FlateDecode" or _inflates(packed)
    except (ValueError, zlib.error):
        return False


def _inflates(packed: bytes) -> bool:
    inflating = zlib.decompressobj()
    return any(count >= _MOST_INFLATED for count in _counts(packed, inflating)) or inflating.eof


def _counts(packed: bytes, inflating: zlib._Decompress) -> Iterator[int]:
    """How many bytes there are, counted while they are inflated piece by piece; raises zlib.error
    where they cannot be."""
    count = 0
    for start in range(0, len(packed), _PIECE):
        piece = packed[start : start + _PIECE]
        while piece and not inflating.eof:
            count += len(inflating.decompress(piece, _CHUNK))
            yield count
            piece = inflating.unconsumed_tail
