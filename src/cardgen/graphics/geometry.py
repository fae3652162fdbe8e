"""Where frames lie and how far their drawings reach, in mm with y down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from cardgen.graphics.frame import Box, Element, GlyphRun, Image, Item, Line, Matrix, Path, Placed
from cardgen.units import MM_PER_PT

Rect: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


def into_parent(placed: Placed) -> Matrix:
    """The matrix from the placed frame to the frame that it is placed in."""
    x, y, width, height = placed.x, placed.y, placed.frame.width, placed.frame.height
    match placed.turn:
        case 0:
            return 1, 0, 0, 1, x, y
        case 90:
            return 0, 1, -1, 0, x + height, y
        case 180:
            return -1, 0, 0, -1, x + width, y + height
        case 270:
            return 0, -1, 1, 0, x, y + width


def after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies the inner one and then the outer one."""
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (
        *(a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p),
        *(e * m + f * o + q, e * n + f * p + r),
    )


def moved(rect: Rect, matrix: Matrix) -> Rect:
    """The smallest upright rectangle around rect as the matrix moves it."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = rect
    if a == d == 1 and b == c == 0:  # most frames are placed upright
        return left + e, top + f, right + e, bottom + f
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def bled(placed: Placed) -> Rect | None:
    """The part of the placed frame within its bleed, in the frame's own coordinates."""
    if placed.bleed is None:
        return None
    left, top, right, bottom = placed.bleed
    return -left, -top, placed.frame.width + right, placed.frame.height + bottom


def extent(items: Iterable[Item]) -> Rect | None:
    """The rectangle around all that the items paint, None if they paint nothing.

    For type and curves it is a safe guess: the full height of the line, the control points.
    """
    rects = [rect for item in items if (rect := _extent(item)) is not None]
    if not rects:
        return None
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _extent(item: Item) -> Rect | None:
    match item:
        case Box():
            edge = item.stroke_pt / 2 * MM_PER_PT if item.stroke else 0
            right, bottom = item.x + item.width, item.y + item.height
            return item.x - edge, item.y - edge, right + edge, bottom + edge
        case Line():
            edge = item.width_pt / 2 * MM_PER_PT
            xs, ys = sorted((item.x1, item.x2)), sorted((item.y1, item.y2))
            return xs[0] - edge, ys[0] - edge, xs[1] + edge, ys[1] + edge
        case Path():
            return item.extent if item.steps else None
        case Image():
            return item.x, item.y, item.x + item.width, item.y + item.height
        case GlyphRun():
            em = item.size_pt * MM_PER_PT
            return item.x - em / 4, item.y - em, item.x + item.width + em / 4, item.y + em / 2
        case Element():
            return extent(item.items)
        case Placed():
            inner, kept = extent(item.frame.items), bled(item)
            if inner is not None and kept is not None:
                inner = _common(inner, kept)
            return None if inner is None else moved(inner, into_parent(item))


def _common(one: Rect, other: Rect) -> Rect | None:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left < right and top < bottom else None
