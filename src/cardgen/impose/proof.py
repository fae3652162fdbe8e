"""Pages as proofs: lines on the trims and within them, and words that nobody takes for a print."""

from __future__ import annotations

from dataclasses import replace

from cardgen.graphics.frame import Box, Item, Page, Placed, faces
from cardgen.graphics.type.paragraph import TALL, set_label, width_of
from cardgen.model.layout import Proof
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
    width, size_pt = page.frame.width, proof.banner_pt
    size_pt *= min(1.0, width / 2 / width_of(proof.banner, proof.chain, size_pt))
    tall = TALL * size_pt * MM_PER_PT
    head = min((face.y for face in faces(page.frame)), default=0.0)
    if head > 2.5 * tall:  # amid the room above cards and their marks
        middle = (head - tall) / 2
    else:
        middle = head - tall / 2 if head > 1.4 * tall else page.frame.height / 2
    inks = proof.paper, proof.overset
    return set_label(proof.banner, proof.chain, size_pt, *inks, width / 2, middle)
