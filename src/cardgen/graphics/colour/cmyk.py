"""CMYK builds of a theme's colours: few inks, no dots too small to print, within the ink limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from cardgen.graphics.colour.colorimetry import CMYK, RGB, Three, linear, luminance
from cardgen.graphics.frame import Paper

if TYPE_CHECKING:
    from cardgen.graphics.pixels.icc import PrinterProfile

LEAST_DOT = 5  # percent; smaller dots print unreliably
MOST_INK: dict[Paper, int] = {"coated": 260, "uncoated": 240}  # percent, all inks together
# The L* between tones, relative to the paper; on uncoated paper black is lighter and leaves less.
_APART: dict[Paper, float] = {"coated": 11.0, "uncoated": 8.0}
_BLACK = 3


def builds(
    tones: Mapping[str, RGB], base: CMYK | None, paper: Paper, profile: PrinterProfile
) -> dict[str, CMYK]:
    """The builds of a base and its tones on a paper; base is the base's own build, if it has one.

    Each build looks as the profile renders the colour; tones that this brings too close to each
    other are moved apart, away from the base.
    """
    targets = dict(
        zip(tones, profile.seen([profile.inks(rgb) for rgb in tones.values()]), strict=True)
    )

    def made(name: str, target: Three) -> CMYK:
        return _build(tones[name], target, profile, MOST_INK[paper])

    found = {name: made(name, targets[name]) for name in tones if name in ("base", "tint")}
    if base:
        found["base"] = base
    art = sorted(tones.keys() - {"tint"}, key=lambda name: luminance(linear(tones[name])))
    at = art.index("base")
    for way, names in ((1, art[at + 1 :]), (-1, art[:at][::-1])):
        [(last, _, _)] = profile.seen([found["base"]])
        for name in names:
            found[name] = made(name, _moved(targets[name], last + way * _APART[paper], way))
            [(last, _, _)] = profile.seen([found[name]])
    return found


def _moved(target: Three, clear: float, way: int) -> Three:
    """The target, moved in lightness until it is clear of the last tone.

    It loses chroma as it comes nearer to white or black.
    """
    light, a, b = target
    if (light - clear) * way >= 0:
        return target
    end = 100.0 if way > 0 else 0.0
    share = max(0.0, (end - clear) / (end - light)) if light != end else 0.0
    return clear, share * a, share * b


def _build(rgb: RGB, target: Three, profile: PrinterProfile, most: float) -> CMYK:
    """The build that looks most like L*, a*, b* and has at most that much ink in percent.

    It has at most two of cyan, magenta and yellow, and black in place of the third; a grey has
    black alone. No dot is under 5 %.
    """
    rendered = [round(ink) for ink in profile.inks(rgb)]
    grey = rendered.index(min(rendered[:_BLACK]))
    still = {0, 1, 2} if len(set(rgb)) == 1 else {grey}
    black = min(100, rendered[_BLACK] + rendered[grey])
    start = [0 if at in still else ink for at, ink in enumerate((*rendered[:_BLACK], black))]
    best = _clean(start, most)
    error = _nearest([best], target, profile)[0]
    step = 8
    while step:
        moves = [(0,) if at in still else (-step, 0, step) for at in range(4)]
        near = (map(sum, zip(best, by, strict=True)) for by in product(*moves))
        found, inks = _nearest({_clean(one, most) for one in near}, target, profile)
        if found < error:
            error, best = found, inks
        else:
            step //= 2
    cyan, magenta, yellow, key = (float(ink) for ink in best)
    return cyan, magenta, yellow, key


def _clean(inks: Iterable[int], most: float) -> tuple[int, ...]:
    """The inks from 0 to 100 %, reduced in proportion to the ink limit, without dots that are too
    small."""
    held = [min(100, max(0, ink)) for ink in inks]
    share = min(1.0, most / max(1, sum(held)))
    return tuple(ink if ink >= LEAST_DOT else 0 for ink in (int(share * ink) for ink in held))


def _nearest(
    tried: Iterable[tuple[int, ...]], target: Three, profile: PrinterProfile
) -> tuple[float, tuple[int, ...]]:
    """The error of the best of these builds, with lightness weighted by three, and that build."""
    found = sorted(tried)
    return min(zip(_errors(profile.seen(found), target), found, strict=True))


def _errors(seen: Iterable[Three], target: Three) -> Iterator[float]:
    for light, a, b in seen:
        yield 9 * (light - target[0]) ** 2 + (a - target[1]) ** 2 + (b - target[2]) ** 2


def limited(build: CMYK, most: float) -> CMYK:
    """The build reduced to the ink limit, which 100 % K never reaches: black stays, and the three
    colours keep their proportions, so that the hue stays."""
    cyan, magenta, yellow, black = build
    colours = cyan + magenta + yellow
    if colours + black <= most:
        return build
    share = (most - black) / colours
    return cyan * share, magenta * share, yellow * share, black
