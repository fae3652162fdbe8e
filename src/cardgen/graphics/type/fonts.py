"""Font files: their characters and metrics, and the shaping of words into glyphs.

The only door to HarfBuzz. Lengths are in 1/1000 em.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Literal, TypeAlias

import uharfbuzz as hb

from cardgen.graphics.frame import Glyph, Step, Word
from cardgen.graphics.type.characters import side_by_side
from cardgen.problems import DeckError, Mark, Problem

# What differs from HarfBuzz's defaults: tabular figures, and no ligatures or alternates, so that
# one glyph stands for one character and copied text is the text that was written. Kerning, mark
# positioning and locl are on by default. Without combining marks ccmp is off as well, as it takes
# letters such as ẹ apart.
MARKED = {"tnum": True, **dict.fromkeys(("liga", "clig", "calt", "rlig", "rclt"), False)}
PLAIN = {**MARKED, "ccmp": False}
_EACH_CHARACTER = hb.BufferClusterLevel.MONOTONE_CHARACTERS
_BOLD = 700
_advance = attrgetter("advance")
# A step of a glyph's outline, which may be a curve of the second degree as TrueType has them.
GlyphStep: TypeAlias = Step | tuple[Literal["Q"], float, float, float, float]
_Drawn: TypeAlias = tuple[list[GlyphStep], float]  # the steps so far, and the scale of the next
# The records of a font's name table that tell its licence, and those that a part of it keeps.
_LICENCE = (
    hb.OTNameIdPredefined.COPYRIGHT,
    hb.OTNameIdPredefined.LICENSE,
    hb.OTNameIdPredefined.LICENSE_URL,
)
_NAMES_KEPT = (*range(7), *_LICENCE)


# Of the tables of a font (ISO/IEC 14496-22, 5.2.1), those without which nothing can be set or
# embedded, and the fewest bytes that they have.
_NEEDED = {"cmap": 4, "head": 54, "hhea": 36, "hmtx": 4, "maxp": 6, "OS/2": 78, "post": 32}
_TRUETYPE = {"glyf": 0, "loca": 4, "maxp": 32}  # and besides, by the kind of its outlines
_CFF = {"CFF ": 4}
_FORMS = {b"\0\1\0\0": _TRUETYPE, b"true": _TRUETYPE, b"OTTO": _CFF}  # by what a file begins with
_HEAD_MAGIC = b"\x5f\x0f\x3c\xf5"
_UNITS = range(16, 16_385)  # to the em


def font_fault(data: bytes) -> str:
    """What is wrong with the bytes of a font file, as its header and the sizes of its tables tell;
    "" for a font with TrueType or CFF outlines."""
    outlines = _FORMS.get(data[:4])
    if outlines is None:
        return "is not a TrueType or OpenType font"
    tables = _tables(data)
    if isinstance(tables, str):
        return tables
    for name, least in {**_NEEDED, **outlines}.items():
        if name not in tables or len(tables[name]) < least:
            return f'cannot be used: it has no table "{name}"'
    return _fault_in(tables) or ("" if outlines is _CFF else _fault_in_outlines(tables))


def _tables(data: bytes) -> dict[str, bytes] | str:
    """The tables of a font file by their names, or what is wrong with its list of them."""
    (count,) = struct.unpack(">H", data[4:6].rjust(2, b"\0"))
    ends = 12 + 16 * count
    if not count or len(data) < ends:
        return "is damaged: its list of tables is cut off"
    tables = {}
    for at in range(12, ends, 16):
        tag, _, offset, length = struct.unpack(">4sLLL", data[at : at + 16])
        name = tag.decode("latin-1")
        if offset + length > len(data):
            return f'is damaged: its table "{name}" is cut off'
        tables[name] = data[offset : offset + length]
    return tables


def _fault_in(tables: Mapping[str, bytes]) -> str:
    """What is wrong with the tables of a font, "" if they agree."""
    head, hhea, maxp = tables["head"], tables["hhea"], tables["maxp"]
    (units,) = struct.unpack(">H", head[18:20])
    (long_offsets,) = struct.unpack(">h", head[50:52])
    (glyphs,) = struct.unpack(">H", maxp[4:6])
    (advances,) = struct.unpack(">H", hhea[34:36])
    if head[12:16] != _HEAD_MAGIC or units not in _UNITS or long_offsets not in (0, 1):
        return "is damaged: its header is wrong"
    widths = 4 * advances + 2 * (glyphs - advances)
    if not 0 < advances <= glyphs or len(tables["hmtx"]) < widths:
        return "is damaged: it has no widths for some of its glyphs"
    return ""


def _fault_in_outlines(tables: Mapping[str, bytes]) -> str:
    """What is wrong with the places of TrueType outlines, "" if nothing is."""
    (long_offsets,) = struct.unpack(">h", tables["head"][50:52])
    (glyphs,) = struct.unpack(">H", tables["maxp"][4:6])
    offsets = (4 if long_offsets else 2) * (glyphs + 1)
    if len(tables["loca"]) < offsets:
        return "is damaged: it has no outlines for some of its glyphs"
    form = ">%dL" if long_offsets else ">%dH"
    places = struct.unpack(form % (glyphs + 1), tables["loca"][:offsets])
    unit = 1 if long_offsets else 2
    if list(places) != sorted(places) or places[-1] * unit > len(tables["glyf"]):
        return "is damaged: the places of its outlines are wrong"
    return ""


class Font:
    """A font file opened for shaping and embedding; where is the place that named it last.

    Without data, the bytes are those on disk.
    """

    def __init__(self, name: str, path: Path, data: bytes | None = None) -> None:
        self.name = name
        self.path = path
        self.where = Mark(path.name)
        blob = hb.Blob.from_file_path(str(path)) if data is None else hb.Blob(data)
        self._face = hb.Face(blob)
        self._font = hb.Font(self._face)
        self._per_mille = 1000 / self._face.upem
        self.postscript_name = (
            self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        )
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender * self._per_mille
        self.descent = extents.descender * self._per_mille
        self.cap_height = self._top_of("H")
        self.has = lru_cache(maxsize=None)(self._has)
        self.extents = lru_cache(maxsize=None)(self._extents)
        self.height_of = lru_cache(maxsize=4096)(self._height_of)
        self.word = lru_cache(maxsize=2048)(self._word)
        # Words have most of their glyphs in common.
        self._glyph = lru_cache(maxsize=None)(self._new_glyph)
        self.kerns_after_space = lru_cache(maxsize=None)(self._kerns_after_space)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters it can set: no combining marks, and no scripts that need a shaper."""
        return frozenset(
            character
            for character in map(chr, self._face.unicodes)
            if side_by_side(character) and unicodedata.category(character)[0] != "M"
        )

    @property
    def embeddable(self) -> bool:
        """Whether the font's licence bits (OS/2 fsType) allow embedding."""
        table = self._face.reference_table("OS/2").data
        restricted = len(table) >= 10 and struct.unpack(">H", table[8:10])[0] & 0x000F == 0x0002
        return not restricted

    @cached_property
    def is_cff(self) -> bool:
        """Whether its outlines are those of PostScript (CFF), rather than of TrueType."""
        return bool(self.table("CFF "))

    def table(self, tag: str) -> bytes:
        """The bytes of a table of the file ("head", "OS/2", …), empty if it is missing."""
        return bytes(self._face.reference_table(tag).data)

    def advance(self, glyph: int) -> float:
        """The advance width of a glyph, without kerning."""
        return float(self._font.get_glyph_h_advance(glyph) * self._per_mille)

    def bearing(self, glyph: int) -> float:
        """The left side bearing of a glyph."""
        extents = self._font.get_glyph_extents(glyph)
        return float(extents.x_bearing * self._per_mille) if extents else 0.0

    def _height_of(self, word: Word) -> tuple[float, float]:
        """How far the outlines of a word reach above and below the baseline."""
        tops, bottoms = [0.0], [0.0]
        for glyph in word.glyphs:
            _, top, _, bottom = self.extents(glyph.id)
            tops.append(glyph.dy - top)
            bottoms.append(bottom - glyph.dy)
        return max(tops), max(bottoms)

    def _extents(self, glyph: int) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of a glyph's outline from its origin, with y down."""
        found = self._font.get_glyph_extents(glyph)
        if not found:
            return 0.0, 0.0, 0.0, 0.0
        left, top = found.x_bearing * self._per_mille, -found.y_bearing * self._per_mille
        right, bottom = left + found.width * self._per_mille, top - found.height * self._per_mille
        return left, top, right, bottom

    def outline(self, glyph: int) -> tuple[GlyphStep, ...]:
        """The outline of a glyph from its origin, with y up."""
        steps: list[GlyphStep] = []
        self._font.draw_glyph(glyph, _pen(), (steps, self._per_mille))
        return tuple(steps)

    @cached_property
    def is_bold(self) -> bool:
        """Whether its weight (OS/2 usWeightClass) is that of a bold font or more."""
        table = self.table("OS/2")
        return len(table) >= 6 and struct.unpack(">H", table[4:6])[0] >= _BOLD

    def for_screens(self, characters: Iterable[str]) -> bytes:
        """The font file with these characters alone, and with its names, copyright and licence, as
        a page for screens embeds it. Raises DeckError for a damaged font."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
        wanted.sets(hb.SubsetInputSets.NAME_ID).update(_NAMES_KEPT)
        return self._subset(wanted)

    @property
    def licence(self) -> str:
        """What the file itself says of its copyright and licence, "" if it says nothing."""
        records = (self._face.get_name(name) for name in _LICENCE)
        return " ".join(filter(None, records))

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The outlines of these glyphs alone, under the same glyph numbers: a TrueType file, or a
        CFF font. Raises DeckError for a damaged font."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            {hb_tag(tag) for tag in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "meta")}
        )
        file = self._subset(wanted)
        if not self.is_cff:
            return file
        return bytes(hb.Face(hb.Blob(file)).reference_table("CFF ").data)

    def _subset(self, wanted: hb.SubsetInput) -> bytes:
        try:
            return bytes(hb.subset(self._face, wanted).blob.data)
        except RuntimeError as reason:  # HarfBuzz: the tables contradict each other
            raise self.damaged("a part of it cannot be embedded") from reason

    def damaged(self, what: str) -> DeckError:
        """The error of a font whose damage shows only when it is used."""
        said = f'"{self.path.name}" is damaged: {what}'
        return DeckError([Problem("error", "E210", self.where, said, "use another font file")])

    def _top_of(self, character: str) -> float:
        glyph = self._font.get_nominal_glyph(ord(character))
        extents = self._font.get_glyph_extents(glyph) if glyph else None
        return float(extents.y_bearing) * self._per_mille if extents else 500.0

    def _has(self, grapheme: str) -> bool:
        """Whether it has a character and, if that has combining marks, positions each of them."""
        letter, marks = grapheme[0], grapheme[1:]
        if letter not in self.characters:
            return False
        if not all(self._font.get_nominal_glyph(ord(mark)) for mark in marks):
            return False
        # What the font positions lies elsewhere when its mark features are off.
        unplaced = self._shape(grapheme, "en", {**MARKED, "mark": False, "mkmk": False})
        pairs = zip(
            self._shape(grapheme, "en", MARKED).glyph_positions[1:],
            unplaced.glyph_positions[1:],
            strict=True,
        )
        return all((a.x_offset, a.y_offset) != (b.x_offset, b.y_offset) for a, b in pairs)

    @cached_property
    def _plain(self) -> dict[str, bool]:
        """Of PLAIN, the features that the font has: HarfBuzz takes time for each that is named."""
        if self.table("morx"):  # Apple's substitutions, whose features have other names
            return PLAIN
        named = self.table("GSUB")
        return {tag: on for tag, on in PLAIN.items() if tag.encode() in named}

    def _shape(self, text: str, lang: str, features: dict[str, bool]) -> hb.Buffer:
        buffer = hb.Buffer()
        if not text.isascii():  # or marks would count as one character with their letter
            buffer.cluster_level = _EACH_CHARACTER
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = "Latn"
        buffer.language = lang
        hb.shape(self._font, buffer, features)
        return buffer

    def _kerns_after_space(self, character: str) -> bool:
        """Whether the width of a space depends on the character after it."""
        return self.word(" ", character).advance != self.word(" ").advance

    def _word(self, text: str, following: str = "", lang: str = "en") -> Word:
        """text (with its trailing space, if any) as set before the character following.

        Kerning looks one character ahead, so that words shaped one by one and set side by side are
        the same as the whole line. text is in NFC and within the font's characters.
        """
        features = self._plain if self.characters.issuperset(text) else MARKED
        buffer = self._shape(text + following, lang, features)
        infos = buffer.glyph_infos
        # The glyphs of the following character, by their clusters, are left out.
        starts = [info.cluster for info in infos]
        if following:
            starts = [start for start in starts if start < len(text)]
        glyphs = tuple(
            [
                self._glyph(info.codepoint, share, place.position)
                for share, info, place in zip(
                    _shares(text, starts), infos, buffer.glyph_positions, strict=False
                )
            ]
        )
        space = glyphs[-1].advance if text.endswith(" ") else 0.0
        return Word(text, glyphs, sum(map(_advance, glyphs)), space)

    def _new_glyph(self, number: int, text: str, position: tuple[int, int, int, int]) -> Glyph:
        """A glyph, placed in the font's own units."""
        scale = self._per_mille
        dx, dy, advance, _ = position
        return Glyph(number, advance * scale, text, dx * scale, dy * scale)


