"""The structure tree: the elements that the content of pages belongs to.

An element is written as soon as it is complete; only those that may continue later (the sections
of cards, and elements with an id) are kept until the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cardgen.graphics.frame import Element, Face, GlyphRun, Item, Placed
from cardgen.graphics.geometry import Rect
from cardgen.output.pdf.document import Document, LedgerError, box, string

# PDF 2.0 has these roles; to readers of PDF 1.7 they are mapped (ISO 32000-1, 14.7.3).
MAPPED = {"Em": "Span", "Strong": "Span"}


@dataclass(slots=True, eq=False)
class StructureElement:
    """A structure element before it is written."""

    role: str
    number: int
    parent: int
    entries: str = ""
    sections: int = 0  # the number of Sects around its content
    heads: bool = False  # whether it is a table row of column headings
    actual: str = ""  # ActualText of its marked content
    stays: bool = False  # whether it may continue later
    page: int = 0  # the object of the page with its first content
    kids: list[str] = field(default_factory=list)


class StructureTree:
    """The structure tree of one file; further is the title of the section of further copies."""

    def __init__(self, document: Document, further: str) -> None:
        self._document, self._further = document, further
        self._root = document.reserve()
        self._kept: dict[tuple[int, str], StructureElement] = {}
        self._notes: list[int] = []
        self._pages: list[int] = []
        self._mapped: set[str] = set()  # the roles in the file that are mapped
        self.elements = self.claims = 0
        self.root = StructureElement("Document", document.reserve(), self._root)
        self._copies: StructureElement | None = None

    def card(self, face: Face) -> StructureElement:
        """The section of a face's card, within that of its theme if it has one."""
        node = self.root
        for section in sections(face):
            node = self.open(node, section)
            node.sections = 0
        return node

    def copy(self, face: Face, where: Rect) -> StructureElement:
        """A further copy of a face, as a Figure with its name."""
        if self._copies is None:
            self._copies = StructureElement("Sect", self._document.reserve(), self.root.number)
            self._copies.entries = f"/T{string(self._further)}"
        return self.open(self._copies, Element("Figure", (), alt=face.alt or face.name), where)

    def open(
        self, parent: StructureElement, element: Element, where: Rect | None = None
    ) -> StructureElement:
        """A new element within parent, or the earlier one that it continues.

        where is the rectangle of a Figure on its page, in mm with y up.
        """
        kept = None if element.id is None else self._kept.get((parent.number, element.id))
        if kept is not None:
            return kept
        node = StructureElement(element.role, self._document.reserve(), parent.number)
        node.sections = parent.sections + (element.role == "Sect")
        if element.role == "H":
            node.role = f"H{min(parent.sections + 1, 6)}"
        if element.role == "TR":
            node.heads = heads_columns(element, parent.role)
        if element.role in MAPPED:
            self._mapped.add(element.role)
        if element.role == "Note":
            self._notes.append(node.number)
        if element.alt is not None and element.role != "Figure":
            node.actual = f"/ActualText{string(element.alt)}"
        node.entries = _entries(node, parent, element, where)
        parent.kids.append(f"{node.number} 0 R")
        if element.id is not None:
            self._kept[parent.number, element.id] = node
            node.stays = True
        return node

    def close(self, node: StructureElement) -> None:
        if not node.stays:
            self._write(node)

    def claim(self, node: StructureElement, page: int, owners: list[int]) -> int:
        """The MCID of the next content on a page, which belongs to node; owners is the page's."""
        mcid = len(owners)
        owners.append(node.number)
        node.page = node.page or page
        context = node.page == page
        node.kids.append(str(mcid) if context else f"<</Type/MCR/Pg {page} 0 R/MCID {mcid}>>")
        return mcid

    def end_page(self, owners: list[int]) -> str:
        """The page's entry that leads from its MCIDs to the elements that own them."""
        if not owners:
            return ""
        references = " ".join(f"{number} 0 R" for number in owners)
        self._pages.append(self._document.add(f"[{references}]"))
        return f"/StructParents {len(self._pages) - 1}"

    def finish(self) -> int:
        """Write what is left, and return the number of the structure tree's root."""
        if self._copies is not None:
            self.root.kids.append(f"{self._copies.number} 0 R")
            self._write(self._copies)
        for node in self._kept.values():
            self._write(node)
        self._write(self.root)
        parents = " ".join(f"{key} {number} 0 R" for key, number in enumerate(self._pages))
        names = "".join(f"{_note(number)}{number} 0 R" for number in self._notes)
        notes = f"/IDTree<</Names[{names}]>>" if names else ""
        mapped = "".join(f"/{role}/{MAPPED[role]}" for role in sorted(self._mapped))
        roles = f"/RoleMap<<{mapped}>>" if mapped else ""
        self._document.write(
            self._root,
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree<</Nums[{parents}]>>"
            f"/ParentTreeNextKey {len(self._pages)}{roles}{notes}>>",
        )
        return self._root

    def _write(self, node: StructureElement) -> None:
        page = f"/Pg {node.page} 0 R" if node.page else ""
        kids = f"/K[{' '.join(node.kids)}]" if node.kids else ""
        self._document.write(
            node.number, f"<</S/{node.role}/P {node.parent} 0 R{node.entries}{page}{kids}>>"
        )
        self.elements += 1
        self.claims += sum(not kid.endswith("R") for kid in node.kids)


