"""Font files: which characters they have, their measures, and words turned into glyphs.

The only door to HarfBuzz. Measures are in 1/1000 em.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from cardgen.frame import Glyph, Word

# What differs from HarfBuzz's defaults: figures of one width, and no ligatures nor alternates, so
# that one glyph stands for one character and copied text is the text that was written. Kerning,
# marks and what keeps text whole (ccmp, locl) are on by themselves.
FEATURES = {"tnum": True, **dict.fromkeys(("liga", "clig", "calt", "rlig", "rclt"), False)}


class Font:
    """A TrueType file opened for shaping and embedding."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self._face = hb.Face(hb.Blob(path.read_bytes()))
        self._font = hb.Font(self._face)
        self._per_mille = 1000 / self._face.upem
        self.characters = frozenset(map(chr, self._face.unicodes))
        self.postscript_name = (
            self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        )
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender * self._per_mille
        self.descent = extents.descender * self._per_mille
        self.cap_height = self._top_of("H")
        self.word = lru_cache(maxsize=50_000)(self._word)
        self.kerns_after_space = lru_cache(maxsize=None)(self._kerns_after_space)

    @property
    def embeddable(self) -> bool:
        """Whether the font's own licence bits (OS/2 fsType) allow it inside a document."""
        table = self._face.reference_table("OS/2").data
        restricted = len(table) >= 10 and struct.unpack(">H", table[8:10])[0] & 0x000F == 0x0002
        return not restricted

    def table(self, tag: str) -> bytes:
        """The bytes of one of the file's tables ("head", "OS/2", …), empty if it has none."""
        return bytes(self._face.reference_table(tag).data)

    def advance(self, glyph: int) -> float:
        """The glyph's own width, before kerning."""
        return float(self._font.get_glyph_h_advance(glyph) * self._per_mille)

    def bearing(self, glyph: int) -> float:
        """The white between a glyph's origin and the left edge of its ink."""
        extents = self._font.get_glyph_extents(glyph)
        return float(extents.x_bearing * self._per_mille) if extents else 0.0

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font file with only these glyphs' outlines, under the glyph numbers they had."""
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

    def _kerns_after_space(self, character: str) -> bool:
        """Whether a space is narrower or wider before the character than before others."""
        return self.word(" ", character).advance != self.word(" ").advance

    def _word(self, text: str, following: str = "", lang: str = "en") -> Word:
        """text (with its trailing space, if it has one) as set before the character following.

        Pair kerning reaches one character far, so words set so and put side by side stand just as
        the whole line would. text must be in NFC and lie within the font's characters.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text + following)
        buffer.direction = "ltr"
        buffer.script = "Latn"
        buffer.language = lang
        hb.shape(self._font, buffer, FEATURES)
        scale = self._per_mille
        # A glyph begins at its cluster; those of the following character are left out.
        infos = [info for info in buffer.glyph_infos if info.cluster < len(text)]
        starts = [info.cluster for info in infos]
        glyphs = tuple(
            Glyph(
                info.codepoint,
                place.x_advance * scale,
                text[start:end],
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place, start, end in zip(
                infos, buffer.glyph_positions, starts, [*starts[1:], len(text)], strict=False
            )
        )
        space = glyphs[-1].advance if text.endswith(" ") else 0.0
        return Word(text, glyphs, sum(glyph.advance for glyph in glyphs), space)


def hb_tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode("ascii"), "big")
