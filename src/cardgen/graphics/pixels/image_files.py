"""Image files: whether they can be printed, how large they are, and which colours they mean."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING

from cardgen.graphics.pixels.jpeg import passes
from cardgen.graphics.pixels.signatures import ENOUGH, kind_of
from cardgen.intake import read_bytes
from cardgen.limits import PICTURE_SIZE, PIXEL_PASSES, PIXELS, PIXELS_DECODED
from cardgen.problems import is_own_failure
from cardgen.value import IdentityValue, Value

if TYPE_CHECKING:
    from PIL import Image, ImageCms

_KIND_OF = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4
KINDS = ("JPEG", "PNG")
_GREYS = frozenset(["1", "L", "LA", "I", "I;16", "I;16B"])
_SPACES = {
    "RGB": "RGB",
    "GRAY": "L",
    "CMYK": "CMYK",
}  # by the colour space of a profile, the mode for it
_SAVE_AGAIN = "save it again"
_FEWER = "save it with fewer pixels"
_LEVELS = (0, 32, 64, 96, 128, 160, 192, 224, 255)
# The most that two profiles of sRGB differ by, in levels of 256.
_SAME = 2


class Pixels(IdentityValue):
    """A picture in a file, which is opened again when the picture is written; shared by identity.

    stored is its width and height in pixels. orientation tells how to turn them, in the numbers of
    Exif: 1 is upright, from 5 on width and height change places. held are the bytes of a file that
    is only in memory.
    """

    file: str
    stored: tuple[int, int]
    orientation: int
    opaque: bool
    held: bytes | None = None

    def __repr__(self) -> str:  # without the bytes
        return f"Pixels({self.file!r})"

    @property
    def data(self) -> bytes:
        """The bytes of the file, which are those that were looked at unless it has changed."""
        return Path(self.file).read_bytes() if self.held is None else self.held

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, turned upright."""
        width, height = self.stored
        return (height, width) if self.orientation >= 5 else (width, height)


class Fault(Value):
    """The reason why a file cannot be printed: a code, what is wrong, and the way out."""

    code: str
    what: str
    fix: str


@cache
def examine(file: str, size: int, changed: int) -> Pixels | Fault:
    """The picture in a file of a known suffix, or what is wrong with it.

    It is the same object as long as the file's size and the time of its last change are the same.
    Raises OSError where the file cannot be opened.
    """
    return examined(Path(file))


def examined(path: Path, held: bytes | None = None) -> Pixels | Fault:
    """The picture in a file of a known suffix, on disk or held in memory, or what is wrong with it.

    Raises OSError where the file cannot be opened.
    """
    # Pillow takes a while to load, which decks without pictures need not wait for.
    from PIL import UnidentifiedImageError

    try:
        return _opened(path, held)
    except UnknownColours as reason:
        return Fault("E222", str(reason), "save it in sRGB")
    except UnidentifiedImageError:
        if other := under_another_name(path, held):
            return other
        kinds = _KIND_OF[path.suffix.lower()]
        return Fault("E222", f"is not a {kinds} picture, or it is damaged", _SAVE_AGAIN)
    except (PermissionError, FileNotFoundError):
        raise
    except Exception as reason:  # of a broken file each reader of Pillow raises something else
        if is_own_failure(reason):
            raise
        return Fault("E222", "is damaged or truncated", "copy or save it again")


def under_another_name(path: Path, held: bytes | None = None) -> Fault | None:
    """What a file is by its first bytes if that is not what its suffix says; None where they tell
    nothing, or the same."""
    with path.open("rb") if held is None else BytesIO(held) as file:
        kind = kind_of(file.read(ENOUGH))
    suffix = path.suffix.lower().replace(".jpeg", ".jpg")
    if kind is None or kind.suffix == suffix:
        return None
    fix = f'call it "{path.with_suffix(kind.suffix).name}"' if kind.suffix else kind.fix
    return Fault("E222", f"is {kind.what} by another name", fix)


