"""What no author means in a text: damaged letters, code of web pages, typed bullets, and invisible
characters that turn the order of letters around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cardgen.graphics.type.characters import named
from cardgen.graphics.type.wording import clipped
from cardgen.model.forms.node import Node
from cardgen.problems import Mark, Problems
from cardgen.value import Value

MOST_TOLD = 10  # of one kind in one file; a whole file that was damaged is told of once

# What each text is tried with first; all that is looked for below has one of these characters, and
# is compiled when one is found.
_CANDIDATE = re.compile(
    "[\ufffd&<\u202a-\u202e\u2066-\u2069\u200e\u200fÂÃÄÅâïð√‚]"
    "|(?:^|\n)[ \t]*[•‣◦▪▫●○■□➢➤·∙⁃*-][ \t]"
)
_TURNING = "[\u202a-\u202e\u2066-\u2069\u200e\u200f]"
_BULLET = r"(?:^|\n)[ \t]*([•‣◦▪▫●○■□➢➤·∙⁃*-])[ \t]+(?!\d)(?=\S)"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_TAG = (
    r"(?i)</?(a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol"
    r"|p|s|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]*)?/?>"
)
# A capital may stand before these by right, as in “SANTÉ”, unless a small letter is beside it.
_CLOSING = frozenset("‘’“”‚„…–—«»‹›")


class OddText(Value):
    """A part of a text that no author means: the code it is told under, and from where to where in
    the text it stands."""

    code: str
    start: int
    end: int
    what: str
    fix: str


def odd_parts(text: str) -> Iterator[OddText]:
    """Yields the odd parts of a text, each once however often it is there."""
    if text.isascii() and text[:1].isalnum() and "\n" not in text:
        if "&" not in text and "<" not in text:
            return  # as most texts are, and soon known
    elif not _CANDIDATE.search(text):
        return
    told = set()
    for found in (_damaged(text), _entities(text), _tags(text), _bullets(text), _turning(text)):
        for part in found:
            if (part.code, part.what) not in told:
                told.add((part.code, part.what))
                yield part


@cache
def _misread() -> re.Pattern[str]:
    """The pattern of UTF-8 that was read as Windows text: the first of its bytes is one of these
    letters, and each of the others one of those that Windows has from 0x80 to 0xBF."""
    high = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
    high += "\u0081\u008d\u008f\u0090\u009d"
    return re.compile(
        f"(?:[ÂÃÄÅ][{high}]|â[€‚„†‡ˆ‰Š‹Œš›œž][{high}]?|ï»¿|ðŸ[{high}]{{0,2}})+"
        "|‚Ä[òôúùìî¶¢]|√[©®§º¶±†°¢™ß]"
    )


def _damaged(text: str) -> Iterator[OddText]:
    if text.isascii():
        return
    at = text.find("\ufffd")
    if at >= 0:
        what = "a letter was lost here when the text was saved or copied (U+FFFD)"
        yield OddText("W420", at, at + 1, what, "retype it")
    for found in _misread().finditer(text):
        if not _by_right(text, *found.span()):
            meant = _meant(found[0])
            what = f'"{found[0]}" is what is left of a letter that was saved in another encoding'
            fix = f'it was probably "{meant}": retype it' if meant else "retype it"
            yield OddText("W420", *found.span(), what, fix)


def _by_right(text: str, start: int, end: int) -> bool:
    """Whether this can be a capital and the punctuation after it."""
    if end - start != 2 or text[start + 1] not in _CLOSING:
        return False
    return not (text[start - 1 : start].islower() or text[end : end + 1].islower())


def _meant(misread: str) -> str:
    """The letters that were misread, once or several times; "" if they cannot be told."""
    for _ in range(3):
        try:
            misread = b"".join(map(_byte, misread)).decode("utf-8")
        except UnicodeError:
            return ""
        if not _misread().search(misread):
            return misread if misread.isprintable() else ""
    return ""


def _byte(character: str) -> bytes:
    # Windows has no letter for five of its bytes, which stay what they are.
    return character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252")


def _entities(text: str) -> Iterator[OddText]:
    for found in re.finditer(_ENTITY, text) if "&" in text else ():
        from html import unescape  # only where an entity may be

        meant = unescape(found[0])
        if meant != found[0] and not meant.endswith(";"):  # as that of &notit;, which is none
            own = "a space" if meant.isspace() else f'"{meant}"'
            what = f'"{found[0]}" is code of a web page, and is printed as it stands'
            yield OddText("W421", *found.span(), what, f"write {own} in its place")


def _tags(text: str) -> Iterator[OddText]:
    opened = set()
    for found in re.finditer(_TAG, text) if "<" in text else ():
        if found[1].lower() not in opened:  # the end of what began is told with its beginning
            opened.add(found[1].lower())
            what = f'"{clipped(found[0])}" is code of a web page, and is printed as it stands'
            yield OddText("W421", *found.span(), what, "delete it")


def _bullets(text: str) -> Iterator[OddText]:
    for found in re.finditer(_BULLET, text):
        what = f'a bullet, "{found[1]}", is typed into this text'
        fix = "delete it: the texts of a list have bullets of their own"
        yield OddText("W422", *found.span(1), what, fix)


def _turning(text: str) -> Iterator[OddText]:
    found = None if text.isascii() else re.search(_TURNING, text)
    if found:  # they come in pairs
        what = f"an invisible character here changes the order of letters: {named(found[0])}"
        yield OddText("W423", *found.span(), what, "delete it, and the one that ends its effect")


class OddTexts:
    """The odd parts of a deck's texts, told once all are known: of each kind in each file the first
    few, and how many there are besides."""

    def __init__(self) -> None:
        self._found: list[tuple[Mark, OddText]] = []

    def look_at(self, node: Node, listed: bool = True) -> None:
        """Looks at all the texts in a tree; listed says that they may be meant for lists, and not
        titles and names, which may begin as they like."""
        match node.value:
            case str() as text:
                for part in odd_parts(text):
                    if listed or part.code != "W422":
                        self._found.append((_place(node, part), part))
            case list() as items:
                for item in items:
                    self.look_at(item, listed)
            case entries:
                for value in entries.values():
                    self.look_at(value, listed)

    def note(self, problems: Problems) -> None:
        """Warns of them; of bullets only where it is no error that they are there."""
        wrong = {(p.where.file, p.where.line) for p in problems if p.severity == "error"}
        found = [
            (where, part)
            for where, part in self._found
            if part.code != "W422" or (where.file, where.line) not in wrong
        ]
        totals = Counter((where.file, part.code) for where, part in found)
        told: Counter[tuple[str, str]] = Counter()
        for where, part in found:
            kind = where.file, part.code
            told[kind] += 1
            what, more = part.what, totals[kind] - MOST_TOLD
            if told[kind] == MOST_TOLD and more > 0:
                what += f"; {more} more {'text is' if more == 1 else 'texts are'} like this one"
            if told[kind] <= MOST_TOLD:
                problems.warning(part.code, where, what, part.fix)


def _place(node: Node, part: OddText) -> Mark:
    """The place of a part of a text, or of the whole text where what was written is longer: in
    quotes with escapes, or on several lines."""
    where, text = node.where, str(node.value)
    quotes = (where.end - where.column - len(text)) / 2
    if not where.column or quotes not in (0, 1):
        return where
    start = where.column + int(quotes)
    return Mark(where.file, where.line, start + part.start, start + part.end)
