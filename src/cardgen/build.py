"""Files → PDF or text, the whole way: read, select, compose, impose, write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from cardgen.aids import aid_pages, read_aids, test_sheet
from cardgen.compose.faces import Composer
from cardgen.files import File, Look, Target, go_through, write_files
from cardgen.job import Job, read, suited
from cardgen.layout import TOGETHER, CardLayout
from cardgen.plan import FilePlan, Sides
from cardgen.printing import Printing, Turning
from cardgen.problems import Problem, Problems
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.layout import read_layout
from cardgen.read.output import DEFAULT
from cardgen.read.printer import printer_names, read_printer
from cardgen.read.sheet import read_sheet
from cardgen.runs import Run, pages, plans, proof_runs, runs_of
from cardgen.select import Wishes, select
from cardgen.text.characters import listed


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
    job = read(sources, name, printing, problems, wishes.add)
    if job is None:
        return []
    if problems.fatal:  # what else is wrong shows on all the cards that could be read
        go_through(pages(job, runs_of(job, job.cards, 1), problems))
        return []
    kinds = job.kinds.difference(job.more.kinds)
    chosen = select(job.deck, wishes, kinds, job.more.names)
    cards = (*chosen, *job.more.beside(chosen))
    runs = proof_runs(job, cards) if printing.proof else runs_of(job, cards, wishes.copies)
    if printing.by_hand:
        files = _by_hand(job, runs, target.path, sources, problems)
    else:
        files = iter([_one_file(job, runs, target.path, problems)])
    return write_files(files, job.house, target, problems, look)


def check_all(sources: Sources, problems: Problems) -> str:
    """Every card of the deck in every output made for its kinds, and the sheets and printers there
    are; a line says what was checked."""
    for sheet in sources.named("layouts/sheets"):
        read_sheet(sheet, sources, problems)
    for printer in printer_names(sources):
        read_printer(printer, sources, problems)
    _note_untranslated(sources, problems)
    cards, rehearsed = 0, set()
    names = suited(sources, problems)
    for name in names:
        job = read(sources, name, Printing(), problems)
        if job is not None:
            noted = Problems()
            for tongue in job.tongues or (job,):
                for layout in (part.composed for part in tongue.parts):
                    of = (layout.of or layout).name  # outputs may share them
                    faces = tongue.deck.lang, of, *layout.kinds
                    if faces not in rehearsed:
                        _rehearse(layout, tongue, noted)
                    rehearsed.add(faces)
            go_through(pages(job, runs_of(job, job.cards, 1), noted))
            wanted = name == DEFAULT or sources.has_own(f"layouts/outputs/{name}.yaml")
            weighed = _weighed(noted, wanted)
            problems.add(p for p in weighed if replace(p, severity="error") not in problems)
            cards = sum(card.kind.name != TOGETHER for card in job.deck.cards)
    return f"{cards} {'card' if cards == 1 else 'cards'} checked for {listed(names)}"


def _note_untranslated(sources: Sources, problems: Problems) -> None:
    """Warns of the texts that are missing in a language that the deck says it is in."""
    deck = sources_deck(sources, Problems())
    for lang in deck.languages if deck else ():
        found = Problems()
        sources_deck(replace(sources, languages=(lang,)), found)
        missing = (problem for problem in found if problem.code in ("E215", "E216"))
        problems.add(replace(p, severity="warning", code="W409") for p in missing)


def _weighed(noted: Problems, wanted: bool) -> Iterator[Problem]:
    """The problems of an output, those that matter only to whoever builds it as warnings: cards too
    full for one that comes with cardgen, which nobody may want. That pages leave something out is
    for whoever builds them alone."""
    for problem in noted:
        if problem.code in ("E301", "E302") and not wanted:
            yield replace(problem, severity="warning")
        elif problem.code != "W405":
            yield problem


def _rehearse(layout: CardLayout, job: Job, problems: Problems) -> None:
    """Notes what is wrong in the layout's faces and in the backs to choose from; that a deck has no
    prompts is no mistake before someone asks for them."""
    Composer(job.deck, layout, job.house, problems).rehearse()
    found, size = Problems(), (layout.width, layout.height)
    for back in layout.backs:
        other = read_layout(layout.name, layout.kinds, size, job.house, job.sources, found, back)
        if other is not None:
            Composer(job.deck, other, job.house, found).rehearse(["back"])
    problems.add(problem for problem in found if problem.code != "E213")


def make_test_sheet(sources: Sources, sheet: str, target: Target, problems: Problems) -> bool:
    """Whether the printer's test sheet was written; if not, problems say why."""
    aids, paper = read_aids(sources, problems), read_sheet(sheet, sources, problems)
    if aids is None or paper is None:
        return False
    # Its pages turn over on two edges, so that the file asks the printer for neither.
    plan = FilePlan(target.path, "calibrate", None, "both", "none", [])
    files = [File(plan, aids.deck, test_sheet(aids, sheet, paper, problems))]
    return bool(write_files(files, aids.house, target, problems, lambda plan, page: None))


def _one_file(job: Job, runs: list[Run], path: str, problems: Problems) -> File:
    grid = runs[0].part.grid
    one_sided = job.one_sided or job.printing.fold
    flip: Turning = grid.flip if grid and not one_sided else "none"
    plan = _plan(job, runs, path, "one" if one_sided else "both", flip)
    return File(plan, job.deck, pages(job, runs, problems), job.printing.format)


def _by_hand(
    job: Job, runs: list[Run], path: str, sources: Sources, problems: Problems
) -> Iterator[File]:
    """Fronts, backs in the order in which the sheets are laid back, and how that is done."""
    made = list(pages(job, runs, problems))
    fronts = [page for page in made if page.side == "front"]
    backs = [page for page in made if page.side == "back"]
    if job.printing.reverse:
        backs.reverse()
    yield File(_plan(job, runs, _beside(path, "fronts"), "fronts", "none"), job.deck, fronts)
    yield File(_plan(job, runs, _beside(path, "backs"), "backs", "none"), job.deck, backs)
    aids = read_aids(sources, problems, job.house)
    if aids:
        plan = _plan(job, [], _beside(path, "by-hand"), "one", "none")
        size = fronts[0].frame.width, fronts[0].frame.height
        yield File(plan, aids.deck, aid_pages(aids, "reload", *size, 1, problems))


def _plan(job: Job, runs: list[Run], path: str, sides: Sides, flip: Turning) -> FilePlan:
    paper = job.sheet.paper if job.sheet and job.printing.on_paper else None
    return FilePlan(path, job.output.name, paper, sides, flip, plans(job, runs))


def _beside(path: str, name: str) -> str:
    """build/office.pdf → build/office-backs.pdf"""
    file = PurePath(path)
    return str(file.with_name(f"{file.stem}-{name}{file.suffix}"))
