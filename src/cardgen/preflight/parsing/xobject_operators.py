"""The operators of images and forms, and patterns and shadings (ISO 32000-1, 8.7 to 8.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.colour_spaces import ColourSpace, ColourValue
from cardgen.preflight.parsing.content_stream import (
    ContentStream,
    GraphicsState,
    Operator,
    Pattern,
    operand_of,
)
from cardgen.preflight.parsing.graphics_objects import (
    GraphicsObject,
    ImageObject,
    ShadingObject,
    TransparencyGroup,
    placed,
)
from cardgen.preflight.parsing.objects import (
    entry,
    identity,
    items,
    matrix,
    name,
    number,
    rectangle,
    table,
    truth,
)
from cardgen.preflight.parsing.rectangle import (
    EVERYWHERE,
    NOWHERE,
    UPRIGHT,
    Rectangle,
    after,
    intersection,
    moved,
)
from cardgen.preflight.parsing.segments import PageSegment

_UNIT = Rectangle(0, 0, 1, 1)
_DEEPEST = 20  # forms within each other


def _do(stream: ContentStream, operands: list[Any]) -> None:
    key = operand_of(operands, str)
    thing = stream.resource("/XObject", key)
    if thing is None:
        return
    kind, reference = name(thing, "/Subtype"), identity(table(stream.resources, "/XObject"), key)
    if kind == "Image":
        stream.add(_image(stream, thing, key))
        if not stream.is_whole(thing, reference):
            stream.invalid("P520", f"the picture {key} is damaged, and part of it will be missing")
    elif kind == "Form" and name(thing, "/Subtype2") != "PS":
        _form(stream, thing, reference)
    else:
        stream.invalid("P406", "a PostScript program is in the place of a picture or form")


def _form(stream: ContentStream, form: Any, reference: int | None) -> None:
    if not stream.is_whole(form, reference):
        stream.invalid("P520", "a form is damaged, and part of it will be missing")
    if reference in stream.within or len(stream.within) == _DEEPEST:
        stream.invalid("P521", "a form contains itself, or is nested too deeply")
        return
    group = table(form, "/Group")
    if name(group, "/S") == "Transparency":
        value = entry(group, "/CS")
        space = stream.space(value) if value is not None else None
        stream.add([TransparencyGroup(_extent(form, stream.state), space)])
    if stream.within or reference is None:
        stream.add(_shown(stream, form, reference))
        return
    key = _form, reference, stream.state, _inherited(stream, form)
    if key not in stream.cache.known:
        segment = PageSegment(_shown(stream, form, reference))
        stream.cache.keep(key, segment, len(segment.objects))
    stream.place(stream.cache.known[key])


def _shown(stream: ContentStream, form: Any, reference: int | None) -> Iterator[GraphicsObject]:
    """The objects of a form where they are placed."""
    for item in _inside(stream, form, reference):
        shown = placed(item, stream.state.matrix, stream.state.clip)
        if shown is not None:
            yield shown


def _inside(stream: ContentStream, form: Any, reference: int | None) -> tuple[GraphicsObject, ...]:
    """The objects of a form in its own coordinates, read once for each graphics state that it
    inherits."""
    bare = stream.state._replace(matrix=UPRIGHT, clip=EVERYWHERE)
    key = reference, bare, _inherited(stream, form)
    known: tuple[GraphicsObject, ...] | None = stream.cache.known.get(key)
    if reference is not None and known is not None:
        return known
    own = matrix(form, "/Matrix") or UPRIGHT
    objects = _streamed(stream, form, bare, reference, stream.resources, own)
    if reference is not None:
        stream.cache.keep(key, objects, len(objects))
    return objects


def _inherited(stream: ContentStream, form: Any) -> str:
    """The resources of the stream around a form that has none of its own."""
    return repr(stream.resources) if entry(form, "/Resources") is None else ""


def _streamed(
    stream: ContentStream,
    form: Any,
    state: GraphicsState,
    reference: int | None,
    inherited: Any,
    base: Matrix,
) -> tuple[GraphicsObject, ...]:
    """The objects of a stream with a bounding box and perhaps resources of its own."""
    box = rectangle(form, "/BBox")
    clip = moved(box, base) if box else EVERYWHERE
    inner = state._replace(matrix=base, clip=clip)
    resources = entry(form, "/Resources")
    if resources is None:
        resources = inherited
    own = reference if reference is not None else -1
    return stream.inner(stream.cache.data_of(form), resources, inner, own)


def patterned(
    stream: ContentStream, pattern: Pattern, beneath: ColourValue, box: Rectangle
) -> list[GraphicsObject]:
    """What a pattern paints in a box: each object of its cell, as if it covered the box."""
    body = pattern.body
    if number(body, "/PatternType") == 2:
        return _shade(stream, entry(body, "/Shading"), box)
    if pattern.number in stream.within or len(stream.within) == _DEEPEST:
        stream.invalid("P521", "a pattern contains itself, or is nested too deeply")
        return []
    state = GraphicsState(fill=beneath, stroke=beneath)
    base = after(matrix(body, "/Matrix") or UPRIGHT, pattern.base)
    objects = _streamed(stream, body, state, pattern.number, pattern.resources, base)
    return [item._replace(box=box) for item in objects]


def _shading(stream: ContentStream, operands: list[Any]) -> None:
    shading = stream.resource("/Shading", operand_of(operands, str))
    if shading is not None:
        stream.add(_shade(stream, shading, stream.state.clip))


def _shade(stream: ContentStream, shading: Any, box: Rectangle) -> list[GraphicsObject]:
    space = stream.space(entry(shading, "/ColorSpace"))
    transparency = stream.state.fill_paint.transparency
    return [ShadingObject(box, space, transparency)] if space else []


def _inline(stream: ContentStream, operands: list[Any]) -> None:
    stream.add(_image(stream, operands[0], "in the stream"))


def _image(stream: ContentStream, image: Any, called: str) -> list[GraphicsObject]:
    state = stream.state
    box = intersection(moved(_UNIT, state.matrix), state.clip)
    pixels = int(number(image, "/Width")), int(number(image, "/Height"))
    if box is None:
        return []
    if min(pixels) < 1:
        stream.invalid("P408", f"the picture {called} has no pixels")
        return []
    stencil, bits = truth(image, "/ImageMask"), number(image, "/BitsPerComponent")
    value = entry(image, "/ColorSpace")
    space: ColourSpace | None = None
    if not stencil and value is not None:
        space = stream.space(value)
    transparency = state.fill_paint.transparency
    if not transparency and isinstance(entry(image, "/SMask"), dict):
        transparency = "a picture with a soft mask"
    filters = items(image, "/Filter") or [entry(image, "/Filter")]
    return [
        ImageObject(
            box,
            state.matrix,
            pixels,
            stencil or (space is not None and space.components == 1 and bits == 1),
            space,
            state.fill_paint if stencil else None,
            transparency,
            tuple(str(one)[1:] for one in filters if isinstance(one, str)),
        )
    ]


def _extent(form: Any, state: GraphicsState) -> Rectangle:
    """The part of the page that a form can paint."""
    box = rectangle(form, "/BBox")
    if box is None:
        return state.clip
    own = matrix(form, "/Matrix") or UPRIGHT
    return intersection(moved(box, after(own, state.matrix)), state.clip) or NOWHERE


OPERATORS: dict[str, Operator] = {"Do": _do, "sh": _shading, "BI": _inline}
