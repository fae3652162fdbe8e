"""The poster of any other mark: it stands large on a disc in a field of small ones."""

from __future__ import annotations

import math

from cardgen.art.marks import mark
from cardgen.art.outlines import disc
from cardgen.art.room import Room, Tones
from cardgen.frame import Drawing, Path


def pattern(name: str, room: Room, tones: Tones) -> tuple[Drawing, ...]:
    """A mark on a disc; small ones about it are whole or cut in half by the trim."""
    x, y = room.middle, room.height * 0.53
    large = min(room.width, room.height) * 0.30
    columns = max(6, round(room.width / 17.5))
    pitch = room.width / columns
    small = pitch * 0.27
    rows = math.ceil((room.height - room.edge - small) / (pitch * 0.78))
    places = (
        ((column + row % 2 / 2) * pitch, row * pitch * 0.78)
        for row in range(rows)
        for column in range(columns + 1 - row % 2)
    )

    def free(at_x: float, at_y: float) -> bool:
        by_disc = math.hypot(at_x - x, at_y - y) < large + small * 1.35
        by_index = at_x - small < room.index[0] and 0 < at_y < room.index[1] + small
        return not by_disc and not by_index

    return (
        *(item for at in places if free(*at) for item in mark(name, *at, small, tones.middle)),
        Path(disc(x, y, large), tones.light),
        *mark(name, x, y, large * 0.58, tones.dark),
    )
