"""The state of a content stream while it is interpreted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.colour_spaces import (
    BLACK,
    ColourSpace,
    ColourValue,
    InvalidSpace,
    MissingSpace,
    space_of,
)
from cardgen.preflight.parsing.graphics_objects import GraphicsObject, InvalidContent, Paint
from cardgen.preflight.parsing.objects import (
    data_of,
    entry,
    identity,
    is_number,
    is_whole,
    plain,
    table,
)
from cardgen.preflight.parsing.pdf_fonts import PdfFont, pdf_font
from cardgen.preflight.parsing.rectangle import EVERYWHERE, UPRIGHT, Rectangle
from cardgen.preflight.parsing.segments import PageSegment
from cardgen.value import Value

MOST_OBJECTS = 200_000  # on one page; a file with more is for people to judge
# What is read and painted in all: cardgen's own files have three to about ten bytes of their size
# to a step, others about three, and more is drawn again and again to take time.
_FEWEST_STEPS, _FILE_BYTES_TO_A_STEP = 500_000, 2
STREAM_BYTES_TO_A_STEP = 64  # bytes of a stream, which take time though nothing may be in them


class TooMuchDrawn(Exception):
    """There is more on a page, or in a file, than is looked at; it says what."""


class InvalidOperand(Exception):
    """An operator lacks an operand, or has one of another type."""


def numbers_of(operands: list[Any], count: int) -> tuple[float, ...]:
    """The last operands, so many numbers; raises InvalidOperand where they are not."""
    found = operands[-count:]
    if len(found) < count or not all(map(is_number, found)):
        raise InvalidOperand
    return tuple(map(float, found))


def number_of(operands: list[Any]) -> float:
    return numbers_of(operands, 1)[0]


Operand = TypeVar("Operand", str, bytes, list[Any])


def operand_of(operands: list[Any], kind: type[Operand]) -> Operand:
    """The last operand, of a type; raises InvalidOperand where it is of another."""
    last = operands[-1] if operands else None
    if not isinstance(last, kind):
        raise InvalidOperand
    return last


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern that fills a shape in place of a colour, with the resources and the base matrix of
    the stream that chose it. number is that of its object, if it has one."""

    body: Any
    resources: Any
    base: Matrix
    number: int | None


class GraphicsState(Value):
    """The graphics state (ISO 32000-1, 8.4), as far as it changes what is printed."""

    matrix: Matrix = UPRIGHT
    clip: Rectangle = EVERYWHERE
    fill: ColourValue = BLACK
    stroke: ColourValue = BLACK
    fill_pattern: Pattern | None = None
    stroke_pattern: Pattern | None = None
    width: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    font: PdfFont | None = None
    size: float = 0.0
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    @property
    def fill_paint(self) -> Paint:
        transparency = self._transparency(self.fill_alpha)
        return Paint(self.fill, self.fill_overprint, self.overprint_mode, transparency)

    @property
    def stroke_paint(self) -> Paint:
        transparency = self._transparency(self.stroke_alpha)
        return Paint(self.stroke, self.stroke_overprint, self.overprint_mode, transparency)

    def _transparency(self, alpha: float) -> str:
        if self.masked:
            return "a soft mask"
        if self.blend not in ("Normal", "Compatible"):
            return f"the blend mode {self.blend}"
        return "" if alpha >= 1 else f"an opacity of {100 * alpha:.0f} %"


