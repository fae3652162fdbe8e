"""Numbered objects → the bytes of a PDF file, and values as PDF writes them; the only door to
reportlab.

Dictionaries and arrays go into object streams of up to two hundred, with a cross-reference stream
at the end (ISO 32000-1, 7.5.7 and 7.5.8), which makes files half as large; versions of PDF that
have neither get a cross-reference table, by reportlab. What is complete is written soon and then
forgotten, so that memory does not grow with the file.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import BinaryIO

from cardgen.model.standard import PDF_A_2A, Standard
from cardgen.output.numbers import number
from cardgen.units import PT_PER_MM

SOFT_HYPHEN = "\u00ad"
PACKED = "/Filter/FlateDecode"
_A_STREAM = 200  # objects
_ROWS = 10_000  # of the cross-references, made at once: each takes a hundred bytes meanwhile
_INDEX_BITS = 16  # of an object's place in its stream
_RESERVED, _WAITING = -1, -2  # places of objects that are not written yet
_BINARY = b"%\xe2\xe3\xcf\xd3\n"  # tells programs that move files that this one is not text


class LedgerError(Exception):
    """What was written does not add up: a mistake of ours that must not reach paper."""


class Document:
    """A PDF of a standard while it is written, object by object."""

    def __init__(self, out: BinaryIO, standard: Standard = PDF_A_2A) -> None:
        self.standard = standard
        self._out, self._digest = out, sha256()
        self.size = 0
        # Of object n at n: where it begins or, of one in an object stream, _WAITING less the number
        # of that and, in the last _INDEX_BITS, its place there. 0 is no object.
        self._places = array("q", [0])
        self._has_streams = standard.pdf_version >= "1.5"
        # For an object stream: the tags for one, so that who reads no tags need not unpack them.
        self._waiting: tuple[list[tuple[int, str]], ...] = ([], [])
        self._send(f"%PDF-{standard.pdf_version}\n".encode("ascii") + _BINARY)

    def reserve(self) -> int:
        """The number of an object that others may refer to before it is written."""
        self._places.append(_RESERVED)
        return len(self._places) - 1

    def reserve_several(self, count: int) -> range:
        """The numbers of so many objects, one after another."""
        first = len(self._places)
        self._places.extend([_RESERVED] * count)
        return range(first, first + count)

    def write(self, number: int, body: str, is_tag: bool = False) -> None:
        """Write an object that is no stream; is_tag tells that it is one of the structure tree."""
        if self._places[number] != _RESERVED:
            raise LedgerError(f"object {number} is written twice")
        if not self._has_streams:
            self._write_alone(number, body.encode("ascii"))
            return
        waiting = self._waiting[is_tag]
        self._places[number] = _WAITING
        waiting.append((number, body))
        if len(waiting) == _A_STREAM:
            self._write_waiting(waiting)

    def add(self, body: str) -> int:
        """Write a new object, and return its number."""
        number = self.reserve()
        self.write(number, body)
        return number

    def stream(self, entries: str, data: bytes, compressed: bool = True) -> int:
        """Write a stream, and return its number; entries are those of its dictionary but the
        length."""
        if compressed:
            return self.packed(entries + PACKED, deflated(data))
        return self.packed(entries, data)

    def packed(self, entries: str, data: bytes) -> int:
        """Write a stream whose data is already as its entries say, and return its number."""
        number = self.reserve()
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        # ISO 19005-2, 6.1.7.1: an end-of-line marker stands before endstream. After data that ends
        # in a carriage return, a line feed alone would be read as half of one marker.
        self._write_alone(number, head + data + b"\r\nendstream")
        return number

    def _write_alone(self, number: int, body: bytes) -> None:
        self._places[number] = self.size
        self._send(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write_waiting(self, waiting: list[tuple[int, str]]) -> None:
        """Write the objects that wait as one object stream."""
        if not waiting:
            return
        starts = accumulate([len(body) + 1 for _, body in waiting], initial=0)
        heads = [f"{own} {start}" for (own, _), start in zip(waiting, starts, strict=False)]
        head = " ".join(heads) + "\n"
        data = (head + "\n".join([body for _, body in waiting])).encode("ascii")
        entries = f"/Type/ObjStm/N {len(waiting)}/First {len(head)}"
        first = _WAITING - (self.stream(entries, data) << _INDEX_BITS)
        for index, (own, _) in enumerate(waiting):
            self._places[own] = first - index
        waiting.clear()

    def finish(self, catalog: int, info: int) -> None:
        """Write the cross-references and the trailer; the ID is a digest of all before it."""
        for waiting in self._waiting:
            self._write_waiting(waiting)
        missing = [number for number, place in enumerate(self._places) if place == _RESERVED]
        if missing:
            raise LedgerError(f"objects {missing[:10]} are referred to but were never written")
        identity = self.sha256[:32].upper()
        entries = f"/Root {catalog} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]"
        if self._has_streams:
            start = self._cross_reference_stream(entries)
        else:
            start = self._cross_reference_table(entries)
        self._send(b"startxref\n%d\n%%%%EOF\n" % start)

    def _cross_reference_stream(self, entries: str) -> int:
        """Write it, and return where it begins."""
        number, start = self.reserve(), self.size
        self._places[number] = start
        width = (start.bit_length() + 7) // 8
        # A row is a kind and where the object is, in the file or in which stream and there.
        size = 1 + width + _INDEX_BITS // 8
        in_file, in_stream = (kind << 8 * (size - 1) for kind in (1, 2))
        packed = bytearray(b"\0" * (1 + width) + b"\xff\xff")  # for object 0, which is none
        count = len(self._places)
        for first in range(1, count, _ROWS):
            rows = [
                in_file + (place << _INDEX_BITS) if place >= 0 else in_stream + _WAITING - place
                for place in self._places[first : first + _ROWS]
            ]
            packed += b"".join([row.to_bytes(size, "big") for row in rows])
        data = deflated(packed)
        entries += f"/Type/XRef/Size {count}/W[1 {width} 2]{PACKED}/Length {len(data)}"
        head = f"{number} 0 obj\n<<{entries}>>\nstream\n".encode("ascii")
        self._send(head + data + b"\r\nendstream\nendobj\n")
        return start

    def _cross_reference_table(self, entries: str) -> int:
        """Write it with the trailer, and return where it begins."""
        # Few files need it, and it takes longer to load than most take to make.
        from reportlab.pdfbase.pdfdoc import PDFCrossReferenceTable, PDFDocument

        names = PDFDocument(invariant=1)
        names.idToObjectNumberAndVersion = _Numbers()
        names.idToOffset = self._places
        start, table = self.size, PDFCrossReferenceTable()
        table.addsection(0, range(1, len(self._places)))
        self._send(table.format(names))
        self._send(f"trailer\n<</Size {len(self._places)}{entries}>>\n".encode("ascii"))
        return start

    @property
    def sha256(self) -> str:
        """The digest of all bytes so far."""
        return self._digest.hexdigest()

    def _send(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)


class _Numbers:
    """Every object has its own number in generation 0, whichever one reportlab asks for."""

    def __getitem__(self, number: int) -> tuple[int, int]:
        return number, 0


def deflated(data: bytes | bytearray) -> bytes:
    """Data as a stream with PACKED holds it, in three fifths of the time of zlib's usual level for
    a twentieth more bytes. Pixels, most of a file that has any, are packed at the usual one."""
    return zlib.compress(data, 4)


@lru_cache(maxsize=10_000)
def string(text: str) -> str:
    """Text as a PDF string, in PDFDocEncoding where that has all of it, else in UTF-16; the string
    itself is always ASCII. Soft hyphens, which are no part of the words, are left out:
    PDFDocEncoding has none."""
    text = text.replace(SOFT_HYPHEN, "")
    try:
        data: Iterable[int] = [_PDF_DOC_ENCODING[character] for character in text]
    except KeyError:
        data = b"\xfe\xff" + text.encode("utf-16-be")
    return "(" + "".join([_WRITTEN[byte] for byte in data]) + ")"


# ISO 32000-1, annex D.2: Latin-1, but for what has other codes or none.
_PDF_DOC_ENCODING = {chr(byte): byte for byte in (*b"\t\n\r", *range(32, 127), *range(0xA1, 0x100))}
_PDF_DOC_ENCODING |= {character: 0x18 + n for n, character in enumerate("˘ˇˆ˙˝˛˚˜")}
_PDF_DOC_ENCODING |= {
    character: 0x80 + n for n, character in enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž")
}
_PDF_DOC_ENCODING["€"] = 0xA0
# The bytes of a string as it is written (ISO 32000-1, 7.3.4.2).
_WRITTEN = [chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}" for byte in range(256)]
for _special in b"\\()":
    _WRITTEN[_special] = "\\" + chr(_special)


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
