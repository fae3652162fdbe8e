"""Colorimetry of screen colours: linear light, luminance and contrast, CIELAB."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from cardgen.graphics.frame import Ink

RGB: TypeAlias = tuple[int, int, int]  # sRGB, 0–255
CMYK: TypeAlias = tuple[float, float, float, float]  # in percent
Three: TypeAlias = tuple[float, float, float]
Rows: TypeAlias = tuple[Three, Three, Three]

_XYZ: Rows = (  # of linear light in sRGB, for D65 (IEC 61966-2-1)
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.9504700, 1.0000001, 1.0888300)


def times(rows: Rows, values: Three) -> Three:
    """The product of a matrix and a vector."""
    x, y, z = values
    first, second, third = (row[0] * x + row[1] * y + row[2] * z for row in rows)
    return first, second, third


def linear(rgb: RGB) -> Three:
    """The linear light of the three components, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb)
    )
    return red, green, blue


def encoded(light: float) -> float:
    """A component of sRGB, from 0 to 1, from linear light, which is clipped to that range."""
    light = min(1.0, max(0.0, light))
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def luminance(light: Three) -> float:
    """The luminance Y of linear light."""
    return times(_XYZ, light)[1]


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances (WCAG 2.2)."""
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def _luminance_of_rgb(rgb: RGB) -> float:
    return luminance(linear(rgb))


def contrast_of(one: Ink, other: Ink) -> float:
    """The contrast ratio of two inks on a screen."""
    return contrast(_luminance_of_rgb(one.rgb), _luminance_of_rgb(other.rgb))


def lightness(y: float) -> float:
    """L* of a luminance."""
    return 116 * _root(y) - 16


def luminance_of(lightness: float) -> float:
    """The luminance of an L*."""
    root = (lightness + 16) / 116
    return root**3 if root > 6 / 29 else 3 * (6 / 29) ** 2 * (root - 4 / 29)


def lab(light: Three) -> Three:
    """L*, a*, b* of linear light in sRGB, relative to the white of sRGB."""
    x, y, z = (_root(part / white) for part, white in zip(times(_XYZ, light), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def percent_of_black(lightness: float) -> float:
    """The percentage of black that looks as light as L* on screens; no dot is under 5 %."""
    grey = round(
        100 * (1 - encoded(luminance_of(lightness))), 1
    )  # whole percents would cost up to 1 L*
    return grey if grey >= 5 else 0.0


def grey_lightness(percent: float) -> float:
    """L* of that percentage of black, as screens show it."""
    part = 255 * (1 - percent / 100)
    value = part / 255
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return lightness(light)


def _root(value: float) -> float:
    """The cube root of CIELAB, linear near black (CIE 15)."""
    return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
