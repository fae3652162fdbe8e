"""ToUnicode: which characters the codes of a font stand for (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST = 0x10000  # codes; no font has more


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
