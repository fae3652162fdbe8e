"""Pages to look at rather than to cut: proofs of sheets, and previews of cards for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from cardgen.graphics.frame import (
    Box,
    Drawing,
    Frame,
    Ink,
    Item,
    Line,
    Page,
    Placed,
    faces,
)
from cardgen.graphics.type.paragraph import TALL, set_label, width_of
from cardgen.impose.legend import field_entry, line_entry, set_legend
from cardgen.model.layout import LegendStyle, Proof
from cardgen.model.sheet import Outline, PreviewStyle
from cardgen.units import MM_PER_PT
from cardgen.value import Value


def proof_of(page: Page, safe: float, proof: Proof, what: str) -> Page:
    """The page with a proof's lines at and inside the trims and, in a strip below it, a banner, so
    that nobody takes it for the print, with what it is a proof of and what the lines mean; safe is
    how many mm inside the trim what matters should end."""
    trim, dashed = _outlines(proof)
    lines: list[Item] = []
    for face in faces(page.frame):
        lines += _inset_lines(face, 0.0, trim)
        if safe:
            lines += _inset_lines(face, safe - proof.safe_clear, dashed)
    strip, height = _strip(page.frame, proof, what)
    items = (*page.frame.items, *lines, *strip)
    return page._replace(frame=page.frame._replace(items=items, height=height))


def _outlines(proof: Proof) -> tuple[Outline, Outline]:
    """The lines at the trim and around the safe area."""
    safe = Outline(proof.line, proof.safe_pt, proof.safe_dash)
    return Outline(proof.line, proof.trim_pt), safe


def _inset_lines(face: Placed, inset: float, outline: Outline) -> Iterator[Item]:
    """A rectangle at that distance inside the trim, which may be dashed."""
    left, top = face.x + inset, face.y + inset
    right, bottom = face.x + face.width - inset, face.y + face.height - inset
    for x, y, x2, y2 in (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        length = x2 - x + y2 - y
        dash, at = outline.dash or length, 0.0
        across, down = (x2 - x) / length, (y2 - y) / length
        while at < length:
            end = min(at + dash, length)
            ends = x + at * across, y + at * down, x + end * across, y + end * down
            yield Line(*ends, outline.ink, outline.width_pt)
            at += 2 * dash


def _strip(sheet: Frame, proof: Proof, what: str) -> tuple[list[Item], float]:
    """The strip below a sheet, and where it ends; the banner is smaller on a narrow page."""
    width, size_pt = sheet.width, proof.banner_pt
    size_pt *= min(1.0, width / 2 / width_of(proof.banner, proof.chain, size_pt))
    tall, top = TALL * size_pt * MM_PER_PT, sheet.height + proof.style.edge
    inks = proof.paper, proof.overset
    label = set_label(proof.banner, proof.chain, size_pt, *inks, width / 2, top + tall / 2)
    *words, misfit = proof.legend
    lines = map(line_entry, _outlines(proof), words)
    entries = (*lines, field_entry(proof.overset, misfit))
    legend, bottom = set_legend(what, entries, proof.style, top + tall, width)
    return [*label, *legend], bottom


class PreviewRow(Value):
    """The faces of one card, with their bleed and the width inside the trim that is to be kept
    safe, in mm."""

    faces: Sequence[Placed]
    bleed: float
    safe: float


def preview(
    rows: Sequence[PreviewRow], style: PreviewStyle, paper: Ink, lines: LegendStyle | None
) -> Page:
    """The cards, each in a row of its own on a coloured ground.

    They are cut at the trim or, with lines, at the end of the bleed; then a legend in that style
    says below them what the lines mean.
    """
    placed, drawn = list[Item](), list[Drawing]()
    y, right = style.gap, 0.0
    for own, bleed, safe in rows:
        out = bleed if lines else 0.0
        x = style.gap
        for face in own:
            here = face._replace(x=x + out, y=y + out, bleed=(out,) * 4)
            placed += [_paper(here, out, fill=paper), here]
            drawn += _guides(here, bleed, safe, style) if lines else ()
            x += face.width + 2 * out + style.gap
        right = max(right, x)
        y += max(face.height for face in own) + 2 * out + style.gap
    items = (Box(0, 0, right, y, fill=style.ground), *placed, *drawn)
    if lines is None:
        return Page(Frame(right, y, items), "front")
    drawn_at = (
        (style.trim, True),
        (style.bleed, any(row.bleed for row in rows)),
        (style.safe, any(row.safe for row in rows)),
    )
    entries = [line_entry(outline, outline.words) for outline, shown in drawn_at if shown]
    legend, bottom = set_legend("", entries, lines, y, right)
    return Page(Frame(right, bottom, (*items, *legend)), "front")


def _paper(face: Placed, out: float, fill: Ink) -> Box:
    """The paper under a face."""
    return Box(face.x - out, face.y - out, face.width + 2 * out, face.height + 2 * out, fill=fill)


def _guides(face: Placed, bleed: float, safe: float, style: PreviewStyle) -> Iterator[Drawing]:
    """The lines at the end of the bleed, at that of the safe area and on the trim."""
    for out, outline in ((bleed, style.bleed), (-safe, style.safe), (0.0, style.trim)):
        if out or outline is style.trim:
            yield from _dashed(face, out, outline)


def _dashed(face: Placed, out: float, outline: Outline) -> Iterator[Line]:
    """The four sides so far beyond the trim; dashes begin and end at each corner."""
    left, top = face.x - out, face.y - out
    right, bottom = face.x + face.width + out, face.y + face.height + out
    for x1, y1, x2, y2 in (
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    ):
        length = abs(x2 - x1) + abs(y2 - y1)
        dashes = ceil(length / outline.dash / 2) if outline.dash else 1
        across, down = (x2 - x1) / (2 * dashes - 1), (y2 - y1) / (2 * dashes - 1)
        for at in range(0, 2 * dashes, 2):
            start = x1 + at * across, y1 + at * down
            yield Line(*start, start[0] + across, start[1] + down, outline.ink, outline.width_pt)
