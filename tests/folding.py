"""Paper that is cut and folded as the lines of a finished PDF say, which alone are read here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from ctypes import byref, c_float, c_int, c_uint
from io import BytesIO
from itertools import pairwise
from math import atan2, cos, dist, pi, radians, sin
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader

Point: TypeAlias = tuple[float, float]
Segment: TypeAlias = tuple[Point, Point]
Polygon: TypeAlias = list[Point]
Space: TypeAlias = tuple[float, ...]
Put: TypeAlias = Callable[[Point], Space]

MM = 25.4 / 72
NEAR = 0.02  # mm
DASH = 3.2  # mm; whatever is shorter and has others in line with it belongs to a fold


BLACK, WHITE = (0, 0, 0), (255, 255, 255)
Rgb: TypeAlias = tuple[int, int, int]


def strokes(data: bytes, page: int = 0) -> list[Segment]:
    """The straight lines of a page in mm, y up: black ones or, on a dark ground, white ones."""
    found = strokes_by_colour(data, page)
    return found[BLACK] or found[WHITE]


def strokes_by_colour(data: bytes, page: int = 0) -> dict[Rgb, list[Segment]]:
    """All straight lines of a page in mm, y up, by their colours on a screen."""
    found = defaultdict[Rgb, set[Segment]](set)
    document = pypdfium2.PdfDocument(data)
    for item in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        red, green, blue, alpha = (c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetStrokeColor(item.raw, red, green, blue, alpha)
        fill, stroke = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(item.raw, byref(fill), byref(stroke))
        if not stroke.value:
            continue
        colour = red.value, green.value, blue.value
        matrix = item.get_matrix()
        last: Point | None = None
        for at in range(pdfium.FPDFPath_CountSegments(item.raw)):
            segment, x, y = pdfium.FPDFPath_GetPathSegment(item.raw, at), c_float(), c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            across, up = matrix.on_point(x.value, y.value)
            point: Point = round(MM * across, 3), round(MM * up, 3)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_LINETO and last:
                found[colour].add((min(last, point), max(last, point)))
            last = point
    return defaultdict(list, {colour: sorted(own) for colour, own in found.items()})


def cuts_and_folds(lines: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    """The solid lines, and the dashed ones each as one line."""
    short = [line for line in lines if dist(*line) < DASH]
    cuts, rows = [line for line in lines if dist(*line) >= DASH], list[Segment]()
    while short:
        row = [short.pop(0)]
        while following := next((o for o in short if _follows(row, o)), None):
            row.append(following)
            short.remove(following)
        ends = sorted(point for dash in row for point in dash)
        (rows if len(row) > 1 else cuts).append((ends[0], ends[-1]))
    return cuts, rows


def _follows(row: Sequence[Segment], dash: Segment) -> bool:
    """Whether a dash is in line with a row of others, as far from it as it is long."""
    length = dist(*row[0])
    return abs(dist(*dash) - length) < NEAR and any(
        abs(dist(a, b) - length) < NEAR and _in_line(row[0], dash)
        for own in row
        for a in own
        for b in dash
    )


def _in_line(one: Segment, other: Segment) -> bool:
    return all(_off(point, one) < NEAR for point in other)


def _off(point: Point, line: Segment) -> float:
    (x1, y1), (x2, y2) = line
    return abs((x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)) / dist(*line)


def panels_of(
    cuts: Sequence[Segment], folds: Sequence[Segment]
) -> tuple[list[Polygon], set[Segment]]:
    """The polygons that the lines enclose, anticlockwise, and the sides that are folds."""
    points: list[Point] = []

    def known(point: Point) -> Point:
        for own in points:
            if dist(own, point) < NEAR:
                return own
        points.append(point)
        return point

    lines = [(known(a), known(b), False) for a, b in cuts]
    lines += [(known(a), known(b), True) for a, b in folds]
    sides: dict[Segment, bool] = {}
    for a, b, folded in lines:
        on = [p for p in points if _off(p, (a, b)) < NEAR and _between(p, a, b)]
        on.sort(key=lambda p: dist(a, p))
        for start, end in pairwise(on):
            for both in ((start, end), (end, start)):
                sides[both] = sides.get(both, False) or folded
    polygons, left = list[Polygon](), set(sides)
    while left:
        begun = way = min(left)
        polygon: Polygon = []
        while True:
            left.discard(way)
            polygon.append(way[0])
            way = _next_side(way, sides)
            if way == begun:
                break
        if area(polygon) > 0:
            polygons.append(polygon)
    return polygons, {side for side, folded in sides.items() if folded}


def _next_side(side: Segment, sides: Iterable[Segment]) -> Segment:
    """The side that goes on at the end of another one, turning most to the left of all."""
    (x, y), (x2, y2) = side
    back = atan2(y - y2, x - x2)
    ways = [other for other in sides if other[0] == side[1] and other[1] != side[0]]

    def turned(way: Segment) -> float:
        return (back - atan2(way[1][1] - y2, way[1][0] - x2)) % (2 * pi)

    return min(ways or [(side[1], side[0])], key=turned)


def _between(p: Point, a: Point, b: Point) -> bool:
    return dist(a, p) + dist(p, b) < dist(a, b) + NEAR


def area(polygon: Polygon) -> float:
    ends = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in ends) / 2


def sides_of(polygon: Polygon) -> list[Segment]:
    return list(zip(polygon, polygon[1:] + polygon[:1], strict=True))


def size_of(polygon: Polygon) -> tuple[float, float]:
    xs, ys = zip(*polygon, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def holds(polygon: Polygon, point: Point) -> bool:
    """Whether a point is within a convex polygon, which is anticlockwise."""
    return all(
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) > -NEAR
        for a, b in sides_of(polygon)
    )


def folded(
    polygons: Sequence[Polygon], folds: set[Segment], first: int, degrees: float
) -> dict[int, Put]:
    """For each panel what puts its points, and directions, in space: the first lies at z = 0 with
    its printed side up, and each further one is folded away from that by so many degrees."""
    placed: dict[int, Put] = {first: (lambda p: (*p, 0.0))}
    waiting = [first]
    while waiting:
        at = waiting.pop()
        for side in set(sides_of(polygons[at])) & folds:
            other = next((n for n, own in enumerate(polygons) if side[::-1] in sides_of(own)), None)
            if other is not None and other not in placed:
                placed[other] = _turned(placed[at], side, radians(degrees))
                waiting.append(other)
    return placed


def _turned(put: Put, side: Segment, angle: float) -> Put:
    """A panel's place beyond a side of the one before, about which it turns."""
    (x, y), (x2, y2) = side
    length = dist((x, y), (x2, y2))
    along, out = ((x2 - x) / length, (y2 - y) / length), ((y2 - y) / length, -(x2 - x) / length)
    origin = put((x, y))
    axis = _less(put((x + along[0], y + along[1])), origin)
    right = _less(put((x + out[0], y + out[1])), origin)
    up = cross(right, axis)
    turned = tuple(cos(angle) * r - sin(angle) * u for r, u in zip(right, up, strict=True))

    def place(p: Point) -> Space:
        dx, dy = p[0] - x, p[1] - y
        a, o = dx * along[0] + dy * along[1], dx * out[0] + dy * out[1]
        return tuple(c + a * v + o * w for c, v, w in zip(origin, axis, turned, strict=True))

    return place


