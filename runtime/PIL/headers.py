"""What the headers of JPEG and PNG files say, and the files without what turns or colours them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PIL import UnidentifiedImageError

ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4
_IN_XMP = re.compile(rb'tiff:Orientation(?:="|>)([0-9])')
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_MODES = {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}  # PNG, 11.2.1
_JPEG_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


@dataclass
class Header:
    """What Pillow tells of a picture that it has opened.

    plain is the file for the browser to decode without turning it or changing its colours, managed
    the same with its profile.
    """

    format: str
    mode: str
    size: tuple[int, int]
    plain: bytes = b""
    managed: bytes = b""
    orientation: int = 1
    layer: list[tuple[int, int, int]] = field(default_factory=list)
    info: dict[str, Any] = field(default_factory=dict)


def header(data: bytes) -> Header:
    """Returns the header of a JPEG or PNG file; raises UnidentifiedImageError for any other, and
    OSError for one that is cut off."""
    try:
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(_JPEG):
            return _jpeg(data)
    except (IndexError, struct.error, zlib.error) as reason:
        raise OSError("image file is truncated") from reason
    raise UnidentifiedImageError("cannot identify image file")


def _png(data: bytes) -> Header:
    found = Header("PNG", "", (0, 0))
    plain, managed = [_PNG], [_PNG]
    depth = 8
    for kind, chunk, body in _chunks(data):
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            found.size, found.mode = (width, height), _MODES[colour]
        elif kind == b"tRNS":
            found.info["transparency"] = body
        elif kind == b"iCCP":
            found.info["icc_profile"] = zlib.decompress(body[body.index(0) + 2 :])
            managed.append(chunk)
        elif kind == b"eXIf":
            found.orientation = _oriented(body)
        elif in_xmp := kind == b"iTXt" and _IN_XMP.search(body):
            found.orientation = int(in_xmp[1])
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            plain.append(chunk)
            managed.append(chunk)
    if found.mode == "L" and depth in (1, 16):
        found.mode = "1" if depth == 1 else "I;16"
    found.plain, found.managed = b"".join(plain), b"".join(managed)
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yields the kind, the whole and the body of each chunk, up to the last."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length = _number(data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != _number(data[end - 4 : end]):
            raise IndexError
        yield kind, data[at:end], data[at + 8 : end - 4]
        at = end


def _number(data: bytes) -> int:
    (value,) = struct.unpack(">I", data)
    return int(value)


def _jpeg(data: bytes) -> Header:
    found = Header("JPEG", "", (0, 0))
    plain, managed, profile = [_JPEG], [_JPEG], {}
    at = len(_JPEG)
    while True:
        if data[at] != 0xFF:
            raise IndexError
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment, body = data[at:end], data[at + 4 : end]
        if marker in _FRAMES:
            height, width, parts = struct.unpack(">xHHB", body[:6])
            found.size, found.mode = (width, height), _JPEG_MODES[parts]
            found.info["progressive"] = marker == 0xC2
            thirds = range(6, 6 + 3 * parts, 3)
            found.layer = [(body[i], body[i + 1] >> 4, body[i + 1] & 15) for i in thirds]
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            found.orientation = _oriented(body[6:])
        elif marker == 0xE1 and (in_xmp := _IN_XMP.search(body)) and found.orientation == 1:
            found.orientation = int(in_xmp[1])
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            profile[body[12]] = body[14:]
            managed.append(segment)
        if marker == 0xDA:
            break
        if not 0xE1 <= marker <= 0xED:  # of those for applications, JFIF's and Adobe's are kept
            plain.append(segment)
            managed.append(segment)
        at = end
    if not found.mode or b"\xff\xd9" not in data[end:]:
        raise IndexError
    if profile:
        found.info["icc_profile"] = b"".join(part for _, part in sorted(profile.items()))
    found.plain, found.managed = b"".join([*plain, data[at:]]), b"".join([*managed, data[at:]])
    return found


def _oriented(exif: bytes) -> int:
    """Returns the orientation in Exif data: a TIFF header, and entries of twelve bytes."""
    order = "<" if exif.startswith(b"II") else ">"
    try:
        (start,) = struct.unpack(order + "I", exif[4:8])
        (count,) = struct.unpack(order + "H", exif[start : start + 2])
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack(order + "HHIH", exif[at : at + 10])
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1
