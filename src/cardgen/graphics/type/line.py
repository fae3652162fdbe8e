"""One line of text at a place: page numbers, labels, slugs."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.graphics.frame import GlyphRun, Ink
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.paragraph import Align, Type, line_runs, line_width
from cardgen.graphics.type.pieces import pieces


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
    line = pieces(printed(text), type_.chain, lang)
    width = line_width(line) * type_.per_mille
    left = x - {"center": width / 2, "right": width}.get(align, 0.0)
    return tuple(line_runs(line, left, y, type_, ink))


def width_of(text: str, chain: Sequence[Font], size_pt: float, lang: str = "en") -> float:
    """The width in mm of the text on one line."""
    type_ = Type(tuple(chain), size_pt, 0.0, lang=lang)
    return line_width(pieces(printed(text), type_.chain, lang)) * type_.per_mille
