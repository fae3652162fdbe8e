"""Checks that only a deck, its layouts and its fonts together allow."""

from __future__ import annotations

from cardgen.graphics.art import DISC, FORMS, MARKS
from cardgen.graphics.colour.colorimetry import contrast_of
from cardgen.graphics.type.characters import instead_of, named_all
from cardgen.graphics.type.segments import missing
from cardgen.model.deck import Deck
from cardgen.model.layout import PLAIN, HouseStyle, Output
from cardgen.model.sheet import Slug
from cardgen.problems import Problems
from cardgen.typeset.setting import SAME_TONE


def agree(deck: Deck, house: HouseStyle, output: Output, problems: Problems) -> None:
    """Notes themes with unknown colours or mistyped marks, cards with a drawing that their theme's
    mark does not have, and kinds of the output that the deck does not have."""
    _note_colours(deck, house, problems)
    for theme in deck.themes:
        if theme.mark not in (*MARKS, DISC, ""):
            what = f'no mark is called "{theme.mark}"; a disc is used instead'
            fix = problems.did_you_mean(theme.mark, (*MARKS, DISC), "the marks are")
            problems.warning("W407", theme.mark_at, what, fix)
    for card in deck.cards:
        # A mark without drawings of its own takes any name: it has its pattern.
        mark = card.theme.mark if card.theme else ""
        forms = FORMS.get(mark, ())
        if card.art and forms and card.art.text not in forms:
            what = f'the mark "{mark}" has no drawing "{card.art.text}"'
            fix = problems.did_you_mean(card.art.text, forms, "it has")
            problems.error("E211", card.art.where, what, fix)
    for kind in output.kinds:
        if kind.text not in deck.kinds:
            what = f'the deck has no cards of the kind "{kind.text}"'
            fix = problems.did_you_mean(kind.text, deck.kinds, "its kinds are")
            fix += f"; an output of your own, layouts/outputs/{output.name}.yaml, can name them"
            problems.error("E203", kind.where, what, fix, instead=deck.where)


def _note_colours(deck: Deck, house: HouseStyle, problems: Problems) -> None:
    """Notes colours that the palette does not have, and those too near to the paper."""
    brands = [theme.colour.text for theme in deck.themes if theme.brand]
    colours = [name for name in house.colours if name not in (PLAIN, *brands)]
    for name, given in deck.colours.items():
        if name not in house.colours:
            fix = problems.did_you_mean(name, [*colours, PLAIN], "its colours are")
            what = f'the palette has no colour "{name}", whose place another would take'
            problems.error("E205", given.colour.where, what, fix)
    used = {f'the colour of "{theme.name.text}"': theme.colour for theme in deck.themes}
    paper = house.neutrals["paper"]
    if plain := deck.colours.get(PLAIN):
        used["the plain colour"] = plain.colour
    for whose, colour in used.items():
        if colour.text not in house.colours:
            what = f'the palette has no colour "{colour.text}"'
            fix = problems.did_you_mean(colour.text, colours, 'write one as "#9C3D75", or use')
            problems.error("E205", colour.where, what, fix)
            continue
        base = house.colours[colour.text].inks["base"]
        # Where ink is saved, colours are thinned, and no field of them has words on it.
        if not house.bare and contrast_of(base, paper) < SAME_TONE:
            what = f"{whose} can hardly be told from the paper"
            fix = f"choose a darker one, or one of the palette: {', '.join(colours)}"
            problems.warning("W424", colour.where, what, fix)


def title_can_be_set(deck: Deck, slug: Slug, house: HouseStyle, problems: Problems) -> None:
    """Notes characters of the deck's title that the font of the slug, which shows it on every
    sheet, does not have."""
    absent = missing(house.printed(deck.title.text, deck.lang), house.chains[slug.font.text])
    if absent:
        what = f"no font can set {named_all(absent)}, which the deck's title needs on the sheets"
        problems.error("E303", deck.title.where, what, instead_of(absent))
