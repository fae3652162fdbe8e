"""A theme mark in a field of small ones: the poster of marks without forms, and card backs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache

from cardgen.graphics.art.outlines import Circle, disc
from cardgen.graphics.art.posters.box import PosterBox, Tones
from cardgen.graphics.art.theme_marks import mark
from cardgen.graphics.frame import NO_BLEED, Box, Drawing, Frame, Ink, Path, Sides
from cardgen.value import Value

_SMALL = 0.27  # the radius of a small mark, as a share of the distance between two
_ROW = 0.78  # the distance between two rows, likewise
_CLEAR = 1.35  # the least distance of a small mark from what lies on the field, in its radii
_CLEAR_OF_LABEL = 1.15  # likewise; rows next to that of a label are whole


def pattern(name: str, box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A mark on a disc in a field of small ones, which are whole or cut in half by the trim."""
    x, y = box.middle, box.height * 0.53
    large = min(box.width, box.height) * 0.30
    columns = max(6, round(box.width / 17.5))
    pitch = box.width / columns
    small, step = pitch * _SMALL, pitch * _ROW
    rows = math.ceil((box.height - box.edge - small) / step)

    def free(at_x: float, at_y: float) -> bool:
        by_disc = math.hypot(at_x - x, at_y - y) < large + small * _CLEAR
        by_index = at_x - small < box.index_corner[0] and 0 < at_y < box.index_corner[1] + small
        return not by_disc and not by_index

    return (
        *_field(name, columns, rows, pitch, step, tones.middle, free),
        Path(disc(x, y, large), tones.light),
        *mark(name, x, y, large * 0.58, tones.dark),
    )


class MarkField(Value):
    """An area with rows of small marks, so many across, that stand clear of its edges.

    Lengths are in mm.
    """

    width: float
    height: float
    columns: int
    bleed: Sides = NO_BLEED

    @property
    def pitch(self) -> float:
        """The distance between two marks of a row; rows and marks begin half of it from the edge,
        so that none shows where a cut was off."""
        return self.width / self.columns

    @property
    def rows(self) -> int:
        return max(1, round((self.height - self.pitch) / (self.pitch * _ROW)) + 1)

    @property
    def step(self) -> float:
        """The distance between two rows."""
        return (self.height - self.pitch) / max(1, self.rows - 1)

    def row_from(self, y: float) -> float:
        """The first row at that height or below it, or the last one."""
        row = math.ceil((y - self.pitch / 2) / self.step - 1e-9)
        return self.pitch / 2 + min(row, self.rows - 1) * self.step

    def places(self) -> Iterator[tuple[float, float]]:
        """The centres of the marks; every other row has one less, half a pitch to the right."""
        for row in range(self.rows):
            for column in range(self.columns - row % 2):
                x = (column + (1 + row % 2) / 2) * self.pitch
                yield x, self.pitch / 2 + row * self.step


@lru_cache(maxsize=256)
def emblem(
    name: str,
    field: MarkField,
    tones: Tones,
    ink: Ink,
    over: Circle | None,
    label: tuple[float, float, float, float] | None = None,
) -> Frame:
    """A mark on a disc of paper, if there is one, in a field of small ones.

    These keep clear of the disc and of a label (x, y, width, height). The same arguments give the
    same object.
    """
    width, height, bleed = field.width, field.height, field.bleed
    left, top, right, bottom = bleed
    base = Box(-left, -top, left + width + right, top + height + bottom, tones.base)
    small = field.pitch * _SMALL

    def free(x: float, y: float) -> bool:
        by_disc = over and math.hypot(x - over.x, y - over.y) < over.radius + small * _CLEAR
        return not by_disc and not (label and _near(label, x, y, small * _CLEAR_OF_LABEL))

    # The quieter of the two tones, as the field is only a background.
    tone = min(tones.middle, tones.dark, key=lambda tone: abs(tone.grey - tones.base.grey))
    items: list[Drawing] = [base]
    for at in field.places():
        if free(*at):
            items += mark(name, *at, small, tone)
    if over:
        items.append(Path(disc(*over), tones.paper))
        items += mark(name, over.x, over.y, over.radius * 0.6, ink)
    return Frame(width, height, tuple(items))


def _field(
    name: str,
    columns: int,
    rows: int,
    pitch: float,
    step: float,
    ink: Ink,
    free: Callable[[float, float], bool],
) -> tuple[Drawing, ...]:
    """Small marks where there is room, in rows down from the top edge, every other row half a pitch
    to the right."""
    places = (
        ((column + row % 2 / 2) * pitch, row * step)
        for row in range(rows)
        for column in range(columns + 1 - row % 2)
    )
    return tuple(
        item for at in places if free(*at) for item in mark(name, *at, pitch * _SMALL, ink)
    )


def _near(box: tuple[float, float, float, float], x: float, y: float, clear: float) -> bool:
    left, top, width, height = box
    return left - clear < x < left + width + clear and top - clear < y < top + height + clear
