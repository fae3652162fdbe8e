"""Overprint: what must lie on the inks below it, and what must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import (
    Area,
    Line,
    Mark,
    Paint,
    Picture,
    Shade,
    Text,
    paints,
)
from cardgen.preflight.parsing.pdf_file import Page
from cardgen.preflight.parsing.rectangle import Box, holds, meet, overlap
from cardgen.preflight.rules import Rules

_SMALL = 12.0  # pt, of type that overprints (GWG 2022, R0009)
_THIN = 2.0  # pt, of lines that do (R0010)
_SLACK = 0.05
_CELL = 36.0  # points
_MOST = 60  # boxes in a cell; one with more counts as covered
_PAGE = Box(-20_000, -20_000, 20_000, 20_000)


def overprint(page: Page, rules: Rules) -> Iterator[Finding]:
    if not rules.for_press:
        return
    # Where nothing black is fine enough, what lies below it need not be known.
    fine = any(map(_black, page.marks))
    under = Patches()  # what is painted in other inks than black
    for mark in page.marks:
        if overlap(mark.box, page.cut):
            yield from _lost(page, mark, rules)
            yield from _knocked_out(page, mark, under)
        if fine and _is_coloured(mark):
            under.add(mark.box)


def _lost(page: Page, mark: Mark, rules: Rules) -> Iterator[Finding]:
    """What is not seen, or not as it was meant, because it overprints."""
    for paint in paints(mark):
        if not paint.overprint:
            continue
        space = paint.colour.space
        if paint.colour.is_white and isinstance(mark, Text):
            what = "white text overprints, and will not be seen"
            yield page.finding("P311", "error", mark, what)
        elif paint.colour.is_white:
            what = "a white shape overprints, and will not be seen"
            yield page.finding("P311", "warning", mark, what)
        elif space.family == "ICCBased" and space.parts == 4 and paint.mode == 1:
            what = "what overprints is in CMYK with a profile, and presses disagree on what to do"
            yield page.finding("P314", rules.severity, mark, what)
        elif space.family == "DeviceGray":
            what = "what overprints is in grey, and knocks out instead; paint it in black ink"
            yield page.finding("P315", "warning", mark, what)


def _knocked_out(page: Page, mark: Mark, under: Patches) -> Iterator[Finding]:
    """Small black text and thin black lines that leave bare paper in the colours below them."""
    paint = _black(mark)
    if paint is None or not under.overlap(mark.box, _SLACK):
        return
    code, thing = "P313", "a thin line"
    if isinstance(mark, Text):
        code, thing = "P312", "small text"
    grey = paint.colour.space.family == "DeviceGray"
    if grey:
        code, why = "P316", "is in grey, which cannot overprint; paint it in black ink"
    elif not paint.overprint:
        why = "is in black and does not overprint, so that paper may shine through beside it"
    elif paint.colour.space.family == "DeviceCMYK" and paint.mode != 1:
        why = "overprints in a way (OPM 0) that clears the other inks; ask for OPM 1"
    else:
        return
    yield page.finding(code, "warning", mark, f"{thing} {why}")


def _black(mark: Mark) -> Paint | None:
    """The paint of black text or lines that are fine enough to have to overprint."""
    if isinstance(mark, Text) and mark.size < _SMALL - _SLACK:
        paint = mark.fill
    elif isinstance(mark, Line) and mark.width < _THIN - _SLACK:
        paint = mark.paint
    else:
        return None
    return paint if paint and paint.colour.is_black else None


def _is_coloured(mark: Mark) -> bool:
    """Whether it takes other inks than black."""
    if isinstance(mark, (Picture, Shade)):
        return mark.space is not None and mark.space.parts > 1
    if not isinstance(mark, (Area, Line)):
        return False
    inks = mark.paint.colour.inks
    if inks is None:
        return not mark.paint.colour.is_white
    return any(value > 0.001 for name, value in inks.items() if name != "Black")


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
