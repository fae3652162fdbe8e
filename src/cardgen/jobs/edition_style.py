"""How a deck looks as a page of HTML: its themes, their marks, and the art of its cards."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.graphics.art import picture, quilt
from cardgen.graphics.frame import Frame
from cardgen.model.deck import Deck
from cardgen.model.layout import PLAIN, HouseStyle, ScreenArt
from cardgen.output.editions.edition_style import EditionStyle, EditionTheme
from cardgen.typeset.blocks.art import drawn, tones
from cardgen.typeset.setting import inks_of


def edition_style(deck: Deck, house: HouseStyle) -> EditionStyle:
    """The looks of an edition of the deck, with art if screen.yaml has a place for it."""
    themes = {}
    for theme in deck.themes:
        base = house.colours[theme.colour.text].inks["base"]
        name = house.printed(theme.name.text, deck.lang)
        themes[name] = EditionTheme(theme.id, base, theme.mark)
    plain, place = house.colours[PLAIN].inks["base"], house.screen.art
    art = _art(deck, house, place) if place else {}
    cover = _cover(deck, house, place) if place and art else None
    return EditionStyle(house.screen, plain, themes, house.chains, art, cover)


def _art(deck: Deck, house: HouseStyle, place: ScreenArt) -> Mapping[str, Frame]:
    """The art of each numbered card by its id, but for pictures that are described: those stand
    among its words."""
    size, places, found = (place.width, place.height), deck.places, {}
    for card in deck.cards:
        inks = tones(inks_of(card.theme, house))
        if card.image is not None and card.image.alt is None:
            found[card.id] = picture(card.image.shows, *size, inks.base)
        elif card.image is None and card.number:
            found[card.id] = drawn(card, places[card.id], size, inks, place.horizon)
    return found


def _cover(deck: Deck, house: HouseStyle, place: ScreenArt) -> Frame | None:
    """A patch for each theme, over the title."""
    patches = [(theme.mark, tones(inks_of(theme, house))) for theme in deck.themes]
    return quilt(patches, place.width, place.height) if patches else None
