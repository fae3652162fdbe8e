"""Boxes that are found quickly by where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cardgen.preflight.plane import Box, holds, meet, overlap

_CELL = 36.0  # points
_MOST = 60  # boxes in a cell; one with more counts as covered
_PAGE = Box(-20_000, -20_000, 20_000, 20_000)


class Patches:
    """Boxes, by the cells of a coarse grid that they touch."""

    def __init__(self) -> None:
        self._cells = defaultdict[tuple[int, int], list[Box]](list)
        self._covered = set[tuple[int, int]]()

    def add(self, box: Box) -> None:
        for cell in _touched(box):
            if cell in self._covered:
                continue
            boxes, whole = self._cells[cell], _box(cell)
            boxes.append(box)
            if holds(box, whole) or len(boxes) > _MOST:
                self._cells[cell] = [whole]
                self._covered.add(cell)

    def overlap(self, box: Box, slack: float) -> bool:
        """Whether one of them shares more than slack with a box both ways."""
        return any(
            overlap(one, box, slack) for cell in _touched(box) for one in self._cells.get(cell, ())
        )


def _touched(box: Box) -> Iterator[tuple[int, int]]:
    shown = meet(box, _PAGE)
    if shown is None:
        return
    left, bottom, right, top = (int(side // _CELL) for side in shown)
    yield from ((x, y) for x in range(left, right + 1) for y in range(bottom, top + 1))


def _box(cell: tuple[int, int]) -> Box:
    x, y = cell
    return Box(x * _CELL, y * _CELL, (x + 1) * _CELL, (y + 1) * _CELL)
