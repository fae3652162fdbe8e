"""The logo of whoever a deck was made for, uncropped, in its own colours, with its clear space."""

from __future__ import annotations

from cardgen.graphics.art import logo
from cardgen.graphics.frame import NO_BLEED, Element, Item, Placed
from cardgen.graphics.type.paragraph import Align
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, one_of, positive
from cardgen.typeset.fitted import Fitted, Misfit
from cardgen.typeset.setting import Setting


class LogoBlock(Form):
    """As large as that height and width allow, but never narrower than its owner allows; nothing at
    all in a deck without a logo.

    around is the white that the layout leaves above and below anyway: the block adds what the
    logo's clear space needs beyond it.
    """

    height: float = key(positive(length))
    width: float = key(positive(length))
    around: float = key(length, 0.0)
    align: Align = key(one_of("left", "right"), "left")

    def fit(self, setting: Setting) -> Fitted:
        own, bare = setting.deck.logo, setting.house.bare
        if own is None:
            return Fitted(0.0, lambda y, height: ())
        share = bare.share if bare else 1.0
        measure, least = setting.measure, own.least_width
        frame = logo(own.shows, min(self.width, measure), self.height, share)
        misfits: tuple[Misfit, ...] = ()
        if frame.width < least:
            frame = logo(own.shows, least, least * frame.height / frame.width, share)
            if least > measure:
                what = f"the logo may not be narrower than {least:g} mm, and its column is"
                what = f"{what} {measure:.1f} mm wide"
                fix = "make least-width smaller, or leave the logo out"
                misfits = (Misfit(what, least - measure, own.file.where, fix),)
        white = max(0.0, own.clear_space * frame.height - self.around)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            x = setting.left if self.align == "left" else setting.right - frame.width
            placed = Placed(x, y + white, frame, bleed=NO_BLEED)
            return (Element("Figure", (placed,), alt=own.alt),)

        return Fitted(frame.height + 2 * white, draw, misfits=misfits)


decode = nested(LogoBlock, "a logo")
