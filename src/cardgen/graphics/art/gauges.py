"""Tools to measure paper by: an arrow, a ruler, and scales that read how two sides lie."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from cardgen.graphics.frame import Frame, Ink, Line, Path

REACH = 6  # mm that a gauge reads to either side
FINE = 5  # fine lines to either side of its zero
PITCH = 2.9  # mm between them: the nth lies n tenths off a millimetre

_HAIR_PT = 0.25
_CROSS = 4  # mm, half of it


def arrow_up(
    width: float, height: float, head: float, stem: float, x: float, y: float, ink: Ink
) -> Path:
    """An arrow with its tip at x, y; its whole width and height, those of its head and the width
    of its stem."""
    wide, narrow = width / 2, stem / 2
    shoulder, foot = y + head, y + height
    return Path(
        (
            ("M", x, y),
            ("L", x + wide, shoulder),
            ("L", x + narrow, shoulder),
            ("L", x + narrow, foot),
            ("L", x - narrow, foot),
            ("L", x - narrow, shoulder),
            ("L", x - wide, shoulder),
            ("Z",),
        ),
        ink,
    )


def ruler(span: int, ticks: Sequence[tuple[int, float, float]], line_pt: float, ink: Ink) -> Frame:
    """A ruler of so many mm, its base line at the foot of the frame; ticks as every so many mm,
    their length in mm and their width in pt. Where several fall together the longest counts."""
    height = max(length for _, length, _ in ticks)
    lines = [Line(0, height, span, height, ink, line_pt)]
    for mm in range(span + 1):
        here = [tick for tick in ticks if mm % tick[0] == 0]
        if here:
            _, length, width_pt = max(here, key=lambda tick: tick[1])
            lines.append(Line(mm, height - length, mm, height, ink, width_pt))
    return Frame(span, height, tuple(lines))


def gauge_front(ink: Ink) -> tuple[Line, ...]:
    """What one side of the paper has, zero at the origin: a long line to read millimetres by, and
    a line at every millimetre for the tenths."""
    reach = ceil(FINE * PITCH) + REACH
    return (
        Line(0, -6.5, 0, 0.4, ink, 2 * _HAIR_PT),
        *(Line(mm, 0.8, mm, 3.2, ink, _HAIR_PT) for mm in range(-reach, reach + 1)),
    )


def crosshair(ink: Ink) -> tuple[Line, ...]:
    """A cross to prick a pin through, its middle at the origin."""
    return (
        Line(-_CROSS, 0, _CROSS, 0, ink, _HAIR_PT),
        Line(0, -_CROSS, 0, _CROSS, ink, _HAIR_PT),
    )


def gauge_back(ink: Ink) -> tuple[Line, ...]:
    """What the other side has: a scale of millimetres, and a vernier of eleven lines.

    Where this side lies d mm to the right, the nth line from the zero meets a line of the other
    side if d is n tenths more than a whole number: PITCH is a tenth less than three.
    """
    coarse = [
        Line(mm, -1.2 - (2.4 if mm == 0 else 1.6 if mm % 2 == 0 else 1), mm, -1.2, ink, _HAIR_PT)
        for mm in range(-REACH, REACH + 1)
    ]
    fine = [Line(n * PITCH, 3.2, n * PITCH, 5.6, ink, _HAIR_PT) for n in range(-FINE, FINE + 1)]
    return (*coarse, *fine)
