"""Files → PDF, the whole way: read, select, compose, impose, write."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, time, timezone
from pathlib import PurePath

from cardgen.compose.faces import Composer
from cardgen.deck import Deck
from cardgen.frame import Page
from cardgen.job import Job, read, suited
from cardgen.plan import FilePlan, Sides
from cardgen.printing import Printing, Turning
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.files import Sources
from cardgen.runs import Run, pages, plans, runs_of
from cardgen.select import Wishes, select
from cardgen.whole import whole


class _Dropped(Exception):
    """Ends the writing of files that are to stay as they were."""


Look = Callable[[FilePlan, Page], None]  # is shown each page with the plan of its file


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes: "-" is standard output. own: the program chose it, and may make its
    folder; dry: nothing is written; verify: the finished file is read back first."""

    path: str
    own: bool = False
    dry: bool = False
    verify: bool = False


def make(
    sources: Sources,
    name: str,
    wishes: Wishes,
    printing: Printing,
    target: Target,
    problems: Problems,
    look: Look,
) -> list[FilePlan]:
    """The files of the output made, or planned if the target is dry; none with errors noted.

    Raises Unknown for wishes the deck cannot fulfil, Stop for files.
    """
    job = read(sources, name, printing, problems)
    if job is None:
        return []
    if problems.fatal:  # what else is wrong shows on all the cards that could be read
        _go_through(pages(job, runs_of(job, job.cards, 1), problems))
        return []
    runs = runs_of(job, select(job.deck, wishes, job.kinds), wishes.copies)
    files = _files(job, runs, target, pages(job, runs, problems))
    with suppress(_Dropped), ExitStack() as written:
        for plan, made in files:
            seen = _seen(plan, made, look)
            if target.dry:
                _go_through(seen)
            else:
                _write(job, seen, plan, target, problems, written)
        if problems.fatal:
            raise _Dropped
    return [] if problems.fatal else [plan for plan, _ in files]


def check_all(sources: Sources, problems: Problems) -> str:
    """Every card of the deck in every output made for its kinds; a line says what was checked."""
    cards = 0
    names = suited(sources, problems)
    for name in names:
        job = read(sources, name, Printing(), problems)
        if job is not None:
            for part in job.parts:
                Composer(job.deck, part.layout, job.house, problems).rehearse()
            _go_through(pages(job, runs_of(job, job.cards, 1), problems))
            cards = len(job.deck.cards)
    listed = " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return f"{cards} {'card' if cards == 1 else 'cards'} checked for {listed}"


def _files(
    job: Job, runs: list[Run], target: Target, made: Iterator[Page]
) -> list[tuple[FilePlan, Iterable[Page]]]:
    """The plan of each file with its pages: one file, or fronts and backs for the paper to be
    turned over by hand between them."""

    def plan(path: str, sides: Sides, flip: Turning) -> FilePlan:
        return FilePlan(path, job.output.name, paper, sides, flip, planned)

    paper, planned = job.sheet.paper if job.sheet else None, plans(job, runs)
    if job.printing.by_hand:
        printed = list(made)
        fronts, backs = (_beside(target.path, name) for name in ("fronts", "backs"))
        return [
            (plan(fronts, "fronts", "none"), [page for page in printed if page.side == "front"]),
            (plan(backs, "backs", "none"), [page for page in printed if page.side == "back"]),
        ]
    if job.printing.fold or (job.sheet and job.sheet.one_sided):
        return [(plan(target.path, "one", "none"), made)]
    grid = runs[0].part.grid
    return [(plan(target.path, "both", grid.flip if grid else "none"), made)]


def _beside(path: str, name: str) -> str:
    """build/office.pdf → build/office-backs.pdf"""
    file = PurePath(path)
    return str(file.with_name(f"{file.stem}-{name}{file.suffix}"))


def _go_through(made: Iterable[Page]) -> None:
    for _ in made:
        pass


def _seen(plan: FilePlan, made: Iterable[Page], look: Look) -> Iterator[Page]:
    """The same pages, each shown as it goes by: the plan is read from what is drawn."""
    for page in made:
        look(plan, page)
        yield page


def _write(
    job: Job,
    made: Iterator[Page],
    plan: FilePlan,
    target: Target,
    problems: Problems,
    written: ExitStack,
) -> None:
    """The pages as a file that is there whole or, with errors noted, not at all."""
    # reportlab and pypdf load slowly, so only when they are needed.
    from cardgen.write.metadata import About
    from cardgen.write.pdf import write_pdf

    deck = job.deck
    flip = plan.flip if job.sheet else None
    about = About(deck.title.text, deck.publisher, deck.subtitle, deck.lang, _date(deck), flip)
    out = written.enter_context(whole(plan.path, target.own))
    tally = write_pdf(made, about, job.house.fonts, out)
    plan.sha256, plan.size = tally.sha256, tally.size
    if target.verify and not problems.fatal:
        from cardgen.write.verify import verify

        out.seek(0)
        for finding in verify(out.read()):
            problems.error("E501", Mark(plan.path), f"the finished file is wrong: {finding}")


_YEAR_10000 = 253_402_300_800


def _date(deck: Deck) -> datetime:
    """SOURCE_DATE_EPOCH where it is set, else the deck's own date: never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(deck.date, time(), timezone.utc)
    if not re.fullmatch("[0-9]{1,12}", epoch) or int(epoch) >= _YEAR_10000:
        raise Stop(f'SOURCE_DATE_EPOCH is "{epoch}", not seconds since 1970 up to the year 9999')
    return datetime.fromtimestamp(int(epoch), timezone.utc)
