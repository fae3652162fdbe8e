"""Numbered objects → the bytes of a PDF file, and values as PDF writes them; the only door to
reportlab.

reportlab brings the file's frame: header, indirect objects, strings, cross-reference table and
trailer. Each object is written the moment it is complete and then forgotten, so that memory does
not grow with the file.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import (
    DummyDoc,
    PDFCrossReferenceTable,
    PDFDocument,
    PDFFile,
    PDFString,
    PDFTrailer,
)

from cardgen.model.standard import PDF_A_2A, Standard
from cardgen.output.numbers import number
from cardgen.units import PT_PER_MM

SOFT_HYPHEN = "\u00ad"


class LedgerError(Exception):
    """What was written does not add up: a mistake of ours that must not reach paper."""


class _Numbers:
    """Every object has its own number in generation 0, whichever one reportlab asks for."""

    def __getitem__(self, number: int) -> tuple[int, int]:
        return number, 0


class Document:
    """A PDF of a standard while it is written, object by object."""

    def __init__(self, out: BinaryIO, standard: Standard = PDF_A_2A) -> None:
        self.standard = standard
        major, minor = map(int, standard.pdf_version.split("."))
        self._out = out
        self._digest = sha256()
        self._offsets = [0]  # of object n at n; 0 while it is only reserved
        self._names = PDFDocument(pdfVersion=(major, minor), invariant=1)
        self._names.idToObjectNumberAndVersion = _Numbers()
        self._names.idToOffset = self._offsets
        self._file = PDFFile((major, minor))
        self._send(self._file.format(self._names))
        self._file.write = self._send

    def reserve(self) -> int:
        """The number of an object that others may refer to before it is written."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def write(self, number: int, body: str | bytes) -> None:
        if self._offsets[number]:
            raise LedgerError(f"object {number} is written twice")
        data = body.encode("ascii") if isinstance(body, str) else body
        # What PDFIndirectObject writes, without its search for references: a file has thousands.
        self._offsets[number] = self._file.add(b"%d 0 obj\n%b\nendobj\n" % (number, data))

    def add(self, body: str) -> int:
        """Write a new object, and return its number."""
        number = self.reserve()
        self.write(number, body)
        return number

    def stream(
        self, entries: str, data: bytes, number: int | None = None, compressed: bool = True
    ) -> int:
        """Write a stream, and return its number; entries are those of its dictionary but the
        length."""
        number = self.reserve() if number is None else number
        if compressed:
            data, entries = zlib.compress(data), entries + "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        # ISO 19005-2, 6.1.7.1: an end-of-line marker stands before endstream. After data that ends
        # in a carriage return, a line feed alone would be read as half of one marker.
        self.write(number, head + data + b"\r\nendstream")
        return number

    def finish(self, catalog: int, info: int) -> None:
        """Write the cross-reference table and the trailer; the ID is a digest of all before it."""
        missing = [number for number, offset in enumerate(self._offsets) if number and not offset]
        if missing:
            raise LedgerError(f"objects {missing[:10]} are referred to but were never written")
        identity = self._digest.hexdigest()[:32].upper()
        table = PDFCrossReferenceTable()
        table.addsection(0, range(1, len(self._offsets)))
        trailer = PDFTrailer(
            startxref=self._file.add(table.format(self._names)),
            Size=len(self._offsets),
            Root=f"{catalog} 0 R",
            Info=f"{info} 0 R",
            ID=f"[<{identity}><{identity}>]",
        )
        self._file.add(trailer.format(self._names))

    @property
    def sha256(self) -> str:
        """The digest of all bytes so far."""
        return self._digest.hexdigest()

    @property
    def size(self) -> int:
        return int(self._file.offset)

    def _send(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)


def string(text: str) -> str:
    """Text as a PDF string, in PDFDocEncoding where that has all of it, else in UTF-16; the string
    itself is always ASCII. Soft hyphens, which are no part of the words, are left out:
    PDFDocEncoding has none."""
    return str(PDFString(text.replace(SOFT_HYPHEN, "")).format(DummyDoc()).decode("ascii"))


def name(text: str) -> str:
    """Text as a PDF name, with the codes of other than regular characters (ISO 32000-1, 7.3.5)."""
    codes = text.encode("utf-8")
    return "/" + "".join(chr(b) if b in _REGULAR else f"#{b:02X}" for b in codes)


_REGULAR = frozenset(range(33, 127)) - frozenset(b"()<>[]{}/%#")


def points(*lengths: float, places: int = 2) -> str:
    """Lengths in mm as numbers in pt."""
    return " ".join([number(length * PT_PER_MM, places) for length in lengths])


def box(left: float, bottom: float, right: float, top: float) -> str:
    """A rectangle in mm, y up, as an array in points with three decimals."""
    return f"[{points(left, bottom, right, top, places=3)}]"
