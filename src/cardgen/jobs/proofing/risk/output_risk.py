"""The risk of an output: the odds of each of its cards, and remedies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from cardgen.graphics.frame import Page
from cardgen.impose.cuts import folds
from cardgen.jobs.layup import Layup, SheetRun, laid_up
from cardgen.jobs.outputs import for_presses, suited
from cardgen.jobs.progress import OnProgress, with_progress
from cardgen.jobs.proofing.risk.deviations import PrintedSheet
from cardgen.jobs.proofing.risk.simulation import SHEETS, Odds, Simulation
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.model.layout import CardLayout
from cardgen.model.options import Options
from cardgen.model.printer import Spread
from cardgen.problems import DeckError, Problem, Problems, Unsupported, known
from cardgen.read.files import Sources
from cardgen.read.output import output_names
from cardgen.read.printer import printer_names, read_printer
from cardgen.value import Value

MORE_BLEED = 2.0  # mm that a remedy adds to backs
MOST_CUT = 10.0  # mm
ALIKE = 2.0  # mm by which the size of cards may differ in a remedy


class Remedy(Value):
    """Another way of printing the same cards: its words on the command line, and the share of cards
    that it would spoil."""

    words: str
    flawed: float


class Risk(Value):
    """The odds of each card of an output on a printer, and the remedies, best first."""

    output: str
    cards: list[Odds]
    remedies: list[Remedy]
    problems: tuple[Problem, ...] = ()

    def mean(self, flaw: str) -> float:
        """The share of all cards with a flaw: sliver, clipped, shifted or flawed."""
        return sum(float(getattr(card, flaw)) for card in self.cards) / len(self.cards)

    def as_data(self) -> dict[str, Any]:
        """The risk as JSON has it."""
        flaws = ("sliver", "clipped", "shifted", "flawed")
        return {
            "output": self.output,
            **{flaw: round(self.mean(flaw), 5) for flaw in flaws},
            "cards": [
                {"card": card.card, **{flaw: getattr(card, flaw) for flaw in flaws}}
                for card in self.cards
            ],
            "remedies": [
                {"build": remedy.words, "flawed": round(remedy.flawed, 5)}
                for remedy in self.remedies
            ],
        }


def sheets_of(layup: Layup, problems: Problems) -> Iterator[PrintedSheet]:
    """The sheets of the whole deck as they would be printed.

    Raises Unsupported for outputs whose cards are not cut from sheets.
    """
    layup = with_copies(layup, layup.spec.cards, 1)
    made = iter(Sheets(layup, problems))
    for run in layup.runs:
        yield from _sheets(layup, run, made)


def _sheets(layup: Layup, run: SheetRun, made: Iterator[Page]) -> Iterator[PrintedSheet]:
    """The sheets of one run; made are the pages of all runs, from the first of this one on."""
    spec, grid = layup.spec, run.part.grid
    if spec.output.paged:
        raise Unsupported(f'"{spec.output.name}" is made of whole pages, which are not cut')
    if grid is None or spec.sheet is None:
        what = f'"{spec.output.name}" has one face per page'
        fix = "choose a sheet with --sheet"
        if spec.output.profile:
            fix = f"try {' or '.join(for_presses(spec.sources, on_sheets=True))}"
        raise Unsupported(what, fix)
    one_sided = spec.options.fold or spec.sheet.one_sided
    for _ in run.sheets:
        front, *rest = islice(made, 1 if one_sided else 2)
        back = rest[0] if rest else None
        yield PrintedSheet(front, back, grid.axis, grid.in_cells, frozenset(folds(grid)))


def risk(
    sources: Sources,
    output: str,
    options: Options,
    printer: str,
    cut: float | None,
    draw: str | None,
    remedies: bool,
    on_progress: OnProgress | None,
) -> Risk:
    """The risk of an output on a printer, with remedies if these are wanted, which take most of the
    time. Cuts scatter as the printer's do, or by so many mm; the worst sheet is drawn to a path.

    Raises DeckError with the problems, Unsupported for names that are not there, for options that
    cannot be fulfilled and for outputs whose cards are not cut from sheets, Stop for a path that
    cannot be written.
    """
    spread = _spread_of(sources, output, options, printer, cut)
    if draw is not None:
        from cardgen.jobs.proofing.risk.worst_sheet import draw_worst

        # Before the time is spent: where it cannot be written is told at once.
        draw_worst(sources, output, options, spread, draw)
    problems = Problems()
    cards = _odds(sources, output, options, spread, problems, on_progress)
    if cards is None:
        raise DeckError(problems)
    now = Risk(output, cards, [])
    if remedies:
        found = _remedies(sources, now, options, spread, problems, on_progress)
        now = now._replace(remedies=found)
    return now._replace(problems=tuple(problems.in_order()))


def _remedies(
    sources: Sources,
    now: Risk,
    options: Options,
    spread: Spread,
    problems: Problems,
    on_progress: OnProgress | None,
) -> list[Remedy]:
    """Other ways to print the same cards that at least halve the share of spoiled ones, best
    first."""
    found = [
        Remedy(words, better.mean("flawed"))
        for words, other, another in _others(sources, now.output, options, problems)
        if (better := _risk(sources, other, another, spread, on_progress)) is not None
        and {card.card for card in better.cards} >= {card.card for card in now.cards}
        and better.mean("flawed") < now.mean("flawed") / 2
    ]
    return sorted(found, key=lambda remedy: remedy.flawed)


def _spread_of(
    sources: Sources, output: str, options: Options, printer: str, cut: float | None
) -> Spread:
    """How far a printer's backs and cuts scatter, these by so many mm where that is given.

    Raises Unsupported for names that are not there, DeckError where the printer's file has errors.
    """
    known("output", output, output_names(sources))
    known("printer", printer, printer_names(sources))
    if options.sheet is not None:
        known("sheet", options.sheet, sources.named("layouts/sheets"))
    problems = Problems()
    read = read_printer(printer, sources, problems)
    if read is None or read.spread is None:
        raise DeckError(problems)
    if cut is not None and not (isinstance(cut, int | float) and 0 <= cut <= MOST_CUT):
        raise Unsupported(f"cut should be from 0 to {MOST_CUT:g} mm, not {cut!r}")
    return read.spread if cut is None else read.spread.with_(cut=cut)


def _odds(
    sources: Sources,
    name: str,
    options: Options,
    spread: Spread,
    problems: Problems,
    on_progress: OnProgress | None,
) -> list[Odds] | None:
    """The odds of each card of an output; None with the problems noted."""
    layup = laid_up(sources, name, options, problems)
    if layup is None or problems.fatal:
        return None
    sheets = list(sheets_of(layup, problems))
    if problems.fatal:
        return None
    simulation = Simulation(spread, SHEETS)
    each = with_progress(sheets, lambda _: f"risk of {name}", "sheets", on_progress)
    return [card for sheet in each for card in simulation.odds(sheet)]


def _risk(
    sources: Sources,
    name: str,
    options: Options,
    spread: Spread,
    on_progress: OnProgress | None,
) -> Risk | None:
    """The risk of another way of options, or None if that is not possible."""
    try:
        cards = _odds(sources, name, options, spread, Problems(), on_progress)
    except Unsupported:
        return None
    return Risk(name, cards, []) if cards else None


def _others(
    sources: Sources, name: str, options: Options, problems: Problems
) -> Iterator[tuple[str, str, Options]]:
    """Other ways of options: the words for each, its output and options."""
    wider = options._replace(back_extra=options.back_extra + MORE_BLEED)
    paper = f" --sheet {options.sheet}" if options.sheet else ""
    yield f"{name}{paper} --back-extra {wider.back_extra:g}", name, wider
    folded = options._replace(fold=True, flip=None, printer=None, back_extra=0.0)
    yield f"{name}{paper} --fold", name, folded
    own = _on_sheets(sources, name)
    if all(layout.frame for layout in own):
        return
    for other in suited(sources, problems):
        framed = _on_sheets(sources, other)
        if framed and all(layout.frame and _like(layout, own) for layout in framed):
            yield other, other, Options()


def _on_sheets(sources: Sources, name: str) -> list[CardLayout]:
    """The layouts of an output's cards; none if it has no sheet."""
    layup = laid_up(sources, name, Options(), Problems())
    return [part.layout for part in layup.parts] if layup and layup.spec.sheet else []


def _like(layout: CardLayout, others: Iterable[CardLayout]) -> bool:
    """Whether one of the others has the same size, but for a difference that nobody minds."""
    return any(
        max(abs(layout.width - other.width), abs(layout.height - other.height)) < ALIKE
        for other in others
    )
