"""The content stream of one page or form.

Here, and only here, drawings in millimetres with y down become points with y up; the origin of a
stream is the top left corner of what it shows. A colour, font or line width that is already set is
not set again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.graphics.frame import Box, GlyphRun, Image, Ink, Line, Matrix, Path
from cardgen.graphics.geometry import Rect
from cardgen.output.numbers import number, numbers
from cardgen.output.pdf.document import points
from cardgen.output.pdf.embedded_fonts import EmbeddedFonts
from cardgen.output.pdf.inks import KNOCK_OUT, Inks, Of, spot_name, state, state_name
from cardgen.units import PT_PER_MM

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


@dataclass(slots=True)
class _State:
    """The graphics state that q saves and Q restores; overprints is of fills and of strokes."""

    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_pt: float = 1
    font: str = ""
    size_pt: float = 0
    overprints: tuple[bool, bool] = KNOCK_OUT


class Content:
    """A content stream while it is written, with the resources that it uses."""

    def __init__(self, embedded_fonts: EmbeddedFonts, inks: Inks) -> None:
        self._embedded_fonts = embedded_fonts
        self._inks = inks
        self._parts: list[str] = []
        self._state = _State()
        self._saved: list[_State] = []
        self._line: tuple[int, int] | None = None  # where the line starts, while text is written
        self._fonts: dict[str, int] = {}
        self._xobjects: dict[int, None] = {}  # and images
        self._spots: dict[int, None] = {}
        self._overprints: dict[tuple[bool, bool], None] = {}

    def data(self) -> bytes:
        self._end_text()
        return "\n".join(self._parts).encode("ascii")

    def resources(self) -> str:
        """The resources entry, with the fonts, forms, images, inks and states that were used."""
        kinds = {
            "Font": [f"/{name} {number} 0 R" for name, number in self._fonts.items()],
            "XObject": [f"/X{number} {number} 0 R" for number in self._xobjects],
            "ColorSpace": [f"/{spot_name(number)} {number} 0 R" for number in self._spots],
            "ExtGState": [f"/{state_name(*pair)}{state(*pair)}" for pair in self._overprints],
        }
        used = (f"/{kind}<<{''.join(names)}>>" for kind, names in kinds.items() if names)
        return f"/Resources<<{''.join(used)}>>"

    def begin(self, tag: str) -> None:
        self._add(f"{tag} BDC")

    def end(self) -> None:
        self._add("EMC")

    def save(self) -> None:
        self._add("q")
        self._saved.append(replace(self._state))

    def restore(self) -> None:
        self._add("Q")
        self._state = self._saved.pop()

    def move(self, matrix: Matrix) -> None:
        """Continue in the coordinates of a frame within this one."""
        a, b, c, d, e, f = matrix
        if matrix != (1, 0, 0, 1, 0, 0):
            self._add(f"{numbers((a, -b, -c, d), 6)} {points(e, -f, places=3)} cm")

    def clip(self, rect: Rect, radius: float) -> None:
        path = _rounded(rect, radius) if radius else _rectangle(*rect, places=3)
        self._add(f"{path} W n")

    def form(self, form: int) -> None:
        self._overprint(*KNOCK_OUT)
        self._xobjects[form] = None
        self._add(f"/X{form} Do")

    def form_at(self, form: int, x: float, y: float) -> None:
        """Paint a form with its origin at x, y."""
        self._overprint(*KNOCK_OUT)
        self._xobjects[form] = None
        self._add(f"q 1 0 0 1 {points(x, -y, places=3)} cm/X{form} Do Q")

    def image(self, stored: int, image: Image, x: float, y: float) -> None:
        """Paint a picture, stored as that object, whose frame lies at x, y."""
        self._overprint(*KNOCK_OUT)
        self._xobjects[stored] = None
        a, b, c, d, e, f = _TURNED[image.pixels.orientation]
        width, height = image.width, image.height
        left, bottom = x + image.x + e * width, -y - image.y + (f - 1) * height
        matrix = points(*(a * width, b * height, c * width, d * height, left, bottom), places=3)
        self._add(f"q {matrix} cm/X{stored} Do Q")

    def show(self, run: GlyphRun, x: float, y: float) -> None:
        """Show a glyph run whose frame lies at x, y."""
        font, state, parts = self._embedded_fonts[run.font], self._state, self._parts
        left = round((x + run.x) * HUNDREDTHS_PER_MM)
        up = round((y + run.y) * -HUNDREDTHS_PER_MM)
        if self._line is None:
            parts.append("BT")
            self._line = 0, 0
        if state.font != run.font or state.size_pt != run.size_pt:
            state.font, state.size_pt = run.font, run.size_pt
            self._fonts[font.name] = font.object_number
            parts.append(f"/{font.name} {number(run.size_pt)} Tf")
        self._fill(run.ink)
        self._overprint(self._inks.overprints(run.ink), state.overprints[1])
        right, down = (left - self._line[0]) / 100, (up - self._line[1]) / 100
        parts.append(f"{number(right)} {number(down)} Td {font.show(run.words, run.size_pt)}")
        self._line = left, up

    def draw(self, item: Box | Line | Path, x: float, y: float) -> None:
        """Paint a drawing whose frame lies at x, y."""
        match item:
            case Box():
                self._box(item, x, y)
            case Line():
                self._end_text()
                self._stroke(item.ink, item.width_pt)
                thin = self._inks.overprints(item.ink, item.width_pt)
                self._overprint(self._state.overprints[0], thin)
                start = points(x + item.x1, -y - item.y1)
                self._add(f"{start} m {points(x + item.x2, -y - item.y2)} l S")
            case Path():
                self._end_text()
                self._area(item.fill, *item.extent)
                for step in item.steps:
                    lengths = [
                        -y - length if index % 2 else x + length
                        for index, length in enumerate(step[1:])
                    ]
                    operator = "h" if step[0] == "Z" else step[0].lower()
                    self._add(f"{points(*lengths)} {operator}".lstrip())
                self._add("f" if item.solid else "f*")

    def _box(self, box: Box, x: float, y: float) -> None:
        self._end_text()
        if box.fill:
            self._area(box.fill, 0, 0, box.width, box.height)
        if box.stroke:
            self._stroke(box.stroke, box.stroke_pt)
            thin = self._inks.overprints(box.stroke, box.stroke_pt)
            self._overprint(self._state.overprints[0], thin)
        left, top = x + box.x, y + box.y
        rect = left, top, left + box.width, top + box.height
        path = _rounded(rect, box.radius) if box.radius else _rectangle(*rect)
        operator = ("B" if box.fill else "S") if box.stroke else ("f" if box.fill else "n")
        self._add(f"{path} {operator}")

    def _area(self, ink: Ink, left: float, top: float, right: float, bottom: float) -> None:
        ink = self._inks.area(ink, right - left, bottom - top)
        self._fill(ink)
        self._overprint(self._inks.overprints(ink), self._state.overprints[1])

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
            self._parts.append(f"{number(width_pt, 3)} w")

    def _set(self, ink: Ink, of: Of) -> None:
        self._parts.append(self._inks.set(ink, of))
        if self._inks.has_plate(ink):
            self._spots[self._inks.spot(ink)] = None

    def _overprint(self, fills: bool, strokes: bool) -> None:
        if self._state.overprints != (fills, strokes):
            self._state.overprints = fills, strokes
            self._overprints[fills, strokes] = None
            self._parts.append(f"/{state_name(fills, strokes)} gs")

    def _add(self, operators: str) -> None:
        self._end_text()
        self._parts.append(operators)

    def _end_text(self) -> None:
        if self._line is not None:
            self._line = None
            self._parts.append("ET")


def _rectangle(left: float, top: float, right: float, bottom: float, places: int = 2) -> str:
    return f"{points(left, -bottom, right - left, bottom - top, places=places)} re"


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
