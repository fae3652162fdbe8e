"""A sheet to be cut: where its cards lie, and the cuts in the order in which they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.graphics.frame import Sides
from cardgen.value import Value

_SLACK = 0.01  # mm


class TakenOff(Value):
    """What one cut takes off: so many mm, with cards on it or nothing but waste."""

    mm: float
    has_cards: bool


class CutSheet(Value):
    """A sheet as one looks at its front, in mm: its size, the trims as their left, top, right and
    bottom, and the cuts in order, each at a distance from the left edge or the top."""

    width: float
    height: float
    trims: Sequence[Sides]
    cuts: Sequence[tuple[str, float]]

    def taken_off(self) -> Iterator[TakenOff]:
        """Yields what each cut takes off, which lies between it and the one before along the same
        edge, or the far end of the sheet."""
        ends = {"left": self.width, "top": self.height}
        for edge, at in self.cuts:
            end, side = ends[edge], 0 if edge == "left" else 1
            has_cards = any(
                at - _SLACK <= trim[side] and trim[side + 2] <= end + _SLACK for trim in self.trims
            )
            yield TakenOff(round(end - at, 3), has_cards)
            ends[edge] = at
