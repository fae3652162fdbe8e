"""The art of the title: a patch for every theme, reaching into the bleed."""

from __future__ import annotations

from cardgen.graphics.art import quilt
from cardgen.graphics.frame import Item, Placed
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, number
from cardgen.typeset.blocks.art import bleed_of, tones
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class QuiltBlock(Form):
    at_least: float = key(length)
    grow: float = key(number, 1.0)
    corner: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            bleed = bleed_of(setting, y, height)
            patches = tuple(
                (theme.mark, tones(setting.inks_of(theme))) for theme in setting.deck.themes
            )
            frame = quilt(patches, round(setting.measure, 3), round(height, 3), bleed)
            return (Placed(setting.left, y, frame, bleed=bleed, radius=self.corner),)

        return Fitted(self.at_least, draw, self.grow)


decode = nested(QuiltBlock, "a quilt")
