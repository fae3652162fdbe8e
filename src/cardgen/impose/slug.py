"""The slug: a line that says which sheet this is, an arrow to its head and a ruler, in the margins.

A piece that the margins have no room for is left out on every sheet alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from cardgen.graphics.art.gauges import arrow_up
from cardgen.graphics.art.gauges import ruler as drawing_of
from cardgen.graphics.frame import SIDES, Box, Element, Frame, Ink, Item, Placed, Side
from cardgen.graphics.type.breaking import BALANCED
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.paragraph import Type, set_line, set_paragraph, width_of
from cardgen.graphics.type.segments import Chain
from cardgen.graphics.type.wording import fill
from cardgen.impose.grid import SLACK, Grid
from cardgen.model.sheet import Ruler, Slug
from cardgen.value import Value

Band: TypeAlias = tuple[float, float]  # from one coordinate to another, in mm


class FittedSlug(Value):
    """What to print on a side of the sheet of a number, and the pieces that found no space."""

    items: Callable[[int, Side], tuple[Item, ...]]
    left_out: tuple[str, ...]


NO_SLUG = FittedSlug(lambda number, side: (), ())


class FreeSpace(Value):
    """The bands around the cards that are free on every sheet of a grid, front and back, in mm."""

    trims: Band  # left and right of the outer trims
    across: Band  # left and right of what can be printed
    head: Band  # top and bottom of the space above the cards
    foot: Band
    page_height: float


def _free_space(grid: Grid, clear: float) -> FreeSpace:
    """The space between the printer's margins and the marks, less what is to be kept clear."""
    left, top, right, bottom = grid.box
    before, _, after, _ = grid.margins
    if grid.axis == "horizontal":  # the slug of a back lies on its head
        before = after = max(before, after)
    last = grid.page_width - after
    return FreeSpace(
        trims=(max(left, before), min(right, last)),
        across=(before, last),
        head=(grid.margins[1], top - grid.reach - clear),
        foot=(bottom + grid.reach + clear, grid.page_height - grid.margins[3]),
        page_height=grid.page_height,
    )


def _nearest(preferred: float, before: float, after: float, band: Band) -> float | None:
    """The coordinate nearest to the preferred one that has before and after it inside the band."""
    first, last = band[0] + before, band[1] - after
    return max(first, min(preferred, last)) if first <= last + SLACK else None


def fit_slug(
    slug: Slug,
    line: str,
    grid: Grid,
    title: str,
    sheets: int,
    chains: Mapping[str, Chain],
    ink: Ink,
    plates: Sequence[tuple[str, Ink]] = (),
) -> FittedSlug:
    """The slug for a grid, in line with the outer trims or as near to that as there is room.

    line is the one of the slug's lines that these sheets have, with the printer, the profile and
    the condition filled in. Sheets for a press have the names of their plates, each beside its
    ink, in place of arrow and ruler. All of it lies
    inside the margins and clear of cards and marks; what cannot, the "line", the "arrow", the
    "ruler" or its "note", or the "plates", is left out on every sheet alike.
    """
    space = _free_space(grid, slug.clear)
    type_ = Type(chains[slug.font.text], slug.size_pt, 0.0)

    def words(number: int, side: Side) -> str:
        known = {
            "title": title,
            "sheet": str(number),
            "sheets": str(sheets),
            "side": (slug.front if side == "front" else slug.back).text,
            "edge": (slug.long if grid.flip == "long" else slug.short).text,
        }
        return fill(line, known)

    width = max(width_of(words(sheets, side), type_.chain, slug.size_pt) for side in SIDES)
    alike: tuple[Item, ...]
    no_room: tuple[str, ...]
    if plates:
        start, alike = _fit_plates(slug, type_, width, space, ink, plates)
        no_room = ("plates",) * (not alike)
    else:
        start, arrow = _fit_line(slug, type_, width, space, ink)
        ruler, without = _fit_ruler(slug.ruler, slug.apart, space, chains, ink)
        alike, no_room = (*arrow, *ruler), ("arrow",) * (not arrow) + without

    def items(number: int, side: Side) -> tuple[Item, ...]:
        if start is None:
            return alike
        line = set_line(words(number, side), type_.chain, slug.size_pt, ink, *start)
        return (Element("Artifact", line), *alike)

    return FittedSlug(items, ("line",) * (start is None) + no_room)


