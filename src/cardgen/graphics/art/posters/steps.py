"""Posters of the mark steps: blocks and tracks, for delivery."""

from __future__ import annotations

import math

from cardgen.graphics.art.outlines import Circle, Outline, arc, disc, polygon
from cardgen.graphics.art.posters.box import PosterBox, Tones
from cardgen.graphics.frame import Box, Drawing, Path


def columns(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Columns that rise, each a step above the one before; the highest carries a disc."""
    unit, foot = box.unit, box.height
    width = (box.width - 16 * unit) / 4
    radius = min(width * 0.40, foot * 0.12)
    rise = (foot - 12 * unit - 2 * radius) / 4
    left = 8 * unit
    inks = (tones.dark, tones.middle, tones.light, tones.middle)
    # Each column reaches a little under the next, the last one far beyond the card.
    widths = (width + 0.2, width + 0.2, width + 0.2, width + 20)
    blocks = tuple(
        Box(left + i * width, foot - (i + 1) * rise, widths[i], (i + 1) * rise, ink)
        for i, ink in enumerate(inks)
    )
    x, y = left + 3.5 * width, foot - 4 * rise - radius
    return (*blocks, Path(disc(x, y, radius), tones.paper))


def route(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A clear track that winds from its start at the trim up to its end."""
    unit = box.unit
    square = min((box.width - 10 * unit) / 4.1, (box.height - 12 * unit) / 3.05)
    left = box.width - 8 * unit - 4.06 * square
    foot = box.height - min(box.height - 9 * unit - 2.96 * square, (box.height - 3 * square) * 0.55)
    if not box.floats:
        foot = box.height + 0.1 * square  # so far above the foot of the grid the track's edge is
    end = (left + 3.6 * square, foot - 2.5 * square)
    return (
        Path(_track(left, foot, square, 0.40 * square), tones.dark),
        Path(_track(left, foot, square, 0.165 * square), tones.light),
        Path(disc(*end, 0.46 * square), tones.paper),
        Path(disc(*end, 0.18 * square), tones.dark),
        Path(disc(left + 0.55 * square, foot - 0.5 * square, 0.165 * square), tones.paper),
    )


def stray(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A wall of blocks, the outer ones cut in half by the trim, that one block has left."""
    unit, top = box.unit, 21 * box.unit
    gap = 2.4 * unit
    block = (box.width - 4 * gap) / 4
    pitch = block + gap
    left = box.middle - block / 2 - 2 * pitch
    wall = tuple(
        Box(
            left + column * pitch,
            top + row * pitch,
            block,
            min(block, box.height - top - row * pitch),
            tones.dark if (column + row) % 2 else tones.middle,
        )
        for row in range(math.ceil((box.height - box.edge - top) / pitch))
        for column in range(5)
        if (column, row) != (3, 0)
    )
    tilt = math.radians(17)
    reach = block / 2 * (math.sin(tilt) + math.cos(tilt))
    free = Circle(left + 3 * pitch + block / 2, box.edge + reach, block / math.sqrt(2))
    corners = (free.at(45 - 17 + 90 * quarter) for quarter in range(4))
    return (*wall, Path(polygon(*corners), tones.paper))


def _track(left: float, foot: float, square: float, half: float) -> Outline:
    """A track that runs level, climbs in four quarter turns and runs level again.

    It starts beyond the left trim and is half wide on each side of its middle line. left and foot
    are the corner of the grid of squares in which it turns from the middle of one side to another.
    """
    bends = ((1, 1, 90, 1), (2, 1, 180, -1), (2, 2, 90, 1), (3, 2, 180, -1))
    right = tuple(
        step
        for column, row, start, side in bends
        for step in arc(
            Circle(left + column * square, foot - row * square, square / 2 + side * half),
            start,
            -90 * side,
        )
    )
    back = tuple(
        step
        for column, row, start, side in bends[::-1]
        for step in arc(
            Circle(left + column * square, foot - row * square, square / 2 - side * half),
            start - 90 * side,
            90 * side,
        )
    )
    low, high, end = foot - square / 2, foot - 2.5 * square, left + 3.6 * square
    return (
        ("M", -12, low + half),
        ("L", left + square, low + half),
        *right,
        ("L", end, high + half),
        ("L", end, high - half),
        ("L", left + 3 * square, high - half),
        *back,
        ("L", -12, low - half),
        ("Z",),
    )
