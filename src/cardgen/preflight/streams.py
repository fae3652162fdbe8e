"""Content streams → marks."""

from __future__ import annotations

from typing import Any

from cardgen.preflight import graphics, lettering, painting, paths
from cardgen.preflight.marks import Mark
from cardgen.preflight.state import Known, Operator, Run, State
from cardgen.preflight.tokens import operations

_OPERATORS: dict[str, Operator] = {
    **graphics.OPERATORS,
    **paths.OPERATORS,
    **lettering.OPERATORS,
    **painting.OPERATORS,
}


def read_stream(
    known: Known, data: bytes, resources: Any, state: State, within: tuple[int, ...] = ()
) -> tuple[Mark, ...]:
    """The marks that a stream paints, in the order of painting, flaws of its own among them."""
    run = Run(known, resources, state, within, state.matrix)
    try:
        for name, operands in operations(data):
            operator = _OPERATORS.get(name)
            if operator is not None:
                _operate(run, operator, name, operands)
    except ValueError as reason:
        run.flaw("P520", f"what is painted cannot be read to its end: {reason}")
    return tuple(run.marks)


def _operate(run: Run, operator: Operator, name: str, operands: list[Any]) -> None:
    try:
        operator(run, operands)
    except (ValueError, TypeError, IndexError, KeyError):
        run.flaw("P520", f'the operator "{name}" does not have what it needs')
