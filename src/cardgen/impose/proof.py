"""Pages as proofs: lines on the trims and within them, and words that nobody takes for a print."""

from __future__ import annotations

from dataclasses import replace

from cardgen.frame import Box, Element, Item, Page, Placed, faces
from cardgen.layout import Proof
from cardgen.text.line import set_line, width_of
from cardgen.units import MM_PER_PT


def proofed(page: Page, safe: float, proof: Proof) -> Page:
    """The page with what a proof shows over all its cards; what matters on them should end safe
    mm within the trim."""
    over: list[Item] = []
    for face in faces(page.frame):
        over.append(_outline(face, 0.0, proof.trim_pt, proof))
        if safe:
            over.append(_outline(face, safe, proof.safe_pt, proof))
    items = (*page.frame.items, *over, *_banner(page, proof))
    return replace(page, frame=replace(page.frame, items=items))


def _outline(face: Placed, inset: float, width_pt: float, proof: Proof) -> Box:
    size = face.width - 2 * inset, face.height - 2 * inset
    place = face.x + inset, face.y + inset
    return Box(*place, *size, stroke=proof.line, stroke_pt=width_pt)


def _banner(page: Page, proof: Proof) -> tuple[Item, ...]:
    """White words on a label above the cards or, where there is no room, in the middle of the page;
    shrunk where it is narrow."""
    width = page.frame.width
    size_pt = proof.banner_pt
    wide = width_of(proof.banner, proof.chain, size_pt)
    if wide > width / 2:
        size_pt, wide = size_pt * width / 2 / wide, width / 2
    em = size_pt * MM_PER_PT
    across, head = wide + 1.6 * em, min((face.y for face in faces(page.frame)), default=0.0)
    tall = 1.6 * em
    if head > 2.5 * tall:  # amid the room above cards and their marks
        middle = (head - tall) / 2
    else:
        middle = head - tall / 2 if head > 1.4 * tall else page.frame.height / 2
    label = Box(
        (width - across) / 2, middle - 0.8 * em, across, 1.6 * em, proof.overset, radius=0.8 * em
    )
    words = set_line(
        proof.banner, proof.chain, size_pt, proof.paper, width / 2, middle + 0.35 * em, "center"
    )
    return label, Element("P", words)
