"""The difference of two colours, for full colour vision and for each deficiency."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from cardgen.graphics.colour.colorimetry import RGB, Rows, Three, encoded, lab, linear, times

# Linear light as seen without one kind of cone: Machado, Oliveira and Fernandes, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
_WITHOUT: dict[str, Rows] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def distances(one: RGB, other: RGB) -> dict[str, float]:
    """CIEDE2000 by deficiency of colour vision and, under "", for full colour vision."""
    first, second = linear(one), linear(other)
    found = {"": ciede2000(lab(first), lab(second))}
    for name in _WITHOUT:
        found[name] = ciede2000(lab(_seen(first, name)), lab(_seen(second, name)))
    return found


def seen(rgb: RGB, name: str) -> Three:
    """The sRGB colour, components from 0 to 1, that shows how people with protanopia, deuteranopia
    or tritanopia see this one."""
    red, green, blue = (encoded(part) for part in _seen(linear(rgb), name))
    return red, green, blue


def _seen(light: Three, name: str) -> Three:
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(_WITHOUT[name], light))
    return red, green, blue


def ciede2000(one: Three, other: Three) -> float:
    """The difference of two colours in CIELAB (ISO/CIE 11664-6)."""
    mean = (hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2
    stretch = 1.5 - sqrt(_share(mean)) / 2
    (c1, h1), (c2, h2) = (_polar(stretch * colour[1], colour[2]) for colour in (one, other))
    lightness, chroma = (one[0] + other[0]) / 2, (c1 + c2) / 2
    turn = h2 - h1 - 360 * round((h2 - h1) / 360) if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    middle = (lightness - 50) ** 2
    light = (other[0] - one[0]) / (1 + 0.015 * middle / sqrt(20 + middle))
    strong = (c2 - c1) / (1 + 0.045 * chroma)
    turned = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2) / (1 + 0.015 * chroma * weight)
    blue = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * sqrt(_share(chroma))
    return sqrt(light**2 + strong**2 + turned**2 - blue * strong * turned)


def _share(chroma: float) -> float:
    return chroma**7 / (chroma**7 + 25.0**7)


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360
