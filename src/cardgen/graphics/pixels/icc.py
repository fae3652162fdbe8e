"""CMYK printer profiles: colours and pictures → inks, and what inks look like in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any

from cardgen.problems import Unsupported
from cardgen.value import Value

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

    from cardgen.graphics.colour.colorimetry import CMYK


class Separation(Value):
    """The profile of a printing condition and its ink limit (TAC) in percent."""

    profile: bytes
    most: float


def require_managed_colour() -> None:
    """Raises Unsupported where ICC profiles of printers cannot be used."""
    if not manages_colour():
        what = "files for a press need ICC profiles of printers, which cannot be used in a browser"
        raise Unsupported(what, "make them with cardgen on a computer")


def manages_colour() -> bool:
    """Whether ICC profiles of printers can be used, which a browser cannot."""
    from PIL import features

    return bool(features.check("littlecms2"))


def separates(profile: bytes) -> bool:
    """Whether colours can be separated with the profile, which fails if it is damaged."""
    from PIL import ImageCms

    try:
        _transform(profile)
    except (OSError, ImageCms.PyCMSError):
        return False
    return True


def separated(image: Image, separation: Separation) -> Image:
    """An sRGB picture in CMYK within the ink limit, relative to the paper and with black point
    compensation."""
    from PIL import ImageCms

    made = ImageCms.applyTransform(image, _transform(separation.profile))
    assert made is not None  # None is for changes in place alone
    return _limited(made, separation.most)


def as_printed(image: Image, separation: Separation) -> Image:
    """A picture in CMYK, or in grey as black ink, in the sRGB that looks like its print.

    The intent is absolute: relative to the paper, white would be the white of the screen, and the
    proof would not show what colours lose on a paper that is less white.
    """
    from PIL import Image as Images
    from PIL import ImageChops, ImageCms

    if image.mode == "L":
        none = Images.new("L", image.size)
        image = Images.merge("CMYK", [none, none, none, ImageChops.invert(image)])
    made = ImageCms.applyTransform(image, _to_screen(separation.profile))
    assert made is not None  # as above
    return made


def build_as_printed(build: Iterable[float], separation: Separation) -> tuple[int, int, int]:
    """The sRGB, 0–255, that looks like the print of a build in percent."""
    from PIL import Image as Images

    parts = bytes(round(2.55 * ink) for ink in build)
    print_ = as_printed(Images.frombytes("CMYK", (1, 1), parts), separation)
    red, green, blue = print_.tobytes()
    return red, green, blue


@lru_cache(maxsize=4)
def _to_screen(profile: bytes) -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )


@lru_cache(maxsize=4)
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
    """The rule of `colour.cmyk.limited` for each pixel, rounded down to stay within the limit."""
    from PIL import Image as Images
    from PIL import ImageMath

    cyan, magenta, yellow, black = image.split()
    level = 255 * most / 100

    def less(channel: Image) -> Image:
        def share(of: dict[str, Any]) -> Any:  # operands and functions, by their names
            colours = of["float"](of["c"]) + of["m"] + of["y"]
            room = of["max"](level - of["k"], 0.0)
            scale = of["min"](room / of["max"](colours, 1.0), 1.0)
            return of["convert"](of["int"](of["x"] * scale + 0.001), "L")

        made: Image = ImageMath.lambda_eval(share, c=cyan, m=magenta, y=yellow, k=black, x=channel)
        return made

    parts = [less(channel) for channel in (cyan, magenta, yellow)]
    return Images.merge("CMYK", [*parts, black])


class PrinterProfile:
    """The CMYK profile of a printing condition: colours → inks → their look beside the paper."""

    def __init__(self, data: bytes) -> None:
        from PIL import ImageCms

        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        self._to_inks = ImageCms.buildTransform(screen, profile, "RGB", "CMYK", intent, flags=flags)
        self._to_lab = ImageCms.buildTransform(profile, lab, "CMYK", "LAB", intent)
        white = profile.profile.media_white_point
        self.white = white[0][1] if white else 1.0  # the luminance Y of the paper

    def inks(self, rgb: tuple[int, int, int]) -> CMYK:
        """The build of an sRGB colour, with black point compensation."""
        from PIL import Image, ImageCms

        made = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), self._to_inks)
        assert made is not None  # None is for changes in place alone
        cyan, magenta, yellow, black = (value / 2.55 for value in made.tobytes())
        return cyan, magenta, yellow, black

    def seen(self, builds: Sequence[Sequence[float]]) -> list[tuple[float, float, float]]:
        """L*, a*, b* of each build in percent, relative to the white of the paper."""
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


class PlainInks(PrinterProfile):
    """Inks by arithmetic alone, where ICC profiles cannot be used: black replaces what the three
    colours have in common. No press prints them so, and files for a press are refused there."""

    def __init__(self) -> None:
        self.white = 1.0

    def inks(self, rgb: tuple[int, int, int]) -> CMYK:
        red, green, blue = (1 - part / 255 for part in rgb)
        black = min(red, green, blue)
        share = 100 / (1 - black) if black < 1 else 0.0
        return (red - black) * share, (green - black) * share, (blue - black) * share, 100 * black

    def seen(self, builds: Sequence[Sequence[float]]) -> list[tuple[float, float, float]]:
        from cardgen.graphics.colour.colorimetry import lab, linear

        def rgb(build: Sequence[float]) -> tuple[int, int, int]:
            *colours, black = (1 - ink / 100 for ink in build)
            red, green, blue = (round(255 * black * part) for part in colours)
            return red, green, blue

        return [lab(linear(rgb(build))) for build in builds]


@lru_cache(maxsize=4)
def printer_profile(profile: bytes) -> PrinterProfile:
    """The profile, its transforms made once."""
    return PrinterProfile(profile)


def _signed(value: int) -> float:
    return float(value - 256 if value > 127 else value)
