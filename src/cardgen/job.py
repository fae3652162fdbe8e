"""Files → a job: all that one output is made from, held against each other."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.deck import Card, Deck
from cardgen.laying import Part, can_fulfil, laid
from cardgen.layout import CardLayout, House, Output, Proof
from cardgen.printing import Printing
from cardgen.problems import Problems
from cardgen.read.agree import agree
from cardgen.read.deck import read_deck
from cardgen.read.files import Sources
from cardgen.read.house import read_house
from cardgen.read.layout import read_layout
from cardgen.read.output import output_names, read_output
from cardgen.read.printer import read_printer
from cardgen.read.proof import read_proof
from cardgen.read.sheet import read_sheet, read_slug
from cardgen.select import Unknown
from cardgen.sheet import Sheet, Slug
from cardgen.text.characters import named_all, printed
from cardgen.text.pieces import missing

_ANY_SIZE = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Job:
    """All that was read for one output; sheet is None where each face has its page."""

    deck: Deck
    house: House
    output: Output
    printing: Printing
    parts: tuple[Part, ...]
    sheet: Sheet | None
    slug: Slug | None
    proof: Proof | None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of card that the output prints."""
        return frozenset(kind for part in self.parts for kind in part.layout.kinds)

    @property
    def cards(self) -> list[Card]:
        """Every card of these kinds."""
        return [card for card in self.deck.cards if card.kind.name in self.kinds]


def read(sources: Sources, name: str, printing: Printing, problems: Problems) -> Job | None:
    """What an output is made from, or None with every problem noted.

    Raises Unknown for wishes that the output or its sheet cannot fulfil.
    """
    deck = read_deck(sources.deck, problems)
    house = read_house(sources, problems)
    output = read_output(name, sources, problems)
    if deck is None or house is None or output is None:
        return None
    agree(deck, house, output, problems)
    name_of_sheet = printing.sheet or output.sheet
    if name_of_sheet is None and printing.of_sheets():
        options = ", ".join(printing.of_sheets())
        raise Unknown(f'"{name}" has a face on each page: {options} needs a sheet; see --sheet')
    sheet = read_sheet(name_of_sheet, sources, problems) if name_of_sheet else None
    slugged = printing.on_paper and output.slug and name_of_sheet and not (sheet and sheet.cells)
    slug = read_slug(house, sources, problems) if slugged else None
    proof = read_proof(house, sources, problems) if printing.proof else None
    printer = read_printer(printing.printer, sources, problems) if printing.printer else None
    # Of a sheet that cannot be read, the size its cells would have is no news.
    cell = _cell(sheet) if sheet or not name_of_sheet else _ANY_SIZE
    layouts = _layouts(deck, house, output, cell, sources, problems)
    needed = (
        *((name_of_sheet, sheet), (slugged, slug), (printing.proof, proof)),
        *((printing.printer, printer), (True, layouts)),
    )
    if layouts is None or any(wanted and found is None for wanted, found in needed):
        return None
    if sheet is None or not printing.on_paper:
        parts: tuple[Part, ...] | None = tuple(Part(layout, None) for layout in layouts)
    else:
        can_fulfil(printing, sheet)
        if slug:
            _title_can_be_set(deck, slug, house, problems)
        parts = laid(layouts, sheet, printing, printer, problems)
    return Job(deck, house, output, printing, parts, sheet, slug, proof) if parts else None


def _cell(sheet: Sheet | None) -> tuple[float, float] | None:
    return (sheet.cells.width, sheet.cells.height) if sheet and sheet.cells else None


def _layouts(
    deck: Deck,
    house: House,
    output: Output,
    cell: tuple[float, float] | None,
    sources: Sources,
    problems: Problems,
) -> list[CardLayout] | None:
    """The card layouts of the output with the kinds each is for, or None with problems noted."""
    kinds = [kind.text for kind in output.kinds if kind.text in deck.kinds] or list(deck.kinds)
    found = [
        read_layout(
            name,
            [kind for kind in kinds if output.layout_of(kind) == name],
            cell,
            house,
            sources,
            problems,
        )
        for name in output.layouts
    ]
    return None if None in found else [layout for layout in found if layout and layout.kinds]


def _title_can_be_set(deck: Deck, slug: Slug, house: House, problems: Problems) -> None:
    """The deck's title stands in the slug of every sheet, beside what the layout sets."""
    absent = missing(printed(deck.title.text), house.chains[slug.font.text])
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
        sources.find(f"layouts/cards/{layout}/{kind}.yaml")
        for kind in deck.kinds
        for layout in output.layouts
    )
