"""The author's characters as they are printed: composed, quotes curled, nothing else changed."""

from __future__ import annotations

import re
import unicodedata

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


def clipped(text: str) -> str:
    """The text for an error message: its beginning, where it is long."""
    return f"{text[:40]}…" if len(text) > 40 else text


def named_all(characters: str) -> str:
    """The first few characters for an error message, each named."""
    return ", ".join(named(character) for character in characters[:5])


def named(character: str) -> str:
    """A character for an error message: itself, its number and its Unicode name."""
    name = unicodedata.name(character, "").lower()
    number = f"U+{ord(character):04X}"
    shown = character if character.isprintable() and not unicodedata.combining(character) else ""
    return " ".join(
        part for part in (shown, f"({number} {name})" if name else f"({number})") if part
    )
