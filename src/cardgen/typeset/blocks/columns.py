"""Blocks that run down columns side by side, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.graphics.frame import Item
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, positive
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.faces.flow import SLACK, draw, flow, height_of
from cardgen.typeset.fitted import Fitted, Misfit, Part
from cardgen.typeset.setting import Setting

_STEP = 0.5  # mm by which columns become higher until they hold everything


class ColumnsBlock(Form):
    """So many columns, gap apart, of about the same height. What stands together on a page stands
    together in a column."""

    count: int = key(positive(integer))
    gap: float = key(length)
    blocks: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        width = (setting.measure - self.gap * (self.count - 1)) / self.count
        lefts = [setting.left + at * (width + self.gap) for at in range(self.count)]
        each = [self._fitted(setting.column(left, left + width)) for left in lefts]
        misfits: tuple[Misfit, ...] = tuple(own for one in each[0] for own in one.misfits)
        height = sum(one.height for one in each[0]) / self.count
        while len(self._pages(each[0], height)) > self.count:
            height += _STEP
        # Each column is set where it stands, and takes its own part of all.
        filled = [self._pages(own, height)[at : at + 1] for at, own in enumerate(each)]
        columns = [parts for pages in filled for parts in pages]
        height = max(map(height_of, columns), default=0.0)

        def drawn(y: float, _: float) -> tuple[Item, ...]:
            return tuple(
                item for parts in columns for item in draw(parts, y, height_of(parts) + SLACK)
            )

        return Fitted(height, drawn, 0.0, misfits)

    def _fitted(self, setting: Setting) -> list[Fitted]:
        return [one for placed, one in self.blocks.fitted(setting) if not placed.is_over]

    def _pages(self, fitted: Sequence[Fitted], height: float) -> tuple[tuple[Part, ...], ...]:
        return flow(fitted, (height, height), self.blocks.where).pages


decode = nested(ColumnsBlock, "columns")
