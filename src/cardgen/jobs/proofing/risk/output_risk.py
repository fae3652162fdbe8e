"""The risk of an output: the odds of each of its cards, and remedies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from cardgen.graphics.frame import Page
from cardgen.impose.cuts import folds
from cardgen.jobs.job import Job, read
from cardgen.jobs.outputs import suited
from cardgen.jobs.proofing.risk.deviations import PrintedSheet
from cardgen.jobs.proofing.risk.simulation import Odds, Simulation
from cardgen.jobs.runs import SheetRun, pages, runs_of
from cardgen.jobs.selection import Unsupported
from cardgen.model.layout import CardLayout
from cardgen.model.options import Printing
from cardgen.model.printer import Spread
from cardgen.problems import Problems
from cardgen.read.files import Sources

MORE_BLEED = 2.0  # mm that a remedy adds to backs
ALIKE = 2.0  # mm by which the size of cards may differ in a remedy


@dataclass(frozen=True, slots=True)
class Remedy:
    """Another way of printing the same cards: its words on the command line, and the share of cards
    that it would spoil."""

    words: str
    flawed: float


@dataclass(frozen=True, slots=True)
class Risk:
    """The odds of each card of an output on a printer, and the remedies, best first."""

    output: str
    cards: list[Odds]
    remedies: list[Remedy]

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


def sheets_of(job: Job, problems: Problems) -> Iterator[PrintedSheet]:
    """The sheets of the whole deck as they would be printed.

    Raises Unsupported for outputs whose cards are not cut from sheets.
    """
    runs = runs_of(job, job.cards, 1)
    made = pages(job, runs, problems)
    for run in runs:
        yield from _sheets(job, run, made)


def _sheets(job: Job, run: SheetRun, made: Iterator[Page]) -> Iterator[PrintedSheet]:
    """The sheets of one run; made are the pages of all runs, from the first of this one on."""
    grid, sheet = run.part.grid, job.sheet
    if job.output.paged:
        raise Unsupported(f'"{job.output.name}" is made of whole pages: nothing of it is cut')
    if grid is None or sheet is None:
        raise Unsupported(
            f'"{job.output.name}" has a face on each page: choose a sheet with --sheet'
        )
    one_sided = job.printing.fold or sheet.one_sided
    for _ in run.sheets:
        front, *rest = islice(made, 1 if one_sided else 2)
        back = rest[0] if rest else None
        yield PrintedSheet(front, back, grid.axis, grid.in_cells, frozenset(folds(grid)))


def risk_of(
    sources: Sources,
    name: str,
    printing: Printing,
    spread: Spread,
    count: int,
    problems: Problems,
) -> Risk | None:
    """The risk of an output and its remedies, from a simulation of count sheets; None with the
    problems noted.

    A remedy at least halves the share of spoiled cards.
    """
    cards = _odds(sources, name, printing, spread, count, problems)
    if cards is None:
        return None
    now = Risk(name, cards, [])
    remedies = [
        Remedy(words, better.mean("flawed"))
        for words, other, another in _others(sources, name, printing, problems)
        if (better := _risk(sources, other, another, spread, count)) is not None
        and {card.card for card in better.cards} >= {card.card for card in cards}
        and better.mean("flawed") < now.mean("flawed") / 2
    ]
    return replace(now, remedies=sorted(remedies, key=lambda remedy: remedy.flawed))


def _odds(
    sources: Sources,
    name: str,
    printing: Printing,
    spread: Spread,
    count: int,
    problems: Problems,
) -> list[Odds] | None:
    """The odds of each card of an output; None with the problems noted."""
    job = read(sources, name, printing, problems)
    if job is None or problems.fatal:
        return None
    sheets = list(sheets_of(job, problems))
    if problems.fatal:
        return None
    simulation = Simulation(spread, count)
    return [card for sheet in sheets for card in simulation.odds(sheet)]


def _risk(
    sources: Sources, name: str, printing: Printing, spread: Spread, count: int
) -> Risk | None:
    """The risk of another way of printing, or None if that is not possible."""
    try:
        cards = _odds(sources, name, printing, spread, count, Problems())
    except Unsupported:
        return None
    return Risk(name, cards, []) if cards else None


def _others(
    sources: Sources, name: str, printing: Printing, problems: Problems
) -> Iterator[tuple[str, str, Printing]]:
    """Other ways of printing: the words for each, its output and options."""
    wider = replace(printing, back_extra=printing.back_extra + MORE_BLEED)
    paper = f" --sheet {printing.sheet}" if printing.sheet else ""
    yield f"{name}{paper} --back-extra {wider.back_extra:g}", name, wider
    folded = replace(printing, fold=True, flip=None, printer=None, back_extra=0.0)
    yield f"{name}{paper} --fold", name, folded
    own = _on_sheets(sources, name)
    if all(layout.frame for layout in own):
        return
    for other in suited(sources, problems):
        framed = _on_sheets(sources, other)
        if framed and all(layout.frame and _like(layout, own) for layout in framed):
            yield other, other, Printing()


def _on_sheets(sources: Sources, name: str) -> list[CardLayout]:
    """The layouts of an output's cards; none if it has no sheet."""
    job = read(sources, name, Printing(), Problems())
    return [part.layout for part in job.parts] if job and job.sheet else []


def _like(layout: CardLayout, others: Iterable[CardLayout]) -> bool:
    """Whether one of the others has the same size, but for a difference that nobody minds."""
    return any(
        max(abs(layout.width - other.width), abs(layout.height - other.height)) < ALIKE
        for other in others
    )