def _opened(path: Path, held: bytes | None) -> Pixels | Fault:
    with opened(str(path), held) as image:
        kind = "PNG" if image.format == "PNG" else "JPEG"
        if kind != _KIND_OF[path.suffix.lower()]:
            other = under_another_name(path, held)
            return other or Fault("E222", f"is a {kind} picture", _SAVE_AGAIN)
        stored = width, height = image.size
        if width * height > PIXELS.most:
            what = f"has {width} × {height} pixels; the limit is {PIXELS.most // 10**6} million"
            return Fault("E223", what, _FEWER)
        if costly := _costly(image, path, held):
            return costly
        keeps_colours(image)
        orientation = image.getexif().get(_ORIENTATION, 1)
        opaque = not image.has_transparency_data
        # All is decoded once, so that missing data is found here and not when half of a PDF is
        # written; an eighth of the size will do for JPEGs.
        image.draft(image.mode, (width // 8 or 1, height // 8 or 1))
        image.load()
        if "A" in image.getbands() and image.getchannel("A").getextrema()[1] == 0:
            return Fault("E222", "shows nothing: all of it is transparent", _SAVE_AGAIN)
    upright = orientation if orientation in range(1, 9) else 1
    return Pixels(str(path), stored, upright, opaque, held)


def _costly(image: Image.Image, path: Path, held: bytes | None) -> Fault | None:
    """The reason why a picture that is not too large takes too much memory or time, if it does."""
    width, height = image.size
    progressive = bool(image.info.get("progressive"))  # two bytes for each of its coefficients
    each = 4 if image.mode in ("I", "F") else 2 if progressive or "16" in image.mode else 1
    size = round(width * height * _samples(image) * each)
    if size > PIXELS_DECODED.most:
        what = f"takes {PIXELS_DECODED.of(size)} when it is opened; the limit is {PIXELS_DECODED}"
        return Fault("E223", what, _FEWER)
    if progressive:
        data = read_bytes(path, path.name, PICTURE_SIZE) if held is None else held
        work = passes(data) * width * height
        if work > PIXEL_PASSES.most:
            fix = "save it as a plain JPEG, not a progressive one"
            return Fault("E223", f"is made up of {passes(data)} passes over its pixels", fix)
    return None


def _samples(image: Image.Image) -> float:
    """The samples of each pixel: one for each component, but in JPEGs of fewer colours than tones
    (ISO/IEC 10918-1, A.1.1)."""
    shares = [across * down for _, across, down, *_ in getattr(image, "layer", ())]
    most = max(shares, default=0)
    return sum(shares) / most if most else len(image.getbands())


class UnknownColours(Exception):
    """It cannot be known which colours a picture means."""


@contextmanager
def opened(file: str, held: bytes | None = None) -> Iterator[Image.Image]:
    """The picture in a file, on disk or held in memory, opened with its header read and its pixels
    not yet decoded."""
    from PIL import Image

    # What Pillow warns about either works or fails, and is reported then; so are too many pixels.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        with Image.open(file if held is None else BytesIO(held), formats=KINDS) as image:
            yield image


def is_grey(image: Image.Image) -> bool:
    return image.mode in _GREYS


def keeps_colours(image: Image.Image) -> bool:
    """Whether its values are sRGB as they stand.

    Raises UnknownColours where that cannot be known.
    """
    profile = _profile(image)
    if profile is None:
        if image.mode == "CMYK":
            raise UnknownColours("is in CMYK without an ICC profile")
        return True
    chart = _chart("CMYK" if image.mode == "CMYK" else "L" if is_grey(image) else "RGB")
    matched = _matched(chart, profile)
    pairs = zip(chart.tobytes(), matched.tobytes(), strict=False)
    return chart.mode == matched.mode and all(abs(one - other) <= _SAME for one, other in pairs)


def in_srgb(image: Image.Image) -> Image.Image:
    """Its colours in sRGB, or in grey where it has no others, without its alpha channel."""
    profile = _profile(image)
    if profile is None or keeps_colours(image):
        return _plain(image)
    flat = image if image.mode == "CMYK" else _plain(image)
    return _matched(flat, profile)


def _plain(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits, of which the upper eight are kept
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L" if is_grey(image) else "RGB")


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    data = image.info.get("icc_profile")
    if not data:
        return None
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        space = profile.profile.xcolor_space.strip()
    except (OSError, ImageCms.PyCMSError) as reason:
        raise UnknownColours("has an ICC profile that cannot be read") from reason
    mode = "L" if is_grey(image) else "CMYK" if image.mode == "CMYK" else "RGB"
    # Greys with an RGB profile are its colours with three equal components.
    if _SPACES.get(space) != mode and (mode, space) != ("L", "RGB"):
        raise UnknownColours("has an ICC profile for another colour space")
    return profile


def _matched(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """The sRGB colours of the values in a profile (relative colorimetric)."""
    from PIL import ImageCms

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
        raise UnknownColours("has an ICC profile that cannot be used") from reason
    assert made is not None  # None is for changes in place alone
    return made.convert("L") if is_grey(image) else made


def _chart(mode: str) -> Image.Image:
    """Colours from all over the gamut of the mode."""
    from PIL import Image

    colours = list(product(_LEVELS, repeat=len(mode)))
    return Image.frombytes(mode, (len(colours), 1), bytes(chain.from_iterable(colours)))
