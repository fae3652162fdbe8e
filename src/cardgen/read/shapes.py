"""What the attributes of SVG elements give: outlines of shapes, changes of place, colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import cos, radians, sin, tan

from PIL import ImageColor

from cardgen.graphics.frame import Ink, Matrix
from cardgen.read.outline import FARTHEST, NUMBER

SHAPES = frozenset(["path", "rect", "circle", "ellipse", "polygon", "polyline", "line"])
_TRANSFORM = re.compile(r"\s*,?\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*")


@cache
def ink_of(colour: str) -> Ink:
    """The ink for a colour of CSS that covers what is behind it; ValueError if it is none.

    For presses black stands for what the three colours have in common, and in one ink a colour
    is as dark as it looks: 100 % less the grey of the same luminance in sRGB.
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
    """The value in sRGB, from 0 to 1, of the grey as light as a colour (IEC 61966-2-1)."""
    parts = (part / 255 for part in rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    grey = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return min(grey, 1.0)


def transforms(written: str) -> Iterator[Matrix]:
    """The changes of place in a transform, the outermost first; ValueError for what is none."""
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
                cos(radians(turn)),
                sin(radians(turn)),
                -sin(radians(turn)),
                cos(radians(turn)),
                0,
                0,
            )
        case "rotate", [turn, x, y]:
            yield 1, 0, 0, 1, x, y
            yield from _transform("rotate", [turn])
            yield 1, 0, 0, 1, -x, -y
        case "skewX", [turn]:
            yield 1, 0, tan(radians(turn)), 1, 0, 0
        case "skewY", [turn]:
            yield 1, tan(radians(turn)), 0, 1, 0, 0
        case _:
            raise ValueError(name)


def data_of(own: str, said: Mapping[str, str]) -> str:
    """The path data of a shape; ValueError for a measure that is none."""

    def measure(name: str, otherwise: str = "0") -> float:
        written = said.get(name, otherwise).strip()
        found = re.fullmatch(rf"({NUMBER})(?:px)?", written)
        if not found or abs(float(found[1])) > FARTHEST:
            raise ValueError(f"{name}={written}")
        return float(found[1])

    if own == "path":
        return said.get("d", "")
    if own in ("polygon", "polyline"):
        points = said.get("points", "").strip()
        return f"M{points}" if points else ""
    if own == "line":
        return ""  # without an area there is nothing to fill
    if own == "rect":
        width, height = measure("width"), measure("height")
        across = min(measure("rx", said.get("ry", "0")), width / 2)
        down = min(measure("ry", said.get("rx", "0")), height / 2)
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
