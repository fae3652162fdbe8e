"""Blocks for a card of the deck's own, whichever cards are chosen."""

from __future__ import annotations

from cardgen.model.deck import Card, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class CardBlock(Form):
    """The blocks are those of the deck's first card without a number that has words in the field
    saying, such as the one that tells how to use the deck. Otherwise has the blocks for a deck
    without such a card."""

    saying: Text = key(placed_text)
    blocks: Stack = key(stack)
    otherwise: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        card = next(filter(self._says, setting.deck.cards), None)
        blocks, own = (self.blocks, setting.for_card(card)) if card else (self.otherwise, setting)
        fitted = blocks.fit(own)
        if blocks.has_over:
            return fitted
        return fitted._replace(parts=lambda: blocks.parts(own))

    def _says(self, card: Card) -> bool:
        return not card.number and bool(card.words.get(self.saying.text))


decode = nested(CardBlock, "a card")
