"""The content stream of one page or form.

Here, and only here, drawings in millimetres with y down become points with y up; the origin of a
stream is the top left corner of what it shows. A colour, font or line width that is already set is
not set again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from cardgen.graphics.frame import Box, GlyphRun, Image, Ink, Line, Matrix, Path, Step
from cardgen.graphics.geometry import UPRIGHT, Rect
from cardgen.output.numbers import number, numbers, written
from cardgen.output.pdf.document import deflated, points
from cardgen.output.pdf.embedded_fonts import ShownFonts
from cardgen.output.pdf.inks import KNOCK_OUT, Inks, Of, Spot, state_name
from cardgen.units import PT_PER_MM
from cardgen.value import Value

T = TypeVar("T")
HUNDREDTHS_PER_MM = 100 * PT_PER_MM
# Exif 2.3, 4.6.4: the matrices that turn and mirror the unit square, y up, of a picture.
_TURNED: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
QUARTER = 0.5523  # the distance of a quarter circle's control points from its ends, in radii


class Resources(Value):
    """What a content stream uses, each in the order of the numbers in its names there: F1 is the
    first font. xobjects are their keys, and states tell whether fills and strokes overprint."""

    fonts: tuple[str, ...] = ()
    xobjects: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    states: tuple[tuple[bool, bool], ...] = ()


class ContentSettings(Value):
    """What has been set and used at a point of a content stream; overprints is of fills and of
    strokes."""

    fill: Ink | None
    stroke: Ink | None
    stroke_pt: float
    font: str
    size_pt: float
    overprints: tuple[bool, bool]
    resources: Resources


class _State:
    """The graphics state that q saves and Q restores; overprints is of fills and of strokes."""

    def __init__(self) -> None:
        self.fill: Ink | None = None
        self.stroke: Ink | None = None
        # Of a form it is that of wherever it is drawn, and not what a page begins with.
        self.stroke_pt: float = 0
        self.font = ""
        self.size_pt: float = 0
        self.overprints = KNOCK_OUT

    def copied(self) -> _State:
        same = _State()
        same.fill, same.stroke, same.stroke_pt = self.fill, self.stroke, self.stroke_pt
        same.font, same.size_pt, same.overprints = self.font, self.size_pt, self.overprints
        return same


class Content:
    """A content stream while it is written, with the resources that it uses."""

    def __init__(self, fonts: ShownFonts, inks: Inks) -> None:
        self._shown_fonts = fonts
        self._inks = inks
        self.operators: list[str] = []
        self._state = _State()
        self._saved: list[_State] = []
        self._line: tuple[int, int] | None = None  # where the line starts, while text is written
        self._fonts: dict[str, int] = {}
        self._xobjects: dict[str, int] = {}
        self._spots: dict[Spot, int] = {}
        self._overprints: dict[tuple[bool, bool], None] = {}

    def continued(self) -> Content:
        """An empty stream that goes on from here outside of text, with all that has been set."""
        other = Content(self._shown_fonts, self._inks)
        other._state = self._state.copied()
        other._fonts, other._xobjects = self._fonts.copy(), self._xobjects.copy()
        other._spots, other._overprints = self._spots.copy(), self._overprints.copy()
        return other

    @property
    def settings(self) -> ContentSettings:
        """What has been set, and used, so far."""
        state = self._state
        strokes, text = (state.stroke, state.stroke_pt), (state.font, state.size_pt)
        return ContentSettings(state.fill, *strokes, *text, state.overprints, self.resources())

    def data(self) -> bytes:
        """All operators so far."""
        self._end_text()
        return "\n".join(self.operators).encode("ascii")

    def resources(self) -> Resources:
        """The fonts, forms, images, inks and states that were used."""
        return Resources((*self._fonts,), (*self._xobjects,), (*self._spots,), (*self._overprints,))

    def save(self) -> None:
        self.add("q")
        self._saved.append(self._state.copied())

    def restore(self) -> None:
        self.add("Q")
        self._state = self._saved.pop()

    def move(self, matrix: Matrix) -> None:
        """Continue in the coordinates of a frame within this one."""
        if matrix != UPRIGHT:
            self.add(_matrix(matrix))

    def clip(self, rect: Rect, radius: float) -> None:
        path = _rounded(rect, radius) if radius else _rectangle(*rect, places=3)
        self.add(f"{path} W n")

    def form(self, key: str) -> None:
        self._overprint(KNOCK_OUT)
        self.add(f"/X{_numbered(self._xobjects, key)} Do")

    def form_at(self, key: str, x: float, y: float) -> None:
        """Paint a form with its origin at x, y."""
        self._overprint(KNOCK_OUT)
        name = _numbered(self._xobjects, key)
        self.add(f"q 1 0 0 1 {_origin(x, y)} cm/X{name} Do Q")

    def image(self, key: str, image: Image, x: float, y: float) -> None:
        """Paint a picture, stored under that key, whose frame lies at x, y."""
        self._overprint(KNOCK_OUT)
        a, b, c, d, e, f = _TURNED[image.pixels.orientation]
        width, height = image.width, image.height
        left, bottom = x + image.x + e * width, -y - image.y + (f - 1) * height
        matrix = points(*(a * width, b * height, c * width, d * height, left, bottom), places=3)
        self.add(f"q {matrix} cm/X{_numbered(self._xobjects, key)} Do Q")

    def show(self, run: GlyphRun, x: float, y: float) -> None:
        """Show a glyph run whose frame lies at x, y."""
        from_left, from_top, words, font, size_pt, ink = run
        state, parts = self._state, self.operators
        left = round((x + from_left) * HUNDREDTHS_PER_MM)
        up = round((y + from_top) * -HUNDREDTHS_PER_MM)
        if self._line is None:
            parts.append("BT")
            self._line = 0, 0
        if state.font != font or state.size_pt != size_pt:
            state.font, state.size_pt = font, size_pt
            parts.append(f"/F{_numbered(self._fonts, font)} {number(size_pt)} Tf")
        if state.fill is not ink:
            self._fill(ink)
        if self._inks.on_press:
            self._overprint((self._inks.overprints(ink), state.overprints[1]))
        before_left, before_up = self._line
        move = f"{written(left - before_left)} {written(up - before_up)} Td "
        parts.append(move + self._shown_fonts[font].show(words, size_pt))
        self._line = left, up

    def draw(self, item: Box | Line | Path, x: float, y: float) -> None:
        """Paint a drawing whose frame lies at x, y."""
        match item:
            case Box():
                self._box(item, x, y)
            case Line():
                self._end_text()
                self._stroke(item.ink, item.width_pt)
                self.operators.append(_line(x + item.x1, y + item.y1, x + item.x2, y + item.y2))
            case Path():
                self._end_text()
                self._area(item.fill, item)
                self.operators.append(_outline(item.steps, x, y))
                self.operators.append("f" if item.solid else "f*")

    def _box(self, box: Box, x: float, y: float) -> None:
        self._end_text()
        if box.fill:
            self._area(box.fill, box)
        if box.stroke:
            self._stroke(box.stroke, box.stroke_pt)
        left, top = x + box.x, y + box.y
        rect = left, top, left + box.width, top + box.height
        path = _rounded(rect, box.radius) if box.radius else _rectangle(*rect)
        operator = ("B" if box.fill else "S") if box.stroke else ("f" if box.fill else "n")
        self.operators.append(f"{path} {operator}")

    def _area(self, ink: Ink, area: Box | Path) -> None:
        if not self._inks.on_press:
            self._fill(ink)
            return
        if isinstance(area, Box):
            width, height = area.width, area.height
        else:
            left, top, right, bottom = area.extent
            width, height = right - left, bottom - top
        ink = self._inks.area(ink, width, height)
        self._fill(ink)
        self._overprint((self._inks.overprints(ink), self._state.overprints[1]))

    def _fill(self, ink: Ink) -> None:
        if self._state.fill is not ink:
            self._state.fill = ink
            self._set(ink, "fill")

    def _stroke(self, ink: Ink, width_pt: float) -> None:
        if self._state.stroke is not ink:
            self._state.stroke = ink
            self._set(ink, "stroke")
        if self._state.stroke_pt != width_pt:
            self._state.stroke_pt = width_pt
            self.operators.append(f"{number(width_pt, 3)} w")
        if self._inks.on_press:
            thin = self._inks.overprints(ink, width_pt)
            self._overprint((self._state.overprints[0], thin))

    def _set(self, ink: Ink, of: Of) -> None:
        spot = self._inks.spot(ink)
        if spot:
            space, tint = ("cs", "scn") if of == "fill" else ("CS", "SCN")
            self.operators.append(f"/S{_numbered(self._spots, spot)} {space} 1 {tint}")
        else:
            self.operators.append(self._inks.set(ink, of))

    def _overprint(self, overprints: tuple[bool, bool]) -> None:
        if self._state.overprints != overprints:
            self._state.overprints = overprints
            self._overprints[overprints] = None
            self.operators.append(f"/{state_name(*overprints)} gs")

    def add(self, operators: str) -> None:
        """Add operators that do not stand within text."""
        if self._line is not None:
            self._end_text()
        self.operators.append(operators)

    def _end_text(self) -> None:
        if self._line is not None:
            self._line = None
            self.operators.append("ET")


def packed(operators: Sequence[str]) -> bytes:
    """Content, or a piece of it, as a stream holds it."""
    return deflated("\n".join(operators).encode("ascii"))


def _numbered(names: dict[T, int], name: T) -> int:
    """The number of a name, from 1 in the order in which they are first asked for."""
    return names.setdefault(name, len(names) + 1)


# What follows is the same on sheet after sheet.


@lru_cache(maxsize=1000)
def _matrix(matrix: Matrix) -> str:
    a, b, c, d, e, f = matrix
    return f"{numbers((a, -b, -c, d), 6)} {_origin(e, f)} cm"


@lru_cache(maxsize=10_000)
def _origin(x: float, y: float) -> str:
    return points(x, -y, places=3)


@lru_cache(maxsize=10_000)
def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{points(x1, -y1)} m {points(x2, -y2)} l S"


@lru_cache(maxsize=10_000)
def _rectangle(left: float, top: float, right: float, bottom: float, places: int = 2) -> str:
    return f"{points(left, -bottom, right - left, bottom - top, places=places)} re"


@lru_cache(maxsize=100)
def _outline(steps: tuple[Step, ...], x: float, y: float) -> str:
    lines = []
    for step in steps:
        lengths = [
            -y - length if index % 2 else x + length for index, length in enumerate(step[1:])
        ]
        operator = "h" if step[0] == "Z" else step[0].lower()
        lines.append(f"{points(*lengths)} {operator}".lstrip())
    return "\n".join(lines)


@lru_cache(maxsize=1000)
def _rounded(rect: Rect, radius: float) -> str:
    left, top, right, bottom = rect
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    corners = (
        (right, top, -1, 0, 0, 1),
        (right, bottom, 0, -1, -1, 0),
        (left, bottom, 1, 0, 0, -1),
        (left, top, 0, 1, 1, 0),
    )
    parts = [f"{points(left + radius, -top)} m"]
    for x, y, in_x, in_y, out_x, out_y in corners:
        reach = radius * (1 - QUARTER)
        parts.append(f"{points(x + in_x * radius, -y - in_y * radius)} l")
        first = points(x + in_x * reach, -y - in_y * reach)
        second = points(x + out_x * reach, -y - out_y * reach)
        parts.append(f"{first} {second} {points(x + out_x * radius, -y - out_y * radius)} c")
    return " ".join([*parts, "h"])
