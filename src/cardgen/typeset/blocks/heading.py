"""The heading of a list, with a badge above the bullets."""

from __future__ import annotations

from cardgen.graphics.frame import Element, Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, one_of
from cardgen.typeset.fitted import Fitted, Misfit, Part, too_wide
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_badge


class HeadingBlock(Form):
    """Its capitals stand at the top; height is from there to the top of what follows. The badge is
    centred on the axis, which is measured from the card's left edge. again is what the heading says
    above the rest of a list that goes on on a further page of a flow."""

    of: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    height: float = key(length)
    badge: str = key(one_of("plus", "minus"))
    axis: float = key(length)
    radius: float = key(length)
    again: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        part, misfits = self._set(setting, self.of)
        if not self.again:
            return Fitted(part.height, part.draw, 0.0, misfits, keep=True)
        again, more = self._set(setting, self.again)
        return Fitted(part.height, part.draw, 0.0, misfits + more, keep=True, again=again)

    def _set(self, setting: Setting, of: Text) -> tuple[Part, tuple[Misfit, ...]]:
        """The heading with these words, and what of them does not fit."""
        type_ = setting.type(self.style)
        text = setting.filled(of)
        heading = setting.paragraph(text, type_, setting.measure)
        rise = (type_.leading - type_.cap_height) / 2
        extra = heading.height - type_.leading

        def draw(y: float, _: float) -> tuple[Item, ...]:
            inks = setting.ink(self.ink), setting.paper(self.paper)
            axis, middle = setting.edges[0] + self.axis, y + type_.cap_height / 2
            runs = heading.runs(setting.left, y - rise, inks[0])
            return (
                placed_badge(self.badge, axis, middle, self.radius, *inks),
                Element("Sect", (Element("H", runs, lang=setting.lang(of)),)),
            )

        return Part(self.height + extra, draw), too_wide(heading, text, setting.measure)


decode = nested(HeadingBlock, "a heading")
