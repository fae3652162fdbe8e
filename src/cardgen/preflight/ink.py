"""Ink: how much of it lies on each other, as the mean of any square of 15 mm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

from cardgen.preflight.finding import Finding
from cardgen.preflight.marks import Area
from cardgen.preflight.opened import Page
from cardgen.preflight.plane import Box, meet
from cardgen.preflight.rules import Rules
from cardgen.units import PT_PER_MM

_CELL = 1.5 * PT_PER_MM
_SQUARE = 10  # cells of a side: 15 mm (GWG 2022, R0026)
_WHOLE = 0.98

Plates: TypeAlias = dict[str, float]


def ink(page: Page, rules: Rules) -> Iterator[Finding]:
    """Fills that alone, or printed over others, have too much; pictures are not looked into."""
    if not rules.for_press:
        return
    limit = rules.limits.ink
    areas = [mark for mark in page.marks if isinstance(mark, Area)]
    for at, area in enumerate(areas):
        own = area.paint.colour.ink
        shown = meet(area.box, page.bled)
        if shown is None or (own <= limit and not area.paint.overprint):
            continue
        measured = _worst(areas[: at + 1], shown)
        if measured > limit + 0.5:
            what = f"a fill has {own:.0f} % of ink"
            if own <= limit:
                what = f"a fill of {own:.0f} % overprints others"
            yield page.finding(
                "P307",
                "warning",
                area,
                f"{what}, which may not dry",
                f"{measured:.0f} % as the mean of 15 mm",
                f"at most {limit:g} %",
            )


def _worst(areas: Sequence[Area], within: Box) -> float:
    """The highest mean of a square, of what is painted in a part of the page."""
    columns, rows = (max(1, round(side / _CELL)) for side in (within.width, within.height))
    across, up = within.width / columns, within.height / rows
    cells = [[Plates() for _ in range(columns)] for _ in range(rows)]
    for area in areas:
        shown = meet(area.box, within)
        if shown is None:
            continue
        first, last = _covered(shown.left - within.left, shown.right - within.left, across)
        low, high = _covered(shown.bottom - within.bottom, shown.top - within.bottom, up)
        for row in cells[low:high]:
            row[first:last] = (_printed(area, under) for under in row[first:last])
    # Narrower than the square, the rest of it is bare paper.
    wide, tall = min(columns, _SQUARE), min(rows, _SQUARE)
    bare = min(1, across * wide / (_CELL * _SQUARE)) * min(1, up * tall / (_CELL * _SQUARE))
    sums = [_running([100 * sum(cell.values()) for cell in row], wide) for row in cells]
    squares = (_running(list(column), tall) for column in zip(*sums, strict=True))
    return max(max(column) for column in squares) / (wide * tall) * bare


def _covered(start: float, end: float, cell: float) -> tuple[int, int]:
    """The first cell whose middle lies within, and the one after the last."""
    return round(max(0.0, start) / cell), round(end / cell)


def _printed(area: Area, under: Plates) -> Plates:
    """What lies on a cell after a fill, as far as one knows its inks."""
    paint, inks = area.paint, area.paint.colour.inks
    if inks is None or area.share < _WHOLE:
        share = area.share
        return {name: (1 - share) * value for name, value in under.items()} | {
            name: share * value + (1 - share) * under.get(name, 0)
            for name, value in (inks or {}).items()
        }
    if not paint.overprint:
        return inks
    kept = {name: value for name, value in inks.items() if value or not paint.mode}
    return under | kept


def _running(values: list[float], count: int) -> list[float]:
    """The sums of so many neighbours."""
    sums = [0.0, *accumulate(values)]
    return [high - low for low, high in zip(sums, sums[count:], strict=False)]
