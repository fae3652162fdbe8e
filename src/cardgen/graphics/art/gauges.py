"""Measuring tools to print: an arrow, a ruler, and gauges for the offset between two sides."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from cardgen.graphics.frame import Frame, Ink, Line, Path

REACH = 6  # mm that a gauge reads on either side
FINE = 5  # vernier lines on either side of its zero
PITCH = 2.9  # mm between them: the nth lies n tenths off a whole millimetre

_HAIR_PT = 0.25
_CROSS = 4  # mm, half of it


def arrow_up(
    width: float, height: float, head: float, stem: float, x: float, y: float, ink: Ink
) -> Path:
    """An arrow with its tip at x, y; head is the height of its head, stem the width of its stem."""
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
    """A ruler of span mm, its base line at the foot of the frame.

    A tick is the mm from one to the next, its length in mm and its width in pt; where several
    coincide, the longest is drawn.
    """
    height = max(length for _, length, _ in ticks)
    lines = [Line(0, height, span, height, ink, line_pt)]
    for mm in range(span + 1):
        at = [tick for tick in ticks if mm % tick[0] == 0]
        if at:
            _, length, width_pt = max(at, key=lambda tick: tick[1])
            lines.append(Line(mm, height - length, mm, height, ink, width_pt))
    return Frame(span, height, tuple(lines))


def gauge_front(ink: Ink) -> tuple[Line, ...]:
    """The front of a gauge, its zero at the origin: a long line to read millimetres at, and a line
    at every millimetre for the tenths."""
    reach = ceil(FINE * PITCH) + REACH
    return (
        Line(0, -6.5, 0, 0.4, ink, 2 * _HAIR_PT),
        *(Line(mm, 0.8, mm, 3.2, ink, _HAIR_PT) for mm in range(-reach, reach + 1)),
    )


def crosshair(ink: Ink) -> tuple[Line, ...]:
    """A crosshair to push a pin through, centred on the origin."""
    return (
        Line(-_CROSS, 0, _CROSS, 0, ink, _HAIR_PT),
        Line(0, -_CROSS, 0, _CROSS, ink, _HAIR_PT),
    )


def gauge_back(ink: Ink) -> tuple[Line, ...]:
    """The back of a gauge: a scale of millimetres, and a vernier of eleven lines.

    Where the back lies d mm to the right, the nth vernier line meets a line of the front if d is a
    whole number and n tenths, for PITCH is a tenth less than three.
    """
    coarse = [
        Line(mm, -1.2 - (2.4 if mm == 0 else 1.6 if mm % 2 == 0 else 1), mm, -1.2, ink, _HAIR_PT)
        for mm in range(-REACH, REACH + 1)
    ]
    fine = [Line(n * PITCH, 3.2, n * PITCH, 5.6, ink, _HAIR_PT) for n in range(-FINE, FINE + 1)]
    return (*coarse, *fine)
