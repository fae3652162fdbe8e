"""Pictures → the inks that a press prints them in."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform


class Separation(NamedTuple):
    """The profile of a condition of print, and how much ink it holds, in percent of all four."""

    profile: bytes
    most: float


def separates(profile: bytes) -> bool:
    """Whether colours can be turned into inks with it, which a damaged profile does not do."""
    from PIL import ImageCms

    try:
        _transform(profile)
    except (OSError, ImageCms.PyCMSError):
        return False
    return True


def separated(image: Image, separation: Separation) -> Image:
    """An sRGB picture in CMYK, relative to the paper and with blacks as deep as the press has them
    (black point compensation); where that is too much ink, less of the three colours."""
    from PIL import ImageCms

    made = ImageCms.applyTransform(image, _transform(separation.profile))
    assert made is not None  # only what is changed in place gives nothing
    return _limited(made, separation.most)


@cache
def _transform(profile: bytes) -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _limited(image: Image, most: float) -> Image:
    """The rule of colour/limit.py for each pixel, rounded down so that no sum is over the most."""
    from PIL import Image as Images
    from PIL import ImageMath

    cyan, magenta, yellow, black = image.split()
    level = 255 * most / 100

    def less(channel: Image) -> Image:
        def share(of: dict[str, Any]) -> Any:  # operands and functions by their names
            colours = of["float"](of["c"]) + of["m"] + of["y"]
            room = of["max"](level - of["k"], 0.0)
            scale = of["min"](room / of["max"](colours, 1.0), 1.0)
            return of["convert"](of["int"](of["x"] * scale + 0.001), "L")

        made: Image = ImageMath.lambda_eval(share, c=cyan, m=magenta, y=yellow, k=black, x=channel)
        return made

    parts = [less(channel) for channel in (cyan, magenta, yellow)]
    return Images.merge("CMYK", [*parts, black])
