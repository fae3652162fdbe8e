"""What every poster is given: the tones of its theme, and a box with what must stay free in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from cardgen.graphics.art.outlines import Point
from cardgen.graphics.frame import Drawing, Ink
from cardgen.value import Value


class Tones(Value):
    """The inks of one theme's art, which uses no others."""

    base: Ink
    middle: Ink
    light: Ink
    dark: Ink
    paper: Ink


class PosterBox(Value):
    """The box of a poster, in mm; shapes may run past it and are clipped by the caller.

    Its foot is the horizon. What does not stand on it floats above it, or else rests on it, so that
    words below all posters follow at one distance. A shape stays `edge` inside the left, right and
    top or runs that far beyond, and the paper tone stays inside. The corner above and left of
    `index_corner` has one tone, as the card's index stands there.
    """

    width: float
    height: float
    floats: bool = True

    @property
    def unit(self) -> float:
        """1 in a box 105 mm wide and 44 high or more, less in proportion in smaller ones."""
        return min(self.width / 105, self.height / 44, 1)

    @property
    def edge(self) -> float:
        return 4 * self.unit

    @property
    def index_corner(self) -> Point:
        return 28.5 * self.unit, 18.5 * self.unit

    @property
    def middle(self) -> float:
        return self.width / 2

    def centre(self, radius: float, below: float = 0.5) -> float:
        """How far down the middle of a round shape is: so many units below that of the box, or so
        that the shape rests on the horizon."""
        return self.height / 2 + below * self.unit if self.floats else self.height - radius

    def settled(self, side: float) -> float:
        """The left side of a shape, moved off the trim if it would graze it."""
        return side if abs(side) >= self.edge else math.copysign(self.edge, side)

    def clear(self, x: float, y: float, dx: float, dy: float) -> float:
        """The largest radius of a circle that leaves the corner of the index free.

        Its centre, right of the corner or below it, is x, y moved by dx, dy for each mm of radius.
        """
        across, down = x - self.index_corner[0], y - self.index_corner[1]
        # The corner is on the circle: |centre + direction * radius - corner| = radius.
        grown = dx * dx + dy * dy - 1
        along = across * dx + down * dy
        apart = across * across + down * down
        root = along * along - grown * apart
        return math.inf if root < 0 else apart / (math.sqrt(root) - along)


Form: TypeAlias = Callable[[PosterBox, Tones], tuple[Drawing, ...]]
