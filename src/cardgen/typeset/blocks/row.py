"""Columns side by side, each with blocks of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest

from cardgen.graphics.frame import Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import filled, length, list_of, number, positive
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import Fitted, Misfit, Part
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.setting import Setting


class ColumnForm(Form):
    """when is a field without which the column is left out, and the others take its width. share is
    the column's part of the row's width. left and right are insets of the blocks from the column's
    edges, from which the blocks measure. With an ink, the column is a field of colour."""

    when: Text | None = key(placed_text, None)
    share: float = key(positive(number), 1.0)
    left: float = key(length, 0.0)
    right: float = key(length, 0.0)
    ink: Text | None = key(placed_text, None)
    corner: float = key(length, 0.0)
    blocks: Stack = key(stack)


class RowBlock(Form):
    """gap is the white between columns, which are all as high as the highest."""

    gap: float = key(length)
    grow: float = key(number, 0.0)
    columns: tuple[ColumnForm, ...] = key(filled(list_of(nested(ColumnForm, "a column"))))

    def fit(self, setting: Setting) -> Fitted:
        columns = list(self._columns(setting))
        fitted = [
            column.blocks.fit(standing_on(inside, column.ink) if column.ink else inside)
            for column, _, inside in columns
        ]
        misfits: tuple[Misfit, ...] = tuple(misfit for one in fitted for misfit in one.misfits)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            items: list[Item] = []
            for (column, outside, _), one in zip(columns, fitted, strict=True):
                if column.ink:
                    box = outside.box_with_bleed(y, height)
                    items.append(field(setting, box, column.ink, column.corner))
                items += one.draw(y, height)
            return tuple(items)

        if not columns:
            return Fitted(0.0, draw, self.grow)
        column, _, inside = columns[0]
        only = len(columns) == 1 and not column.ink
        height = max(one.height for one in fitted)
        if only:
            parts = partial(column.blocks.parts, inside)
            return Fitted(height, draw, self.grow, misfits, parts)
        whole_only = any(column.ink or column.blocks.has_over for column, _, _ in columns)
        pieces = None if whole_only else partial(_pieces, columns)
        whole = Part(height, draw, grow=self.grow, pieces=pieces)
        return Fitted(height, draw, self.grow, misfits, lambda: iter([whole]))

    def _columns(self, setting: Setting) -> Iterator[tuple[ColumnForm, Setting, Setting]]:
        """Each column with the setting of its field and that of its blocks."""
        columns = [one for one in self.columns if one.when is None or setting.has(one.when)]
        shares = sum(column.share for column in columns)
        room = setting.measure - self.gap * (len(columns) - 1)
        left = setting.left
        for column in columns:
            width = room * column.share / shares
            outside = setting.column(left, left + width)
            yield column, outside, outside.inset(column.left, column.right)
            left += width + self.gap


def _pieces(columns: Sequence[tuple[ColumnForm, Setting, Setting]]) -> Iterator[Part]:
    """The parts of the columns; those that stand side by side are one."""
    for beside in zip_longest(*(column.blocks.parts(inside) for column, _, inside in columns)):
        parts = [part for part in beside if part]

        def draw(y: float, _: float, parts: Sequence[Part] = parts) -> tuple[Item, ...]:
            return tuple(item for part in parts for item in part.draw(y, part.height))

        keep = any(part.keep for part in parts)
        yield Part(max(part.height for part in parts), draw, max(p.gap for p in parts), keep)


decode = nested(RowBlock, "a row")
