"""Files → a job: all that one output is made from, held against each other."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.deck import Card, Deck
from cardgen.impose.duplex import Flip
from cardgen.impose.grid import Grid, NoFit, fit_grid
from cardgen.layout import CardLayout, House, Output
from cardgen.problems import Problems
from cardgen.read.agree import agree
from cardgen.read.deck import read_deck
from cardgen.read.files import Sources
from cardgen.read.house import read_house
from cardgen.read.layout import read_layout
from cardgen.read.output import output_names, read_output
from cardgen.read.sheet import read_sheet
from cardgen.select import Unknown
from cardgen.sheet import Sheet
from cardgen.text.characters import named_all, printed
from cardgen.text.pieces import missing
from cardgen.units import shown


@dataclass(frozen=True, slots=True)
class Job:
    """All that was read for one output; sheet and grid are None where each face has its page."""

    deck: Deck
    house: House
    output: Output
    layout: CardLayout
    sheet: Sheet | None
    grid: Grid | None

    @property
    def cards(self) -> list[Card]:
        """Every card of the kinds that the output prints."""
        return [card for card in self.deck.cards if card.kind.name in self.layout.kinds]


def read(sources: Sources, name: str, flip: Flip | None, problems: Problems) -> Job | None:
    """What an output is made from, or None with every problem noted."""
    deck = read_deck(sources.deck, problems)
    house = read_house(sources, problems)
    output = read_output(name, sources, problems)
    if deck is None or house is None or output is None:
        return None
    agree(deck, house, output, problems)
    kinds = [kind.text for kind in output.kinds if kind.text in deck.kinds] or list(deck.kinds)
    layout = read_layout(output.cards, kinds, house, sources, problems)
    sheet = read_sheet(output.sheet, house, sources, problems) if output.sheet else None
    if layout is None or (output.sheet and sheet is None):
        return None
    if sheet is None:
        if flip is not None:
            raise Unknown(f'"{name}" has a face on each page: there is nothing to flip')
        return Job(deck, house, output, layout, None, None)
    _title_can_be_set(deck, sheet, house, problems)
    grid = fit_grid(layout.width, layout.height, layout.bleed, sheet, flip)
    if isinstance(grid, NoFit):
        _too_large(grid, layout, problems)
        return None
    return Job(deck, house, output, layout, sheet, grid)


def _too_large(found: NoFit, layout: CardLayout, problems: Problems) -> None:
    card, needed, usable, largest = (
        f"{shown(width)} × {shown(height)} mm"
        for width, height in (found.card, found.needed, found.usable, found.largest)
    )
    what = (
        f"a card of {card}, with bleed and marks {needed}, does not fit {found.paper},"
        f" of which {usable} can be printed"
    )
    fix = f"use larger paper, or cards of at most {largest}"
    problems.error("E401", layout.where, what, fix)


def _title_can_be_set(deck: Deck, sheet: Sheet, house: House, problems: Problems) -> None:
    """The deck's title stands in the slug of every sheet, beside what the layout sets."""
    if sheet.slug is None or sheet.slug.font.text not in house.chains:
        return
    absent = missing(printed(deck.title.text), house.chains[sheet.slug.font.text])
    if absent:
        what = f"no font has {named_all(absent)}, which the deck's title needs on the sheets"
        problems.error("E303", deck.title.where, what, "write it in other characters")


def suited(sources: Sources, problems: Problems) -> list[str]:
    """The outputs whose layouts were made for a kind of card that the deck has; if there is none,
    the first, whose problems will tell."""
    deck = read_deck(sources.deck, problems)
    names = output_names(sources)
    found = [name for name in names if deck and _suits(name, deck, sources, problems)]
    return found or names[:1]


def _suits(name: str, deck: Deck, sources: Sources, problems: Problems) -> bool:
    output = read_output(name, sources, problems)
    return output is not None and any(
        sources.find(f"layouts/cards/{output.cards}/{kind}.yaml") for kind in deck.kinds
    )
