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


class PaintContext(Value):
    """Where a frame lies, and what the content of its items belongs to."""

    words: Owner = None
    drawings: Owner = None
    parent: Tag | None = None  # of the elements in the frame
    x: float = 0.0  # of the frame, in the coordinates of the stream
    y: float = 0.0
    matrix: Matrix = UPRIGHT  # from those to the page's


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

    def page(self, page: Page) -> None:
        # The page's own origin is the bottom left corner.
        moved = page.moved or UPRIGHT
        self.content.move(after(moved, (1, 0, 0, 1, 0, -page.frame.height)))
        parent = self._tags.root if self._tags else None
        context = PaintContext(drawings=Artifact.PAGE, parent=parent, matrix=moved)
        self.paint(page.frame.items, context)
        self._marked.belong_to(None)

    def paint(self, items: Iterable[Item], context: PaintContext) -> None:
        marked, content, (words, drawings, _, x, y, _) = self._marked, self.content, context
        for item in items:
            match item:
                case Element():
                    self._element(item, context)
                case GlyphRun():
                    if marked.owner is not words:
                        marked.belong_to(words)
                    if words is None and self._tags is not None:
                        raise LedgerError(f'"{item.text}" stands in no element')
                    content.show(item, x, y)
                case Placed():
                    self._placed(item, context)
                case Box() | Line() | Path():
                    if marked.owner is not drawings:
                        marked.belong_to(drawings)
                    content.draw(item, x, y)
                case Image():
                    marked.belong_to(drawings)
                    content.image(self._xobjects.picture(item), item, x, y)
                case _:
                    never(item)

    def _element(self, element: Element, context: PaintContext) -> None:
        _, drawings, parent, x, y, matrix = context
        tags, role = self._tags, element.role
        if tags is None or parent is None:
            self.paint(element.items, context)
        elif role == "Artifact":
            running = Artifact.PAGINATION
            self.paint(element.items, PaintContext(running, running, None, x, y, matrix))
        else:
            where = None
            if role == "Figure" and (edges := extent(element.items)):
                where = self._on_page(edges, after((1, 0, 0, 1, x, y), matrix))
            tag = tags.open(parent, element, where)
            if role in ("Figure", "Lbl") or element.alt is not None or isinstance(drawings, Tag):
                drawings = tag
            else:
                drawings = Artifact.LAYOUT
            self.paint(element.items, PaintContext(tag, drawings, tag, x, y, matrix))

    def _placed(self, placed: Placed, context: PaintContext) -> None:
        frame, face = placed.frame, placed.face
        if context.drawings is Artifact.PAGE:
            context = context._replace(drawings=Artifact.LAYOUT)
        if face and self._tags:
            self._face(placed, face, context, self._tags)
        elif self._xobjects.is_art(frame):
            self._form(self._xobjects.art(frame, self._form_of), placed, context, context.drawings)
        else:
            self._inline(placed, context)

    def _face(self, placed: Placed, face: Face, context: PaintContext, tags: PageTags) -> None:
        frame, xobjects = placed.frame, self._xobjects
        edges = 0.0, 0.0, frame.width, frame.height
        where = self._on_page(edges, after(_inward(placed, context), context.matrix))
        is_copy = False
        if xobjects.is_art(frame):
            self._form(xobjects.art(frame, self._form_of), placed, context, context.drawings)
        elif xobjects.is_first(face):
            self._inline(placed, context._replace(words=None, parent=tags.card(face)))
        else:
            is_copy = True
            form = xobjects.copy(face, frame, self._form_of)
            self._form(form, placed, context, tags.copy(face, where))
        self.faces.append(ShownFace(face, where, is_copy))

    def _on_page(self, rect: Rect, matrix: Matrix) -> Rect:
        """The rectangle on the page: left, bottom, right and top in mm, y up."""
        left, top, right, bottom = moved(rect, matrix)
        return left, self._height - bottom, right, self._height - top

    def _inline(self, placed: Placed, context: PaintContext) -> None:
        if placed.turn or placed.bleed:
            self._marked.belong_to(None)
            with self._window(placed, context) as inside:
                self.paint(placed.frame.items, inside)
                self._marked.belong_to(None)
        else:
            shifted = context._replace(x=context.x + placed.x, y=context.y + placed.y)
            self.paint(placed.frame.items, shifted)

    def _form(self, form: str | None, placed: Placed, context: PaintContext, owner: Owner) -> None:
        if form is None:
            return
        self._marked.belong_to(owner)
        if not placed.turn and placed.bleed is None:
            self.content.form_at(form, context.x + placed.x, context.y + placed.y)
        else:
            with self._window(placed, context):
                self.content.form(form)

    def _form_of(self, frame: Frame) -> Content:
        """The content of a form that shows the frame."""
        painter = Painter(self._fonts, self._inks, self._xobjects)
        painter.paint(frame.items, PaintContext())
        return painter.content

    @contextmanager
    def _window(self, placed: Placed, context: PaintContext) -> Iterator[PaintContext]:
        """Paint within the coordinates of the placed frame, clipped to its bleed."""
        inward = _inward(placed, context)
        self.content.save()
        self.content.move(inward)
        if (kept := bled(placed)) is not None:
            self.content.clip(kept, placed.radius)
        yield context._replace(x=0.0, y=0.0, matrix=after(inward, context.matrix))
        self.content.restore()


def _inward(placed: Placed, context: PaintContext) -> Matrix:
    return after(into_parent(placed), (1, 0, 0, 1, context.x, context.y))
