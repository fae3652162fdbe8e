"""The poster of a card's front, drawn from its theme's mark and its form."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.art import FORMS, Tones, poster
from cardgen.blocks.fitted import Fitted
from cardgen.blocks.setting import Setting
from cardgen.form import Form, key, read_keys
from cardgen.frame import Ink, Item, Placed, Sides
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
        bare = setting.house.bare
        horizon = self.horizon or (bare.horizon if bare else 0.0)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            bleed = bleed_of(setting, y, height)
            mark = setting.card.theme.mark if setting.card.theme else ""
            size = round(setting.measure, 3), round(height, 3)
            form, inks = _form(setting, mark), tones(setting.inks)
            frame = poster(mark, form, *size, inks, bleed, horizon)
            return (Placed(setting.left, y, frame, bleed=bleed, radius=self.corner),)

        return Fitted(self.at_least, draw, self.grow)


def tones(inks: Mapping[str, Ink]) -> Tones:
    """The five tones that art is drawn in."""
    return Tones(inks["base"], inks["middle"], inks["light"], inks["dark"], inks["paper"])


def bleed_of(setting: Setting, y: float, height: float) -> Sides:
    """How far a box of the column's width runs on past its sides into the bleed."""
    x, top, width, full = setting.run_on(y, height)
    right, bottom = x + width - setting.right, top + full - y - height
    return setting.left - x, y - top, right, bottom


def _form(setting: Setting, mark: str) -> str:
    """The card's own form, else the next of the mark's forms, card after card of the theme."""
    if setting.card.art:
        return setting.card.art.text
    forms = FORMS.get(mark, ())
    return forms[setting.place_in_theme % len(forms)] if forms else ""


def decode(node: Node, problems: Problems) -> Art:
    return read_keys(Art, node, problems, "art")
