"""A workshop's file → a folder of all that it asks for: packs of cards, and an index."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any

from cardgen.atomic import whole_folder
from cardgen.file_kinds import refuse_name_of_a_file
from cardgen.intake import is_file, real_path
from cardgen.jobs.files import Destination, write_files
from cardgen.jobs.outputs import in_its_format
from cardgen.jobs.progress import Listeners
from cardgen.jobs.starter import folder_for
from cardgen.jobs.usual_names import usual_name
from cardgen.model.deck import Deck
from cardgen.model.forms.node import node_of
from cardgen.model.layout import HouseStyle
from cardgen.model.options import Options
from cardgen.model.scores import Score
from cardgen.model.workshop import Guest, Wanted, Workshop
from cardgen.problems import DeckError, Mark, Problem, Problems, Stop, Unsupported
from cardgen.read.deck import sources_deck
from cardgen.read.files import Files, Sources
from cardgen.read.house_style import sources_house_style
from cardgen.read.output import output_names, read_output
from cardgen.read.people import read_usual_headings
from cardgen.read.printer import printer_names
from cardgen.read.project import find_sources
from cardgen.read.table_words import read_table_words
from cardgen.read.ways import read_ways
from cardgen.read.workshop import read_workshop
from cardgen.value import Value
from cardgen.workshop.index import guide_files
from cardgen.workshop.late import OlderFolders, made_from, of_new
from cardgen.workshop.manifest import PLAN, BuiltWorkshop, manifest
from cardgen.workshop.people import guests_of, scores_of
from cardgen.workshop.product import Making, file_names, make_product
from cardgen.workshop.seating import party_of

_PARTIAL = "or leave the name out with --partial, and write it by hand"


class WorkshopOptions(Value):
    """How a workshop is built: whether warnings stop it, whether names that cannot be set may be
    left out, whether finished files are read back, the older folders whose contents are not made
    again, and who is told of pages."""

    strict: bool
    partial: bool
    verify: bool
    since: tuple[str, ...]
    listeners: Listeners

    def stop_at(self, problems: Problems) -> bool:
        """Whether nothing may be made with these problems."""
        return problems.fatal or (self.strict and bool(problems))


class _Read(Value):
    """All that was read for a workshop; path is its file, or stands for the mapping that it is."""

    path: Path
    workshop: Workshop
    sources: Sources
    deck: Deck
    house: HouseStyle
    guests: tuple[Guest, ...]
    scores: tuple[Score, ...]


class _Abandoned(Exception):
    """Ends the making of a folder that is not to be kept."""


def build_workshop(
    sources: Sources,
    workshop: str | os.PathLike[str] | Mapping[str, Any],
    to: Destination,
    options: WorkshopOptions,
) -> BuiltWorkshop:
    """Everything that the workshop's file, or a mapping with its keys, asks for, with an index of
    it, in one folder or, where the destination is in memory, in none. A dry run makes everything
    but writes nothing.

    Raises DeckError with all problems if there are errors, or any if strict, and no folder is left;
    Stop for files that cannot be read or written, and for a folder that holds anything else;
    FileError for an older folder with a file that has no record of its faces.
    """
    to.check()
    if to.path == "-":
        raise Unsupported("a workshop makes a folder of files: -o must name a folder")
    refuse_name_of_a_file(to.path or "")
    path = _path_of(workshop, sources, to)
    problems = Problems()
    read = _read(sources, path, problems)
    since = OlderFolders(options.since, sources.files)
    stem = _called(read.workshop) if isinstance(workshop, Mapping) else path.stem
    name = usual_name(sources, stem, Options())  # in the languages that were asked for here
    home = to.of(f"{name}-new" if options.since else name)
    since.check(path, home)
    if to.folder is not None:
        _check_that_no_other_was_made(path, Path(home), sources.files)
    built = _built(read, home, to, options, problems)
    if not options.stop_at(problems):
        return built
    lacking = _unset(read.guests, problems)
    if not lacking:
        raise DeckError(problems)
    if not options.partial:
        raise DeckError(map(_with_way_out, problems))
    again = Problems()
    again.add(problem for problem in problems if problem.severity == "warning")
    again.add(lacking.values())
    guests = tuple(_unnamed(guest, lacking) for guest in read.guests)
    built = _built(read._replace(guests=guests), home, to, options, again)
    if options.stop_at(again):
        raise DeckError(again)
    return built


def _path_of(
    workshop: str | os.PathLike[str] | Mapping[str, Any], sources: Sources, to: Destination
) -> Path:
    """The path of the workshop's file, or one in the project that stands for a mapping."""
    if not isinstance(workshop, Mapping):
        return Path(workshop)
    if not to.in_memory:
        what = "what a workshop names that is a mapping is made in memory"
        raise Unsupported(f"{what}: leave out where it goes, and save the files")
    path = sources.project / "workshop"
    sources.files.give(path, node_of(workshop, path.name))
    return path


def _called(workshop: Workshop) -> str:
    """What a workshop without a file is called, after its title."""
    try:
        return folder_for(workshop.title.text)
    except Unsupported:  # no folder could be called so
        return "workshop"


