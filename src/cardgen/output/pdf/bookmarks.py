"""Bookmarks, the outline of a PDF: themes with their cards, each at the top of its first face."""

from __future__ import annotations

from collections.abc import Iterable

from cardgen.graphics.frame import Face
from cardgen.graphics.geometry import Rect
from cardgen.output.pdf.document import Document, points, string


class _Entry:
    __slots__ = ("destination", "order", "title", "within")

    def __init__(self, title: str, destination: str, order: int) -> None:
        self.title, self.destination, self.order = title, destination, order
        self.within: dict[str, _Entry] = {}

    def lead_where_first_read(self, other: _Entry) -> None:
        if other.order < self.order:
            self.destination, self.order = other.destination, other.order


class Bookmarks:
    """The bookmarks of one file, gathered while its pages are painted."""

    def __init__(self) -> None:
        self._top: dict[tuple[str, str], _Entry] = {}

    def add(self, face: Face, page: int, where: Rect) -> None:
        """Add a face on a page, unless its card has a bookmark.

        where is its rectangle in mm, y up.
        """
        left, _, _, top = where
        destination = f"[{page} 0 R/XYZ {points(left, top)} null]"
        card = _Entry(face.name, destination, face.order)
        if face.theme is None:
            self._top.setdefault(("card", face.card), card).lead_where_first_read(card)
        else:
            own = _Entry(face.theme, destination, face.order)
            theme = self._top.setdefault(("theme", face.theme), own)
            theme.lead_where_first_read(own)
            theme.within.setdefault(face.card, card).lead_where_first_read(card)

    def write(self, document: Document) -> int | None:
        """Write the outline, and return its number; None if it is empty."""
        if not self._top:
            return None
        root = document.reserve()
        ends = _write(document, self._top.values(), root)
        count = sum(1 + len(entry.within) for entry in self._top.values())
        document.write(root, f"<</Type/Outlines/Count {count}{ends}>>")
        return root


def _write(document: Document, entries: Iterable[_Entry], parent: int) -> str:
    """Write the entries, and return the parent's keys for the first and the last one."""
    in_order = sorted(entries, key=lambda entry: entry.order)
    numbered = [(document.reserve(), entry) for entry in in_order]
    for index, (number, entry) in enumerate(numbered):
        before = f"/Prev {numbered[index - 1][0]} 0 R" if index else ""
        after = f"/Next {numbered[index + 1][0]} 0 R" if index + 1 < len(numbered) else ""
        within = ""
        if entry.within:
            ends = _write(document, entry.within.values(), number)
            within = f"/Count {len(entry.within)}{ends}"
        document.write(
            number,
            f"<</Title{string(entry.title)}/Parent {parent} 0 R{before}{after}{within}"
            f"/Dest{entry.destination}>>",
        )
    return f"/First {numbered[0][0]} 0 R/Last {numbered[-1][0]} 0 R"
