"""The tones of a theme's colour: tint, light, middle and dark of one hue."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin

from cardgen.graphics.colour.colorimetry import (
    RGB,
    Three,
    contrast,
    encoded,
    lightness,
    linear,
    luminance,
    luminance_of,
    times,
)

# From linear sRGB to the responses of the cones, and from their cube roots to Oklab (Ottosson
# 2020), where a hue stays the same when it becomes lighter; in CIELAB blues do not.
_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_TO_CONES = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_TO_LIGHT = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)

# L* and the most chroma of the panel behind a list, on which words of any length are read.
_TINT, _PALE = 95.0, 0.045
# The L* between tones of the art. At least 10 are needed, also on paper, whose white is darker and
# whose black is lighter than on screens.
_STEP, _WIDE = 15.0, 20.0
_NEAREST = 10.6
# The L* that a light tone should not exceed, to keep some colour, and that it cannot exceed.
_LIGHT, _LIGHTEST = 95.5, 98.0
# The least L* of a dark tone that still differs from its base on paper, whose black is at L* 16 on
# coated and at 31 on uncoated paper. A grey, of at most this chroma in Oklab, needs more, for it is
# printed in black alone, and no tone of black alone is darker than black.
_DARKEST, _DARKEST_GREY = 4.0, 7.5
_GREY = 0.004
# Yellows, between these two hues, darken to olive unless they turn towards this orange.
_YELLOWS, _ORANGE = (70.0, 115.0), 52.0
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


def tones(base: RGB, on_ink: bool) -> dict[str, RGB]:
    """The tint and the light, middle and dark tones of a base, whose text is in ink or else in
    paper.

    The last three and the base are at least 10 L* apart. A light base has one lighter tone and two
    darker ones, a dark base two lighter and one darker; a base too near to white or black has all
    on one side.
    """
    own = lightness(luminance(linear(base)))
    _, chroma, hue = _oklch(base)
    if on_ink:
        light = min(own + _STEP, max(own + _NEAREST, _LIGHT))
        if light > _LIGHTEST:
            light = own - _STEP
        middle = min(own, light) - _STEP
        dark = middle - _STEP - 2
    else:
        dark = own - _STEP
        if dark < (_DARKEST if chroma > _GREY else _DARKEST_GREY):
            dark = own + _STEP
        middle = max(own, dark) + _WIDE
        light = middle + _WIDE + 4
    return {
        "tint": _tone(min(chroma, _PALE), hue, _TINT),
        "light": _tone(0.8 * chroma if light > own else chroma, _turned(hue, own - light), light),
        "middle": _tone(chroma, _turned(hue, own - middle), middle),
        "dark": _tone(chroma, _turned(hue, own - dark), dark),
    }


def told_from(ground: RGB, base: RGB, least: float) -> RGB:
    """The base or, where its contrast to the ground is less than that, the nearest tone of its hue
    that has it; black or white where none has."""
    against = luminance(linear(ground))
    if contrast(luminance(linear(base)), against) >= least:
        return base
    own = lightness(luminance(linear(base)))
    _, chroma, hue = _oklch(base)
    white_gains = contrast(1.0, against) > contrast(0.0, against)
    best = _WHITE if white_gains else _BLACK
    near, far = own, 100.0 if white_gains else 0.0
    for _ in range(12):
        half = (near + far) / 2
        tone = _tone(chroma, _turned(hue, own - half), half)
        if contrast(luminance(linear(tone)), against) >= least:
            best, far = tone, half
        else:
            near = half
    return best


def _turned(hue: float, darker: float) -> float:
    """The hue of a tone that is so many L* darker."""
    first, last = _YELLOWS
    if darker <= 0 or not first <= hue <= last:
        return hue
    return hue - (hue - _ORANGE) * min(1.0, darker / 40)


def _oklch(rgb: RGB) -> Three:
    """Lightness, chroma and hue in degrees in Oklab."""
    long, medium, short = (part ** (1 / 3) for part in times(_CONES, linear(rgb)))
    light, a, b = times(_OKLAB, (long, medium, short))
    return light, hypot(a, b), degrees(atan2(b, a)) % 360


def _tone(chroma: float, hue: float, wanted: float) -> RGB:
    """The colour of that hue and L*, with that chroma or as much of it as sRGB has."""
    y = luminance_of(wanted)
    light = _at(chroma, hue, y)
    if not _in_gamut(light):
        least, most = 0.0, chroma
        for _ in range(16):
            half = (least + most) / 2
            least, most = (half, most) if _in_gamut(_at(half, hue, y)) else (least, half)
        light = _at(least, hue, y)
    red, green, blue = (round(255 * encoded(part)) for part in light)
    return red, green, blue


def _at(chroma: float, hue: float, y: float) -> Three:
    """The linear light of that chroma, hue in degrees and luminance."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    least, most = 0.0, 1.0
    for _ in range(20):
        half = (least + most) / 2
        least, most = (half, most) if luminance(_light(half, a, b)) < y else (least, half)
    return _light(least, a, b)


def _light(lightness: float, a: float, b: float) -> Three:
    long, medium, short = (part**3 for part in times(_TO_CONES, (lightness, a, b)))
    return times(_TO_LIGHT, (long, medium, short))


def _in_gamut(light: Three) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in light)
