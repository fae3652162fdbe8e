"""The logo of whoever a deck was made for, uncropped and in its own colours."""

from __future__ import annotations

from cardgen.graphics.art import logo
from cardgen.graphics.frame import NO_BLEED, Element, Item, Placed
from cardgen.graphics.type.paragraph import Align
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, one_of, positive
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class LogoBlock(Form):
    """As large as that height and width allow; nothing at all in a deck without a logo."""

    height: float = key(positive(length))
    width: float = key(positive(length))
    align: Align = key(one_of("left", "right"), "left")

    def fit(self, setting: Setting) -> Fitted:
        own, bare = setting.deck.logo, setting.house.bare
        if own is None:
            return Fitted(0.0, lambda y, height: ())
        width = min(self.width, setting.measure)
        frame = logo(own.shows, width, self.height, bare.share if bare else 1.0)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            x = setting.left if self.align == "left" else setting.right - frame.width
            placed = Placed(x, y, frame, bleed=NO_BLEED)
            return (Element("Figure", (placed,), alt=own.alt),)

        return Fitted(frame.height, draw)


decode = nested(LogoBlock, "a logo")