def _shares(text: str, starts: Sequence[int]) -> Iterable[str]:
    """The text that each glyph stands for: up to the next glyph's or, where several glyphs make up
    one letter, a part of that letter."""
    return text if starts == [*range(len(text))] else _parts(text, starts)


def _parts(text: str, starts: Sequence[int]) -> Iterator[str]:
    for start, end in pairwise([*dict.fromkeys(starts), len(text)]):
        count = starts.count(start)
        own = text[start:end]
        parts = unicodedata.normalize("NFD", own) if count > 1 else own
        if count > 1 and len(parts) == count:
            yield from parts
        else:
            yield from [""] * (count - 1)
            yield own


@cache
def _pen() -> hb.DrawFuncs:
    """What draws an outline as steps."""

    def move(x: float, y: float, drawn: _Drawn) -> None:
        drawn[0].append(("M", x * drawn[1], y * drawn[1]))

    def line(x: float, y: float, drawn: _Drawn) -> None:
        drawn[0].append(("L", x * drawn[1], y * drawn[1]))

    def cubic(
        x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, drawn: _Drawn
    ) -> None:
        steps, by = drawn
        steps.append(("C", x1 * by, y1 * by, x2 * by, y2 * by, x3 * by, y3 * by))

    def quadratic(x1: float, y1: float, x2: float, y2: float, drawn: _Drawn) -> None:
        steps, by = drawn
        steps.append(("Q", x1 * by, y1 * by, x2 * by, y2 * by))

    def close(drawn: _Drawn) -> None:
        drawn[0].append(("Z",))

    pen = hb.DrawFuncs()
    pen.set_move_to_func(move)
    pen.set_line_to_func(line)
    pen.set_quadratic_to_func(quadratic)
    pen.set_cubic_to_func(cubic)
    pen.set_close_path_func(close)
    return pen


def hb_tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode("ascii"), "big")
