"""The marks of themes and the signs of lists, each in one ink."""

from __future__ import annotations

import math
from typing import Literal

from cardgen.graphics.art.outlines import Circle, Outline, arc, disc, lens, polygon, rectangle, ring
from cardgen.graphics.frame import Box, Drawing, Ink, Path

MARKS = ("core", "links", "peak", "steps", "diamond", "square", "bars", "petals")

DISC = "disc"  # what is drawn for themes without a mark

_LEAST_GAP = 0.35  # mm: narrower gaps fill in on an office printer


def mark(name: str, x: float, y: float, radius: float, ink: Ink) -> tuple[Drawing, ...]:
    """A theme's mark, centred on x, y and at most radius wide on each side.

    A name that is not in MARKS gets a plain disc.
    """
    r = radius
    match name:
        case "core":
            return (Path(ring(x, y, r * 0.94, r * 0.66) + disc(x, y, r * 0.36), ink),)
        case "links":
            left, right = (Circle(x + side * r * 0.37, y, r * 0.63) for side in (-1, 1))
            return (
                *(Path(ring(link.x, y, link.radius, r * 0.39), ink) for link in (left, right)),
                Path(lens(left, right), ink),
            )
        case "peak":
            return (Path(_chevron(x, y, r), ink),)
        case "steps":
            return (Path(_blocks(x, y + r * 0.80, r * 0.535, r * 0.88, r * 0.13), ink),)
        case "diamond":
            return (Path(polygon((x, y - r), (x + r, y), (x, y + r), (x - r, y)), ink),)
        case "square":
            return (Box(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, ink),)
        case "bars":
            return tuple(
                Box(x - r * 0.9, y + (i * 0.66 - 0.21) * r, r * 1.8, r * 0.42, ink)
                for i in (-1, 0, 1)
            )
        case "petals":
            return (Path(_petals(x, y, r), ink),)
        case _:
            return (Path(disc(x, y, r * 0.88), ink),)


def small_mark(name: str, x: float, y: float, radius: float, ink: Ink) -> tuple[Drawing, ...]:
    """A theme's mark for sizes up to 3 mm, with gaps that stay open in print."""
    r = radius
    match name:
        case "core":
            return (Path(ring(x, y, r, r * 0.70) + disc(x, y, r * 0.36), ink),)
        case "links":
            return tuple(
                Path(ring(x + side * r * 0.426, y, r * 0.574, r * 0.361), ink) for side in (-1, 1)
            )
        case "steps":
            gap = max(r * 0.24, _LEAST_GAP)
            return (Path(_blocks(x, y + r * 0.84, r * 0.56, r * 0.90, gap), ink),)
        case _:
            return mark(name, x, y, r, ink)


def plus(x: float, y: float, radius: float, ink: Ink) -> tuple[Drawing, ...]:
    r, t = radius, radius * 0.24
    quarter = ((t, -r), (t, -t), (r, -t))
    corners = [turned for k in range(4) for turned in (_turned(*corner, k) for corner in quarter)]
    return (Path(polygon(*((x + dx, y + dy) for dx, dy in corners)), ink),)


def minus(x: float, y: float, radius: float, ink: Ink) -> tuple[Drawing, ...]:
    return (Box(x - radius, y - radius * 0.24, radius * 2, radius * 0.48, ink),)


def dot(x: float, y: float, radius: float, ink: Ink) -> tuple[Drawing, ...]:
    return (Path(disc(x, y, radius), ink),)


def badge(
    sign: Literal["plus", "minus"], x: float, y: float, radius: float, fill: Ink, ink: Ink
) -> tuple[Drawing, ...]:
    """A plus in a disc or a minus in a rounded square, so that their outlines alone differ."""
    if sign == "plus":
        return (Path(disc(x, y, radius), fill), *plus(x, y, radius * 0.56, ink))
    half = radius * 0.92
    field = Box(x - half, y - half, 2 * half, 2 * half, fill, radius=radius * 0.28)
    return (field, *minus(x, y, radius * 0.56, ink))


def _chevron(x: float, y: float, r: float) -> Outline:
    foot, top, half = y + r * 0.74, y - r * 0.88, r * 0.93
    inner = 0.503
    return polygon(
        (x - half, foot),
        (x, top),
        (x + half, foot),
        (x + half * inner, foot),
        (x, foot - (foot - top) * inner),
        (x - half * inner, foot),
    )


def _blocks(x: float, foot: float, rise: float, half: float, gap: float) -> Outline:
    """Three blocks, each a rise higher than the one before, half wide on each side of x."""
    width = (2 * half - 2 * gap) / 3
    return tuple(
        step
        for i in range(3)
        for step in rectangle(
            x - half + i * (width + gap), foot - (i + 1) * rise, width, (i + 1) * rise
        )
    )


def _petals(x: float, y: float, r: float) -> Outline:
    """Four overlapping discs as one outline, with the gap between them filled."""
    lobe, out = r * 0.46, r * 0.5
    # The angle from a lobe's axis to where it meets the next lobe, on the diagonal.
    half = 135 - math.degrees(math.acos(out / math.sqrt(2) / lobe))
    lobes = [
        (Circle(x + out * dx, y + out * dy, lobe), 90 * k)
        for k, (dx, dy) in enumerate(((1, 0), (0, 1), (-1, 0), (0, -1)))
    ]
    start = lobes[0][0].at(-half)
    curves = (step for circle, axis in lobes for step in arc(circle, axis - half, 2 * half))
    return (("M", *start), *curves, ("Z",))


def _turned(dx: float, dy: float, quarters: int) -> tuple[float, float]:
    for _ in range(quarters):
        dx, dy = -dy, dx
    return dx, dy
