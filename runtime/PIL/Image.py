"""Pictures that the browser has decoded, and what cardgen does with them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection
from enum import IntEnum
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import Any, BinaryIO

import browser
from pyodide.ffi import to_js

from PIL.headers import ORIENTATION, Header, header

MAX_IMAGE_PIXELS: int | None = None
_BANDS = {"1": 1, "L": 1, "P": 1, "I": 1, "I;16": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4}
_NAMES = {"LA": ("L", "A"), "RGB": tuple("RGB"), "RGBA": tuple("RGBA"), "CMYK": tuple("CMYK")}
_COLOURS = {"RGB": (0, 1, 2), "RGBA": (0, 1, 2, 3), "LA": (0, 3)}  # of red, green, blue and alpha
_PNG_COLOURS = {"L": 0, "RGB": 2, "LA": 4, "RGBA": 6}


class Undecoded(BaseException):
    """The browser has to decode a picture first. No error of the picture, which cardgen would tell:
    what was asked is asked again."""


class Resampling(IntEnum):
    NEAREST = 0
    BOX = 4


class Image:
    """Rows of pixels from the top, each a byte for each of its bands, in an array of JavaScript.

    What was opened from a file has pixels when they are first asked for.
    """

    format: str | None = None

    def __init__(self, mode: str, size: tuple[int, int], pixels: Any = None) -> None:
        self.mode, self.size = mode, size
        self.info: dict[str, Any] = {}
        self.file: Header | None = None
        self._pixels = pixels
        self._exif: dict[int, int] = {}

    def __enter__(self) -> Image:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @property
    def pixels(self) -> Any:
        if self._pixels is None:
            assert self.file
            self._pixels = _kept(_decoded(self.file.plain), self.mode)
        return self._pixels

    @property
    def has_transparency_data(self) -> bool:
        return self.mode in ("LA", "RGBA") or "transparency" in self.info

    def load(self) -> None:
        assert self.file
        _decoded(self.file.plain)

    def draft(self, mode: str, size: tuple[int, int]) -> None:
        """Does nothing: the browser decodes all."""

    def getexif(self) -> dict[int, int]:
        return self._exif

    def getbands(self) -> tuple[str, ...]:
        return _NAMES.get(self.mode, (self.mode,))

    def getchannel(self, band: str) -> Image:
        names = self.getbands()
        picked = browser.picked(self.pixels, len(names), to_js([names.index(band)]))
        return Image("L", self.size, picked)

    def getextrema(self) -> tuple[int, int]:
        data = self.tobytes()
        return min(data), max(data)

    def tobytes(self) -> bytes:
        return bytes(self.pixels.to_py())

    def convert(self, mode: str) -> Image:
        if mode == "1":
            return Image("1", self.size, browser.dithered(self.pixels, *self.size))
        if self.file is not None:  # again from all that the file has
            made = Image(mode, self.size, _kept(_decoded(self.file.plain), mode, self.mode))
        else:
            made = Image(mode, self.size, _converted(self.pixels, self.mode, mode))
        made.file = self.file
        return made

    def point(self, value_of: Callable[[int], float]) -> Image:
        step = 256 if self.mode == "I" else 1  # of 16 bits, the browser keeps the upper eight
        table = [max(0, min(255, int(value_of(step * level)))) for level in range(256)]
        return Image(self.mode, self.size, browser.mapped(self.pixels, to_js(table)))

    def paste(self, image: Image, at: tuple[int, int]) -> None:
        bands = _BANDS[self.mode]
        browser.paste(self.pixels, *self.size, image.pixels, *image.size, *at, bands)

    def putalpha(self, alpha: Image) -> None:
        self._pixels = browser.joined(self.pixels, _BANDS[self.mode], alpha.pixels)
        self.mode = {"L": "LA", "RGB": "RGBA"}[self.mode]

    def resize(self, size: tuple[int, int], resample: int = Resampling.BOX) -> Image:
        way = browser.nearest if resample == Resampling.NEAREST else browser.boxed
        return Image(self.mode, size, way(self.pixels, *self.size, _BANDS[self.mode], *size))

    def thumbnail(self, most: tuple[int, int]) -> None:
        share = min(1.0, most[0] / self.size[0], most[1] / self.size[1])
        if share < 1:
            size = max(1, round(self.size[0] * share)), max(1, round(self.size[1] * share))
            smaller = self.resize(size)
            self.size, self._pixels = smaller.size, smaller.pixels

    def turned(self, orientation: int) -> Image:
        """Returns the picture upright that stands as an orientation of Exif says."""
        width, height = self.size
        size = (height, width) if orientation >= 5 else self.size
        way = browser.turned
        return Image(self.mode, size, way(self.pixels, *self.size, _BANDS[self.mode], orientation))

    def save(self, out: BinaryIO, kind: str) -> None:
        if kind != "PNG":
            raise OSError(f"encoder {kind} not available")
        rows = browser.filtered(self.pixels, *self.size, _BANDS[self.mode])
        about = pack(">IIBBBBB", *self.size, 8, _PNG_COLOURS[self.mode], 0, 0, 0)
        chunks = (b"IHDR", about), (b"IDAT", zlib.compress(bytes(rows.to_py()))), (b"IEND", b"")
        out.write(b"\x89PNG\r\n\x1a\n")
        for name, body in chunks:
            out.write(pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body)))


def open(file: str | Path | BinaryIO, formats: Collection[str] = ()) -> Image:
    """Returns the picture in a file, its header read and its pixels not yet decoded."""
    data = Path(file).read_bytes() if isinstance(file, str | Path) else file.read()
    found = header(data)
    image = Image(found.mode, found.size)
    image.file, image.format, image.info = found, found.format, found.info
    image.layer = found.layer  # type: ignore[attr-defined]
    image._exif[ORIENTATION] = found.orientation
    return image


def new(mode: str, size: tuple[int, int], colour: int | str = 0) -> Image:
    return Image(mode, size, browser.blank(size[0] * size[1] * _BANDS[mode], 255 * bool(colour)))


def frombytes(mode: str, size: tuple[int, int], data: bytes) -> Image:
    return Image(mode, size, to_js(data))


def composite(over: Image, under: Image, mask: Image) -> Image:
    bands = _BANDS[over.mode]
    mixed = browser.composed(over.pixels, under.pixels, mask.pixels, bands)
    return Image(over.mode, over.size, mixed)


def managed(file: Header) -> Any:
    """Returns the pixels of a file in sRGB, as the browser understands its profile."""
    return _kept(_decoded(file.managed), "RGB")


def _decoded(data: bytes) -> Any:
    """Returns the pixels in red, green, blue and alpha; raises Undecoded as long as there are none,
    and OSError where there are never any."""
    key = sha256(data).hexdigest()
    found = browser.decoded(key)
    if found is None:
        browser.want(key, to_js(data))
        raise Undecoded
    if found is False:
        raise OSError("broken data stream when reading image file")
    return found


def _kept(pixels: Any, mode: str, was: str = "") -> Any:
    """Returns of red, green, blue and alpha what a mode keeps; was is the mode of the file."""
    if mode in _COLOURS:
        return browser.picked(pixels, 4, to_js(list(_COLOURS[mode])))
    if (was or mode) in ("RGB", "RGBA", "P"):
        return browser.grey(browser.picked(pixels, 4, to_js([0, 1, 2])))
    return browser.picked(pixels, 4, to_js([0]))


def _converted(pixels: Any, was: str, mode: str) -> Any:
    if was == mode or {was, mode} <= {"1", "I", "L"}:
        return pixels
    if mode == "RGB":
        return browser.picked(pixels, _BANDS[was], to_js([0, 0, 0] if was == "L" else [0, 1, 2]))
    if was == "RGBA":
        pixels = browser.picked(pixels, 4, to_js([0, 1, 2]))
    return browser.grey(pixels)
