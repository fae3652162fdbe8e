"""Bleed: whether what touches the trim is painted on beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.graphics.type.wording import listed
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import (
    Area,
    Group,
    Mark,
    Text,
    is_seen,
    is_technical,
)
from cardgen.preflight.parsing.pdf_file import Page
from cardgen.preflight.parsing.rectangle import Box, beyond, meet
from cardgen.preflight.rules import Rules
from cardgen.units import MM_PER_PT, PT_PER_MM, shown

_NEAR = 0.1 * PT_PER_MM
_CLEAR = 0.5 * PT_PER_MM  # which a guillotine should not miss by
_BAND = 0.25  # of an edge, for what is there to be a band and no figure
_COVERED = 0.9  # of an edge, for what goes on there to count
_MOST = 1000  # marks of a page that are told of, or may hide others
_SIDES = ("left", "bottom", "right", "top")


def bleed(page: Page, rules: Rules) -> Iterator[Finding]:
    """Marks that reach the trim and end before the bleed does; where the page itself has no room
    for it, that is another fault."""
    trim = page.trim
    if trim is None:
        return
    asked = (rules.profile.bleed or 0) * PT_PER_MM
    room, own = beyond(trim, page.media), beyond(trim, page.bled)
    wanted = [min(most, max(asked, least)) for most, least in zip(room, own, strict=True)]
    marks = [mark for mark in page.marks if _counts(mark)]
    reaching = [_reaching(marks, side, trim, wanted[side]) for side in range(4)]
    left = _MOST
    for at, mark in enumerate(marks):
        out = beyond(trim, mark.box)
        short = []
        for side in range(4):
            if -_NEAR <= out[side] < wanted[side] - _NEAR and _lies_in(mark.box, side, trim):
                is_free = out[side] >= _CLEAR and _is_figure(mark, side, trim)
                if not _goes_on(at, mark.box, side, is_free, reaching[side]):
                    short.append(side)
        left -= bool(short)
        if short and left >= 0:
            edges = listed([_SIDES[side] for side in short])
            what = f"what is painted to the {edges} edge ends short of the bleed there"
            measured = f"{max(0.0, min(out[side] for side in short)) * MM_PER_PT:.1f} mm"
            limit = f"at least {shown(max(wanted[side] for side in short) * MM_PER_PT)} mm"
            yield page.finding("P110", "error", mark, what, measured, limit)


def _counts(mark: Mark) -> bool:
    """Text at the edge is another fault, and the line of a die is not printed."""
    return is_seen(mark) and not isinstance(mark, (Text, Group)) and not is_technical(mark)


def _lies_in(box: Box, side: int, trim: Box) -> bool:
    """Whether more than a hair of it lies on what is kept."""
    depth = (
        box.right - trim.left,
        box.top - trim.bottom,
        trim.right - box.left,
        trim.top - box.bottom,
    )
    return depth[side] > _NEAR and meet(box, trim) is not None


def _reaching(marks: Sequence[Mark], side: int, trim: Box, wanted: float) -> list[tuple[int, Box]]:
    """Those that reach the bleed, with their places in the order of painting; of those in the same
    place the last."""
    found = {
        mark.box: at
        for at, mark in enumerate(marks)
        if beyond(trim, mark.box)[side] >= wanted - _NEAR
    }
    return [(at, box) for box, at in found.items()][-_MOST:]


def _is_figure(mark: Mark, side: int, trim: Box) -> bool:
    """Whether it is no band along an edge, which would be cut off by mistake."""
    along = 1 - side % 2  # the axis that the edge runs along
    box = mark.box
    length = (box[along + 2] - box[along]) / (trim[along + 2] - trim[along])
    return length < _BAND or (isinstance(mark, Area) and not mark.is_whole)


def _goes_on(
    at: int, box: Box, side: int, is_free: bool, reaching: Sequence[tuple[int, Box]]
) -> bool:
    """Whether something hides the edge of a mark at that place in the order, or begins where it
    ends and reaches the bleed instead, as tiles of one ground do; a free one may end on a ground
    that goes on."""
    along = 1 - side % 2
    for other_at, other in reaching:
        shared = min(box[along + 2], other[along + 2]) - max(box[along], other[along])
        if shared < _COVERED * (box[along + 2] - box[along]):
            continue
        ends, begins = box[side], other[(side + 2) % 4]
        inwards = (ends - begins) * (1 if side > 1 else -1)  # how far they lie over each other
        if inwards >= -_NEAR and (is_free or other_at > at or inwards <= _NEAR):
            return True
    return False
