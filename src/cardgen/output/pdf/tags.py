"""The tags of one page: the structure elements that its content belongs to.

They refer to each other by their places among the page's elements, so that a page can be made
before anybody knows how many objects come before it in the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from cardgen.graphics.frame import Element, Face, GlyphRun, Item, Placed
from cardgen.graphics.geometry import Rect
from cardgen.output.pdf.document import LedgerError, box, string
from cardgen.value import Value

# The places of the document's element, of that of further copies, and of the page itself.
ROOT, COPIES, PAGE = -1, -2, -3
# PDF 2.0 has these roles; to readers of PDF 1.7 they are mapped (ISO 32000-1, 14.7.3).
MAPPED = {"Em": "Span", "Strong": "Span"}
OBJECT = "%d 0 R"  # refers to one whose number is still to be put in
NOTE = "(note-%08d)"  # the ID of a note, by its object's number


class Tag(Value):
    """A structure element as far as one page shows it.

    at is its place among the page's elements and parent that of the element around it. entries are
    those of its dictionary but for what depends on objects' numbers. An element with an id may
    continue on other pages. sections counts the Sects around its content, heads tells a row of
    column headings, and actual is the ActualText of its marked content. is_personal tells that it
    is of one person, who is on pages one after another. kids are the MCIDs of its content and, as
    OBJECT, the elements in it, in order; inner are the places of these.
    """

    role: str
    at: int
    parent: int
    entries: str
    id: str | None
    sections: int
    heads: bool
    actual: str
    is_personal: bool
    kids: list[str]
    inner: list[int]

    @property
    def is_shown(self) -> bool:
        """Whether any content is its own."""
        return len(self.kids) > len(self.inner)


class PageElements(Value):
    """The elements of one page as they will be written, with %d in place of objects' numbers.

    text has a line for each element that stands on this page only, and a last one with the elements
    behind the MCIDs. places tell whose numbers it takes, in order; elements and marks count both.
    lasting are the elements that may continue on other pages; at_root and copies are the places of
    those right within the document's and within that of further copies, notes those of the notes.
    orders are when those at the root are read, 0 where they are in the order of pages.
    mapped are the roles that need it.
    """

    text: str
    places: array[int]
    elements: int
    marks: int
    lasting: list[Tag]
    at_root: list[int]
    orders: list[int]
    copies: list[int]
    notes: list[int]
    mapped: set[str]


class PageTags:
    """The elements of one page, gathered while it is painted."""

    def __init__(self) -> None:
        self.root = Tag("Document", ROOT, ROOT, "", None, 0, False, "", False, [], [])
        self._copies = Tag("Sect", COPIES, ROOT, "", None, 0, False, "", False, [], [])
        self.elements: list[Tag] = []
        self.owners: list[int] = []  # the place of the element behind each MCID
        self._named: dict[tuple[int, str], Tag] = {}
        self._orders: dict[int, int] = {}  # by the places of the sections of pages

    def card(self, face: Face) -> Tag:
        """The section of a face's card, within that of its theme if it has one."""
        tag = self.root
        *around, own = sections(face)
        for section in around:
            tag = self.open(tag, section, within=0)
        card = self.open(tag, own, within=0, is_personal=bool(face.person))
        if face.order:
            self._orders[card.at] = face.order
        return card

    def copy(self, face: Face, where: Rect) -> Tag:
        """A further copy of a face, as a Figure with its name."""
        return self.open(self._copies, Element("Figure", (), alt=face.alt or face.name), where)

    def open(
        self,
        parent: Tag,
        element: Element,
        where: Rect | None = None,
        within: int | None = None,
        is_personal: bool = False,
    ) -> Tag:
        """A new element within parent, or the earlier one that it continues.

        where is the rectangle of a Figure on its page, in mm with y up. within is how many sections
        its content counts as being in, if not those around it. is_personal tells that it and all in
        it are of one person.
        """
        role, id_ = element.role, element.id
        if id_ is not None and (named := self._named.get((parent.at, id_))):
            return named
        elements, sections = self.elements, parent.sections
        at, heads = len(elements), role == "TR" and heads_columns(element, parent.role)
        inside = sections + (role == "Sect") if within is None else within
        alt = element.alt
        actual = "" if alt is None or role == "Figure" else f"/ActualText{string(alt)}"
        entries = actual + _entries(parent, element, where)
        if role == "H":
            role = f"H{min(sections + 1, 6)}"
        is_personal = is_personal or parent.is_personal
        tag = Tag(role, at, parent.at, entries, id_, inside, heads, actual, is_personal, [], [])
        elements.append(tag)
        parent.kids.append(OBJECT)
        parent.inner.append(at)
        if id_ is not None:
            self._named[parent.at, id_] = tag
        return tag

    def claim(self, tag: Tag) -> int:
        """The MCID of the next content, which belongs to the element."""
        mcid = len(self.owners)
        self.owners.append(tag.at)
        tag.kids.append(str(mcid))
        return mcid

    def written(self) -> PageElements:
        """All of them, once the page is painted."""
        lines: list[str] = []
        places: list[int] = []
        lasting: list[Tag] = []
        notes: list[int] = []
        for tag in self.elements:
            if tag.id is not None:
                lasting.append(tag)
                continue
            role, at, parent, entries, *_, kids, inner = tag
            places.append(parent)
            if "%" in entries:
                entries = entries.replace("%", "%%")
            if role == "Note":
                notes.append(at)
                places.append(at)
                entries += f"/ID{NOTE}"
            if kids:
                if len(kids) > len(inner):
                    places.append(PAGE)
                    entries += f"/Pg {OBJECT}"
                places += inner
                entries += f"/K[{' '.join(kids)}]"
            lines.append(f"<</S/{role}/P {OBJECT}{entries}>>")
        places += self.owners
        lines.append(f"[{' '.join([OBJECT] * len(self.owners))}]")
        return PageElements(
            "\n".join(lines),
            array("i", places),
            len(self.elements),
            len(self.owners),
            lasting,
            self.root.inner,
            [self._orders.get(at, 0) for at in self.root.inner],
            self._copies.inner,
            notes,
            {tag.role for tag in self.elements} & MAPPED.keys(),
        )


def _entries(parent: Tag, element: Element, where: Rect | None) -> str:
    entries, role = "", element.role
    if element.title:
        entries += f"/T{string(element.title)}"
    if element.lang:
        entries += f"/Lang{string(element.lang)}"
    if role == "Figure":
        if element.alt is None or where is None:
            raise LedgerError("a Figure needs a text alternative and marks that show something")
        entries += f"/Alt{string(element.alt)}/A<</O/Layout/Placement/Block/BBox{box(*where)}>>"
    elif role == "L" and (counted := numbering(element.items)):
        entries += f"/A<</O/List/ListNumbering/{counted}>>"
    elif role == "TH":
        entries += f"/A<</O/Table/Scope/{'Column' if parent.heads else 'Row'}>>"
    return entries


def card_section(face: Face) -> Element:
    """The section of a face's card or, where pages are not in order, of the page that it is."""
    page = f" {face.order}" if face.order else ""
    return Element("Sect", (), id=f"card {face.card}{page}", title=face.name)


def sections(face: Face) -> tuple[Element, ...]:
    """The sections around a face, from the outermost: that of its theme, if any, and its card's. A
    theme whose pages are not in order has none: the tree has only its outermost level to sort."""
    card = card_section(face)
    if face.theme is None or face.order:
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
