"""Pictures, forms, patterns and runs of colours (ISO 32000-1, 8.7 to 8.10)."""

from __future__ import annotations

from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.colour_spaces import Colour, Space
from cardgen.preflight.parsing.graphics_objects import Group, Mark, Picture, Shade, placed
from cardgen.preflight.parsing.interpreter import Operator, Pattern, Run, State
from cardgen.preflight.parsing.objects import (
    data_of,
    entry,
    identity,
    items,
    name,
    number,
    numbers,
    table,
    truth,
)
from cardgen.preflight.parsing.rectangle import (
    EVERYWHERE,
    NOWHERE,
    UPRIGHT,
    Box,
    after,
    meet,
    moved,
)

_UNIT = Box(0, 0, 1, 1)
_DEEPEST = 20  # forms within each other


def _do(run: Run, operands: list[Any]) -> None:
    thing = run.named("/XObject", operands[-1])
    if thing is None:
        return
    kind = name(thing, "/Subtype")
    if kind == "Image":
        run.add(_picture(run, thing, operands[-1]))
        if not run.is_whole(thing, identity(table(run.resources, "/XObject"), operands[-1])):
            run.flaw("P520", f"the picture {operands[-1]} is damaged, and will be missing in part")
    elif kind == "Form" and name(thing, "/Subtype2") != "PS":
        _form(run, thing, identity(table(run.resources, "/XObject"), operands[-1]))
    else:
        run.flaw("P406", "a PostScript program stands where a picture or form should be")


def _form(run: Run, form: Any, reference: int | None) -> None:
    if not run.is_whole(form, reference):
        run.flaw("P520", "a form is damaged, and what it paints will be missing in part")
    if reference in run.within or len(run.within) == _DEEPEST:
        run.flaw("P521", "a form is painted within itself, or too deep within others")
        return
    group = table(form, "/Group")
    if name(group, "/S") == "Transparency":
        value = entry(group, "/CS")
        space = run.space(value) if value is not None else None
        run.add([Group(_extent(form, run.state), space)])
    matrix = run.state.matrix
    for mark in _inside(run, form, reference):
        shown = placed(mark, matrix, run.state.clip)
        if shown is not None:
            run.add([shown])


def _inside(run: Run, form: Any, reference: int | None) -> tuple[Mark, ...]:
    """The marks of a form in the space it is painted in, read once for all that inherits alike."""
    bare = run.state._replace(matrix=UPRIGHT, clip=EVERYWHERE)
    if reference is not None and (reference, bare) in run.known.forms:
        return run.known.forms[reference, bare]
    marks = _streamed(run, form, bare, reference, run.resources, matrix_of(form))
    if reference is not None:
        run.known.keep(reference, bare, marks)
    return marks


def _streamed(
    run: Run, form: Any, state: State, reference: int | None, inherited: Any, matrix: Matrix
) -> tuple[Mark, ...]:
    """The marks of a stream with a box and perhaps resources of its own."""
    box = numbers(form, "/BBox", 4)
    clip = moved(_upright(box), matrix) if box else EVERYWHERE
    inner = state._replace(matrix=matrix, clip=clip)
    resources = entry(form, "/Resources") or inherited
    within = (*run.within, reference if reference is not None else -1)
    return run.known.read(run.known, data_of(form), resources, inner, within)


def patterned(run: Run, pattern: Pattern, beneath: Colour, box: Box) -> list[Mark]:
    """What a pattern paints in a box: each mark of its cell, as if it reached all over it."""
    body = pattern.body
    if number(body, "/PatternType") == 2:
        return _shade(run, entry(body, "/Shading"), box)
    if pattern.number in run.within or len(run.within) == _DEEPEST:
        run.flaw("P521", "a pattern is painted within itself, or too deep within others")
        return []
    state = State(fill=beneath, stroke=beneath)
    matrix = after(matrix_of(body), pattern.base)
    marks = _streamed(run, body, state, pattern.number, pattern.resources, matrix)
    return [mark._replace(box=box) for mark in marks]


def _shading(run: Run, operands: list[Any]) -> None:
    shading = run.named("/Shading", operands[-1])
    if shading is not None:
        run.add(_shade(run, shading, run.state.clip))


def _shade(run: Run, shading: Any, box: Box) -> list[Mark]:
    space = run.space(entry(shading, "/ColorSpace"))
    through = run.state.fill_paint.transparent
    return [Shade(box, space, through)] if space else []


def _inline(run: Run, operands: list[Any]) -> None:
    run.add(_picture(run, operands[0], "in the stream"))


def _picture(run: Run, image: Any, called: str) -> list[Mark]:
    state = run.state
    box = meet(moved(_UNIT, state.matrix), state.clip)
    pixels = int(number(image, "/Width")), int(number(image, "/Height"))
    if box is None:
        return []
    if min(pixels) < 1:
        run.flaw("P408", f"the picture {called} has no pixels")
        return []
    stencil = truth(image, "/ImageMask")
    value = entry(image, "/ColorSpace")
    space: Space | None = None
    if not stencil and value is not None:
        space = run.space(value)
    through = state.fill_paint.transparent
    if not through and isinstance(entry(image, "/SMask"), dict):
        through = "a picture with a soft mask"
    filters = items(image, "/Filter") or [entry(image, "/Filter")]
    return [
        Picture(
            box,
            state.matrix,
            pixels,
            stencil
            or (number(image, "/BitsPerComponent") == 1 and space is not None and space.parts == 1),
            space,
            state.fill_paint if stencil else None,
            through,
            tuple(str(one)[1:] for one in filters if isinstance(one, str)),
        )
    ]


def _extent(form: Any, state: State) -> Box:
    """Where a form can paint."""
    box = numbers(form, "/BBox", 4)
    if box is None:
        return state.clip
    matrix = after(matrix_of(form), state.matrix)
    return meet(moved(_upright(box), matrix), state.clip) or NOWHERE


def matrix_of(form: Any) -> Matrix:
    found = numbers(form, "/Matrix", 6)
    return found if found else UPRIGHT  # type: ignore[return-value]


def _upright(box: tuple[float, ...]) -> Box:
    a, b, c, d = box
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


OPERATORS: dict[str, Operator] = {"Do": _do, "sh": _shading, "BI": _inline}
