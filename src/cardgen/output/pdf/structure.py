"""The structure tree of a file: the tags of its pages, joined.

An element is written as soon as its page is; only those that may continue on later pages (the
sections of cards, and elements with an id) are kept until the end or, of one person, until a page
without that person.
"""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.output.pdf.document import Document, string
from cardgen.output.pdf.tags import COPIES, MAPPED, NOTE, OBJECT, ROOT, PageElements, Tag


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
        self._personal: set[tuple[int, str]] = set()  # those of people on the last page
        self._notes: list[int] = []
        self._order: dict[str, int] = {}  # when those at the root are read, if not in that of pages
        self._pages: list[int] = []
        self._mapped: set[str] = set()  # the roles in the file that are mapped
        self.elements = self.claims = 0

    def add(self, elements: PageElements, page: int) -> str:
        """Write the elements of a page, and return the page's entry that leads from its MCIDs to
        the elements that own them; page is its object number."""
        numbers, own, lasting = self._numbered(elements)
        numbers += [page, self._copies.number, self._root.number]  # as PAGE, COPIES and ROOT say
        text = elements.text % tuple([numbers[place] for place in elements.places])
        *bodies, owners = text.split("\n")
        for number, body in zip(own, bodies, strict=True):
            self._document.write(number, body, is_tag=True)
        parents = ""
        if elements.marks:
            parents = f"/StructParents {len(self._pages)}"
            self._pages.append(self._document.reserve())
            self._document.write(self._pages[-1], owners, is_tag=True)
        personal = set[tuple[int, str]]()
        for element, tag in zip(lasting, elements.lasting, strict=True):
            _continue(element, tag, numbers, page)
            if tag.is_personal and tag.id:
                personal.add((element.parent, tag.id))
        for key in sorted(self._personal - personal):
            self._write(self._lasting.pop(key))
        self._personal = personal
        for parent, kids in ((self._root, elements.at_root), (self._copies, elements.copies)):
            parent.kids |= {f"{numbers[kid]} 0 R": None for kid in kids}
        self._order |= {
            f"{numbers[kid]} 0 R": order
            for kid, order in zip(elements.at_root, elements.orders, strict=True)
            if order
        }
        self._notes += [numbers[place] for place in elements.notes]
        self._mapped |= elements.mapped
        self.elements += elements.elements - len(lasting)
        self.claims += elements.marks
        return parents

    def _numbered(self, elements: PageElements) -> tuple[list[int], list[int], list[_Lasting]]:
        """The object numbers of a page's elements by their places, those of them that are written
        with the page, and the elements that may continue on other pages."""
        document, numbers, own, lasting = self._document, list[int](), list[int](), list[_Lasting]()
        ends = {ROOT: self._root.number, COPIES: self._copies.number}
        for tag in elements.lasting:
            between = document.reserve_several(tag.at - len(numbers))
            numbers += between
            own += between
            parent = numbers[tag.parent] if tag.parent >= 0 else ends[tag.parent]
            assert tag.id is not None  # such elements have one
            element = self._lasting.get((parent, tag.id))
            if element is None:
                element = _Lasting(tag.role, document.reserve(), parent, tag.entries)
                self._lasting[parent, tag.id] = element
            numbers.append(element.number)
            lasting.append(element)
        rest = document.reserve_several(elements.elements - len(numbers))
        return [*numbers, *rest], [*own, *rest], lasting

    def finish(self) -> int:
        """Write what is left, and return the number of the structure tree's root."""
        if self._order:
            order = sorted(self._root.kids, key=lambda kid: self._order.get(kid, 0))
            self._root.kids = dict.fromkeys(order)
        if self._copies.kids:
            self._root.kids[f"{self._copies.number} 0 R"] = None
        for element in (self._copies, *self._lasting.values(), self._root):
            self._write(element)
        pages = " ".join(f"{key} {number} 0 R" for key, number in enumerate(self._pages))
        names = "".join(f"{NOTE % number}{number} 0 R" for number in self._notes)
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
    inner = iter(tag.inner)
    for kid in tag.kids:
        if kid == OBJECT:
            element.kids[OBJECT % numbers[next(inner)]] = None
            continue
        element.page = element.page or page
        own = element.page == page
        element.kids[kid if own else f"<</Type/MCR/Pg {page} 0 R/MCID {kid}>>"] = None