def _entries(
    node: StructureElement, parent: StructureElement, element: Element, where: Rect | None
) -> str:
    entries = node.actual
    if element.title:
        entries += f"/T{string(element.title)}"
    if element.lang:
        entries += f"/Lang{string(element.lang)}"
    if element.role == "Figure":
        if element.alt is None or where is None:
            raise LedgerError("a Figure needs a text alternative and marks that show something")
        entries += f"/Alt{string(element.alt)}/A<</O/Layout/Placement/Block/BBox{box(*where)}>>"
    elif element.role == "L" and (counted := numbering(element.items)):
        entries += f"/A<</O/List/ListNumbering/{counted}>>"
    elif element.role == "TH":
        entries += f"/A<</O/Table/Scope/{'Column' if parent.heads else 'Row'}>>"
    elif element.role == "Note":
        entries += f"/ID{_note(node.number)}"
    return entries


def _note(number: int) -> str:
    return f"(note-{number:08})"


def sections(face: Face) -> tuple[Element, ...]:
    """The sections around a face, from the outermost: that of its theme, if any, and its card's."""
    card = Element("Sect", (), id=f"card {face.card}", title=face.name)
    if face.theme is None:
        return (card,)
    return Element("Sect", (), id=f"theme {face.theme}", title=face.theme), card


def heads_columns(row: Element, within: str) -> bool:
    """Whether the headings in a table row are those of columns; within is the role around it."""
    cells = {cell.role for cell in _children(row.items) if isinstance(cell, Element)}
    return within == "THead" or cells & {"TH", "TD"} == {"TH"}


def numbering(items: Iterable[Item]) -> str | None:
    """The ListNumbering of a list, judged by its first label; None if it has no labels."""
    label = next((element for element in _elements(items) if element.role == "Lbl"), None)
    if label is None:
        return None
    text = label.alt or _text(label.items)
    first = text.strip("( ")[:1]
    if first.isdigit():
        return "Decimal"
    if first.isalpha():
        return "UpperAlpha" if first.isupper() else "LowerAlpha"
    return {"◦": "Circle", "○": "Circle", "▪": "Square", "■": "Square"}.get(first, "Disc")


def _children(items: Iterable[Item]) -> Iterator[Element | GlyphRun]:
    """The elements and glyph runs in the items, also within placed frames."""
    for item in items:
        if isinstance(item, Placed):
            yield from _children(item.frame.items)
        elif isinstance(item, Element | GlyphRun):
            yield item


def _text(items: Iterable[Item]) -> str:
    return "".join(
        child.text if isinstance(child, GlyphRun) else _text(child.items)
        for child in _children(items)
    )


def _elements(items: Iterable[Item]) -> Iterator[Element]:
    for child in _children(items):
        if isinstance(child, Element):
            yield child
            yield from _elements(child.items)
