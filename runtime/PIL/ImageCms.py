"""ICC profiles of screens and cameras, of three curves and a matrix. Printers' tables are left to
computers: `features` says that there is no littlecms2.

The browser converts pictures; here, only the few colours are that tell what a profile means.
"""

from __future__ import annotations

import struct
from bisect import bisect
from collections.abc import Callable, Sequence
from enum import IntEnum, IntFlag
from io import BytesIO
from types import SimpleNamespace

from PIL.Image import Image, frombytes, managed

# From XYZ of D50, as profiles have it: the inverse of the matrix in sRGB's own profile.
_TO_SRGB = (
    (3.1341359, -1.6173863, -0.4906619),
    (-0.9787955, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)


class PyCMSError(Exception):
    """A profile cannot be used."""


class Intent(IntEnum):
    RELATIVE_COLORIMETRIC = 1


class Flags(IntFlag):
    BLACKPOINTCOMPENSATION = 0x2000


class ImageCmsProfile:
    """A profile, and the colour space that it is for."""

    def __init__(self, file: BytesIO) -> None:
        self.data = file.read()
        if self.data[36:40] != b"acsp":
            raise OSError("cannot open profile from bytes")
        self.profile = SimpleNamespace(xcolor_space=self.data[16:20].decode("ascii", "replace"))

    def tag(self, name: bytes) -> bytes:
        """Returns the data of a tag (ICC.1, 7.3); raises PyCMSError if there is none."""
        (count,) = struct.unpack(">I", self.data[128:132])
        for at in range(132, 132 + 12 * count, 12):
            own, start, length = struct.unpack(">4sII", self.data[at : at + 12])
            if own == name:
                return self.data[start : start + length]
        raise PyCMSError(f"the profile has no {name.decode()}")


def createProfile(space: str) -> None:  # noqa: N802, as Pillow calls it
    """Stands for sRGB, to which all is converted."""


def profileToProfile(  # noqa: N802, as Pillow calls it
    image: Image,
    profile: ImageCmsProfile,
    to: None,
    intent: Intent,
    mode: str,
    flags: Flags,
) -> Image:
    """Returns a picture in sRGB. Raises PyCMSError for profiles that are not understood here."""
    try:
        colour_of = _colours(profile)
    except (struct.error, IndexError) as reason:
        raise PyCMSError("the profile is damaged") from reason
    if image.file is not None:
        return Image("RGB", image.size, managed(image.file))
    data, bands = image.tobytes(), len(image.getbands())
    colours = (colour_of(data[at : at + bands]) for at in range(0, len(data), bands))
    return frombytes("RGB", image.size, bytes(part for colour in colours for part in colour))


def _colours(profile: ImageCmsProfile) -> Callable[[Sequence[int]], Sequence[int]]:
    """Returns what converts a colour of a byte each to sRGB."""
    if profile.profile.xcolor_space == "GRAY":
        tone = _curve(profile.tag(b"kTRC"))
        return lambda colour: 3 * [_encoded(tone(colour[0] / 255))]
    if profile.profile.xcolor_space != "RGB ":
        raise PyCMSError("only a computer understands this profile")
    curves = [_curve(profile.tag(name)) for name in (b"rTRC", b"gTRC", b"bTRC")]
    columns = [_xyz(profile.tag(name)) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]

    def converted(colour: Sequence[int]) -> list[int]:
        light = [curve(part / 255) for curve, part in zip(curves, colour, strict=True)]
        xyz = [sum(c[k] * part for c, part in zip(columns, light, strict=True)) for k in range(3)]
        return [_encoded(sum(map(float.__mul__, row, xyz))) for row in _TO_SRGB]

    return converted


def _xyz(tag: bytes) -> tuple[float, ...]:
    return tuple(part / 65536 for part in struct.unpack(">iii", tag[8:20]))


def _curve(tag: bytes) -> Callable[[float], float]:
    """Returns the curve of a tag (ICC.1, 10.6 and 10.18), from 0 to 1."""
    if tag[:4] == b"para":
        (kind,) = struct.unpack(">H", tag[8:10])
        count = (1, 3, 4, 5, 7)[kind]
        gamma, *rest = (n / 65536 for n in struct.unpack(f">{count}i", tag[12 : 12 + 4 * count]))
        a, b, c, d, e, f = [*rest, *(0.0,) * (6 - len(rest))] if rest else (1.0, *(0.0,) * 5)
        if kind in (1, 2):  # below, nothing but the third number
            c, d, e, f = 0.0, -b / a, c, c
        return lambda x: max(a * x + b, 0.0) ** gamma + e if x >= d else c * x + f
    (count,) = struct.unpack(">I", tag[8:12])
    values = struct.unpack(f">{count}H", tag[12 : 12 + 2 * count])
    if count < 2:
        power = values[0] / 256 if values else 1.0
        return lambda x: x**power
    stops = [at / (count - 1) for at in range(count)]

    def between(x: float) -> float:
        at = min(max(bisect(stops, x), 1), count - 1)
        share = (x - stops[at - 1]) * (count - 1)
        return (values[at - 1] + share * (values[at] - values[at - 1])) / 65535

    return between


def _encoded(light: float) -> int:
    """Returns a part of a colour in sRGB (IEC 61966-2-1) as a byte."""
    light = min(max(light, 0.0), 1.0)
    part = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * part)
