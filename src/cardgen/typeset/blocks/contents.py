"""The contents of a flow: the chosen cards by theme, with the pages on which they begin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from cardgen.graphics.frame import Element, Item, Line
from cardgen.graphics.type.paragraph import Align, Paragraph, Type
from cardgen.model.deck import Card, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, type_size
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, Part, of_parts, too_wide
from cardgen.typeset.setting import Setting


class ContentsBlock(Form):
    """head is blocks that stand above the cards of each theme, gap below those of the theme before.
    Numbers of cards end at number_at and names start at name_at, from the column's left edge; pages
    stand at its right edge. A row is row mm high, more if its name has several lines, and ends with
    a rule, width points wide."""

    head: Stack = key(stack)
    gap: float = key(length)
    row: float = key(length)
    number_at: float = key(length)
    name_at: float = key(length)
    style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    ink: Text = key(placed_text)
    rule: Text = key(placed_text)
    width: float = key(type_size)

    def fit(self, setting: Setting) -> Fitted:
        misfits: list[Misfit] = []
        return of_parts(list(self._parts(setting, misfits)), tuple(misfits))

    def _parts(self, setting: Setting, misfits: list[Misfit]) -> Iterator[Part]:
        gap = 0.0
        for _, group in groupby(setting.chosen, lambda card: card.theme):
            cards = list(group)
            fitted = self.head.fit(setting.for_card(cards[0]))
            misfits += fitted.misfits
            head = Part(fitted.height, partial(_head, fitted, cards[0]), gap, keep=True)
            yield head
            for card in cards:
                own = setting.for_card(card)
                measure = setting.measure - self.name_at - self._widest(own)
                name = own.paragraph(card.called, own.type(self.style), measure)
                misfits += too_wide(name, card.called, measure)
                height = self.row + name.height - name.type.leading
                again = None if card is cards[0] else head
                yield Part(height, partial(self._row, own, name), again=again)
            gap = self.gap

    def _widest(self, setting: Setting) -> float:
        """The mm that a page's number of three figures takes, with white before it."""
        type_ = setting.type(self.number_style)
        return self._figures(setting, 888, type_).width + type_.leading

    def _figures(self, setting: Setting, number: int | None, type_: Type) -> Paragraph:
        return setting.paragraph(Text(str(number or ""), setting.card.where), type_, UNBROKEN)

    def _row(self, setting: Setting, name: Paragraph, y: float, height: float) -> tuple[Item, ...]:
        card, ink, left = setting.card, setting.ink(self.ink), setting.left
        type_ = setting.type(self.number_style)
        top = y + (self.row - name.type.leading) / 2
        baseline = top + (name.type.leading + name.type.cap_height) / 2

        def figures(number: int | None, x: float, align: Align) -> tuple[Item, ...]:
            return self._figures(setting, number, type_).runs_at(x, baseline, ink, align)

        page = figures(setting.starts.get(card.id), setting.right, "right")
        label = Element("Lbl", figures(card.number, left + self.number_at, "right"))
        lang = card.lang if card.lang != setting.deck.lang else None
        called = Element("P", name.runs(left + self.name_at, top, ink), lang=lang)
        end = y + height
        rule = Line(left, end, setting.right, end, setting.ink(self.rule), self.width)
        entry = Element("LI", (label, Element("LBody", (called, Element("P", page)))))
        return _in_section(card, Element("L", (rule, entry), id="contents"))


def _head(fitted: Fitted, card: Card, y: float, height: float) -> tuple[Item, ...]:
    return _in_section(card, *fitted.draw(y, height))


def _in_section(card: Card, *items: Item) -> tuple[Item, ...]:
    """The items in the section of the card's theme."""
    return (Element("Sect", items, id=f"contents {card.theme.id if card.theme else ''}"),)


decode = nested(ContentsBlock, "contents")
