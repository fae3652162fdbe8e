"""Faces side by side, as on a table: what is seen of cards on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from cardgen.graphics.frame import Box, Drawing, Frame, Ink, Item, Line, Page, Placed
from cardgen.model.sheet import Outline, Table


class Row(NamedTuple):
    """The faces of one card, which bleed, and keep what matters safe, so many mm beyond and within
    the trim."""

    faces: Sequence[Placed]
    bleed: float
    safe: float


def on_table(rows: Sequence[Row], table: Table, paper: Ink, lines: bool) -> Page:
    """Each card in a row of its own, cut at the trim or, with lines, at the end of the bleed."""
    placed, drawn = list[Item](), list[Drawing]()
    y, right = table.gap, 0.0
    for faces, bleed, safe in rows:
        out = bleed if lines else 0.0
        x = table.gap
        for face in faces:
            here = replace(face, x=x + out, y=y + out, bleed=(out,) * 4)
            placed += [_edges(here, out, fill=paper), here]
            drawn += _lines(here, bleed, safe, table) if lines else ()
            x += face.width + 2 * out + table.gap
        right = max(right, x)
        y += max(face.height for face in faces) + 2 * out + table.gap
    ground = Box(0, 0, right, y, fill=table.ground)
    return Page(Frame(right, y, (ground, *placed, *drawn)), "front")


def _edges(face: Placed, out: float, fill: Ink) -> Box:
    """The paper under a face."""
    return Box(face.x - out, face.y - out, face.width + 2 * out, face.height + 2 * out, fill=fill)


def _lines(face: Placed, bleed: float, safe: float, table: Table) -> Iterator[Drawing]:
    for out, outline in ((bleed, table.bleed), (-safe, table.safe), (0.0, table.trim)):
        if out or outline is table.trim:
            yield from _outline(face, out, outline)


def _outline(face: Placed, out: float, outline: Outline) -> Iterator[Line]:
    """The four sides, so far beyond the trim; dashes begin and end at each corner."""
    left, top = face.x - out, face.y - out
    right, bottom = face.x + face.width + out, face.y + face.height + out
    for x1, y1, x2, y2 in (
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    ):
        long = abs(x2 - x1) + abs(y2 - y1)
        dashes = ceil(long / outline.dash / 2) if outline.dash else 1
        across, down = (x2 - x1) / (2 * dashes - 1), (y2 - y1) / (2 * dashes - 1)
        for at in range(0, 2 * dashes, 2):
            start = x1 + at * across, y1 + at * down
            yield Line(*start, start[0] + across, start[1] + down, outline.ink, outline.width_pt)
