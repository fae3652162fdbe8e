"""Files → PDF or text, the whole way: read, select, compose, impose, write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cardgen.graphics.type.wording import listed
from cardgen.jobs.files import files_of
from cardgen.jobs.job import Job, read
from cardgen.jobs.outputs import suited
from cardgen.jobs.reprint.reprint import Since, changed, record_for, runs_where_they_lay
from cardgen.jobs.runs import pages, proof_runs, runs_of
from cardgen.jobs.selection import Wishes, select
from cardgen.jobs.test_sheet import read_aids, test_sheet
from cardgen.jobs.writing import File, Look, Target, go_through, write_files
from cardgen.model.layout import TOGETHER, CardLayout
from cardgen.model.options import Printing
from cardgen.model.plan import FilePlan
from cardgen.problems import Problem, Problems
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.layout import read_layout
from cardgen.read.output import DEFAULT
from cardgen.read.printer import printer_names, read_printer
from cardgen.read.sheet import read_sheet
from cardgen.read.words import read_words
from cardgen.typeset.faces.composer import Composer


def make(
    sources: Sources,
    name: str,
    wishes: Wishes,
    printing: Printing,
    target: Target,
    problems: Problems,
    look: Look,
    since: Since | None = None,
) -> list[FilePlan]:
    """The files of the output made, or planned if the target is dry; none with errors noted, or
    where no card changed since an older file.

    Raises Unsupported for wishes the deck cannot fulfil, Stop for files.
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
    if since:
        cards = changed(job, cards, wishes.add, since, problems)
        if not cards:
            return []
    if since and since.same_places:
        runs = runs_where_they_lay(job, cards, wishes.copies, since)
    else:
        runs = proof_runs(job, cards) if printing.proof else runs_of(job, cards, wishes.copies)
    record = record_for(job, wishes.add)
    files = files_of(job, runs, target.path, record, problems)
    if printing.ticket:
        files = _with_ticket(job, files, problems)
    return write_files(files, job.house, target, problems, look)


def _with_ticket(job: Job, files: Iterator[File], problems: Problems) -> Iterator[File]:
    """The file, and then its ticket."""
    # Other builds need not wait until it is loaded.
    from cardgen.jobs.ticket import ticket_file

    for file in files:
        yield file
        yield ticket_file(job, file.plan, problems)


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
            for layout in (part.composed for part in job.parts):
                faces = (layout.of or layout).name, *layout.kinds  # outputs may share them
                if faces not in rehearsed:
                    _rehearse(layout, job, noted)
                rehearsed.add(faces)
            go_through(pages(job, runs_of(job, job.cards, 1), noted))
            wanted = name == DEFAULT or sources.has_own(f"layouts/outputs/{name}.yaml")
            weighed = _weighed(noted, wanted)
            problems.add(p for p in weighed if replace(p, severity="error") not in problems)
            cards = sum(card.kind.name != TOGETHER for card in job.deck.cards)
    return f"{cards} {'card' if cards == 1 else 'cards'} checked for {listed(names)}"


# As what check tells the mistakes and warnings of printing in a language.
_UNTRANSLATED = {"E215": "W409", "E216": "W409", "E218": "W408", "W410": "W410"}


def _note_untranslated(sources: Sources, problems: Problems) -> None:
    """Warns of what is missing in a language that the deck says it is in."""
    deck = sources_deck(sources, Problems())
    if deck is None:
        return
    for lang in deck.languages:
        found, there = Problems(), replace(sources, languages=(lang,))
        sources_deck(there, found)
        read_words(lang, None, deck.where, there, found)
        for problem in found:
            if code := _UNTRANSLATED.get(problem.code):
                problems.add([replace(problem, severity="warning", code=code)])


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
