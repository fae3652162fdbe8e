"""The operators of a content stream → graphics objects, those of a page segment by segment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from cardgen.preflight.parsing import (
    path_operators,
    state_operators,
    text_operators,
    xobject_operators,
)
from cardgen.preflight.parsing.content_stream import (
    BYTES_TO_A_STEP,
    ContentStream,
    FileCache,
    GraphicsState,
    InvalidOperand,
    Operator,
)
from cardgen.preflight.parsing.operations import UnreadableStream, operations
from cardgen.preflight.parsing.segments import PageSegment

_OPERATORS: dict[str, Operator] = {
    **state_operators.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    **xobject_operators.OPERATORS,
}
# Bytes: much shorter segments take longer to look up than to read, and much longer ones hold what
# differs from page to page together with what does not.
_LEAST_SEGMENT = 400
_END_OF_SEGMENT = re.compile(rb"[\x00\t\n\x0c\r ](?:Q|EMC)(?=[\x00\t\n\x0c\r ])")


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
        return tuple(segment for segment in _segments(stream, data) if segment.objects)
    _read(stream, data, 0, len(data))
    return (PageSegment(stream.objects),)


def _segments(stream: ContentStream, data: bytes) -> Iterator[PageSegment]:
    """The segments of a page, each up to the end of marked content or where a graphics state is
    restored. What one paints depends on its bytes, the resources and where the stream stands."""
    cache, start, resources = stream.cache, 0, repr(stream.resources).encode(errors="replace")
    cache.step(len(resources) // BYTES_TO_A_STEP)
    common = hashlib.sha256(resources)
    while start < len(data):
        found = _END_OF_SEGMENT.search(data, start + _LEAST_SEGMENT)
        end = found.end() if found else len(data)
        digest, before = common.copy(), stream.standing
        digest.update(data[start:end])
        key = digest.digest(), end == len(data), stream.base, before
        if key in cache.known:
            segment, after = cache.known[key]
            cache.paint(len(segment.objects))
            stream.stand(after)
            start = end
        else:
            start = _read(stream, data, start, end)
            segment, stream.objects = PageSegment(stream.objects), []
            after = stream.standing
            # What looks like an end may stand in a string or an image, and then is none.
            if before and after and start == end:
                cache.keep(key, (segment, after), len(segment.objects))
        yield segment


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
