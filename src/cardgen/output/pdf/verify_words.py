"""Every word of a finished file is held against the frames that it was made from: which words,
in which order and language, on which page, and which text alternatives."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby, repeat, zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias

from cardgen.graphics.frame import Element, GlyphRun, Item, Page, Placed
from cardgen.output.pdf.document import SOFT_HYPHEN
from cardgen.output.pdf.verify_content import MarkedContentReference, mcid_of, operations
from cardgen.value import Value

if TYPE_CHECKING:
    from pypdf import PdfReader

_CODE = re.compile(r"<([0-9A-Fa-f]*)>")
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_WITHOUT_WIDTH = "\u200b"  # stands for glyphs without a text of their own
_SHOWN = 24  # characters around a difference
Language: TypeAlias = str | None  # "" is the file's own; None: of words that are not read out


class Said(Value):
    """Words in a language, as they follow each other on a page."""

    lang: Language
    words: str


class FrameWords:
    """The words that the frames of a file say, page by page, and their text alternatives."""

    def __init__(self) -> None:
        self.pages: list[list[Said]] = []
        self.alternatives: dict[str, None] = {}
        self._faces: set[tuple[str, str, int]] = set()

    def noting(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The same pages, whose words are kept as they pass."""
        for page in pages:
            self.pages.append(_joined(self._in(page.frame.items, "")))
            yield page

    def _in(self, items: Iterable[Item], lang: Language) -> Iterator[Said]:
        for item in items:
            if isinstance(item, GlyphRun):
                yield Said(lang, item.text)
            elif isinstance(item, Element):
                yield from self._in(item.items, self._of_element(item, lang))
            elif isinstance(item, Placed):
                yield from self._in(item.frame.items, self._of_face(item, lang))

    def _of_element(self, element: Element, lang: Language) -> Language:
        if lang is None or element.role == "Artifact":
            return None
        if element.alt is not None:
            self._note(element.alt)
        return element.lang or lang

    def _of_face(self, placed: Placed, lang: Language) -> Language:
        """The language in a placed frame. A further copy of a face is a picture of it, with words
        that are not read out."""
        face = placed.face
        if face is None or lang is None:
            return lang
        key = face.card, face.side, face.part
        if key not in self._faces:
            self._faces.add(key)
            return lang
        if any(True for _ in self._in(placed.frame.items, None)):
            self._note(face.alt or face.name)
        return None

    def _note(self, alternative: str) -> None:
        self.alternatives[alternative.replace(SOFT_HYPHEN, "")] = None


def wrong_words(
    reader: PdfReader,
    wanted: FrameWords,
    owners: dict[MarkedContentReference, int],
    alternatives: Container[str],
) -> Iterator[str]:
    """What is wrong with the words of a file, a sentence each; owners are the structure elements
    that own its content, alternatives what they give to be read instead of it."""
    file = _FileWords(reader, owners)
    for number, (page, expected) in enumerate(zip(reader.pages, wanted.pages, strict=False), 1):
        found = _joined(file.on(number - 1, page))
        if found != expected:
            yield f"page {number}: {_difference(found, expected)}"
    if len(reader.pages) != len(wanted.pages):
        yield f"the file has {len(reader.pages)} of {len(wanted.pages)} pages"
    for words in wanted.alternatives:
        if words not in alternatives:
            yield f'the text alternative "{words}" is missing'


