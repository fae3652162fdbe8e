"""The graphics state, and what is under way while one stream is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.colour_spaces import BLACK, Colour, Space, space_of
from cardgen.preflight.parsing.graphics_objects import Flaw, Mark, Paint
from cardgen.preflight.parsing.objects import identity, is_whole, plain, table
from cardgen.preflight.parsing.pdf_fonts import Typeface, typeface
from cardgen.preflight.parsing.rectangle import EVERYWHERE, UPRIGHT, Box

MOST_MARKS = 200_000  # on one page; a file that paints more wants to be looked at by people


class TooMuch(Exception):
    """More is painted than can be judged."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """What fills a shape instead of a colour, and the matrix of the stream that chose it."""

    body: Any
    resources: Any
    base: Matrix
    number: int | None


class State(NamedTuple):
    """The graphics state (ISO 32000-1, 8.4) with what of it matters to ink on paper."""

    matrix: Matrix = UPRIGHT
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_pattern: Pattern | None = None
    stroke_pattern: Pattern | None = None
    width: float = 1.0
    fill_over: bool = False
    stroke_over: bool = False
    over_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    font: Typeface | None = None
    size: float = 0.0
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    @property
    def fill_paint(self) -> Paint:
        through = self._through(self.fill_alpha)
        return Paint(self.fill, self.fill_over, self.over_mode, through)

    @property
    def stroke_paint(self) -> Paint:
        through = self._through(self.stroke_alpha)
        return Paint(self.stroke, self.stroke_over, self.over_mode, through)

    def _through(self, alpha: float) -> str:
        if self.masked:
            return "a soft mask"
        if self.blend not in ("Normal", "Compatible"):
            return f"the blend mode {self.blend}"
        return "" if alpha >= 1 else f"an opacity of {100 * alpha:.0f} %"


@dataclass
class Known:
    """What is read once for a whole file, by the numbers of its objects; read turns a stream within
    a stream into marks, inks gathers how each spot ink is made, and left counts down how many marks
    a page may have."""

    read: Read
    spaces: dict[int, Space] = field(default_factory=dict)
    fonts: dict[int, Typeface] = field(default_factory=dict)
    forms: dict[tuple[int, State], tuple[Mark, ...]] = field(default_factory=dict)
    inks: dict[str, set[Space]] = field(default_factory=dict)
    whole: dict[int, bool] = field(default_factory=dict)
    left: int = MOST_MARKS
    kept: int = 0

    def keep(self, number: int, state: State, marks: tuple[Mark, ...]) -> None:
        """Keeps the marks of a form for its next use, and of all forms no more than a page has."""
        if self.kept + len(marks) > MOST_MARKS:
            self.forms.clear()
            self.kept = 0
        self.forms[number, state] = marks
        self.kept += len(marks)


@dataclass
class Run:
    """One stream while it is read: of a page, or of a form within others by their numbers. base is
    the matrix it began with."""

    known: Known
    resources: Any
    state: State
    within: tuple[int, ...] = ()
    base: Matrix = UPRIGHT
    saved: list[State] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    outline: list[list[tuple[float, float]]] = field(default_factory=list)
    clipping: bool = False
    text: Matrix = UPRIGHT
    line: Matrix = UPRIGHT
    flaws: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            self.known.left -= 1
            if self.known.left < 0:
                raise TooMuch
            self.marks.append(mark)

    def flaw(self, code: str, what: str) -> None:
        """Tells once for a stream of what cannot be painted as it is asked for."""
        self.flaws[code, what] += 1
        if self.flaws[code, what] == 1:
            self.marks.append(Flaw(self.state.clip, code, what))

    def named(self, kind: str, key: str) -> Any:
        """What the resources have under a name, or None, which is told."""
        found = table(self.resources, kind)
        if key not in found:
            self.flaw("P407", f"{_KINDS[kind]} {key} is used but is not in the file")
            return None
        return plain(found[key])

    def is_whole(self, stream: Any, number: int | None) -> bool:
        """Whether a stream, of a number if it has one, is not damaged."""
        if number is None:
            return is_whole(stream)
        if number not in self.known.whole:
            self.known.whole[number] = is_whole(stream)
        return self.known.whole[number]

    def space(self, value: Any) -> Space | None:
        """The colour space of a name or an array; what is none is told and None."""
        named = table(self.resources, "/ColorSpace")
        number = identity(named, value) if isinstance(value, str) else None
        if number in self.known.spaces:
            return self.known.spaces[number]
        try:
            space = space_of(value, named)
        except KeyError:
            self.flaw("P407", f"the colour space {value} is used but is not in the file")
            return None
        except (ValueError, TypeError, IndexError, AttributeError):
            self.flaw("P408", "a colour space makes no sense")
            return None
        for link in space.chain:
            if link.family == "Separation":
                self.known.inks.setdefault(link.inks[0], set()).add(link)
        if number is not None:
            self.known.spaces[number] = space
        return space

    def typeface(self, key: str) -> Typeface | None:
        font = self.named("/Font", key)
        number = identity(table(self.resources, "/Font"), key)
        if font is None or number not in self.known.fonts:
            if not isinstance(font, dict):
                return None
            face = typeface(font)
            if number is None:
                return face
            self.known.fonts[number] = face
        return self.known.fonts[number]


_KINDS = {
    "/Font": "the font",
    "/XObject": "the picture or form",
    "/ExtGState": "the graphics state",
    "/Pattern": "the pattern",
    "/Shading": "the run of colours",
}

Operator: TypeAlias = Callable[[Run, list[Any]], None]
Read: TypeAlias = Callable[[Known, bytes, Any, State, tuple[int, ...]], tuple[Mark, ...]]
