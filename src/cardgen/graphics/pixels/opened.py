"""Picture files opened with Pillow, and the colours they mean."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain, product

from PIL import Image, ImageCms

KINDS = ("JPEG", "PNG")
_GREYS = frozenset(["1", "L", "LA", "I", "I;16", "I;16B"])
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}  # a profile's, and the mode it stands for
_LEVELS = (0, 32, 64, 96, 128, 160, 192, 224, 255)
# The most that two names for sRGB differ by, in levels of 256.
_SAME = 2


class UnknownColours(Exception):
    """Nobody can say which colours the picture means."""


@contextmanager
def opened(file: str) -> Iterator[Image.Image]:
    """The picture with its header read, its pixels not yet."""
    # What Pillow would only remark on goes either well or wrong, and we say which; how many
    # pixels are too many is for us to say as well.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        with Image.open(file, formats=KINDS) as image:
            yield image


def is_grey(image: Image.Image) -> bool:
    return image.mode in _GREYS


def keeps_colours(image: Image.Image) -> bool:
    """Whether its numbers are sRGB as they stand; raises UnknownColours where that cannot be
    told."""
    profile = _profile(image)
    if profile is None:
        if image.mode == "CMYK":
            raise UnknownColours("is in CMYK without a colour profile")
        return True
    chart = _chart("CMYK" if image.mode == "CMYK" else "L" if is_grey(image) else "RGB")
    matched = _matched(chart, profile)
    pairs = zip(chart.tobytes(), matched.tobytes(), strict=False)
    return chart.mode == matched.mode and all(abs(one - other) <= _SAME for one, other in pairs)


def in_srgb(image: Image.Image) -> Image.Image:
    """Its colours in sRGB, or in greys where it has no others; without what covers nothing."""
    profile = _profile(image)
    if profile is None or keeps_colours(image):
        return _plain(image)
    flat = image if image.mode == "CMYK" else _plain(image)
    return _matched(flat, profile)


def _plain(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits, of which the upper eight are taken
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L" if is_grey(image) else "RGB")


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        space = profile.profile.xcolor_space.strip()
    except (OSError, ImageCms.PyCMSError) as reason:
        raise UnknownColours("has a colour profile that cannot be read") from reason
    mode = "L" if is_grey(image) else "CMYK" if image.mode == "CMYK" else "RGB"
    # Greys in a profile of colours are those with three equal parts.
    if _SPACES.get(space) != mode and (mode, space) != ("L", "RGB"):
        raise UnknownColours("has a colour profile for other colours than its own")
    return profile


def _matched(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """The colours that the profile gives to these numbers, relative to its paper."""
    own = _SPACES[profile.profile.xcolor_space.strip()]
    try:
        made = ImageCms.profileToProfile(
            image.convert(own),
            profile,
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            "RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as reason:
        raise UnknownColours("has a colour profile that cannot be used") from reason
    assert made is not None  # only what is changed in place gives nothing
    return made.convert("L") if is_grey(image) else made


def _chart(mode: str) -> Image.Image:
    """Colours from all over what the mode has."""
    colours = list(product(_LEVELS, repeat=len(mode)))
    return Image.frombytes(mode, (len(colours), 1), bytes(chain.from_iterable(colours)))