def direction(put: Put, at: Point, way: Point) -> Space:
    """Where a direction on a panel points in space."""
    return _less(put((at[0] + way[0], at[1] + way[1])), put(at))


def along(a: Space, b: Space) -> float:
    """How far one direction goes along another one."""
    return sum(i * j for i, j in zip(a, b, strict=True))


def _less(a: Space, b: Space) -> Space:
    return tuple(i - j for i, j in zip(a, b, strict=True))


def cross(a: Space, b: Space) -> Space:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def words_on(data: bytes, page: int = 0) -> list[tuple[str, Point, Point]]:
    """Each piece of text with its place and the direction of its ascenders, in mm, y up."""
    found: list[tuple[str, Point, Point]] = []

    def take(text: str, matrix: Sequence[float], tm: Sequence[float], *_: Any) -> None:
        if text.strip():
            *_ab, c, d, e, f = _times(tm, matrix)
            size = dist((0, 0), (c, d))
            found.append((text.strip(), (MM * e, MM * f), (c / size, d / size)))

    PdfReader(BytesIO(data)).pages[page].extract_text(visitor_text=take)
    return found


def _times(m: Sequence[float], n: Sequence[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (
        *(a * p + b * r, a * q + b * s),
        *(c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def same_edge(one: tuple[Space, Space], other: tuple[Space, Space]) -> float:
    """How many mm two edges in space are apart, whichever way they run."""
    return min(
        max(dist(one[0], other[0]), dist(one[1], other[1])),
        max(dist(one[0], other[1]), dist(one[1], other[0])),
    )


def closest(edges: Iterable[tuple[Space, Space]], edge: tuple[Space, Space]) -> float:
    return min(same_edge(edge, own) for own in edges)
