"""Overprint: small black type must overprint the inks below it, and white must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeAlias

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import (
    FilledPath,
    GraphicsObject,
    ImageObject,
    Paint,
    ShadingObject,
    StrokedPath,
    TextObject,
)
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.parsing.rectangle import Rectangle, contains, intersection, overlap
from cardgen.preflight.rules import Rules

_SMALL = 12.0  # pt, of type that overprints (GWG 2022, R0009)
_THIN = 2.0  # pt, of lines that do (R0010)
_SLACK = 0.05
_CELL = 36.0  # points
_MOST = 60  # rectangles in a cell; one with more counts as covered
_Cell: TypeAlias = tuple[int, int]
_PAGE = Rectangle(-20_000, -20_000, 20_000, 20_000)


def lost(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """Objects that do not show, or not as intended, because they overprint."""
    if not rules.for_press:
        return
    for item in page.objects:
        for paint in item.paints:
            if paint.overprint and overlap(item.box, page.cut):
                yield from _lost(page, item, paint, rules)


def _lost(page: PdfPage, item: GraphicsObject, paint: Paint, rules: Rules) -> Iterator[Finding]:
    space = paint.colour.space
    if paint.colour.is_white and isinstance(item, TextObject):
        what = "white text overprints, and will be invisible"
        yield page.finding("P311", "error", item, what)
    elif paint.colour.is_white:
        what = "a white shape overprints, and will be invisible"
        yield page.finding("P311", "warning", item, what)
    elif space.family == "ICCBased" and space.components == 4 and paint.mode == 1:
        what = "CMYK with an ICC profile overprints, which presses handle differently"
        yield page.finding("P314", rules.severity, item, what)
    elif space.family == "DeviceGray":
        what = "grey is set to overprint but knocks out; use black ink"
        yield page.finding("P315", "warning", item, what)


def knocked_out(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """Small black type and thin black lines that knock out the colours below them."""
    if not rules.for_press or not page.only(_knocks_out).segments:
        return
    under = page.only(_is_coloured).once(_index)
    below = 0  # of its rectangles, so many are painted before the next segment
    for segment in page.only(_matters).segments:
        alone, key = page._replace(segments=(segment,)), (_over, under, below, segment)
        yield from alone.find_once(key, partial(_over, alone, under, below))
        below += len(segment.only(_is_coloured).objects)


def _over(page: PdfPage, under: RectangleIndex, below: int) -> Iterator[Finding]:
    for item in page.objects:
        if what := _fault(item):
            shown = overlap(item.box, page.cut)
            if shown and under.overlap(item.box, _SLACK, below):
                code, how = what
                yield page.finding(code, "warning", item, how)
        below += _is_coloured(item)


def _fault(item: GraphicsObject) -> tuple[str, str] | None:
    """The code and message for type or a line that knocks out what lies below it, if it is black
    and so fine that it has to overprint."""
    if isinstance(item, TextObject) and item.size < _SMALL - _SLACK:
        code, thing, paint = "P312", "small text", item.fill
    elif isinstance(item, StrokedPath) and item.width < _THIN - _SLACK:
        code, thing, paint = "P313", "a thin line", item.paint
    else:
        return None
    if paint is None or not paint.colour.is_black:
        return None
    family = paint.colour.space.family
    if family == "DeviceGray":
        return "P316", f"{thing} is in grey, which cannot overprint; use black ink"
    if not paint.overprint:
        return code, f"{thing} is in black and does not overprint, so paper may show beside it"
    if family == "DeviceCMYK" and paint.mode != 1:
        return code, f"{thing} overprints with OPM 0, which clears the other inks; use OPM 1"
    return None


def _knocks_out(item: GraphicsObject) -> bool:
    return _fault(item) is not None


def _matters(item: GraphicsObject) -> bool:
    return _is_coloured(item) or _knocks_out(item)


def _is_coloured(item: GraphicsObject) -> bool:
    """Whether an object is printed in other inks than black."""
    if isinstance(item, (ImageObject, ShadingObject)):
        return item.space is not None and item.space.components > 1
    if not isinstance(item, (FilledPath, StrokedPath)):
        return False
    inks = item.paint.colour.inks
    if inks is None:
        return not item.paint.colour.is_white
    return any(value > 0.001 for name, value in inks.items() if name != "Black")


def _index(page: PdfPage) -> RectangleIndex:
    return RectangleIndex(item.box for item in page.objects)


class RectangleIndex:
    """Rectangles in the order of painting, by the cells of a coarse grid that they touch, so that
    overlaps are found quickly."""

    def __init__(self, boxes: Iterable[Rectangle]) -> None:
        self._cells = defaultdict[_Cell, list[tuple[int, Rectangle]]](list)
        self._covered: dict[_Cell, int] = {}  # by the number of a rectangle
        for number, box in enumerate(boxes):
            for cell in _touched(box):
                if cell in self._covered:
                    continue
                here = self._cells[cell]
                here.append((number, box))
                if contains(box, _box(cell)) or len(here) > _MOST:
                    self._covered[cell] = number

    def overlap(self, box: Rectangle, slack: float, first: int) -> bool:
        """Whether one of so many first ones overlaps the box by more than slack in both
        directions."""
        for cell in _touched(box):
            if self._covered.get(cell, first) < first:
                if overlap(_box(cell), box, slack):
                    return True
            elif any(
                number < first and overlap(one, box, slack)
                for number, one in self._cells.get(cell, ())
            ):
                return True
        return False


def _touched(box: Rectangle) -> Iterator[_Cell]:
    shown = intersection(box, _PAGE)
    if shown is None:
        return
    left, bottom, right, top = (int(side // _CELL) for side in shown)
    yield from ((x, y) for x in range(left, right + 1) for y in range(bottom, top + 1))


def _box(cell: _Cell) -> Rectangle:
    x, y = cell
    return Rectangle(x * _CELL, y * _CELL, (x + 1) * _CELL, (y + 1) * _CELL)
