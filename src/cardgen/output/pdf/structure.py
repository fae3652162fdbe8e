"""The structure tree of a file: the tags of its pages, joined.

An element is written as soon as its page is; only those that may continue on later pages (the
sections of cards, and elements with an id) are kept until the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.output.pdf.document import Document, string
from cardgen.output.pdf.tags import COPIES, ROOT, Tag

# PDF 2.0 has these roles; to readers of PDF 1.7 they are mapped (ISO 32000-1, 14.7.3).
MAPPED = {"Em": "Span", "Strong": "Span"}


class _Lasting:
    """An element that may continue on a later page. page is that of its first content, and kids are
    what it holds, in order, as its dictionary says it."""

    def __init__(self, role: str, number: int, parent: int, entries: str = "") -> None:
        self.role, self.number, self.parent, self.entries = role, number, parent, entries
        self.page = 0
        self.kids: dict[str, None] = {}


class StructureTree:
    """The structure tree of one file; further is the title of the section of further copies."""

    def __init__(self, document: Document, further: str) -> None:
        self._document = document
        self._number = document.reserve()
        self._root = _Lasting("Document", document.reserve(), self._number)
        title = f"/T{string(further)}"
        self._copies = _Lasting("Sect", document.reserve(), self._root.number, title)
        self._lasting: dict[tuple[int, str], _Lasting] = {}
        self._notes: list[int] = []
        self._pages: list[int] = []
        self._mapped: set[str] = set()  # the roles in the file that are mapped
        self.elements = self.claims = 0

    def add(self, tags: Sequence[Tag], owners: Sequence[int], page: int) -> str:
        """Write the elements of a page, and return the page's entry that leads from its MCIDs to
        the elements that own them; page is its object number."""
        numbers, lasting = self._numbered(tags)
        shown, write = f"/Pg {page} 0 R", self._document.write
        for tag, number in zip(tags, numbers, strict=False):
            if tag.role in MAPPED:
                self._mapped.add(tag.role)
            if number in lasting:
                _continue(lasting[number], tag, numbers, page)
                continue
            entries = tag.entries
            if tag.role == "Note":
                self._notes.append(number)
                entries += f"/ID{_note(number)}"
            if kids := tag.kids:
                if max(kids) >= 0:
                    entries += shown
                listed = [str(kid) if kid >= 0 else f"{numbers[-1 - kid]} 0 R" for kid in kids]
                entries += f"/K[{' '.join(listed)}]"
            write(number, f"<</S/{tag.role}/P {numbers[tag.parent]} 0 R{entries}>>", is_tag=True)
        self.elements += len(tags) - len(lasting)
        self.claims += len(owners)
        if not owners:
            return ""
        references = " ".join([f"{numbers[owner]} 0 R" for owner in owners])
        parents = self._document.reserve()
        self._document.write(parents, f"[{references}]", is_tag=True)
        self._pages.append(parents)
        return f"/StructParents {len(self._pages) - 1}"

    def _numbered(self, tags: Sequence[Tag]) -> tuple[list[int], dict[int, _Lasting]]:
        """The object numbers of a page's elements by their places, with those of further copies and
        of the document at the end, where COPIES and ROOT find them; and those elements that may
        continue on other pages, by their numbers."""
        reserve, numbers, lasting = self._document.reserve, list[int](), dict[int, _Lasting]()
        ends = {ROOT: self._root, COPIES: self._copies}
        for tag in tags:
            if tag.id is None:
                number = reserve()
            else:
                parent = numbers[tag.parent] if tag.parent >= 0 else ends[tag.parent].number
                known = self._lasting.get((parent, tag.id))
                if known is None:
                    known = _Lasting(tag.role, reserve(), parent, tag.entries)
                    self._lasting[parent, tag.id] = known
                number = known.number
                lasting[number] = known
            if tag.parent < 0:
                ends[tag.parent].kids[f"{number} 0 R"] = None
            numbers.append(number)
        return [*numbers, self._copies.number, self._root.number], lasting

    def finish(self) -> int:
        """Write what is left, and return the number of the structure tree's root."""
        if self._copies.kids:
            self._root.kids[f"{self._copies.number} 0 R"] = None
        for element in (self._copies, *self._lasting.values(), self._root):
            self._write(element)
        pages = " ".join(f"{key} {number} 0 R" for key, number in enumerate(self._pages))
        names = "".join(f"{_note(number)}{number} 0 R" for number in self._notes)
        notes = f"/IDTree<</Names[{names}]>>" if names else ""
        mapped = "".join(f"/{role}/{MAPPED[role]}" for role in sorted(self._mapped))
        roles = f"/RoleMap<<{mapped}>>" if mapped else ""
        self._document.write(
            self._number,
            f"<</Type/StructTreeRoot/K {self._root.number} 0 R/ParentTree<</Nums[{pages}]>>"
            f"/ParentTreeNextKey {len(self._pages)}{roles}{notes}>>",
            is_tag=True,
        )
        return self._number

    def _write(self, element: _Lasting) -> None:
        page = f"/Pg {element.page} 0 R" if element.page else ""
        kids = f"/K[{' '.join(element.kids)}]" if element.kids else ""
        dictionary = f"<</S/{element.role}/P {element.parent} 0 R{element.entries}{page}{kids}>>"
        self._document.write(element.number, dictionary, is_tag=True)
        self.elements += 1


def _continue(element: _Lasting, tag: Tag, numbers: Sequence[int], page: int) -> None:
    """Add to an element what a page shows of it."""
    for kid in tag.kids:
        if kid < 0:
            element.kids[f"{numbers[-1 - kid]} 0 R"] = None
            continue
        element.page = element.page or page
        own = element.page == page
        element.kids[str(kid) if own else f"<</Type/MCR/Pg {page} 0 R/MCID {kid}>>"] = None


def _note(number: int) -> str:
    return f"(note-{number:08})"
