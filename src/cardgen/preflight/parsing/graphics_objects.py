"""What is painted on a page, as plain values: lengths in points, boxes on the page."""

from __future__ import annotations

import re
from math import hypot
from typing import NamedTuple, TypeAlias

from cardgen.graphics.frame import Matrix
from cardgen.graphics.type.wording import clipped
from cardgen.preflight.parsing.colour_spaces import BLACK, Colour, Space
from cardgen.preflight.parsing.pdf_fonts import Typeface
from cardgen.preflight.parsing.rectangle import Box, after, meet, moved, scale, turned


class Paint(NamedTuple):
    """How something is coloured; transparent is what shows through it, or why: an alpha below 1, a
    blend mode or a soft mask."""

    colour: Colour = BLACK
    overprint: bool = False
    mode: int = 0  # OPM
    transparent: str = ""


class Text(NamedTuple):
    """What one operator sets; fill and stroke are None where its mode leaves them out. up is the
    way, and as long as, an em is tall. unknown counts the characters that its font does not have.
    """

    box: Box
    font: Typeface
    up: tuple[float, float]
    fill: Paint | None
    stroke: Paint | None
    unknown: int
    words: str = ""

    @property
    def size(self) -> float:
        return hypot(*self.up)

    @property
    def said(self) -> tuple[str, ...]:
        """What it says, as short as it can be shown; nothing where nobody knows."""
        return (clipped(self.words),) if self.words else ()


_WHOLE = 0.98  # of their boxes, which shapes drawn by rounded numbers just miss


class Area(NamedTuple):
    """A filled path; share is how much of its box it covers, of a rectangle all but a hair."""

    box: Box
    paint: Paint
    share: float

    @property
    def is_whole(self) -> bool:
        return self.share > _WHOLE


class Line(NamedTuple):
    box: Box
    paint: Paint
    width: float


class Picture(NamedTuple):
    """An image; space is None and paint is there where it is a stencil. Line art has pixels that
    are there or not, and nothing between."""

    box: Box
    matrix: Matrix
    pixels: tuple[int, int]
    is_line_art: bool
    space: Space | None
    paint: Paint | None
    transparent: str
    filters: tuple[str, ...]


class Shade(NamedTuple):
    """A run of colours."""

    box: Box
    space: Space
    transparent: str


class Group(NamedTuple):
    """A form that is blended as one, in a space of its own if it has one."""

    box: Box
    space: Space | None


class Flaw(NamedTuple):
    """What cannot be painted, or should not be asked for, and the code to be told of it."""

    box: Box
    code: str
    what: str


# What such plates are called, in any case and with other words after it.
_TECHNICAL = re.compile(
    r"(die|die ?line|(cut|thru ?cut) ?contour|kiss ?cut|crease|fold|perf(oration)?|score)\b", re.I
)

Mark: TypeAlias = Text | Area | Line | Picture | Shade | Group | Flaw


def placed(mark: Mark, matrix: Matrix, clip: Box) -> Mark | None:
    """The mark as a form paints it there, or None where nothing of it is seen."""
    box = meet(moved(mark.box, matrix), clip)
    if box is None:
        return None
    match mark:
        case Text():
            return mark._replace(box=box, up=turned(mark.up, matrix))
        case Line():
            return mark._replace(box=box, width=mark.width * scale(matrix))
        case Picture():
            return mark._replace(box=box, matrix=after(mark.matrix, matrix))
        case _:
            return mark._replace(box=box)


def paints(mark: Mark) -> tuple[Paint, ...]:
    """The paints a mark is made with."""
    match mark:
        case Text():
            return tuple(filter(None, (mark.fill, mark.stroke)))
        case Area() | Line():
            return (mark.paint,)
        case Picture():
            return (mark.paint,) if mark.paint else ()
        case _:
            return ()


def transparent(mark: Mark) -> str:
    """What shows through the mark, or nothing."""
    if isinstance(mark, (Picture, Shade)):
        return mark.transparent
    if isinstance(mark, Group):
        return "a transparency group"
    return next((paint.transparent for paint in paints(mark) if paint.transparent), "")


def is_technical(mark: Mark) -> bool:
    """Whether it is for a machine that cuts or folds, on a plate that is not printed."""
    names = [ink for paint in paints(mark) for ink in paint.colour.inks or ()]
    return bool(names) and all(map(_TECHNICAL.match, names))


def is_seen(mark: Mark) -> bool:
    """Whether it leaves ink on the paper."""
    if isinstance(mark, (Group, Flaw)):
        return False
    made = paints(mark)
    return not made or any(not paint.colour.is_white for paint in made)
