"""Items → marked content on a page, which belongs to a structure element or is an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

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
    speaks,
)
from cardgen.graphics.geometry import UPRIGHT, after, bled, extent, into_parent
from cardgen.graphics.pixels.image_files import Pixels
from cardgen.output.pdf.content import Content
from cardgen.output.pdf.document import Document, LedgerError, box
from cardgen.output.pdf.embedded_fonts import EmbeddedFonts
from cardgen.output.pdf.inks import Inks
from cardgen.output.pdf.marked_content import Artifact, MarkedContent, Owner, PageLedger
from cardgen.output.pdf.structure import StructureElement

_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


class PaintContext(NamedTuple):
    """Where a frame lies, and what the content of its items belongs to."""

    words: Owner = None
    drawings: Owner = None
    parent: StructureElement | None = None  # of the elements in the frame
    x: float = 0.0  # of the frame, in the coordinates of the stream
    y: float = 0.0
    matrix: Matrix = UPRIGHT  # from those to the page's


class Painter:
    """Paints one page, or a form if there is no ledger."""

    def __init__(
        self, content: Content, xobjects: XObjects, ledger: PageLedger | None = None
    ) -> None:
        self._content = content
        self._xobjects = xobjects
        self._ledger = ledger
        self._marked = MarkedContent(content, ledger)

    def page(self, page: Page, ledger: PageLedger) -> None:
        # The page's own origin is the bottom left corner.
        moved = page.moved or UPRIGHT
        self._content.move(after(moved, (1, 0, 0, 1, 0, -page.frame.height)))
        context = PaintContext(drawings=Artifact.PAGE, parent=ledger.tree.root, matrix=moved)
        self.paint(page.frame.items, context)
        self._marked.belong_to(None)

    def paint(self, items: Iterable[Item], context: PaintContext) -> None:
        for item in items:
            match item:
                case GlyphRun():
                    if self._ledger and context.words is None:
                        raise LedgerError(f'"{item.text}" stands in no element')
                    self._marked.belong_to(context.words)
                    self._content.show(item, context.x, context.y)
                case Box() | Line() | Path():
                    self._marked.belong_to(context.drawings)
                    self._content.draw(item, context.x, context.y)
                case Image():
                    self._marked.belong_to(context.drawings)
                    stored = self._xobjects.picture(item)
                    self._content.image(stored, item, context.x, context.y)
                case Element():
                    self._element(item, context)
                case Placed():
                    self._placed(item, context)
                case _:
                    never(item)

    def _element(self, element: Element, context: PaintContext) -> None:
        if self._ledger is None or context.parent is None:
            self.paint(element.items, context)
        elif element.role == "Artifact":
            running = Artifact.PAGINATION
            self.paint(
                element.items, context._replace(words=running, drawings=running, parent=None)
            )
        else:
            where = None
            if element.role == "Figure" and (edges := extent(element.items)):
                where = self._ledger.box(
                    edges, after((1, 0, 0, 1, context.x, context.y), context.matrix)
                )
            node = self._ledger.tree.open(context.parent, element, where)
            shows = element.role in ("Figure", "Lbl") or element.alt is not None
            drawings = (
                node if shows or isinstance(context.drawings, StructureElement) else Artifact.LAYOUT
            )
            self.paint(element.items, context._replace(words=node, drawings=drawings, parent=node))
            self._ledger.tree.close(node)

    def _placed(self, placed: Placed, context: PaintContext) -> None:
        frame, face = placed.frame, placed.face
        if context.drawings is Artifact.PAGE:
            context = context._replace(drawings=Artifact.LAYOUT)
        if face and self._ledger:
            self._face(placed, face, context, self._ledger)
        elif self._xobjects.is_art(frame):
            self._form(self._xobjects.art(frame), placed, context, context.drawings)
        else:
            self._inline(placed, context)

    def _face(self, placed: Placed, face: Face, context: PaintContext, ledger: PageLedger) -> None:
        frame = placed.frame
        edges = 0.0, 0.0, frame.width, frame.height
        where = ledger.box(edges, after(_inward(placed, context), context.matrix))
        ledger.faces += 1
        ledger.bookmarks.add(face, ledger.number, where)
        if self._xobjects.is_art(frame):
            self._form(self._xobjects.art(frame), placed, context, context.drawings)
        elif self._xobjects.is_first(face):
            node = ledger.tree.card(face)
            self._inline(placed, context._replace(words=None, parent=node))
        else:
            ledger.copies += 1
            node = ledger.tree.copy(face, where)
            self._form(self._xobjects.copy(face, frame), placed, context, node)
            ledger.tree.close(node)

    def _inline(self, placed: Placed, context: PaintContext) -> None:
        if placed.turn or placed.bleed:
            self._marked.belong_to(None)
            with self._window(placed, context) as inside:
                self.paint(placed.frame.items, inside)
                self._marked.belong_to(None)
        else:
            shifted = context._replace(x=context.x + placed.x, y=context.y + placed.y)
            self.paint(placed.frame.items, shifted)

    def _form(self, form: int | None, placed: Placed, context: PaintContext, owner: Owner) -> None:
        if form is None:
            return
        self._marked.belong_to(owner)
        if not placed.turn and placed.bleed is None:
            self._content.form_at(form, context.x + placed.x, context.y + placed.y)
        else:
            with self._window(placed, context):
                self._content.form(form)

    @contextmanager
    def _window(self, placed: Placed, context: PaintContext) -> Iterator[PaintContext]:
        """Paint within the coordinates of the placed frame, clipped to its bleed."""
        inward = _inward(placed, context)
        self._content.save()
        self._content.move(inward)
        if (kept := bled(placed)) is not None:
            self._content.clip(kept, placed.radius)
        yield context._replace(x=0.0, y=0.0, matrix=after(inward, context.matrix))
        self._content.restore()


class XObjects:
    """What is painted more than once: artwork by its frame, further copies by their face, and
    pictures by their pixels."""

    def __init__(self, document: Document, embedded_fonts: EmbeddedFonts, inks: Inks) -> None:
        self._document = document
        self._embedded_fonts = embedded_fonts
        self._inks = inks
        self._art: dict[int, tuple[Frame, int | None]] = {}
        self._faces: dict[tuple[str, str, int], int | None] = {}
        self._pictures: dict[tuple[int, float], tuple[Pixels, int]] = {}
        self.count = 0

    def is_art(self, frame: Frame) -> bool:
        return id(frame) in self._art or not speaks(frame)

    def art(self, frame: Frame) -> int | None:
        """The form that shows a frame without words; None if it has no drawings either."""
        if id(frame) not in self._art:
            # The frame is kept as well: an identity is unique only while its object lives.
            self._art[id(frame)] = frame, self._made(frame)
        return self._art[id(frame)][1]

    def picture(self, image: Image) -> int:
        """The image XObject that holds the pixels."""
        key = id(image.pixels), image.share
        if key not in self._pictures:
            number = image_xobject(image.pixels, image.share, self._inks, self._document)
            self._pictures[key] = image.pixels, number
        return self._pictures[key][1]

    def is_first(self, face: Face) -> bool:
        """Whether this face is the first of its copies, which alone is tagged in full."""
        first = (face.card, face.side, face.part) not in self._faces
        if first:
            self._faces[face.card, face.side, face.part] = None
        return first

    def copy(self, face: Face, frame: Frame) -> int | None:
        """The form that shows the further copies of a face."""
        key = face.card, face.side, face.part
        form = self._faces[key]
        if form is None:
            form = self._faces[key] = self._made(frame)
        return form

    def _made(self, frame: Frame) -> int | None:
        edges = extent(frame.items)
        if edges is None:
            return None
        content = Content(self._embedded_fonts, self._inks)
        Painter(content, self).paint(frame.items, PaintContext())
        left, top, right, bottom = edges
        bounds = box(left, -bottom, right, -top)
        self.count += 1
        return self._document.stream(
            f"/Type/XObject/Subtype/Form/BBox{bounds}{content.resources()}", content.data()
        )


def _inward(placed: Placed, context: PaintContext) -> Matrix:
    return after(into_parent(placed), (1, 0, 0, 1, context.x, context.y))


def image_xobject(pixels: Pixels, share: float, inks: Inks, document: Document) -> int:
    """Write the image, not turned, with that share of its ink, and return its number.

    Its colours are those of the file's output intent or grey (ISO 19005-2, 6.2.4.3); viewers are
    not asked to smooth it (6.2.8). Where the standard forbids transparency its mask is a stencil.
    Raises Stop where its file can no longer be read.
    """
    from cardgen.graphics.pixels.samples import samples, stencil  # few files have pictures

    found = samples(pixels, inks.guise == "grey", share, inks.separation, inks.as_printed)
    parts = found.parts
    if parts == 4:
        inks.note_picture()
    space = f"/{_SPACES[parts]}"
    size = f"/Width {found.width}/Height {found.height}"
    entries = f"/Type/XObject/Subtype/Image{size}/ColorSpace{space}/BitsPerComponent 8"
    if found.is_jpeg:
        return document.stream(f"{entries}/Filter/DCTDecode", found.data, compressed=False)
    if found.alpha is not None and "transparency" in document.standard.forbids:
        width, height, data = stencil(found)
        mask = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ImageMask true"
        entries += f"/Mask {document.stream(mask + '/BitsPerComponent 1', data)} 0 R"
    elif found.alpha is not None:
        mask = f"/Type/XObject/Subtype/Image{size}/ColorSpace/DeviceGray/BitsPerComponent 8"
        entries += f"/SMask {document.stream(mask, found.alpha)} 0 R"
    entries += f"/DecodeParms<</Predictor 2/Colors {parts}/Columns {found.width}>>"
    return document.stream(entries, found.data)
