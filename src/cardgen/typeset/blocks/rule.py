"""A line across the column."""

from __future__ import annotations

from cardgen.graphics.frame import Item, Line
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import type_size
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class RuleBlock(Form):
    """It takes no height; the white above and below is that of its neighbours. width is in
    points."""

    ink: Text = key(placed_text)
    width: float = key(type_size)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, _: float) -> tuple[Item, ...]:
            ink = setting.ink_on(self.ink, setting.ground)
            return (Line(setting.left, y, setting.right, y, ink, self.width),)

        return Fitted(0.0, draw)


decode = nested(RuleBlock, "a rule")
