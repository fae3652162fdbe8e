"""Text to pieces: words as fonts set them, with the cost of ending a line after each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cardgen.frame import Word
from cardgen.text.breaking import NEVER
from cardgen.text.fonts import Font

Chain = tuple[Font, ...]  # a font and those that stand in for characters it lacks, in order

# Inside a long word a line may end after a hyphen or a slash.
_INSIDE = re.compile(r"(?<=[^\W\d_]{3})([-/])(?=[^\W\d_]{4})")
_NUMBERS = re.compile(r"[+(]?\d+(?: \d+)*")

# The costs are in units that make a line end a tenth of the measure earlier or later.
SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at and or with for who how is by as from not v vs be can their what"
        " where i",
    )
)


class Piece(NamedTuple):
    """What stays together on a line, most often a word; in words more than one where fonts change.

    advance and space (the trailing space's part of it) are in 1/1000 em; penalty is the cost of
    ending a line after it.
    """

    words: tuple[tuple[Font, Word], ...]
    advance: float
    space: float
    penalty: float


def missing(text: str, chain: Chain) -> str:
    """The characters of text that no font of the chain has, each once."""
    absent = set(text) - chain[0].characters - {"\n"}
    for font in chain[1:]:
        absent -= font.characters
    return "".join(character for character in dict.fromkeys(text) if character in absent)


def pieces(
    text: str, chain: Chain, lang: str, figures: Chain | None = None, goes_on: bool = False
) -> list[Piece]:
    """A text without line ends as pieces; figures is a chain for numbers that hold a zero.

    With goes_on the last word too has a space behind it: the text goes on in another line.
    """
    words = text.split(" ")
    numbers = _numbers(text) if figures else frozenset()
    found: list[Piece] = []
    at = 0
    for index, word in enumerate(words):
        last = index == len(words) - 1
        following = words[index + 1] if not last else ""
        parts = _INSIDE.sub("\\1\n", word).split("\n") if len(word) > 8 else [word]
        for part in parts:
            whole = part is parts[-1]
            text_here = part + " " if whole and (goes_on or not last) else part
            after = (following if whole else parts[parts.index(part) + 1])[:1]
            own = figures if figures and at in numbers else chain
            if whole:
                penalty = 0.0 if last else _penalty(word, following)
            else:
                penalty = 6.0 if part.endswith("-") else 2.0
            found.append(_piece(text_here, after, own, lang, penalty))
            at += len(text_here)
    return found


def _numbers(text: str) -> frozenset[int]:
    """Where the words begin that belong to a number with a zero in it."""
    starts: set[int] = set()
    for found in _NUMBERS.finditer(text):
        if "0" in found[0]:
            starts.update(found.start() + m.start() for m in re.finditer(r"\S+", found[0]))
    return frozenset(starts)


def _penalty(word: str, following: str) -> float:
    """The cost of ending a line after a word: an abbreviation waits for its example, and what
    joins (&, –) stands before what it joins to, what divides (/, |) after what it divides."""
    bare = word.strip("(“‘").lower()
    if bare in ("e.g.", "i.e."):
        return NEVER
    if following[:1] in ("/", "–", "|") or (word[-1:].isdigit() and following[:1].isdigit()):
        return 40.0
    if word in ("&", "–") or word.isdigit():
        return 12.0
    if word in ("/", "|"):
        return -3.0
    return 0.5 if bare in SMALL else 0.0


def _piece(text: str, following: str, chain: Chain, lang: str, penalty: float) -> Piece:
    font = chain[0]
    if font.characters.issuperset(text):
        if following and following not in font.characters:
            following = ""
        word = font.word(text, following, lang)
        return Piece(((font, word),), word.advance, word.space, penalty)
    words = tuple((f, f.word(part, "", lang)) for f, part in _by_font(text, chain))
    advance = sum(word.advance for _, word in words)
    return Piece(words, advance, words[-1][1].space, penalty)


def _by_font(text: str, chain: Sequence[Font]) -> Iterator[tuple[Font, str]]:
    """The text in stretches, each with the first font that has its characters."""
    start = 0
    current = _covering(text[0], chain)
    for index, character in enumerate(text):
        font = _covering(character, chain)
        if font is not current:
            yield current, text[start:index]
            start, current = index, font
    yield current, text[start:]


def _covering(character: str, chain: Sequence[Font]) -> Font:
    return next((font for font in chain if character in font.characters), chain[0])
