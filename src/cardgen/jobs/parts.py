"""Cards of each layout on the sheets that a person wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, sqrt

from cardgen.impose.duplex import Flip
from cardgen.impose.fold import fit_folded
from cardgen.impose.grid import Grid, NoFit, Piece, fit_grid
from cardgen.jobs.selection import Unsupported
from cardgen.model.deck import Card
from cardgen.model.layout import CardLayout
from cardgen.model.options import Printing
from cardgen.model.printer import Printer, Shift, Way
from cardgen.model.sheet import Sheet
from cardgen.problems import Problems
from cardgen.units import shown


@dataclass(frozen=True, slots=True)
class CardsOnSheet:
    """The cards of one size, on sheets of their own or, without a grid, a face a page."""

    layout: CardLayout
    grid: Grid | None
    shift: Shift | None = None  # what the printer does to its backs
    half: CardLayout | None = None  # that of one language, where a card has several side by side

    @property
    def composed(self) -> CardLayout:
        """The layout in which faces are made, before they are set side by side."""
        return self.half or self.layout

    def of(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if card.kind.name in self.layout.kinds]


def laid(
    layouts: Sequence[CardLayout],
    sheet: Sheet,
    printing: Printing,
    printer: Printer | None,
    problems: Problems,
    beside: int = 1,
) -> tuple[CardsOnSheet, ...] | None:
    """The cards of each layout, with so many languages side by side, on the sheet, or None with the
    problems noted.

    All turn over on one edge, that of the first unless it is chosen: a file is printed at once.
    Raises Unsupported where there is no such place to start at, or the printer was not measured.
    """
    if printing.start_at > 1 and len(layouts) > 1:
        raise Unsupported(
            "--start-at uses up one sheet, and these cards need sheets of several sizes"
        )
    parts: list[CardsOnSheet] = []
    flip = None if printing.flip == "none" else printing.flip
    for layout in layouts:
        grid = _grid(layout, sheet, printing, flip)
        if isinstance(grid, NoFit):
            _too_large(grid, layout, beside, printing.fold, problems)
            continue
        if printing.start_at > grid.capacity:
            places = f"{grid.capacity} cards on a sheet of {sheet.paper}"
            raise Unsupported(f"--start-at {printing.start_at}: there are places for {places}")
        flip = flip or (None if printing.fold else grid.flip)
        shift = _shift(grid, printer, printing.printer or "") if printer else None
        parts.append(CardsOnSheet(layout, grid, shift))
    return tuple(parts) if len(parts) == len(layouts) else None


def _grid(layout: CardLayout, sheet: Sheet, printing: Printing, flip: Flip | None) -> Grid | NoFit:
    if layout.frame and printing.back_extra:
        raise Unsupported(f"{layout.name} has a white frame: its backs have no bleed to widen")
    piece = Piece(layout.width, layout.height, layout.bleed, layout.bleed, layout.frame)
    if printing.fold:
        return fit_folded(piece, sheet)
    return fit_grid(piece._replace(back_bleed=layout.bleed + printing.back_extra), sheet, flip)


def pages_can_fulfil(printing: Printing, name: str) -> None:
    """Raises Unsupported for wishes that only cards on sheets, or faces of cards, can fulfil."""
    used = [*["--sheet"] * (printing.sheet is not None), *["--proof"] * printing.proof]
    if options := ", ".join([*used, *printing.of_sheets()]):
        raise Unsupported(f'"{name}" is made of whole pages: {options} is for cards')


def can_fulfil(printing: Printing, sheet: Sheet, beside: int) -> None:
    """Raises Unsupported for wishes that the sheet, or another wish, rules out, of cards with so
    many languages side by side."""
    if sheet.cells and beside > 1:
        why = "two languages need twice the width of its cells"
        raise Unsupported(f"{sheet.paper} is cut already, and {why}: print them one at a time")
    if printing.fold and (printing.flip or printing.printer or printing.back_extra):
        raise Unsupported("--fold prints on one side: there is no back to flip, move or widen")
    if printing.start_at > 1 and printing.order != "decks":
        raise Unsupported(f"--start-at uses up a sheet; --order {printing.order} needs whole ones")
    if printing.fold and printing.marks_on:
        raise Unsupported("--fold prints on one side: --marks-on has no choice there")
    filled = printing.fill != "none"
    if printing.proof and (printing.order != "decks" or printing.start_at > 1 or filled):
        raise Unsupported("--proof prints a sheet of each kind: it has no order, start or fill")
    if filled and printing.order == "cards":
        raise Unsupported("--fill takes the places after the last card; --order cards has piles")
    marks = printing.marks not in (None, "none") or printing.marks_on
    if sheet.cells and (printing.fold or marks):
        option = "--fold" if printing.fold else "--marks"
        raise Unsupported(f"{sheet.paper} is cut already: there is no place for {option}")
    of_backs = printing.flip or printing.printer or printing.back_extra or printing.back
    if sheet.one_sided and of_backs:
        raise Unsupported(f"{sheet.paper} is printed on one side: it has no backs")
    if printing.marks == "none" and printing.marks_on:
        raise Unsupported("--marks none leaves nothing for --marks-on")
    if marks and sheet.marks is None:
        raise Unsupported(f"the sheet of {sheet.paper} has no measures for marks")


def die_spares_words(radius: float, layouts: Sequence[CardLayout]) -> None:
    """Raises Unsupported where a die would cut what a layout keeps safe from the knife: it comes
    nearest to that at the corners, on their diagonals."""
    safe = min((layout.safe for layout in layouts), default=0.0)
    most = safe * sqrt(2) / (sqrt(2) - 1)
    if radius > most:
        why = "the die would cut what stands there"
        raise Unsupported(f"--corners {radius:g}: {floor(most)} mm at most, or {why}")


def _too_large(
    found: NoFit, layout: CardLayout, beside: int, fold: bool, problems: Problems
) -> None:
    card, needed, usable, largest = (
        f"{shown(width)} × {shown(height)} mm"
        for width, height in (found.card, found.needed, found.usable, found.largest)
    )
    around = f", with bleed and marks {needed}," if found.needed != found.card else ""
    one = "a card in two languages" if beside > 1 else "a card"
    piece = f"{one} with its back beside it, {card}" if fold else f"{one} of {card}"
    what = f"{piece}{around} does not fit {found.paper}, of which {usable} can be printed"
    fix = f"use larger paper, or {'pairs' if fold else 'cards'} of at most {largest}"
    problems.error("E401", layout.where, what, fix)


def _shift(grid: Grid, printer: Printer, name: str) -> Shift:
    """What the printer does to such pages; Unsupported where that was not measured."""
    way: Way = "landscape" if grid.landscape else "portrait"
    shift = printer.landscape if grid.landscape else printer.portrait
    if shift is None:
        pages = "pages 3 and 4" if grid.landscape else "pages 1 and 2"
        what = f'the printer "{name}" has not been measured on {way} pages'
        raise Unsupported(f"{what}: print {pages} of the test sheet (cardgen calibrate)")
    return shift
