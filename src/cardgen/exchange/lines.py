"""Texts as they stand in a cell or a paragraph, so that each reads back exactly.

People leave stray spaces and bullets behind, so those are dropped when a cell is read. A text that
would not come back so is written in double quotes, as JSON writes it; any other as it is.
"""

from __future__ import annotations

import json
import re

NOTHING = "–"  # stands where a text could be and is not
NO_THEME = "Cards without a theme"  # likewise, in the place of a theme's name
_BULLET = re.compile(r"[•◦▪‣·*–-]\s+")
# What XML cannot hold, and what spreadsheets take for such a character written out.
_UNSAFE = re.compile(r"[\ufffe\uffff]|x(?=005F_)|(?<=_)x(?=[0-9A-Fa-f]{4}_)")


def written(text: str, item: bool = False) -> str:
    """The text for a cell, or as one item among several."""
    return _quoted(text) if _is_odd(text, item) else text


def meant(cell: str, item: bool = False) -> str:
    """The text that a cell, or one of its items, holds; "" for none."""
    text = _tidy(cell, item)
    if text in (NOTHING, NO_THEME):
        return ""
    own = _in_quotes(text)
    # Quotes that nothing made necessary are the author's.
    return own if own is not None and _is_odd(own, item) else text


def written_step(name: str, text: str) -> str:
    """A step for a cell: its name, a colon and its text."""
    return f"{_quoted(name) if _is_odd_name(name) else name}: {written(text, True)}"


def meant_step(item: str) -> tuple[str, str] | None:
    """Name and text of a step, or None where no colon parts them."""
    line = _tidy(item, True)
    if line.startswith('"'):
        try:
            _, end = json.JSONDecoder().raw_decode(line)
        except ValueError:
            end = 0
        name = _in_quotes(line[:end])
        if name is not None and line[end:].startswith(": ") and _is_odd_name(name):
            return name, meant(line[end + 2 :], True)
    name, colon, text = line.partition(": ")
    return (name.strip(), meant(text, True)) if colon else None


def _tidy(cell: str, item: bool) -> str:
    text = cell.strip()
    return _BULLET.sub("", text, count=1) if item and _BULLET.match(text) else text


def _is_odd(text: str, item: bool) -> bool:
    broken = item and "\n" in text
    return broken or bool(_UNSAFE.search(text)) or meant(text, item) != text


def _is_odd_name(name: str) -> bool:
    return name.startswith('"') or ": " in name or _is_odd(name, True)


def _quoted(text: str) -> str:
    line = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _in_quotes(text: str) -> str | None:
    if len(text) < 3 or not text[0] == text[-1] == '"':
        return None
    try:
        own = json.loads(text)
    except ValueError:
        return None
    return own if isinstance(own, str) and _quoted(own) == text else None
