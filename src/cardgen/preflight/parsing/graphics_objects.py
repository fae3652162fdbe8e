"""Graphics objects (ISO 32000-1, 8.2): what is painted on a page, as plain values.

Lengths are in points, boxes on the page; paints are those of an object, none for images and
shadings with colours of their own.
"""

from __future__ import annotations

import re
from math import hypot
from typing import TypeAlias

from cardgen.graphics.frame import Matrix
from cardgen.graphics.type.wording import clipped
from cardgen.preflight.parsing.colour_spaces import BLACK, ColourSpace, ColourValue
from cardgen.preflight.parsing.pdf_fonts import PdfFont
from cardgen.preflight.parsing.rectangle import (
    Rectangle,
    after,
    intersection,
    mapped_vector,
    moved,
    scale,
)
from cardgen.value import Value


class Paint(Value):
    """How an object is coloured. transparency names what makes it transparent (an opacity below 1,
    a blend mode, a soft mask) and is empty where it is opaque."""

    colour: ColourValue = BLACK
    overprint: bool = False
    mode: int = 0  # OPM
    transparency: str = ""


class TextObject(Value):
    """The text that one operator shows.

    fill and stroke are None where the rendering mode leaves them out; up is the vector of an em's
    height; missing counts the characters that the font does not have.
    """

    box: Rectangle
    font: PdfFont
    up: tuple[float, float]
    fill: Paint | None
    stroke: Paint | None
    missing: int
    words: str = ""

    @property
    def paints(self) -> tuple[Paint, ...]:
        return tuple(paint for paint in (self.fill, self.stroke) if paint)

    @property
    def size(self) -> float:
        return hypot(*self.up)

    @property
    def clipped_words(self) -> tuple[str, ...]:
        """The words in it, clipped for a message; none where they are not known."""
        return (clipped(self.words),) if self.words else ()


_WHOLE = 0.98  # of its box: rectangles drawn with rounded numbers fall just short of all


class FilledPath(Value):
    """A filled path; share is the part of its box that it covers."""

    box: Rectangle
    paint: Paint
    share: float

    @property
    def paints(self) -> tuple[Paint, ...]:
        return (self.paint,)

    @property
    def is_rectangle(self) -> bool:
        return self.share > _WHOLE


class StrokedPath(Value):
    """A stroked subpath and its line width in points."""

    box: Rectangle
    paint: Paint
    width: float

    @property
    def paints(self) -> tuple[Paint, ...]:
        return (self.paint,)


class ImageObject(Value):
    """An image. A stencil mask has a paint and no colour space; line art has one bit to the
    pixel."""

    box: Rectangle
    matrix: Matrix
    pixels: tuple[int, int]
    is_line_art: bool
    space: ColourSpace | None
    paint: Paint | None
    transparency: str
    filters: tuple[str, ...]

    @property
    def paints(self) -> tuple[Paint, ...]:
        return (self.paint,) if self.paint else ()


class ShadingObject(Value):
    """A shading, in a colour space."""

    box: Rectangle
    space: ColourSpace
    transparency: str
    paints: tuple[Paint, ...] = ()


class TransparencyGroup(Value):
    """A form that is a transparency group, with its blending space if it has one of its own."""

    box: Rectangle
    space: ColourSpace | None
    paints: tuple[Paint, ...] = ()


class InvalidContent(Value):
    """Invalid or forbidden content, with the code it is reported under."""

    box: Rectangle
    code: str
    what: str
    paints: tuple[Paint, ...] = ()


# Names of plates for cutting and creasing, in any case and with other words after them.
_TECHNICAL = re.compile(
    r"(die|die ?line|(cut|thru ?cut) ?contour|kiss ?cut|crease|fold|perf(oration)?|score)\b", re.I
)

GraphicsObject: TypeAlias = (
    TextObject
    | FilledPath
    | StrokedPath
    | ImageObject
    | ShadingObject
    | TransparencyGroup
    | InvalidContent
)


def placed(item: GraphicsObject, matrix: Matrix, clip: Rectangle) -> GraphicsObject | None:
    """The object as the form that contains it paints it, or None where it is clipped away."""
    box = intersection(moved(item.box, matrix), clip)
    if box is None:
        return None
    match item:
        case TextObject():
            return item._replace(box=box, up=mapped_vector(item.up, matrix))
        case StrokedPath():
            return item._replace(box=box, width=item.width * scale(matrix))
        case ImageObject():
            return item._replace(box=box, matrix=after(item.matrix, matrix))
        case _:
            return item._replace(box=box)


def transparency_of(item: GraphicsObject) -> str:
    """What makes an object transparent, or nothing."""
    if isinstance(item, (ImageObject, ShadingObject)):
        return item.transparency
    if isinstance(item, TransparencyGroup):
        return "a transparency group"
    return next((paint.transparency for paint in item.paints if paint.transparency), "")


def is_technical(item: GraphicsObject) -> bool:
    """Whether an object is only on plates for cutting or folding, which are not printed."""
    names = [ink for paint in item.paints for ink in paint.colour.inks or ()]
    return bool(names) and all(map(_TECHNICAL.match, names))


def is_seen(item: GraphicsObject) -> bool:
    """Whether an object leaves ink on the paper."""
    if isinstance(item, (TransparencyGroup, InvalidContent)):
        return False
    made = item.paints
    return not made or any(not paint.colour.is_white for paint in made)
