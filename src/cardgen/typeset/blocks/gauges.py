"""Gauges at the four corners that show how far the back of a sheet is off its front."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.graphics.art.gauges import FINE, PITCH, REACH, crosshair, gauge_back, gauge_front
from cardgen.graphics.frame import Element, Frame, Item, Placed
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, one_of
from cardgen.typeset.fitted import UNBROKEN, Fitted
from cardgen.typeset.setting import Setting

CORNERS = "ABCD"  # as one looks at the back, from the top left in rows

_WIDTH, _HEIGHT, _AXIS = 52.0, 21.0, 7.0  # of a gauge's frame; its zero is in the middle


class GaugesBlock(Form):
    """Two gauges at each corner of the face, and a crosshair. Their axes lie edge mm from its
    edges, their zeros along mm along them. Gauges are read from the back: the front has only lines,
    which show through the paper."""

    side: str = key(one_of("front", "back"))
    edge: float = key(length)
    along: float = key(length)
    style: Text = key(placed_text)
    letter_style: Text = key(placed_text)
    ink: Text = key(placed_text)
    right: Text = key(placed_text)
    left: Text = key(placed_text)
    down: Text = key(placed_text)
    up: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            return tuple(self._corners(setting))

        return Fitted(0.0, draw)

    def _corners(self, setting: Setting) -> Iterator[Item]:
        width, height = setting.layout.face_width, setting.layout.face_height
        type_, ink = setting.type(self.letter_style), setting.ink(self.ink)
        level = self._gauge(setting, self.right, self.left)
        upright = self._gauge(setting, self.down, self.up)
        for index, letter in enumerate(CORNERS):
            right, low = bool(index % 2), index > 1
            if self.side == "front":  # seen through the paper, the letter is on the other side
                right = not right
            x, y = (width - self.along if right else self.along, self.edge)
            yield self._placed(level, letter, x, height - y if low else y, 0)
            x, y = (width - self.edge if right else self.edge, self.along)
            yield self._placed(upright, letter, x, height - y if low else y, 90)
            name = setting.paragraph(Text(letter, self.style.where), type_, UNBROKEN)
            x, y = self._corner(setting, right, low, self.edge - 4)
            yield Element("P", name.runs_at(x, y + type_.cap_height / 2, ink, "center"))
            x, y = self._corner(setting, right, low, self.edge + 8)
            yield Placed(x, y, Frame(0, 0, crosshair(ink)))

    def _corner(
        self, setting: Setting, right: bool, low: bool, inset: float
    ) -> tuple[float, float]:
        """The point at that distance from both edges of a corner."""
        width, height = setting.layout.face_width, setting.layout.face_height
        return width - inset if right else inset, height - inset if low else inset

    def _placed(self, gauge: Frame, letter: str, x: float, y: float, turn: int) -> Element:
        """The gauge with its zero at x, y, upright or turned clockwise; on the front, which is seen
        from behind, it is turned the other way."""
        if turn == 0:
            placed = Placed(x - _WIDTH / 2, y - _AXIS, gauge)
        elif self.side == "back":
            placed = Placed(x - (_HEIGHT - _AXIS), y - _WIDTH / 2, gauge, 90)
        else:
            placed = Placed(x - _AXIS, y - _WIDTH / 2, gauge, 270)
        before, after = (self.down, self.up) if turn else (self.right, self.left)
        return Element("Figure", (placed,), alt=f"{letter}: {before.text}, {after.text}")

    def _gauge(self, setting: Setting, before: Text, after: Text) -> Frame:
        """One gauge. Where the back is off to one side, the line of the front is seen on the other,
        so that the word before the zero is the one for the side after it."""
        ink = setting.ink(self.ink)
        if self.side == "front":
            lines = Frame(0, 0, gauge_front(ink))
            return Frame(_WIDTH, _HEIGHT, (Placed(_WIDTH / 2, _AXIS, lines),))
        lines = Frame(0, 0, gauge_back(ink))
        runs = self._figures(setting, before, after)
        return Frame(_WIDTH, _HEIGHT, (Placed(_WIDTH / 2, _AXIS, lines), *runs))

    def _figures(self, setting: Setting, before: Text, after: Text) -> Iterator[Item]:
        type_, ink, zero = setting.type(self.style), setting.ink(self.ink), _WIDTH / 2

        def label(text: Text, x: float, y: float, align: str) -> tuple[Item, ...]:
            paragraph = setting.paragraph(text, type_, UNBROKEN)
            shift = {"right": paragraph.width, "center": paragraph.width / 2, "left": 0.0}[align]
            return paragraph.runs_at(zero + x - shift, _AXIS + y, ink)

        for mm in range(0, REACH + 1, 2):
            for way in (-1, 1) if mm else (1,):
                yield from label(Text(str(mm), self.style.where), way * mm, -4.2, "center")
        yield from label(before, -REACH - 2, -4.2, "right")
        yield from label(after, REACH + 2, -4.2, "left")
        for row, (word, way) in enumerate(((before, 1), (after, -1))):
            y = 9.0 + 3.4 * row
            yield from label(word, -FINE * PITCH - 2, y, "right")
            for n in range(-FINE, FINE + 1):
                figure = Text(str(way * n % 10), self.style.where)
                yield from label(figure, n * PITCH, y, "center")


decode = nested(GaugesBlock, "gauges")
