"""Font files: which characters they have, their measures, and text turned into glyphs."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from cardgen.frame import Glyph

# Kerning and mark positioning stay on. Of the substitutions only those that keep text whole, so
# that one glyph stands for one character and copied text is the text that was written.
FEATURES = {
    **dict.fromkeys(("kern", "mark", "mkmk", "ccmp", "locl", "tnum"), True),
    **dict.fromkeys(("liga", "clig", "dlig", "hlig", "calt", "rlig", "rclt"), False),
}


class Font:
    """A font file opened for shaping; measures are in 1/1000 em unless said otherwise."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self.face = hb.Face(hb.Blob(path.read_bytes()))
        self._font = hb.Font(self.face)
        self._per_mille = 1000 / self.face.upem
        self.characters = frozenset(self.face.unicodes)
        self.postscript_name = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender * self._per_mille
        self.descent = extents.descender * self._per_mille
        self.cap_height = self._top_of("H")
        self.x_height = self._top_of("x")
        self.shape = lru_cache(maxsize=50_000)(self._shape)
        self.advance = lru_cache(maxsize=None)(self._advance)

    @property
    def embeddable(self) -> bool:
        """Whether the font's own licence bits (OS/2 fsType) allow it inside a document."""
        table = self.face.reference_table("OS/2").data
        restricted = len(table) >= 10 and struct.unpack(">H", table[8:10])[0] & 0x000F == 0x0002
        return not restricted

    def _top_of(self, character: str) -> float:
        glyph = self._font.get_nominal_glyph(ord(character))
        extents = self._font.get_glyph_extents(glyph) if glyph else None
        return extents.y_bearing * self._per_mille if extents else 500.0

    def _advance(self, glyph: int) -> float:
        return self._font.get_glyph_h_advance(glyph) * self._per_mille

    def _shape(self, text: str, lang: str = "en") -> tuple[Glyph, ...]:
        """The glyphs of text, each with the characters it stands for ("" if its neighbour has
        them); text must be in NFC."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = "Latn"
        buffer.language = lang
        hb.shape(self._font, buffer, FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = [info.cluster for info in infos] + [len(text)]
        scale = self._per_mille
        return tuple(
            Glyph(
                info.codepoint,
                place.x_advance * scale,
                text[start:end],
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place, start, end in zip(infos, positions, starts, starts[1:], strict=False)
        )

    def width(self, text: str, lang: str = "en") -> float:
        return sum(glyph.advance for glyph in self.shape(text, lang))


def composed(text: str) -> str:
    """Text in the form fonts are made for (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
