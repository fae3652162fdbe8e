"""The colours of a picture, packed as a PDF holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cardgen.graphics.pixels.icc import Separation, as_printed, separated
from cardgen.graphics.pixels.image_files import Pixels, in_srgb, is_grey, keeps_colours, opened
from cardgen.problems import Stop

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_ON_SCREEN = 1200
_FINER = 3
_ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4
# ISO/IEC 10918-1, table B.1.
_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive, all in Huffman codes
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_TABLES = (0xC4, 0xDB, 0xDD)
_ADOBE = 0xEE  # whose last byte tells how colours are coded
_NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # a marker that ends a scan


class Samples(NamedTuple):
    """Rows of pixels from the top, of one part (grey), three (sRGB) or four (CMYK), a byte each: a
    JPEG file or, row by row, each pixel's difference from the one before. alpha has a byte a pixel,
    or is None where nothing shines through."""

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
    """The pixels of the file, not turned, with that share of their ink, in grey, in sRGB or in the
    inks of a separation or, printed, in the sRGB that looks like these; Stop where it is no longer
    what it was."""
    try:
        with opened(pixels.file) as image:
            if image.size != pixels.stored:
                raise ValueError("another picture")
            plain = not in_grey and separation is None
            as_it_is = (image.mode == "L" and not printed) or (image.mode == "RGB" and plain)
            if share == 1 and as_it_is and image.format != "PNG" and keeps_colours(image):
                jpeg = bare_jpeg(Path(pixels.file).read_bytes())
                if jpeg is not None:
                    return Samples(*image.size, 1 if is_grey(image) else 3, True, jpeg)
            return _packed(image, in_grey, share, separation, printed)
    except Exception as reason:  # each reader of Pillow raises something else
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
    # Most pixels are much like the one before them, and zeros pack well.
    before = new(colours.mode, colours.size)
    before.paste(colours, (1, 0))
    data = ImageChops.subtract_modulo(colours, before).tobytes()
    return Samples(*colours.size, len(colours.getbands()), False, data, alpha)


def stencil(found: Samples) -> tuple[int, int, bytes]:
    """What covers what is behind it as a stencil, finer than the picture: its width and height, and
    rows of bits from the top, 1 where there is nothing of the picture. What lets something shine
    through becomes as many dots as it covers."""
    from PIL import Image, ImageChops

    assert found.alpha is not None
    covers = Image.frombytes("L", (found.width, found.height), found.alpha)
    finer = covers.resize((_FINER * found.width, _FINER * found.height), Image.Resampling.NEAREST)
    return *finer.size, ImageChops.invert(finer).convert("1").tobytes()


def upright(pixels: Pixels) -> tuple[str, bytes]:
    """The picture turned right as a file for screens, of at most so many pixels a side, and the
    media type of that; Stop where it is no longer what it was."""
    from PIL import ImageOps

    try:
        with opened(pixels.file) as image:
            cover = image.convert("RGBA").getchannel("A") if not pixels.opaque else None
            shown = in_srgb(image)
            if cover:
                shown = shown.convert("RGB")
                shown.putalpha(cover)
            shown.getexif()[_ORIENTATION] = pixels.orientation
            shown = ImageOps.exif_transpose(shown)
            shown.thumbnail((_MOST_ON_SCREEN, _MOST_ON_SCREEN))
            out = BytesIO()
            if cover:
                shown.save(out, "PNG")
                return "image/png", out.getvalue()
            shown.save(out, "JPEG", quality=88)
            return "image/jpeg", out.getvalue()
    except Exception as reason:  # each reader of Pillow raises something else
        raise Stop(f"{pixels.file} has changed and can no longer be read") from reason


def bare_jpeg(data: bytes) -> bytes | None:
    """The file without notes, thumbnails and what follows its end; None where not every reader of
    PDF would take it for the same picture."""
    kept = [_START]
    parts, coded = 0, 0  # how many colour parts, and how Adobe says they are coded
    plain = False
    try:
        for marker, segment in _segments(data):
            if marker in _FRAMES:
                parts = segment[9]
                # Numbered otherwise, three parts may be taken for red, green and blue.
                plain = segment[4] == 8 and list(segment[10::3]) == [1, 2, 3][:parts]
            elif marker in _OTHER_FRAMES:
                return None
            elif marker == _ADOBE and segment[4:9] == b"Adobe":
                coded = segment[15] or -1
            if marker in (*_FRAMES, *_TABLES, _SCAN, _ADOBE):
                kept.append(segment)
    except IndexError:
        return None
    if not plain or parts not in (1, 3) or (parts == 3 and coded not in (0, 1)):
        return None
    return b"".join([*kept, _END])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker's number and its whole segment; that of a scan takes in what is coded in it."""
    at = len(_START)
    while True:
        if data[at] != 0xFF:
            raise IndexError("no marker stands here")
        while data[at + 1] == 0xFF:  # filling
            at += 1
        marker = data[at + 1]
        if marker == _END[1]:
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            following = _NEXT.search(data, end)
            end = following.start() if following else len(data)
        if end > len(data) or end < at + 4:
            raise IndexError("the segment is cut off")
        yield marker, data[at:end]
        at = end
