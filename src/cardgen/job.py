"""Files → a job: all that one output is made from, held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cardgen.deck import Card, Deck
from cardgen.impose.duplex import Flip
from cardgen.impose.fold import fit_folded
from cardgen.impose.grid import Grid, NoFit, Piece, fit_grid
from cardgen.layout import CardLayout, House, Output, Proof
from cardgen.printer import Printer, Shift, Way
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
from cardgen.units import shown

_ANY_SIZE = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Part:
    """The cards of one size, on sheets of their own or, without a grid, a face a page."""

    layout: CardLayout
    grid: Grid | None
    shift: Shift | None = None  # what the printer does to its backs

    def of(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if card.kind.name in self.layout.kinds]


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
    sheet_name = printing.sheet or output.sheet
    if sheet_name is None and printing.of_sheets():
        options = ", ".join(printing.of_sheets())
        raise Unknown(f'"{name}" has a face on each page: {options} needs a sheet; see --sheet')
    sheet = read_sheet(sheet_name, sources, problems) if sheet_name else None
    proof = read_proof(house, sources, problems) if printing.proof else None
    slugged = output.slug and sheet_name and not (sheet and sheet.cells)
    slug = read_slug(house, sources, problems) if slugged else None
    layouts = _layouts(deck, house, output, sheet_name, sheet, sources, problems)
    if printing.proof and proof is None:
        return None
    if layouts is None or (sheet_name and sheet is None) or (slugged and slug is None):
        return None
    if sheet is None:
        single = tuple(Part(layout, None) for layout in layouts)
        return Job(deck, house, output, printing, single, None, None, proof)
    _can_fulfil(printing, sheet)
    if slug:
        _title_can_be_set(deck, slug, house, problems)
    parts = _laid(layouts, sheet, printing, problems)
    if parts is None:
        return None
    if printing.start_at > 1 and len(parts) > 1:
        raise Unknown("--start-at uses up one sheet, and these cards need sheets of several sizes")
    if printing.printer:
        printer = read_printer(printing.printer, sources, problems)
        if printer is None:
            return None
        parts = tuple(replace(p, shift=_shift(p, printer, printing.printer)) for p in parts)
    return Job(deck, house, output, printing, parts, sheet, slug, proof)


def _shift(part: Part, printer: Printer, name: str) -> Shift:
    """What the printer does to the part's pages; Unknown where that was not measured."""
    assert part.grid
    way: Way = "landscape" if part.grid.landscape else "portrait"
    shift = printer.landscape if part.grid.landscape else printer.portrait
    if shift is None:
        pages = "pages 3 and 4" if part.grid.landscape else "pages 1 and 2"
        what = f'the printer "{name}" has not been measured on {way} pages'
        raise Unknown(f"{what}: print {pages} of the test sheet (cardgen calibrate)")
    return shift


def _layouts(
    deck: Deck,
    house: House,
    output: Output,
    sheet_name: str | None,
    sheet: Sheet | None,
    sources: Sources,
    problems: Problems,
) -> list[CardLayout] | None:
    """The card layouts of the output with the kinds each is for, or None with problems noted."""
    kinds = [kind.text for kind in output.kinds if kind.text in deck.kinds] or list(deck.kinds)
    cell = (sheet.cells.width, sheet.cells.height) if sheet and sheet.cells else None
    if sheet is None and sheet_name:  # of a sheet that cannot be read, the size is no news
        cell = _ANY_SIZE
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


def _laid(
    layouts: Sequence[CardLayout], sheet: Sheet, printing: Printing, problems: Problems
) -> tuple[Part, ...] | None:
    """The cards of each layout on the sheet, or None with the problems noted.

    All turn over on one edge, that of the first unless it is chosen: a file is printed at once.
    """
    parts: list[Part] = []
    flip = None if printing.flip == "none" else printing.flip
    for layout in layouts:
        grid = _grid(layout, sheet, printing, flip)
        if isinstance(grid, NoFit):
            _too_large(grid, layout, printing.fold, problems)
            continue
        if printing.start_at > grid.capacity:
            places = f"{grid.capacity} cards on a sheet of {sheet.paper}"
            raise Unknown(f"--start-at {printing.start_at}: there are places for {places}")
        flip = flip or (None if printing.fold else grid.flip)
        parts.append(Part(layout, grid))
    return tuple(parts) if len(parts) == len(layouts) else None


def _grid(layout: CardLayout, sheet: Sheet, printing: Printing, flip: Flip | None) -> Grid | NoFit:
    if layout.frame and printing.back_extra:
        raise Unknown(f"{layout.name} has a white frame: its backs have no bleed to widen")
    piece = Piece(layout.width, layout.height, layout.bleed, layout.bleed, layout.frame)
    if printing.fold:
        return fit_folded(piece, sheet)
    return fit_grid(piece._replace(back_bleed=layout.bleed + printing.back_extra), sheet, flip)


def _can_fulfil(printing: Printing, sheet: Sheet) -> None:
    """Raises Unknown for wishes that the sheet, or another wish, rules out."""
    if printing.fold and (printing.flip or printing.printer or printing.back_extra):
        raise Unknown("--fold prints on one side: there is no back to flip, move or widen")
    if printing.start_at > 1 and printing.order != "decks":
        raise Unknown(f"--start-at uses up a sheet; --order {printing.order} needs whole ones")
    if printing.fold and printing.marks_on:
        raise Unknown("--fold prints on one side: --marks-on has no choice there")
    if printing.proof and (printing.order != "decks" or printing.start_at > 1):
        raise Unknown("--proof prints a sheet of each kind: it has no order and no start")
    marks = printing.marks not in (None, "none") or printing.marks_on
    if sheet.cells and (printing.fold or marks):
        option = "--fold" if printing.fold else "--marks"
        raise Unknown(f"{sheet.paper} is cut already: there is no place for {option}")
    if sheet.one_sided and (printing.flip or printing.printer or printing.back_extra):
        raise Unknown(f"{sheet.paper} is printed on one side: it has no backs")
    if printing.marks == "none" and printing.marks_on:
        raise Unknown("--marks none leaves nothing for --marks-on")
    if marks and sheet.marks is None:
        raise Unknown(f"the sheet of {sheet.paper} has no measures for marks")


def _too_large(found: NoFit, layout: CardLayout, fold: bool, problems: Problems) -> None:
    card, needed, usable, largest = (
        f"{shown(width)} × {shown(height)} mm"
        for width, height in (found.card, found.needed, found.usable, found.largest)
    )
    around = f", with bleed and marks {needed}," if found.needed != found.card else ""
    piece = f"a card with its back beside it, {card}" if fold else f"a card of {card}"
    what = f"{piece}{around} does not fit {found.paper}, of which {usable} can be printed"
    fix = f"use larger paper, or {'pairs' if fold else 'cards'} of at most {largest}"
    problems.error("E401", layout.where, what, fix)


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
