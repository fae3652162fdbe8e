"""Text → lines no wider than a measure → glyph runs on a frame; also single lines and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cardgen.graphics.frame import Box, Element, GlyphRun, Ink, Word
from cardgen.graphics.type.breaking import RAGGED, Rag, break_lines
from cardgen.graphics.type.characters import graphemes, printed
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.segments import Chain, Segment, missing, segments
from cardgen.units import MM_PER_PT

Align = Literal["left", "flush", "center", "right"]
# Of a label, in ems of its words.
TALL = 1.6
_PAD = 0.7
_CAP = 0.35  # half the height of capitals


@dataclass(frozen=True, slots=True, eq=False)
class Type:
    """How a text is set: fonts, size in points, leading in mm and rag.

    Types are compared by identity, so that set paragraphs are found in caches quickly.
    """

    chain: Chain
    size_pt: float
    leading: float
    rag: Rag = RAGGED
    figures: Chain | None = None  # for numbers with a zero in them
    lang: str = "en"

    @property
    def per_mille(self) -> float:
        """A thousandth of the em in mm."""
        return self.size_pt * MM_PER_PT / 1000

    @property
    def cap_height(self) -> float:
        """The height of the capitals in mm."""
        return self.chain[0].cap_height * self.per_mille


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text broken into lines; over is how far the widest line exceeds the measure, in mm."""

    lines: tuple[tuple[Segment, ...], ...]
    type: Type
    width: float
    over: float

    @property
    def height(self) -> float:
        return self.type.leading * len(self.lines)

    def runs(self, x: float, y: float, ink: Ink, align: Align = "left") -> tuple[GlyphRun, ...]:
        """The lines from the top y down, starting at x, centred on it or ending there.

        The capitals of a line are centred in a box of one leading. "flush" starts lines at x
        without the left side bearing of the first letter, as large type needs.
        """
        baseline = y + (self.type.leading + self.type.cap_height) / 2
        return self.runs_at(x, baseline, ink, align)

    def runs_at(
        self, x: float, baseline: float, ink: Ink, align: Align = "left"
    ) -> tuple[GlyphRun, ...]:
        """The lines down from the first one's baseline."""
        type_ = self.type
        runs: list[GlyphRun] = []
        for index, line in enumerate(self.lines):
            width = line_width(line) * type_.per_mille
            font, word = line[0].words[0]
            shift = {
                "left": 0.0,
                "flush": font.bearing(word.glyphs[0].id) * type_.per_mille,
                "center": width / 2,
                "right": width,
            }[align]
            runs += line_runs(line, x - shift, baseline + index * type_.leading, type_, ink)
        return tuple(runs)


@lru_cache(maxsize=16_384)  # the texts of about a thousand cards, needed twice
def set_as_written(text: str, type_: Type, measure: float) -> tuple[Paragraph, tuple[str, ...]]:
    """The author's text as it is printed, in lines, and the characters left out as no font can set
    them."""
    text = printed(text)
    absent = missing(text, type_.chain)
    if absent:
        text = "".join(c for c in graphemes(text) if c not in absent).strip() or "-"
    return set_paragraph(text, type_, measure), absent


def set_paragraph(text: str, type_: Type, measure: float) -> Paragraph:
    """The text, already as printed, in lines no wider than the measure in mm if its words allow.

    Line ends in the text are kept.
    """
    scale = type_.per_mille
    lines: list[tuple[Segment, ...]] = []
    parts = [part.strip() for part in text.split("\n")]
    for index, part in enumerate(parts):
        goes_on = index < len(parts) - 1
        found = segments(part, type_.chain, type_.lang, type_.figures, goes_on)
        broken = break_lines(
            [segment.advance * scale for segment in found],
            [segment.space * scale for segment in found],
            [segment.penalty for segment in found],
            measure,
            type_.rag,
        )
        lines += [tuple(found[start:end]) for start, end in broken]
    width = max(line_width(line) for line in lines) * scale
    return Paragraph(tuple(lines), type_, width, max(0.0, width - measure - 1e-6))


def line_width(line: Sequence[Segment]) -> float:
    """The width of a line in 1/1000 em, without its trailing space."""
    return sum(segment.advance for segment in line) - line[-1].space


def line_runs(line: Sequence[Segment], x: float, y: float, type_: Type, ink: Ink) -> list[GlyphRun]:
    """The runs of a line whose baseline starts at x, y: one for each stretch of one font."""
    runs: list[GlyphRun] = []
    start, font, words = x, line[0].words[0][0], list[Word]()

    def finish() -> None:
        runs.append(GlyphRun(start, y, tuple(words), font.name, type_.size_pt, ink))

    for segment in line:
        for own, word in segment.words:
            if own is not font:
                finish()
                start += sum(w.advance for w in words) * type_.per_mille
                font, words = own, []
            words.append(word)
    finish()
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
