"""A workshop's file → a folder of all that it asks for: packs of cards, and an index."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePath

from cardgen.atomic import whole_folder
from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.files import files_of
from cardgen.jobs.job import Job, house_style_of, read
from cardgen.jobs.reprint.reprint import record_for
from cardgen.jobs.runs import runs_of_decks
from cardgen.jobs.selection import Unsupported
from cardgen.jobs.writing import Look, Target, write_files
from cardgen.model.deck import Card
from cardgen.model.plan import FilePlan
from cardgen.model.workshop import Wanted, Workshop
from cardgen.problems import Problems, Stop, did_you_mean
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources, sources
from cardgen.read.output import output_names
from cardgen.read.printer import printer_names
from cardgen.read.workshop import read_workshop
from cardgen.workshop.index import guide_files
from cardgen.workshop.manifest import BuiltWorkshop, Product, manifest
from cardgen.workshop.packs import Packs, cards_of, packs_for
from cardgen.workshop.people import guests_of, scores_of
from cardgen.workshop.seating import party_of

PLAN = "plan.json"


class _Abandoned(Exception):
    """Ends the making of a folder that is not to be kept."""


def make_workshop(
    found: Sources, path: Path, target: Target, problems: Problems, look: Look
) -> BuiltWorkshop | None:
    """Everything that the workshop's file asks for, with an index of it, in one folder, the
    target's path.

    With errors noted it is None, and no folder is left. A dry run makes everything but writes
    nothing. Raises Stop for files that cannot be read or written, and for a folder that holds
    anything else.
    """
    workshop = read_workshop(path, found.files, problems)
    if workshop is None:
        return None
    guests = guests_of(workshop, problems)
    scores = scores_of(workshop, problems)
    found = _sources(found, workshop)
    deck = sources_deck(found, problems)
    house = house_style_of(deck, found, problems)
    if deck is None or house is None:
        return None
    party = party_of(workshop, guests, scores, deck, problems)
    named = [_known(wanted, found, problems) for wanted in workshop.wanted]
    if problems.fatal or not all(named):
        return None
    if target.own:
        _check_that_no_other_was_made(path, Path(target.path))
    made = BuiltWorkshop(workshop, party)
    with suppress(_Abandoned), _folder(target) as folder:
        names = _file_names(workshop.wanted)
        for wanted, name in zip(workshop.wanted, names, strict=True):
            with _noted(wanted, problems):
                _make(made, wanted, found, replace(target, path=f"{folder}/{name}"), problems, look)
        if problems.fatal:
            raise _Abandoned
        guide = guide_files(made, deck, house, found, f"{folder}/index", problems)
        made.index.extend(write_files(guide, house, target, problems, look))
        if problems.fatal:
            raise _Abandoned
        for plan in made.plans:
            plan.path = f"{target.path}/{PurePath(plan.path).name}"
        if not target.dry:
            plan_text = manifest(made, _from(target.path, path))
            Path(folder, PLAN).write_text(plan_text, encoding="utf-8")
        return made
    return None


def _sources(found: Sources, workshop: Workshop) -> Sources:
    """Where the deck is; what the command line says takes precedence over the workshop's file."""
    if workshop.deck and not found.named_deck:
        found = replace(found, deck=sources(found.project, workshop.deck).deck)
    return replace(
        found,
        overlay=found.overlay or workshop.overlay,
        languages=found.languages or workshop.languages,
    )


def _from(folder: str, path: Path) -> str:
    """The path of the workshop's file from the folder, so that both can be moved together."""
    return PurePath(os.path.relpath(path.resolve(), Path(folder).resolve())).as_posix()


def _check_that_no_other_was_made(path: Path, folder: Path) -> None:
    """Raise Stop if another workshop's file, which still exists, made the folder of this name."""
    try:
        other = json.loads((folder / PLAN).read_text(encoding="utf-8"))["file"]
        same = not (folder / other).is_file() or (folder / other).samefile(path)
    except (OSError, ValueError, LookupError, TypeError):
        return
    if not same:
        what = f"{folder} holds what {os.path.relpath(folder / other)} makes, and is left as it is"
        raise Stop(f"{what}; choose another folder with -o, or give one of the two another name")


@contextmanager
def _folder(target: Target) -> Iterator[str]:
    """The folder to write to, which takes the place of the target at the end."""
    if target.dry:
        yield target.path
        return
    with whole_folder(target.path, target.own, PLAN) as folder:
        yield str(folder)


@contextmanager
def _noted(wanted: Wanted, problems: Problems) -> Iterator[None]:
    """Note an option that the output does not support where the output is named."""
    try:
        yield
    except Unsupported as unknown:
        what, _, fix = str(unknown).replace("--", "").partition("; ")
        problems.error("E704", wanted.output.where, what, fix)


def _known(wanted: Wanted, found: Sources, problems: Problems) -> bool:
    """Whether the output, the sheet and the printer exist; if not, errors are noted."""
    noted = problems.noted
    known = {
        "output": output_names(found),
        "sheet": list(found.named("layouts/sheets")),
        "printer": printer_names(found),
    }
    for what, name in wanted.named.items():
        if name.text not in known[what]:
            fix = did_you_mean(name.text, known[what], f"the {what}s are")
            problems.error("E704", name.where, f'no {what} is called "{name.text}"', fix)
    return problems.noted == noted


def _file_names(all_wanted: Sequence[Wanted]) -> list[str]:
    """The names of the outputs' files, numbered where an output is asked for more than once."""
    names: list[str] = []
    for wanted in all_wanted:
        stem, form, count = wanted.output.text, wanted.printing.format, 2
        name = f"{stem}.{form}"
        while name in names:
            name, count = f"{stem}-{count}.{form}", count + 1
        names.append(name)
    return names


def _make(
    made: BuiltWorkshop,
    wanted: Wanted,
    found: Sources,
    target: Target,
    problems: Problems,
    look: Look,
) -> None:
    """Make one more output: a file, or several, with the packs of all tables."""
    patterns = (PACK, NAME)
    name, printing = wanted.output.text, wanted.printing
    job = read(found, name, printing, problems, wanted.add, patterns)
    if job is None:
        return
    noted = problems.noted
    packs = packs_for(job, wanted, made.workshop, made.party, problems)
    if problems.noted > noted:
        return
    job, labels, cards = cards_of(job, packs, wanted, made.workshop)
    decks = [
        deck
        for label, own in zip(labels, cards, strict=True)
        for deck in ([[label]] if label else []) + own
    ]
    runs = runs_of_decks(job, decks, packs.party.cards)
    if not runs:
        raise Unsupported(f'of these cards "{name}" prints none')
    files = files_of(job, runs, target.path, record_for(job, wanted.add), problems)
    plans = write_files(files, job.house, target, problems, look)
    if plans:
        made.products.append(_product(job, wanted, packs, plans, cards, any(labels)))


def _product(
    job: Job,
    wanted: Wanted,
    packs: Packs,
    plans: list[FilePlan],
    cards: Sequence[Sequence[Sequence[Card]]],
    labelled: bool,
) -> Product:
    """The output with the sizes of its sets, which are in pages if each card takes the same number
    of them."""
    sizes = [[len(own) for own in pack] for pack in cards]
    pages, count = plans[0].pages, sum(map(sum, sizes))
    paged = job.output.paged and pages % count == 0
    each = pages // count if paged else 1
    sizes = [[each * size for size in pack] for pack in sizes]
    return Product(wanted, packs.copies, plans, sizes, paged, labelled)
