"""The temperature scale: numbered points in a row, squares below zero and circles from zero up,
with words at its ends."""

from __future__ import annotations

from functools import lru_cache

from cardgen.graphics.frame import Box, Element, Frame, Ink, Item, Line, Placed
from cardgen.graphics.type.paragraph import Paragraph, Type
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, positive, type_size
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit
from cardgen.typeset.setting import Setting

SQUARE = 0.93  # the side of a square to the diameter of a circle, which looks as large


class ScaleBlock(Form):
    """The scale runs from -steps to +steps. radius is that of a point, drop the distance from the
    middle of the points to the first baseline of the words, line the width of all lines in points.
    alt is what is read out in place of the drawing."""

    steps: int = key(positive(integer))
    radius: float = key(positive(length))
    line: float = key(type_size)
    style: Text = key(placed_text)
    low: Text = key(placed_text)
    high: Text = key(placed_text)
    word_style: Text = key(placed_text)
    drop: float = key(length)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    number_ink: Text = key(placed_text)
    alt: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        words = setting.type(self.word_style)
        low = setting.paragraph(self.low, words, setting.measure)
        high = setting.paragraph(self.high, words, setting.measure)
        wide = low.width + high.width - setting.measure
        misfits = self.misfits(setting)
        if wide > 0:
            misfits += (Misfit("its words do not fit side by side", wide, self.low.where),)
        further_lines = max(low.height, high.height) - words.leading
        height = self.radius + self.drop + further_lines

        def draw(y: float, _: float) -> tuple[Item, ...]:
            middle = y + self.radius
            top = middle + self.drop - (words.leading + words.cap_height) / 2
            ink = setting.ink(self.ink)
            ends = low.runs(setting.left, top, ink)
            ends += high.runs(setting.right, top, ink, "right")
            return (
                Element(
                    "Figure",
                    (*self.points(setting, middle), *ends),
                    alt=self.alt.text,
                    lang=setting.lang(self.alt),
                ),
            )

        return Fitted(height, draw, 0.0, misfits)

    def misfits(self, setting: Setting) -> tuple[Misfit, ...]:
        """What of the points does not fit the column."""
        across = (2 * self.steps + 1) * 2 * self.radius
        type_ = setting.type(self.style)
        ends = -self.steps, self.steps
        numbers = max(self._number(setting, end, type_).width for end in ends)
        misfits = (
            Misfit(
                "its points do not fit side by side",
                across - setting.measure,
                self.style.where,
                "give it a smaller radius, or fewer steps",
            ),
            Misfit(
                "its numbers are wider than its points",
                numbers - 2 * self.radius,
                self.style.where,
                "give it a larger radius, or numbers of a smaller style",
            ),
        )
        return tuple(misfit for misfit in misfits if misfit.mm > 0)

    def _number(self, setting: Setting, value: int, type_: Type) -> Paragraph:
        return setting.paragraph(Text(written(value), self.low.where), type_, UNBROKEN)

    def points(self, setting: Setting, middle: float) -> list[Item]:
        """The points with their numbers, from one side of the column to the other."""
        radius, right = self.radius, setting.right
        left = setting.left - radius * (1 - SQUARE)  # the first point, a square, begins at the edge
        inks = setting.ink(self.ink), setting.paper(self.paper), setting.ink(self.number_ink)
        drawing = _drawing(self.steps, round(right - left, 3), radius, self.line, *inks)
        items: list[Item] = [Placed(left, middle - radius, drawing)]
        type_ = setting.type(self.style)
        pitch = (right - left - 2 * radius) / (2 * self.steps)
        for value in range(-self.steps, self.steps + 1):
            x = left + radius + (value + self.steps) * pitch
            number = self._number(setting, value, type_)
            items += number.runs(x - number.width / 2, middle - type_.leading / 2, inks[2])
        return items


@lru_cache(maxsize=64)
def _drawing(
    steps: int, width: float, radius: float, line_pt: float, ink: Ink, paper: Ink, outline: Ink
) -> Frame:
    """The line and the points on it, without their numbers."""
    items: list[Item] = [Line(radius, radius, width - radius, radius, ink, line_pt)]
    pitch = (width - 2 * radius) / (2 * steps)
    for index in range(2 * steps + 1):
        x = radius + index * pitch
        items.append(point(x, radius, radius, index - steps, paper, outline, line_pt))
    return Frame(width, 2 * radius, tuple(items))


def point(
    x: float, y: float, radius: float, value: int, paper: Ink, outline: Ink, line_pt: float
) -> Box:
    """The point of that value, centred on x, y: a square below zero, or else a circle."""
    half, corner = (SQUARE * radius, 0.28 * radius) if value < 0 else (radius, radius)
    return Box(x - half, y - half, 2 * half, 2 * half, paper, outline, line_pt, corner)


def written(value: int) -> str:
    """The figure of a point, with its sign."""
    return f"{value:+d}".replace("-", "−") if value else "0"


decode = nested(ScaleBlock, "a scale")