def _difference(found: Sequence[Said], expected: Sequence[Said]) -> str:
    shown, wanted = ("".join(one.words for one in said) for said in (found, expected))
    if shown != wanted:
        pairs = enumerate(zip_longest(shown, wanted))
        at = next(at for at, (one, other) in pairs if one != other)
        around = slice(max(0, at - _SHOWN // 2), at + _SHOWN)
        return f'it says "{shown[around]}" where the deck says "{wanted[around]}"'
    languages = zip(_by_character(found), _by_character(expected), strict=True)
    at = next(at for at, (one, other) in enumerate(languages) if one != other)
    tags = [_tag(list(_by_character(said))[at]) for said in (found, expected)]
    return f'"{shown[at : at + _SHOWN]}" is tagged as {tags[0]}, not as {tags[1]}'


def _by_character(said: Iterable[Said]) -> Iterator[Language]:
    for one in said:
        yield from repeat(one.lang, len(one.words))


def _tag(lang: Language) -> str:
    return "what is not read out" if lang is None else lang or "the language of the file"


def _joined(said: Iterable[Said]) -> list[Said]:
    """The same words, those that follow each other in one language as one."""
    bare = (Said(one.lang, one.words.replace(_WITHOUT_WIDTH, "")) for one in said)
    return [
        Said(lang, "".join(one.words for one in group))
        for lang, group in groupby((one for one in bare if one.words), lambda one: one.lang)
    ]


class _FileWords:
    """The words that a file shows, by what its fonts and its ActualText say of its glyphs."""

    def __init__(self, reader: PdfReader, owners: dict[MarkedContentReference, int]) -> None:
        self._reader, self._owners = reader, owners
        self._fonts: dict[int, dict[str, str]] = {}
        self._forms: dict[int, str] = {}
        self._languages: dict[int, str] = {}
        self._spelled: dict[str, str] = {}

    def on(self, index: int, page: Any) -> Iterator[Said]:
        def lang(mcid: int | None) -> Language:
            owner = self._owners.get((index, mcid)) if mcid is not None else None
            return None if owner is None else self._language(owner)

        return self._shown(page, page.get_contents().get_data(), lang)

    def _shown(
        self, holder: Any, data: bytes, lang: Callable[[int | None], Language]
    ) -> Iterator[Said]:
        resources = holder.get("/Resources", {})
        fonts, xobjects = (resources.get(kind, {}) for kind in ("/Font", "/XObject"))
        codes: dict[str, str] = {}
        marks: list[int | None] = []  # the MCID of each open sequence
        spelled = 0  # the depth at which a word is spelled out by its ActualText
        for name, operands in operations(data):
            mcid = next((mark for mark in reversed(marks) if mark is not None), None)
            if name in ("BDC", "BMC"):
                marks.append(mcid_of(operands[1]) if name == "BDC" else None)
                if name == "BDC" and operands[0] == "/Span" and marks[-1] is None and not spelled:
                    spelled = len(marks)
                    yield Said(lang(mcid), self._actual(operands[1]))
            elif name == "EMC":
                spelled = 0 if spelled == len(marks) else spelled
                marks.pop()
            elif name == "Tf":
                codes = self._codes(fonts.raw_get(operands[0]).idnum)
            elif name in ("Tj", "TJ") and not spelled:
                yield Said(lang(mcid), _decoded(operands[0], codes))
            elif name == "Do" and xobjects[operands[0]]["/Subtype"] == "/Form":
                yield Said(None, self._in_form(xobjects, operands[0]))

    def _in_form(self, xobjects: Any, name: str) -> str:
        number = xobjects.raw_get(name).idnum
        if number not in self._forms:
            form = xobjects[name]
            said = self._shown(form, form.get_data(), lambda _: None)
            self._forms[number] = "".join(one.words for one in said)
        return self._forms[number]

    def _codes(self, font: int) -> dict[str, str]:
        """The text of each code of a font, as its ToUnicode table has it."""
        if font not in self._fonts:
            table: Any = self._reader.get_object(font)
            pairs = _MAPPED.findall(table["/ToUnicode"].get_data())
            self._fonts[font] = {
                code.decode().upper(): bytes.fromhex(text.decode()).decode("utf-16-be")
                for code, text in pairs
            }
        return self._fonts[font]

    def _language(self, element: int) -> str:
        """The language of a structure element, its own or the nearest around it; "" if there is
        none but the file's."""
        if element not in self._languages:
            node: Any = self._reader.get_object(element)
            if "/Lang" in node:
                self._languages[element] = str(node["/Lang"])
            elif "/S" in node and "/P" in node:
                self._languages[element] = self._language(node.raw_get("/P").idnum)
            else:
                self._languages[element] = ""
        return self._languages[element]

    def _actual(self, properties: str) -> str:
        """The ActualText in the properties of a marked-content sequence."""
        from pypdf.generic import read_object

        if properties not in self._spelled:
            read: Any = read_object(BytesIO(properties.encode("latin-1")), None)
            self._spelled[properties] = str(read["/ActualText"])
        return self._spelled[properties]


def _decoded(shown: str, codes: dict[str, str]) -> str:
    """The text of the strings of a TJ array, in which each code has four digits."""
    digits = "".join(_CODE.findall(shown)).upper()
    return "".join(codes.get(digits[at : at + 4], "\ufffd") for at in range(0, len(digits), 4))
