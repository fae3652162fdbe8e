"""The author's characters: as they are printed, as messages name them, and by their scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from cardgen.graphics.type.quotes import CURLY, Quotes, curled

# They choose between a letter's plain form, which fonts have, and that of an emoji.
_VARIANTS = re.compile("(?<=[^\\s\ufe0e\ufe0f])[\ufe0e\ufe0f]")
_WHITE = re.compile(r"[^\S\n\u00a0\u202f]+")
# Scripts whose letters change shape or order beside each other, by the first words of their
# characters' names. Only a shaper for each script sets them correctly.
_JOINED = frozenset(
    "BALINESE BATAK BENGALI BUGINESE CHAKMA CHAM DEVANAGARI GUJARATI GURMUKHI JAVANESE KANNADA"
    " KHMER LAO LEPCHA LIMBU MALAYALAM MEETEI MONGOLIAN MYANMAR NEW ORIYA PHAGS-PA SAURASHTRA"
    " SINHALA SUNDANESE SYLOTI TAI TAMIL TELUGU THAI TIBETAN".split()
)
_FIRST_EMOJI = 0x1F000  # what lies before has its place in fonts of symbols
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})  # bidirectional classes of Unicode

# The name of a script and a font that has it, where these do not follow from the first word of its
# characters' names.
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


def printed(text: str, quotes: Quotes = CURLY) -> str:
    """The text in NFC with the quotes of a language, single spaces and no soft hyphens.

    Line ends stay, as they are the author's own breaks.
    """
    return tidied(curled(text, quotes))


def tidied(text: str) -> str:
    """The same with quotes as they are."""
    if "  " in text or not text.isprintable():
        text = _WHITE.sub(" ", text.replace("\u00ad", ""))
    text = text.strip()
    if not text.isascii():
        text = _VARIANTS.sub("", unicodedata.normalize("NFC", text))
    return text


def graphemes(text: str) -> list[str]:
    """The characters of the text, each with its combining marks."""
    found: list[str] = []
    for character in text:
        if found and found[-1] != " " and unicodedata.category(character)[0] == "M":
            found[-1] += character
        else:
            found.append(character)
    return found


def named_all(characters: Sequence[str]) -> str:
    """The first five characters, with their marks, each named for an error message."""
    return ", ".join(named(character) for character in characters[:5])


def named(grapheme: str) -> str:
    """A character with its marks for an error message: itself, its code points and names."""
    numbered = " with ".join(
        f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
        for character in grapheme
    )
    shown = grapheme.isprintable() and not unicodedata.combining(grapheme[0])
    return f"{grapheme} ({numbered})" if shown else f"({numbered})"


@lru_cache(maxsize=16_384)  # fonts have most of their characters in common
def side_by_side(character: str) -> bool:
    """Whether the character's script needs no more than a font: its letters stand from left to
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
        return _instead_of_sign(absent[0][0])
    name, font = _CALLED.get(script, (script.capitalize(), f"Noto Sans {script.capitalize()}"))
    if not side_by_side(first):
        return f"write it in Latin letters: {name} needs more than a font, and is not set here"
    instead = "other characters" if script == "LATIN" else "Latin letters"
    return f"write it in {instead}, or add a font with {name} to layouts/fonts.yaml, such as {font}"


def _instead_of_sign(sign: str) -> str:
    """The same for a character that is no letter."""
    category = unicodedata.category(sign)
    if category == "Co":  # as the bullets of word processors
        return "delete it, or write it in other characters: only the font it is from has it"
    if category not in ("So", "Sm", "Sc"):
        return "write it in other characters"
    font = "Noto Emoji" if ord(sign) >= _FIRST_EMOJI else "DejaVu Sans"
    return f"write it in words, or add a font that has it to layouts/fonts.yaml, such as {font}"


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character else ""
