"""A content stream as the check of a finished file reads it: operators with their operands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

# The number of the page, from 0, and the MCID on it.
MarkedContentReference: TypeAlias = tuple[int, int]
STRING = rb"\((?:\\.|[^\\()])*\)"
TOKEN = re.compile(
    STRING
    + rb"|<<(?:%b|<[^<>]*>|[^<>()])*>>|<[^<>]*>|\[(?:%b|[^\]()])*\]|/?[^\s()<>\[\]/]+"
    % (STRING, STRING),
    re.DOTALL,
)


def operations(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The operators with their operands, as they are written."""
    operands: list[str] = []
    for token in TOKEN.findall(data):
        text = token.decode("latin-1")
        if text[0].isalpha() or text in ("'", '"'):
            yield text, operands
            operands = []
        else:
            operands.append(text)


def mcid_of(properties: str) -> int | None:
    bare = re.sub(STRING.decode(), "", properties, flags=re.DOTALL)
    found = re.search(r"/MCID\s+(\d+)", bare)
    return int(found[1]) if found else None
