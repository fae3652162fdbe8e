"""A workshop's file → a folder of all that it asks for: packs of cards, and an index."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePath

from cardgen.atomic import refuse_name_of_a_file, whole_folder
from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.files import BuiltFile, Destination, OnPage, files_of, write_files
from cardgen.jobs.layup import laid_up
from cardgen.jobs.reprint.reprint import record_for
from cardgen.jobs.runs import with_decks
from cardgen.jobs.spec import Spec
from cardgen.model.deck import Card
from cardgen.model.workshop import Wanted, Workshop
from cardgen.problems import DeckError, Problems, Stop, Unsupported
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.house_style import sources_house_style
from cardgen.read.output import output_names
from cardgen.read.people import read_usual_headings
from cardgen.read.printer import printer_names
from cardgen.read.project import find_sources
from cardgen.read.workshop import read_workshop
from cardgen.workshop.index import guide_files
from cardgen.workshop.manifest import BuiltWorkshop, Product, manifest
from cardgen.workshop.packs import Packs, cards_of, packs_for
from cardgen.workshop.people import guests_of, scores_of
from cardgen.workshop.seating import party_of

PLAN = "plan.json"


class _Abandoned(Exception):
    """Ends the making of a folder that is not to be kept."""


def build_workshop(
    sources: Sources,
    path: Path,
    to: Destination,
    verify: bool = False,
    on_page: OnPage | None = None,
    strict: bool = False,
) -> BuiltWorkshop:
    """Everything that the workshop's file asks for, with an index of it, in one folder or, where
    the destination is in memory, in none. A dry run makes everything but writes nothing.

    Raises DeckError with all problems if there are errors, or any if strict, and no folder is left;
    Stop for files that cannot be read or written, and for a folder that holds anything else.
    """
    to.check()
    if to.path == "-":
        raise Unsupported("a workshop makes a folder of files: -o must name a folder")
    refuse_name_of_a_file(to.path or "")
    problems = Problems()
    workshop = read_workshop(path, sources.files, problems)
    if workshop is None:
        raise DeckError(problems)
    usual = read_usual_headings(sources, problems)
    if usual is None:
        raise DeckError(problems)
    guests = guests_of(workshop, usual, problems)
    scores = scores_of(workshop, usual, problems)
    sources = _sources(sources, workshop)
    deck = sources_deck(sources, problems)
    house = sources_house_style(sources, problems)
    if deck is None or house is None:
        raise DeckError(problems)
    party = party_of(workshop, guests, scores, deck, problems)
    named = [_known(wanted, sources, problems) for wanted in workshop.wanted]
    if problems.fatal or not all(named):
        raise DeckError(problems)
    home = to.of(path.stem)
    if to.folder is not None:
        _check_that_no_other_was_made(path, Path(home))
    built = BuiltWorkshop(workshop, party, is_dry=to.dry)
    with suppress(_Abandoned), _folder(home, to) as folder:
        inside = Destination(None if to.in_memory else folder, dry=to.dry)
        for wanted, name in zip(workshop.wanted, _file_names(workshop.wanted), strict=True):
            with _noted(wanted, problems):
                file = f"{folder}/{name}"
                _make(built, wanted, sources, file, inside, problems, verify, on_page)
        if problems.fatal:
            raise _Abandoned
        guide = guide_files(built, deck, house, sources, f"{folder}/index", problems)
        built.index.extend(write_files(guide, house, inside, problems, verify, on_page))
        if problems.fatal or (strict and problems):
            raise _Abandoned
        for plan in built.plans:
            plan.path = f"{home}/{PurePath(plan.path).name}"
        if not to.dry and not to.in_memory:
            plan_text = manifest(built, _from(home, path))
            Path(folder, PLAN).write_text(plan_text, encoding="utf-8")
        built.problems.extend(problems.in_order())
        return built
    raise DeckError(problems)


def _sources(sources: Sources, workshop: Workshop) -> Sources:
    """Where the deck is; what the command line says takes precedence over the workshop's file."""
    if workshop.deck and not sources.named_deck:
        sources = replace(sources, deck=find_sources(sources.project, workshop.deck).deck)
    return replace(
        sources,
        overlay=sources.overlay or workshop.overlay,
        languages=sources.languages or workshop.languages,
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
        what = f"{folder} belongs to {os.path.relpath(folder / other)}, and was not changed"
        raise Stop(f"{what}; choose another folder with -o, or give one of the two another name")


@contextmanager
def _folder(home: str, to: Destination) -> Iterator[str]:
    """The folder to write to, which takes its place at the end."""
    if to.dry or to.in_memory:
        yield home
        return
    with whole_folder(home, to.folder is not None, PLAN) as folder:
        yield str(folder)


@contextmanager
def _noted(wanted: Wanted, problems: Problems) -> Iterator[None]:
    """Note an option that the output does not support where the output is named."""
    try:
        yield
    except Unsupported as unknown:
        # In the file, options are keys.
        what, fix = (words.replace("--", "") for words in (unknown.what, unknown.fix))
        problems.error("E704", wanted.output.where, what, fix)


def _known(wanted: Wanted, sources: Sources, problems: Problems) -> bool:
    """Whether the output, the sheet and the printer exist; if not, errors are noted."""
    noted = problems.noted
    known = {
        "output": output_names(sources),
        "sheet": list(sources.named("layouts/sheets")),
        "printer": printer_names(sources),
    }
    for what, name in wanted.named.items():
        if name.text not in known[what]:
            fix = problems.did_you_mean(name.text, known[what], f"the {what}s are")
            problems.error("E704", name.where, f'no {what} is called "{name.text}"', fix)
    return problems.noted == noted


def _file_names(all_wanted: Sequence[Wanted]) -> list[str]:
    """The names of the outputs' files, numbered where an output is asked for more than once."""
    names: list[str] = []
    for wanted in all_wanted:
        stem, form, count = wanted.output.text, wanted.options.format, 2
        name = f"{stem}.{form}"
        while name in names:
            name, count = f"{stem}-{count}.{form}", count + 1
        names.append(name)
    return names


def _make(
    built: BuiltWorkshop,
    wanted: Wanted,
    sources: Sources,
    path: str,
    to: Destination,
    problems: Problems,
    verify: bool,
    on_page: OnPage | None,
) -> None:
    """Make one more output: a file, or several, with the packs of all tables."""
    name = wanted.output.text
    layup = laid_up(sources, name, wanted.options, problems, (PACK, NAME))
    if layup is None:
        return
    noted = problems.noted
    packs = packs_for(layup.spec, wanted, built.workshop, built.party, problems)
    if problems.noted > noted:
        return
    spec, labels, cards = cards_of(layup.spec, packs, wanted, built.workshop)
    decks = [
        deck
        for label, own in zip(labels, cards, strict=True)
        for deck in ([[label]] if label else []) + own
    ]
    unprinted = () if spec.output.people else spec.unprinted(packs.party.cards)
    absent = tuple(card.id for card in unprinted)
    shown = [card for card in packs.party.cards if card.id not in absent]
    layup = with_decks(replace(layup, spec=spec), decks, shown)
    if not layup.runs or (spec.output.together and not shown):
        raise spec.prints_none()
    files = files_of(layup, path, record_for(spec), problems)
    written = write_files(files, spec.house, to, problems, verify, on_page)
    if written:
        product = _product(spec, wanted, packs, written, cards, any(labels))
        built.products.append(replace(product, left_out=absent))


def _product(
    spec: Spec,
    wanted: Wanted,
    packs: Packs,
    files: list[BuiltFile],
    cards: Sequence[Sequence[Sequence[Card]]],
    labelled: bool,
) -> Product:
    """The output with the sizes of its sets, which are in pages if each card takes the same number
    of them."""
    sizes = [[len(own) for own in pack] for pack in cards]
    pages, count = files[0].plan.pages, sum(map(sum, sizes))
    paged = spec.output.paged and pages % count == 0
    each = pages // count if paged else 1
    sizes = [[each * size for size in pack] for pack in sizes]
    named = packs.named or spec.output.people
    return Product(wanted, packs.copies, files, sizes, paged, labelled, named)
