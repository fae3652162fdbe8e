"""Pages to what they say: the tree that a PDF's tags make, for editions that are read as text.

An element goes on where one of the same id left off, faces stand in the sections of their themes
and cards, and the further copies of a face, artwork and running words say nothing.
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
from cardgen.output.pdf.document import LedgerError
from cardgen.output.pdf.geometry import UPRIGHT, Rect, after, extent, into_parent, moved
from cardgen.output.pdf.structure import heads_columns, numbering, sections


@dataclass(slots=True, eq=False)
class Said:
    """An element and what is said in it: texts, each of them as long as it goes, and elements.

    kind is how a list is numbered, or whether a TH heads a Column or a Row; drawing is what a
    Figure shows, and ground the colour of the field it stands on, if it stands on one. The level of
    an H is 0 until an edition gives it one.
    """

    role: str
    id: str | None = None
    alt: str | None = None
    lang: str | None = None
    title: str | None = None
    kind: str | None = None
    drawing: tuple[Item, ...] = ()
    ground: Ink | None = None
    level: int = 0
    kids: list[str | Said] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that is said in it, alternatives in place of what they stand for."""
        if self.alt is not None:
            return self.alt
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def elements(self) -> list[Said]:
        return [kid for kid in self.kids if not isinstance(kid, str)]

    @property
    def label(self) -> str:
        """What is said before an item of a list."""
        return "".join(kid.text for kid in self.elements if kid.role == "Lbl").strip()

    @property
    def unlabelled(self) -> list[str | Said]:
        return [kid for kid in self.kids if isinstance(kid, str) or kid.role != "Lbl"]


def said(pages: Iterable[Page]) -> Said:
    """The Document that the pages make together."""
    listener = _Listener()
    for page in pages:
        listener.fields.clear()
        listener.hear(page.frame.items, listener.root, UPRIGHT)
    return listener.root


class _Listener:
    def __init__(self) -> None:
        self.root = Said("Document")
        self._kept: dict[tuple[int, str], Said] = {}
        self._faces: set[tuple[str, str, int]] = set()
        self.fields: list[tuple[Rect, Ink]] = []  # of the page, the lower before the higher

    def hear(self, items: Iterable[Item], within: Said, matrix: Matrix) -> None:
        """Take in what the items say; matrix takes their points to the page's."""
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
                        self.hear(item.items, node, matrix)
                case Placed():
                    self._placed(item, within, after(into_parent(item), matrix))
                case _:
                    never(item)

    def _placed(self, placed: Placed, within: Said, matrix: Matrix) -> None:
        face = placed.face
        key = (face.card, face.side, face.part) if face else ("", "", 0)
        if face is None:
            self.hear(placed.frame.items, within, matrix)
        elif key not in self._faces and speaks(placed.frame):
            self._faces.add(key)
            node = self.root
            for section in sections(face):
                node = self._open(section, node)
            self.hear(placed.frame.items, node, matrix)

    def _ground(self, figure: Element, matrix: Matrix) -> Ink | None:
        """The colour of the highest field that the figure's middle lies on."""
        edges = extent(figure.items)
        if edges is None:
            return None
        left, top, right, bottom = moved(edges, matrix)
        x, y = (left + right) / 2, (top + bottom) / 2
        lies_on = (
            ink for (x1, y1, x2, y2), ink in reversed(self.fields) if x1 < x < x2 and y1 < y < y2
        )
        return next(lies_on, None)

    def _open(self, element: Element, parent: Said) -> Said:
        """A new element within parent, or the one it continues."""
        kept = None if element.id is None else self._kept.get((id(parent), element.id))
        if kept is not None:
            return kept
        node = Said(element.role, element.id, element.alt, element.lang, element.title)
        match element.role:
            case "L":
                node.kind = numbering(element.items)
            case "TR":
                node.kind = "Column" if heads_columns(element, parent.role) else "Row"
            case "TH":
                node.kind = parent.kind
            case "Figure":
                node.drawing = element.items
        parent.kids.append(node)
        if element.id is not None:
            self._kept[id(parent), element.id] = node
        return node
