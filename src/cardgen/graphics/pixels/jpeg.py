"""JPEG files as segments: what readers of PDF need of them, and how much work they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

# ISO/IEC 10918-1, table B.1.
_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive, all in Huffman codes
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_TABLES = (0xC4, 0xDB, 0xDD)
_ADOBE = 0xEE  # its last byte is the colour transform
_NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # the marker that ends a scan


def bare_jpeg(data: bytes) -> bytes | None:
    """The JPEG file without metadata, thumbnails and what follows its end.

    None where readers of PDF might disagree about its colours.
    """
    kept = [_START]
    parts, coded = 0, 0  # the number of components, and Adobe's code for their transform
    plain = False
    try:
        for marker, segment in _segments(data):
            if marker in _FRAMES:
                parts = segment[9]
                # With other numbers, three components may be read as red, green and blue.
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
    """The number and the segment of each marker; the segment of a scan includes its coded data."""
    at = len(_START)
    while True:
        if data[at] != 0xFF:
            raise IndexError("no marker stands here")
        while data[at + 1] == 0xFF:  # fill bytes
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


def passes(data: bytes) -> int:
    """How many scans a JPEG file has, each of which may go over the whole picture, up to the first
    segment that is damaged."""
    count = 0
    with suppress(IndexError):
        for marker, _ in _segments(data):
            count += marker == _SCAN
    return count
