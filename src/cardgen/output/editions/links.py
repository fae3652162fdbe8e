"""The addresses in a text, and where each of them leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WEB = r"(?:https?://|www\.)[^\s<>\"“”]+"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# With the 0 or the + that telephone numbers begin with, which counts and years do not.
_PHONE = r"(?:\+[1-9]|0)(?:[ \u00a0]?\d){8,14}(?!\w|[./]\d)"
_ADDRESS = re.compile(rf"(?<![\w@/.+])(?:{_WEB}|{_MAIL}|{_PHONE})", re.IGNORECASE)
# What ends a sentence or a parenthesis rather than an address.
_AFTER = ".,;:!?'’»*_|"
_CLOSING = {")": "(", "]": "[", "}": "{"}


def linked(text: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces, each with the address it leads to, if it is one."""
    at = 0
    for found in _ADDRESS.finditer(text):
        words = _trimmed(found[0])
        if (address := address_of(words)) is not None:
            if found.start() > at:
                yield text[at : found.start()], None
            yield words, address
            at = found.start() + len(words)
    if at < len(text):
        yield text[at:], None


def address_of(words: str) -> str | None:
    """Where words that are an address lead, or None if they are none.

    A page that is named without a scheme is asked for over an encrypted connection.
    """
    if _trimmed(words) != words:
        return None
    if re.fullmatch(_WEB, words, re.IGNORECASE):
        _, slashes, rest = words.rpartition("://")
        if not slashes:
            return f"https://{words}" if len(words) > len("www.") else None
        return words if rest else None
    if re.fullmatch(_PHONE, words):
        return f"tel:{re.sub(r'[^+0-9]', '', words)}"
    return f"mailto:{words}" if re.fullmatch(_MAIL, words) else None


def _trimmed(words: str) -> str:
    """An address without the punctuation after it; brackets that it opens itself are its own."""
    while words:
        last = words[-1]
        opening = _CLOSING.get(last)
        if last not in _AFTER and (not opening or words.count(opening) >= words.count(last)):
            break
        words = words[:-1]
    return words
