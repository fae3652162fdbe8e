"""The points of the temperature scale one under another, each large enough for a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cardgen.graphics.frame import Element, Item, Line
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, positive, type_size
from cardgen.typeset.blocks.scale import point, written
from cardgen.typeset.fitted import UNBROKEN, Fitted, Galley, Misfit, Part, of_parts
from cardgen.typeset.setting import Setting


class FiguresBlock(Form):
    """The scale runs from -steps to +steps. Each point begins a page of a flow, and all of them
    stand at the same height. radius is that of a point, line the width of all lines in
    points. The line of the scale runs through the points from one side of the column to the other.
    What an end means stands below its point, at that size, its capitals drop below the point."""

    steps: int = key(positive(integer))
    radius: float = key(positive(length))
    line: float = key(type_size)
    style: Text = key(placed_text)
    low: Text = key(placed_text)
    high: Text = key(placed_text)
    word_style: Text = key(placed_text)
    size: float = key(positive(type_size), 0.0)
    drop: float = key(length)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        ends = {value: self._end(setting, value) for value in (-self.steps, self.steps)}
        misfits = [misfit for words in ends.values() for misfit in words.misfits]
        misfits += self._misfits(setting)
        lift = _lift(next(iter(ends.values())))
        words = max(words.height for words in ends.values()) - lift
        height = 2 * self.radius + self.drop + words
        parts = [
            Part(height, partial(self._point, setting, value, ends.get(value)), fresh=1)
            for value in range(-self.steps, self.steps + 1)
        ]
        return of_parts(parts, tuple(misfits))

    def _end(self, setting: Setting, value: int) -> Galley:
        """What that end of the scale means."""
        of = self.low if value < 0 else self.high
        type_ = setting.type(self.word_style, self.size)
        return setting.galley(of.text, (of,), type_, setting.measure)

    def _misfits(self, setting: Setting) -> Iterator[Misfit]:
        wide = 2 * self.radius - setting.measure
        if wide > 0:
            fix = "give it a smaller radius"
            yield Misfit("its points are wider than the page", wide, self.style.where, fix)
        numbers = max(self._figure(setting, end).width for end in (-self.steps, self.steps))
        if numbers > 2 * self.radius:
            what, over = "its figures are wider than their points", numbers - 2 * self.radius
            yield Misfit(what, over, self.style.where, "use a smaller style")

    def _figure(self, setting: Setting, value: int) -> Paragraph:
        text = Text(written(value), self.low.where)
        return setting.paragraph(text, setting.type(self.style), UNBROKEN)

    def _point(
        self, setting: Setting, value: int, words: Galley | None, y: float, _: float
    ) -> tuple[Item, ...]:
        """One point, with what it means if it is an end."""
        radius, ink = self.radius, setting.ink(self.ink)
        x, middle = (setting.left + setting.right) / 2, y + radius
        start = x if value == -self.steps else setting.left
        end = x if value == self.steps else setting.right
        figure = self._figure(setting, value)
        centre = x + _white_beside(figure) / 2
        runs = figure.runs(centre, middle - figure.type.leading / 2, ink, "center")
        items: tuple[Item, ...] = (
            Line(start, middle, end, middle, ink, self.line),
            point(x, middle, radius, value, setting.paper(self.paper), ink, self.line),
            Element("Sect", (Element("H", runs),)),
        )
        if words is None:
            return items
        top = y + 2 * radius + self.drop - _lift(words)
        said = words.paragraphs[0].runs(x, top, ink, "center")
        of = self.low if value < 0 else self.high
        return (*items, Element("P", said, lang=setting.lang(of)))


def _lift(words: Galley) -> float:
    """The mm of white over the capitals of the first line."""
    type_ = words.paragraphs[0].type
    return (type_.leading - type_.cap_height) / 2


def _white_beside(figure: Paragraph) -> float:
    """By how many mm there is more white in the last glyph of a line than in the first, which in
    type as large as this would stand off the middle of its point."""
    first, word, _ = figure.lines[0][0].words[0]
    start = first.extents(word.glyphs[0].id)[0]
    last, word, _ = figure.lines[0][-1].words[-1]
    glyph = word.glyphs[-1].id
    end = last.advance(glyph) - last.extents(glyph)[2]
    return (end - start) * figure.type.per_mille


decode = nested(FiguresBlock, "figures")
