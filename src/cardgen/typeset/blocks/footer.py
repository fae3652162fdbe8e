"""The line at the foot of a front: the theme's mark and a text, whose baseline is the bottom."""

from __future__ import annotations

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Align
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import one_of, yes_or_no
from cardgen.typeset.fitted import UNBROKEN, Fitted, not_on_one_line
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_mark
from cardgen.units import MM_PER_PT


class FooterBlock(Form):
    of: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    mark: bool = key(yes_or_no, False)
    align: Align = key(one_of("left", "right"), "left")
    said: bool = key(yes_or_no, True)

    def fit(self, setting: Setting) -> Fitted:
        text = setting.filled(self.of)
        if not text.text.strip():
            return Fitted(0.0, lambda y, height: ())
        type_ = setting.type(self.style)
        em = type_.size_pt * MM_PER_PT
        theme = setting.card.theme if self.mark else None
        indent = 1.5 * em if theme else 0.0
        line = setting.paragraph(text, type_, UNBROKEN)
        rise = (type_.leading - type_.cap_height) / 2

        def draw(y: float, _: float) -> tuple[Item, ...]:
            ink = setting.ink(self.ink)
            items: list[Item] = []
            if theme:
                middle = y + type_.cap_height / 2
                at = setting.left + em / 2
                items.append(placed_mark(theme.mark, at, middle, em / 2, ink))
            x = setting.right if self.align == "right" else setting.left + indent
            role = "P" if self.said else "Artifact"
            items.append(
                Element(role, line.runs(x, y - rise, ink, self.align), lang=setting.lang(self.of))
            )
            return tuple(items)

        room = setting.measure - indent
        return Fitted(type_.cap_height, draw, 0.0, not_on_one_line(line, text, room))


decode = nested(FooterBlock, "a footer")
