"""The theme's mark large on a disc, on a ground of small ones, with a label below it."""

from __future__ import annotations

from cardgen.graphics.art import MarkField, emblem
from cardgen.graphics.art.outlines import Circle
from cardgen.graphics.frame import Box, Element, Item, Placed
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, number, positive
from cardgen.typeset.blocks.art import bleed_of, tones
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, not_on_one_line
from cardgen.typeset.setting import Setting
from cardgen.units import MM_PER_PT

# Of the label, in ems of its words.
_TALL = 2.0
_PAD = 0.8
_BELOW = 0.5  # from the disc to it, at least


class EmblemBlock(Form):
    """columns is how many small marks there are across. The disc, of that radius, is centred at
    that share of the height. There is a label if of says something. A card without a theme has the
    ground alone."""

    of: Text | None = key(placed_text, None)
    style: Text | None = key(placed_text, None)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    columns: int = key(positive(integer))
    radius: float = key(positive(length))
    at: float = key(number)
    at_least: float = key(length)
    grow: float = key(number, 1.0)
    corner: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        words, misfits = self._words(setting)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            bleed = bleed_of(setting, y, height)
            width, height = round(setting.measure, 3), round(height, 3)
            theme, ink = setting.card.theme, setting.ink(self.ink)
            over = Circle(width / 2, height * self.at, self.radius)
            field = MarkField(width, height, self.columns, bleed)
            label = _label(words, over, field) if words else None
            mark, disc = (theme.mark, over) if theme else ("", None)
            frame = emblem(mark, field, tones(setting.inks), ink, disc, label)
            placed = Placed(setting.left, y, frame, bleed=bleed, radius=self.corner)
            if words is None or label is None or self.of is None:
                return (placed,)
            left, top, wide, tall = label
            paper = setting.paper(self.paper)
            box = Box(setting.left + left, y + top, wide, tall, paper, radius=tall / 2)
            line = y + top + (tall - words.type.leading) / 2
            runs = words.runs(setting.left + over.x, line, ink, "center")
            return (placed, box, Element("P", runs, lang=setting.lang(self.of)))

        return Fitted(self.at_least, draw, self.grow, misfits)

    def _words(self, setting: Setting) -> tuple[Paragraph | None, tuple[Misfit, ...]]:
        text = setting.filled(self.of) if self.of else None
        if text is None or self.style is None or not text.text.strip():
            return None, ()
        words = setting.paragraph(text, setting.type(self.style), UNBROKEN)
        room = setting.measure - 2 * _PAD * words.type.size_pt * MM_PER_PT
        return words, not_on_one_line(words, text, room)


def _label(words: Paragraph, over: Circle, field: MarkField) -> tuple[float, float, float, float]:
    """The box of the label below the disc, in place of a row of marks: x, y, width and height."""
    em = words.type.size_pt * MM_PER_PT
    wide, tall = words.width + 2 * _PAD * em, _TALL * em
    middle = field.row_from(over.y + over.radius + _BELOW * em + tall / 2)
    return over.x - wide / 2, middle - tall / 2, wide, tall


decode = nested(EmblemBlock, "an emblem")
