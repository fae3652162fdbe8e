"""The coloured band at the head of a back, with the theme's mark, a name and a number."""

from __future__ import annotations

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, one_of, positive, type_size
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, not_on_one_line, too_wide
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_mark
from cardgen.units import MM_PER_PT


class BandBlock(Form):
    """A band of the face's full width. of is set on one line from the column's left edge, end
    against its right one; a line that is too long shrinks down to least, and is then divided into
    as many as lines. The theme's mark, if it has a radius, is centred on the axis or, without one,
    stands before the end. As a heading its words head what follows, under the page's title."""

    height: float = key(length)
    ink: Text = key(placed_text)
    text_ink: Text = key(placed_text)
    of: Text = key(placed_text)
    style: Text = key(placed_text)
    least: float = key(positive(type_size), 0.0)
    lines: int = key(positive(integer), 1)
    end: Text | None = key(placed_text, None)
    axis: float | None = key(length, None)
    radius: float = key(length, 0.0)
    corner: float = key(length, 0.0)
    role: str = key(one_of("title", "heading"), "title")

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style)
        text = setting.filled(self.of)
        number = self._end(setting)
        em = type_.size_pt * MM_PER_PT
        marked = self.radius and self.axis is None and setting.card.theme
        mark = 2 * self.radius + 0.4 * em if marked else 0.0
        end = (number.width if number else 0.0) + mark
        room = setting.measure - (end + em / 2 if end else 0.0)
        title, misfits = self._title(setting, text, room)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            ink = standing_on(setting, self.ink).ink(self.text_ink)
            box = setting.inset(0.0, 0.0).box_with_bleed(y, height)
            items: list[Item] = [field(setting, box, self.ink, self.corner)]
            middle = y + height / 2
            if self.radius and setting.card.theme:
                mark, axis = setting.card.theme.mark, self.axis
                if axis is not None:
                    axis += setting.edges[0]
                else:
                    end = number.width if number else -0.4 * em
                    axis = setting.right - end - 0.4 * em - self.radius
                items.append(placed_mark(mark, axis, middle, self.radius, ink))
            line = middle - type_.leading / 2
            start = middle - title.height / 2
            name = title.runs(setting.left, start, ink)
            head = Element("H", name, lang=setting.lang(self.of))
            items.append(Element("Sect", (head,)) if self.role == "heading" else head)
            if number:
                items.append(Element("P", number.runs(setting.right - number.width, line, ink)))
            return tuple(items)

        return Fitted(self.height, draw, 0.0, misfits)

    def _title(
        self, setting: Setting, text: Text, room: float
    ) -> tuple[Paragraph, tuple[Misfit, ...]]:
        """The words on one line, at the style's size or, if they need it, smaller by half points
        down to least; or else in the same way on more lines, if the band has them. And what of them
        does not fit."""
        size = setting.type(self.style).size_pt
        sizes = [size]
        while self.least and sizes[-1] - 0.5 >= self.least:
            sizes.append(sizes[-1] - 0.5)
        for own in sizes:
            title = setting.paragraph(text, setting.type(self.style, own), UNBROKEN)
            if title.width <= room:
                break
        misfits = not_on_one_line(title, text, room, setting.measure)
        if not misfits or self.lines == 1 or len(title.lines) > 1:
            return title, misfits
        for own in sizes:
            title = setting.paragraph(text, setting.type(self.style, own), room)
            misfits = too_wide(title, text, room)
            if len(title.lines) > self.lines:
                what = f"it needs {len(title.lines)} lines and may have {self.lines}"
                misfits += (Misfit(what, 0.0, text.where),)
            if not misfits:
                break
        return title, misfits

    def _end(self, setting: Setting) -> Paragraph | None:
        text = setting.filled(self.end) if self.end else None
        if text is None or not text.text.strip():
            return None
        return setting.paragraph(text, setting.type(self.style), UNBROKEN)


decode = nested(BandBlock, "a band")
