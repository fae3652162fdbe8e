"""CMYK printer profiles: colours and pictures → inks, and what inks look like in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

    from cardgen.graphics.colour.colorimetry import CMYK


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


def as_printed(image: Image, separation: Separation) -> Image:
    """A picture in inks, or in greys, which are of black alone, in the sRGB that looks like its
    print.

    The match is absolute: relative to the paper, its white would be the screen's, and nobody would
    see what all colours lose on a paper that is less white.
    """
    from PIL import Image as Images
    from PIL import ImageChops, ImageCms

    if image.mode == "L":
        none = Images.new("L", image.size)
        image = Images.merge("CMYK", [none, none, none, ImageChops.invert(image)])
    made = ImageCms.applyTransform(image, _to_screen(separation.profile))
    assert made is not None  # likewise
    return made


def build_as_printed(build: Iterable[float], separation: Separation) -> tuple[int, int, int]:
    """The same of one build in percent."""
    from PIL import Image as Images

    parts = bytes(round(2.55 * ink) for ink in build)
    print_ = as_printed(Images.frombytes("CMYK", (1, 1), parts), separation)
    red, green, blue = print_.tobytes()
    return red, green, blue


@cache
def _to_screen(profile: bytes) -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )


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
    """`colour.cmyk.limited` for each pixel, rounded down so that no sum is over the most."""
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


class PrinterProfile:
    """A condition of print: colours → inks → what they look like beside the bare paper."""

    def __init__(self, data: bytes) -> None:
        from PIL import ImageCms

        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        self._to_inks = ImageCms.buildTransform(screen, profile, "RGB", "CMYK", intent, flags=flags)
        self._to_lab = ImageCms.buildTransform(profile, lab, "CMYK", "LAB", intent)
        white = profile.profile.media_white_point
        self.white = white[0][1] if white else 1.0  # the luminance of the paper

    def inks(self, rgb: tuple[int, int, int]) -> CMYK:
        """The inks for a colour of screens, its black as black as the press can (black point
        compensation)."""
        from PIL import Image, ImageCms

        made = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), self._to_inks)
        assert made is not None  # only what is changed in place gives nothing
        cyan, magenta, yellow, black = (value / 2.55 for value in made.tobytes())
        return cyan, magenta, yellow, black

    def seen(self, builds: Sequence[Sequence[float]]) -> list[tuple[float, float, float]]:
        """L*, a*, b* of the inks, to whoever's white is the paper."""
        from PIL import Image, ImageCms

        parts = bytes(round(2.55 * ink) for ink in chain.from_iterable(builds))
        chart = Image.frombytes("CMYK", (len(builds), 1), parts)
        made = ImageCms.applyTransform(chart, self._to_lab)
        assert made is not None
        data = made.tobytes()
        return [
            (data[at] / 2.55, _signed(data[at + 1]), _signed(data[at + 2]))
            for at in range(0, len(data), 3)
        ]


@lru_cache(maxsize=4)
def printer_profile(profile: bytes) -> PrinterProfile:
    """The press of a profile, its transforms made once."""
    return PrinterProfile(profile)


def _signed(value: int) -> float:
    return float(value - 256 if value > 127 else value)
