"""The slug: which sheet this is, which way up it goes and a ruler, where the margins have room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from cardgen.graphics.art.gauges import arrow_up
from cardgen.graphics.frame import SIDES, Element, Ink, Item, Side
from cardgen.graphics.type.paragraph import Type, set_line, width_of
from cardgen.graphics.type.segments import Chain
from cardgen.graphics.type.wording import fill
from cardgen.impose.grid import SLACK, Grid
from cardgen.impose.room import Room, nearest, room_around
from cardgen.impose.ruler import set_ruler
from cardgen.model.sheet import Slug


class FittedSlug(NamedTuple):
    """What to print on a side of the sheet of a number, and the pieces that found no room."""

    items: Callable[[int, Side], tuple[Item, ...]]
    left_out: tuple[str, ...]


NO_SLUG = FittedSlug(lambda number, side: (), ())


def fit_slug(
    slug: Slug,
    line: str,
    grid: Grid,
    title: str,
    sheets: int,
    chains: Mapping[str, Chain],
    ink: Ink,
    printer: str = "",
) -> FittedSlug:
    """The pieces of the slug in line with the outer trims, or as near to that as there is room.

    line is the one of the slug's lines that these sheets have, printer what it may name. All lies
    within the margins and clear of cards and marks. A piece that cannot ("line", "arrow", "ruler"
    or the ruler's "note") is left out, on every sheet alike.
    """
    room = room_around(grid, slug.clear)
    type_ = Type(chains[slug.font.text], slug.size_pt, 0.0)

    def words(number: int, side: Side) -> str:
        known = {
            "title": title,
            "sheet": str(number),
            "sheets": str(sheets),
            "side": (slug.front if side == "front" else slug.back).text,
            "printer": printer,
            "edge": (slug.long if grid.flip == "long" else slug.short).text,
        }
        return fill(line, known)

    width = max(width_of(words(sheets, side), type_.chain, slug.size_pt) for side in SIDES)
    start, arrow = _head(slug, type_, width, room, ink)
    ruler, no_room = set_ruler(slug.ruler, slug.apart, room, chains, ink)
    alike = (*arrow, *ruler)

    def items(number: int, side: Side) -> tuple[Item, ...]:
        if start is None:
            return alike
        line = set_line(words(number, side), type_.chain, slug.size_pt, ink, *start)
        return (Element("Artifact", line), *alike)

    out = ("line",) * (start is None) + ("arrow",) * (not arrow) + no_room
    return FittedSlug(items, out)


def _head(
    slug: Slug, type_: Type, width: float, room: Room, ink: Ink
) -> tuple[tuple[float, float] | None, tuple[Item, ...]]:
    """Where a line of that width starts, and the words with the arrow at the other end."""
    arrow, chain = slug.arrow, type_.chain
    ascent, descent = chain[0].ascent * type_.per_mille, -chain[0].descent * type_.per_mille
    over = (arrow.height + type_.cap_height) / 2  # of the arrow over the baseline
    other = width_of(slug.edge_up.text, chain, slug.size_pt) + slug.arrow_gap + arrow.width
    both = width + slug.apart + other
    band = next((b for b in (room.trims, room.across) if both <= b[1] - b[0] + SLACK), None)
    y = nearest(slug.from_top, max(ascent, over), max(descent, arrow.height - over), room.head)
    if band and y is not None:
        end = band[1] - arrow.width - slug.arrow_gap
        edge_up = set_line(slug.edge_up.text, chain, slug.size_pt, ink, end, y, "right")
        size = arrow.width, arrow.height, arrow.head, arrow.stem
        drawing = arrow_up(*size, band[1] - arrow.width / 2, y - over, ink)
        return (band[0], y), (Element("Artifact", edge_up), drawing)
    x = nearest(room.trims[0], 0, width, room.across)
    y = nearest(slug.from_top, ascent, descent, room.head)
    return None if x is None or y is None else (x, y), ()
