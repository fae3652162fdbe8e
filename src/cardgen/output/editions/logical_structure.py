"""Pages → their logical structure, as the tags of a PDF have it, for editions read as text.

An element continues one of the same id, faces stand in the sections of their themes and cards, and
further copies of a face, artwork and running words are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cardgen.graphics.frame import (
    Box,
    Element,
    GlyphRun,
    Image,
    Ink,
    Item,
    Line,
    Matrix,
    Page,
    Path,
    Placed,
    never,
    speaks,
)
from cardgen.graphics.geometry import UPRIGHT, Rect, after, extent, into_parent, moved
from cardgen.output.pdf.document import LedgerError
from cardgen.output.pdf.tags import heads_columns, numbering, sections


@dataclass(slots=True, eq=False)
class LogicalElement:
    """An element with its content: texts, each as long as it goes, and elements.

    kind is the numbering of a list, or whether a TH heads a Column or a Row; drawing is what a
    Figure shows, ground the colour of the field behind it, if any, and link where it leads. The
    level of an H is 0 until an edition gives it one.
    """

    role: str
    id: str | None = None
    alt: str | None = None
    lang: str | None = None
    title: str | None = None
    kind: str | None = None
    drawing: tuple[Item, ...] = ()
    ground: Ink | None = None
    link: str | None = None
    level: int = 0
    kids: list[str | LogicalElement] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its whole text, with alternative texts in place of what they stand for."""
        if self.alt is not None:
            return self.alt
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def elements(self) -> list[LogicalElement]:
        return [kid for kid in self.kids if not isinstance(kid, str)]

    @property
    def label(self) -> str:
        """The label of a list item."""
        return "".join(kid.text for kid in self.elements if kid.role == "Lbl").strip()

    @property
    def unlabelled(self) -> list[str | LogicalElement]:
        return [kid for kid in self.kids if isinstance(kid, str) or kid.role != "Lbl"]


def logical_structure(pages: Iterable[Page]) -> LogicalElement:
    """The Document element of all pages."""
    collector = _Collector()
    for page in pages:
        collector.fields.clear()
        collector.collect(page.frame.items, collector.root, UPRIGHT)
    return collector.root


class _Collector:
    def __init__(self) -> None:
        self.root = LogicalElement("Document")
        self._kept: dict[tuple[int, str], LogicalElement] = {}
        self._faces: set[tuple[str, str, int]] = set()
        self.fields: list[tuple[Rect, Ink]] = []  # filled boxes, in painting order

    def collect(self, items: Iterable[Item], within: LogicalElement, matrix: Matrix) -> None:
        """Add the content of the items to an element; matrix takes their points to the page's."""
        for item in items:
            match item:
                case GlyphRun():
                    if within.role in ("Document", "Sect"):
                        raise LedgerError(f'"{item.text}" stands in no element')
                    if within.kids and isinstance(within.kids[-1], str):
                        within.kids[-1] += item.text
                    else:
                        within.kids.append(item.text)
                case Box():
                    if item.fill is not None:
                        right, bottom = item.x + item.width, item.y + item.height
                        field = moved((item.x, item.y, right, bottom), matrix)
                        self.fields.append((field, item.fill))
                case Line() | Path() | Image():
                    pass
                case Element():
                    if item.role != "Artifact":
                        node = self._open(item, within)
                        if item.role == "Figure":
                            node.ground = self._ground(item, matrix)
                        self.collect(item.items, node, matrix)
                case Placed():
                    self._placed(item, within, after(into_parent(item), matrix))
                case _:
                    never(item)

    def _placed(self, placed: Placed, within: LogicalElement, matrix: Matrix) -> None:
        face = placed.face
        key = (face.card, face.side, face.part) if face else ("", "", 0)
        if face is None:
            self.collect(placed.frame.items, within, matrix)
        elif key not in self._faces and speaks(placed.frame):
            self._faces.add(key)
            node = self.root
            for section in sections(face):
                node = self._open(section, node)
            self.collect(placed.frame.items, node, matrix)

    def _ground(self, figure: Element, matrix: Matrix) -> Ink | None:
        """The colour of the topmost filled box below the middle of a figure, if any."""
        edges = extent(figure.items)
        if edges is None:
            return None
        left, top, right, bottom = moved(edges, matrix)
        x, y = (left + right) / 2, (top + bottom) / 2
        lies_on = (
            ink for (x1, y1, x2, y2), ink in reversed(self.fields) if x1 < x < x2 and y1 < y < y2
        )
        return next(lies_on, None)

    def _open(self, element: Element, parent: LogicalElement) -> LogicalElement:
        """A new element within parent, or the earlier one that it continues."""
        kept = None if element.id is None else self._kept.get((id(parent), element.id))
        if kept is not None:
            return kept
        node = LogicalElement(element.role, element.id, element.alt, element.lang, element.title)
        match element.role:
            case "L":
                node.kind = numbering(element.items)
            case "TR":
                node.kind = "Column" if heads_columns(element, parent.role) else "Row"
            case "TH" | "TD":
                node.kind, node.link = parent.kind, element.link
            case "Figure":
                node.drawing, node.link = element.items, element.link
        parent.kids.append(node)
        if element.id is not None:
            self._kept[id(parent), element.id] = node
        return node
