"""The art of titles: a quilt of patches, each with the large motif of a theme."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cardgen.graphics.art.outlines import Circle, Outline, disc, lens, polygon
from cardgen.graphics.art.posters.box import Tones
from cardgen.graphics.art.theme_marks import mark
from cardgen.graphics.frame import NO_BLEED, Box, Drawing, Frame, Ink, Path, Sides
from cardgen.value import Value

_LAP = 0.2  # mm that a patch reaches under the next one, so that no hairline shows


class _Patch(Value):
    """A patch of the quilt, in mm; its background reaches beyond its edges.

    What a motif paints further to the right or down is covered by later patches or clipped with the
    frame; to the left and up it stays within reach.
    """

    left: float
    top: float
    right: float
    bottom: float
    reach: Sides

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def unit(self) -> float:
        """1 in a quarter of an A6 title, less in proportion in smaller patches."""
        return min(self.width / 52, self.height / 40, 1)

    @property
    def foot(self) -> float:
        return self.bottom + self.reach[3]


def quilt(
    patches: Sequence[tuple[str, Tones]], width: float, height: float, bleed: Sides = NO_BLEED
) -> Frame:
    """A patch for each theme's mark, in rows with patches as square as can be; the outer edges
    bleed."""
    rows = max(1, round(math.sqrt(len(patches))))
    items: list[Drawing] = []
    start = 0
    for row in range(rows):
        count = len(patches) // rows + (row < len(patches) % rows)
        for column in range(count):
            name, tones = patches[start + column]
            reach = (
                0 if column else bleed[0],
                0 if row else bleed[1],
                _LAP if column < count - 1 else bleed[2],
                _LAP if row < rows - 1 else bleed[3],
            )
            patch = _Patch(
                width * column / count,
                height * row / rows,
                width * (column + 1) / count,
                height * (row + 1) / rows,
                reach,
            )
            items += [_field(patch, tones.base), *_motif(name, patch, tones)]
        start += count
    return Frame(width, height, tuple(items))


def _field(patch: _Patch, ink: Ink) -> Box:
    left, top, right, bottom = patch.reach
    return Box(
        patch.left - left,
        patch.top - top,
        left + patch.width + right,
        top + patch.height + bottom,
        ink,
    )


def _motif(name: str, patch: _Patch, tones: Tones) -> tuple[Drawing, ...]:
    match name:
        case "core":
            return _sun(patch, tones)
        case "links":
            return _pair(patch, tones)
        case "peak":
            return _summit(patch, tones)
        case "steps":
            return _stairs(patch, tones)
        case _:
            return _seal(name, patch, tones)


def _sun(patch: _Patch, tones: Tones) -> tuple[Drawing, ...]:
    radius = min(patch.width, patch.height) - 7 * patch.unit
    inks = (tones.middle, tones.light, tones.dark, tones.paper)
    return tuple(
        Path(disc(patch.right, patch.bottom, radius * share), ink)
        for share, ink in zip((1, 0.78, 0.56, 0.32), inks, strict=True)
    )


def _pair(patch: _Patch, tones: Tones) -> tuple[Drawing, ...]:
    unit, y = patch.unit, (patch.top + patch.bottom) / 2
    radius = min(patch.height / 2 - 5 * unit, patch.width / 3.2)
    second = Circle(patch.right + 5 * unit - radius, y, radius)
    first = Circle(second.x - radius * 1.2, y, radius)
    return (
        Path(disc(*first), tones.middle),
        Path(disc(*second), tones.light),
        Path(lens(first, second), tones.dark),
    )


def _summit(patch: _Patch, tones: Tones) -> tuple[Drawing, ...]:
    x, rise = (patch.left + patch.right) / 2, patch.height - 7 * patch.unit
    half, lap = patch.width / 2 * 1.16, patch.foot - patch.bottom
    edge = patch.left - patch.reach[0]
    inks = (tones.middle, tones.dark, tones.light, tones.dark)
    return tuple(
        Path(_slope(x, patch.bottom, half * share, rise * share, edge, lap), ink)
        for share, ink in zip((1, 0.72, 0.46, 0.22), inks, strict=True)
    )


def _slope(x: float, foot: float, half: float, rise: float, edge: float, lap: float) -> Outline:
    """A triangle on a strip of height lap, cut off at the left edge."""
    start = max(x - half, edge)
    height = rise * (start - (x - half)) / half
    return polygon(
        (start, foot + lap),
        (start, foot - height),
        (x, foot - rise),
        (x + half, foot),
        (x + half, foot + lap),
    )


def _stairs(patch: _Patch, tones: Tones) -> tuple[Drawing, ...]:
    unit, left = patch.unit, patch.left + 6 * patch.unit
    width = (patch.right - left) / 3
    rise = (patch.height - 7 * unit) / 3.9
    radius = min(width * 0.36, rise * 0.8)
    columns = tuple(
        Box(
            left + i * width,
            patch.bottom - rise * (i + 1),
            width + (_LAP if i < 2 else patch.reach[2]),
            rise * (i + 1) + patch.reach[3],
            ink,
        )
        for i, ink in enumerate((tones.dark, tones.middle, tones.light))
    )
    ball = disc(left + width * 1.5, patch.bottom - 2 * rise - radius, radius)
    return (*columns, Path(ball, tones.paper))


def _seal(name: str, patch: _Patch, tones: Tones) -> tuple[Drawing, ...]:
    """The motif of any other mark, which stands on a disc."""
    x, y = (patch.left + patch.right) / 2, (patch.top + patch.bottom) / 2
    radius = min(patch.width, patch.height) * 0.38
    return (Path(disc(x, y, radius), tones.light), *mark(name, x, y, radius * 0.58, tones.dark))
