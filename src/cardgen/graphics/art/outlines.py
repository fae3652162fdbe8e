"""Outlines of discs, rings, sectors and the intersections of circles.

Lengths are in mm with y down, angles in degrees clockwise from east. Every outline is closed, so
that several may follow each other in one path; what lies within two of them is a hole.
"""

from __future__ import annotations

import math
from typing import TypeAlias

from cardgen.graphics.frame import Matrix, Step
from cardgen.value import Value

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = tuple[Step, ...]

_WAIST = 0.46  # of a star's radius


class Circle(Value):
    x: float
    y: float
    radius: float

    def at(self, angle: float) -> Point:
        """The point on the circle in this direction from its centre."""
        turn = math.radians(angle)
        return self.x + self.radius * math.cos(turn), self.y + self.radius * math.sin(turn)


def polygon(*points: Point) -> Outline:
    return (("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",))


def rectangle(left: float, top: float, width: float, height: float) -> Outline:
    right, bottom = left + width, top + height
    return polygon((left, top), (right, top), (right, bottom), (left, bottom))


def disc(x: float, y: float, radius: float) -> Outline:
    circle = Circle(x, y, radius)
    return (("M", *circle.at(0)), *arc(circle, 0, 360), ("Z",))


def star(x: float, y: float, radius: float) -> Outline:
    """Five points, one of them up."""
    reach = radius, _WAIST * radius
    around = (Circle(x, y, reach[index % 2]).at(36 * index - 90) for index in range(10))
    return polygon(*around)


def star_inset(radius: float, inset: float) -> float:
    """The radius of a star inside another one, at a distance of inset from its edges."""
    (x1, y1), (x2, y2) = Circle(0, 0, radius).at(-90), Circle(0, 0, _WAIST * radius).at(-54)
    from_centre = abs(x1 * y2 - x2 * y1) / math.hypot(x2 - x1, y2 - y1)
    return radius * (from_centre - inset) / from_centre


def ring(x: float, y: float, radius: float, hole: float) -> Outline:
    """A disc with a round hole of radius hole."""
    return disc(x, y, radius) + disc(x, y, hole)


def sector(x: float, y: float, radius: float, start: float, sweep: float) -> Outline:
    """A slice of a disc from its centre, sweep degrees wide."""
    circle = Circle(x, y, radius)
    return (("M", x, y), ("L", *circle.at(start)), *arc(circle, start, sweep), ("Z",))


def band(x: float, y: float, radius: float, hole: float, start: float, sweep: float) -> Outline:
    """A sector of a ring, sweep degrees wide."""
    outer, inner = Circle(x, y, radius), Circle(x, y, hole)
    return (
        ("M", *outer.at(start)),
        *arc(outer, start, sweep),
        ("L", *inner.at(start + sweep)),
        *arc(inner, start + sweep, -sweep),
        ("Z",),
    )


def ground(horizon: float) -> Circle:
    """The area above the horizon, as a disc so large that its edge is straight to 0.001 mm."""
    return Circle(0, horizon - 1e7, 1e7)


def lens(*circles: Circle) -> Outline:
    """The intersection of the circles, bounded by their arcs; empty where they have none."""
    arcs = [
        (circle, start, sweep)
        for circle in circles
        for start, sweep in _pieces(circle, circles)
        if all(_holds(other, circle.at(start + sweep / 2)) for other in circles if other != circle)
    ]
    if not arcs:
        return ()
    middles = [circle.at(start + sweep / 2) for circle, start, sweep in arcs]
    x, y = (sum(values) / len(arcs) for values in zip(*middles, strict=True))
    # An intersection of circles is convex, so its arcs follow each other around its middle.
    order = sorted(range(len(arcs)), key=lambda i: math.atan2(middles[i][1] - y, middles[i][0] - x))
    first, start, _ = arcs[order[0]]
    return (("M", *first.at(start)), *(step for i in order for step in arc(*arcs[i])), ("Z",))


def arc(circle: Circle, start: float, sweep: float) -> Outline:
    """Curves along a circle from its start angle, within 0.03 % of its radius."""
    count = max(1, math.ceil(abs(sweep) / 90 - 1e-9))
    turn = math.radians(sweep / count)
    pull = 4 / 3 * math.tan(turn / 4) * circle.radius
    curves: list[Step] = []
    for i in range(count):
        a, b = (math.radians(start) + turn * k for k in (i, i + 1))
        (x1, y1), (x2, y2) = circle.at(math.degrees(a)), circle.at(math.degrees(b))
        curves.append(
            (
                "C",
                x1 - pull * math.sin(a),
                y1 + pull * math.cos(a),
                x2 + pull * math.sin(b),
                y2 - pull * math.cos(b),
                x2,
                y2,
            )
        )
    return tuple(curves)


def mapped(outline: Outline, matrix: Matrix) -> Outline:
    """The outline with each point x, y at a·x + c·y + e, b·x + d·y + f."""
    a, b, c, d, e, f = matrix

    def at(x: float, y: float) -> Point:
        return a * x + c * y + e, b * x + d * y + f

    steps: list[Step] = []
    for step in outline:
        if step[0] == "C":
            _, x1, y1, x2, y2, x, y = step
            steps.append(("C", *at(x1, y1), *at(x2, y2), *at(x, y)))
        elif step[0] == "Z":
            steps.append(step)
        else:
            letter, x, y = step
            steps.append((letter, *at(x, y)))
    return tuple(steps)


def _pieces(circle: Circle, others: tuple[Circle, ...]) -> list[tuple[float, float]]:
    """The start and sweep of the arcs into which the others cut a circle."""
    cuts: list[float] = []
    for other in others:
        apart = math.hypot(other.x - circle.x, other.y - circle.y)
        if abs(circle.radius - other.radius) < apart < circle.radius + other.radius:
            towards = math.degrees(math.atan2(other.y - circle.y, other.x - circle.x))
            side = (apart**2 + circle.radius**2 - other.radius**2) / (2 * apart * circle.radius)
            half = math.degrees(math.acos(side))
            cuts += [(towards - half) % 360, (towards + half) % 360]
    cuts.sort()
    if not cuts:
        return [(0, 360)]
    return [(a, b - a) for a, b in zip(cuts, [*cuts[1:], cuts[0] + 360], strict=True)]


def _holds(circle: Circle, point: Point) -> bool:
    return math.hypot(point[0] - circle.x, point[1] - circle.y) <= circle.radius + 1e-6
