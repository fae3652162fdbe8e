"""Operators of the graphics state and of colour (ISO 32000-1, 8.4 and 8.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

from cardgen.preflight.parsing.colour_spaces import DEVICE_CMYK, GRAY, RGB, Colour, Space, initial
from cardgen.preflight.parsing.interpreter import Operator, Pattern, Run
from cardgen.preflight.parsing.objects import (
    entry,
    identity,
    items,
    name,
    number,
    plain,
    table,
    truth,
)
from cardgen.preflight.parsing.pdf_fonts import typeface
from cardgen.preflight.parsing.rectangle import after

Setter: TypeAlias = "Callable[[Run, Colour, Pattern | None], None]"

_MOST_SAVED = 1000
_HALFTONES = (1, 5)  # that PDF/X and PDF/A (ISO 19005-2, 6.2.5) allow


def _save(run: Run, _: list[Any]) -> None:
    if len(run.saved) == _MOST_SAVED:
        raise ValueError("too much of the graphics state is kept")
    run.saved.append(run.state)


def _restore(run: Run, _: list[Any]) -> None:
    if run.saved:
        run.state = run.saved.pop()


def _concat(run: Run, operands: list[Any]) -> None:
    a, b, c, d, e, f = map(float, operands[-6:])
    run.state = run.state._replace(matrix=after((a, b, c, d, e, f), run.state.matrix))


def _width(run: Run, operands: list[Any]) -> None:
    run.state = run.state._replace(width=abs(float(operands[-1])))


def _settings(run: Run, operands: list[Any]) -> None:
    """What a named set of parameters changes."""
    held = run.named("/ExtGState", operands[-1])
    if held is None:
        return
    state = run.state
    mode = entry(held, "/BM")
    blend = plain(mode[0]) if isinstance(mode, list) and mode else mode
    stroke_over = truth(held, "/OP", state.stroke_over)
    # ISO 32000-1, 8.6.7: /OP alone stands for both.
    fill_over = truth(held, "/op", truth(held, "/OP", state.fill_over))
    mask = entry(held, "/SMask")
    run.state = state._replace(
        width=number(held, "/LW", state.width),
        stroke_over=stroke_over,
        fill_over=fill_over,
        over_mode=int(number(held, "/OPM", state.over_mode)),
        fill_alpha=number(held, "/ca", state.fill_alpha),
        stroke_alpha=number(held, "/CA", state.stroke_alpha),
        blend=str(blend)[1:] if blend is not None else state.blend,
        masked=isinstance(mask, dict) if mask is not None else state.masked,
    )
    if font := items(held, "/Font"):  # ISO 32000-1, table 58
        run.state = run.state._replace(font=typeface(font[0]), size=float(font[1]))
    if "/TR" in held or name(held, "/TR2") not in ("", "Default"):
        run.flaw("P319", "a transfer function changes how dark inks print")
    halftone = entry(held, "/HT")
    known = number(halftone, "/HalftoneType") in _HALFTONES and "/HalftoneName" not in halftone
    if "/HTP" in held or not (halftone is None or name(held, "/HT") == "Default" or known):
        run.flaw("P320", "the file brings a halftone of its own, of a kind that PDF/X has not")


def _fill(run: Run, colour: Colour, pattern: Pattern | None) -> None:
    run.state = run.state._replace(fill=colour, fill_pattern=pattern)


def _stroke(run: Run, colour: Colour, pattern: Pattern | None) -> None:
    run.state = run.state._replace(stroke=colour, stroke_pattern=pattern)


def _device(space: Space, setter: Setter) -> Operator:
    """The operator that chooses a device space and a colour in it."""

    def operator(run: Run, operands: list[Any]) -> None:
        values = tuple(map(float, operands[-space.parts :]))
        if len(values) < space.parts:
            raise ValueError("a colour has too few parts")
        setter(run, Colour(run.space(f"/{space.family}") or space, values), None)

    return operator


def _chosen(setter: Setter) -> Operator:
    """The operator that chooses a space by its name."""

    def operator(run: Run, operands: list[Any]) -> None:
        space = run.space(operands[-1])
        if space is not None:
            setter(run, initial(space), None)

    return operator


def _coloured(of: Literal["fill", "stroke"], setter: Setter) -> Operator:
    """The operator that sets a colour in the space chosen before."""

    def operator(run: Run, operands: list[Any]) -> None:
        space = (run.state.fill if of == "fill" else run.state.stroke).space
        values = tuple(float(value) for value in operands if isinstance(value, (int, float)))
        if operands and isinstance(operands[-1], str):
            body = run.named("/Pattern", operands[-1])
            beneath = Colour(space.base, values) if space.base else Colour(space, ())
            reference = identity(table(run.resources, "/Pattern"), operands[-1])
            pattern = Pattern(body, run.resources, run.base, reference)
            setter(run, beneath, pattern if body is not None else None)
        else:
            setter(run, Colour(space, values), None)

    return operator


OPERATORS: dict[str, Operator] = {
    "q": _save,
    "Q": _restore,
    "cm": _concat,
    "w": _width,
    "gs": _settings,
    "g": _device(GRAY, _fill),
    "G": _device(GRAY, _stroke),
    "rg": _device(RGB, _fill),
    "RG": _device(RGB, _stroke),
    "k": _device(DEVICE_CMYK, _fill),
    "K": _device(DEVICE_CMYK, _stroke),
    "cs": _chosen(_fill),
    "CS": _chosen(_stroke),
    "sc": _coloured("fill", _fill),
    "scn": _coloured("fill", _fill),
    "SC": _coloured("stroke", _stroke),
    "SCN": _coloured("stroke", _stroke),
}
