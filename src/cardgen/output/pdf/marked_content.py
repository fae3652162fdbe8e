"""Marked content: what ties the content of a page to the elements of the structure tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from cardgen.graphics.frame import Matrix
from cardgen.graphics.geometry import Rect, moved
from cardgen.output.pdf.bookmarks import Bookmarks
from cardgen.output.pdf.content import Content
from cardgen.output.pdf.structure import StructureElement, StructureTree


class Artifact(Enum):
    """Content that is not read out, as it belongs to the sheet, its running words or the layout."""

    PAGE = "Page"
    PAGINATION = "Pagination"
    LAYOUT = "Layout"


Owner: TypeAlias = StructureElement | Artifact | None


@dataclass(slots=True)
class PageLedger:
    """The account of one page while it is painted. height is in mm."""

    tree: StructureTree
    bookmarks: Bookmarks
    number: int
    height: float
    owners: list[int] = field(default_factory=list)  # the element behind each MCID
    faces: int = 0
    copies: int = 0

    def box(self, rect: Rect, matrix: Matrix) -> Rect:
        """The rectangle on the page: left, bottom, right and top in mm, y up."""
        left, top, right, bottom = moved(rect, matrix)
        return left, self.height - bottom, right, self.height - top


class MarkedContent:
    """The marked-content sequences of one page; without a ledger, of a form, which has none."""

    def __init__(self, content: Content, ledger: PageLedger | None) -> None:
        self._content = content
        self._ledger = ledger
        self._owner: Owner = None

    def belong_to(self, owner: Owner) -> None:
        """Let what follows belong to an owner; None ends the sequence that has begun."""
        if self._ledger is None or owner is self._owner:
            return
        if self._owner is not None:
            self._content.end()
        self._owner = owner
        if isinstance(owner, Artifact):
            self._content.begin(f"/Artifact<</Type/{owner.value}>>")
        elif owner is not None:
            mcid = self._ledger.tree.claim(owner, self._ledger.number, self._ledger.owners)
            self._content.begin(f"/{owner.role}<</MCID {mcid}{owner.actual}>>")
            if owner.actual:
                owner.actual = "/ActualText()"  # a replacement text over two sequences is read once
