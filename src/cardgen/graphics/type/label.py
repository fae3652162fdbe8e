"""Words on a field of colour."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.graphics.frame import Box, Element, Ink
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.line import set_line, width_of
from cardgen.units import MM_PER_PT

# In ems of the words.
TALL = 1.6
_PAD = 0.7
_CAP = 0.35  # half the height of capitals


def set_label(
    words: str,
    chain: Sequence[Font],
    size_pt: float,
    ink: Ink,
    field: Ink,
    x: float,
    y: float,
) -> tuple[Box, Element]:
    """A label with its middle at x, y, TALL ems high and round at its ends."""
    em = size_pt * MM_PER_PT
    wide, tall = width_of(words, chain, size_pt) + 2 * _PAD * em, TALL * em
    box = Box(x - wide / 2, y - tall / 2, wide, tall, field, radius=tall / 2)
    return box, Element("P", set_line(words, chain, size_pt, ink, x, y + _CAP * em, "center"))
