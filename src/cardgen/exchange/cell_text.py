"""How the text of a cell or a paragraph is written, so that it reads back exactly as it was.

Stray spaces and bullets, which people leave behind, are dropped when a cell is read. A text that
would not come back that way is written in double quotes, as a string of JSON; any other as it is.
"""

from __future__ import annotations

import json
import re

NOTHING = "–"  # stands for an empty text
NO_THEME = "Cards without a theme"  # stands for the missing name of a theme
# Bullets: those of Word are in the area for private use, or an o before a tab. What may be a word,
# such as a minus or an asterisk, has a space after it.
_BULLET = re.compile(
    "[•◦▪‣·●○■□▫►▸▶➢➤❖⁃∙\uf000-\uf0ff]\\s*(?=\\S)|[*–—-]\\s+(?=\\S)|o(?:\\t|\u00a0|\\s\\s)\\s*(?=\\S)"
)
_DASH = re.compile(r"[-–—](?=[^\W\d_])")  # a bullet before a capital or several words: not in -ing
_SIGN = re.compile(r"(?:o|[^\w\s\"'“”‘’„«»‹›()\[\]{}£$€¥#@&%+=<>/\\.,;:!?…¿¡§°])\s+(?=\S)")
NUMBER_BEFORE = re.compile(r"\(?([0-9]{1,2}|[a-z])[.)](?:\s+(?=\S)|(?=[^\W\d_]))")
_BULLET_WITHIN = re.compile(r"\S\s*[•●▪◦\uf0b7]\s*\S")
_BETWEEN_TAGS = re.compile(r"[,;|]")
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


def encode_tag(tag: str) -> str:
    """A tag as one of several in a cell, whatever signs divide them."""
    return _quoted(tag) if _BETWEEN_TAGS.search(tag) else encode_text(tag, True)


def decode_tags(line: str, is_alone: bool) -> list[str]:
    """The tags on a line of a cell; on one that is alone there may be several."""
    own = _in_quotes(line.strip())
    if own is not None and _BETWEEN_TAGS.search(own):
        return [own]
    parts = _BETWEEN_TAGS.split(line) if is_alone and own is None else [line]
    return [tag for part in parts if (tag := decode_text(part, True))]


def is_blank(cell: str) -> bool:
    """Whether a cell holds no text, or the dash that stands for none."""
    return cell.strip() in ("", NOTHING)


def _tidy(cell: str, item: bool) -> str:
    """The text without spaces around it and, of an item, without its bullet."""
    text = cell.strip()
    return (without_bullet(text) or text) if item else text


def without_bullet(item: str) -> str | None:
    """An item without the bullet with which it begins; None if it does not begin with one."""
    text = item.strip()
    found = _BULLET.match(text)
    if found:
        return text[found.end() :]
    if _DASH.match(text) and (text[1].isupper() or " " in text):
        return text[1:]
    return None


def without_sign(item: str) -> str | None:
    """An item without the bullet or the sign with which it begins, such as ✓, which is a bullet
    where all items begin with one; None if it does not begin with any."""
    text = item.strip()
    found = _SIGN.match(text)
    return text[found.end() :] if found else without_bullet(text)


def has_bullet_within(item: str) -> bool:
    """Whether an item seems to be several with bullets between them; one in quotes is not."""
    return _BULLET_WITHIN.search(item) is not None and _in_quotes(item.strip()) is None


def _is_odd(text: str, item: bool) -> bool:
    """Whether the text needs quotes to read back as it was."""
    broken = item and ("\n" in text or without_sign(text) is not None)
    broken = broken or (item and _BULLET_WITHIN.search(text) is not None)
    broken = broken or (item and NUMBER_BEFORE.match(text) is not None)
    return broken or bool(_UNSAFE.search(text)) or decode_text(text, item) != text


def _is_odd_name(name: str) -> bool:
    """Whether the name of a step needs quotes, alone or before its text: "-in" and "-in: some"."""
    alone_or_not = (name, f"{name}: a")
    return name.startswith('"') or ": " in name or any(_is_odd(part, True) for part in alone_or_not)


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
