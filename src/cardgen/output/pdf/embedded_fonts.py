"""Words → strings of glyph numbers, and the subsets of fonts that hold those glyphs."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import pairwise

from cardgen.graphics.frame import Glyph, Word
from cardgen.graphics.type.fonts import Font
from cardgen.output.numbers import number, numbers
from cardgen.output.pdf.document import Document, LedgerError, name, string
from cardgen.value import Value

CODES_KEPT = 20_000
LEAST_KERN = 0.005
ZERO_WIDTH_SPACE = "\u200b"


class ShownGlyph(Value):
    """A glyph in use: the text that a search finds it by, its width without kerning, its code."""

    text: str
    advance: float
    code: str


class ShownFont:
    """A font with the glyphs of it that were shown."""

    def __init__(self, font: Font) -> None:
        self.font = font
        self.glyphs: dict[int, ShownGlyph] = {}
        self._codes: dict[Word, str] = {}
        # Of glyphs in their usual place, for their usual text; their kerning tells them apart.
        self._plain: dict[Glyph, str] = {}

    def show(self, words: Iterable[Word], size_pt: float) -> str:
        """The operators that show a line of words."""
        codes = self._codes
        line = "".join([codes.get(word) or self._code(word, size_pt) for word in words])
        shown = f"[<{line}>]TJ"
        return shown.replace("<>", "") if "<>" in shown else shown

    def _code(self, word: Word, size_pt: float) -> str:
        """A word's part of a TJ array, within the brackets of a string; made once and then kept."""
        if len(self._codes) >= CODES_KEPT:
            self._codes.clear()
            self._plain.clear()
        try:
            line = self._codes[word] = "".join([self._plain[glyph] for glyph in word.glyphs])
        except KeyError:
            line = self._spelled(word, size_pt)
            # The rise of a glyph in points holds for one size only.
            if not any(glyph.dy for glyph in word.glyphs):
                self._codes[word] = line
        return line

    def _spelled(self, word: Word, size_pt: float) -> str:
        """The same, put together from what each glyph is."""
        parts: list[str] = []
        all_plain = True
        for glyph in word.glyphs:
            shown = self.glyphs.get(glyph.id) or self._first(glyph)
            code, kern = shown.code, glyph.advance - shown.advance
            if abs(kern) >= LEAST_KERN or glyph.dx:
                # The word before may end in a number as well.
                lead = f"> {_gap(glyph.dx)}<" if glyph.dx else ""
                code = f"{lead}{code}>{_gap(kern - glyph.dx)}<"
            if glyph.dy:
                code = f">]TJ {number(glyph.dy * size_pt / 1000)} Ts[<{code}>]TJ 0 Ts[<"
            parts.append(code)
            if glyph.text == shown.text and not (glyph.dx or glyph.dy):
                self._plain[glyph] = code
            else:
                all_plain = False
        line = "".join(parts)
        return line if all_plain else _span(line, word.text)

    def _first(self, glyph: Glyph) -> ShownGlyph:
        if glyph.id == 0 and self.font.characters.issuperset(glyph.text):
            raise self.font.damaged(f'set beside others, "{glyph.text}" has no glyph')
        if glyph.id == 0:
            raise LedgerError(f"{self.font.name} has no glyph for {glyph.text!r}")
        # A glyph without text of its own still needs a character: one without width.
        text = glyph.text or ZERO_WIDTH_SPACE
        shown = ShownGlyph(text, self.font.advance(glyph.id), f"{glyph.id:04X}")
        self.glyphs[glyph.id] = shown
        return shown


class ShownFonts:
    """The fonts that pages may use; each is a ShownFont from the first word set in it."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self._fonts = fonts
        self._used: dict[str, ShownFont] = {}

    def __getitem__(self, key: str) -> ShownFont:
        font = self._used.get(key)
        if font is None:
            font = self._used[key] = ShownFont(self._fonts[key])
        return font

    @property
    def glyphs(self) -> Mapping[str, Mapping[int, ShownGlyph]]:
        """The glyphs that were shown of each font, in the order in which they were."""
        return {key: font.glyphs for key, font in self._used.items()}


def embed(font: Font, glyphs: Mapping[int, ShownGlyph], number: int, document: Document) -> None:
    """Write the objects of a font, of which only these glyphs are embedded, the first under that
    number."""
    ids = sorted(glyphs)
    program = font.subset(ids)
    tag = "".join(chr(ord("A") + byte % 26) for byte in sha256(program).digest()[:6])
    full_name = name(f"{tag}+{font.postscript_name}")
    kind = "/Subtype/CIDFontType0C" if font.is_cff else f"/Length1 {len(program)}"
    file = document.stream(kind, program)
    descriptor = document.add(_descriptor(font, full_name, file))
    widths = "".join(
        f"{run[0]}[{numbers(glyphs[glyph].advance for glyph in run)}]" for run in _consecutive(ids)
    )
    # The glyph of a CID is that of its number, in a CFF font without names of CIDs as well
    # (ISO 32000-1, 9.7.4.2).
    form, mapped = ("0", "") if font.is_cff else ("2", "/CIDToGIDMap/Identity")
    descendant = document.add(
        f"<</Type/Font/Subtype/CIDFontType{form}/BaseFont{full_name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW 0/W[{widths}]{mapped}>>"
    )
    characters = document.stream("", _to_unicode(glyphs).encode("ascii"))
    document.write(
        number,
        f"<</Type/Font/Subtype/Type0/BaseFont{full_name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {characters} 0 R>>",
    )


def _gap(amount: float) -> str:
    """A move to the right between two glyphs of a TJ array, in 1/1000 em."""
    return number(-amount) if abs(amount) >= LEAST_KERN else ""


def _span(code: str, text: str) -> str:
    """A word spelled out as ActualText, where its glyphs alone would be read as another one."""
    spelled = string(text).replace("<>", r"\074>")  # no string without glyphs
    return f">]TJ/Span<</ActualText{spelled}>>BDC[<{code}>]TJ EMC[<"


def _consecutive(glyphs: list[int]) -> Iterator[list[int]]:
    run = glyphs[:1]
    for before, glyph in pairwise(glyphs):
        if glyph != before + 1:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _descriptor(font: Font, full_name: str, file: int) -> str:
    head, post, os2 = font.table("head"), font.table("post"), font.table("OS/2")
    scale = 1000 / struct.unpack(">H", head[18:20])[0]
    bounds = numbers((edge * scale for edge in struct.unpack(">4h", head[36:44])), 0)
    angle, fixed = struct.unpack(">i4xI", post[4:16])
    weight = struct.unpack(">H", os2[4:6])[0] if len(os2) >= 6 else 400
    flags = 32 + (64 if angle else 0) + (1 if fixed else 0)
    return (
        f"<</Type/FontDescriptor/FontName{full_name}/Flags {flags}/FontBBox[{bounds}]"
        f"/ItalicAngle {number(angle / 65536)}/Ascent {number(font.ascent, 0)}"
        f"/Descent {number(font.descent, 0)}/CapHeight {number(font.cap_height, 0)}"
        # Font files do not tell the thickness of stems; the weight gives a fair guess.
        f"/StemV {round(weight / 5)}/FontFile{3 if font.is_cff else 2} {file} 0 R>>"
    )


def _to_unicode(glyphs: Mapping[int, ShownGlyph]) -> str:
    lines = [
        f"<{shown.code}> <{shown.text.encode('utf-16-be').hex().upper()}>"
        for _, shown in sorted(glyphs.items())
    ]
    # Adobe technical note 5014: at most 100 entries a block.
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
