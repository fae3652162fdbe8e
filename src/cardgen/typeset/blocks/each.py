"""The same blocks for each chosen card, in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias

from cardgen.graphics.frame import Element, Item
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, positive
from cardgen.typeset.blocks.stack import Stack, sectioned, stack
from cardgen.typeset.fitted import Draw, Fitted, Misfit, Part, of_parts
from cardgen.typeset.setting import Setting

_Set: TypeAlias = tuple[Setting, Fitted]  # a card and its blocks


class EachBlock(Form):
    """across is the white between columns, gap that between rows. head is blocks that stand above
    the cards of each theme."""

    blocks: Stack = key(stack)
    columns: int = key(positive(integer), 1)
    across: float = key(length, 0.0)
    gap: float = key(length)
    head: Stack | None = key(stack, None)

    def fit(self, setting: Setting) -> Fitted:
        misfits: list[Misfit] = []
        found = list(self._parts(setting, misfits))
        return of_parts(found, tuple(misfits))

    def _parts(self, setting: Setting, misfits: list[Misfit]) -> Iterator[Part]:
        gap, head = 0.0, None
        for _, group in groupby(setting.chosen, lambda card: card.theme if self.head else None):
            cards = [setting.for_card(card) for card in group]
            if self.head:
                fitted = self.head.fit(cards[0])
                misfits += fitted.misfits
                head = Part(fitted.height, fitted.draw, gap, keep=True)
                gap = 0.0
                yield head
            for start in range(0, len(cards), self.columns):
                row = [
                    self._set(one, column, misfits)
                    for column, one in enumerate(cards[start : start + self.columns])
                ]
                height = max(fitted.height for _, fitted in row)
                yield Part(
                    height, partial(_row, row), gap, again=head, pieces=self._pieces(row[0][0])
                )
                gap = self.gap

    def _pieces(self, setting: Setting) -> Callable[[], Iterator[Part]] | None:
        """What the card may be divided into, if it stands alone in its row and nothing lies over
        it."""
        if self.columns > 1 or self.blocks.has_over:
            return None
        return lambda: _owned(setting, self.blocks.parts(setting))

    def _set(self, setting: Setting, column: int, misfits: list[Misfit]) -> _Set:
        width = (setting.measure - self.across * (self.columns - 1)) / self.columns
        left = setting.left + column * (width + self.across)
        if self.columns > 1:
            setting = setting.column(left, left + width)
        fitted = self.blocks.fit(setting)
        misfits += fitted.misfits
        setting.cache.clear()  # what was fitted refers to the setting in turn
        return setting, fitted


def _row(row: Sequence[_Set], y: float, height: float) -> tuple[Item, ...]:
    return tuple(_piece(setting, fitted.draw, y, height) for setting, fitted in row)


def _owned(setting: Setting, parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, and what they may be divided into, in their card's own section."""
    made = [_owned_part(setting, part) for part in parts]
    setting.cache.clear()  # what was fitted refers to the setting in turn
    return iter(made)


def _owned_part(setting: Setting, part: Part) -> Part:
    def draw(y: float, height: float) -> tuple[Item, ...]:
        return (_piece(setting, part.draw, y, height),)

    inner = part.pieces
    pieces = (lambda: _owned(setting, inner())) if inner else None
    return part._replace(draw=draw, pieces=pieces)


def _piece(setting: Setting, draw: Draw, y: float, height: float) -> Element:
    """What of a card stands on one page, in the card's own section."""
    return Element("Sect", sectioned(draw(y, height)), id=f"each {setting.card.id}")


decode = nested(EachBlock, "each")
