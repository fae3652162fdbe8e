"""The author's characters as they are printed: composed, quotes curled, nothing else changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# A straight quote opens at the start, after white space and after opening or joining marks; but
# what stands for letters left out ('90s, 'tis, rock 'n' roll) is an apostrophe wherever it is.
_OPENING = re.compile(r"(^|[\s(\[{/–—…=*+“‘-])(['\"])")
_LEFT_OUT = re.compile(r"'(?=(?:\d\ds?|tis|twas|til|n['’])(?!\w))", re.IGNORECASE)
_CURLED = {("'", True): "‘", ("'", False): "’", ('"', True): "“", ('"', False): "”"}
_WHITE = re.compile(r"[^\S\n\u00a0\u202f]+")


def printed(text: str) -> str:
    """Text in NFC with curly quotes, white space as single spaces and soft hyphens left out.

    Line ends stay: they are the author's own breaks.
    """
    if "  " in text or not text.isprintable():
        text = _WHITE.sub(" ", text.replace("\u00ad", ""))
    text = text.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "'" in text or '"' in text:
        text = _LEFT_OUT.sub("’", text)
        while _OPENING.search(text):
            text = _OPENING.sub(lambda found: found[1] + _CURLED[found[2], True], text)
        text = text.replace("'", "’").replace('"', "”")
    return text


def listed(words: Sequence[str]) -> str:
    """The words in a row: one, two and three."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def clipped(text: str) -> str:
    """The text for an error message: its beginning, where it is long."""
    return f"{text[:40]}…" if len(text) > 40 else text


def graphemes(text: str) -> list[str]:
    """The text's characters, each with the combining marks that stand on it."""
    found: list[str] = []
    for character in text:
        if found and found[-1] != " " and unicodedata.category(character)[0] == "M":
            found[-1] += character
        else:
            found.append(character)
    return found


def named_all(characters: Sequence[str]) -> str:
    """The first few characters, with their marks, for an error message, each named."""
    return ", ".join(named(character) for character in characters[:5])


def named(grapheme: str) -> str:
    """A character, with its marks, for an error message: itself, its numbers and Unicode names."""
    numbered = " with ".join(
        f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
        for character in grapheme
    )
    shown = grapheme.isprintable() and not unicodedata.combining(grapheme[0])
    return f"{grapheme} ({numbered})" if shown else f"({numbered})"
