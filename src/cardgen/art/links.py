"""Posters of circles that share: relations."""

from __future__ import annotations

import math

from cardgen.art.outlines import Circle, band, disc, ground, lens
from cardgen.art.room import Room, Tones
from cardgen.frame import Drawing, Path

_HOLE = 0.64  # of a link's radius


def talk(room: Room, tones: Tones) -> tuple[Drawing, ...]:
    """Two heads above the horizon, face to face; between them what they share."""
    x, horizon = room.middle, room.height
    radius = min(room.width * 0.42, (horizon - room.index[1] - room.unit) / 1.45)
    y = horizon - radius * 0.45
    apart = x - radius - room.settled(x - radius * 1.64)
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


def venn(room: Room, tones: Tones) -> tuple[Drawing, ...]:
    """Three parties with one shared core; where there is little height, one comes from above."""
    edge, foot = room.edge, room.height - 5 * room.unit
    spread = 0.62  # from the core's middle to each party's, in radii
    aside, drop = spread * math.cos(math.radians(30)), spread * 1.5

    def largest(x: float) -> float:
        return min(room.width * 0.26, room.clear(x, foot, -aside, -1))

    x = room.middle + edge
    radius = min(largest(x), (foot + 3 * edge) / (2 + drop))
    if radius * (2 + drop) < foot + edge:
        x = room.middle
        radius = min(largest(x), (foot - edge) / (2 + drop))
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


def chain(room: Room, tones: Tones) -> tuple[Drawing, ...]:
    """Three links of a chain that climbs across the card, each holding the next."""
    angles = sorted(range(25, 51), key=lambda angle: abs(angle - 45))
    trials = [
        (_links(room, share, angle), angle) for angle in angles for share in (0.4, 0.41, 0.42, 0.39)
    ]
    links, angle = max(trials, key=lambda trial: min(_leeway(room, *trial[0]), room.edge))
    sky = ground(room.height)
    middle = links[1]
    hole = middle.radius * _HOLE
    rings = (lens(link, sky) + lens(Circle(link.x, link.y, hole), sky) for link in links)
    inks = (tones.middle, tones.light, tones.middle)
    # Of the two places where a link meets the next it lies over it in the upper one.
    over = (band(*link, hole, -angle - 67, 40) for link in links[:2])
    return (
        Path(disc(middle.x, middle.y, hole + 0.2), tones.dark),
        *(Path(outline, ink) for outline, ink in zip(rings, inks, strict=True)),
        *(Path(outline, ink) for outline, ink in zip(over, inks, strict=False)),
    )


def _links(room: Room, share: float, angle: int) -> tuple[Circle, Circle, Circle]:
    """Links that climb at this angle, with this share of the height as their radius."""
    radius = share * min(room.width * 0.85, room.height)
    middle = Circle(room.middle, room.height * 0.52, radius)
    x, y = Circle(*middle[:2], radius * 1.1).at(-angle)
    return Circle(2 * middle.x - x, 2 * middle.y - y, radius), middle, Circle(x, y, radius)


def _leeway(room: Room, first: Circle, middle: Circle, last: Circle) -> float:
    """How far the outer links are from grazing the trim or the horizon, and their holes nearly."""
    gaps = (last.y, room.width - last.x, room.height - first.y)
    return min(
        min(abs(gap - middle.radius), 1.5 * abs(gap - middle.radius * _HOLE)) for gap in gaps
    )
