"""Words that YAML takes for a comment, and white space that it takes for words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from cardgen.problems import Mark, Problems

# A comment by intent has a space after the sign, or two before it. A number at the sign, as in #1,
# is meant as words however many spaces are before it; one after a space, as in # 5, unless two are,
# or it is no plain number but a share, a date or a time.
_NUMBER = r"[ \t]\d+(?![\d/:-]|[.,]\d)"
_MEANT_AS_WORDS = re.compile(rf"(?<=\S)(?:[ \t]#(?=[^\s#]|{_NUMBER})|[ \t]+#(?=\d))")
# Nor is a comment meant on a line that goes on after a text and begins with the sign.
_LINE = re.compile(rf"([ \t]+)#(?=[^\s#]|{_NUMBER})")
_GAP = re.compile(r"[ \t]*")
_WORD = re.compile(r"#[^\s\]},]*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
_BEFORE_WORDS = re.compile(r"[ \t]*(?:-[ \t]+)*")
# Spaces that look like plain ones and that YAML takes for letters.
_STRANGE = "\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
_STRANGE_INDENT = f"( *)([{_STRANGE}](?:[{_STRANGE} ]*[{_STRANGE}])?)"
_STRANGE_ITEM = f" *[{_STRANGE}][{_STRANGE} ]*- "


class Comments:
    """The comments in a file that may have been meant as words, by the lines they are on.

    Lines and columns are counted from 0, as the parser counts them.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines() if "#" in text else []
        self._signs = dict(self._found()) if self._lines else {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._signs)

    def _found(self) -> Iterator[tuple[int, list[int]]]:
        for number, line in enumerate(self._lines):
            if " #" in line or "\t#" in line:
                signs = [found.end() - 1 for found in _MEANT_AS_WORDS.finditer(line)]
                own = _LINE.match(line)
                if signs or own:
                    yield number, [*signs, *([own.end() - 1] if own else [])]

    def colour_or_text(self, line: int, file: str) -> tuple[Mark, str] | None:
        """The first comment on a line that may have been meant as words: its place, and what it
        was meant as."""
        at = next(iter(self._signs.get(line, ())), None)
        word = None if at is None else _WORD.match(self._lines[line], at)
        if word is None:
            return None
        where = Mark(file, line + 1, word.start() + 1, word.end() + 1)
        return where, "colour" if _COLOUR.fullmatch(word[0]) else "text"

    def note_cut(self, text: str, where: Mark, end: tuple[int, int], problems: Problems) -> None:
        """Warns at the sign where a comment cuts a plain text, which ends at that line and
        column."""
        line, column = end
        if line not in self._signs and line + 1 not in self._signs:
            return
        at = self._sign(line, column)
        if at is None and text and self._goes_on(line, column, where):
            line, at = line + 1, self._sign(line + 1, 0)
        if at is None or text in ("true", "false"):
            return
        if not text and _COLOUR.match(self._lines[line], at):
            return  # a colour without quotes is an error of its own
        ends = len(self._lines[line].rstrip()) + 1
        fix = 'put the whole text in quotes; a comment that is meant has two spaces before "# "'
        what = "what follows # is a comment and is not printed"
        problems.warning("W419", Mark(where.file, line + 1, at + 1, ends), what, fix)

    def _sign(self, line: int, column: int) -> int | None:
        """The column of the first sign after that column, with nothing but white space between."""
        signs = self._signs.get(line)
        if signs is None:
            return None
        at = self._after(line, column)
        place = bisect_left(signs, at)
        return at if place < len(signs) and signs[place] == at else None

    def _after(self, line: int, column: int) -> int:
        """The first column from that one on without white space."""
        gap = _GAP.match(self._lines[line], column)
        return gap.end() if gap else column

    def _goes_on(self, line: int, column: int, where: Mark) -> bool:
        """Whether the next line is a comment that stands where the text would go on: further in
        than its key, or level with it if it is an item of a list."""
        if line + 1 not in self._signs or self._after(line, column) < len(self._lines[line]):
            return False
        before = _BEFORE_WORDS.match(self._lines[where.line - 1])
        own = _LINE.match(self._lines[line + 1])
        if before is None or own is None:
            return False
        is_item = where.column - 1 == before.end()
        return len(own[1]) >= before.end() + (0 if is_item else 1)


def strange_indent(line: str) -> tuple[int, int] | None:
    """Where in the indentation of a line there are spaces that YAML takes for letters: the first
    column and that after the last one, counted from 1."""
    found = re.match(_STRANGE_INDENT, line)
    return (len(found[1]) + 1, found.end() + 1) if found else None


def strange_item(line: str) -> bool:
    """Whether such spaces stand before the hyphen of what is no item of a list for them."""
    return bool(re.match(_STRANGE_ITEM, line))


def has_strange_spaces(text: str) -> bool:
    """Whether there are such spaces anywhere in a text."""
    return not text.isascii() and bool(re.search(f"[{_STRANGE}]", text))
