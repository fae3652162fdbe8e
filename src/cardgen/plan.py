"""What stands where on a page, as numbers for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from cardgen.frame import Page, Placed, Side, faces


class Placement(TypedDict):
    """The trim of one face: its top left corner from that of the page, and its size there."""

    card: str
    copy: int
    face: Side
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    turn: int


class PagePlan(TypedDict):
    side: Side
    width_mm: float
    height_mm: float
    placements: list[Placement]


def page_plan(page: Page) -> PagePlan:
    """The faces of a page in reading order, each as it is drawn, in mm to three decimals."""
    return {
        "side": page.side,
        "width_mm": round(page.frame.width, 3),
        "height_mm": round(page.frame.height, 3),
        "placements": [_placement(placed) for placed in faces(page.frame)],
    }


def _placement(placed: Placed) -> Placement:
    assert placed.face is not None  # faces() yields no others
    return {
        "card": placed.face.card,
        "copy": placed.face.copy,
        "face": placed.face.side,
        "x_mm": round(placed.x, 3),
        "y_mm": round(placed.y, 3),
        "width_mm": round(placed.width, 3),
        "height_mm": round(placed.height, 3),
        "turn": placed.turn,
    }


@dataclass
class FilePlan:
    """What one file holds and how it is printed."""

    path: str
    output: str
    paper: str
    flip: Literal["long", "short", "none"]
    sheets: int | None  # None: each face has a page of its own
    on_a_sheet: int
    cards: list[str]  # their ids in order, copies counted
    sha256: str | None = None  # None: nothing was written
    size: int = 0  # in bytes

    def as_data(self, pages: list[PagePlan]) -> dict[str, Any]:
        """The plan, with that of each page, as other programs read it."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "output": self.output,
            "paper": self.paper,
            "flip": self.flip,
            "sheets": self.sheets,
            "cards": self.cards,
            "pages": pages,
        }
