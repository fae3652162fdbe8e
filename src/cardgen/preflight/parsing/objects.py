"""The entries of a PDF's dictionaries, read without trust: a value of the wrong type counts as
missing."""

from __future__ import annotations

import zlib
from base64 import a85decode
from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.rectangle import Rectangle

_CHUNK = 1 << 20


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


def number(holder: Any, key: str, otherwise: float = 0.0) -> float:
    found = entry(holder, key)
    return float(found) if isinstance(found, (int, float)) else otherwise


def truth(holder: Any, key: str, otherwise: bool = False) -> bool:
    """A boolean; pypdf's own false would count as true in Python."""
    found = entry(holder, key)
    found = getattr(found, "value", found)
    return found if isinstance(found, bool) else otherwise


def numbers(holder: Any, key: str, count: int) -> tuple[float, ...] | None:
    """An array of exactly so many numbers, or None."""
    found = items(holder, key)
    if len(found) != count or not all(isinstance(item, (int, float)) for item in found):
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
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    return data.encode("latin-1", "replace") if isinstance(data, str) else bytes(data)


def is_whole(stream: Any) -> bool:
    """Whether a stream's data can be decoded to its end, as far as can be told quickly; what is no
    stream has none."""
    packed = getattr(stream, "_data", None)  # pypdf decodes what it can, and only logs the rest
    if not isinstance(packed, bytes):
        return False
    filters = [str(one) for one in items(stream, "/Filter") or [entry(stream, "/Filter")]]
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
    while packed and not inflating.eof:
        inflating.decompress(packed, _CHUNK)
        packed = inflating.unconsumed_tail
    return inflating.eof
