"""CMYK builds: a theme's colours in inks that a press can hold, few of them and no specks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from cardgen.graphics.colour.colorimetry import CMYK, RGB, Three, linear, luminance
from cardgen.graphics.frame import Paper
from cardgen.graphics.pixels.icc import PrinterProfile

LEAST_DOT = 5  # percent; smaller dots come and go
MOST_INK: dict[Paper, int] = {"coated": 260, "uncoated": 240}  # percent, all inks together
# The L* wanted between tones beside the bare paper; the blacks of uncoated paper leave less room.
_APART: dict[Paper, float] = {"coated": 11.0, "uncoated": 8.0}
_BLACK = 3


def builds(
    tones: Mapping[str, RGB], base: CMYK | None, paper: Paper, there: PrinterProfile
) -> dict[str, CMYK]:
    """The inks of a base and its tones on a press's paper, where the base's own may be given.

    Each looks as the press's profile renders the colour; where that brings tones too close to each
    other they are moved on, away from the base.
    """
    targets = dict(zip(tones, there.seen([there.inks(rgb) for rgb in tones.values()]), strict=True))

    def made(name: str, target: Three) -> CMYK:
        return _build(tones[name], target, there, MOST_INK[paper])

    found = {name: made(name, targets[name]) for name in tones if name in ("base", "tint")}
    if base:
        found["base"] = base
    art = sorted(tones.keys() - {"tint"}, key=lambda name: luminance(linear(tones[name])))
    at = art.index("base")
    for way, names in ((1, art[at + 1 :]), (-1, art[:at][::-1])):
        [(last, _, _)] = there.seen([found["base"]])
        for name in names:
            found[name] = made(name, _moved(targets[name], last + way * _APART[paper], way))
            [(last, _, _)] = there.seen([found[name]])
    return found


def _moved(target: Three, clear: float, way: int) -> Three:
    """The target, as light or else as dark as is clear of the last tone; the nearer it comes to
    white or black for it, the less colour it keeps."""
    light, a, b = target
    if (light - clear) * way >= 0:
        return target
    end = 100.0 if way > 0 else 0.0
    share = max(0.0, (end - clear) / (end - light)) if light != end else 0.0
    return clear, share * a, share * b


def _build(rgb: RGB, target: Three, there: PrinterProfile, most: float) -> CMYK:
    """The inks that look most like L*, a*, b*: at most two of cyan, magenta and yellow, and black
    for what the third would grey, which is all that a grey has; no dot under 5 %, and not more
    than so many percent in all."""
    rendered = [round(ink) for ink in there.inks(rgb)]
    grey = rendered.index(min(rendered[:_BLACK]))
    still = {0, 1, 2} if len(set(rgb)) == 1 else {grey}
    black = min(100, rendered[_BLACK] + rendered[grey])
    start = [0 if at in still else ink for at, ink in enumerate((*rendered[:_BLACK], black))]
    best = _clean(start, most)
    error = _nearest([best], target, there)[0]
    step = 8
    while step:
        moves = [(0,) if at in still else (-step, 0, step) for at in range(4)]
        near = (map(sum, zip(best, by, strict=True)) for by in product(*moves))
        found, inks = _nearest({_clean(one, most) for one in near}, target, there)
        if found < error:
            error, best = found, inks
        else:
            step //= 2
    cyan, magenta, yellow, key = (float(ink) for ink in best)
    return cyan, magenta, yellow, key


def _clean(inks: Iterable[int], most: float) -> tuple[int, ...]:
    """The inks within bounds, in proportion less of all where they are too much, without dots that
    are too small."""
    held = [min(100, max(0, ink)) for ink in inks]
    share = min(1.0, most / max(1, sum(held)))
    return tuple(ink if ink >= LEAST_DOT else 0 for ink in (int(share * ink) for ink in held))


def _nearest(
    tried: Iterable[tuple[int, ...]], target: Three, there: PrinterProfile
) -> tuple[float, tuple[int, ...]]:
    """How far the best of these is off, lightness counted thrice, and which that is."""
    found = sorted(tried)
    return min(zip(_off(there.seen(found), target), found, strict=True))


def _off(seen: Iterable[Three], target: Three) -> Iterator[float]:
    for light, a, b in seen:
        yield 9 * (light - target[0]) ** 2 + (a - target[1]) ** 2 + (b - target[2]) ** 2


def limited(build: CMYK, most: float) -> CMYK:
    """The build in percent, all inks together not more than the most, which black alone never is:
    black as it is, and of the three colours the same share each, so that the hue stays."""
    cyan, magenta, yellow, black = build
    colours = cyan + magenta + yellow
    if colours + black <= most:
        return build
    share = (most - black) / colours
    return cyan * share, magenta * share, yellow * share, black
