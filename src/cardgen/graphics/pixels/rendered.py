"""Pages of a PDF as pictures for screens: the only door to pypdfium2, an optional part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cardgen.graphics.pixels.image_files import LARGEST
from cardgen.problems import Missing, Stop

if TYPE_CHECKING:
    from PIL.Image import Image

# How many steps of each part are looked up; colours between them are mixed. 255 is 51 times 5, so
# that each step is a whole number and its colour exact.
_STEPS = 52


def pypdfium2() -> Any:
    """The package, or Missing."""
    try:
        import pypdfium2 as package
    except ImportError:
        raise Missing("pictures of faces", "preview") from None
    return package


def drawn(pdf: bytes, ppi: float) -> Iterator[Image]:
    """Each page in the colours of screens, with so many pixels to the inch; Missing without
    pypdfium2, Stop for pages too large to hold."""
    with pypdfium2().PdfDocument(pdf) as document:
        for page in document:
            # Begun pixels are drawn whole; what rounding adds to a length in a PDF begins none.
            scale = ppi / 72 - 0.01 / min(page.get_size())
            width, height = (ceil(points * scale) for points in page.get_size())
            if width * height > LARGEST:
                most = f"at most {LARGEST // 10**6} million are drawn"
                raise Stop(f"a picture would have {width} × {height} pixels, and {most}")
            yield page.render(scale=scale).to_pil().convert("RGB")


def rendered(
    pdf: bytes, ppi: int, seen: Callable[[tuple[int, int, int]], tuple[float, float, float]] | None
) -> bytes:
    """The first page as PNG, with so many pixels to the inch, its colours as they are seen where
    that is told; Missing without pypdfium2."""
    from PIL import ImageFilter

    image = next(drawn(pdf, ppi))
    if seen:

        def told(*parts: float) -> tuple[float, float, float]:
            red, green, blue = (round(255 * part) for part in parts)
            return seen((red, green, blue))

        image = image.filter(ImageFilter.Color3DLUT.generate(_STEPS, told))
    return png(image, ppi)


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
