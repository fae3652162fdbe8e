"""Posters of the mark links: circles that overlap, for relations."""

from __future__ import annotations

import math

from cardgen.graphics.art.outlines import Circle, band, disc, ground, lens, ring
from cardgen.graphics.art.posters.box import PosterBox, Tones
from cardgen.graphics.frame import Drawing, Path


def talk(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Two heads above the horizon, face to face; between them what they share."""
    x, horizon = box.middle, box.height
    radius = min(box.width * 0.42, (horizon - box.index_corner[1] - box.unit) / 1.45)
    y = horizon - radius * 0.45
    apart = x - radius - box.settled(x - radius * 1.64)
    left, right = Circle(x - apart, y, radius), Circle(x + apart, y, radius)
    sky = ground(horizon)
    eye = radius * 0.15
    return (
        Path(lens(left, sky), tones.middle),
        Path(lens(right, sky), tones.light),
        Path(lens(left, right, sky), tones.dark),
        Path(disc(left.x - radius * 0.22, y - radius * 0.18, eye), tones.paper),
        Path(disc(right.x + radius * 0.22, y - radius * 0.18, eye), tones.dark),
    )


def venn(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Three parties with one shared core; where there is little height, one comes from above."""
    edge, foot = box.edge, box.height - (5 * box.unit if box.floats else 0)
    spread = 0.62  # from the core's middle to each party's, in radii
    aside, drop = spread * math.cos(math.radians(30)), spread * 1.5

    def largest(x: float) -> float:
        return min(box.width * 0.26, box.clear(x, foot, -aside, -1))

    x = box.middle + edge
    radius = min(largest(x), (foot + 3 * edge) / (2 + drop))
    if radius * (2 + drop) < foot + edge:
        x = box.middle
        radius = min(largest(x), (foot - edge) / (2 + drop))
        if box.floats:
            foot -= (foot - edge - radius * (2 + drop)) / 2
    y = foot - radius
    upper = Circle(x, y - drop * radius, radius)
    left, right = Circle(x - aside * radius, y, radius), Circle(x + aside * radius, y, radius)
    return (
        Path(disc(*upper), tones.light),
        Path(disc(*left), tones.middle),
        Path(disc(*right), tones.paper),
        Path(lens(upper, left), tones.base),
        Path(lens(left, right), tones.light),
        Path(lens(upper, right), tones.middle),
        Path(lens(upper, left, right), tones.dark),
    )


def chain(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Three links of a chain from side to side, each holding the next."""
    top, foot = box.index_corner[1], box.height - (box.edge if box.floats else 0)
    radius = min(box.width * 0.29, (foot - top) / 2)
    # The outer links run past the sides with their holes, or else stay inside. Each of them crosses
    # the next one twice, and so has to reach into its hole.
    for share in (0.66, 0.72):
        hole = radius * share
        apart = box.middle + box.edge - hole
        if apart < 1.95 * hole:
            break
    else:
        radius = min(radius, (box.middle - box.edge) / 2.25)
        hole, apart = radius * 0.66, radius * 1.25
    y = (top + foot) / 2 if box.floats else foot - radius
    links = [Circle(box.middle + side * apart, y, radius) for side in (-1, 0, 1)]
    inks = (tones.middle, tones.light, tones.middle)
    # A link lies over the next one at the upper of the two places where they cross.
    over = (band(link.x, y, radius, hole, -80, 80) for link in links[:2])
    return (
        Path(disc(box.middle, y, hole + 0.2), tones.dark),
        *(Path(ring(link.x, y, radius, hole), ink) for link, ink in zip(links, inks, strict=True)),
        *(Path(outline, ink) for outline, ink in zip(over, inks, strict=False)),
    )