@dataclass
class FileCache:
    """What is read once for a whole file, by object number.

    interpret turns a stream within a stream into graphics objects; inks gathers the definitions of
    each spot ink; inheriting tells of forms and fonts whether they take resources of the page;
    known is what has been worked out, by all that it was worked out from; left counts down the
    objects that a page may still have, steps what may still be looked at in the file, room what may
    still be added to known.
    """

    interpret: Interpret
    spaces: dict[int, ColourSpace] = field(default_factory=dict)
    fonts: dict[int, PdfFont] = field(default_factory=dict)
    inks: dict[str, set[ColourSpace]] = field(default_factory=dict)
    whole: dict[int, bool] = field(default_factory=dict)
    inheriting: dict[int, bool] = field(default_factory=dict)
    known: dict[Hashable, Any] = field(default_factory=dict)
    left: int = MOST_OBJECTS
    steps: int = _FEWEST_STEPS
    room: int = MOST_OBJECTS

    @classmethod
    def of_file(cls, interpret: Interpret, size: int) -> FileCache:
        """That of a file of so many bytes, which tell how many steps are taken through it."""
        return cls(interpret, steps=_FEWEST_STEPS + size // _FILE_BYTES_TO_A_STEP)

    def step(self, count: int = 1) -> None:
        """Count steps; raises TooMuchDrawn where no more are taken."""
        self.steps -= count
        if self.steps < 0:
            raise TooMuchDrawn("the file draws more than can be examined; the rest was not checked")

    def data_of(self, stream: Any) -> bytes:
        """The decoded data of a stream, which counts as steps."""
        self.step()
        data = data_of(stream)
        self.step(len(data) // STREAM_BYTES_TO_A_STEP)
        return data

    def paint(self, count: int) -> None:
        """Count objects on a page; raises TooMuchDrawn where it may have no more."""
        self.left -= count
        self.step(count)
        if self.left < 0:
            what = f"more than {MOST_OBJECTS:,} objects are painted; they were not checked"
            raise TooMuchDrawn(what)

    def keep(self, key: Hashable, value: Any, count: int) -> None:
        """Keep what was worked out for its next use, but of all of it no more than the objects that
        a page may have. count tells how many of them it takes the room of."""
        self.room -= count + 1
        if self.room < 0:
            self.known.clear()
            self.room = MOST_OBJECTS - count - 1
        self.known[key] = value


@dataclass
class ContentStream:
    """One content stream while it is interpreted: that of a page, or of a form or pattern.

    within holds the object numbers of the streams around it, base the matrix it began with; text
    and line are the matrices of text, outline the path under construction; spaces are the colour
    spaces that have been named, settings the graphics state dictionaries. objects are those painted
    last, after the segments.
    """

    cache: FileCache
    resources: Any
    state: GraphicsState
    within: tuple[int, ...] = ()
    base: Matrix = UPRIGHT
    saved: list[GraphicsState] = field(default_factory=list)
    objects: list[GraphicsObject] = field(default_factory=list)
    segments: list[PageSegment] = field(default_factory=list)
    outline: list[list[tuple[float, float]]] = field(default_factory=list)
    clipping: bool = False
    text: Matrix = UPRIGHT
    line: Matrix = UPRIGHT
    noted: set[tuple[str, str]] = field(default_factory=set)
    spaces: dict[str, ColourSpace] = field(default_factory=dict)
    settings: dict[str, Settings] = field(default_factory=dict)

    @property
    def carried(self) -> CarriedState | None:
        """All of what was read that changes what is read next; None within a path."""
        if self.outline or self.clipping:
            return None
        return self.state, tuple(self.saved), self.text, self.line, frozenset(self.noted)

    def resume(self, carried: CarriedState) -> None:
        """Go on as if what leads there had been read."""
        self.state, saved, self.text, self.line, noted = carried
        self.saved, self.noted = list(saved), set(noted)

    def add(self, objects: Iterable[GraphicsObject]) -> None:
        for item in objects:
            self.cache.paint(1)
            self.objects.append(item)

    def place(self, segment: PageSegment) -> None:
        """Add what is painted alike elsewhere as a segment of its own."""
        self.cache.paint(len(segment.objects))
        self.segments += [PageSegment(self.objects), segment]
        self.objects = []

    def taken(self) -> tuple[PageSegment, ...]:
        """What was painted since it was last taken, in segments with something in them."""
        segments = [*self.segments, PageSegment(self.objects)]
        self.segments, self.objects = [], []
        return tuple(segment for segment in segments if segment.objects)

    def inner(
        self, data: bytes, resources: Any, state: GraphicsState, number: int
    ) -> tuple[GraphicsObject, ...]:
        """The objects that a stream within this one paints; number is that of its object."""
        inside = self.cache.interpret(self.cache, data, resources, state, (*self.within, number))
        return tuple(chain.from_iterable(segment.objects for segment in inside))

    def invalid(self, code: str, what: str) -> None:
        """Note invalid or forbidden content, the same only once in a stream."""
        if (code, what) not in self.noted:
            self.noted.add((code, what))
            self.objects.append(InvalidContent(self.state.clip, code, what))

    def resource(self, kind: str, key: str) -> Any:
        """The resource of that kind and name, or None, which is noted."""
        found = table(self.resources, kind)
        if key not in found:
            self.invalid("P407", f"{_KINDS[kind]} {key} is used but is not in the file")
            return None
        return plain(found[key])

    def is_whole(self, stream: Any, number: int | None) -> bool:
        """Whether a stream is undamaged; number is that of its object, if it has one."""
        if number is None:
            return is_whole(stream)
        if number not in self.cache.whole:
            self.cache.whole[number] = is_whole(stream)
        return self.cache.whole[number]

    def space(self, value: Any) -> ColourSpace | None:
        """The colour space of a name or an array, or None where it is invalid, which is noted."""
        if isinstance(value, str) and value in self.spaces:
            return self.spaces[value]
        space = self._space(value)
        if isinstance(value, str) and space is not None:
            self.spaces[value] = space
        return space

    def _space(self, value: Any) -> ColourSpace | None:
        named = table(self.resources, "/ColorSpace")
        number = identity(named, value) if isinstance(value, str) else None
        if number in self.cache.spaces:
            return self.cache.spaces[number]
        try:
            space = space_of(value, named)
        except MissingSpace:
            self.invalid("P407", f"the colour space {value} is used but is not in the file")
            return None
        except InvalidSpace:
            self.invalid("P408", "a colour space is invalid")
            return None
        for link in space.chain:
            if link.family == "Separation":
                self.cache.inks.setdefault(link.inks[0], set()).add(link)
        if number is not None:
            self.cache.spaces[number] = space
        return space

    def font(self, key: str) -> PdfFont | None:
        """The font resource of that name, or None where it is missing, which is noted."""
        font = self.resource("/Font", key)
        return self.font_of(font, identity(table(self.resources, "/Font"), key))

    def font_of(self, font: Any, number: int | None) -> PdfFont | None:
        """The font that a dictionary describes, None where it is none; number is that of its
        object, if it has one."""
        if not isinstance(font, dict):
            return None
        if number in self.cache.fonts:
            return self.cache.fonts[number]
        face = pdf_font(font, self.cache.data_of(entry(font, "/ToUnicode")))
        self.cache.step(len(face.text) + len(face.widths))
        if number is not None:
            self.cache.fonts[number] = face
        return face


_KINDS = {
    "/Font": "the font",
    "/XObject": "the picture or form",
    "/ExtGState": "the graphics state",
    "/Pattern": "the pattern",
    "/Shading": "the shading",
}


# What a graphics state dictionary sets, and what is invalid in it, with its codes.
Settings: TypeAlias = tuple[dict[str, Any], list[tuple[str, str]]]
CarriedState: TypeAlias = tuple[
    GraphicsState,
    tuple[GraphicsState, ...],
    Matrix,
    Matrix,
    frozenset[tuple[str, str]],
]
Operator: TypeAlias = Callable[[ContentStream, list[Any]], None]
Interpret: TypeAlias = Callable[
    [FileCache, bytes, Any, GraphicsState, tuple[int, ...]], tuple[PageSegment, ...]
]
