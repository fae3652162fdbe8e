"""Rectangles on a page and the matrices that move them: points from the bottom left, y up."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt

from cardgen.graphics.frame import Matrix
from cardgen.value import Value

UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rectangle(Value):
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


EVERYWHERE = Rectangle(-1e6, -1e6, 1e6, 1e6)
NOWHERE = Rectangle(1e9, 1e9, 1e9, 1e9)


def bounds(points: Iterable[tuple[float, float]]) -> Rectangle:
    """The smallest rectangle around the points, of which there is at least one."""
    across, up = zip(*points, strict=True)
    return Rectangle(min(across), min(up), max(across), max(up))


def intersection(one: Rectangle, other: Rectangle) -> Rectangle | None:
    """What two rectangles share, if only an edge; None where they lie apart."""
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    right, top = min(one.right, other.right), min(one.top, other.top)
    return Rectangle(left, bottom, right, top) if left <= right and bottom <= top else None


def overlap(one: Rectangle, other: Rectangle, slack: float = 0.0) -> bool:
    """Whether they share more than slack in both directions."""
    shared = intersection(one, other)
    return shared is not None and min(shared.width, shared.height) > slack


def contains(outer: Rectangle, inner: Rectangle, slack: float = 0.0) -> bool:
    """Whether the inner one lies in the outer one, or passes it by no more than slack."""
    return (
        outer.left <= inner.left + slack
        and outer.bottom <= inner.bottom + slack
        and outer.right >= inner.right - slack
        and outer.top >= inner.top - slack
    )


def overhang(trim: Rectangle, box: Rectangle) -> tuple[float, float, float, float]:
    """How far a box reaches beyond the trim at the left, the bottom, the right and the top."""
    return (
        trim.left - box.left,
        trim.bottom - box.bottom,
        box.right - trim.right,
        box.top - trim.top,
    )


def union(boxes: Iterable[Rectangle]) -> Rectangle:
    """The smallest rectangle around the others, of which there is at least one."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Rectangle(min(lefts), min(bottoms), max(rights), max(tops))


def enlarged(box: Rectangle, by: float) -> Rectangle:
    return Rectangle(box.left - by, box.bottom - by, box.right + by, box.top + by)


def after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies the inner one and then the outer one."""
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


def mapped_vector(vector: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """A vector as the matrix maps it."""
    (x, y), (a, b, c, d, _, _) = vector, matrix
    return a * x + c * y, b * x + d * y


def moved(box: Rectangle, matrix: Matrix) -> Rectangle:
    """The smallest upright rectangle around the box that the matrix has moved."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    if not b and not c and a > 0 and d > 0:
        return Rectangle(a * left + e, d * bottom + f, a * right + e, d * top + f)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return bounds(at(matrix, x, y) for x, y in corners)


def scale(matrix: Matrix) -> float:
    """The factor by which lengths grow, as the mean of both directions."""
    a, b, c, d, _, _ = matrix
    return sqrt(abs(a * d - b * c))


def sides(matrix: Matrix) -> tuple[float, float]:
    """The lengths of the sides of the unit square that the matrix has moved."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)
