"""The poster of a card's front, drawn from its theme's mark and its form."""

from __future__ import annotations

from cardgen.art import FORMS, poster
from cardgen.blocks.fitted import Fitted
from cardgen.blocks.setting import Setting, bleed_of, tones
from cardgen.form import Form, key, read_keys
from cardgen.frame import Item, Placed
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import length, number


class Art(Form):
    """It takes what height is left, and at least so much. What stands on the horizon stands so
    far above its lower edge."""

    at_least: float = key(length)
    grow: float = key(number, 1.0)
    horizon: float = key(length, 0.0)
    corner: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            bleed = bleed_of(setting, y, height)
            mark = setting.card.theme.mark if setting.card.theme else ""
            size = round(setting.measure, 3), round(height, 3)
            form, inks = _form(setting, mark), tones(setting.inks)
            frame = poster(mark, form, *size, inks, bleed, self.horizon)
            return (Placed(setting.left, y, frame, bleed=bleed, radius=self.corner),)

        return Fitted(self.at_least, draw, self.grow)


def _form(setting: Setting, mark: str) -> str:
    """The card's own form, else the next of the mark's forms, card after card of the theme."""
    if setting.card.art:
        return setting.card.art.text
    forms = FORMS.get(mark, ())
    return forms[setting.place_in_theme % len(forms)] if forms else ""


def decode(node: Node, problems: Problems) -> Art:
    return read_keys(Art, node, problems, "art")
