"""A PDF opened for inspection: its metadata, and its pages with what is painted on them."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar
from xml.etree import ElementTree

from cardgen.preflight.finding import Finding, PageArea
from cardgen.preflight.parsing.content_stream import (
    MOST_OBJECTS,
    FileCache,
    GraphicsState,
    TooMuchDrawn,
)
from cardgen.preflight.parsing.graphics_objects import GraphicsObject, InvalidContent, TextObject
from cardgen.preflight.parsing.interpreter import interpret
from cardgen.preflight.parsing.objects import (
    data_of,
    entry,
    is_whole,
    items,
    name,
    number,
    rectangle,
    table,
)
from cardgen.preflight.parsing.rectangle import Rectangle, contains, intersection, moved
from cardgen.preflight.parsing.segments import Concern, PageSegment
from cardgen.problems import Severity, Stop, is_own_failure
from cardgen.units import MM_PER_PT
from cardgen.value import Value

if TYPE_CHECKING:
    from pypdf import PdfReader

Made = TypeVar("Made")

_INNER = ("Crop", "Bleed", "Trim", "Art")
_MOST_XMP = 1 << 22  # bytes; a packet has about ten thousand
_A4 = Rectangle(0, 0, 595.28, 841.89)
_PREFIXES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
}


class PdfPage(Value):
    """A page with its boxes, in points of 1/72 inch, and the objects painted on it, in segments
    that it shares with other pages. A box that is missing or empty is None."""

    number: int
    dictionary: Any
    cache: FileCache
    media: Rectangle
    crop: Rectangle | None
    bleed: Rectangle | None
    trim: Rectangle | None
    art: Rectangle | None
    segments: tuple[PageSegment, ...] = ()

    @property
    def objects(self) -> tuple[GraphicsObject, ...]:
        return tuple(chain.from_iterable(segment.objects for segment in self.segments))

    def only(self, concerned: Concern) -> PdfPage:
        """The page with only those of its objects that something concerns."""
        chosen = (segment.only(concerned) for segment in self.segments)
        return self._replace(segments=tuple(segment for segment in chosen if segment.objects))

    @property
    def boxes(self) -> tuple[Rectangle | None, ...]:
        return self.media, self.crop, self.bleed, self.trim, self.art

    @property
    def key(self) -> Hashable:
        """What pages have in common that share their boxes and their segments."""
        return self.boxes, self.segments

    def once(self, work_out: Callable[[PdfPage], Made]) -> Made:
        """What is worked out from the boxes and the objects, once for all pages that share them."""
        key = work_out, self.key
        if key not in self.cache.known:
            self.cache.keep(key, work_out(self), len(self.segments))
        made: Made = self.cache.known[key]
        return made

    def find_once(self, key: Hashable, find: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
        """What is found on the page, looked for only if it was not on one with the same key."""
        known: list[Finding] | None = self.cache.known.get(key)
        if known is not None:
            yield from (one._replace(page=self.number) for one in known)
            return
        found = []
        for one in find():
            found.append(one)
            yield one
        self.cache.keep(key, found, len(self.segments) + len(found))

    @property
    def cut(self) -> Rectangle:
        """The trim, or without a TrimBox the next box around it that is known."""
        return self.trim or self.art or self.crop or self.media

    @property
    def bled(self) -> Rectangle:
        """The bleed, or without a BleedBox where the page is cut."""
        return self.bleed or self.cut

    def finding(
        self,
        code: str,
        severity: Severity,
        at: GraphicsObject | Rectangle | None,
        what: str,
        measured: str = "",
        limit: str = "",
    ) -> Finding:
        """A finding on this page: about an object, at a box, or about the page as a whole."""
        box = at if at is None or isinstance(at, Rectangle) else at.box
        words = at.clipped_words if isinstance(at, TextObject) else ()
        place = self.place(box) if box else None
        return Finding(code, severity, self.number, place, what, measured, limit, words)

    def place(self, box: Rectangle) -> PageArea | None:
        """Where a box lies on the page, or None where it covers the page."""
        shown = intersection(box, self.media)
        if shown is None or contains(shown, self.media, 0.1):
            return None
        left, top = shown.left - self.media.left, self.media.top - shown.top
        lengths = (left, top, shown.width, shown.height)
        return PageArea(*(round(length * MM_PER_PT, 2) for length in lengths))


@dataclass
class PdfFile:
    """A file: its version of PDF, its catalog (root), Info dictionary and XMP properties, and its
    pages."""

    reader: PdfReader
    version: str
    root: Any
    info: dict[str, Any]
    xmp: dict[str, str] | None
    cache: FileCache

    def __len__(self) -> int:
        return len(self.reader.pages)

    def close(self) -> None:
        """Let go of what was read: objects of pypdf refer to each other, and nobody collects
        them."""
        self.reader.close()
        self.reader.stream.close()  # the reader and its catalog stay, but not the bytes of the file

    def pages(self) -> Iterator[PdfPage]:
        for at, dictionary in enumerate(self.reader.pages, 1):
            yield self._page(at, dictionary)

    def trims(self) -> Iterator[tuple[int, Rectangle]]:
        """The TrimBoxes, each with the number of its page, of the pages that have one."""
        for at, dictionary in enumerate(self.reader.pages, 1):
            trim = _box(dictionary, "/TrimBox", number(dictionary, "/UserUnit", 1.0) or 1.0)
            if trim is not None:
                yield at, trim

    def _page(self, at: int, dictionary: Any) -> PdfPage:
        try:
            return self._read(at, dictionary)
        except Exception as reason:  # of a broken file pypdf raises whatever it stumbles over
            if is_own_failure(reason):
                raise
            what = "the size of the page cannot be read: the file is damaged"
            damaged = PageSegment([InvalidContent(_A4, "P520", what)])
            return PdfPage(at, dictionary, self.cache, _A4, None, None, None, None, (damaged,))

    def _read(self, at: int, dictionary: Any) -> PdfPage:
        unit = number(dictionary, "/UserUnit", 1.0) or 1.0
        crop, bleed, trim, art = (_box(dictionary, f"/{key}Box", unit) for key in _INNER)
        media = _box(dictionary, "/MediaBox", unit) or _A4
        state = GraphicsState(matrix=(unit, 0, 0, unit, 0, 0), clip=media)
        segments = self._segments(dictionary, state)
        return PdfPage(at, dictionary, self.cache, media, crop, bleed, trim, art, segments)

    def _segments(self, dictionary: Any, state: GraphicsState) -> tuple[PageSegment, ...]:
        cache = self.cache
        cache.left = MOST_OBJECTS
        try:
            contents = streams(dictionary)
            # ISO 32000-1, 7.8.2: no token runs on from one stream to the next.
            data = b"\n".join(map(cache.data_of, contents))
            segments = interpret(cache, data, entry(dictionary, "/Resources") or {}, state)
            if not all(map(is_whole, contents)):
                what = "part of the page content is damaged, and will be missing"
                segments = (*segments, PageSegment([InvalidContent(state.clip, "P520", what)]))
            return segments
        except TooMuchDrawn as reason:
            return (PageSegment([InvalidContent(state.clip, "P521", str(reason))]),)
        except Exception as reason:  # of a broken file pypdf raises whatever it stumbles over
            if is_own_failure(reason):
                raise
            what = "the page content cannot be decompressed: the file is damaged"
            return (PageSegment([InvalidContent(state.clip, "P520", what)]),)


def open_pdf(data: bytes) -> PdfFile:
    """The file; raises Stop with the reason where it cannot be read."""
    # pypdf takes a fifth of a second to import, which no other command need pay.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # Its warnings are reported in our words or not at all.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    start = re.search(rb"%PDF-(\d\.\d)", data[:1024])
    if not start:
        raise Stop("this is not a PDF")
    try:
        reader = PdfReader(BytesIO(data))
        root: Any = reader.root_object
        if len(reader.pages) == 0:
            raise Stop("this PDF has no pages")
        info = reader.trailer.get("/Info")
        xmp = entry(root, "/Metadata")
        cache = FileCache.of_file(interpret, len(data))
        properties = xmp_properties(data_of(xmp)) if xmp is not None else None
        version = max(start[1].decode(), name(root, "/Version"))  # ISO 32000-1, 7.5.2 and 7.7.2
        return PdfFile(reader, version, root, table({"/Info": info}, "/Info"), properties, cache)
    except Stop:
        raise
    except DependencyError as reason:  # the package that decrypts newer files is not installed
        raise Stop("this PDF is protected by a password") from reason
    except Exception as reason:  # of a broken file pypdf raises whatever it stumbles over
        if is_own_failure(reason):
            raise
        if "decrypted" in str(reason):
            raise Stop("this PDF is protected by a password") from reason
        raise Stop("this PDF is damaged or truncated") from reason


def _box(dictionary: Any, key: str, unit: float) -> Rectangle | None:
    box = rectangle(dictionary, key)
    if box is None or not box.width or not box.height:
        return None
    return moved(box, (unit, 0, 0, unit, 0, 0))


def streams(dictionary: Any) -> list[Any]:
    """The content streams of a page."""
    whole = entry(dictionary, "/Contents")
    if isinstance(whole, list):
        return items(dictionary, "/Contents")
    return [] if whole is None else [whole]


def xmp_properties(packet: bytes) -> dict[str, str] | None:
    """The first text of each property of an XMP packet (ISO 16684-1), by names such as dc:title;
    None where it is not well-formed XML."""
    if len(packet) > _MOST_XMP:
        return None
    try:
        root = ElementTree.fromstring(
            packet.strip(b"\x00 \r\n\t"), ElementTree.XMLParser(target=_WithoutEntities())
        )
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    properties: dict[str, str] = {}
    for key, text in _texts(root):
        properties.setdefault(key, text)
    return properties


class _WithoutEntities(ElementTree.TreeBuilder):
    """XMP has no document type, and the entities of one can expand beyond any memory."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ValueError("an XMP packet has no document type")


def _texts(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for description in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        for key, text in description.attrib.items():
            yield _short(key), text
        for child in description:
            texts = (text.strip() for text in child.itertext())
            yield _short(child.tag), next(filter(None, texts), "")


def _short(name: str) -> str:
    namespace, _, own = name.removeprefix("{").partition("}")
    return f"{_PREFIXES[namespace]}:{own}" if namespace in _PREFIXES else name
