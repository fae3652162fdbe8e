"""The world's scripts by name: which can be set here, and what to write instead of others."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Scripts whose letters change or trade places beside each other, by the first words of the names
# of their characters. Only a shaper made for each sets them right.
_JOINED = frozenset(
    "BALINESE BATAK BENGALI BUGINESE CHAKMA CHAM DEVANAGARI GUJARATI GURMUKHI JAVANESE KANNADA"
    " KHMER LAO LEPCHA LIMBU MALAYALAM MEETEI MONGOLIAN MYANMAR NEW ORIYA PHAGS-PA SAURASHTRA"
    " SINHALA SUNDANESE SYLOTI TAI TAMIL TELUGU THAI TIBETAN".split()
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})  # Unicode's classes of direction

# What a script is called and which font has it, where that is not the first word of the names of
# its characters.
_CALLED = {
    "CANADIAN": ("Canadian syllabics", "Noto Sans Canadian Aboriginal"),
    "CJK": ("Chinese", "Noto Sans SC"),
    "CYRILLIC": ("Cyrillic", "Noto Sans"),
    "GREEK": ("Greek", "Noto Sans"),
    "HANGUL": ("Korean", "Noto Sans KR"),
    "HIRAGANA": ("Japanese", "Noto Sans JP"),
    "KATAKANA": ("Japanese", "Noto Sans JP"),
    "LATIN": ("these letters", "Noto Sans"),
    "MEETEI": ("Meetei Mayek", ""),
    "NEW": ("New Tai Lue", ""),
}


def side_by_side(character: str) -> bool:
    """Whether a font is all that the character's script needs: its letters stand from left to
    right, each by itself."""
    return character.isascii() or (
        unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT
        and _script(character) not in _JOINED
    )


def instead_of(absent: Sequence[str]) -> str:
    """What to do about characters that cannot be set, by the script of the first letter."""
    letters = (c[0] for c in absent if c[0].isalpha() and unicodedata.is_normalized("NFKC", c[0]))
    first = next(letters, "")
    script = _script(first)
    if script in ("", "MODIFIER"):
        return "write it in other characters"
    name, font = _CALLED.get(script, (script.capitalize(), f"Noto Sans {script.capitalize()}"))
    if not side_by_side(first):
        return f"write it in Latin letters: {name} needs more than a font, and is not set here"
    instead = "other characters" if script == "LATIN" else "Latin letters"
    return f"write it in {instead}, or add a font with {name} to layouts/fonts.yaml, such as {font}"


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character else ""
