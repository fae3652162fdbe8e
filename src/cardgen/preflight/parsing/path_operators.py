"""The operators that build paths, paint them and clip with them (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from cardgen.preflight.parsing.content_stream import (
    ContentStream,
    InvalidOperand,
    Operator,
    numbers_of,
)
from cardgen.preflight.parsing.graphics_objects import FilledPath, GraphicsObject, StrokedPath
from cardgen.preflight.parsing.rectangle import (
    NOWHERE,
    Rectangle,
    at,
    bounds,
    enlarged,
    intersection,
    scale,
)
from cardgen.preflight.parsing.xobject_operators import patterned

Point: TypeAlias = tuple[float, float]

_STEPS = 6  # straight lines that stand for a curve
_HAIR = 0.01  # pt, half the width of the thinnest stroke, so that its box has an area


def _move(stream: ContentStream, operands: list[Any]) -> None:
    stream.outline.append([_point(stream, operands)])


def _line(stream: ContentStream, operands: list[Any]) -> None:
    _begun(stream).append(_point(stream, operands))


def _curve(stream: ContentStream, operands: list[Any]) -> None:
    x1, y1, x2, y2, x3, y3 = numbers_of(operands, 6)
    matrix = stream.state.matrix
    _bend(_begun(stream), at(matrix, x1, y1), at(matrix, x2, y2), at(matrix, x3, y3))


def _curve_from(stream: ContentStream, operands: list[Any]) -> None:
    x2, y2, x3, y3 = numbers_of(operands, 4)
    path, matrix = _begun(stream), stream.state.matrix
    _bend(path, path[-1], at(matrix, x2, y2), at(matrix, x3, y3))


def _curve_to(stream: ContentStream, operands: list[Any]) -> None:
    x1, y1, x3, y3 = numbers_of(operands, 4)
    end = at(stream.state.matrix, x3, y3)
    _bend(_begun(stream), at(stream.state.matrix, x1, y1), end, end)


def _bend(path: list[Point], first: Point, second: Point, end: Point) -> None:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = path[-1], first, second, end
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        path.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))


def _rectangle(stream: ContentStream, operands: list[Any]) -> None:
    x, y, width, height = numbers_of(operands, 4)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    stream.outline.append([at(stream.state.matrix, *corner) for corner in corners])


def _close(stream: ContentStream, _: list[Any]) -> None:
    if stream.outline and stream.outline[-1]:
        stream.outline.append([stream.outline[-1][0]])
        stream.outline[-2].append(stream.outline[-2][0])


def _clip(stream: ContentStream, _: list[Any]) -> None:
    stream.clipping = True


def _point(stream: ContentStream, operands: list[Any]) -> Point:
    x, y = numbers_of(operands, 2)
    return at(stream.state.matrix, x, y)


def _begun(stream: ContentStream) -> list[Point]:
    """The subpath under construction; raises InvalidOperand before one has begun."""
    if not stream.outline:
        raise InvalidOperand
    return stream.outline[-1]


def _painted(fill: bool, stroke: bool, close: bool = False) -> Operator:
    """The operator that fills or strokes the path, or both, and ends it."""

    def operator(stream: ContentStream, _: list[Any]) -> None:
        if close:
            _close(stream, [])
        # A subpath of one point paints nothing.
        paths = [path for path in stream.outline if len(path) > 1]
        stream.outline, clipping, stream.clipping = [], stream.clipping, False
        box = bounds(point for path in paths for point in path) if paths else None
        if box is not None and fill:
            stream.add(_filled(stream, box, paths))
        if box is not None and stroke:
            stream.add(_stroked(stream, paths))
        if clipping:
            clip = intersection(stream.state.clip, box) if box else None
            stream.state = stream.state._replace(clip=clip or NOWHERE)

    return operator


def _filled(
    stream: ContentStream, box: Rectangle, paths: Sequence[Sequence[Point]]
) -> list[GraphicsObject]:
    shown = intersection(box, stream.state.clip)
    if shown is None:
        return []
    if stream.state.fill_pattern:
        return patterned(stream, stream.state.fill_pattern, stream.state.fill, shown)
    whole = box.width * box.height
    share = min(1.0, abs(sum(map(_area, paths))) / whole) if whole else 1.0
    return [FilledPath(shown, stream.state.fill_paint, share)]


def _stroked(stream: ContentStream, paths: Sequence[Sequence[Point]]) -> list[GraphicsObject]:
    """A stroke for each subpath."""
    state = stream.state
    width = state.width * scale(state.matrix)
    objects: list[GraphicsObject] = []
    for path in paths:
        shown = intersection(_widened(bounds(path), max(width / 2, _HAIR)), state.clip)
        if shown is None:
            continue
        if state.stroke_pattern:
            objects += patterned(stream, state.stroke_pattern, state.stroke, shown)
        else:
            objects.append(StrokedPath(shown, state.stroke_paint, width))
    return objects


def _widened(box: Rectangle, by: float) -> Rectangle:
    """The box of a stroke with its width; one along an axis does not grow longer."""
    left, bottom, right, top = enlarged(box, by)
    if not box.width and box.height:
        return Rectangle(left, box.bottom, right, box.top)
    if not box.height and box.width:
        return Rectangle(box.left, bottom, box.right, top)
    return Rectangle(left, bottom, right, top)


def _area(path: Sequence[Point]) -> float:
    """The signed area: positive if the path runs counter-clockwise, so that holes subtract."""
    following = (*path[1:], path[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(path, following, strict=True)) / 2


OPERATORS: dict[str, Operator] = {
    "m": _move,
    "l": _line,
    "c": _curve,
    "v": _curve_from,
    "y": _curve_to,
    "re": _rectangle,
    "h": _close,
    "W": _clip,
    "W*": _clip,
    "n": _painted(fill=False, stroke=False),
    "f": _painted(fill=True, stroke=False),
    "F": _painted(fill=True, stroke=False),
    "f*": _painted(fill=True, stroke=False),
    "S": _painted(fill=False, stroke=True),
    "s": _painted(fill=False, stroke=True, close=True),
    "B": _painted(fill=True, stroke=True),
    "B*": _painted(fill=True, stroke=True),
    "b": _painted(fill=True, stroke=True, close=True),
    "b*": _painted(fill=True, stroke=True, close=True),
}
