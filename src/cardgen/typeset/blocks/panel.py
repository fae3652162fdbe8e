"""A field of colour with blocks on it."""

from __future__ import annotations

from functools import partial
from math import inf

from cardgen.graphics.frame import Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, number
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import Fitted, Part
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.setting import Setting


class PanelBlock(Form):
    """A panel of the face's full width or, without an ink, only its height, which is that of its
    blocks unless it is given and more than 0. The blocks keep the column of the face. Pages of a
    flow divide a panel only if it has no ink or height and is higher than a page."""

    height: float = key(length, 0.0)
    grow: float = key(number, 0.0)
    ink: Text | None = key(placed_text, None)
    corner: float = key(length, 0.0)
    blocks: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        ground = standing_on(setting, self.ink) if self.ink else setting
        inner = self.blocks.fit(ground, self.height or inf)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            blocks = inner.draw(y, height)
            if self.ink is None:
                return blocks
            box = setting.inset(0.0, 0.0).box_with_bleed(y, height)
            return (field(setting, box, self.ink, self.corner), *blocks)

        if self.ink or self.height or self.blocks.has_over:
            return Fitted(self.height or inner.height, draw, self.grow, inner.misfits)
        pieces = partial(self.blocks.parts, ground)
        whole = Part(inner.height, draw, grow=self.grow, pieces=pieces)
        return Fitted(inner.height, draw, self.grow, inner.misfits, lambda: iter([whole]))


decode = nested(PanelBlock, "a panel")
