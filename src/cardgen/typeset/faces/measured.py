"""How a face fits its card."""

from __future__ import annotations

from typing import NamedTuple


class Measured(NamedTuple):
    """How a face fits: the size of its longest text in points, the mm it has to spare or, less
    than 0, misfits, how many characters of that text would have to go, and what else is wrong, by
    how many mm at most."""

    size_pt: float
    spare: float
    cut: int
    others: tuple[str, ...]
    wide: float

    @property
    def fits(self) -> bool:
        return self.spare > -0.001 and not self.others
