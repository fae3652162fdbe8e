"""The art of a card: its own picture, or the poster of its theme's mark."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.graphics.art import FORMS, Tones, picture, poster
from cardgen.graphics.frame import NO_BLEED, Element, Frame, Ink, Item, Placed, Sides
from cardgen.model.deck import Card
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, number, yes_or_no
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting

_LEAST = 4.0  # mm of height, in which a drawing can be told


class ArtBlock(Form):
    """It takes the height that is left, and at least at_least. horizon is how far above its lower
    edge things stand on a poster; without one, all that it shows ends at that edge. A picture of
    the card's own covers all of it. With pictures, a card without one has no art; nor is there any
    where it has no height. On a card in two languages that of the left half reaches over both,
    and the right one leaves its place free."""

    at_least: float = key(length)
    grow: float = key(number, 1.0)
    horizon: float = key(length, 0.0)
    corner: float = key(length, 0.0)
    pictures: bool = key(yes_or_no, False)

    def fit(self, setting: Setting) -> Fitted:
        without = self.pictures and setting.card.image is None
        if without or not (self.at_least or self.grow):
            return Fitted(0.0, lambda y, height: ())

        def draw(y: float, height: float) -> tuple[Item, ...]:
            if height < _LEAST:
                return ()
            bleed, image = bleed_of(setting, y, height), setting.card.image
            other = setting.other_half.x if setting.other_half else 0.0
            if other < 0:
                return ()
            size = round(setting.measure + other, 3), round(height, 3)
            frame = self._frame(setting, size, bleed)
            placed = Placed(setting.left, y, frame, bleed=bleed, radius=self.corner)
            if image is None or image.alt is None:
                return (placed,)
            lang = setting.card.lang if setting.card.lang != setting.deck.lang else None
            return (Element("Figure", (placed,), alt=image.alt, lang=lang),)

        return Fitted(self.at_least, draw, self.grow)

    def _frame(self, setting: Setting, size: tuple[float, float], bleed: Sides) -> Frame:
        card, inks = setting.card, tones(setting.inks)
        bare = setting.house.bare
        if card.image:
            return picture(card.image.shows, *size, inks.base, bleed, bare.share if bare else 1.0)
        horizon = self.horizon or (bare.horizon if bare else 0.0)
        return drawn(card, setting.place_in_theme, size, inks, horizon, bleed)


def drawn(
    card: Card,
    place: int,
    size: tuple[float, float],
    inks: Tones,
    horizon: float = 0.0,
    bleed: Sides = NO_BLEED,
) -> Frame:
    """The poster of a card at that place in its theme: in its own form, or else in the next form of
    its theme's mark, one after another through the theme."""
    mark = card.theme.mark if card.theme else ""
    forms = FORMS.get(mark, ())
    form = card.art.text if card.art else forms[place % len(forms)] if forms else ""
    return poster(mark, form, *size, inks, bleed, horizon)


def tones(inks: Mapping[str, Ink]) -> Tones:
    """The five tones that art is drawn in."""
    return Tones(inks["base"], inks["middle"], inks["light"], inks["dark"], inks["paper"])


def bleed_of(setting: Setting, y: float, height: float) -> Sides:
    """How far a box of the column's width reaches into the bleed: left, top, right, bottom."""
    x, top, width, full = setting.box_with_bleed(y, height)
    right, bottom = x + width - setting.right, top + full - y - height
    return setting.left - x, y - top, right, bottom


decode = nested(ArtBlock, "art")
