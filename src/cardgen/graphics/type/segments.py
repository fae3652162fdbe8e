"""Text → segments, which stay together on a line, with the cost of ending a line after each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from cardgen.graphics.frame import Word
from cardgen.graphics.type.breaking import NEVER
from cardgen.graphics.type.characters import graphemes
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.spans import UNMARKED, Marking
from cardgen.value import Value

Chain = tuple[Font, ...]  # a font and its fallbacks, in order

# A line may end inside a long word after a hyphen or a slash, and inside a web address after any
# slash but the first two and after ?, & and =; in long parts of addresses it may end anywhere, at a
# high cost.
_INSIDE = re.compile(r"(?<=[^\W\d_]{3}[-/])(?=[^\W\d_]{4})")
_IN_ADDRESS = re.compile(r"(?<=[^:/]/)(?=[^/\s])|(?<=[?&=])(?=\S)")
_EM = 1000.0
_LONG, _CHUNK, _IF_IT_MUST = 16, 8, 30.0
_MOST_KNOWN = 20_000  # words that are kept as they are cut, a kilobyte each
_NUMBERS = re.compile(r"\S*\d\S*(?: \d\S*)*")

# A cost of 1 is as bad as a gap of a tenth of the measure.
SMALL = frozenset(
    "a an the of to in on at and or with for who how is by as from not v vs be can their what"
    " where i".split()
)


class Segment(Value):
    """Text that stays together on a line, usually one word; in several words where the font or
    the marking changes.

    advance and space, the trailing space in it, are in 1/1000 em; penalty is the cost of ending a
    line after it.
    """

    words: tuple[tuple[Font, Word, Marking], ...]
    advance: float
    space: float
    penalty: float


def missing(text: str, chain: Chain) -> tuple[str, ...]:
    """The characters, with their marks, that no font of the chain can set, each once."""
    if chain[0].characters.issuperset(text):
        return ()
    return tuple(
        grapheme
        for grapheme in dict.fromkeys(graphemes(text))
        if grapheme != "\n" and not any(font.has(grapheme) for font in chain)
    )


def segments(
    text: str,
    chain: Chain,
    lang: str,
    figures: Chain | None = None,
    goes_on: bool = False,
    markings: Sequence[Marking] = (),
) -> list[Segment]:
    """The segments of a text without line ends; figures is a chain for numbers with a zero.

    With goes_on the last word has a space after it as well, as the text continues on another line.
    markings are those of the characters, one for each and for that space, where any is marked.
    Lines may end where they may in a text without them.
    """
    words = text.split(" ")
    numbers = _numbers(text) if figures and "0" in text else frozenset()
    last = words[-1] + " " if goes_on else words[-1]
    known = _known(chain, lang)
    found: list[Segment] = []
    if not numbers and not markings:  # as in most texts
        for word, following in pairwise(words):
            found += known[word + " ", _context(following[:1], chain[0])]
        found += known[last, ""]
        return found
    in_figures = _known(figures, lang) if figures and numbers else known
    at = 0
    for word, initial in [*((one + " ", after[:1]) for one, after in pairwise(words)), (last, "")]:
        own = in_figures if at in numbers else known
        following = _context(initial, own.chain[0])
        cut = own[word, following]
        found += _marked(cut, following, markings[at:], own.chain, lang) if markings else cut
        at += len(word)
    return found


def cut_to_fit(found: Sequence[Segment], measure: float, lang: str) -> list[Segment]:
    """The segments, with those that are wider than the measure, in 1/1000 em, cut between letters
    into as few as fit, of like width; a line may end after each of them, at a high cost."""
    cut: list[Segment] = []
    for segment in found:
        if segment.advance - segment.space <= measure:
            cut.append(segment)
            continue
        *before, last = _even_pieces(segment, measure, lang)
        cut += [piece._replace(penalty=_IF_IT_MUST) for piece in before]
        cut.append(last._replace(penalty=segment.penalty))
    return cut


def _even_pieces(segment: Segment, measure: float, lang: str) -> list[Segment]:
    """As few pieces as fit the measure, all of about the same width."""
    fewest = list(_pieces(segment, measure, lang))
    even = segment.advance / len(fewest) + _EM / 2
    pieces = list(_pieces(segment, min(measure, even), lang))
    return pieces if len(pieces) == len(fewest) else fewest


def _pieces(segment: Segment, measure: float, lang: str) -> Iterator[Segment]:
    """The pieces of a segment, each of as many letters as the measure holds, but of one at least.
    Each letter with the white after it is of the font and has the marking that it had."""
    letters = [
        (font, letter, marking)
        for font, word, marking in segment.words
        for letter in _with_space(graphemes(word.text))
    ]
    start = 0
    while start < len(letters):
        end = start + 1
        piece = _joined(letters[start:end], lang)
        while end < len(letters):
            longer = _joined(letters[start : end + 1], lang)
            if longer.advance - longer.space > measure:
                break
            piece, end = longer, end + 1
        yield piece
        start = end


def _with_space(letters: list[str]) -> list[str]:
    """The letters, the space after the last one in one with it."""
    return [*letters[:-2], "".join(letters[-2:])] if letters[-1:] == [" "] else letters


def _joined(letters: Sequence[tuple[Font, str, Marking]], lang: str) -> Segment:
    """Letters as one segment, in a word for each stretch of one font and one marking."""
    words = tuple(
        (font, font.word("".join(letter for _, letter, _ in own), "", marking[1] or lang), marking)
        for (font, marking), group in groupby(letters, lambda one: (one[0], one[2]))
        for own in [list(group)]
    )
    advance = sum(word.advance for _, word, _ in words)
    return Segment(words, advance, words[-1][1].space, 0.0)


class _CutWords(dict[tuple[str, str], tuple[Segment, ...]]):
    """Words in one chain of fonts and one language, in the segments between which a line may end;
    each is cut when it is first asked for, by itself, with the space after it if any, and by the
    character after that if this affects it."""

    def __init__(self, chain: Chain, lang: str) -> None:
        self.chain, self._lang = chain, lang

    def __missing__(self, key: tuple[str, str]) -> tuple[Segment, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        cut = self[key] = _cut(*key, self.chain, self._lang)
        return cut


_known = lru_cache(maxsize=256)(_CutWords)


def _marked(
    cut: Sequence[Segment], following: str, markings: Sequence[Marking], chain: Chain, lang: str
) -> Iterator[Segment]:
    """The segments of a word with the markings of its characters: in several words where these
    change, each set in the language of its marking."""
    texts = ["".join(word.text for _, word, _ in segment.words) for segment in cut]
    text, at = "".join(texts) + following, 0
    for segment, own in zip(cut, texts, strict=True):
        words: list[tuple[Font, Word, Marking]] = []
        for marking, characters in groupby(markings[at : at + len(own)]):
            end = at + len(list(characters))
            after = text[end : end + 1]
            after = after if after in chain[0].characters else ""
            part = _segment(text[at:end], after, chain, marking[1] or lang, 0.0)
            words += [(font, word, marking) for font, word, _ in part.words]
            at = end
        if words:
            advance = sum(word.advance for _, word, _ in words)
            segment = Segment(tuple(words), advance, words[-1][1].space, segment.penalty)
        yield segment


@lru_cache(maxsize=4096)
def _context(following: str, font: Font) -> str:
    """The first character of the next word, if it affects the word before it."""
    tells = following in "/–|" or following.isdigit() or font.kerns_after_space(following)
    return following if tells and following in font.characters else ""


def _cut(word: str, following: str, chain: Chain, lang: str) -> tuple[Segment, ...]:
    """A word, with its trailing space if any, as the segments between which a line may end."""
    penalty = _penalty(word.rstrip(), following)
    if "/" not in word and "-" not in word:  # as most words
        return (_segment(word, following, chain, lang, penalty),)
    parts = [word]
    if "://" in word:
        parts = [chunk for part in _IN_ADDRESS.split(word) for chunk in _chunks(part)]
    elif len(word) > 8:
        parts = _INSIDE.split(word)
    inner = [
        _segment(part, after[:1], chain, lang, _inner(part)) for part, after in pairwise(parts)
    ]
    return *inner, _segment(parts[-1], following, chain, lang, penalty)


def _chunks(part: str) -> list[str]:
    """A part of an address, in chunks if it is long."""
    ends = range(_CHUNK, len(part.rstrip()) - 3, _CHUNK) if len(part) > _LONG else ()
    return [part[start:end] for start, end in pairwise([0, *ends, len(part)])]


def _inner(part: str) -> float:
    """The cost of ending a line after a part of a word."""
    if part[-1] in "/?&=":
        return 2.0
    return 6.0 if part[-1] == "-" else _IF_IT_MUST


def _numbers(text: str) -> frozenset[int]:
    """The starts of the words that belong to a number with a zero in it."""
    starts: set[int] = set()
    for found in _NUMBERS.finditer(text):
        if "0" in found[0]:
            starts.update(found.start() + m.start() for m in re.finditer(r"\S+", found[0]))
    return frozenset(starts)


def _penalty(word: str, following: str) -> float:
    """The cost of ending a line after a word.

    An abbreviation stays with its example, a joiner (&, –) with what follows, a divider (/, |) with
    what precedes, and the end of a sentence is a good place.
    """
    bare = word.strip("(“‘,;:").lower()
    if bare in ("e.g.", "i.e."):
        return NEVER
    if following in ("/", "–", "|") or (word[-1:].isdigit() and following.isdigit()):
        return 40.0
    if word in ("&", "–") or word.isdigit():
        return 12.0
    if word in ("/", "|"):
        return -3.0
    if word[-1:] in (".", "?", "!"):
        return -2.0
    return 0.5 if bare in SMALL else 0.0


def _segment(text: str, following: str, chain: Chain, lang: str, penalty: float) -> Segment:
    font = chain[0]
    if font.characters.issuperset(text):
        word = font.word(text, following, lang)
        return Segment(((font, word, UNMARKED),), word.advance, word.space, penalty)
    words = tuple((f, f.word(part, "", lang), UNMARKED) for f, part in _by_font(text, chain))
    advance = sum(word.advance for _, word, _ in words)
    return Segment(words, advance, words[-1][1].space, penalty)


def _by_font(text: str, chain: Sequence[Font]) -> Iterator[tuple[Font, str]]:
    """The text in parts, each with the first font that has its letters with their marks.

    A word with combining marks is set in one font where one has all of it.
    """
    letters = graphemes(text.rstrip(" "))
    whole = any(len(letter) > 1 for letter in letters) and _covering(letters, chain)
    if whole:
        yield whole, text
        return
    found = groupby(letters, lambda letter: _covering([letter], chain) or chain[0])
    stretches = [(font, "".join(stretch)) for font, stretch in found]
    *before, (last, ending) = stretches or [(chain[0], "")]
    yield from before
    # The trailing space is in the font that the word ends in.
    yield last, ending + text[len("".join(letters)) :]


def _covering(letters: Sequence[str], chain: Sequence[Font]) -> Font | None:
    return next((font for font in chain if all(map(font.has, letters))), None)
