"""A PDF opened for inspection: its metadata, and its pages with what is painted on them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from cardgen.preflight.finding import Finding, Place
from cardgen.preflight.parsing.content_stream import read_stream
from cardgen.preflight.parsing.graphics_objects import Flaw, Mark, Text
from cardgen.preflight.parsing.interpreter import MOST_MARKS, Known, State, TooMuch
from cardgen.preflight.parsing.objects import (
    data_of,
    entry,
    is_whole,
    items,
    name,
    number,
    numbers,
    table,
)
from cardgen.preflight.parsing.rectangle import Box, holds, meet, moved
from cardgen.problems import Severity, Stop
from cardgen.units import MM_PER_PT

if TYPE_CHECKING:
    from pypdf import PdfReader

_INNER = ("Crop", "Bleed", "Trim", "Art")
_A4 = Box(0, 0, 595.28, 841.89)
_SPACES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its boxes, in points of 1/72 inch, and what is painted on it; a box that is not
    there, or makes no sense, is None. held is its dictionary."""

    number: int
    held: Any
    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None
    marks: tuple[Mark, ...] = ()

    @property
    def cut(self) -> Box:
        """Where it is cut: at the trim, else at the edge of what it shows."""
        return self.trim or self.art or self.crop or self.media

    @property
    def bled(self) -> Box:
        """As far as what is painted has to reach."""
        return self.bleed or self.cut

    def finding(
        self,
        code: str,
        severity: Severity,
        at: Mark | Box | None,
        what: str,
        measured: str = "",
        limit: str = "",
    ) -> Finding:
        """A finding on this page: of a mark, at a box, or of the page as a whole."""
        box = at if at is None or isinstance(at, Box) else at.box
        words = at.said if isinstance(at, Text) else ()
        place = self.place(box) if box else None
        return Finding(code, severity, self.number, place, what, measured, limit, words)

    def place(self, box: Box) -> Place | None:
        """Where a box lies, or None where it is no smaller than the page."""
        shown = meet(box, self.media)
        if shown is None or holds(shown, self.media, 0.1):
            return None
        left, top = shown.left - self.media.left, self.media.top - shown.top
        lengths = (left, top, shown.width, shown.height)
        return Place(*(round(length * MM_PER_PT, 2) for length in lengths))


@dataclass
class Document:
    """A file: its catalogue, Info and XMP with what each says, the version of PDF it is of."""

    reader: PdfReader
    version: str
    root: Any
    info: dict[str, Any]
    xmp: dict[str, str] | None
    known: Known = field(default_factory=lambda: Known(read_stream))

    def __len__(self) -> int:
        return len(self.reader.pages)

    def pages(self) -> Iterator[Page]:
        for at, held in enumerate(self.reader.pages, 1):
            yield self._page(at, held)

    def trims(self) -> Iterator[tuple[int, Box]]:
        """The numbers of the pages that say where they are cut, and where."""
        for at, held in enumerate(self.reader.pages, 1):
            trim = _box(held, "/TrimBox", number(held, "/UserUnit", 1.0) or 1.0)
            if trim is not None:
                yield at, trim

    def _page(self, at: int, held: Any) -> Page:
        unit = number(held, "/UserUnit", 1.0) or 1.0
        crop, bleed, trim, art = (_box(held, f"/{key}Box", unit) for key in _INNER)
        media = _box(held, "/MediaBox", unit) or _A4
        state = State(matrix=(unit, 0, 0, unit, 0, 0), clip=media)
        return Page(at, held, media, crop, bleed, trim, art, self._marks(held, state))

    def _marks(self, held: Any, state: State) -> tuple[Mark, ...]:
        known = self.known
        known.left = MOST_MARKS
        try:
            parts = streams(held)
            # A word may not run on from one stream to the next.
            data = b"\n".join(map(data_of, parts))
            marks = read_stream(known, data, entry(held, "/Resources") or {}, state)
            if not all(map(is_whole, parts)):
                what = "a part of what is painted is damaged, and will be missing"
                marks = (*marks, Flaw(state.clip, "P520", what))
            return marks
        except TooMuch:
            what = f"more than {MOST_MARKS:,} things are painted; they were not looked at"
            return (Flaw(state.clip, "P521", what),)
        except Exception:  # of a broken file pypdf raises whatever it stumbles over
            what = "what is painted cannot be unpacked: the file is damaged"
            return (Flaw(state.clip, "P520", what),)


def opened(data: bytes) -> Document:
    """The file, or Stop with why it cannot be read."""
    # pypdf takes a fifth of a second to import, which no other command need pay.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # What it remarks on the way is told in our words or none.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    start = re.search(rb"%PDF-(\d\.\d)", data[:1024])
    if not start:
        raise Stop("this is no PDF")
    try:
        reader = PdfReader(BytesIO(data))
        root: Any = reader.root_object
        if len(reader.pages) == 0:
            raise Stop("this PDF has no pages")
        info = reader.trailer.get("/Info")
        xmp = entry(root, "/Metadata")
        said = properties(data_of(xmp)) if xmp is not None else None
        version = max(start[1].decode(), name(root, "/Version"))  # ISO 32000-1, 7.5.2 and 7.7.2
        return Document(reader, version, root, table({"/Info": info}, "/Info"), said)
    except Stop:
        raise
    except DependencyError as reason:  # what unlocks the newer kinds of lock is not installed
        raise Stop("this PDF is locked with a password") from reason
    except Exception as reason:  # of a broken file pypdf raises whatever it stumbles over
        if "decrypted" in str(reason):
            raise Stop("this PDF is locked with a password") from reason
        raise Stop("this PDF is broken or cut off") from reason


def _box(held: Any, key: str, unit: float) -> Box | None:
    found = numbers(held, key, 4)
    if found is None:
        return None
    a, b, c, d = found
    box = Box(min(a, c), min(b, d), max(a, c), max(b, d))
    return moved(box, (unit, 0, 0, unit, 0, 0)) if box.width and box.height else None


def streams(held: Any) -> list[Any]:
    """Those that paint a page."""
    whole = entry(held, "/Contents")
    if isinstance(whole, list):
        return items(held, "/Contents")
    return [] if whole is None else [whole]


def properties(packet: bytes) -> dict[str, str] | None:
    """The first text of each property, by names such as dc:title; None where it is no XML."""
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return None  # XMP has none, and they can grow beyond any memory
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \r\n\t"))
    except (ElementTree.ParseError, ValueError):
        return None
    said: dict[str, str] = {}
    for key, text in _said(root):
        said.setdefault(key, text)
    return said


def _said(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for description in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        for key, text in description.attrib.items():
            yield _short(key), text
        for child in description:
            texts = (text.strip() for text in child.itertext())
            yield _short(child.tag), next(filter(None, texts), "")


def _short(name: str) -> str:
    space, _, own = name.removeprefix("{").partition("}")
    return f"{_SPACES[space]}:{own}" if space in _SPACES else name
