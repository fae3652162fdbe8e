"""Font files: their characters and metrics, and the shaping of words into glyphs.

The only door to HarfBuzz. Lengths are in 1/1000 em.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import uharfbuzz as hb

from cardgen.graphics.frame import Glyph, Word
from cardgen.graphics.type.characters import side_by_side

# What differs from HarfBuzz's defaults: tabular figures, and no ligatures or alternates, so that
# one glyph stands for one character and copied text is the text that was written. Kerning, mark
# positioning and locl are on by default. Without combining marks ccmp is off as well, as it takes
# letters such as ẹ apart.
MARKED = {"tnum": True, **dict.fromkeys(("liga", "clig", "calt", "rlig", "rclt"), False)}
PLAIN = {**MARKED, "ccmp": False}


class Font:
    """A TrueType file opened for shaping and embedding."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
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
        self.word = lru_cache(maxsize=50_000)(self._word)
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

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font file with the outlines of these glyphs alone, under the same glyph numbers."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            {hb_tag(tag) for tag in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "meta")}
        )
        return bytes(hb.subset(self._face, wanted).blob.data)

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

    def _shape(self, text: str, lang: str, features: dict[str, bool]) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
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
        features = PLAIN if self.characters.issuperset(text) else MARKED
        buffer = self._shape(text + following, lang, features)
        scale = self._per_mille
        # The glyphs of the following character, by their clusters, are left out.
        infos = [info for info in buffer.glyph_infos if info.cluster < len(text)]
        glyphs = tuple(
            Glyph(
                info.codepoint,
                place.x_advance * scale,
                share,
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place, share in zip(
                infos,
                buffer.glyph_positions,
                _shares(text, [info.cluster for info in infos]),
                strict=False,
            )
        )
        space = glyphs[-1].advance if text.endswith(" ") else 0.0
        return Word(text, glyphs, sum(glyph.advance for glyph in glyphs), space)


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


def hb_tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode("ascii"), "big")
