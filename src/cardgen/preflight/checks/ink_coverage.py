"""Total area coverage (TAC): all inks together, as the mean of any square of 15 mm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import FilledPath, GraphicsObject
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.parsing.rectangle import Rectangle, contains, enlarged, intersection, union
from cardgen.preflight.rules import Rules
from cardgen.units import PT_PER_MM

_CELL = 1.5 * PT_PER_MM
_SQUARE = 10  # cells on a side: 15 mm (GWG 2022, R0026)
_MOST = 50  # fills that are reported on a page, the largest ones

Plates: TypeAlias = Mapping[str, float]
Grid: TypeAlias = list[list[float]]


def is_fill(item: GraphicsObject) -> bool:
    return isinstance(item, FilledPath)


def ink_coverage(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """Fills over the ink limit, alone or where they overprint others; images are not measured."""
    limit = rules.limits.ink
    areas = [item for item in page.objects if isinstance(item, FilledPath)]
    heavy = [
        (area, shown)
        for area in areas
        if (area.paint.overprint or area.paint.colour.coverage > limit)
        and (shown := intersection(area.box, page.bled))
    ]
    if not heavy or not rules.for_press or _most_of_all(areas) <= limit:
        return
    bounds = enlarged(union(shown for _, shown in heavy), _CELL * _SQUARE)
    within = intersection(bounds, page.bled) or page.bled
    cells = _cells(areas, within)
    if max(map(max, cells)) <= limit:
        return
    means = _means(cells)
    heavy.sort(key=lambda one: -one[1].width * one[1].height)
    for area, shown in heavy[:_MOST]:
        measured = _worst(means, shown, within)
        if measured > limit + 0.5:
            own = area.paint.colour.coverage
            what = f"a fill has a total area coverage of {own:.0f} %, and may not dry"
            if own <= limit:
                what = f"a fill of {own:.0f} % overprints others, and may not dry"
            told = f"{measured:.0f} % on average over 15 mm"
            yield page.finding("P307", "warning", area, what, told, f"at most {limit:g} %")


def _most_of_all(areas: Sequence[FilledPath]) -> float:
    """The coverage in percent that there would be if the most of each ink met somewhere."""
    most: dict[str, float] = {}
    for colour in {area.paint.colour for area in areas}:
        for ink, tint in (colour.inks or {}).items():
            most[ink] = max(tint, most.get(ink, 0.0))
    return 100 * sum(most.values())


def _cells(areas: Sequence[FilledPath], within: Rectangle) -> Grid:
    """The coverage of each cell of a part of the page, in percent, in rows from the bottom."""
    columns, rows = _counts(within)
    across, up = within.width / columns, within.height / rows
    spans = list[tuple[FilledPath, int, int, int, int]]()
    for area in areas[_ground(areas, within) :]:
        if shown := intersection(area.box, within):
            left, right = shown.left - within.left, shown.right - within.left
            low, high = shown.bottom - within.bottom, shown.top - within.bottom
            spans.append((area, *_covered(left, right, across), *_covered(low, high, up)))
    # The rows of a band, between one edge and the next, are all alike.
    edges = sorted({0, rows, *(edge for *_, low, high in spans for edge in (low, high))})
    bands = [[0] * columns for _ in edges[1:]]  # the numbers of what is printed on each cell
    printed: list[Plates] = [{}]
    for area, first, last, low, high in spans:
        crossed = bands[edges.index(low) : edges.index(high)]
        under = set[int]().union(*(band[first:last] for band in crossed))
        after = dict(zip(under, range(len(printed), len(printed) + len(under)), strict=True))
        inks = area.paint.colour.inks or {}
        printed += [_printed(area, inks, printed[number]) for number in under]
        for band in crossed:
            band[first:last] = [after[number] for number in band[first:last]]
    total = [100 * sum(plates.values()) for plates in printed]
    heights = (above - below for below, above in pairwise(edges))
    covered = ([total[number] for number in band] for band in bands)
    return [row for row, high in zip(covered, heights, strict=True) for _ in range(high)]


def _means(cells: Grid) -> Grid:
    """The mean of each square, by the cell at its bottom left; of a part smaller than a square, its
    mean."""
    wide, tall = min(len(cells[0]), _SQUARE), min(len(cells), _SQUARE)
    sums = [_running(row, wide) for row in cells]
    squares = zip(
        *(_running(list(column), tall) for column in zip(*sums, strict=True)), strict=True
    )
    return [[value / (wide * tall) for value in row] for row in squares]


def _worst(means: Grid, shown: Rectangle, within: Rectangle) -> float:
    """The highest mean of the squares around a fill."""
    columns, rows = _counts(within)
    first, last = _covered(
        shown.left - within.left, shown.right - within.left, within.width / columns
    )
    low, high = _covered(
        shown.bottom - within.bottom, shown.top - within.bottom, within.height / rows
    )
    half = _SQUARE // 2
    near = [
        mean
        for row in means[max(0, min(low - half, len(means) - 1)) : max(1, high - half + 1)]
        for mean in row[max(0, min(first - half, len(row) - 1)) : max(1, last - half + 1)]
    ]
    return max(near, default=0.0)


def _counts(within: Rectangle) -> tuple[int, int]:
    """The number of columns and rows of cells."""
    return max(1, round(within.width / _CELL)), max(1, round(within.height / _CELL))


def _ground(areas: Sequence[FilledPath], within: Rectangle) -> int:
    """The place of the last fill that hides all those before it, or 0."""
    hiding = (
        at
        for at in range(len(areas) - 1, -1, -1)
        if areas[at].is_rectangle
        and not areas[at].paint.overprint
        and not areas[at].paint.transparency
        and contains(areas[at].box, within)
    )
    return next(hiding, 0)


def _covered(start: float, end: float, cell: float) -> tuple[int, int]:
    """The first cell with its middle between start and end, and the one after the last."""
    return round(max(0.0, start) / cell), round(end / cell)


def _printed(area: FilledPath, inks: Plates, under: Plates) -> Plates:
    """The inks on a cell after a fill in its inks, as far as they are known; a transparent fill
    counts as opaque."""
    paint, share = area.paint, area.share
    if paint.overprint:
        kept = {name: value for name, value in inks.items() if value or not paint.mode}
        inks = {**under, **kept}
    if area.is_rectangle:
        return inks
    names = under.keys() | inks.keys()
    return {n: share * inks.get(n, 0) + (1 - share) * under.get(n, 0) for n in names}


def _running(values: list[float], count: int) -> list[float]:
    """The sums of so many values in a row, at each place."""
    sums = [0.0, *accumulate(values)]
    return [high - low for low, high in zip(sums, sums[count:], strict=False)]
