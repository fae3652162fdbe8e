"""The operators of the graphics state and of colour (ISO 32000-1, 8.4 and 8.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

from cardgen.preflight.parsing.colour_spaces import (
    DEVICE_CMYK,
    GRAY,
    RGB,
    ColourSpace,
    ColourValue,
    initial,
)
from cardgen.preflight.parsing.content_stream import (
    ContentStream,
    Operator,
    Pattern,
    number_of,
    numbers_of,
    operand_of,
)
from cardgen.preflight.parsing.objects import (
    entry,
    identity,
    is_number,
    items,
    name,
    number,
    plain,
    table,
    truth,
)
from cardgen.preflight.parsing.rectangle import after

Setter: TypeAlias = Callable[[ContentStream, ColourValue, "Pattern | None"], None]

_MOST_SAVED = 1000
_NUMBERS = {"/LW": "width", "/ca": "fill_alpha", "/CA": "stroke_alpha"}
_HALFTONES = (1, 5)  # that PDF/X and PDF/A (ISO 19005-2, 6.2.5) allow


def _save(stream: ContentStream, _: list[Any]) -> None:
    if len(stream.saved) == _MOST_SAVED:
        stream.invalid("P521", "the graphics state is saved too many times")
        return
    stream.saved.append(stream.state)


def _restore(stream: ContentStream, _: list[Any]) -> None:
    if stream.saved:
        stream.state = stream.saved.pop()


def _concat(stream: ContentStream, operands: list[Any]) -> None:
    a, b, c, d, e, f = numbers_of(operands, 6)
    stream.state = stream.state._replace(matrix=after((a, b, c, d, e, f), stream.state.matrix))


def _width(stream: ContentStream, operands: list[Any]) -> None:
    stream.state = stream.state._replace(width=abs(number_of(operands)))


def _settings(stream: ContentStream, operands: list[Any]) -> None:
    """Apply a named graphics state dictionary."""
    key = operand_of(operands, str)
    if key not in stream.settings:
        dictionary = stream.resource("/ExtGState", key)
        if dictionary is None:
            return
        stream.settings[key] = _set_by(dictionary, stream), [*_faults_of(dictionary)]
    changes, faults = stream.settings[key]
    stream.state = stream.state._replace(**changes)
    for code, what in faults:
        stream.invalid(code, what)


def _set_by(dictionary: Any, stream: ContentStream) -> dict[str, Any]:
    """What a graphics state dictionary sets of the state."""
    changes: dict[str, Any] = {
        kept: number(dictionary, key)
        for key, kept in _NUMBERS.items()
        if is_number(entry(dictionary, key))
    }
    if is_number(entry(dictionary, "/OPM")):
        changes["overprint_mode"] = int(number(dictionary, "/OPM"))
    both, fill = truth(dictionary, "/OP"), truth(dictionary, "/op")
    if both is not None:
        # ISO 32000-1, 8.6.7: /OP without /op sets both.
        changes |= {"stroke_overprint": both, "fill_overprint": both}
    if fill is not None:
        changes["fill_overprint"] = fill
    mode, mask = entry(dictionary, "/BM"), entry(dictionary, "/SMask")
    blend = plain(mode[0]) if isinstance(mode, list) and mode else mode
    if blend is not None:
        changes["blend"] = str(blend)[1:]
    if mask is not None:
        changes["masked"] = isinstance(mask, dict)
    font = items(dictionary, "/Font")  # ISO 32000-1, table 58
    if len(font) == 2 and is_number(font[1]):
        own = stream.font_of(font[0], getattr(entry(dictionary, "/Font")[0], "idnum", None))
        changes |= {"font": own, "size": float(font[1])}
    return changes


def _faults_of(dictionary: Any) -> Iterator[tuple[str, str]]:
    """What PDF/X forbids in a graphics state dictionary."""
    if "/TR" in dictionary or name(dictionary, "/TR2") not in ("", "Default"):
        yield "P319", "a transfer function changes how dark inks print"
    halftone = entry(dictionary, "/HT")
    allowed = number(halftone, "/HalftoneType") in _HALFTONES and "/HalftoneName" not in halftone
    if "/HTP" in dictionary or not (
        halftone is None or name(dictionary, "/HT") == "Default" or allowed
    ):
        yield "P320", "the file contains a halftone of a kind that PDF/X does not allow"


def _fill(stream: ContentStream, colour: ColourValue, pattern: Pattern | None) -> None:
    stream.state = stream.state._replace(fill=colour, fill_pattern=pattern)


def _stroke(stream: ContentStream, colour: ColourValue, pattern: Pattern | None) -> None:
    stream.state = stream.state._replace(stroke=colour, stroke_pattern=pattern)


def _device(space: ColourSpace, setter: Setter) -> Operator:
    """The operator that selects a device colour space and a colour in it."""

    def operator(stream: ContentStream, operands: list[Any]) -> None:
        values = numbers_of(operands, space.components)
        setter(stream, ColourValue(stream.space(f"/{space.family}") or space, values), None)

    return operator


def _selected(setter: Setter) -> Operator:
    """The operator that selects a colour space by name."""

    def operator(stream: ContentStream, operands: list[Any]) -> None:
        space = stream.space(operand_of(operands, str))
        if space is not None:
            setter(stream, initial(space), None)

    return operator


def _coloured(of: Literal["fill", "stroke"], setter: Setter) -> Operator:
    """The operator that sets a colour, or a pattern, in the current colour space."""

    def operator(stream: ContentStream, operands: list[Any]) -> None:
        space = (stream.state.fill if of == "fill" else stream.state.stroke).space
        values = tuple(float(value) for value in operands if is_number(value))
        if operands and isinstance(operands[-1], str):
            body = stream.resource("/Pattern", operands[-1])
            beneath = ColourValue(space.base, values) if space.base else ColourValue(space, ())
            reference = identity(table(stream.resources, "/Pattern"), operands[-1])
            pattern = Pattern(body, stream.resources, stream.base, reference)
            setter(stream, beneath, pattern if body is not None else None)
        else:
            setter(stream, ColourValue(space, values), None)

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
    "cs": _selected(_fill),
    "CS": _selected(_stroke),
    "sc": _coloured("fill", _fill),
    "scn": _coloured("fill", _fill),
    "SC": _coloured("stroke", _stroke),
    "SCN": _coloured("stroke", _stroke),
}
