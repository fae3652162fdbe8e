"""What every poster has to work with: its tones, its room and what must stay free in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from cardgen.graphics.art.outlines import Point
from cardgen.graphics.frame import Drawing, Ink


@dataclass(frozen=True, slots=True)
class Tones:
    """The inks of one theme's art; nothing else is ever painted."""

    base: Ink
    middle: Ink
    light: Ink
    dark: Ink
    paper: Ink


@dataclass(frozen=True, slots=True)
class PosterBox:
    """The box of a poster, its foot the horizon; shapes may run past it and are cut by the caller.

    A shape stays `edge` inside the left, right and top or passes that far beyond, and the paper
    tone never passes. The corner left and above `index` has one tone, for the index stands there.
    """

    width: float
    height: float

    @property
    def unit(self) -> float:
        """1 in a box 105 mm wide and 44 high or more, less in proportion in smaller ones."""
        return min(self.width / 105, self.height / 44, 1)

    @property
    def edge(self) -> float:
        return 4 * self.unit

    @property
    def index(self) -> Point:
        return 28.5 * self.unit, 18.5 * self.unit

    @property
    def middle(self) -> float:
        return self.width / 2

    def settled(self, side: float) -> float:
        """Where a shape's left side goes that would graze the trim: inside it or clearly past."""
        return side if abs(side) >= self.edge else math.copysign(self.edge, side)

    def clear(self, x: float, y: float, dx: float, dy: float) -> float:
        """The largest radius with which a circle leaves the corner of the index free.

        Its centre is x, y moved by dx, dy for each mm of radius, right of the corner or below it.
        """
        across, down = x - self.index[0], y - self.index[1]
        # The corner is on the circle: |centre + direction * radius - corner| = radius.
        grown = dx * dx + dy * dy - 1
        along = across * dx + down * dy
        apart = across * across + down * down
        root = along * along - grown * apart
        return math.inf if root < 0 else apart / (math.sqrt(root) - along)


Form: TypeAlias = Callable[[PosterBox, Tones], tuple[Drawing, ...]]
