"""What items and glyphs cover, as polygons in mm with y down, and how two of these overlap.

Only what overlaps by its extents is compared here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, floor, hypot, pi, sin
from typing import TypeAlias

from cardgen.graphics.frame import Box, GlyphRun, Image, Item, Line, Matrix, Path, Placed
from cardgen.graphics.geometry import UPRIGHT, Rect, after, bled, into_parent, moved
from cardgen.graphics.type.fonts import Font, GlyphStep
from cardgen.units import MM_PER_PT
from cardgen.value import Value

Point: TypeAlias = tuple[float, float]
Contour: TypeAlias = tuple[Point, ...]  # closed: its last point is joined to the first

COUNTS = 0.1  # mm by which outlines overlap, across and down, to be an overlap
_ROW = COUNTS / 2  # mm from one line of comparison to the next
_PIECES = 6  # straight lines in place of a curve


class Shape(Value):
    """An area within contours: by the nonzero winding rule if solid, or else by the even-odd one.
    A window is the rectangle beyond which it is clipped."""

    contours: tuple[Contour, ...]
    solid: bool = True
    window: Rect | None = None

    @property
    def extent(self) -> Rect:
        """The rectangle around it: left, top, right, bottom."""
        return common(self.whole, self.window) if self.window else self.whole

    @property
    def whole(self) -> Rect:
        """The rectangle around it before it is clipped."""
        xs = [x for contour in self.contours for x, _ in contour]
        ys = [y for contour in self.contours for _, y in contour]
        return (
            min(xs, default=0.0),
            min(ys, default=0.0),
            max(xs, default=0.0),
            max(ys, default=0.0),
        )

    def spans(self, y: float) -> list[tuple[float, float]]:
        """The stretches from left to right that it covers at that height."""
        if self.window and not self.window[1] <= y < self.window[3]:
            return []
        found: list[tuple[float, float]] = []
        winding, start = 0, 0.0
        for x, way in sorted(_crossings(self.contours, y)):
            was = winding if self.solid else winding % 2
            winding += way if self.solid else 1
            now = winding if self.solid else winding % 2
            if not was and now:
                start = x
            elif was and not now and x > start:
                found.append((start, x))
        if self.window:
            left, right = self.window[0], self.window[2]
            found = [(max(a, left), min(b, right)) for a, b in found if a < right and b > left]
        return found


def overlap(one: Shape, other: Shape) -> bool:
    """Whether they overlap by COUNTS or more, across and down."""
    left, top, right, bottom = common(one.extent, other.extent)
    if right - left < COUNTS or bottom - top < COUNTS:
        return False
    deep = 0
    for row in range(floor((bottom - top) / _ROW) + 1):
        y = top + row * _ROW
        wide = _wide(one.spans(y), other.spans(y))
        deep = deep + 1 if wide >= COUNTS else 0
        if deep * _ROW >= COUNTS:
            return True
    return False


def _wide(ones: Iterable[tuple[float, float]], others: Sequence[tuple[float, float]]) -> float:
    """The widest stretch that both cover."""
    common = (min(b, d) - max(a, c) for a, b in ones for c, d in others)
    return max(common, default=0.0)


def _crossings(contours: Iterable[Contour], y: float) -> Iterator[tuple[float, int]]:
    """Where the contours cross that height, and which way."""
    for contour in contours:
        for (x1, y1), (x2, y2) in pairwise((*contour, contour[0])):
            if (y1 <= y) != (y2 <= y):
                yield x1 + (y - y1) * (x2 - x1) / (y2 - y1), 1 if y1 < y2 else -1


class SetGlyph(Value):
    """A glyph where it stands: which of its run's words it is in, the rectangle around its outline,
    and the matrix from its font's thousandths of an em, with y up."""

    word: int
    extent: Rect
    font: Font
    glyph: int
    at: Matrix

    @property
    def shape(self) -> Shape:
        return Shape(tuple(_mapped(contour, self.at) for contour in _glyph(self.font, self.glyph)))


def set_glyphs(run: GlyphRun, font: Font, at: Matrix = UPRIGHT) -> Iterator[SetGlyph]:
    """The glyphs of a run that have an outline."""
    per_mille = run.size_pt * MM_PER_PT / 1000
    x = run.x
    for index, word in enumerate(run.words):
        for glyph in word.glyphs:
            box = font.extents(glyph.id)
            if box[0] < box[2]:
                left, baseline = x + glyph.dx * per_mille, run.y - glyph.dy * per_mille
                to_face = after((per_mille, 0, 0, -per_mille, left, baseline), at)
                upright = box[0], -box[3], box[2], -box[1]
                yield SetGlyph(index, moved(upright, to_face), font, glyph.id, to_face)
            x += glyph.advance * per_mille


