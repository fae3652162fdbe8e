"""A layup is worked out from a spec: the grid of the cards of each size, and the composers of their
faces."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, sqrt
from typing import TYPE_CHECKING, TypeVar

from cardgen.impose.duplex import DEFAULT_FLIP
from cardgen.impose.fold import fit_folded
from cardgen.impose.grid import Grid, NoFit, Piece, fit_grid
from cardgen.impose.order import Places
from cardgen.jobs.shared_faces import FaceInputs, SharedFaces, looks_of
from cardgen.jobs.spec import Spec, read_spec
from cardgen.model.deck import Card
from cardgen.model.layout import CardLayout
from cardgen.model.options import Options, Trait
from cardgen.model.printer import Printer, Shift, Way
from cardgen.model.refused_options import LACKING, refuse_unmet
from cardgen.model.sheet import Sheet
from cardgen.problems import Problems, Unsupported, counted
from cardgen.read.agree import title_can_be_set
from cardgen.read.files import Sources
from cardgen.typeset.faces.composer import Composer, Holding
from cardgen.units import shown
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.typeset.faces.bilingual import BilingualComposer


_Found = TypeVar("_Found")


class CardsOnSheet(Value):
    """The cards of one size, on sheets of their own or, without a grid, one face per page. For
    several languages side by side the layout is as wide as all of them."""

    layout: CardLayout
    grid: Grid | None
    shift: Shift | None = None  # what the printer does to its backs

    def of(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if card.kind.name in self.layout.kinds]


class SheetRun(Value):
    """The sheets with cards of one size, place by place; without a grid, one card per sheet.

    together are the cards that all appear on each of its pages, which stands for a card of its own;
    fillers come last and take places that would stay empty.
    """

    part: CardsOnSheet
    sheets: list[Places[Card]]
    together: tuple[Card, ...] = ()
    fillers: Sequence[Card] = ()

    @property
    def cards(self) -> list[Card]:
        """The cards in the order of the sheets, with each copy counted."""
        own = [copy.card for places in self.sheets for copy in places if copy]
        return [*self.together] * len(own) if self.together else own


class Layup(Value):
    """What was worked out from a spec: the grid of the cards of each size and, once cards are
    chosen, the runs of sheets that hold them."""

    spec: Spec
    parts: tuple[CardsOnSheet, ...]
    runs: tuple[SheetRun, ...] = ()
    shared: SharedFaces | None = None  # with the runs of other outputs

    def composer(
        self,
        part: CardsOnSheet,
        problems: Problems,
        chosen: Sequence[Card] = (),
        holding: Holding = lambda card: (),
        more_bleed: float = 0.0,
    ) -> Composer | BilingualComposer:
        """Returns the composer of a part's faces; pages are composed for all chosen cards at
        once."""
        spec, makers, at = self.spec, [], self._place_of(part)
        for one in spec.languages.values():
            layout = one.layouts[at]
            layout = layout._replace(bleed=layout.bleed + more_bleed)
            cards = {card.id: card for card in one.deck.cards} if chosen else {}
            own = [cards[card.id] for card in chosen]
            makers.append(Composer(one.deck, layout, one.house, problems, spec.proof, own, holding))
        if len(makers) == 1:
            return makers[0]
        from cardgen.typeset.faces.bilingual import BilingualComposer  # which few decks need

        decks = [one.deck for one in spec.languages.values()]
        return BilingualComposer(makers, decks, part.layout.bleed + more_bleed, spec.output.paged)

    def face_inputs(self, run: SheetRun) -> FaceInputs:
        """Returns what the faces of a run are composed from."""
        spec, at = self.spec, self._place_of(run.part)
        each = spec.languages.values()
        return FaceInputs(
            decks=[one.deck for one in each],
            layouts=[one.layouts[at] for one in each],
            houses=[looks_of(one.house) for one in each],
            chosen=run.together,
            paged=spec.output.paged,
            fronts_only=spec.fronts_only,
        )

    def _place_of(self, part: CardsOnSheet) -> int:
        return next(index for index, own in enumerate(self.parts) if own is part)


def laid_up(
    sources: Sources,
    name: str,
    options: Options,
    problems: Problems,
    patterns: Sequence[str] = (),
) -> Layup | None:
    """Returns the layup of the output of that name, still without runs, or None if there were
    errors (they are in problems).

    Raises Unsupported as read_spec and lay_up do.
    """
    spec = read_spec(sources, name, options, problems, patterns)
    return lay_up(spec, problems) if spec else None


def lay_up(spec: Spec, problems: Problems) -> Layup | None:
    """Returns the cards of each layout on sheets, or with one face per page; None if there were
    errors (they are in problems).

    All sheets flip on one edge, because a file is printed in one go. Raises Unsupported for options
    that the sheet does not support, for a place to start at that it does not have, for a printer
    that was not measured, and for a die that would cut into the safe area.
    """
    options, sheet, layouts = spec.options, spec.sheet, spec.first.layouts
    across = 1 if spec.output.paged else len(spec.languages)
    wide = [layout._replace(width=across * layout.width) for layout in layouts]
    parts: list[CardsOnSheet] = [CardsOnSheet(layout, None) for layout in wide]
    if sheet and options.on_paper:
        _refuse_what_the_sheet_lacks(sheet, options, len(spec.languages))
        if spec.slug:
            for one in spec.languages.values():
                title_can_be_set(one.deck, spec.slug, one.house, problems)
        parts = _on_sheets(wide, sheet, spec, problems)
    if len(parts) < len(wide):
        return None
    die_spares_words(options.corners, layouts)
    return Layup(spec, tuple(parts))


def _refuse_what_the_sheet_lacks(sheet: Sheet, options: Options, beside: int) -> None:
    if sheet.cells and beside > 1:
        why = "two languages need twice the width of its cells"
        raise Unsupported(f"{sheet.paper} is die-cut, and {why}: print them one at a time")
    lacking: set[Trait] = set()
    if sheet.cells:
        lacking.add("uncut")
    if sheet.one_sided:
        lacking.add("backs")
    if sheet.marks is None:
        lacking.add("marks")
    refuse_unmet(options, set(LACKING) - lacking, paper=sheet.paper)


def _on_sheets(
    layouts: Sequence[CardLayout], sheet: Sheet, spec: Spec, problems: Problems
) -> list[CardsOnSheet]:
    """Returns the cards of each layout that fits the sheet; for the others it notes the problem."""
    options, parts = spec.options, list[CardsOnSheet]()
    if options.start_at > 1 and len(layouts) > 1:
        what = (
            "--start-at continues one part-used sheet, but these cards need sheets of several sizes"
        )
        raise Unsupported(what)
    for layout in layouts:
        grid = _grid(layout, sheet, options)
        if isinstance(grid, NoFit):
            _note_too_large(grid, layout, spec, problems)
            continue
        if options.start_at > grid.capacity:
            places = f"{counted(grid.capacity, 'card')} on a sheet of {sheet.paper}"
            raise Unsupported(f"--start-at {options.start_at}: there is room for {places}")
        shift = _shift(grid, spec.printer, options.printer or "") if spec.printer else None
        parts.append(CardsOnSheet(layout, grid, shift))
    return parts


def _grid(layout: CardLayout, sheet: Sheet, options: Options) -> Grid | NoFit:
    if layout.frame and options.back_extra:
        raise Unsupported(f"{layout.name} has a white frame: its backs have no bleed to extend")
    piece = Piece(layout.width, layout.height, layout.bleed, layout.bleed, layout.frame)
    if options.fold:
        return fit_folded(piece, sheet)
    piece = piece._replace(back_bleed=layout.bleed + options.back_extra)
    return fit_grid(piece, sheet, options.flip or DEFAULT_FLIP)


def on_larger_pages(layup: Layup, cards: Sequence[Card]) -> Layup:
    """Returns the layup with larger pages where these cards, shown together, fit no others."""
    for at, part in enumerate(layup.parts):
        if part.layout.larger is None or not cards:
            continue
        tried = Problems()
        composer = layup.composer(part, tried, cards)
        for piece in part.of(layup.spec.pieces(cards)):
            composer.faces(piece)
        if tried.fatal:
            layup = _on_larger_page(layup, at)
    return layup


def _on_larger_page(layup: Layup, at: int) -> Layup:
    """Returns the layup with the larger page of the part at that place."""

    def enlarged(layout: CardLayout) -> CardLayout:
        width, height = layout.larger or (layout.width, layout.height)
        return layout._replace(width=width, height=height)

    def with_own(found: Sequence[_Found], own: _Found) -> tuple[_Found, ...]:
        return (*found[:at], own, *found[at + 1 :])

    languages = {
        tag: one._replace(layouts=with_own(one.layouts, enlarged(one.layouts[at])))
        for tag, one in layup.spec.languages.items()
    }
    part = layup.parts[at]._replace(layout=enlarged(layup.parts[at].layout))
    spec = layup.spec._replace(languages=languages)
    return layup._replace(spec=spec, parts=with_own(layup.parts, part))


def die_spares_words(radius: float, layouts: Sequence[CardLayout]) -> None:
    """Raises Unsupported if round corners would cut into a layout's safe area, which they approach
    most closely on their diagonals."""
    safe = min((layout.safe for layout in layouts), default=0.0)
    most = safe * sqrt(2) / (sqrt(2) - 1)
    if radius > most:
        why = "they would cut into the safe area"
        raise Unsupported(f"--corners {radius:g}: {floor(most)} mm at most, or {why}")


def _note_too_large(found: NoFit, layout: CardLayout, spec: Spec, problems: Problems) -> None:
    beside, fold = len(spec.languages), spec.options.fold
    card, needed, usable, largest = (
        f"{shown(width)} × {shown(height)} mm"
        for width, height in (found.card, found.needed, found.usable, found.largest)
    )
    around = f", with bleed and marks {needed}," if found.needed != found.card else ""
    one = "a card in two languages" if beside > 1 else "a card"
    piece = f"{one} with its back beside it, {card}" if fold else f"{one} of {card}"
    what = f"{piece}{around} does not fit {found.paper}, of which {usable} can be printed"
    fix = f"use larger paper, or {'pairs' if fold else 'cards'} of at most {largest}"
    problems.error("E401", layout.where, what, fix, instead=spec.paper_asked)


def _shift(grid: Grid, printer: Printer, name: str) -> Shift:
    """Returns what the printer does to such pages; raises Unsupported if that was not measured."""
    way: Way = "landscape" if grid.landscape else "portrait"
    shift = printer.landscape if grid.landscape else printer.portrait
    if shift is None:
        pages = "pages 3 and 4" if grid.landscape else "pages 1 and 2"
        what = f'the printer "{name}" has not been measured on {way} pages'
        raise Unsupported(f"{what}: print {pages} of the test sheet (cardgen calibrate)")
    return shift
