"""The samples of a picture as a PDF holds them, and as pages of HTML do."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from cardgen.graphics.pixels.icc import Separation, as_printed, separated
from cardgen.graphics.pixels.image_files import Pixels, in_srgb, is_grey, keeps_colours, opened
from cardgen.graphics.pixels.jpeg import bare_jpeg
from cardgen.problems import Stop, is_own_failure
from cardgen.value import Value

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_ON_SCREEN = 1200
_FINER = 3
_ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4


class Samples(Value):
    """Rows of pixels from the top, with a byte for each of their components.

    Components are one (grey), three (sRGB) or four (CMYK). data is a JPEG file or, row by row, the
    difference of each pixel from the one before. alpha has a byte to the pixel, or is None where
    the picture is opaque.
    """

    width: int
    height: int
    parts: int
    is_jpeg: bool
    data: bytes
    alpha: bytes | None = None


def samples(
    pixels: Pixels,
    in_grey: bool = False,
    share: float = 1.0,
    separation: Separation | None = None,
    printed: bool = False,
) -> Samples:
    """The pixels of the file, not turned, at that share of their strength.

    They are in grey, in sRGB, or in the inks of a separation or, printed, the sRGB that looks like
    these. Raises Stop where the file has changed.
    """
    try:
        with opened(pixels.file, pixels.held) as image:
            if image.size != pixels.stored:
                raise Stop("another picture")
            plain = not in_grey and separation is None
            as_it_is = (image.mode == "L" and not printed) or (image.mode == "RGB" and plain)
            if share == 1 and as_it_is and image.format != "PNG" and keeps_colours(image):
                jpeg = bare_jpeg(pixels.data)
                if jpeg is not None:
                    return Samples(*image.size, 1 if is_grey(image) else 3, True, jpeg)
            return _packed(image, in_grey, share, separation, printed)
    except Exception as reason:  # each reader of Pillow raises something else
        if is_own_failure(reason):
            raise
        raise Stop(f"{pixels.file} has changed and can no longer be read") from reason


def _packed(
    image: Image, in_grey: bool, share: float, separation: Separation | None, printed: bool
) -> Samples:
    from PIL import ImageChops
    from PIL.Image import new

    alpha = None
    if image.has_transparency_data:
        covers = image.convert("RGBA").getchannel("A").tobytes()
        alpha = covers if covers.strip(b"\xff") else None
    colours = in_srgb(image)
    if in_grey:
        colours = colours.convert("L")
    if share < 1:
        colours = colours.point(lambda value: 255 - (255 - value) * share)
    if separation and colours.mode == "RGB":
        colours = separated(colours, separation)
    if separation and printed:
        colours = as_printed(colours, separation)
    # Most pixels are much like the one before them, and zeros compress well.
    before = new(colours.mode, colours.size)
    before.paste(colours, (1, 0))
    data = ImageChops.subtract_modulo(colours, before).tobytes()
    return Samples(*colours.size, len(colours.getbands()), False, data, alpha)


def stencil(found: Samples) -> tuple[int, int, bytes]:
    """The alpha channel as a stencil mask, finer than the picture.

    Returns its width and height, and rows of bits from the top, 1 where the picture is not painted.
    Partial transparency becomes a dither.
    """
    from PIL import Image, ImageChops

    assert found.alpha is not None
    covers = Image.frombytes("L", (found.width, found.height), found.alpha)
    finer = covers.resize((_FINER * found.width, _FINER * found.height), Image.Resampling.NEAREST)
    return *finer.size, ImageChops.invert(finer).convert("1").tobytes()


def upright(pixels: Pixels) -> tuple[str, bytes]:
    """The media type and the data of a file for screens, upright and of limited size.

    Raises Stop where the picture's file has changed.
    """
    from PIL import ImageOps, features

    try:
        with opened(pixels.file, pixels.held) as image:
            cover = image.convert("RGBA").getchannel("A") if not pixels.opaque else None
            shown = in_srgb(image)
            if cover:
                shown = shown.convert("RGB")
                shown.putalpha(cover)
            shown.getexif()[_ORIENTATION] = pixels.orientation
            shown = ImageOps.exif_transpose(shown)
            shown.thumbnail((_MOST_ON_SCREEN, _MOST_ON_SCREEN))
            out = BytesIO()
            if cover or not features.check("jpg"):  # as in a browser
                shown.save(out, "PNG")
                return "image/png", out.getvalue()
            shown.save(out, "JPEG", quality=88)
            return "image/jpeg", out.getvalue()
    except Exception as reason:  # each reader of Pillow raises something else
        if is_own_failure(reason):
            raise
        raise Stop(f"{pixels.file} has changed and can no longer be read") from reason
