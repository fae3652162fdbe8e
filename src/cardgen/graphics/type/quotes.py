"""Straight quotes → those of a language, and apostrophes.

Feet, inches and minutes after a number stay straight, and curly quotes as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from cardgen.graphics.type.spans import Span, plain_text
from cardgen.value import Value

APOSTROPHE = "’"
# A quote opens at the start, after white space, after these, and after another that opened.
_BEFORE = frozenset("([{/–—…=*+-“‘„‚«‹¿¡")
_YEARS = re.compile(r"\d\ds?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_TWO_SPACES = re.compile(" +\u202f|\u202f +")  # a typed one beside that of a quote
_STRAIGHT = re.compile("['\"]")
_CLOSING = re.compile(r"(?<=[^\s(\[{/–—=*+“‘„‚«‹])'(?!\w)")


class Quotes(Value):
    """The quotes of a language, each as what opens and what closes, with the spaces within; and the
    words, in small letters, that an apostrophe begins: ’tis."""

    double: tuple[str, str]
    single: tuple[str, str]
    cut_words: frozenset[str] = frozenset()


QuotesOf: TypeAlias = Mapping[str, Quotes]  # by language
CURLY = Quotes(("“", "”"), ("‘", "’"), frozenset({"tis", "twas", "til", "n"}))


def quotes_of(quotes: QuotesOf, lang: str) -> Quotes:
    """The quotes of a language: those of its tag, or of its first part, or else curly ones."""
    tag = lang.lower()
    return quotes.get(tag) or quotes.get(tag.partition("-")[0], CURLY)


def curled(text: str, quotes: Quotes) -> str:
    """The text with the quotes of a language in place of straight ones."""
    if '"' not in text and "'" not in text:
        return text
    text = "".join(_OpenQuotes(text, lambda at: quotes).pieces())
    return _TWO_SPACES.sub("\u202f", text) if "\u202f" in quotes.double[0] else text


def curled_spans(spans: Sequence[Span], quotes: QuotesOf, lang: str) -> tuple[Span, ...]:
    """The same of a text in spans, the quotes within each in its own language."""
    text = plain_text(spans)
    if '"' not in text and "'" not in text:
        return tuple(spans)
    own = [quotes_of(quotes, span.lang or lang) for span in spans for _ in span.words]
    pieces = iter(_OpenQuotes(text, own.__getitem__).pieces())
    return tuple(Span("".join(next(pieces) for _ in span.words), *span.marking) for span in spans)


class _OpenQuotes:
    """Which quotes are open, from the start of a text to its end."""

    def __init__(self, text: str, own: Callable[[int], Quotes]) -> None:
        self._text, self._own = text, own
        self._opened = {'"': False, "'": False}
        self._opened_at = -2  # the place of the last quote that opened, none so far
        closing = (found.start() for found in _CLOSING.finditer(text))
        self._last_closing = max(closing, default=-1)

    def pieces(self) -> list[str]:
        """What is printed for each of the characters."""
        pieces = list(self._text)
        for found in _STRAIGHT.finditer(self._text):
            pieces[found.start()] = self._printed(found.start(), found[0])
        return pieces

    def _printed(self, at: int, character: str) -> str:
        """What is printed for the quote at that place, once those before it are known."""
        quotes = self._own(at)
        if character == "'" and self._begins_cut_word(at, quotes):
            return APOSTROPHE
        if self._opens(at, character):
            self._opened[character], self._opened_at = True, at
            return (quotes.double if character == '"' else quotes.single)[0]
        return self._closing(at, character, quotes)

    def _closing(self, at: int, character: str, quotes: Quotes) -> str:
        """What closes a quote, or else an apostrophe or the sign of feet, inches or minutes."""
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        is_open = self._opened[character]
        if character == "'" and after.isalnum() and not (before.isdigit() and after.isdigit()):
            return APOSTROPHE
        if before.isdigit() and not is_open:
            return character
        self._opened[character] = False
        if character == '"':
            return quotes.double[1]
        return quotes.single[1] if is_open else APOSTROPHE

    def _opens(self, at: int, character: str) -> bool:
        before, after = self._text[at - 1 : at] if at else " ", self._text[at + 1 : at + 2]
        if not (before.isspace() or before in _BEFORE or self._opened_at == at - 1):
            return False
        if self._opened[character] and not after.isalnum():
            return False  # a space was typed before what closes
        # An apostrophe may begin a word, and nothing closes it.
        return character == '"' or self._last_closing > at

    def _begins_cut_word(self, at: int, quotes: Quotes) -> bool:
        if at and self._text[at - 1].isalnum():
            return False
        if _YEARS.match(self._text, at + 1):
            return True
        word = _WORD.match(self._text, at + 1)
        return bool(word and word[0].lower() in quotes.cut_words)