@lru_cache(maxsize=4096)
def _glyph(font: Font, glyph: int) -> tuple[Contour, ...]:
    """The contours of a glyph in 1/1000 em, with y up."""
    return tuple(_contours(font.outline(glyph)))


def shapes(item: Item, at: Matrix = UPRIGHT) -> Iterator[tuple[Item, Shape]]:
    """What an item paints besides words, in the order of painting, with what paints it."""
    match item:
        case Box():
            box = item.x, item.y, item.width, item.height
            whole = _mapped(_rounded(*box, item.radius), at)
            if item.fill:
                yield item, Shape((whole,))
            if item.stroke:
                yield item, Shape(_ring(item, at), solid=False)
        case Line():
            yield item, Shape((_mapped(_bar(item), at),))
        case Path():
            found = _contours(item.steps)
            yield item, Shape(tuple(_mapped(one, at) for one in found), item.solid)
        case Image():
            corners = _rounded(item.x, item.y, item.width, item.height, 0.0)
            yield item, Shape((_mapped(corners, at),))
        case Placed():
            inner = after(into_parent(item), at)
            clip = bled(item)
            for inside in item.frame.items:
                for own, shape in shapes(inside, inner):
                    yield own, _clipped(shape, clip, inner)


def _clipped(shape: Shape, clip: Rect | None, at: Matrix) -> Shape:
    if clip is None:
        return shape
    corners = _mapped(((clip[0], clip[1]), (clip[2], clip[3])), at)
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    window = xs[0], ys[0], xs[1], ys[1]
    return shape._replace(window=common(window, shape.window) if shape.window else window)


def _mapped(contour: Iterable[Point], at: Matrix) -> Contour:
    a, b, c, d, e, f = at
    return tuple((a * x + c * y + e, b * x + d * y + f) for x, y in contour)


def common(one: Rect, other: Rect) -> Rect:
    """The rectangle that two have in common; its right is left of its left if they have none."""
    return (
        *(max(one[0], other[0]), max(one[1], other[1])),
        *(min(one[2], other[2]), min(one[3], other[3])),
    )


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Contour:
    """A rectangle, with round corners if it has a radius."""
    right, bottom = x + width, y + height
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return (x, y), (right, y), (right, bottom), (x, bottom)
    centres = (
        *((right - radius, y + radius), (right - radius, bottom - radius)),
        *((x + radius, bottom - radius), (x + radius, y + radius)),
    )
    return tuple(
        (
            cx + radius * sin(pi / 2 * (corner + piece / _PIECES)),
            cy - radius * cos(pi / 2 * (corner + piece / _PIECES)),
        )
        for corner, (cx, cy) in enumerate(centres)
        for piece in range(_PIECES + 1)
    )


def _ring(box: Box, at: Matrix) -> tuple[Contour, ...]:
    """The outline of a box, centred on its edge."""
    half = box.stroke_pt * MM_PER_PT / 2
    found = []
    for out in (half, -half):
        width, height = box.width + 2 * out, box.height + 2 * out
        if width > 0 and height > 0:
            radius = max(0.0, box.radius + out) if box.radius else 0.0
            found.append(_mapped(_rounded(box.x - out, box.y - out, width, height, radius), at))
    return tuple(found)


def _bar(line: Line) -> Contour:
    """A straight line as wide as it is drawn."""
    across, down = line.x2 - line.x1, line.y2 - line.y1
    long = hypot(across, down) or 1.0
    half = line.width_pt * MM_PER_PT / 2
    dx, dy = -down / long * half, across / long * half
    return (
        *((line.x1 + dx, line.y1 + dy), (line.x2 + dx, line.y2 + dy)),
        *((line.x2 - dx, line.y2 - dy), (line.x1 - dx, line.y1 - dy)),
    )


def _contours(steps: Iterable[GlyphStep]) -> Iterator[Contour]:
    """The contours of an outline, with straight lines in place of its curves."""
    points: list[Point] = []
    for step in steps:
        if step[0] == "M":
            if len(points) > 2:
                yield tuple(points)
            points = [(step[1], step[2])]
        elif step[0] == "L":
            points.append((step[1], step[2]))
        elif step[0] == "C":
            points += _curve(points[-1], step[1:])
        elif step[0] == "Q":
            points += _curve(points[-1], _cubic(points[-1], step[1:]))
    if len(points) > 2:
        yield tuple(points)


def _cubic(
    start: Point, to: tuple[float, float, float, float]
) -> tuple[float, float, float, float, float, float]:
    """The curve of the third degree that is the same as one of the second."""
    (x0, y0), (x1, y1, x2, y2) = start, to
    first = x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0)
    return *first, x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2), x2, y2


def _curve(start: Point, to: tuple[float, float, float, float, float, float]) -> Iterator[Point]:
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = to
    for piece in range(1, _PIECES + 1):
        t = piece / _PIECES
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
