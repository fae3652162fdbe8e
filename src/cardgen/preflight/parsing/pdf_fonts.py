"""The fonts of a PDF: whether they are embedded, how wide their characters are and what text
these stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.objects import (
    data_of,
    entry,
    items,
    name,
    number,
    numbers,
    plain,
    table,
)

NOTDEF = "/.notdef"
_LATIN = {code: chr(code) for code in range(32, 127)}
_SYMBOLIC = 4
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST = 0x10000  # codes; no font has more


class Character(NamedTuple):
    code: int
    width: float  # in em
    space: bool  # whether spaces between words widen it


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A font: called by its name without the letters of a subset.

    says is whether its text can be read out again, and words what it says. Two bytes make a code
    where it is composite. unknown holds the codes of no character; procedures draw the characters
    of Type 3, in the space of matrix.
    """

    called: str
    kind: str
    embedded: bool
    says: bool
    composite: bool = False
    widths: Mapping[int, float] = field(default_factory=dict)
    otherwise: float = 0.0
    unknown: frozenset[int] = frozenset()
    matrix: Matrix = (0.001, 0, 0, 0.001, 0, 0)
    procedures: Mapping[int, Any] = field(default_factory=dict)
    resources: Any = None
    words: Mapping[int, str] = field(default_factory=dict)

    def characters(self, text: bytes) -> Iterator[Character]:
        unit = abs(self.matrix[0]) if self.kind == "Type3" else 0.001
        step = 2 if self.composite else 1
        for start in range(0, len(text), step):
            code = int.from_bytes(text[start : start + step], "big")
            space = code == 32 and not self.composite
            yield Character(code, self.widths.get(code, self.otherwise) * unit, space)


def typeface(font: Any) -> Typeface:
    """The font of a font dictionary."""
    kind = name(font, "/Subtype")
    if kind == "Type0":
        return _composite(font)
    called = _bare(name(font, "/BaseFont") or name(font, "/Name") or "a font without a name")
    widths, first = items(font, "/Widths"), int(number(font, "/FirstChar"))
    by_code = {first + at: float(wide) for at, wide in enumerate(widths) if _is_number(wide)}
    descriptor, encoding = table(font, "/FontDescriptor"), entry(font, "/Encoding")
    glyphs = dict(_differences(encoding))
    if kind == "Type3":
        procedures = table(font, "/CharProcs")
        drawn = {
            code: plain(procedures[glyph]) for code, glyph in glyphs.items() if glyph in procedures
        }
        matrix = numbers(font, "/FontMatrix", 6) or (0.001, 0, 0, 0.001, 0, 0)
        return Typeface(
            called,
            kind,
            embedded=True,
            says="/ToUnicode" in font,
            widths=by_code,
            matrix=matrix,  # type: ignore[arg-type]
            procedures=drawn,
            resources=entry(font, "/Resources"),
            words=words_of(data_of(entry(font, "/ToUnicode"))),
        )
    symbolic = int(number(descriptor, "/Flags")) & _SYMBOLIC
    return Typeface(
        called,
        kind,
        embedded=any(key in descriptor for key in _FILES),
        says="/ToUnicode" in font or encoding is not None or not symbolic,
        widths=by_code,
        otherwise=number(descriptor, "/MissingWidth") or (0.0 if by_code else 500.0),
        unknown=frozenset(code for code, glyph in glyphs.items() if glyph == NOTDEF),
        words=_LATIN | words_of(data_of(entry(font, "/ToUnicode"))),
    )


def _composite(font: Any) -> Typeface:
    descendant = (items(font, "/DescendantFonts") or [{}])[0]
    encoding = name(font, "/Encoding")
    descriptor = table(descendant, "/FontDescriptor")
    own = encoding.startswith("Identity") or not encoding
    return Typeface(
        _bare(name(font, "/BaseFont") or "a font without a name"),
        name(descendant, "/Subtype") or "Type0",
        embedded=any(key in descriptor for key in _FILES),
        says="/ToUnicode" in font or not own,
        composite=True,
        widths=dict(_cid_widths(items(descendant, "/W"))) if own else {},
        otherwise=number(descendant, "/DW", 1000.0),
        unknown=frozenset([0]) if encoding.startswith("Identity") else frozenset(),
        words=words_of(data_of(entry(font, "/ToUnicode"))),
    )


def _cid_widths(runs: list[Any]) -> Iterator[tuple[int, float]]:
    """The widths in /W: a first CID and a list, or a first, a last and one width for all."""
    at = 0
    while at + 1 < len(runs):
        first = int(runs[at])
        if isinstance(runs[at + 1], list):
            yield from ((first + n, float(plain(w))) for n, w in enumerate(runs[at + 1]))
            at += 2
        elif at + 2 < len(runs):
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
        else:
            code = int(item)


def _bare(called: str) -> str:
    """Without the six letters that tell a subset."""
    return called[7:] if called[6:7] == "+" and called[:6].isupper() else called


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))


def words_of(data: bytes) -> dict[int, str]:
    """The text of each code, as far as it is told."""
    words: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        if kind == b"bfchar":
            words.update((int(code, 16), _text(text)) for code, text in _PAIR.findall(body))
            continue
        for first, last, text, several in _RANGE.findall(body):
            start, end = int(first, 16), min(int(last, 16), int(first, 16) + _MOST)
            if several:
                texts = map(_text, _HEX.findall(several))
                words.update(zip(range(start, end + 1), texts, strict=False))
            elif said := _text(text):
                codes = range(start, end + 1)
                words.update((c, said[:-1] + _later(said[-1], c - start)) for c in codes)
    return words


def _text(digits: bytes) -> str:
    digits = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode(
        "utf-16-be", "replace"
    )


def _later(character: str, by: int) -> str:
    return chr(min(ord(character) + by, 0x10FFFF))
