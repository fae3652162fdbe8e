"""A build takes an output from its files to a PDF or a text: read, select, typeset, impose,
write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, get_args

from cardgen.atomic import FileData
from cardgen.file_kinds import refuse_other_kinds
from cardgen.intake import real_path
from cardgen.jobs.files import (
    BuiltFile,
    Destination,
    File,
    files_of,
    go_through,
    record_for,
    write_files,
)
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.outputs import in_its_format
from cardgen.jobs.progress import Listeners
from cardgen.jobs.runs import Sheets, with_copies, with_proofs
from cardgen.jobs.sheets import question_copies
from cardgen.jobs.spec import check_options
from cardgen.jobs.usual_names import usual_name
from cardgen.model.deck import Card
from cardgen.model.layout import Output
from cardgen.model.options import Format, Options, suffix_of
from cardgen.model.plan import FilePlan
from cardgen.problems import DeckError, Problem, Problems, Unsupported, known
from cardgen.read.deck import note_without_rights
from cardgen.read.files import Files, Sources
from cardgen.read.output import output_names, read_output
from cardgen.read.printer import printer_names
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.jobs.reprint.reprint import Since


class Built(Value):
    """The files that were built, or in a dry run would be, with their plans and the warnings.

    files is empty if no card changed since the older file that since describes. left_out are the
    ids of cards that were asked for, or of the whole deck if none was, and that the output does not
    print. unconfirmed are those of the printed cards whose contacts are left out, because the deck
    does not say that someone has confirmed them.
    """

    files: tuple[BuiltFile, ...]
    options: Options
    problems: tuple[Problem, ...]
    since: Since | None = None
    is_dry: bool = False
    left_out: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        return Plan(tuple(file.plan for file in self.files))

    @property
    def summary(self) -> list[str]:
        """What was built, how to print it and where to cut, a line each."""
        from cardgen.jobs.summary import summary

        return list(summary(self))

    def archive(self) -> FileData:
        """Returns one ZIP with all files, of the same bytes each time.

        Raises Unsupported if there are none, Stop if they were only planned.
        """
        from cardgen.zip_files import zipped  # few builds are sent somewhere

        if not self.files:
            raise Unsupported("no card changed, so there are no files to pack")
        stem = PurePath(self.files[0].name).stem.removesuffix("-fronts")
        data = zipped((file.name, file.data) for file in self.files)
        return FileData(data, "zip", self.problems, f"{stem}.zip")


class Plan(Value):
    """The plans of all files of a build, and their totals."""

    files: tuple[FilePlan, ...]

    @property
    def cards(self) -> list[str]:
        """The ids of the cards in the order of the first file, with each copy counted."""
        return self.files[0].cards if self.files else []

    @property
    def sheets(self) -> int:
        """The number of sheets that are printed, or 0 if each face has its own page."""
        return self.files[0].sheets if self.files else 0


def build(
    sources: Sources,
    output: str,
    options: Options,
    to: Destination,
    listeners: Listeners,
    strict: bool = False,
    times: int = 1,
) -> Built:
    """Returns the files of the output, built or, if the destination is dry, planned. Tickets say
    that they are printed so many times.

    Raises DeckError with all problems if there are errors, or any if strict, FileError for the
    older file, Unsupported for options that cannot be fulfilled, Stop for files that cannot be read
    or written.
    """
    to.check()
    _check_names(sources, output, options)
    wanted, problems = read_output(output, sources, Problems()), Problems()
    options = in_its_format(options, wanted)
    suffix = suffix_of(options.format or "pdf")
    if options.on_paper and wanted and _takes_pictures(wanted, options, sources):
        suffix = "zip"
        if not to.elsewhere:
            _check_that_pictures_can_be_made()
    path = _path(to, sources, output, suffix, options)
    if wanted:
        check_options(wanted, options, sources)  # before an older file is opened
    if options.on_screens:
        from cardgen.jobs.screens import check_that_it_can_be_made

        check_that_it_can_be_made(options)
    since = _since(options.changed_since, path, sources.files, problems)
    layup = laid_up(sources, output, options, problems)
    if layup is None:
        raise DeckError(problems)
    if problems.fatal:  # what else is wrong shows on all the cards that could be read
        go_through(Sheets(with_copies(layup, layup.spec.cards, 1), problems))
        raise DeckError(problems)
    chosen: Sequence[Card] = layup.spec.chosen()
    if since:
        chosen = since.changed(layup, chosen, problems)
        if not chosen:
            return Built((), options, tuple(problems.in_order()), since, to.dry)
    if not options.on_paper:
        note_without_rights(layup.spec.deck, sources, problems)
    layup = _with_runs(layup, chosen, since)
    question_copies(layup.spec, sum(len(run.cards) for run in layup.runs), problems)
    files = files_of(layup, path, record_for(layup.spec), problems, listeners)
    if options.ticket:
        files = _with_ticket(layup, files, times, problems)
    made = write_files(files, layup.spec.house, to, problems, options.verify, listeners, strict)
    if problems.fatal or (strict and problems):
        raise DeckError(problems)
    left_out = tuple(card.id for card in layup.spec.left_out())
    withheld = layup.spec.deck.withheld
    unconfirmed = tuple(card.id for card in chosen if card.id in withheld)
    found = tuple(problems.in_order())
    return Built(tuple(made), options, found, since, to.dry, left_out, unconfirmed)


def _takes_pictures(output: Output, options: Options, sources: Sources) -> bool:
    """Whether what is made of the output for its print shop are pictures."""
    if output.profile is None:
        return False
    from cardgen.jobs.shop import takes_pictures  # what is for one's own printer needs no shop

    return takes_pictures(options.profile or output.profile.text, sources)


def _check_that_pictures_can_be_made() -> None:
    """Raises Missing, also for a dry run, without what makes pictures of faces."""
    from cardgen.graphics.pixels.rendered import pypdfium2  # other builds need not load it

    pypdfium2()


def _check_names(sources: Sources, output: str, options: Options) -> None:
    """Raises Unsupported, with the nearest name, for an output, sheet, profile or printer that does
    not exist."""
    known("output", output, output_names(sources))
    if options.sheet is not None:
        known("sheet", options.sheet, sources.named("layouts/sheets"))
    if options.profile is not None:
        known("profile", options.profile, sources.named("layouts/profiles"))
    if options.printer is not None:
        known("printer", options.printer, printer_names(sources))


def _path(to: Destination, sources: Sources, output: str, suffix: str, options: Options) -> str:
    """Returns the path of the file, or its usual name; raises Unsupported for a suffix that belongs
    to another kind of file."""
    if to.path == "-" and (options.by_hand or options.ticket):
        two = "fronts and backs" if options.by_hand else "a file and its ticket"
        raise Unsupported(f"{two} cannot both go to standard output; use -o FILE")
    if to.path is None:
        return to.of(f"{usual_name(sources, output, options)}.{suffix}")
    ending = PurePath(to.path).suffix.removeprefix(".").lower()
    if ending in (*get_args(Format), "zip") and ending != suffix:
        fix = "its name must end in .zip" if suffix == "zip" else "see --format"
        raise Unsupported(f"{to.path} has the suffix of {ending} but would be {suffix}: {fix}")
    refuse_other_kinds(to.path, suffix)
    return to.path


def _since(file: str | None, path: str, files: Files, problems: Problems) -> Since | None:
    """Returns the older file with its record, or None without one."""
    if file is None:
        return None
    from cardgen.jobs.reprint.reprint import Since, recorded_in  # few builds are reprints

    if files.held(Path(file)) is None and real_path(path) == real_path(file):
        raise Unsupported(
            f"{file} is the older file and cannot be overwritten: choose another with -o"
        )
    return Since(file, recorded_in(file, files, problems))


def _with_runs(layup: Layup, cards: Sequence[Card], since: Since | None) -> Layup:
    options = layup.spec.options
    if since and options.same_places:
        return since.where_they_lay(layup, cards)
    return with_proofs(layup, cards) if options.proof else with_copies(layup, cards, options.copies)


def _with_ticket(
    layup: Layup, files: Iterator[File], times: int, problems: Problems
) -> Iterator[File]:
    """Yields each file, followed by its job ticket if it holds cards."""
    # Other builds need not wait until it is loaded.
    from cardgen.jobs.ticket import ticket_file

    for file in files:
        yield file
        if file.plan.runs:  # and not how to print by hand
            yield ticket_file(layup, file.plan, times, problems)
