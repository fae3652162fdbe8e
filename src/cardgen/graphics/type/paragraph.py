"""Text → lines no wider than a measure → glyph runs on a frame; also single lines and labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import inf
from operator import itemgetter
from typing import Literal, TypeAlias

from cardgen.graphics.frame import Box, Element, GlyphRun, Ink, Word
from cardgen.graphics.type.breaking import RAGGED, Rag, break_lines
from cardgen.graphics.type.characters import graphemes, printed, tidied
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.quotes import QuotesOf, curled_spans, quotes_of
from cardgen.graphics.type.segments import Chain, Segment, cut_to_fit, missing, segments
from cardgen.graphics.type.spans import (
    UNMARKED,
    Emphasis,
    Marking,
    Span,
    changed,
    plain_text,
    split_lines,
)
from cardgen.units import MM_PER_PT
from cardgen.value import IdentityValue, Value

Align = Literal["left", "flush", "center", "right"]
Inline: TypeAlias = GlyphRun | Element  # on a line; an element holds the runs of one marking
_ROLES: Mapping[Emphasis, str] = {"": "Span", "emphasis": "Em", "strong": "Strong"}
# Of a label, in ems of its words.
TALL = 1.6
_PAD = 0.7
_CAP = 0.35  # half the height of capitals
_NONE: QuotesOf = {}


class Type(IdentityValue):
    """How a text is set: fonts, size in points, leading in mm and rag. With cuts, a word that no
    line holds goes on in the next one, as names must be set however long they are.

    Types are compared by identity, so that set paragraphs are found in caches quickly.
    """

    chain: Chain
    size_pt: float
    leading: float
    rag: Rag = RAGGED
    figures: Chain | None = None  # for numbers with a zero in them
    lang: str = "en"
    quotes: QuotesOf = _NONE  # for straight ones, by language
    cuts: bool = False

    @property
    def per_mille(self) -> float:
        """A thousandth of the em in mm."""
        return self.size_pt * MM_PER_PT / 1000

    @property
    def cap_height(self) -> float:
        """The height of the capitals in mm."""
        return self.chain[0].cap_height * self.per_mille


class Paragraph(Value):
    """A text broken into lines, leading mm apart; over is how far the widest line exceeds the
    measure, in mm, and marked is whether any of its words have a marking."""

    lines: tuple[tuple[Segment, ...], ...]
    type: Type
    leading: float
    width: float
    over: float
    marked: bool = False

    @property
    def height(self) -> float:
        return self.type.leading + self.leading * (len(self.lines) - 1)

    def runs(self, x: float, y: float, ink: Ink, align: Align = "left") -> tuple[Inline, ...]:
        """The lines from the top y down, starting at x, centred on it or ending there.

        The capitals of a line are centred in a box of one leading. "flush" starts lines at x
        without the left side bearing of the first letter, as large type needs.
        """
        baseline = y + (self.type.leading + self.type.cap_height) / 2
        return self.runs_at(x, baseline, ink, align)

    def runs_at(
        self, x: float, baseline: float, ink: Ink, align: Align = "left"
    ) -> tuple[Inline, ...]:
        """The lines down from the first one's baseline; marked words, on however many lines, in an
        element of their own."""
        type_ = self.type
        runs: list[GlyphRun] = []
        for index, line in enumerate(self.lines):
            start = x
            if align == "flush":
                font, word, _ = line[0].words[0]
                start -= font.bearing(word.glyphs[0].id) * type_.per_mille
            elif align != "left":
                start -= line_width(line) * type_.per_mille / (2 if align == "center" else 1)
            runs += line_runs(line, start, baseline + index * self.leading, type_, ink)
        return tuple(self._in_elements(runs)) if self.marked else tuple(runs)

    def _in_elements(self, runs: Sequence[GlyphRun]) -> Iterator[Inline]:
        """The runs of its lines, those of one marking in an element."""
        markings = [marking for line in self.lines for _, marking in _stretches(line)]
        pairs = zip(markings, runs, strict=True)
        for marking, group in groupby(pairs, itemgetter(0)):
            own = [run for _, run in group]
            if marking == UNMARKED:
                yield from own
            else:
                emphasis, lang = marking
                yield Element(_ROLES[emphasis], tuple(own), lang=lang or None)


def _stretches(line: Sequence[Segment]) -> Iterator[tuple[Font, Marking]]:
    """The font and the marking of each run of a line."""
    words = (word for segment in line for word in segment.words)
    return (stretch for stretch, _ in groupby(words, itemgetter(0, 2)))


@lru_cache(maxsize=2048)  # those of a hundred cards, which are fitted again and again
def set_as_written(
    text: str, type_: Type, measure: float, marked: tuple[Span, ...] = ()
) -> tuple[Paragraph, tuple[str, ...]]:
    """The author's text as it is printed, in lines, and the characters left out as no font can set
    them; marked is the text in spans where any of them has a marking."""
    if marked:
        marked = changed(curled_spans(marked, type_.quotes, type_.lang), tidied)
        text = plain_text(marked)
    elif '"' in text or "'" in text:
        text = printed(text, quotes_of(type_.quotes, type_.lang))
    else:
        text = tidied(text)
    absent = missing(text, type_.chain)
    if absent:

        def without(text: str) -> str:
            return "".join(c for c in graphemes(text) if c not in absent).strip()

        text = without(text) or "-"
        marked = changed(marked, without) if text != "-" else ()
    return set_paragraph(text, type_, measure, marked), absent


def set_paragraph(text: str, type_: Type, measure: float, marked: Sequence[Span] = ()) -> Paragraph:
    """The text, already as printed, in lines no wider than the measure in mm if its words allow.

    Line ends in the text are kept. marked is the text in spans where any of them has a marking.
    """
    scale, widest = type_.per_mille, -inf
    lines: list[tuple[Segment, ...]] = []
    parts = _marked_lines(marked) if marked else [(part.strip(), ()) for part in text.split("\n")]
    for index, (part, markings) in enumerate(parts, 1):
        goes_on = index < len(parts)
        found = segments(part, type_.chain, type_.lang, type_.figures, goes_on, markings)
        if type_.cuts:
            found = cut_to_fit(found, measure / scale, type_.lang)
        _, advances, spaces, penalties = zip(*found, strict=True)
        whole = sum(advances) - spaces[-1]
        if whole * scale <= measure:
            lines.append(tuple(found))
            widest = max(widest, whole)
            continue
        broken = break_lines(
            [advance * scale for advance in advances],
            [space * scale for space in spaces],
            penalties,
            measure,
            type_.rag,
        )
        for start, end in broken:
            lines.append(tuple(found[start:end]))
            widest = max(widest, sum(advances[start:end]) - spaces[end - 1])
    width = widest * scale
    over = max(0.0, width - measure - 1e-6)
    leading = type_.leading if text.isascii() else _opened(lines, type_)
    return Paragraph(tuple(lines), type_, leading, width, over, marked=bool(marked))


def _opened(lines: Sequence[Sequence[Segment]], type_: Type) -> float:
    """The leading of lines, more than that of their type where a letter's accents would reach
    what hangs from the line above, as in capitals of Vietnamese or Yoruba."""
    heights = [
        [font.height_of(word) for segment in line for font, word, _ in segment.words]
        for line in lines
    ]
    needed = (
        max(below for _, below in upper) + max(above for above, _ in lower)
        for upper, lower in pairwise(heights)
    )
    return max(type_.leading, max(needed, default=0.0) * type_.per_mille)


def _marked_lines(spans: Sequence[Span]) -> list[tuple[str, Sequence[Marking]]]:
    """Each line that the author ended, with the marking of each of its characters and of a space
    after the last; none of no spans."""
    return [
        (plain_text(line), [*(span.marking for span in line for _ in span.words), line[-1].marking])
        for line in split_lines(spans)
    ]


def line_width(line: Sequence[Segment]) -> float:
    """The width of a line in 1/1000 em, without its trailing space."""
    return sum(segment.advance for segment in line) - line[-1].space


def line_runs(line: Sequence[Segment], x: float, y: float, type_: Type, ink: Ink) -> list[GlyphRun]:
    """The runs of a line whose baseline starts at x, y: one for each stretch of one font and one
    marking."""
    runs: list[GlyphRun] = []
    words: list[Word] = []
    font, _, marking = line[0].words[0]
    for segment in line:
        for own, word, of_word in segment.words:
            if own is not font or (of_word is not marking and of_word != marking):
                runs.append(GlyphRun(x, y, tuple(words), font.name, type_.size_pt, ink))
                x += sum(each.advance for each in words) * type_.per_mille
                font, marking, words = own, of_word, []
            words.append(word)
    runs.append(GlyphRun(x, y, tuple(words), font.name, type_.size_pt, ink))
    return runs


def set_line(
    text: str,
    chain: Sequence[Font],
    size_pt: float,
    ink: Ink,
    x: float,
    y: float,
    align: Align = "left",
    lang: str = "en",
) -> tuple[GlyphRun, ...]:
    """The text on the baseline y, starting at x, centred on it or ending there."""
    type_ = Type(tuple(chain), size_pt, 0.0, lang=lang)
    line = segments(printed(text), type_.chain, lang)
    width = line_width(line) * type_.per_mille
    left = x - {"center": width / 2, "right": width}.get(align, 0.0)
    return tuple(line_runs(line, left, y, type_, ink))


def width_of(text: str, chain: Sequence[Font], size_pt: float, lang: str = "en") -> float:
    """The width in mm of the text on one line."""
    type_ = Type(tuple(chain), size_pt, 0.0, lang=lang)
    return line_width(segments(printed(text), type_.chain, lang)) * type_.per_mille


def set_label(
    words: str,
    chain: Sequence[Font],
    size_pt: float,
    ink: Ink,
    field: Ink,
    x: float,
    y: float,
) -> tuple[Box, Element]:
    """A label centred on x, y: words on a field TALL ems high, with round ends."""
    em = size_pt * MM_PER_PT
    wide, tall = width_of(words, chain, size_pt) + 2 * _PAD * em, TALL * em
    box = Box(x - wide / 2, y - tall / 2, wide, tall, field, radius=tall / 2)
    return box, Element("P", set_line(words, chain, size_pt, ink, x, y + _CAP * em, "center"))
