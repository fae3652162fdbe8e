"""Overprint: small black type must overprint the inks below it, and white must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import (
    FilledPath,
    GraphicsObject,
    ImageObject,
    Paint,
    ShadingObject,
    StrokedPath,
    TextObject,
    paints,
)
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.parsing.rectangle import Rectangle, contains, intersection, overlap
from cardgen.preflight.rules import Rules

_SMALL = 12.0  # pt, of type that overprints (GWG 2022, R0009)
_THIN = 2.0  # pt, of lines that do (R0010)
_SLACK = 0.05
_CELL = 36.0  # points
_MOST = 60  # rectangles in a cell; one with more counts as covered
_PAGE = Rectangle(-20_000, -20_000, 20_000, 20_000)


def overprint(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    if not rules.for_press:
        return
    # Without fine black type or lines, what lies below need not be known.
    fine = any(map(_black, page.objects))
    under = RectangleIndex()  # where other inks than black are printed
    for item in page.objects:
        if overlap(item.box, page.cut):
            yield from _lost(page, item, rules)
            yield from _knocked_out(page, item, under)
        if fine and _is_coloured(item):
            under.add(item.box)


def _lost(page: PdfPage, item: GraphicsObject, rules: Rules) -> Iterator[Finding]:
    """Objects that do not show, or not as intended, because they overprint."""
    for paint in paints(item):
        if not paint.overprint:
            continue
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


def _knocked_out(page: PdfPage, item: GraphicsObject, under: RectangleIndex) -> Iterator[Finding]:
    """Small black type and thin black lines that knock out the colours below them."""
    paint = _black(item)
    if paint is None or not under.overlap(item.box, _SLACK):
        return
    code, thing = "P313", "a thin line"
    if isinstance(item, TextObject):
        code, thing = "P312", "small text"
    grey = paint.colour.space.family == "DeviceGray"
    if grey:
        code, why = "P316", "is in grey, which cannot overprint; use black ink"
    elif not paint.overprint:
        why = "is in black and does not overprint, so paper may show beside it"
    elif paint.colour.space.family == "DeviceCMYK" and paint.mode != 1:
        why = "overprints with OPM 0, which clears the other inks; use OPM 1"
    else:
        return
    yield page.finding(code, "warning", item, f"{thing} {why}")


def _black(item: GraphicsObject) -> Paint | None:
    """The paint of black type or lines so fine that they have to overprint, else None."""
    if isinstance(item, TextObject) and item.size < _SMALL - _SLACK:
        paint = item.fill
    elif isinstance(item, StrokedPath) and item.width < _THIN - _SLACK:
        paint = item.paint
    else:
        return None
    return paint if paint and paint.colour.is_black else None


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


class RectangleIndex:
    """Rectangles by the cells of a coarse grid that they touch, so that overlaps are found
    quickly."""

    def __init__(self) -> None:
        self._cells = defaultdict[tuple[int, int], list[Rectangle]](list)
        self._covered = set[tuple[int, int]]()

    def add(self, box: Rectangle) -> None:
        for cell in _touched(box):
            if cell in self._covered:
                continue
            boxes, whole = self._cells[cell], _box(cell)
            boxes.append(box)
            if contains(box, whole) or len(boxes) > _MOST:
                self._cells[cell] = [whole]
                self._covered.add(cell)

    def overlap(self, box: Rectangle, slack: float) -> bool:
        """Whether one of them overlaps the box by more than slack in both directions."""
        return any(
            overlap(one, box, slack) for cell in _touched(box) for one in self._cells.get(cell, ())
        )


def _touched(box: Rectangle) -> Iterator[tuple[int, int]]:
    shown = intersection(box, _PAGE)
    if shown is None:
        return
    left, bottom, right, top = (int(side // _CELL) for side in shown)
    yield from ((x, y) for x in range(left, right + 1) for y in range(bottom, top + 1))


def _box(cell: tuple[int, int]) -> Rectangle:
    x, y = cell
    return Rectangle(x * _CELL, y * _CELL, (x + 1) * _CELL, (y + 1) * _CELL)
