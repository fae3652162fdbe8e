"""The operators of a content stream → graphics objects, those of a page segment by segment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from cardgen.preflight.parsing import (
    path_operators,
    state_operators,
    text_operators,
    xobject_operators,
)
from cardgen.preflight.parsing.content_stream import (
    ContentStream,
    FileCache,
    GraphicsState,
    InvalidOperand,
    Operator,
)
from cardgen.preflight.parsing.operations import LINES, UnreadableStream, operations
from cardgen.preflight.parsing.rectangle import UPRIGHT
from cardgen.preflight.parsing.resources import NamedResources
from cardgen.preflight.parsing.segments import PageSegment

_OPERATORS: dict[str, Operator] = {
    **state_operators.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    **xobject_operators.OPERATORS,
}
# Bytes: longer segments hold what differs from page to page together with what does not.
_LEAST_SEGMENT = 400
_END_OF_SEGMENT = re.compile(rb"[\x00\t\n\x0c\r ](?:Q|EMC)(?=[\x00\t\n\x0c\r ])")
_END_OF_TEXT = re.compile(rb"[\x00\t\n\x0c\r ]*ET(?=[\x00\t\n\x0c\r ])")
_NUMBER_OF_TAG = re.compile(rb"(?<=<</MCID )\d+(?=>>|/ActualText)")


def interpret(
    cache: FileCache,
    data: bytes,
    resources: Any,
    state: GraphicsState,
    within: tuple[int, ...] = (),
) -> tuple[PageSegment, ...]:
    """The graphics objects that a stream paints, in the order of painting, with its invalid content
    among them. Those of a page are in segments, which it shares with others that paint the same."""
    stream = ContentStream(cache, resources, state, within, state.matrix)
    if not within:
        return tuple(chain.from_iterable(_segments(stream, data)))
    _read(stream, data, 0, len(data))
    return stream.taken()


def _segments(stream: ContentStream, data: bytes) -> Iterator[tuple[PageSegment, ...]]:
    """The segments of a page: lines of words, which tell pages apart, and what stands between, each
    up to where marked content ends or a graphics state is restored."""
    resources, start, words = NamedResources(stream.resources, stream.cache), 0, LINES.search(data)
    while start < len(data):
        if words and words.start() < start:
            words = LINES.search(data, start)
        if words and words.start() == start:
            start = _read(stream, data, start, words.end())
            yield stream.taken()
            continue
        end = words.start() if words else len(data)
        if end > start + _LEAST_SEGMENT:
            found = _END_OF_SEGMENT.search(data, start + _LEAST_SEGMENT, end)
            end = found.end() if found else end
        painted, start = _painted_between(stream, data, start, end, resources)
        yield painted


def _painted_between(
    stream: ContentStream, data: bytes, start: int, end: int, resources: NamedResources
) -> tuple[tuple[PageSegment, ...], int]:
    """What is painted between two places, and where the last operator ends. It depends on the
    bytes, the resources that they name and what the stream carries on from before."""
    cache, chunk = stream.cache, data[start:end]
    if chunk.count(b"(") == chunk.count(b"/ActualText("):
        chunk = _NUMBER_OF_TAG.sub(b"", chunk)  # which paints nothing; and it is in no string
    if _END_OF_TEXT.match(chunk):
        stream.text = stream.line = UPRIGHT  # neither outlasts the text (ISO 32000-1, 9.4.1)
    before = stream.carried
    key = chunk, end == len(data), resources.named_in(chunk), stream.base, before
    if key in cache.known:
        painted, after = cache.known[key]
        cache.paint(sum(len(segment.objects) for segment in painted))
        stream.resume(after)
        return painted, end
    start = _read(stream, data, start, end)
    painted, after = stream.taken(), stream.carried
    # What looks like an end may stand in a string or an image, and then is none.
    if before and after and start == end:
        cache.keep(key, (painted, after), sum(len(one.objects) for one in painted))
    return painted, start


def _read(stream: ContentStream, data: bytes, start: int, end: int) -> int:
    """Paint what stands between two places, and return where the last operator ends."""
    try:
        for name, operands, position in operations(data, stream.cache.step, start):
            _operate(stream, name, operands)
            if position >= end:
                return position
    except UnreadableStream as reason:
        stream.invalid("P520", f"the page content cannot be read to its end: {reason}")
    return len(data)


def _operate(stream: ContentStream, name: str, operands: list[Any]) -> None:
    operator = _OPERATORS.get(name)
    if operator is None:
        return
    try:
        operator(stream, operands)
    except InvalidOperand:
        stream.invalid("P520", f'the operator "{name}" lacks its operands')
