"""A bar for each theme in its colour, side by side over the full width."""

from __future__ import annotations

from cardgen.graphics.art import mark
from cardgen.graphics.frame import Box, Item
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, number
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.ground import LAP
from cardgen.typeset.setting import Setting


class BarsBlock(Form):
    """The bars have equal widths, gap apart. Where marks is given, each bar has its theme's mark,
    with that share of the bar's shorter side as its radius."""

    height: float = key(length)
    marks: float = key(number, 0.0)
    gap: float = key(length, 0.0)
    corner: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            themes = setting.deck.themes
            full = setting.inset(0.0, 0.0)
            x, top, width, tall = full.box_with_bleed(y, height)
            count, lap = len(themes), 0.0 if self.gap else LAP
            part = (full.measure - self.gap * (count - 1)) / max(1, count)
            items: list[Item] = []
            for index, theme in enumerate(themes):
                inks = setting.inks_of(theme)
                start = full.left + index * (part + self.gap)
                left = start if index else x
                right = start + part + lap if index < count - 1 else x + width
                box = left, top, right - left, tall
                items.append(Box(*box, inks["base"], radius=self.corner))
                if self.marks:
                    radius = min(part, height) * self.marks
                    middle = y + height / 2
                    items += mark(theme.mark, start + part / 2, middle, radius, inks["on"])
            return tuple(items)

        return Fitted(self.height, draw)


decode = nested(BarsBlock, "bars")