def _read(sources: Sources, path: Path, problems: Problems) -> _Read:
    """What the workshop's file names; raises DeckError if there were errors."""
    workshop = read_workshop(path, sources.files, problems)
    if workshop is None:
        raise DeckError(problems)
    usual, words = read_usual_headings(sources, problems), read_table_words(sources, problems)
    if usual is None or words is None:
        raise DeckError(problems)
    guests = guests_of(workshop, usual, words, sources.files, problems)
    scores = scores_of(workshop, usual, words, sources.files, problems)
    sources = _sources(sources, workshop)
    deck = sources_deck(sources, problems)
    house = sources_house_style(sources, problems)
    if deck is None or house is None:
        raise DeckError(problems)
    named = [_known(wanted, sources, problems) for wanted in workshop.wanted]
    if not all(named):
        party_of(workshop, guests, scores, deck, problems)  # so that all that is wrong is told
        raise DeckError(problems)
    return _Read(path, _in_formats(workshop, sources), sources, deck, house, guests, scores)


def _in_formats(workshop: Workshop, sources: Sources) -> Workshop:
    """The workshop with each output in its own format where none is asked for."""

    def formatted(wanted: Wanted) -> Wanted:
        output = read_output(wanted.output.text, sources, Problems())
        return wanted._replace(options=in_its_format(wanted.options, output))

    return workshop._replace(wanted=tuple(map(formatted, workshop.wanted)))


def _built(
    read: _Read, home: str, to: Destination, options: WorkshopOptions, problems: Problems
) -> BuiltWorkshop:
    """The workshop with its files; none is left if errors were noted, and none is made if nothing
    is new since the older folders. Raises DeckError where what was read is wrong already."""
    workshop, since = read.workshop, OlderFolders(options.since, read.sources.files)
    party = party_of(workshop, read.guests, read.scores, read.deck, problems)
    if problems.fatal:
        raise DeckError(problems)
    file = read.path.name if read.path.suffix else "workshop.yaml"
    built = BuiltWorkshop(workshop, party, file, is_dry=to.dry, since=since.folders)
    with suppress(_Abandoned), _folder(home, to) as folder:
        inside = Destination(None if to.in_memory else folder, dry=to.dry)
        making = Making(read.sources, inside, folder, options.verify, options.listeners, since)
        ways = read_ways(read.sources, Problems())
        names = file_names(workshop.wanted, ways)
        for wanted, name in zip(workshop.wanted, names, strict=True):
            make_product(built, wanted, name, making, problems)
        if problems.fatal or not built.products:
            raise _Abandoned
        index = f"{folder}/{of_new('index') if since.folders else 'index'}"
        guide = guide_files(built, read.deck, read.house, read.sources, index, problems)
        verify, listeners = options.verify, options.listeners
        built.index.extend(write_files(guide, read.house, inside, problems, verify, listeners))
        if options.stop_at(problems):
            raise _Abandoned
        for plan in built.plans:
            plan.path = f"{home}/{PurePath(plan.path).name}"
        if not to.dry and not to.in_memory:
            plan_text = manifest(built, _from(home, read.path))
            Path(folder, PLAN).write_text(plan_text, encoding="utf-8")
    built.problems.extend(problems.in_order())
    return built


def _unset(guests: Sequence[Guest], problems: Problems) -> dict[Mark, Problem]:
    """The warnings, by their places, that stand for the errors if all of these are about texts of
    people, and there are other people; else none."""
    own = {
        text.where
        for guest in guests
        if guest.person
        for text in (guest.person.name, *guest.person.details)
    }
    errors = [problem for problem in problems if problem.severity == "error"]
    if not errors or not all(problem.where in own for problem in errors):
        return {}
    found: dict[Mark, Problem] = {}
    for problem in errors:
        what = f"this name is left out: {problem.what}"
        found.setdefault(
            problem.where, Problem("warning", "W705", problem.where, what, problem.fix)
        )
    left = [guest for guest in guests if guest.person and _unnamed(guest, found).person]
    return found if left else {}


def _with_way_out(problem: Problem) -> Problem:
    """The error of a name that cannot be set, with the way to do without it."""
    if problem.severity == "warning":
        return problem
    return problem._replace(fix="; ".join(filter(None, (problem.fix, _PARTIAL))))


def _unnamed(guest: Guest, lacking: Mapping[Mark, Problem]) -> Guest:
    """The guest, who has no name any more if it is lacking."""
    if guest.person is None:
        return guest
    places = (text.where for text in (guest.person.name, *guest.person.details))
    lacks = next((place for place in places if place in lacking), None)
    return guest._replace(person=None, lacks=lacks, typed=guest.person.name) if lacks else guest


def _sources(sources: Sources, workshop: Workshop) -> Sources:
    """Where the deck is; what the command line says takes precedence over the workshop's file."""
    if workshop.deck and not sources.named_deck:
        found = find_sources(sources.project, workshop.deck, files=sources.files)
        sources = sources._replace(deck=found.deck)
    return sources._replace(
        overlay=sources.overlay or workshop.overlay,
        languages=sources.languages or workshop.languages,
    )


def _from(folder: str, path: Path) -> str:
    """The path of the workshop's file from the folder, so that both can be moved together."""
    return PurePath(os.path.relpath(real_path(path), real_path(folder))).as_posix()


def _check_that_no_other_was_made(path: Path, folder: Path, files: Files) -> None:
    """Raise Stop if another workshop's file, which still exists, made the folder of this name."""
    other = made_from(folder, files)
    if other is not None and is_file(other) and real_path(other) != real_path(path):
        what = f"{folder} belongs to {os.path.relpath(other)}, and was not changed"
        raise Stop(f"{what}; choose another folder with -o, or give one of the two another name")


@contextmanager
def _folder(home: str, to: Destination) -> Iterator[str]:
    """The folder to write to, which takes its place at the end."""
    if to.dry or to.in_memory:
        yield home
        return
    with whole_folder(home, to.folder is not None, PLAN) as folder:
        yield str(folder)


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
