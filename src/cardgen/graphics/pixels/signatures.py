"""What a file is by its first bytes, whatever it is called."""

from __future__ import annotations

import re

from cardgen.value import Value

ENOUGH = 512  # bytes from the start of a file

_AS_PICTURE = "save it as JPEG or PNG"
_AS_DRAWING = "save it as SVG, or as PNG at 300 ppi"


class FileKind(Value):
    """A kind of file: what it is, and what to do with it where a JPEG, PNG or SVG is needed; for
    these the suffix that it should have."""

    what: str
    fix: str
    suffix: str = ""


# The first that matches, from the start of the file.
_KINDS: tuple[tuple[bytes, FileKind], ...] = (
    (rb"\x89PNG\r\n\x1a\n", FileKind("a PNG picture", "", ".png")),
    (rb"\xff\xd8\xff", FileKind("a JPEG picture", "", ".jpg")),
    (rb"RIFF.{4}WEBP", FileKind("a WebP picture", _AS_PICTURE)),
    (rb".{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)", FileKind("a HEIC picture", _AS_PICTURE)),
    (rb".{4}ftypavi[fs]", FileKind("an AVIF picture", _AS_PICTURE)),
    (rb"GIF8[79]a", FileKind("a GIF picture", _AS_PICTURE)),
    (rb"BM.{4}\x00\x00\x00\x00", FileKind("a BMP picture", _AS_PICTURE)),
    (rb"II\*\x00|MM\x00\*", FileKind("a TIFF picture", _AS_PICTURE)),
    (rb"\xff\x0a|\x00\x00\x00\x0cJXL ", FileKind("a JPEG XL picture", _AS_PICTURE)),
    (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", FileKind("a JPEG 2000 picture", _AS_PICTURE)),
    (rb"\x00\x00\x01\x00", FileKind("an icon", _AS_PICTURE)),
    (rb"8BPS", FileKind("a Photoshop file", _AS_PICTURE)),
    (rb"%PDF-", FileKind("a PDF", _AS_DRAWING)),
    (rb"%!PS|\xc5\xd0\xd3\xc6", FileKind("a PostScript file", _AS_DRAWING)),
    (rb".{4}ftyp", FileKind("a film", "take a picture from it, as JPEG or PNG")),
    (rb"PK\x03\x04", FileKind("a ZIP archive", "take the picture out of it")),
    (
        rb"(?i)\s*(<\?xml[^>]*>\s*)?<(!doctype\s+)?html\b",
        FileKind("a web page", "save the picture itself, not the page that shows it"),
    ),
    (
        rb"(?s)(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?((<!--.*?-->|<!DOCTYPE[^>]*>)\s*)*<svg\b",
        FileKind("an SVG drawing", "", ".svg"),
    ),
    (
        rb"version https://git-lfs",
        FileKind("a pointer to a picture in Git LFS", "fetch the picture with git lfs pull"),
    ),
)


def kind_of(start: bytes) -> FileKind | None:
    """The kind of a file that begins with these bytes; None if nothing is known of them."""
    return next((kind for pattern, kind in _KINDS if re.match(pattern, start, re.DOTALL)), None)
