"""A project, as Python has it: each method hands its work to a room, loaded when called."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cardgen.arguments import StrPath, checked, names_in, text_of
from cardgen.problems import Stop

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from cardgen.atomic import FileData
    from cardgen.build_options import BuildOptions
    from cardgen.exchange.importing import Imported
    from cardgen.graphics.frame import Paper, Side
    from cardgen.jobs.build import Built
    from cardgen.jobs.calibrate import Calibration, PrinterTestSheet
    from cardgen.jobs.check import Checked
    from cardgen.jobs.faces import FaceDrawing
    from cardgen.jobs.inspection import Findings
    from cardgen.jobs.listing import What
    from cardgen.jobs.order import FileIs, PrintOrder
    from cardgen.jobs.progress import OnPage, OnProgress
    from cardgen.jobs.proofing.copyfit import CardFit
    from cardgen.jobs.proofing.preview import Vision
    from cardgen.jobs.proofing.risk.output_risk import Risk
    from cardgen.jobs.reprint.diff import Difference
    from cardgen.problems import Found
    from cardgen.read.files import Sources
    from cardgen.workshop.found_people import People
    from cardgen.workshop.late import Older
    from cardgen.workshop.manifest import BuiltWorkshop

DEFAULT_OUTPUT = "office"


class Project:
    """A deck with its layouts, sheets, printers and profiles.

    Each file is read once, when it is first needed, and again only after it has changed on disk.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._opened_in = _current_folder()

    @property
    def _current(self) -> Sources:
        """The sources, without values from files that have changed on disk since they were read."""
        if self._opened_in != _current_folder() and not self._sources.project.is_absolute():
            what = "the current folder is another one than when the project was opened"
            raise Stop(f"{what}; open it by its full path")
        self._sources.files.refresh()
        return self._sources

    @checked
    def lay_over(self, overlay: StrPath | Mapping[str, Any] | None) -> None:
        """Lays another overlay, or none, over the deck in place of the one before. Everything else
        that was read is kept, so that a changed word costs little.

        Raises Unsupported for a mapping with values that YAML does not have.
        """
        from cardgen.read.project import with_overlay

        self._sources = with_overlay(self._sources, overlay)

    @checked
    def build(
        self,
        output: str = DEFAULT_OUTPUT,
        *,
        to: StrPath | None = None,
        folder: StrPath | None = None,
        dry_run: bool = False,
        strict: bool = False,
        on_page: OnPage | None = None,
        on_progress: OnProgress | None = None,
        **options: Unpack[BuildOptions],
    ) -> Built:
        """Returns the files of an output: in memory, or written to a path ("-" is standard output),
        or under their usual names in a folder, which is made if need be. With dry_run only their
        plans are made.

        options are those of `cardgen build`, with lengths in mm, changed_since and scores also as
        bytes; on_page is called with each page as it is made, on_progress with how far the work is.

        Raises DeckError if the deck or a layout has errors or, with strict, if there are warnings,
        FileError if an older file has no record of its faces, Unsupported for options that cannot
        be fulfilled, Missing if an optional part is needed, Stop for files that cannot be read or
        written.
        """
        from cardgen.jobs.build import build
        from cardgen.jobs.files import Destination
        from cardgen.jobs.progress import Listeners
        from cardgen.model.options import options_from

        destination = Destination(text_of(to), text_of(folder), dry_run)
        listeners = Listeners(on_page, on_progress)
        sources, older = self._current, options.get("changed_since")
        if isinstance(older, bytes):
            sources, options["changed_since"] = sources.with_older(older)
        if (scores := options.get("scores")) is not None:
            from cardgen.exchange.scores import with_scores  # few builds have them

            sources, options["scores"] = with_scores(sources, scores)
        return build(sources, output, options_from(options), destination, listeners, strict)

    @checked
    def order(
        self,
        output: str | None = None,
        *,
        dry_run: bool = False,
        words_only: bool = False,
        each_once: bool = False,
        file_is: FileIs = "in-zip",
        on_progress: OnProgress | None = None,
        **options: Unpack[BuildOptions],
    ) -> PrintOrder:
        """Returns what is sent to a print room or a shop: the files of an output, or of the one
        that the print shop of the option profile takes, with the order in plain words, a note to
        paste into a mail and, where no shop prints them, what to have at hand. Its archive is one
        ZIP. With words_only it has none of the files, which are made elsewhere, as those for
        presses are where a browser runs cardgen; file_is has the words say whether these come to
        lie in the ZIP after all, beside it, or later ("in-zip", "beside", "to-come").

        options and on_progress are those of `build`. Where the file holds each card once, as print
        shops want it that print each page as often as it is ordered, and with each_once, copies are
        in the order and not in the file.

        Raises DeckError, Unsupported, Stop and Missing as `build` does.
        """
        from cardgen.jobs.order import order
        from cardgen.model.options import options_from

        return order(
            self._current,
            output,
            options_from(options),
            dry_run,
            words_only,
            each_once,
            file_is,
            on_progress,
        )

    @checked
    def build_workshop(
        self,
        workshop: StrPath | Mapping[str, Any],
        *,
        to: StrPath | None = None,
        folder: StrPath | None = None,
        dry_run: bool = False,
        strict: bool = False,
        on_page: OnPage | None = None,
        on_progress: OnProgress | None = None,
        since: Older | Sequence[Older] = (),
        partial: bool = False,
        verify: bool = False,
    ) -> BuiltWorkshop:
        """Returns everything that a workshop's file, or a mapping with the keys of one, names, with
        an index: in memory, or written into a folder, which is the path given, or one named after
        the file inside the folder given. The folder appears whole or not at all. What a mapping
        names is made in memory, and called after its title.

        since are older folders of the workshop, one or several: each a path, which may be that of a
        ZIP, the bytes of a ZIP or a mapping of files by their names. Only what they lack is made,
        and nothing if they lack nothing. With partial, names that cannot be set are left out, and
        warnings say where they stand; the others are as for `build`.

        Raises DeckError, FileError, Unsupported, Stop and Missing as `build` does.
        """
        from cardgen.jobs.files import Destination
        from cardgen.jobs.progress import Listeners
        from cardgen.workshop.build import WorkshopOptions, build_workshop
        from cardgen.workshop.late import older_folders

        sources, older = older_folders(self._current, since)
        destination = Destination(text_of(to), text_of(folder), dry_run)
        listeners = Listeners(on_page, on_progress)
        options = WorkshopOptions(strict, partial, verify, older, listeners)
        return build_workshop(sources, workshop, destination, options)

    @checked
    def people(self, file: bytes, name: str = "") -> People:
        """Returns what is understood of a table of people: a workbook or a text with columns, or
        without a name a text that was pasted. Its rows go into a workshop by `participants`.

        Raises Stop for more than 8 MB, Missing for a workbook without the extra `office`.
        """
        from cardgen.workshop.found_people import people

        return people(self._current, file, name)

    @checked
    def check(
        self, outputs: str | Sequence[str] = (), *, on_progress: OnProgress | None = None
    ) -> Checked:
        """Returns the problems of every card in these outputs, instead of raising them; without
        any, in every output made for its kind, and those of the sheets and printers.

        Raises Stop for files that cannot be read, Unsupported for an output that does not exist.
        """
        from cardgen.jobs.check import check

        return check(self._current, names_in(outputs), on_progress)

    @checked
    def fit(
        self, outputs: str | Sequence[str] = (), *, on_progress: OnProgress | None = None
    ) -> Found[CardFit]:
        """Returns how every card fits every size of card, or those of these outputs: type size in
        points, mm to spare, characters to cut.

        Raises DeckError if the deck or a layout has errors, Unsupported for an output that does not
        exist.
        """
        from cardgen.jobs.proofing.copyfit import fit

        return fit(self._current, names_in(outputs), on_progress)

    @checked
    def list(self, what: What) -> Found[dict[str, Any]]:
        """Returns a row for each of the cards, themes, kinds of card, colours and marks of themes,
        outputs, sheets, printers, profiles, ways to print or stock; those that cannot be
        read are left out, and the problems of the list say why."""
        from cardgen.jobs.listing import listing

        return listing(self._current, what)

    @checked
    def about(self) -> dict[str, Any]:
        """Returns what the deck says of itself: title, subtitle, publisher, rights, lang,
        languages, date, and who permitted that it is shown to everybody, and when.

        Raises DeckError for a deck that cannot be read.
        """
        from cardgen.jobs.listing import about

        return about(self._current)

    @checked
    def show(self, *cards: str, counted: bool = True) -> Found[dict[str, Any]]:
        """Returns the facts of these cards, given by id, and their texts field by field; without
        counted, words in braces that stand for counts, such as {themes}, are as they are written.

        Raises DeckError for a deck that cannot be read, Unsupported for a card that does not exist.
        """
        from cardgen.jobs.listing import shown

        return shown(self._current, cards, counted)

    @checked
    def preview(
        self,
        output: str = DEFAULT_OUTPUT,
        *,
        cards: str | Sequence[str] = (),
        themes: str | Sequence[str] = (),
        tags: str | Sequence[str] = (),
        without: str | Sequence[str] = (),
        add: str | Sequence[str] = (),
        side: Side | None = None,
        paper: Paper | None = None,
        vision: Vision | None = None,
        lines: bool = False,
        ppi: int = 150,
    ) -> FileData:
        """Returns a PNG of the faces of the chosen cards in the output: as they are, as a soft
        proof on a paper, as seen with a colour vision deficiency, or in one black ink; with lines
        at the edge of the bleed, the trim and the safe area if asked for.

        Raises DeckError and Unsupported as `build` does, Missing without the extra `preview`.
        """
        from cardgen.jobs.proofing.preview import View, preview
        from cardgen.model.options import options_from

        chosen = {"cards": cards, "themes": themes, "tags": tags, "without": without, "add": add}
        options = options_from({name: names for name, names in chosen.items() if names})
        return preview(self._current, output, options, View(side, paper, vision, lines, ppi))

    @checked
    def faces(
        self,
        output: str = "cards",
        *,
        cards: str | Sequence[str] = (),
        themes: str | Sequence[str] = (),
        tags: str | Sequence[str] = (),
        without: str | Sequence[str] = (),
        add: str | Sequence[str] = (),
        side: Side | None = None,
        back: str | None = None,
        profile: str | None = None,
    ) -> Found[FaceDrawing]:
        """Returns the faces of the chosen cards, or of all, as the output has them: each an SVG at
        its trim or, as the print shop of a profile wants it, with its bleed; and with its words.
        Errors in the deck are the problems of the list; what can be drawn is drawn all the same,
        even where words do not fit.

        Raises Unsupported for names that do not exist.
        """
        from cardgen.jobs.faces import draw_faces
        from cardgen.model.options import options_from

        chosen = {"cards": cards, "themes": themes, "tags": tags, "without": without, "add": add}
        given: dict[str, Any] = {name: names for name, names in chosen.items() if names}
        options = options_from({**given, "back": back, "profile": profile})
        return draw_faces(self._current, output, options, side)

    @checked
    def risk(
        self,
        output: str = DEFAULT_OUTPUT,
        *,
        printer: str = "office",
        cut: float | None = None,
        draw: StrPath | None = None,
        sheet: str | None = None,
        fold: bool = False,
        back_extra: float = 0.0,
        remedies: bool = True,
        on_progress: OnProgress | None = None,
    ) -> Risk:
        """Returns the odds that cards are spoiled when the output is printed and cut 10,000 times
        on a printer, and what would improve them, unless without remedies, which takes a quarter of
        the time. cut is the standard deviation of cuts in mm,
        instead of the printer's own; draw is the path for a PDF of the worst of 100 sheets. The
        odds are the same each time.

        Raises DeckError and Unsupported as `build` does.
        """
        from cardgen.jobs.proofing.risk.output_risk import risk
        from cardgen.model.options import options_from

        options = options_from({"sheet": sheet, "fold": fold, "back_extra": back_extra})
        to = text_of(draw)
        return risk(self._current, output, options, printer, cut, to, remedies, on_progress)

    @checked
    def inspect_pdf(
        self,
        file: StrPath,
        profile: str = "any",
        *,
        on_progress: OnProgress | None = None,
    ) -> Findings:
        """Returns the findings of preflight in any PDF, against a print shop's profile.

        Raises Stop if the file cannot be read, Unsupported for a profile that does not exist.
        """
        from cardgen.jobs.inspection import inspect_pdf

        return inspect_pdf(self._current, os.fspath(file), profile, on_progress)

    @checked
    def test_sheet(
        self,
        *,
        sheet: str = "a4",
        for_page: bool = False,
        to: StrPath | None = None,
        folder: StrPath | None = None,
    ) -> PrinterTestSheet:
        """Returns the test sheet for measuring a printer: in memory, or written to a path or into a
        folder. For the page in the browser, it names the task of the page in place of commands."""
        from cardgen.jobs.calibrate import make_test_sheet
        from cardgen.jobs.files import Destination

        to_write = Destination(text_of(to), text_of(folder))
        return make_test_sheet(self._current, sheet, to_write, for_page)

    @checked
    def calibrate(
        self,
        printer: str,
        *,
        landscape: bool = False,
        corners: Mapping[str, tuple[float, float]] | None = None,
        sheet: str = "a4",
        save: bool = True,
        **shift: float,
    ) -> Calibration:
        """Saves what was read from a printer's test sheet, and returns it; if it is not to be
        saved, its keys may be handed to `open` as those of a printer.

        The readings are from pages 1 and 2 or, for landscape, 3 and 4. They are either those of the
        corners A to D, in mm to the right and down (negative: to the left and up), or the shift
        itself: right, left, down, up in mm, turn_cw, turn_ccw in degrees, scale_x, scale_y.

        Raises Unsupported for readings that contradict each other, DeckError if the printer's file
        has errors, Stop if it cannot be written.
        """
        from cardgen.jobs.calibrate import calibrate

        turned: Literal["portrait", "landscape"] = "landscape" if landscape else "portrait"
        return calibrate(self._current, printer, turned, corners or {}, shift, sheet, save)

    @checked
    def diff(self, old: StrPath | bytes, output: str | None = None) -> Difference:
        """Returns which cards' faces differ from those in an older PDF, a path or its bytes, which
        records how it was built, or from those of an older deck, as set in an output.

        Raises FileError for a PDF without a record of its faces, DeckError if either deck has
        errors.
        """
        from cardgen.jobs.reprint.diff import diff

        if isinstance(old, bytes):
            return diff(*self._current.with_older(old), output)
        return diff(self._current, os.fspath(old), output)

    @checked
    def read_table(
        self, file: StrPath | tuple[str, bytes], folder: StrPath | None = None
    ) -> Imported:
        """Returns the deck in a workbook, a document or a table, a path or a name with its bytes,
        made into a new folder or, without one, as files in memory.

        Raises DeckError with the cells that are wrong, and makes nothing; Missing without the extra
        `office`; Stop if the folder already exists or cannot be written.
        """
        from cardgen.exchange.importing import read_table

        table = file if isinstance(file, tuple) else Path(file)
        return read_table(self._current, table, None if folder is None else Path(folder))

    @checked
    def own_files(self) -> dict[str, bytes]:
        """Returns the files that the deck was read from, and those in layouts/ and fonts/ that do
        not come with cardgen, by their paths in a folder that is the same project. Whatever else
        lies beside the deck is left out.

        Raises DeckError if the deck cannot be read.
        """
        from cardgen.jobs.own_files import own_files

        return own_files(self._current)

    @checked
    def export_deck(self, form: Literal["xlsx", "docx", "csv"]) -> FileData:
        """Returns the deck as a workbook ("xlsx"), a document ("docx") or a table ("csv").

        Raises DeckError if the deck has errors, Missing without the extra `office`.
        """
        from cardgen.exchange.exporting import export_deck

        return export_deck(self._current, form)


def _current_folder() -> Path | None:
    """Returns the current folder, or None if it no longer exists."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None
