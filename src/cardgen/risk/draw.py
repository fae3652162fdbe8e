"""The worst of many sheets, drawn as it would come out of the guillotine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cardgen.frame import Box, Frame, Ink, Item, Page, Placed
from cardgen.layout import House
from cardgen.printer import Spread
from cardgen.risk.slips import Sheet, Slip, pieces
from cardgen.risk.twin import Twin

OF = 100  # sheets


def drawn(sheets: Sequence[Sheet], spread: Spread, house: House) -> Iterator[Page]:
    """Both sides of the worst of OF sheets: each card as it was cut, on a grey table."""
    twin = Twin(spread, OF)
    found = [(*twin.worst(sheet), sheet) for sheet in sheets]
    _, slip, sheet = max(found, key=lambda one: one[0])
    yield _side(sheet, False, slip, house)
    if sheet.back:
        yield _side(sheet, True, slip, house)


def _side(sheet: Sheet, back: bool, slip: Slip, house: House) -> Page:
    page = sheet.back if back and sheet.back else sheet.front
    table, paper = house.neutrals["line"], house.neutrals["paper"]
    width, height = page.frame.width, page.frame.height
    cards = tuple(_piece(*piece, paper) for piece in pieces(sheet, back, slip))
    items: tuple[Item, ...] = (Box(0, 0, width, height, table), *cards)
    return Page(Frame(width, height, items), page.side)


def _piece(
    face: Placed, box: tuple[float, float, float, float], right: float, down: float, paper: Ink
) -> Placed:
    """A card as it was cut, its print where the printer put it; turned it is not."""
    left, top, width, height = box[0], box[1], box[2] - box[0], box[3] - box[1]
    print_ = replace(face, x=face.x + right - left, y=face.y + down - top)
    frame = Frame(width, height, (Box(0, 0, width, height, paper), print_))
    return Placed(left, top, frame, bleed=(0.0, 0.0, 0.0, 0.0))
