"""SVG files → drawings of filled paths; whatever cannot be drawn is reported at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path as File
from xml.parsers import expat

from cardgen.graphics.art.outlines import Outline, mapped
from cardgen.graphics.frame import Frame, Matrix, Path
from cardgen.intake import read_bytes
from cardgen.limits import (
    PICTURE_SIZE,
    SVG_ATTRIBUTE,
    SVG_DEPTH,
    SVG_ELEMENTS,
    SVG_ENTITIES,
    SVG_ENTITY,
    SVG_PROBLEMS,
    SVG_REFERENCES,
    SVG_STEPS,
    Limit,
)
from cardgen.model.forms.readers import Unreadable, refuse
from cardgen.problems import Mark, Problems
from cardgen.read.svg_shapes import (
    FARTHEST,
    NUMBER,
    SHAPES,
    TooManySteps,
    ink_of,
    matrices_of,
    outline,
    path_data,
)
from cardgen.value import Value

_FAR = 1000  # times the size of the drawing; more is a mistake, and soon too much for a PDF
_SVG = "http://www.w3.org/2000/svg"
_MM = 96 / 25.4
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "mm": _MM, "cm": 10 * _MM}
# Elements of which nothing is painted in their place.
_NOT_PAINTED = frozenset(["title", "desc", "metadata", "defs", "symbol", "style", "script"]) | {
    *("clipPath", "filter", "linearGradient", "marker", "mask", "pattern", "radialGradient")
}
_INHERITED = {
    "fill": "black",
    "fill-rule": "nonzero",
    "fill-opacity": "1",
    "visibility": "visible",
    "stroke": "none",
    "stroke-width": "1",
}
_EFFECTS = {
    "opacity": "1",
    "clip-path": "none",
    "mask": "none",
    "filter": "none",
    "mix-blend-mode": "normal",
}
_PROPERTIES = (*_INHERITED, *_EFFECTS, "display")
# The attributes that are read, but for outlines, which may be long.
_MEASURED = frozenset(_PROPERTIES) | frozenset(
    ["style", "transform", "viewBox", "width", "height", "x", "y", "r", "rx", "ry", "cx", "cy"]
)
# For whoever has no drawing program: wide enough for a card of A6 at 300 ppi.
_AS_PNG = "or save it as PNG, at least 1,300 pixels wide"
_FIXES = {
    "text": f"convert text to paths, {_AS_PNG}",
    "image": "give the card that picture itself, as JPEG or PNG",
    "use": f"expand or unlink clones and symbols, {_AS_PNG}",
    "style": f"save it with styles as attributes instead of CSS, {_AS_PNG}",
    "stroke": f"convert strokes to paths, {_AS_PNG}",
    "script": f"delete it, {_AS_PNG}",
}
_ELSE = f"delete it, or convert it to paths with plain fills, {_AS_PNG}"
_PLAIN = f"give it a plain colour, as in #FFCE24, convert gradients to paths, {_AS_PNG}"


class _OpenElement(Value):
    """What applies inside an open element, with all transforms around it as one."""

    values: Mapping[str, str]
    transform: Matrix
    is_painted: bool


def read_svg(path: File, shown_as: str, problems: Problems) -> Frame:
    """Returns the drawing inside the file's view box, with 1 mm for each user unit.

    Raises Unreadable, with everything noted, if something in the drawing cannot be drawn.
    """
    return drawing_of(read_bytes(path, shown_as, PICTURE_SIZE), shown_as, problems)


def drawing_of(data: bytes, shown_as: str, problems: Problems) -> Frame:
    """Returns the drawing in the bytes of a file, as read_svg does."""
    return _Reader(shown_as, problems).read(data)


class _Reader:
    """A reader that follows the parser through a file.

    Nothing outside the file is ever fetched. Of entities, which can expand to more than memory
    holds, only those are read that are short texts, such as the addresses of namespaces that
    Illustrator declares, and only so many references to them.
    """

    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems
        self._references = 0  # that there may be at most, if all & are some
        self._entities, self._elements, self._steps = 0, 0, 0
        self._paths: list[Path] = []
        self._open: list[_OpenElement] = []
        self._reported: set[str] = set()
        self._size = 0.0, 0.0
        self._root = 1, 1  # the line and the column of its first element
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = lambda name: self._open.pop()
        self._parser.EntityDeclHandler = self._entity

    def read(self, data: bytes) -> Frame:
        self._references = data.count(b"&")  # the same byte in every encoding that is read
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as reason:
            where = Mark(self._file, reason.lineno, reason.offset + 1, reason.offset + 2)
            what = f"this is not XML: {expat.ErrorString(reason.code)}"
            raise refuse(self._problems, "E222", where, what, "save the drawing again") from None
        except (LookupError, ValueError):
            what = "the file is in an unknown encoding"
            raise refuse(
                self._problems, "E222", Mark(self._file), what, "save it in UTF-8"
            ) from None
        if not self._reported and not any(map(self._is_seen, self._paths)):
            fix = f"give its paths fills, and have them within its view box, {_AS_PNG}"
            self._refuse("svg", "nothing in this drawing is painted", fix, self._root)
        if self._reported:
            raise Unreadable(self._file)
        return Frame(*self._size, tuple(self._paths))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        space, _, own = name.rpartition(" ")
        self._elements += 1
        self._hold(own, "the drawing has", self._elements, SVG_ELEMENTS)
        self._hold(own, "elements are nested", len(self._open), SVG_DEPTH)
        for key in _MEASURED.intersection(attributes):
            self._hold(own, f'the attribute "{key}" has', len(attributes[key]), SVG_ATTRIBUTE)
        outer = self._open[-1] if self._open else self._outermost(own, space, attributes)
        values = _values(attributes)
        is_svg = space in ("", _SVG)
        if is_svg and own in ("style", "script"):
            self._refuse(own, f"<{own}> is not supported", _FIXES[own])
        hidden = not is_svg or own in _NOT_PAINTED or values.get("display") == "none"
        if hidden or not outer.is_painted:
            self._open.append(outer._replace(is_painted=False))
            return
        for effect, plain in _EFFECTS.items():
            if not _same(values.get(effect, plain), plain):
                self._refuse(own, f"the {effect} of this <{own}> is not drawn", _ELSE)
        transform = values.get("transform", attributes.get("transform", ""))
        matrix = outer.transform
        for inner in self._transforms(own, transform):
            matrix = _within(matrix, inner)
        given = {n: v for n, v in values.items() if n in _INHERITED and v != "inherit"}
        element = _OpenElement({**outer.values, **given}, matrix, True)
        if own in SHAPES:
            self._shape(own, attributes, element)
        elif own != "g" and self._open:
            self._refuse(own, f"<{own}> is not drawn", _FIXES.get(own, _ELSE))
            element = element._replace(is_painted=False)
        self._open.append(element)

    def _outermost(self, own: str, space: str, attributes: Mapping[str, str]) -> _OpenElement:
        """What applies around all elements."""
        if own != "svg" or space not in ("", _SVG):
            fix = f'save it as SVG: its first element is <svg xmlns="{_SVG}">'
            raise self._unreadable(own, f"this <{own}> is not an SVG drawing", fix)
        self._root = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return _OpenElement(_INHERITED, self._view(attributes), True)

    def _shape(self, own: str, attributes: Mapping[str, str], element: _OpenElement) -> None:
        """Add the path of a shape."""
        values = element.values
        if values["visibility"] != "visible":
            return
        if values["stroke"] != "none" and not _same(values["stroke-width"], "0"):
            self._refuse(own, f"the stroke of this <{own}> is not drawn", _FIXES["stroke"])
        if values["fill"] == "none":
            return
        if not _same(values["fill-opacity"], "1"):
            what = f"the fill-opacity of this <{own}> is not drawn"
            fix = f"give it a colour that covers what is behind it, {_AS_PNG}"
            self._refuse(own, what, fix)
        try:
            ink = ink_of(values["fill"])
        except ValueError:
            what = f'the fill "{values["fill"]}" of this <{own}> is not a plain colour'
            self._refuse(own, what, _PLAIN)
            return
        try:
            steps = outline(path_data(own, attributes))
        except TooManySteps:
            self._hold(own, "it has", SVG_STEPS.most + 1, SVG_STEPS)
            return
        except ValueError as reason:
            wrong = f'goes wrong at "{reason}"' if str(reason) else "ends too soon"
            self._refuse(own, f"the outline of this <{own}> {wrong}", "save the drawing again")
            return
        self._steps += len(steps)
        self._hold(own, "it has", self._steps, SVG_STEPS)
        steps = mapped(steps, element.transform)
        if steps and not _is_flat(steps):
            path = Path(steps, ink, values["fill-rule"] != "evenodd")
            if not all(abs(edge) <= _FAR * max(self._size) for edge in path.extent):
                self._refuse(own, f"this <{own}> extends far beyond the drawing", "delete it")
            self._paths.append(path)

    def _is_seen(self, path: Path) -> bool:
        """Whether some of the path may lie within the view box."""
        left, top, right, bottom = path.extent
        return left < self._size[0] and top < self._size[1] and right > 0 and bottom > 0

    def _view(self, attributes: Mapping[str, str]) -> Matrix:
        """The transform that moves the view box to the origin."""
        box = [float(n) for n in re.findall(NUMBER, attributes.get("viewBox", ""))]
        if not box:
            box = [0.0, 0.0]
            for name in ("width", "height"):
                found = re.fullmatch(rf"\s*({NUMBER})\s*([a-z]*)\s*", attributes.get(name, ""))
                if found and found[2] in _UNITS:
                    box.append(float(found[1]) * _UNITS[found[2]])
        if len(box) != 4 or not all(0 < side < FARTHEST for side in box[2:]):
            what = "the drawing has no size"
            raise self._unreadable("svg", what, 'give it a viewBox, as in viewBox="0 0 400 300"')
        self._size = box[2], box[3]
        return 1, 0, 0, 1, -box[0], -box[1]

    def _transforms(self, own: str, transform: str) -> tuple[Matrix, ...]:
        try:
            return tuple(matrices_of(transform))
        except ValueError:
            what = f'"{transform}" is not a known transform'
            self._refuse(own, what, "save the drawing again")
            return ()

    def _entity(self, name: str, is_parameter: bool, value: str | None, *rest: str | None) -> None:
        """Take the declaration of an entity; one without a value stands for another file."""
        fix = "save it as plain SVG, or delete the lines that begin with <!ENTITY"
        if value is None or is_parameter:
            what = f'the file declares an entity, "{name}", that stands for another file'
            raise self._unreadable(name, what, fix)
        if "&" in value or "%" in value or "<" in value:
            what = f'the entity "{name}" holds others, and could grow without end'
            raise self._unreadable(name, what, fix)
        self._entities += 1
        self._hold(name, "the drawing declares", self._entities, SVG_ENTITIES)
        self._hold(name, f'the entity "{name}" has', len(value), SVG_ENTITY)
        self._hold(name, "with entities, the drawing has", self._references, SVG_REFERENCES)

    def _hold(self, own: str, what: str, count: int, limit: Limit) -> None:
        """Raises Unreadable, with the problem noted, if the count is beyond the limit."""
        if count > limit.most:
            fix = "simplify the drawing, or save it as PNG"
            raise self._unreadable(own, f"{what} more than {limit}, the limit", fix)

    def _unreadable(self, own: str, what: str, fix: str) -> Unreadable:
        self._refuse(own, what, fix)
        return Unreadable(what)

    def _refuse(self, own: str, what: str, fix: str, at: tuple[int, int] | None = None) -> None:
        """Note an error at the element that begins here, or at that place; the same error is noted
        once."""
        if what not in self._reported:
            if len(self._reported) == SVG_PROBLEMS.most:
                raise Unreadable(what)
            self._reported.add(what)
            here = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            line, column = at or here
            where = Mark(self._file, line, column, column + 1 + len(own))
            self._problems.error("E225", where, what, fix)


def _values(attributes: Mapping[str, str]) -> dict[str, str]:
    """The properties that an element has from its attributes or, before these, from its style."""
    found = {name: attributes[name].strip() for name in _PROPERTIES if name in attributes}
    for declaration in attributes.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip()] = value.strip()
    return found


def _is_flat(steps: Outline) -> bool:
    """Whether all points lie on one line, so that there is nothing within them to fill."""
    points = [
        (float(step[at]), float(step[at + 1])) for step in steps for at in range(1, len(step), 2)
    ]
    (x, y), *others = points
    far_x, far_y = max(others, key=lambda p: abs(p[0] - x) + abs(p[1] - y), default=(x, y))
    width, height = far_x - x, far_y - y
    least = 1e-9 * (width * width + height * height)
    return all(abs(width * (q - y) - height * (p - x)) <= least for p, q in others)


def _within(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that first does what the inner one does, and then the outer one."""
    a, b, c, d, e, f = outer
    m, n, o, p, q, r = inner
    return (
        *(a * m + c * n, b * m + d * n),
        *(a * o + c * p, b * o + d * p),
        *(a * q + c * r + e, b * q + d * r + f),
    )


def _same(value: str, plain: str) -> bool:
    try:
        return float(value) == float(plain)
    except ValueError:
        return value == plain
