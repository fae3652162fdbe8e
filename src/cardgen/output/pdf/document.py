"""Numbered objects → the bytes of a PDF file, and values as PDF writes them; the only door to
reportlab.

reportlab brings the file's frame: header, indirect objects, strings, cross-reference table and
trailer. Each object is written the moment it is complete and then forgotten, so that memory does
not grow with the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
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
from cardgen.units import PT_PER_MM


class LedgerError(Exception):
    """What was written does not add up: a mistake of ours that must not reach paper."""


class _Numbers:
    """Object 7 is number 7 in generation 0, whichever one reportlab asks for."""

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
        """A number for an object that others may refer to before it is written."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def write(self, number: int, body: str | bytes) -> None:
        if self._offsets[number]:
            raise LedgerError(f"object {number} is written twice")
        data = body.encode("ascii") if isinstance(body, str) else body
        # What PDFIndirectObject writes, without its search for references: a file has thousands.
        self._offsets[number] = self._file.add(b"%d 0 obj\n%b\nendobj\n" % (number, data))

    def add(self, body: str) -> int:
        """The number of a new object."""
        number = self.reserve()
        self.write(number, body)
        return number

    def stream(
        self, entries: str, data: bytes, number: int | None = None, compressed: bool = True
    ) -> int:
        """The number of a new stream; entries are those of its dictionary besides the length."""
        number = self.reserve() if number is None else number
        if compressed:
            data, entries = zlib.compress(data), entries + "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        # ISO 19005-2, 6.1.7.1: an end of line stands before endstream. A bare line feed would be
        # taken for half of it after data that ends in a carriage return.
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
    """Text as a PDF string: PDFDocEncoding if that has all of it, else UTF-16; always ASCII."""
    return str(PDFString(text).format(DummyDoc()).decode("ascii"))


def name(text: str) -> str:
    """Text as a PDF name: what is no letter, or has a meaning of its own, by its number (ISO
    32000-1, 7.3.5)."""
    held = text.encode("utf-8")
    return "/" + "".join(chr(b) if b in _REGULAR else f"#{b:02X}" for b in held)


_REGULAR = frozenset(range(33, 127)) - frozenset(b"()<>[]{}/%#")


def number(value: float, places: int = 2) -> str:
    """The value with at most so many decimals, no trailing zeros and no exponent."""
    return _written(round(value * 10**places), places)


@lru_cache(maxsize=100_000)
def _written(count: int, places: int) -> str:
    """So many of the last place's units; most lengths of a deck come again and again."""
    text = f"{count / 10**places:.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def numbers(values: Iterable[float], places: int = 2) -> str:
    return " ".join([number(value, places) for value in values])


def points(*lengths: float, places: int = 2) -> str:
    """Lengths in mm as numbers in pt."""
    return " ".join([number(length * PT_PER_MM, places) for length in lengths])


def box(left: float, bottom: float, right: float, top: float) -> str:
    """A rectangle for a dictionary: mm, y up; to the thousandth of a point."""
    return f"[{points(left, bottom, right, top, places=3)}]"
