"""The path data of SVG → an outline of moves, lines, Bézier curves and closings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from cardgen.graphics.art.outlines import Circle, Outline, Point, arc, mapped
from cardgen.graphics.frame import Step

FARTHEST = 1e6  # user units: what lies further out comes from a slip
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
# SVG 2, 9.3.9: each command's arguments, numbers (n) and flags (f), which need no space behind.
_ARGUMENTS = {
    "M": "nn",
    "L": "nn",
    "H": "n",
    "V": "n",
    "C": "nnnnnn",
    "S": "nnnn",
    "Q": "nnnn",
    "T": "nn",
    "A": "nnnffnn",
    "Z": "",
}
_SMOOTH = {"S": "CS", "T": "QT"}  # and what each goes on from
_SPACE = r"[ \t\n\f\r]*"
_LETTER = re.compile(f"([MmLlHhVvCcSsQqTtAaZz]){_SPACE}")
_VALUES = {
    "n": re.compile(f"({NUMBER}){_SPACE},?{_SPACE}"),
    "f": re.compile(f"([01]){_SPACE},?{_SPACE}"),
}


def outline(data: str) -> Outline:
    """What path data draw; ValueError, with what stands there, where they go wrong."""
    steps: list[Step] = []
    x = y = 0.0
    start = pull = (0.0, 0.0)  # where the part began; the last control point
    before = ""
    for letter, own in _commands(data):
        kind = letter.upper()
        values = _absolute(kind, own, x, y) if letter.islower() else own
        if kind in _SMOOTH:  # its first control point mirrors the last one
            mirrored = (2 * x - pull[0], 2 * y - pull[1]) if before in _SMOOTH[kind] else (x, y)
            values = [*mirrored, *values]
        here, end = (x, y), _end(kind, values, (x, y), start)
        if kind == "M":
            start = end
            steps.append(("M", *end))
        elif kind in "LHV":
            steps.append(("L", *end))
        elif kind in "CS":
            pull = values[2], values[3]
            steps.append(("C", values[0], values[1], *pull, *end))
        elif kind in "QT":
            pull = values[0], values[1]
            steps.append(("C", *_two_thirds(here, pull), *_two_thirds(end, pull), *end))
        elif kind == "A":
            steps += _elliptic(here, values, end)
        else:
            steps.append(("Z",))
        (x, y), before = end, kind
    return tuple(steps)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each letter with its arguments, repeated where it is left out."""
    at = len(data) - len(data.lstrip())
    letters = "Mm"  # which may come first
    while at < len(data):
        found = _LETTER.match(data, at)
        if found is None or (letters and found[1] not in letters):
            raise ValueError(data[at : at + 12])
        letter, letters, at = found[1], "", found.end()
        while True:
            values: list[float] = []
            for form in _ARGUMENTS[letter.upper()]:
                found = _VALUES[form].match(data, at)
                if found is None or abs(float(found[1])) > FARTHEST:
                    raise ValueError(data[at : at + 12])
                values.append(float(found[1]))
                at = found.end()
            yield letter, values
            letter = {"M": "L", "m": "l"}.get(letter, letter)
            if letter in "Zz" or at == len(data) or data[at].isalpha():
                break


def _absolute(kind: str, values: Sequence[float], x: float, y: float) -> list[float]:
    """The arguments of a command relative to x, y as they are from the origin."""
    if kind == "V":
        return [values[0] + y]
    points = 5 if kind == "A" else 0  # before its end an arc has other numbers
    moved = [value + (y if at % 2 else x) for at, value in enumerate(values[points:])]
    return [*values[:points], *moved]


def _end(kind: str, values: Sequence[float], here: Point, start: Point) -> Point:
    if kind == "Z":
        return start
    if kind == "H":
        return values[0], here[1]
    return (here[0], values[0]) if kind == "V" else (values[-2], values[-1])


def _two_thirds(end: Point, pull: Point) -> Point:
    """A cubic curve's control point in place of the one that a quadratic has."""
    return end[0] + (pull[0] - end[0]) * 2 / 3, end[1] + (pull[1] - end[1]) * 2 / 3


def _elliptic(here: Point, values: Sequence[float], end: Point) -> Outline:
    """The arc of an ellipse from here to the end, as SVG 2 finds it (appendix B.2.4, B.2.5)."""
    wide, high, turn, is_large, is_clockwise = values[:5]
    wide, high, turn = abs(wide), abs(high), math.radians(turn)
    if not wide or not high:
        return (("L", *end),)
    if here == end:
        return ()
    cos, sin = math.cos(turn), math.sin(turn)

    def on_circle(x: float, y: float) -> Point:
        """Where the ellipse is a circle of radius 1 about the origin, turned back."""
        return (cos * x + sin * y) / wide, (cos * y - sin * x) / high

    half = on_circle((here[0] - end[0]) / 2, (here[1] - end[1]) / 2)
    reach = math.hypot(*half)
    grown = max(1.0, reach)  # an ellipse too small to reach both is made larger
    half = half[0] / grown, half[1] / grown
    away = math.sqrt(max(0.0, 1 - (reach / grown) ** 2)) / (reach / grown)
    away *= -1 if is_large == is_clockwise else 1
    middle = away * half[1], -away * half[0]
    first, last = (
        math.degrees(math.atan2(sign * half[1] - middle[1], sign * half[0] - middle[0]))
        for sign in (1, -1)
    )
    sweep = (last - first) % 360 if is_clockwise else -((first - last) % 360)
    wide, high = wide * grown, high * grown
    # The circle lies about the middle of the chord.
    chord = (here[0] + end[0]) / 2, (here[1] + end[1]) / 2
    matrix = (wide * cos, wide * sin, -high * sin, high * cos, *chord)
    return mapped(arc(Circle(*middle, 1), first, sweep), matrix)
