"""Bleed: what reaches the trim must go on to the edge of the bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.graphics.type.wording import listed
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import (
    FilledPath,
    GraphicsObject,
    TextObject,
    TransparencyGroup,
    is_seen,
    is_technical,
)
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.parsing.rectangle import Rectangle, intersection, overhang
from cardgen.preflight.rules import Rules
from cardgen.units import MM_PER_PT, PT_PER_MM, shown

_NEAR = 0.1 * PT_PER_MM
_CLEAR = 0.5 * PT_PER_MM  # more than a guillotine misses by
_BAND = 0.25  # of an edge: what is longer is a band, what is shorter a figure
_COVERED = 0.9  # of an object's edge, for another to continue it
_MOST = 1000  # objects of a page that are reported, or may hide others
_SIDES = ("left", "bottom", "right", "top")


def bleed(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """Objects that reach the trim and end before the bleed does. A page without room for the bleed
    is another finding."""
    trim = page.trim
    if trim is None:
        return
    asked = (rules.profile.bleed or 0) * PT_PER_MM
    room, own = overhang(trim, page.media), overhang(trim, page.bled)
    wanted = [min(most, max(asked, least)) for most, least in zip(room, own, strict=True)]
    objects = page.objects
    reaching = [_reaching(objects, side, trim, wanted[side]) for side in range(4)]
    left = _MOST
    for at, item in enumerate(objects):
        out = overhang(trim, item.box)
        short = []
        for side in range(4):
            if -_NEAR <= out[side] < wanted[side] - _NEAR and _lies_in(item.box, side, trim):
                is_free = out[side] >= _CLEAR and _is_figure(item, side, trim)
                if not _goes_on(at, item.box, side, is_free, reaching[side]):
                    short.append(side)
        left -= bool(short)
        if short and left >= 0:
            edges = listed([_SIDES[side] for side in short])
            what = f"artwork at the {edges} edge does not extend to the bleed there"
            measured = f"{max(0.0, min(out[side] for side in short)) * MM_PER_PT:.1f} mm"
            limit = f"at least {shown(max(wanted[side] for side in short) * MM_PER_PT)} mm"
            yield page.finding("P110", "error", item, what, measured, limit)


def needs_bleed(item: GraphicsObject) -> bool:
    """Whether an object needs bleed: text at the edge is another finding, and a dieline is not
    printed."""
    return (
        is_seen(item)
        and not isinstance(item, (TextObject, TransparencyGroup))
        and not is_technical(item)
    )


def _lies_in(box: Rectangle, side: int, trim: Rectangle) -> bool:
    """Whether more than a hair's breadth of a box lies within the trim at that side."""
    depth = (
        box.right - trim.left,
        box.top - trim.bottom,
        trim.right - box.left,
        trim.top - box.bottom,
    )
    return depth[side] > _NEAR and intersection(box, trim) is not None


def _reaching(
    objects: Sequence[GraphicsObject], side: int, trim: Rectangle, wanted: float
) -> list[tuple[int, Rectangle]]:
    """The boxes that reach the edge of the bleed, with their places in the order of painting; of
    equal boxes the last."""
    found = {
        item.box: at
        for at, item in enumerate(objects)
        if overhang(trim, item.box)[side] >= wanted - _NEAR
    }
    return [(at, box) for box, at in found.items()][-_MOST:]


def _is_figure(item: GraphicsObject, side: int, trim: Rectangle) -> bool:
    """Whether an object is a figure rather than a band along an edge."""
    along = 1 - side % 2  # the axis that the edge runs along
    box = item.box
    length = (box[along + 2] - box[along]) / (trim[along + 2] - trim[along])
    return length < _BAND or (isinstance(item, FilledPath) and not item.is_rectangle)


def _goes_on(
    at: int, box: Rectangle, side: int, is_free: bool, reaching: Sequence[tuple[int, Rectangle]]
) -> bool:
    """Whether another object continues to the bleed in place of one.

    at is the object's place in the order of painting. The other hides its edge, or begins where it
    ends, as tiles of one background do; a free one, clear of the trim, may end on a background.
    """
    along = 1 - side % 2
    for other_at, other in reaching:
        shared = min(box[along + 2], other[along + 2]) - max(box[along], other[along])
        if shared < _COVERED * (box[along + 2] - box[along]):
            continue
        ends, begins = box[side], other[(side + 2) % 4]
        inwards = (ends - begins) * (1 if side > 1 else -1)  # how far they overlap
        if inwards >= -_NEAR and (is_free or other_at > at or inwards <= _NEAR):
            return True
    return False
