"""The pages that help with a printer: the test sheet, and how to put paper back by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from cardgen.graphics.frame import SIDES, Frame, Page, Placed
from cardgen.model.deck import Card, Deck, Text, Words
from cardgen.model.layout import HouseStyle
from cardgen.model.printer import Way
from cardgen.model.sheet import Sheet
from cardgen.problems import Problems, Stop
from cardgen.read.deck import read_deck
from cardgen.read.files import Sources
from cardgen.read.house_style import read_house_style
from cardgen.read.layout import Sizes, read_layout
from cardgen.typeset.faces.composer import Composer
from cardgen.value import Value

_DECK = "layouts/aids/deck.yaml"


class Aids(Value):
    """The deck of printing aids, with the house style that it is set in."""

    deck: Deck
    house: HouseStyle
    sources: Sources

    def card(self, name: str, problems: Problems) -> Card | None:
        """Returns the card of that name, or None with the problem noted."""
        found = next((card for card in self.deck.cards if card.id == name), None)
        if found is None:
            what = f'the aids have no card "{name}"'
            problems.error(
                "E105", self.deck.where, what, "it is among those that come with cardgen"
            )
        return found


def read_aids(sources: Sources, problems: Problems, house: HouseStyle | None = None) -> Aids | None:
    """Returns the aids in a house style, by default in the first requested language or in English,
    or None if there were errors (they are in problems).

    Raises Stop if their file is missing.
    """
    path = sources.find(_DECK)
    if path is None:
        raise Stop(f"{_DECK} is missing, in the project and in cardgen itself")
    house = house or read_house_style(sources, problems, next(iter(sources.languages), "en"))
    deck = read_deck(path, sources.files, problems, (house.lang,), house.words) if house else None
    return None if deck is None or house is None else Aids(deck, house, sources)


def aid_pages(
    aids: Aids,
    name: str,
    width: float,
    height: float,
    sides: int,
    problems: Problems,
    sheet: str = "",
) -> Iterator[Page]:
    """Yields one or both sides of an aid on pages of that size in mm, whose paper has the name
    sheet."""
    card = aids.card(name, problems)
    if card is None:
        return
    words = {field: _filled(said, sheet) for field, said in card.words.items()}
    card = card._replace(words=words)
    size = width, height
    layout = read_layout("aid", [card.kind.name], Sizes(size), aids.house, aids.sources, problems)
    if layout is None:
        return
    faces = Composer(aids.deck, layout, aids.house, problems).faces(card)
    for side, face in list(zip(SIDES, faces, strict=True))[:sides]:
        yield Page(Frame(width, height, (face,)), side)


def test_sheet(
    aids: Aids, name: str, sheet: Sheet, problems: Problems, for_page: bool = False
) -> Iterator[Page]:
    """Yields both sides of the test sheet, first for portrait and then for landscape pages, all of
    which flip on the long edge. They say where readings are typed on the page if they are for it,
    and otherwise with which command as well."""
    portrait, landscape = (f"{way}-on-page" if for_page else way for way in get_args(Way))
    yield from aid_pages(aids, portrait, sheet.width, sheet.height, 2, problems, name)
    for page in aid_pages(aids, landscape, sheet.height, sheet.width, 2, problems, name):
        yield _on_its_head(page) if page.side == "back" else page


def _on_its_head(page: Page) -> Page:
    """The page turned by 180°, so that it is upright behind a front that flips on the long edge."""
    faces = tuple(
        item._replace(turn=180) if isinstance(item, Placed) else item for item in page.frame.items
    )
    return page._replace(frame=page.frame._replace(items=faces))


def _filled(said: Words, sheet: str) -> Words:
    """Returns the words with the name of the sheet filled in."""
    known = {"sheet": sheet}
    if isinstance(said, Text):
        return said.filled(known)
    return tuple(
        word.filled(known)
        if isinstance(word, Text)
        else word._replace(text=word.text.filled(known))
        for word in said
    )
