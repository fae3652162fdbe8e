"""How light a picture is, square millimetre by square millimetre."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor

from cardgen.graphics.colour.colorimetry import linear, luminance
from cardgen.graphics.pixels.image_files import Pixels, in_srgb, opened
from cardgen.problems import Stop, is_own_failure

_ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4


def luminances(
    pixels: Pixels,
    size: tuple[float, float],
    share: float,
    part: tuple[float, float, float, float],
) -> Iterator[float]:
    """The luminance of each square millimetre of a part of a picture, printed at that width and
    height in mm and that share of its strength; the part is its left, top, right and bottom in
    shares of these.

    Raises Stop where the picture's file has changed.
    """
    across, down = max(1, round(size[0])), max(1, round(size[1]))
    tones = _squares(pixels, across, down, share)
    left, top, right, bottom = part
    for row in range(max(0, floor(top * down)), min(down, ceil(bottom * down))):
        for column in range(max(0, floor(left * across)), min(across, ceil(right * across))):
            yield tones[row * across + column]


@lru_cache(maxsize=16)
def _squares(pixels: Pixels, across: int, down: int, share: float) -> list[float]:
    """The luminances of that many squares across and down, row by row; on white, where the picture
    is transparent."""
    from PIL import Image, ImageOps

    try:
        with opened(pixels.file, pixels.held) as image:
            if image.size != pixels.stored:
                raise Stop("another picture")
            cover = None if pixels.opaque else image.convert("RGBA").getchannel("A")
            shown = in_srgb(image).convert("RGB")
            if cover:
                shown = Image.composite(shown, Image.new("RGB", shown.size, "white"), cover)
            shown.getexif()[_ORIENTATION] = pixels.orientation
            shown = ImageOps.exif_transpose(shown)
            data = shown.resize((across, down), Image.Resampling.BOX).tobytes()
    except Exception as reason:  # each reader of Pillow raises something else
        if is_own_failure(reason):
            raise
        raise Stop(f"{pixels.file} has changed and can no longer be read") from reason
    strong = (round(255 - (255 - level) * share) for level in data)
    return [luminance(linear(rgb)) for rgb in zip(strong, strong, strong, strict=True)]
