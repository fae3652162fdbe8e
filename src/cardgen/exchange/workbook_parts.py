"""The texts that the cells of a workbook share, and the formats that they have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from cardgen.exchange.number_format import BUILT_IN
from cardgen.exchange.package_xml import TooMuch
from cardgen.exchange.xml_parts import Attributes, Tags, XmlParts
from cardgen.limits import CELL_FORMATS, CELLS, Limit
from cardgen.value import Value

T = TypeVar("T")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CellFormat(Value):
    """What a style says of the cells that have it."""

    number: int = 0  # of the format, if it is built in
    code: str = "General"
    struck: bool = False
    bold: bool = False


class CellWords(Value):
    """A text of a cell, and those of its words that are struck out."""

    text: str = ""
    struck: str = ""


def is_on(value: str | None) -> bool:
    return value is not None and value.lower() in ("1", "true", "on", "")


class Runs:
    """The runs of one text as its tags come, for shared strings and those inside a cell."""

    def __init__(self, tags: Tags) -> None:
        self.parts: list[str] = []
        self.struck_parts: list[str] = []
        self._is_struck = self._is_reading_aid = False
        tags.begin |= {
            "r": self._run,
            "strike": self._strike,
            "rPh": self._aid,
            "t": lambda _: None,
        }
        tags.end |= {"t": self._text, "rPh": self._no_aid}

    def _run(self, _: Attributes) -> None:
        self._is_struck = False

    def _strike(self, attributes: Attributes) -> None:
        self._is_struck = is_on(attributes.get("val", "1"))

    def _aid(self, _: Attributes) -> None:
        self._is_reading_aid = True

    def _no_aid(self, _: str) -> None:
        self._is_reading_aid = False

    def _text(self, text: str) -> None:
        if not self._is_reading_aid:
            self.parts.append(text)
            if self._is_struck:
                self.struck_parts.append(text)

    def taken(self) -> CellWords:
        """The text so far; the next one begins."""
        words = CellWords(*(plain_text("".join(own)) for own in (self.parts, self.struck_parts)))
        self.parts.clear()
        self.struck_parts.clear()
        self._is_struck = False
        return words


def plain_text(text: str) -> str:
    """A text with the characters that XML cannot hold, and \\n at the end of each line."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return chr(code) if (code >= 32 and not 0xD800 <= code < 0xE000) or code in (9, 10) else ""

    if "_x" in text:
        text = _ESCAPED.sub(character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _add(found: list[T], new: T, limit: Limit) -> None:
    found.append(new)
    if len(found) > limit.most:
        raise TooMuch("it has", limit)


def read_strings(parts: XmlParts, part: str | None) -> Sequence[CellWords]:
    """The texts that cells refer to by number."""
    strings: list[CellWords] = []
    if part is not None:
        tags = Tags()
        runs = Runs(tags)
        tags.end["si"] = lambda _: _add(strings, runs.taken(), CELLS)
        parts.read(part, tags)
    return strings


def read_cell_formats(parts: XmlParts, part: str | None) -> Sequence[CellFormat]:
    """The cell formats, by the number that cells give."""
    codes = dict(BUILT_IN)
    fonts: list[list[bool]] = []  # of each, whether it is struck out, and bold
    formats: list[CellFormat] = []
    within = ""

    def begin(name: str, _: Attributes) -> None:
        nonlocal within
        within = name

    def begin_font(_: Attributes) -> None:
        if within == "fonts":
            _add(fonts, [False, False], CELL_FORMATS)

    def font(attributes: Attributes, which: int) -> None:
        if within == "fonts" and fonts:
            fonts[-1][which] = is_on(attributes.get("val", "1"))

    def style(attributes: Attributes) -> None:
        if within == "cellXfs":
            number, own = (whole_number(attributes.get(n)) for n in ("numFmtId", "fontId"))
            struck, bold = fonts[own] if own < len(fonts) else (False, False)
            own_format = CellFormat(number, codes.get(number, "General"), struck, bold)
            _add(formats, own_format, CELL_FORMATS)

    def format_(attributes: Attributes) -> None:
        number = whole_number(attributes.get("numFmtId"))
        codes[number] = attributes.get("formatCode", "General")

    if part is not None:
        tags = Tags()
        for name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            tags.begin[name] = partial(begin, name)
        tags.begin |= {
            "numFmt": format_,
            "font": begin_font,
            "strike": lambda attributes: font(attributes, 0),
            "b": lambda attributes: font(attributes, 1),
            "xf": style,
        }
        parts.read(part, tags)
    return formats


def whole_number(text: str | None) -> int:
    """A whole number from 0 up, as an attribute has it; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
