"""The temperature scale: numbered points in a row, squares below zero and circles from there up,
with words at its ends."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.blocks.setting import Fitted, Lack, Setting
from cardgen.deck import Prose, prose
from cardgen.frame import Box, Element, Item, Line
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import key, length, read_keys, type_size, whole


@dataclass(frozen=True)
class Scale:
    """From -steps to +steps; radius is a point's, drop the distance from the points' middle to the
    first baseline of the words, line the width of all lines in points; alt is what is read out
    in place of the drawing."""

    steps: int = key(whole)
    radius: float = key(length)
    line: float = key(type_size)
    style: Prose = key(prose)
    low: Prose = key(prose)
    high: Prose = key(prose)
    word_style: Prose = key(prose)
    drop: float = key(length)
    ink: Prose = key(prose)
    paper: Prose = key(prose)
    number_ink: Prose = key(prose)
    alt: Prose = key(prose)

    def fit(self, setting: Setting) -> Fitted:
        words = setting.type(self.word_style)
        low = setting.paragraph(self.low, words, setting.measure)
        high = setting.paragraph(self.high, words, setting.measure)
        points = 2 * self.steps + 1
        lacks: tuple[Lack, ...] = ()
        for over, what in (
            (points * 2 * self.radius - setting.measure, "its points do not fit side by side"),
            (low.width + high.width - setting.measure, "its words do not fit side by side"),
        ):
            if over > 0:
                lacks += (Lack(what, over, self.low.where),)
        lines = max(len(low.lines), len(high.lines))
        height = self.radius + self.drop + words.leading * (lines - 1)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            middle = y + self.radius
            top = middle + self.drop - (words.leading + words.cap_height) / 2
            ink = setting.ink(self.ink)
            ends = low.runs(setting.left, top, ink)
            for index, line in enumerate(high.lines):
                one = type(high)((line,), high.type, 0.0, 0.0)
                width = sum(piece.advance for piece in line) - line[-1].space
                x = setting.right - width * words.per_mille
                ends += one.runs(x, top + index * words.leading, ink)
            return (Element("Figure", (*self._points(setting, middle), *ends), alt=self.alt.text),)

        return Fitted(height, draw, 0.0, lacks)

    def _points(self, setting: Setting, middle: float) -> list[Item]:
        left, right, radius = setting.left, setting.right, self.radius
        ink, paper = setting.ink(self.ink), setting.ink(self.paper)
        outline = setting.ink(self.number_ink)
        items: list[Item] = [Line(left + radius, middle, right - radius, middle, ink, self.line)]
        pitch = (right - left - 2 * radius) / (2 * self.steps)
        type_ = setting.type(self.style)
        for value in range(-self.steps, self.steps + 1):
            x = left + radius + (value + self.steps) * pitch
            half, corner = (0.93 * radius, 0.28 * radius) if value < 0 else (radius, radius)
            items.append(
                Box(
                    x - half,
                    middle - half,
                    2 * half,
                    2 * half,
                    paper,
                    outline,
                    self.line,
                    corner,
                )
            )
            number = Prose(f"{value:+d}".replace("-", "−") if value else "0", self.low.where)
            set_ = setting.paragraph(number, type_, 2 * radius)
            items += set_.runs(x - set_.width / 2, middle - type_.leading / 2, outline)
        return items


def decode(node: Node, problems: Problems) -> Scale:
    return read_keys(Scale, node, problems, "a scale")
