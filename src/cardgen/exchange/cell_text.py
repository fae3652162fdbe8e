"""How the text of a cell or a paragraph is written, so that it reads back exactly as it was.

Stray spaces and bullets, which people leave behind, are dropped when a cell is read. A text that
would not come back that way is written in double quotes, as a string of JSON; any other as it is.
"""

from __future__ import annotations

import json
import re

NOTHING = "–"  # stands for an empty text
NO_THEME = "Cards without a theme"  # stands for the missing name of a theme
_BULLET = re.compile(r"[•◦▪‣·*–-]\s+")
# What XML cannot hold, and what spreadsheets would take for the escape of such a character.
_UNSAFE = re.compile(r"[\ufffe\uffff]|x(?=005F_)|(?<=_)x(?=[0-9A-Fa-f]{4}_)")


def encode_text(text: str, item: bool = False) -> str:
    """The text as it is written in a cell, or as one of the items in a cell."""
    return _quoted(text) if _is_odd(text, item) else text


def decode_text(cell: str, item: bool = False) -> str:
    """The text that a cell, or one of its items, stands for; "" for none."""
    text = _tidy(cell, item)
    if text in (NOTHING, NO_THEME):
        return ""
    own = _in_quotes(text)
    # Quotes that were not needed are the author's own.
    return own if own is not None and _is_odd(own, item) else text


def encode_step(name: str, text: str) -> str:
    """A step as it is written in a cell: its name, a colon and its text."""
    return f"{_quoted(name) if _is_odd_name(name) else name}: {encode_text(text, True)}"


def decode_step(item: str) -> tuple[str, str] | None:
    """The name and the text of a step, or None if there is no colon between them."""
    line = _tidy(item, True)
    if line.startswith('"'):
        try:
            _, end = json.JSONDecoder().raw_decode(line)
        except ValueError:
            end = 0
        name = _in_quotes(line[:end])
        if name is not None and line[end:].startswith(": ") and _is_odd_name(name):
            return name, decode_text(line[end + 2 :], True)
    name, colon, text = line.partition(": ")
    return (name.strip(), decode_text(text, True)) if colon else None


def is_blank(cell: str) -> bool:
    """Whether a cell holds no text, or the dash that stands for none."""
    return cell.strip() in ("", NOTHING)


def _tidy(cell: str, item: bool) -> str:
    """The text without spaces around it and, of an item, without its bullet."""
    text = cell.strip()
    return _BULLET.sub("", text, count=1) if item and _BULLET.match(text) else text


def _is_odd(text: str, item: bool) -> bool:
    """Whether the text needs quotes to read back as it was."""
    broken = item and "\n" in text
    return broken or bool(_UNSAFE.search(text)) or decode_text(text, item) != text


def _is_odd_name(name: str) -> bool:
    return name.startswith('"') or ": " in name or _is_odd(name, True)


def _quoted(text: str) -> str:
    line = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _in_quotes(text: str) -> str | None:
    """The text inside quotes as _quoted writes them, or None if it has none."""
    if len(text) < 3 or not text[0] == text[-1] == '"':
        return None
    try:
        own = json.loads(text)
    except ValueError:
        return None
    return own if isinstance(own, str) and _quoted(own) == text else None
