"""The operators of a content stream → graphics objects."""

from __future__ import annotations

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
from cardgen.preflight.parsing.graphics_objects import GraphicsObject
from cardgen.preflight.parsing.operations import UnreadableStream, operations

_OPERATORS: dict[str, Operator] = {
    **state_operators.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    **xobject_operators.OPERATORS,
}


def interpret(
    cache: FileCache,
    data: bytes,
    resources: Any,
    state: GraphicsState,
    within: tuple[int, ...] = (),
) -> tuple[GraphicsObject, ...]:
    """The graphics objects that a stream paints, in the order of painting, with its invalid content
    among them."""
    stream = ContentStream(cache, resources, state, within, state.matrix)
    try:
        for name, operands, _ in operations(data, cache.step):
            operator = _OPERATORS.get(name)
            if operator is not None:
                _operate(stream, operator, name, operands)
    except UnreadableStream as reason:
        stream.invalid("P520", f"the page content cannot be read to its end: {reason}")
    return tuple(stream.objects)


def _operate(stream: ContentStream, operator: Operator, name: str, operands: list[Any]) -> None:
    try:
        operator(stream, operands)
    except InvalidOperand:
        stream.invalid("P520", f'the operator "{name}" lacks its operands')
