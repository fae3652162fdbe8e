"""SVG shapes: their outlines from measures or path data, their transforms and their fills."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from PIL import ImageColor

from cardgen.graphics.art.outlines import Circle, Outline, Point, arc, mapped
from cardgen.graphics.frame import Ink, Matrix, Step
from cardgen.limits import SVG_STEPS

SHAPES = frozenset(["path", "rect", "circle", "ellipse", "polygon", "polyline", "line"])
FARTHEST = 1e6  # user units; anything farther out is a mistake
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
# SVG 2, 9.3.9: the arguments of each command, numbers (n) and flags (f). Flags need no separator.
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
_SMOOTH = {"S": "CS", "T": "QT"}  # with the commands whose last control point each mirrors
_SPACE = r"[ \t\n\f\r]*"
_LETTER = re.compile(f"([MmLlHhVvCcSsQqTtAaZz]){_SPACE}")
_VALUES = {
    "n": re.compile(f"({NUMBER}){_SPACE},?{_SPACE}"),
    "f": re.compile(f"([01]){_SPACE},?{_SPACE}"),
}
_TRANSFORM = re.compile(r"\s*,?\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*")


def path_data(own: str, attributes: Mapping[str, str]) -> str:
    """Returns the path data of a shape. Raises ValueError for an invalid measure."""

    def measure(name: str, otherwise: str = "0") -> float:
        written = attributes.get(name, otherwise).strip()
        found = re.fullmatch(rf"({NUMBER})(?:px)?", written)
        if not found or abs(float(found[1])) > FARTHEST:
            raise ValueError(f"{name}={written}")
        return float(found[1])

    if own == "path":
        return attributes.get("d", "")
    if own in ("polygon", "polyline"):
        points = attributes.get("points", "").strip()
        return f"M{points}" if points else ""
    if own == "line":
        return ""  # without an area there is nothing to fill
    if own == "rect":
        width, height = measure("width"), measure("height")
        across = min(measure("rx", attributes.get("ry", "0")), width / 2)
        down = min(measure("ry", attributes.get("rx", "0")), height / 2)
        x, y, wide, high = measure("x"), measure("y"), width - 2 * across, height - 2 * down
        if width <= 0 or height <= 0:
            return ""
        corner = f"a{across} {down} 0 0 1"
        return (
            f"M{x + across} {y}h{wide}{corner} {across} {down}v{high}{corner} {-across} {down}"
            f"h{-wide}{corner} {-across} {-down}v{-high}{corner} {across} {-down}z"
        )
    across = measure("r" if own == "circle" else "rx")
    down = measure("r" if own == "circle" else "ry")
    if across <= 0 or down <= 0:
        return ""
    left, half = f"M{measure('cx') - across} {measure('cy')}", f"a{across} {down} 0 0 1"
    return f"{left}{half} {2 * across} 0{half} {-2 * across} 0z"


class TooManySteps(Exception):
    """An outline has more steps than all paths of a drawing may have."""


def outline(data: str) -> Outline:
    """Returns the outline that path data draw. Raises ValueError, with the text at the place of the
    mistake, or TooManySteps."""
    steps: list[Step] = []
    x = y = 0.0
    start = pull = (0.0, 0.0)  # where the subpath began, and the last control point
    before = ""
    for letter, own in _commands(data):
        if len(steps) > SVG_STEPS.most:
            raise TooManySteps
        kind = letter.upper()
        values = _absolute(kind, own, x, y) if letter.islower() else own
        if kind in _SMOOTH:  # its first control point mirrors the one before
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
    """Yields each command with its arguments; its letter is repeated where the data omit it."""
    at = len(data) - len(data.lstrip())
    letters = "Mm"  # that may come first
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
    """Returns the arguments of a command, which are relative to x, y, as coordinates."""
    if kind == "V":
        return [values[0] + y]
    points = 5 if kind == "A" else 0  # an arc has other numbers before its end
    moved = [value + (y if at % 2 else x) for at, value in enumerate(values[points:])]
    return [*values[:points], *moved]


def _end(kind: str, values: Sequence[float], here: Point, start: Point) -> Point:
    """Returns the end point of a command."""
    if kind == "Z":
        return start
    if kind == "H":
        return values[0], here[1]
    return (here[0], values[0]) if kind == "V" else (values[-2], values[-1])


def _two_thirds(end: Point, pull: Point) -> Point:
    """Returns the control point of the cubic curve that equals a quadratic one."""
    return end[0] + (pull[0] - end[0]) * 2 / 3, end[1] + (pull[1] - end[1]) * 2 / 3


def _elliptic(here: Point, values: Sequence[float], end: Point) -> Outline:
    """Returns the arc of an ellipse from here to the end (SVG 2, appendix B.2.4 and B.2.5)."""
    wide, high, turn, is_large, is_clockwise = values[:5]
    wide, high, turn = abs(wide), abs(high), math.radians(turn)
    if not wide or not high:
        return (("L", *end),)
    if here == end:
        return ()
    cos, sin = math.cos(turn), math.sin(turn)

    def on_circle(x: float, y: float) -> Point:
        """Returns the point on the unit circle about the origin that corresponds to a point on the
        ellipse."""
        return (cos * x + sin * y) / wide, (cos * y - sin * x) / high

    half = on_circle((here[0] - end[0]) / 2, (here[1] - end[1]) / 2)
    reach = math.hypot(*half)
    grown = max(1.0, reach)  # an ellipse too small to reach both ends is enlarged
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
    # The circle is centred on the middle of the chord.
    chord = (here[0] + end[0]) / 2, (here[1] + end[1]) / 2
    matrix = (wide * cos, wide * sin, -high * sin, high * cos, *chord)
    return mapped(arc(Circle(*middle, 1), first, sweep), matrix)


def matrices_of(written: str) -> Iterator[Matrix]:
    """Yields the matrices of a transform attribute, the outermost first. Raises ValueError for
    anything else."""
    at = 0
    while at < len(written.rstrip()):
        found = _TRANSFORM.match(written, at)
        if found is None or re.sub(rf"{NUMBER}|[\s,]", "", found[2]):
            raise ValueError(written)
        yield from _transform(found[1], [float(n) for n in re.findall(NUMBER, found[2])])
        at = found.end()


def _transform(name: str, values: list[float]) -> Iterator[Matrix]:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            yield a, b, c, d, e, f
        case "translate", [x]:
            yield 1, 0, 0, 1, x, 0
        case "translate", [x, y]:
            yield 1, 0, 0, 1, x, y
        case "scale", [size]:
            yield size, 0, 0, size, 0, 0
        case "scale", [across, down]:
            yield across, 0, 0, down, 0, 0
        case "rotate", [turn]:
            yield (
                math.cos(math.radians(turn)),
                math.sin(math.radians(turn)),
                -math.sin(math.radians(turn)),
                math.cos(math.radians(turn)),
                0,
                0,
            )
        case "rotate", [turn, x, y]:
            yield 1, 0, 0, 1, x, y
            yield from _transform("rotate", [turn])
            yield 1, 0, 0, 1, -x, -y
        case "skewX", [turn]:
            yield 1, 0, math.tan(math.radians(turn)), 1, 0, 0
        case "skewY", [turn]:
            yield 1, math.tan(math.radians(turn)), 0, 1, 0, 0
        case _:
            raise ValueError(name)


@cache
def ink_of(colour: str) -> Ink:
    """Returns the ink for an opaque CSS colour. Raises ValueError for anything else.

    For presses, black replaces what the three colours have in common. In one ink, a colour is
    printed as the grey of the same luminance in sRGB.
    """
    red, green, blue, *cover = ImageColor.getrgb(colour)
    if cover not in ([], [255]):
        raise ValueError(colour)
    rgb = red, green, blue
    cmy = [1 - part / 255 for part in rgb]
    black = min(cmy)
    cyan, magenta, yellow = ((part - black) / (1 - black) if black < 1 else 0.0 for part in cmy)
    percent = 100 * cyan, 100 * magenta, 100 * yellow, 100 * black
    return Ink(f"#{bytes(rgb).hex().upper()}", rgb, percent, percent, 100 * (1 - _grey(rgb)))


def _grey(rgb: tuple[int, int, int]) -> float:
    """Returns the value in sRGB, from 0 to 1, of the grey that is as light as a colour (IEC
    61966-2-1)."""
    parts = (part / 255 for part in rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    grey = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return min(grey, 1.0)
