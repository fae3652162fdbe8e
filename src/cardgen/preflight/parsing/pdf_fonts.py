"""The fonts of a PDF: whether they are embedded, the widths of their characters, and the text that
these stand for."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.objects import (
    entry,
    is_number,
    items,
    matrix,
    name,
    number,
    plain,
    table,
)
from cardgen.value import Value

NOTDEF = "/.notdef"
THOUSANDTHS: Matrix = (0.001, 0, 0, 0.001, 0, 0)
_LATIN = {code: chr(code) for code in range(32, 127)}
_SYMBOLIC = 4
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\[\]]*)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SHORT, _MOST_STRINGS = 16, 10_000  # bytes of a string that is kept, and strings of a font
_MOST_CODES = 0x10000  # of a font, as each has at most two bytes
_MOST_DIGITS = 1024  # of the text of one code (ISO 32000-1, 9.10.3)


class Character(Value):
    """A character of a font, of which text is what it stands for."""

    width: float  # in em
    space: bool  # whether word spacing applies to it
    text: str
    blank: bool
    missing: bool


class Advance(Value):
    """How far some characters go: their widths in em, and how often letters and words in them are
    spaced."""

    width: float = 0.0
    letters: int = 0
    words: int = 0


class ShownString(Value):
    """A string that is set in a font: how far it goes in all, where the first and the last of its
    characters that leave ink begin and end, if any do, how many the font lacks, and its text."""

    whole: Advance
    begins: Advance | None
    ends: Advance | None
    missing: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class PdfFont:
    """A font, by its name without the tag of a subset.

    extractable tells whether its text can be extracted, and text what each code stands for. The
    codes of a composite font have two bytes. notdef holds the codes that have no character;
    procedures draw the glyphs of a Type 3 font, in the space of matrix. known holds the characters
    that have been set, strings the short strings: between kerns, most come again and again.
    """

    name: str
    kind: str
    embedded: bool
    extractable: bool
    composite: bool = False
    widths: Mapping[int, float] = field(default_factory=dict)
    default_width: float = 0.0
    notdef: frozenset[int] = frozenset()
    matrix: Matrix = THOUSANDTHS
    procedures: Mapping[int, Any] = field(default_factory=dict)
    resources: Any = None
    text: Mapping[int, str] = field(default_factory=dict)
    known: dict[int, Character] = field(default_factory=dict)
    strings: dict[bytes, ShownString] = field(default_factory=dict)

    def shown(self, string: bytes) -> ShownString:
        shown = self.strings.get(string)
        if shown is None:
            shown = self._shown(string)
            if len(string) <= _SHORT:
                if len(self.strings) == _MOST_STRINGS:
                    self.strings.clear()
                self.strings[string] = shown
        return shown

    def _shown(self, string: bytes) -> ShownString:
        codes: Sequence[int] = string
        if self.composite:
            pairs = len(string) // 2
            codes = (*struct.unpack_from(f">{pairs}H", string), *string[2 * pairs :])
        known = self.known
        for code in set(codes) - known.keys():
            known[code] = self._character(code)
        begins = ends = None
        width, words, missing, texts = 0.0, 0, 0, list[str]()
        for at, code in enumerate(codes):
            own, space, text, blank, absent = known[code]
            if begins is None and not blank:
                begins = Advance(width, at, words)
            width += own
            words += space
            missing += absent
            texts.append(text)
            if not blank:
                ends = width, at, words  # the letter space after it is none of it
        whole = Advance(width, len(codes), words)
        return ShownString(whole, begins, Advance(*ends) if ends else None, missing, "".join(texts))

    def _character(self, code: int) -> Character:
        unit = abs(self.matrix[0]) if self.kind == "Type3" else 0.001
        width = self.widths.get(code, self.default_width) * unit
        space = code == 32 and not self.composite
        text = self.text.get(code, " " if space else "")
        return Character(width, space, text, text.isspace(), code in self.notdef)


def pdf_font(font: Any, cmap: bytes) -> PdfFont:
    """The font that a font dictionary describes; cmap is its ToUnicode CMap."""
    kind = name(font, "/Subtype")
    if kind == "Type0":
        return _composite(font, cmap)
    called = _bare(name(font, "/BaseFont") or name(font, "/Name") or "a font without a name")
    widths, first = items(font, "/Widths"), int(number(font, "/FirstChar"))
    by_code = {first + at: float(wide) for at, wide in enumerate(widths) if is_number(wide)}
    descriptor, encoding = table(font, "/FontDescriptor"), entry(font, "/Encoding")
    glyphs = dict(_differences(encoding))
    if kind == "Type3":
        procedures = table(font, "/CharProcs")
        drawn = {
            code: plain(procedures[glyph]) for code, glyph in glyphs.items() if glyph in procedures
        }
        return PdfFont(
            called,
            kind,
            embedded=True,
            extractable="/ToUnicode" in font,
            widths=by_code,
            matrix=matrix(font, "/FontMatrix") or THOUSANDTHS,
            procedures=drawn,
            resources=entry(font, "/Resources"),
            text=to_unicode(cmap),
        )
    symbolic = int(number(descriptor, "/Flags")) & _SYMBOLIC
    return PdfFont(
        called,
        kind,
        embedded=any(key in descriptor for key in _FILES),
        extractable="/ToUnicode" in font or encoding is not None or not symbolic,
        widths=by_code,
        default_width=number(descriptor, "/MissingWidth") or (0.0 if by_code else 500.0),
        notdef=frozenset(code for code, glyph in glyphs.items() if glyph == NOTDEF),
        text=_LATIN | to_unicode(cmap),
    )


def _composite(font: Any, cmap: bytes) -> PdfFont:
    descendant = (items(font, "/DescendantFonts") or [{}])[0]
    encoding = name(font, "/Encoding")
    descriptor = table(descendant, "/FontDescriptor")
    own = encoding.startswith("Identity") or not encoding
    return PdfFont(
        _bare(name(font, "/BaseFont") or "a font without a name"),
        name(descendant, "/Subtype") or "Type0",
        embedded=any(key in descriptor for key in _FILES),
        extractable="/ToUnicode" in font or not own,
        composite=True,
        widths=dict(islice(_cid_widths(items(descendant, "/W")), _MOST_CODES)) if own else {},
        default_width=number(descendant, "/DW", 1000.0),
        notdef=frozenset([0]) if encoding.startswith("Identity") else frozenset(),
        text=to_unicode(cmap),
    )


def _cid_widths(runs: list[Any]) -> Iterator[tuple[int, float]]:
    """The widths in /W (ISO 32000-1, 9.7.4.3): a first CID and a list, or a first CID, a last one
    and a width for all."""
    at = 0
    while at + 1 < len(runs):
        if not is_number(runs[at]):
            return
        first = int(runs[at])
        if isinstance(runs[at + 1], list):
            widths = enumerate(map(plain, runs[at + 1]))
            yield from ((first + n, float(wide)) for n, wide in widths if is_number(wide))
            at += 2
        elif at + 2 < len(runs) and is_number(runs[at + 1]) and is_number(runs[at + 2]):
            last = min(int(runs[at + 1]), 0xFFFF)
            yield from ((cid, float(runs[at + 2])) for cid in range(first, last + 1))
            at += 3
        else:
            return


def _differences(encoding: Any) -> Iterator[tuple[int, str]]:
    code = 0
    for item in items(encoding, "/Differences"):
        if isinstance(item, str):
            yield code, str(item)
            code += 1
        elif is_number(item):
            code = int(item)


def _bare(called: str) -> str:
    """The name without the tag of a subset, six letters and a plus (ISO 32000-1, 9.6.4)."""
    return called[7:] if called[6:7] == "+" and called[:6].isupper() else called


def to_unicode(data: bytes) -> dict[int, str]:
    """The text of each code in a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    return dict(islice(_codes_of(data), _MOST_CODES))


def _codes_of(data: bytes) -> Iterator[tuple[int, str]]:
    for part in data.split(b"beginbf")[1:]:
        section = part.partition(b"endbf")[0]
        if section.startswith(b"char"):
            yield from ((_code(code), _text(text)) for code, text in _PAIR.findall(section))
            continue
        for first, last, text, several in _RANGE.findall(section):
            start, end = _code(first), _code(last)
            codes = range(start, min(end, start + _MOST_CODES) + 1)
            if several:
                yield from zip(codes, map(_text, _HEX.findall(several)), strict=False)
            elif said := _text(text):
                yield from ((c, said[:-1] + _later(said[-1], c - start)) for c in codes)


def _code(digits: bytes) -> int:
    return int(_bare_digits(digits) or b"0", 16)


def _bare_digits(text: bytes) -> bytes:
    return re.sub(rb"\s", b"", text[:_MOST_DIGITS])


def _text(digits: bytes) -> str:
    digits = _bare_digits(digits)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode(
        "utf-16-be", "replace"
    )


def _later(character: str, by: int) -> str:
    return chr(min(ord(character) + by, 0x10FFFF))
