"""What stands where on a page, as numbers for people and programs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from cardgen.graphics.frame import Page, Placed, Side, faces
from cardgen.model.printer import Shift, described
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.model.standard import Standard


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
    """Where things stand as they are meant to lie on the paper; moved is the matrix that takes
    them from there to where they are painted, or None."""

    side: Side
    width_mm: float
    height_mm: float
    moved: list[float] | None
    placements: list[Placement]


def page_plan(page: Page) -> PagePlan:
    """The faces of a page in reading order, each as it is drawn, in mm to three decimals."""
    return {
        "side": page.side,
        "width_mm": round(page.frame.width, 3),
        "height_mm": round(page.frame.height, 3),
        "moved": [round(number, 6) for number in page.moved] if page.moved else None,
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


class RunPlan(Value):
    """Sheets of cards of one size; cuts and folds are the edge of the paper and the mm from
    there. Formes are how many sheets in a row have the same cards. All of them are printed so many
    times."""

    width: float
    height: float
    page_width: float
    page_height: float
    cards: list[str]  # their ids in the order of the sheets, copies counted
    on_a_sheet: int
    sheets: int
    formes: Sequence[int]
    overs: float  # percent of paper
    cuts: Sequence[tuple[str, float]]
    folds: Sequence[tuple[str, float]]
    filled: Sequence[str] = ()  # those of the cards that take places that would stay empty
    shift: Shift | None = None  # what the printer does to backs, which is corrected
    times: int = 1

    @property
    def corrected(self) -> str:
        """What the printer does to backs, in words; empty without a correction."""
        return described(self.shift) if self.shift and self.shift != Shift() else ""

    @property
    def printed(self) -> int:
        """Sheets to print."""
        return self.sheets * self.times

    @property
    def needed(self) -> int:
        """Sheets of card to have ready, with those that go wrong."""
        return self.printed + ceil(self.printed * self.overs / 100)

    def as_data(self) -> dict[str, Any]:
        return {
            "width_mm": self.width,
            "height_mm": self.height,
            "on_a_sheet": self.on_a_sheet,
            "sheets": self.printed,
            "sheets_with_overs": self.needed,
            "formes": list(self.formes),
            "filled": list(self.filled),
            "cuts": [{"from": edge, "at_mm": at} for edge, at in self.cuts],
            "folds": [{"from": edge, "at_mm": at} for edge, at in self.folds],
        }


# What is cut out and folded of a page; a leaflet is folded of two, which are the sides of a sheet.
Piece = Literal["box", "divider", "tent", "leaflet"]
Sides = Literal["both", "fronts", "backs", "one"]  # one: there are no others


class ShopPlan:
    """The print shop that a file is made for, by its profile, and what it asks for.

    condition is the printing condition, None for screens; bleed is in mm. The plates and the total
    area coverage in percent are known when the file is written.
    """

    def __init__(
        self,
        profile: str,
        standard: Standard,
        condition: str | None,
        bleed: float | None,
        backs_first: bool,
    ) -> None:
        self.profile, self.standard, self.condition = profile, standard, condition
        self.bleed, self.backs_first = bleed, backs_first
        self.plates: list[str] | None = None
        self.total_ink: float | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "profile": self.profile,
            "standard": self.standard.name,
            "condition": self.condition,
            "bleed_mm": self.bleed,
            "backs_first": self.backs_first,
            "plates": self.plates,
            "total_ink": self.total_ink,
        }


class FilePlan:
    """What one file holds and how it is printed.

    paper is None where each face has a page of its own. piece is what is cut out and folded of it,
    and stock how heavy its card is; is_booklet tells that its pages are folded into each other. The
    pages are counted as they are made, and with them booklets and their sheets; sha256 and the size
    in bytes are of what was written, None and 0 if nothing was.
    """

    def __init__(
        self,
        path: str,
        output: str,
        paper: str | None,
        sides: Sides,
        flip: Literal["long", "short", "none"],
        runs: list[RunPlan],
        shop: ShopPlan | None = None,
    ) -> None:
        self.piece: Piece | None = None
        self.stock, self.is_booklet, self.booklets = "", False, 0
        self.path, self.output, self.paper = path, output, paper
        self.sides, self.flip, self.runs, self.shop = sides, flip, runs, shop
        self.pages = 0
        self.sha256: str | None = None
        self.size = 0

    @property
    def cards(self) -> list[str]:
        return [card for run in self.runs for card in run.cards]

    @property
    def sheets(self) -> int:
        """How many sheets it takes, 0 where each face has a page of its own."""
        return sum(run.printed for run in self.runs) if self.paper else 0

    def as_data(self, pages: Sequence[PagePlan]) -> dict[str, Any]:
        """The plan, with that of each page, as other programs read it."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "output": self.output,
            "shop": self.shop and self.shop.as_data(),
            "paper": self.paper,
            "sides": self.sides,
            "flip": self.flip,
            "sheets": self.sheets if self.paper else None,
            "runs": [run.as_data() for run in self.runs if self.paper and not self.is_booklet],
            "cards": self.cards,
            "pages": list(pages),
        }
