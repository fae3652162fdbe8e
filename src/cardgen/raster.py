"""Pages of a PDF → pictures made of pixels; the only door to pypdfium2, an optional part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cardgen.problems import Missing

if TYPE_CHECKING:
    from PIL.Image import Image

_INCH = 72
_HAIR_LESS = 1 - 1e-5  # sizes are rounded up: of 825.0001 pixels 826 would be made


def rasters(data: bytes, ppi: float) -> Iterator[Image]:
    """Each page in RGB, with so many pixels to the inch.

    Raises Missing where pypdfium2 is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise Missing("pictures of pages", "preview") from None
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            bitmap = page.render(scale=ppi / _INCH * _HAIR_LESS, rev_byteorder=True)
            yield bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()


def png(image: Image, ppi: float) -> bytes:
    """The picture as a file that says how large its pixels are."""
    out = BytesIO()
    image.save(out, "PNG", dpi=(ppi, ppi))
    return out.getvalue()


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files under their names in a zip, always as the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as whole:  # PNG is packed already
        for name, data in files:
            whole.writestr(ZipInfo(name), data)
    return out.getvalue()
