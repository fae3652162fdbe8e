"""Pages to look at rather than to cut: proofs of sheets, and previews of cards for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from cardgen.graphics.frame import (
    Box,
    Drawing,
    Element,
    Frame,
    Ink,
    Item,
    Line,
    Page,
    Placed,
    faces,
)
from cardgen.graphics.type.paragraph import TALL, Type, set_label, set_paragraph, width_of
from cardgen.model.layout import Proof
from cardgen.model.sheet import Outline, PreviewStyle
from cardgen.units import MM_PER_PT
from cardgen.value import Value


def proof_of(page: Page, safe: float, proof: Proof, what: str) -> Page:
    """The page with a proof's lines at and inside the trims and, in a strip below it, a banner, so
    that nobody takes it for the print, with what it is a proof of and what the lines mean; safe is
    how many mm inside the trim what matters should end."""
    lines: list[Item] = []
    for face in faces(page.frame):
        lines.append(_inset_line(face, 0.0, proof.trim_pt, proof))
        if safe:
            lines.append(_inset_line(face, safe - proof.safe_clear, proof.safe_pt, proof))
    strip, height = _strip(page.frame, proof, what)
    items = (*page.frame.items, *lines, *strip)
    return page._replace(frame=page.frame._replace(items=items, height=height))


def _inset_line(face: Placed, inset: float, width_pt: float, proof: Proof) -> Box:
    """A rectangle at that distance inside the trim."""
    size = face.width - 2 * inset, face.height - 2 * inset
    place = face.x + inset, face.y + inset
    return Box(*place, *size, stroke=proof.line, stroke_pt=width_pt)


def _strip(sheet: Frame, proof: Proof, what: str) -> tuple[list[Item], float]:
    """The strip below a sheet, and where it ends; the banner is smaller on a narrow page."""
    edge, width = proof.edge, sheet.width
    size_pt = proof.banner_pt
    size_pt *= min(1.0, width / 2 / width_of(proof.banner, proof.chain, size_pt))
    tall = TALL * size_pt * MM_PER_PT
    inks, y = (proof.paper, proof.overset), sheet.height + edge
    label = set_label(proof.banner, proof.chain, size_pt, *inks, width / 2, y + tall / 2)
    y += tall + edge / 2
    type_ = Type(proof.chain, proof.legend_pt, proof.legend_leading)
    title = set_paragraph(what, type_, width - 2 * edge)
    items: list[Item] = [*label, Element("P", title.runs(edge, y, proof.ink))]
    y += title.height + edge / 2
    columns = min(len(proof.legend), max(1, int((width - edge) / (proof.column + edge))))
    column = (width - edge) / columns - edge
    indent = proof.sample + edge / 2
    bottom = y
    for at, words in enumerate(proof.legend):
        x, row = edge + at % columns * (column + edge), y if at < columns else bottom
        entry = set_paragraph(words, type_, column - indent)
        items += _sample(at, x, row + type_.leading / 2, proof)
        items.append(Element("P", entry.runs(x + indent, row, proof.ink)))
        bottom = max(bottom, row + entry.height)
    return items, bottom + edge


def _sample(at: int, x: float, middle: float, proof: Proof) -> tuple[Item, ...]:
    """What an entry of the legend is about: a line or, of the last one, the ink."""
    if at == len(proof.legend) - 1:
        return (Box(x, middle - 1, proof.sample, 2, fill=proof.overset),)
    width_pt = (proof.trim_pt, proof.safe_pt)[at]
    return (Line(x, middle, x + proof.sample, middle, proof.line, width_pt),)


class PreviewRow(Value):
    """The faces of one card, with their bleed and the width inside the trim that is to be kept
    safe, in mm."""

    faces: Sequence[Placed]
    bleed: float
    safe: float


def preview(rows: Sequence[PreviewRow], style: PreviewStyle, paper: Ink, lines: bool) -> Page:
    """The cards, each in a row of its own on a coloured ground.

    They are cut at the trim or, with lines, at the end of the bleed.
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
    ground = Box(0, 0, right, y, fill=style.ground)
    return Page(Frame(right, y, (ground, *placed, *drawn)), "front")


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
