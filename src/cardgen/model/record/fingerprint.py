"""The fingerprint of a face: equal for faces that print and read the same, and for no others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Guise,
    Image,
    Ink,
    Item,
    Line,
    Path,
    Placed,
    never,
)

if TYPE_CHECKING:
    from cardgen.graphics.pixels.image_files import Pixels

_ADVANCE, _TEXT = attrgetter("advance"), attrgetter("text")
_SIZE = 8  # bytes; even of a million faces no two are likely to share one by chance


class Fingerprints:
    """Fingerprints of faces in one guise; what many faces show is examined once.

    They are made of what is drawn and of its text, with lengths to a hundredth of a millimetre, and
    so are the same in every process and on every platform. Pictures count by the bytes of their
    files, not by the names of these.
    """

    def __init__(self, guise: Guise) -> None:
        self._guise = guise
        self._art: dict[int, tuple[Frame, str]] = {}
        self._inks: dict[int, tuple[Ink, str]] = {}
        # Of the items of the last face, most of which the next person's face may have as well.
        self._lines: dict[int, tuple[Item, str]] = {}

    def of(self, frame: Frame) -> str:
        """The fingerprint of a face."""
        parts = [f"{_hundredths(frame.width)} {_hundredths(frame.height)}"]
        lines: dict[int, tuple[Item, str]] = {}
        for item in frame.items:
            known = self._lines.get(id(item))
            if known is None:
                own: list[str] = []
                self._items((item,), own)
                known = item, "\n".join(own)
            lines[id(item)] = known
            parts.append(known[1])
        self._lines = lines
        return _digest("\n".join(parts).encode())

    def _items(self, items: Iterable[Item], parts: list[str]) -> bool:
        """Add a line for each item; whether any of them has text."""
        has_text, add = False, parts.append
        for item in items:  # from the most frequent kind on
            match item:
                case Element():
                    has_text = True
                    role, inner, _, alt, lang, title, *_ = item
                    add(_head(role, lang, title, alt))
                    self._items(inner, parts)
                    add("end")
                case GlyphRun():
                    has_text = True
                    x, y, words, font, size_pt, ink = item
                    # Another font of the same name may have other widths.
                    advance = round(sum(map(_ADVANCE, words)))
                    text = "".join(map(_TEXT, words))
                    add(
                        f"run {_hundredths(x)} {_hundredths(y)} {_hundredths(size_pt)} {advance}"
                        f" {font} {self._ink(ink)} {text}"
                    )
                case Placed():
                    has_text |= self._placed(item, parts)
                case Box():
                    x, y, width, height, fill, stroke, stroke_pt, radius = item
                    add(
                        f"box {_hundredths(x)} {_hundredths(y)} {_hundredths(width)}"
                        f" {_hundredths(height)} {_hundredths(radius)} {self._ink(fill)}"
                        f" {_hundredths(stroke_pt)} {self._ink(stroke)}"
                    )
                case Line():
                    ends = _lengths((item.x1, item.y1, item.x2, item.y2))
                    add(f"line {ends} {_hundredths(item.width_pt)} {self._ink(item.ink)}")
                case Path():
                    steps = " ".join(
                        [
                            part if isinstance(part, str) else _hundredths(part)
                            for step in item.steps
                            for part in step
                        ]
                    )
                    add(f"path {self._ink(item.fill)} {item.solid} {steps}")
                case Image():
                    box = _lengths((item.x, item.y, item.width, item.height, item.share))
                    add(f"image {box} {_content(item.pixels)}")
                case _:
                    never(item)
        return has_text

    def _placed(self, placed: Placed, parts: list[str]) -> bool:
        """Add the lines of a placed frame; one without text is examined once."""
        x, y, frame, turn, bleed, _, radius = placed
        parts.append(
            f"placed {_hundredths(x)} {_hundredths(y)} {_hundredths(radius)} {turn}"
            f" {_lengths(bleed) if bleed else ''}"
        )
        if known := self._art.get(id(frame)):
            parts.append(known[1])
            return False
        inner = [_lengths((frame.width, frame.height))]
        has_text = self._items(frame.items, inner)
        digest = _digest("\n".join(inner).encode())
        if not has_text:
            # The frame is kept too, as another may get its identity once it is gone.
            self._art[id(frame)] = frame, digest
        parts.append(digest)
        return has_text

    def _ink(self, ink: Ink | None) -> str:
        if ink is None:
            return "none"
        known = self._inks.get(id(ink))
        if known is None:
            known = self._inks[id(ink)] = ink, _shade(ink, self._guise)
        return known[1]


def _shade(ink: Ink, guise: Guise) -> str:
    if guise == "grey":
        return f"{ink.grey:.3f}"
    if guise == "rgb":
        return "{} {} {}".format(*ink.rgb)
    build = ink.coated if guise == "coated" else ink.uncoated
    return " ".join([*(f"{part:.3f}" for part in build), ink.spot]).rstrip()


# Most elements and lengths of a face are those of others as well.


@lru_cache(maxsize=1000)
def _head(role: str, lang: str | None, title: str | None, alt: str | None) -> str:
    return f"{role} {lang} {title} {alt}"


@lru_cache(maxsize=10_000)
def _hundredths(length: float) -> str:
    return str(round(100 * length))


def _lengths(lengths: Iterable[float]) -> str:
    """Lengths in hundredths of a millimetre."""
    return " ".join([_hundredths(length) for length in lengths])


@cache
def _content(pixels: Pixels) -> str:
    """The digest of the bytes of a picture's file."""
    return _digest(pixels.data)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_SIZE).hexdigest()
