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
_SCALE, _FINE_ROW, _ROWS = -5.3, 7.8, 3.8  # mm from the axis to the middles of the figures
_EVERY = 3  # mm between the figures of a scale, so that they stand apart


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
        level = self._gauge(setting, 0)
        upright = self._gauge(setting, 90)
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

    def _gauge(self, setting: Setting, turn: int) -> Frame:
        """One gauge, which will be upright or turned clockwise. Where the back is off to one side,
        the line of the front is seen on the other, so that the word before the zero is the one for
        the side after it."""
        ink = setting.ink(self.ink)
        if self.side == "front":
            lines = Frame(0, 0, gauge_front(ink))
            return Frame(_WIDTH, _HEIGHT, (Placed(_WIDTH / 2, _AXIS, lines),))
        lines = Frame(0, 0, gauge_back(ink))
        labels = self._labels(setting, bool(turn))
        return Frame(_WIDTH, _HEIGHT, (Placed(_WIDTH / 2, _AXIS, lines), *labels))

    def _labels(self, setting: Setting, turned: bool) -> Iterator[Placed]:
        """The figures and words of a gauge, which stand upright on one that will be turned too."""
        type_, ink = setting.type(self.style), setting.ink(self.ink)
        before, after = (self.down, self.up) if turned else (self.right, self.left)

        def label(text: Text, along: float, across: float, side: int = 0) -> Placed:
            """Words whose middle, end (side −1) or start (side 1) is so far along the gauge from
            its zero, and their middle so far across it."""
            words, high = setting.paragraph(text, type_, UNBROKEN), type_.cap_height
            frame = Frame(words.width, high, words.runs_at(0.0, high, ink))
            placed = Placed(0.0, 0.0, frame, 270 if turned else 0)
            x = _WIDTH / 2 + along + (side - 1) * placed.width / 2
            return placed._replace(x=x, y=_AXIS + across - placed.height / 2)

        for mm in range(-REACH, REACH + 1, _EVERY):
            yield label(Text(str(abs(mm)), self.style.where), mm, _SCALE)
        yield label(before, -REACH - 3, _SCALE, -1)
        yield label(after, REACH + 3, _SCALE, 1)
        for row, (word, way) in enumerate(((before, 1), (after, -1))):
            across = _FINE_ROW + _ROWS * row
            end = 1 if turned and row else -1  # over one column, and below the other
            yield label(word, end * (FINE * PITCH + 2.4), across, end)
            for n in range(-FINE, FINE + 1):
                figure = Text(str(way * n % 10), self.style.where)
                yield label(figure, n * PITCH, across)


decode = nested(GaugesBlock, "gauges")
