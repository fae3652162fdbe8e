"""Boxes and matrices in the plane of a page: points from its bottom left corner, y up."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt
from typing import NamedTuple

from cardgen.graphics.frame import Matrix

UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)
NOWHERE = Box(1e9, 1e9, 1e9, 1e9)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that holds all points; there is at least one."""
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def meet(one: Box, other: Box) -> Box | None:
    """What two boxes share, if only an edge; None where they lie apart."""
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    right, top = min(one.right, other.right), min(one.top, other.top)
    return Box(left, bottom, right, top) if left <= right and bottom <= top else None


def overlap(one: Box, other: Box, slack: float = 0.0) -> bool:
    """Whether they share more than slack both ways."""
    shared = meet(one, other)
    return shared is not None and min(shared.width, shared.height) > slack


def holds(outer: Box, inner: Box, slack: float = 0.0) -> bool:
    return (
        outer.left <= inner.left + slack
        and outer.bottom <= inner.bottom + slack
        and outer.right >= inner.right - slack
        and outer.top >= inner.top - slack
    )


def beyond(trim: Box, box: Box) -> tuple[float, float, float, float]:
    """How far a box reaches out of the trim to the left, the bottom, the right and the top."""
    return (
        trim.left - box.left,
        trim.bottom - box.bottom,
        box.right - trim.right,
        box.top - trim.top,
    )


def join(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all; there is at least one."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.bottom - by, box.right + by, box.top + by)


def after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does as inner does and then as outer does."""
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (
        a * m + b * o,
        a * n + b * p,
        c * m + d * o,
        c * n + d * p,
        e * m + f * o + q,
        e * n + f * p + r,
    )


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def turned(way: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """A way and its length, wherever it begins."""
    (x, y), (a, b, c, d, _, _) = way, matrix
    return a * x + c * y, b * x + d * y


def moved(box: Box, matrix: Matrix) -> Box:
    """The box about the moved box."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    if not b and not c and a > 0 and d > 0:
        return Box(a * left + e, d * bottom + f, a * right + e, d * top + f)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return around(at(matrix, x, y) for x, y in corners)


def scale(matrix: Matrix) -> float:
    """How many times as large things become, as the mean of both ways."""
    a, b, c, d, _, _ = matrix
    return sqrt(abs(a * d - b * c))


def sides(matrix: Matrix) -> tuple[float, float]:
    """How long the sides of the unit square become."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)
