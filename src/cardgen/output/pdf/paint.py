"""Items → marked content on a page, which belongs to a structure element or is an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cardgen.graphics.frame import (
    Box,
    Element,
    Face,
    Frame,
    GlyphRun,
    Image,
    Item,
    Line,
    Matrix,
    Page,
    Path,
    Placed,
    never,
)
from cardgen.graphics.geometry import UPRIGHT, Rect, after, bled, extent, into_parent, moved
from cardgen.output.pdf.content import Content
from cardgen.output.pdf.document import LedgerError
from cardgen.output.pdf.embedded_fonts import ShownFonts
from cardgen.output.pdf.inks import Inks
from cardgen.output.pdf.marked_content import Artifact, MarkedContent, Owner
from cardgen.output.pdf.tags import PageTags, Tag
from cardgen.output.pdf.xobjects import XObjects
from cardgen.value import Value


class Where(Value):
    """Where a frame lies in the coordinates of the stream, and the matrix from those to the
    page's."""

    x: float = 0.0
    y: float = 0.0
    matrix: Matrix = UPRIGHT


class ShownFace(Value):
    """A face on a page, and its rectangle there in mm, y up; is_copy tells that it is a further
    copy."""

    face: Face
    where: Rect
    is_copy: bool = False


class Painter:
    """Paints one page of that height in mm or, without tags, a form."""

    def __init__(
        self,
        fonts: ShownFonts,
        inks: Inks,
        xobjects: XObjects,
        tags: PageTags | None = None,
        height: float = 0.0,
    ) -> None:
        self.content = Content(fonts, inks)
        self.faces: list[ShownFace] = []
        self._fonts, self._inks, self._xobjects = fonts, inks, xobjects
        self._tags, self._height = tags, height
        self._marked = MarkedContent(self.content, tags)
        self._where = Where()  # the frame whose items are painted

    def page(self, page: Page) -> None:
        # The page's own origin is the bottom left corner.
        moved = page.moved or UPRIGHT
        self.content.move(after(moved, (1, 0, 0, 1, 0, -page.frame.height)))
        self._where = Where(matrix=moved)
        self.paint(page.frame.items, None, Artifact.PAGE, self._tags.root if self._tags else None)
        self._marked.belong_to(None)

    def paint(
        self,
        items: Iterable[Item],
        words: Owner = None,
        drawings: Owner = None,
        parent: Tag | None = None,
    ) -> None:
        """Paint items of the frame, whose words and drawings belong to these, and whose elements
        are within that parent."""
        marked, content, (x, y, _) = self._marked, self.content, self._where
        for item in items:
            match item:
                case Element():
                    self._element(item, words, drawings, parent)
                case GlyphRun():
                    if marked.owner is not words:
                        marked.belong_to(words)
                    if words is None and self._tags is not None:
                        raise LedgerError(f'"{item.text}" stands in no element')
                    content.show(item, x, y)
                case Placed():
                    self._placed(item, words, drawings, parent)
                case Box() | Line() | Path():
                    if marked.owner is not drawings:
                        marked.belong_to(drawings)
                    content.draw(item, x, y)
                case Image():
                    marked.belong_to(drawings)
                    content.image(self._xobjects.picture(item), item, x, y)
                case _:
                    never(item)

    def _element(self, element: Element, words: Owner, drawings: Owner, parent: Tag | None) -> None:
        tags, role = self._tags, element.role
        if tags is None or parent is None:
            self.paint(element.items, words, drawings, parent)
        elif role == "Artifact":
            self.paint(element.items, Artifact.PAGINATION, Artifact.PAGINATION)
        else:
            on_page = None
            if role == "Figure" and (edges := extent(element.items)):
                x, y, matrix = self._where
                on_page = self._on_page(edges, after((1, 0, 0, 1, x, y), matrix))
            tag = tags.open(parent, element, on_page)
            if role in ("Figure", "Lbl") or element.alt is not None or isinstance(drawings, Tag):
                drawings = tag
            else:
                drawings = Artifact.LAYOUT
            self.paint(element.items, tag, drawings, tag)

    def _placed(self, placed: Placed, words: Owner, drawings: Owner, parent: Tag | None) -> None:
        frame, face = placed.frame, placed.face
        if drawings is Artifact.PAGE:
            drawings = Artifact.LAYOUT
        if face and self._tags:
            self._face(placed, face, drawings, self._tags)
        elif self._xobjects.is_art(frame):
            self._form(self._xobjects.art(frame, self._form_of), placed, drawings)
        else:
            self._inline(placed, words, drawings, parent)

    def _face(self, placed: Placed, face: Face, drawings: Owner, tags: PageTags) -> None:
        frame, xobjects = placed.frame, self._xobjects
        edges = 0.0, 0.0, frame.width, frame.height
        on_page = self._on_page(edges, after(self._inward(placed), self._where.matrix))
        is_copy = False
        if xobjects.is_art(frame):
            self._form(xobjects.art(frame, self._form_of), placed, drawings)
        elif xobjects.is_first(face):
            self._inline(placed, None, drawings, tags.card(face))
        else:
            is_copy = True
            form = xobjects.copy(face, frame, self._form_of)
            self._form(form, placed, tags.copy(face, on_page))
        self.faces.append(ShownFace(face, on_page, is_copy))

    def _on_page(self, rect: Rect, matrix: Matrix) -> Rect:
        """The rectangle on the page: left, bottom, right and top in mm, y up."""
        left, top, right, bottom = moved(rect, matrix)
        return left, self._height - bottom, right, self._height - top

    def _inline(self, placed: Placed, words: Owner, drawings: Owner, parent: Tag | None) -> None:
        items, around = placed.frame.items, self._where
        if placed.turn or placed.bleed:
            self._marked.belong_to(None)
            with self._window(placed):
                self.paint(items, words, drawings, parent)
                self._marked.belong_to(None)
        else:
            x, y, matrix = around
            self._where = Where(x + placed.x, y + placed.y, matrix)
            self.paint(items, words, drawings, parent)
            self._where = around

    def _form(self, form: str | None, placed: Placed, owner: Owner) -> None:
        if form is None:
            return
        self._marked.belong_to(owner)
        if not placed.turn and placed.bleed is None:
            x, y, _ = self._where
            self.content.form_at(form, x + placed.x, y + placed.y)
        else:
            with self._window(placed):
                self.content.form(form)

    def _form_of(self, frame: Frame) -> Content:
        """The content of a form that shows the frame."""
        painter = Painter(self._fonts, self._inks, self._xobjects)
        painter.paint(frame.items)
        return painter.content

    @contextmanager
    def _window(self, placed: Placed) -> Iterator[None]:
        """Paint within the coordinates of the placed frame, clipped to its bleed."""
        inward, around = self._inward(placed), self._where
        self.content.save()
        self.content.move(inward)
        if (kept := bled(placed)) is not None:
            self.content.clip(kept, placed.radius)
        self._where = Where(matrix=after(inward, around.matrix))
        yield
        self._where = around
        self.content.restore()

    def _inward(self, placed: Placed) -> Matrix:
        x, y, _ = self._where
        return after(into_parent(placed), (1, 0, 0, 1, x, y))
