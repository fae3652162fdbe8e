"""A line across the column."""

from __future__ import annotations

from cardgen.blocks.fitted import Fitted
from cardgen.blocks.setting import Setting
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, nested
from cardgen.frame import Item, Line
from cardgen.schema import type_size


class Rule(Form):
    """It takes no height: the space about it is its neighbours'. width is in points."""

    ink: Prose = key(prose)
    width: float = key(type_size)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, _: float) -> tuple[Item, ...]:
            return (Line(setting.left, y, setting.right, y, setting.ink(self.ink), self.width),)

        return Fitted(0.0, draw)


decode = nested(Rule, "a rule")
