"""The index of a front: the theme's mark and a number in a pill, to sort a fanned hand by."""

from __future__ import annotations

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, yes_or_no
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, not_on_one_line
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_mark


class PillBlock(Form):
    """A card without a number has none. All parts of the pill are in proportion to its height.
    beside is words to the right of it. The number is read out with said, or with words beside it;
    otherwise it only serves to sort by."""

    of: Text = key(placed_text)
    height: float = key(length)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    text_ink: Text = key(placed_text)
    said: bool = key(yes_or_no, False)
    beside: Text | None = key(placed_text, None)
    beside_style: Text | None = key(placed_text, None)
    beside_ink: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        text = setting.filled(self.of)
        if not text.text.strip():
            return Fitted(0.0, lambda y, height: ())
        type_ = setting.type(self.style)
        number, theme = setting.paragraph(text, type_, setting.measure), setting.card.theme
        radius = 0.29 * self.height if theme else 0.0
        start = 0.40 * self.height + (2 * radius + 0.24 * self.height if theme else 0.0)
        width = start + number.width + 0.44 * self.height
        beside, misfits = self._beside(setting, width + 0.3 * self.height)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            ink, x = standing_on(setting, self.ink).ink(self.text_ink), setting.left
            middle = y + height / 2
            items: list[Item] = [field(setting, (x, y, width, height), self.ink, height / 2)]
            if theme:
                at = x + 0.40 * height + radius
                items.append(placed_mark(theme.mark, at, middle, radius, ink))
            runs = number.runs(x + start, middle - type_.leading / 2, ink)
            items.append(
                Element(
                    "P" if beside or self.said else "Artifact", runs, lang=setting.lang(self.of)
                )
            )
            if beside and self.beside and self.beside_ink:
                at, line = x + width + 0.3 * height, middle - beside.type.leading / 2
                said = beside.runs(at, line, setting.ink(self.beside_ink))
                items.append(Element("P", said, lang=setting.lang(self.beside)))
            return tuple(items)

        return Fitted(self.height, draw, 0.0, misfits)

    def _beside(
        self, setting: Setting, start: float
    ) -> tuple[Paragraph | None, tuple[Misfit, ...]]:
        text = setting.filled(self.beside) if self.beside else None
        if text is None or self.beside_style is None or not text.text.strip():
            return None, ()
        words = setting.paragraph(text, setting.type(self.beside_style), UNBROKEN)
        return words, not_on_one_line(words, text, setting.measure - start)


decode = nested(PillBlock, "a pill")
