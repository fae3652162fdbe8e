"""The same blocks for each chosen card, in columns, or for each theme that has any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias

from cardgen.graphics.frame import Element, Item
from cardgen.model.deck import Card, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import (
    integer,
    length,
    number,
    one_of,
    positive,
    yes_or_no,
)
from cardgen.typeset.blocks.stack import Stack, sectioned, stack
from cardgen.typeset.fitted import Draw, Fitted, Misfit, Part, both_heads, of_parts
from cardgen.typeset.setting import Setting

_Set: TypeAlias = tuple[Setting, Fitted]  # a card and its blocks


class EachBlock(Form):
    """across is the white between columns, gap that between rows; rows take grow of the height
    that is left. head is blocks that stand above the cards of each theme. Cards that fill no row
    come first if wide, and have the whole width. With of: theme, the blocks are those of a theme,
    which begins a page, and blocks within them that show cards show the theme's.

    A card stands whole on one page if a page holds it; one with words in the field runs, where it
    stands alone in its row, begins at once and runs on."""

    of: str = key(one_of("card", "theme"), "card")
    blocks: Stack = key(stack)
    columns: int = key(positive(integer), 1)
    across: float = key(length, 0.0)
    gap: float = key(length)
    grow: float = key(number, 0.0)
    wide: bool = key(yes_or_no, False)
    head: Stack | None = key(stack, None)
    runs: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        misfits: list[Misfit] = []
        found = list(self._parts(setting, misfits))
        return of_parts(found, tuple(misfits))

    def _parts(self, setting: Setting, misfits: list[Misfit]) -> Iterator[Part]:
        gap, head = 0.0, None
        of_theme = self.of == "theme"
        for _, group in groupby(
            setting.chosen, lambda card: card.theme if of_theme or self.head else None
        ):
            cards, fresh = self._settings(setting, tuple(group)), int(of_theme)
            if self.head:
                fitted = self.head.fit(cards[0])
                misfits += fitted.misfits
                head = Part(fitted.height, fitted.draw, gap, keep=True, fresh=fresh)
                gap, fresh = 0.0, 0
                yield head
            for own in self._rows(cards):
                if self._runs_on(own[0]):
                    misfits += self.blocks.fit(own[0]).misfits
                    for part in self._owned(own[0], self.blocks.parts(own[0])):
                        again = both_heads(head, part.again)
                        fresh = max(fresh, part.fresh)
                        yield part._replace(gap=part.gap + gap, again=again, fresh=fresh)
                        gap, fresh = 0.0, 0
                    gap = self.gap
                    continue
                columns = len(own) if self.wide else self.columns
                row = [self._set(one, at, columns, misfits) for at, one in enumerate(own)]
                height = max(fitted.height for _, fitted in row)
                draw, pieces = partial(self._row, row), self._pieces(row[0][0])
                part = Part(height, draw, gap, grow=self.grow, again=head, pieces=pieces)
                yield part._replace(fresh=fresh)
                gap, fresh = self.gap, 0

    def _settings(self, setting: Setting, cards: tuple[Card, ...]) -> list[Setting]:
        """The setting of each card, or the one of their theme."""
        if self.of == "theme":
            return [setting.for_card(cards[0])._replace(chosen=cards)]
        return [setting.for_card(card) for card in cards]

    def _rows(self, cards: Sequence[Setting]) -> Iterator[Sequence[Setting]]:
        """The cards of each row."""
        first = len(cards) % self.columns if self.wide else 0
        if first:
            yield cards[:first]
        for start in range(first, len(cards), self.columns):
            yield cards[start : start + self.columns]

    def _runs_on(self, setting: Setting) -> bool:
        divisible = self.columns == 1 and not self.blocks.has_over
        return divisible and self.runs is not None and setting.has(self.runs)

    def _pieces(self, setting: Setting) -> Callable[[], Iterator[Part]] | None:
        """What the card may be divided into, if it stands alone in its row and nothing lies over
        it."""
        if self.columns > 1 or self.blocks.has_over:
            return None
        return lambda: self._owned(setting, self.blocks.parts(setting))

    def _set(self, setting: Setting, column: int, columns: int, misfits: list[Misfit]) -> _Set:
        width = (setting.measure - self.across * (columns - 1)) / columns
        left = setting.left + column * (width + self.across)
        if self.columns > 1:
            setting = setting.column(left, left + width)
        fitted = self.blocks.fit(setting)
        misfits += fitted.misfits
        setting.cache.clear()  # what was fitted refers to the setting in turn
        return setting, fitted

    def _row(self, row: Sequence[_Set], y: float, height: float) -> tuple[Item, ...]:
        return tuple(
            item for setting, fitted in row for item in self._piece(setting, fitted.draw, y, height)
        )

    def _owned(self, setting: Setting, parts: Iterable[Part]) -> Iterator[Part]:
        """The parts, and what they may be divided into, in the section of their card or theme."""
        made = [self._owned_part(setting, part) for part in parts]
        setting.cache.clear()  # what was fitted refers to the setting in turn
        return iter(made)

    def _owned_part(self, setting: Setting, part: Part) -> Part:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            return self._piece(setting, part.draw, y, height)

        inner = part.pieces
        pieces = (lambda: self._owned(setting, inner())) if inner else None
        return part._replace(draw=draw, pieces=pieces)

    def _piece(self, setting: Setting, draw: Draw, y: float, height: float) -> tuple[Item, ...]:
        """What of a card stands on one page, in a section of its own; a theme has its heading's."""
        items = sectioned(draw(y, height))
        if self.of == "theme":
            return items
        return (Element("Sect", items, id=f"each {setting.card.id}"),)


decode = nested(EachBlock, "each")
