"""The ruler at the foot of a sheet that shows whether it was printed to size."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.graphics.art.gauges import ruler as drawing_of
from cardgen.graphics.frame import Element, Frame, Ink, Item, Placed
from cardgen.graphics.type.breaking import BALANCED
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.paragraph import Type, set_line, set_paragraph, width_of
from cardgen.graphics.type.segments import Chain
from cardgen.impose.room import Room, nearest
from cardgen.model.sheet import Ruler


def set_ruler(
    ruler: Ruler, apart: float, room: Room, chains: Mapping[str, Chain], ink: Ink
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The ruler with its note at the foot, and the names of those that found no room.

    The note takes one line beside the ruler's base or a second beside the figures.
    """
    ticks = [(tick.every, tick.length, tick.width_pt) for tick in ruler.ticks]
    drawing = drawing_of(ruler.span, ticks, ruler.line_pt, ink)
    note = Type(chains[ruler.note_font.text], ruler.note_pt, ruler.figures_drop, BALANCED)
    ascent = note.chain[0].ascent * note.per_mille
    descent = -note.chain[0].descent * note.per_mille
    base = nearest(
        room.page_height - ruler.from_foot,
        max(drawing.height, ascent),
        ruler.figures_drop + descent,
        room.foot,
    )
    last = ruler.span // ruler.figures * ruler.figures
    figure_end = last + width_of(str(last), chains[ruler.font.text], ruler.size_pt) / 2
    left = nearest(room.trims[0], 0, max(ruler.span, figure_end), room.across)
    if base is None or left is None:
        return (), ("ruler",)

    for x in (left, room.across[0]):
        start = x + ruler.span + apart
        if start < room.across[1]:
            lines = set_paragraph(printed(ruler.note.text), note, room.across[1] - start)
            if not lines.over and len(lines.lines) <= 2:
                top = base - (note.leading + note.cap_height) / 2
                words = Element("Artifact", lines.runs(start, top, ink))
                return (*_placed(ruler, drawing, x, base, chains, ink), words), ()
    return _placed(ruler, drawing, left, base, chains, ink), ("note",)


def _placed(
    ruler: Ruler, drawing: Frame, x: float, base: float, chains: Mapping[str, Chain], ink: Ink
) -> tuple[Item, ...]:
    """The ruler with its figures, the first in line with its start."""
    chain, y = chains[ruler.font.text], base + ruler.figures_drop
    figures = tuple(
        Element(
            "Artifact",
            set_line(str(mm), chain, ruler.size_pt, ink, x + mm, y, "center" if mm else "left"),
        )
        for mm in range(0, ruler.span + 1, ruler.figures)
    )
    return (Placed(x, base - drawing.height, drawing), *figures)
