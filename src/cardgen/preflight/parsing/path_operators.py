"""Operators that build paths, paint them and clip with them (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from cardgen.preflight.parsing.graphics_objects import Area, Line, Mark
from cardgen.preflight.parsing.interpreter import Operator, Run
from cardgen.preflight.parsing.rectangle import NOWHERE, Box, around, at, grown, meet, scale
from cardgen.preflight.parsing.xobject_operators import patterned

Point: TypeAlias = tuple[float, float]

_STEPS = 6  # straight pieces that stand for a curve
_HAIR = 0.01  # half the width of the finest line, so that it has a box


def _move(run: Run, operands: list[Any]) -> None:
    run.outline.append([_point(run, operands)])


def _line(run: Run, operands: list[Any]) -> None:
    run.outline[-1].append(_point(run, operands))


def _curve(run: Run, operands: list[Any]) -> None:
    x1, y1, x2, y2, x3, y3 = map(float, operands[-6:])
    matrix = run.state.matrix
    _bend(run.outline[-1], at(matrix, x1, y1), at(matrix, x2, y2), at(matrix, x3, y3))


def _curve_from(run: Run, operands: list[Any]) -> None:
    x2, y2, x3, y3 = map(float, operands[-4:])
    path, matrix = run.outline[-1], run.state.matrix
    _bend(path, path[-1], at(matrix, x2, y2), at(matrix, x3, y3))


def _curve_to(run: Run, operands: list[Any]) -> None:
    x1, y1, x3, y3 = map(float, operands[-4:])
    end = at(run.state.matrix, x3, y3)
    _bend(run.outline[-1], at(run.state.matrix, x1, y1), end, end)


def _bend(path: list[Point], first: Point, second: Point, end: Point) -> None:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = path[-1], first, second, end
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        path.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))


def _rectangle(run: Run, operands: list[Any]) -> None:
    x, y, width, height = map(float, operands[-4:])
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    run.outline.append([at(run.state.matrix, *corner) for corner in corners])


def _close(run: Run, _: list[Any]) -> None:
    if run.outline and run.outline[-1]:
        run.outline.append([run.outline[-1][0]])
        run.outline[-2].append(run.outline[-2][0])


def _clip(run: Run, _: list[Any]) -> None:
    run.clipping = True


def _point(run: Run, operands: list[Any]) -> Point:
    x, y = operands[-2:]
    return at(run.state.matrix, float(x), float(y))


def _painted(fill: bool, stroke: bool, close: bool = False) -> Operator:
    """The operator that fills, strokes or both, and ends the path."""

    def operator(run: Run, _: list[Any]) -> None:
        if close:
            _close(run, [])
        # A point that the path moved to and on from paints nothing.
        paths = [path for path in run.outline if len(path) > 1]
        run.outline, clipping, run.clipping = [], run.clipping, False
        box = around(point for path in paths for point in path) if paths else None
        if box is not None and fill:
            run.add(_filled(run, box, paths))
        if box is not None and stroke:
            run.add(_stroked(run, paths))
        if clipping:
            clip = meet(run.state.clip, box) if box else None
            run.state = run.state._replace(clip=clip or NOWHERE)

    return operator


def _filled(run: Run, box: Box, paths: Sequence[Sequence[Point]]) -> list[Mark]:
    shown = meet(box, run.state.clip)
    if shown is None:
        return []
    if run.state.fill_pattern:
        return patterned(run, run.state.fill_pattern, run.state.fill, shown)
    whole = box.width * box.height
    share = min(1.0, abs(sum(map(_area, paths))) / whole) if whole else 1.0
    return [Area(shown, run.state.fill_paint, share)]


def _stroked(run: Run, paths: Sequence[Sequence[Point]]) -> list[Mark]:
    """A line for each path."""
    state = run.state
    width = state.width * scale(state.matrix)
    marks: list[Mark] = []
    for path in paths:
        shown = meet(_widened(around(path), max(width / 2, _HAIR)), state.clip)
        if shown is None:
            continue
        if state.stroke_pattern:
            marks += patterned(run, state.stroke_pattern, state.stroke, shown)
        else:
            marks.append(Line(shown, state.stroke_paint, width))
    return marks


def _widened(box: Box, by: float) -> Box:
    """The box of a line with its width; a line along an axis grows no longer."""
    left, bottom, right, top = grown(box, by)
    if not box.width and box.height:
        return Box(left, box.bottom, right, box.top)
    if not box.height and box.width:
        return Box(box.left, bottom, box.right, top)
    return Box(left, bottom, right, top)


def _area(path: Sequence[Point]) -> float:
    """Positive if the path runs counter-clockwise, so that holes are taken away."""
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