def _fit_plates(
    slug: Slug,
    type_: Type,
    width: float,
    space: FreeSpace,
    ink: Ink,
    plates: Sequence[tuple[str, Ink]],
) -> tuple[tuple[float, float] | None, tuple[Item, ...]]:
    """Where a line of that width starts, and the plates at its other end, each a patch of its ink
    and its name; there are none without room for both."""
    chain, side = type_.chain, type_.cap_height
    ascent, descent = chain[0].ascent * type_.per_mille, -chain[0].descent * type_.per_mille
    y = _nearest(slug.from_top, ascent, descent, space.head)
    widths = [side + slug.arrow_gap + width_of(name, chain, slug.size_pt) for name, _ in plates]
    all_wide = sum(widths) + slug.apart * (len(plates) - 1)
    both = width + slug.apart + all_wide
    band = next((b for b in (space.trims, space.across) if both <= b[1] - b[0] + SLACK), None)
    if y is None or band is None:
        at = _nearest(space.trims[0], 0, width, space.across)
        return None if at is None or y is None else (at, y), ()
    items, x = list[Item](), band[1] - all_wide
    for (name, plate), wide in zip(plates, widths, strict=True):
        items.append(Box(x, y - side, side, side, fill=plate))
        words = set_line(name, chain, slug.size_pt, ink, x + side + slug.arrow_gap, y)
        items.append(Element("Artifact", words))
        x += wide + slug.apart
    return (band[0], y), tuple(items)


def _fit_line(
    slug: Slug, type_: Type, width: float, space: FreeSpace, ink: Ink
) -> tuple[tuple[float, float] | None, tuple[Item, ...]]:
    """Where a line of that width starts, and the arrow with its words at the other end.

    There is no start without room for the line, and no items without room for the arrow.
    """
    arrow, chain = slug.arrow, type_.chain
    ascent, descent = chain[0].ascent * type_.per_mille, -chain[0].descent * type_.per_mille
    over = (arrow.height + type_.cap_height) / 2  # of the arrow over the baseline
    other = width_of(slug.edge_up.text, chain, slug.size_pt) + slug.arrow_gap + arrow.width
    both = width + slug.apart + other
    band = next((b for b in (space.trims, space.across) if both <= b[1] - b[0] + SLACK), None)
    y = _nearest(slug.from_top, max(ascent, over), max(descent, arrow.height - over), space.head)
    if band and y is not None:
        end = band[1] - arrow.width - slug.arrow_gap
        edge_up = set_line(slug.edge_up.text, chain, slug.size_pt, ink, end, y, "right")
        size = arrow.width, arrow.height, arrow.head, arrow.stem
        drawing = arrow_up(*size, band[1] - arrow.width / 2, y - over, ink)
        return (band[0], y), (Element("Artifact", edge_up), drawing)
    x = _nearest(space.trims[0], 0, width, space.across)
    y = _nearest(slug.from_top, ascent, descent, space.head)
    return None if x is None or y is None else (x, y), ()


def _fit_ruler(
    ruler: Ruler, apart: float, space: FreeSpace, chains: Mapping[str, Chain], ink: Ink
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The ruler at the foot with its note beside it, and the names of those that found no room.

    The note takes one line beside the ruler's base line, or a second beside the figures.
    """
    ticks = [(tick.every, tick.length, tick.width_pt) for tick in ruler.ticks]
    drawing = drawing_of(ruler.span, ticks, ruler.line_pt, ink)
    note = Type(chains[ruler.note_font.text], ruler.note_pt, ruler.figures_drop, BALANCED)
    ascent = note.chain[0].ascent * note.per_mille
    descent = -note.chain[0].descent * note.per_mille
    base = _nearest(
        space.page_height - ruler.from_foot,
        max(drawing.height, ascent),
        ruler.figures_drop + descent,
        space.foot,
    )
    last = ruler.span // ruler.figures * ruler.figures
    half = width_of(str(last), chains[ruler.font.text], ruler.size_pt) / 2
    zero = width_of("0", chains[ruler.font.text], ruler.size_pt) / 2
    left = _nearest(space.trims[0], zero, max(ruler.span, last + half), space.across)
    if base is None or left is None:
        return (), ("ruler",)

    for x in (left, space.across[0] + zero):
        start = x + ruler.span + apart
        if start < space.across[1]:
            lines = set_paragraph(printed(ruler.note.text), note, space.across[1] - start)
            if not lines.over and len(lines.lines) <= 2:
                top = base - (note.leading + note.cap_height) / 2
                words = Element("Artifact", lines.runs(start, top, ink))
                return (*_ruler_at(ruler, drawing, x, base, chains, ink), words), ()
    return _ruler_at(ruler, drawing, left, base, chains, ink), ("note",)


def _ruler_at(
    ruler: Ruler, drawing: Frame, x: float, base: float, chains: Mapping[str, Chain], ink: Ink
) -> tuple[Item, ...]:
    """The ruler with its figures centred on their ticks."""
    chain, y = chains[ruler.font.text], base + ruler.figures_drop
    figures = tuple(
        Element(
            "Artifact",
            set_line(str(mm), chain, ruler.size_pt, ink, x + mm, y, "center"),
        )
        for mm in range(0, ruler.span + 1, ruler.figures)
    )
    return (Placed(x, base - drawing.height, drawing), *figures)
