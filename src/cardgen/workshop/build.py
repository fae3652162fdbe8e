"""A workshop's file → a folder of all that it prints: read, seat, make each output, say how."""

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
from cardgen.workshop.manifest import Made, Product, manifest
from cardgen.workshop.packs import Packs, packs_of, sets_of
from cardgen.workshop.people import guests_of, scores_of
from cardgen.workshop.seating import party_of

PLAN = "plan.json"


class _Dropped(Exception):
    """Ends the making of a folder that is not to be."""


def make_workshop(
    found: Sources, path: Path, target: Target, problems: Problems, look: Look
) -> Made | None:
    """All that the workshop's file names in one folder, the target's path, with an index of it;
    None, and no folder, with errors noted. Dry, all is only gone through.

    Raises Stop for files that cannot be read or written and for a folder with strange files in it.
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
    made = Made(workshop, party)
    with suppress(_Dropped), _folder(target) as folder:
        names = _file_names(workshop.wanted)
        for wanted, name in zip(workshop.wanted, names, strict=True):
            with _noted(wanted, problems):
                _make(made, wanted, found, replace(target, path=f"{folder}/{name}"), problems, look)
        if problems.fatal:
            raise _Dropped
        guide = guide_files(made, deck, house, found, f"{folder}/index", problems)
        made.guide.extend(write_files(guide, house, target, problems, look))
        if problems.fatal:
            raise _Dropped
        for plan in made.plans:
            plan.path = f"{target.path}/{PurePath(plan.path).name}"
        if not target.dry:
            told = manifest(made, _from(target.path, path))
            Path(folder, PLAN).write_text(told, encoding="utf-8")
        return made
    return None


def _sources(found: Sources, workshop: Workshop) -> Sources:
    """Where the deck is: what the command line says goes before the workshop's file."""
    if workshop.deck and not found.named_deck:
        found = replace(found, deck=sources(found.project, workshop.deck).deck)
    return replace(
        found,
        overlay=found.overlay or workshop.overlay,
        languages=found.languages or workshop.languages,
    )


def _from(folder: str, path: Path) -> str:
    """Where the workshop's file is as seen from the folder, so that both may be moved."""
    return PurePath(os.path.relpath(path.resolve(), Path(folder).resolve())).as_posix()


def _check_that_no_other_was_made(path: Path, folder: Path) -> None:
    """Stop if another workshop's file, which is still there, has made the folder of this name."""
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
    """The folder to write to, which takes the target's place in the end."""
    if target.dry:
        yield target.path
        return
    with whole_folder(target.path, target.own, PLAN) as folder:
        yield str(folder)


@contextmanager
def _noted(wanted: Wanted, problems: Problems) -> Iterator[None]:
    """Wishes that cannot be fulfilled are told where the output is named."""
    try:
        yield
    except Unsupported as unknown:
        what, _, fix = str(unknown).replace("--", "").partition("; ")
        problems.error("E704", wanted.output.where, what, fix)


def _known(wanted: Wanted, found: Sources, problems: Problems) -> bool:
    """Whether there are such an output, sheet and printer; if not it is noted."""
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
    """The name of each output's file, with a number where there are several of one."""
    names: list[str] = []
    for wanted in all_wanted:
        stem, form, count = wanted.output.text, wanted.printing.format, 2
        name = f"{stem}.{form}"
        while name in names:
            name, count = f"{stem}-{count}.{form}", count + 1
        names.append(name)
    return names


def _make(
    made: Made, wanted: Wanted, found: Sources, target: Target, problems: Problems, look: Look
) -> None:
    """One output more, with all its sets in a file."""
    patterns = (PACK, NAME)
    name, printing = wanted.output.text, wanted.printing
    job = read(found, name, printing, problems, wanted.add, patterns)
    if job is None:
        return
    noted = problems.noted
    sets = sets_of(job, wanted, made.workshop, made.party, problems)
    if problems.noted > noted:
        return
    job, labels, packs = packs_of(job, sets, wanted, made.workshop)
    decks = [
        deck
        for label, pack in zip(labels, packs, strict=True)
        for deck in ([[label]] if label else []) + pack
    ]
    runs = runs_of_decks(job, decks, sets.party.cards)
    if not runs:
        raise Unsupported(f'of these cards "{name}" prints none')
    files = files_of(job, runs, target.path, record_for(job, wanted.add), problems)
    plans = write_files(files, job.house, target, problems, look)
    if plans:
        made.products.append(_product(job, wanted, sets, plans, packs, any(labels)))


def _product(
    job: Job,
    wanted: Wanted,
    sets: Packs,
    plans: list[FilePlan],
    packs: Sequence[Sequence[Sequence[Card]]],
    labelled: bool,
) -> Product:
    """The output with the sizes of its sets, in pages where each card takes as many."""
    sizes = [[len(cards) for cards in pack] for pack in packs]
    pages, cards = plans[0].pages, sum(map(sum, sizes))
    paged = job.output.paged and pages % cards == 0
    each = pages // cards if paged else 1
    sizes = [[each * size for size in pack] for pack in sizes]
    return Product(wanted, sets.copies, plans, sizes, paged, labelled)
