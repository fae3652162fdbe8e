"""A page of a PDF as a picture for screens: the only door to pypdfium2, an optional part."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from cardgen.problems import Missing

# How many steps of each part are looked up; colours between them are mixed. 255 is 51 times 5, so
# that each step is a whole number and its colour exact.
_STEPS = 52


def pypdfium2() -> Any:
    """The package, or Missing."""
    try:
        import pypdfium2 as package
    except ImportError:
        raise Missing("previews", "preview") from None
    return package


def rendered(
    pdf: bytes, ppi: int, seen: Callable[[tuple[int, int, int]], tuple[float, float, float]] | None
) -> bytes:
    """The first page as PNG, with so many pixels to the inch, its colours as they are seen where
    that is told; Missing without pypdfium2."""
    from PIL import ImageFilter

    with pypdfium2().PdfDocument(pdf) as document:
        page = document[0]
        # Begun pixels are drawn whole; what rounding adds to a length in a PDF begins none.
        scale = ppi / 72 - 0.01 / min(page.get_size())
        image = page.render(scale=scale).to_pil().convert("RGB")
    if seen:

        def told(*parts: float) -> tuple[float, float, float]:
            red, green, blue = (round(255 * part) for part in parts)
            return seen((red, green, blue))

        image = image.filter(ImageFilter.Color3DLUT.generate(_STEPS, told))
    out = BytesIO()
    image.save(out, "PNG", dpi=(ppi, ppi))
    return out.getvalue()
