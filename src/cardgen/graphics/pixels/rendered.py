"""The pages of a PDF rendered as pictures; the only door to pypdfium2, an optional dependency."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from cardgen.limits import PIXELS
from cardgen.problems import Missing, Stop

if TYPE_CHECKING:
    from PIL.Image import Image

# The steps of each component in the lookup table, between which colours are interpolated: 255 is 51
# times 5, so that each step is a whole number and its colour exact.
_STEPS = 52


def pypdfium2() -> Any:
    """The package; raises Missing where it is not installed."""
    try:
        import pypdfium2 as package
    except ImportError:
        raise Missing("pictures of faces", "preview") from None
    return package


def drawn(pdf: bytes, ppi: float) -> Iterator[Image]:
    """Each page in sRGB at that resolution in pixels to the inch.

    Raises Missing without pypdfium2, Stop for pages too large to render.
    """
    with pypdfium2().PdfDocument(pdf) as document:
        for page in document:
            # Sizes round up to whole pixels, but not for what rounding adds to a length in a PDF.
            scale = ppi / 72 - 0.01 / min(page.get_size())
            width, height = (ceil(points * scale) for points in page.get_size())
            if width * height > PIXELS.most:
                most = f"the limit is {PIXELS.most // 10**6} million"
                raise Stop(f"a picture would have {width} × {height} pixels; {most}")
            yield page.render(scale=scale).to_pil().convert("RGB")


def rendered(
    pdf: bytes, ppi: int, seen: Callable[[tuple[int, int, int]], tuple[float, float, float]] | None
) -> bytes:
    """The first page as PNG at that resolution, its colours mapped by seen if that is given.

    Raises Missing without pypdfium2.
    """
    from PIL import ImageFilter

    image = next(drawn(pdf, ppi))
    if seen:

        def told(*parts: float) -> tuple[float, float, float]:
            red, green, blue = (round(255 * part) for part in parts)
            return seen((red, green, blue))

        image = image.filter(ImageFilter.Color3DLUT.generate(_STEPS, told))
    return png(image, ppi)


def png(image: Image, ppi: float) -> bytes:
    """The picture as a PNG file that states its resolution."""
    out = BytesIO()
    image.save(out, "PNG", dpi=(ppi, ppi))
    return out.getvalue()


def rounded(image: Image, radius: float) -> Image:
    """The picture with transparent corners of that radius in pixels."""
    from PIL import Image as Pictures
    from PIL import ImageDraw

    fine = 4  # times as many pixels, so that the arcs are smooth
    width, height = image.size
    mask = Pictures.new("L", (fine * width, fine * height), 0)
    corners = (0, 0, fine * width - 1, fine * height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(corners, fine * radius, fill=255)
    whole = image.copy()
    whole.putalpha(mask.resize(image.size, Pictures.Resampling.BOX))
    return whole
