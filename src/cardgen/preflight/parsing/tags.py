"""The elements of a file's structure tree (ISO 32000-1, 14.7.2), as far as they tell what is read
after what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cardgen.preflight.parsing.objects import data_of, number
from cardgen.value import Value

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import IndirectObject

# As most programs write them: nearly all objects of a tagged file are such elements, which pypdf
# takes twenty times as long to read.
_USUAL = re.compile(
    rb"<<(?:\s*/(?:"
    rb"(?:S|Type)\s*/[A-Za-z0-9]+"
    rb"|P\s+\d+\s+\d+\s+R"
    rb"|Pg\s+(?P<page>\d+)\s+\d+\s+R"
    rb"|K\s*(?P<inner>\d+(?:\s+\d+\s+R)?|\[[\d\sR]*\])"
    rb"|(?:ActualText|Alt|E|ID|Lang|T)\s*(?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)"
    rb"|A\s*<<[^<>()]*>>"
    rb"))*\s*>>\s*",
    re.DOTALL,
)
_INNER = re.compile(rb"(\d+)(\s+\d+\s+R)?")
_NUMBER = re.compile(rb"\d+")


class PdfTag(Value):
    """An element: the object number of the page that its content is on, if it says so, and what is
    in it: the numbers of marked content, and references to other elements."""

    page: int | None
    inner: Sequence[int | IndirectObject]


class UsualTags:
    """The elements that are written as most are."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._read_in = set[int]()
        self._tags: dict[int, PdfTag] = {}

    def at(self, number: int | None) -> PdfTag | None:
        """The element that is the object of that number; None for any other object."""
        stream, _ = self._reader.xref_objStm.get(number or 0, (None, None))
        if stream is not None and stream not in self._read_in:
            self._read_in.add(stream)
            self._tags.update(self._usual_in(stream))
        return self._tags.get(number or 0)

    def _usual_in(self, stream: int) -> Iterator[tuple[int, PdfTag]]:
        """The elements in an object stream (ISO 32000-1, 7.5.7), by their numbers."""
        holder = self._reader.get_object(stream)
        data, first = data_of(holder), int(number(holder, "/First"))
        numbers = [int(digits) for digits in _NUMBER.findall(data[:first])]
        known, starts = numbers[::2], [first + offset for offset in numbers[1::2]]
        for at, start, end in zip(known, starts, [*starts[1:], len(data)], strict=False):
            usual = _USUAL.fullmatch(data, start, end)
            if usual and self._reader.xref_objStm.get(at, (None,))[0] == stream:
                yield at, self._tag(usual)

    def _tag(self, usual: re.Match[bytes]) -> PdfTag:
        from pypdf.generic import IndirectObject

        inner = [
            IndirectObject(int(found), 0, self._reader) if reference else int(found)
            for found, reference in _INNER.findall(usual["inner"] or b"")
        ]
        return PdfTag(int(usual["page"]) if usual["page"] else None, inner)
