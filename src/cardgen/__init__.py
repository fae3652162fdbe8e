"""Print-ready card decks from YAML: the Python interface.

    import cardgen

    project = cardgen.open(".")
    built = project.build("office", cards=["trust"], printer="office")
    built.files[0].save("office.pdf")

Everything that the command line does is a method of a `Project` or a function here. Errors in a
deck are values, `Problem`; what cannot go on without their being mended raises `DeckError`, which
carries all of them. Nothing is written unless a path is given.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from cardgen.problems import DeckError, FileError, Found, Missing, Problem, Stop, Unsupported

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from cardgen.atomic import FileData
    from cardgen.build_options import BuildOptions
    from cardgen.exchange.importing import Imported
    from cardgen.graphics.frame import PAPERS, SIDES, Paper, Side
    from cardgen.jobs.build import Built, Plan
    from cardgen.jobs.calibrate import Calibration, PrinterTestSheet
    from cardgen.jobs.check import Checked
    from cardgen.jobs.files import BuiltFile
    from cardgen.jobs.inspection import Findings
    from cardgen.jobs.listing import What
    from cardgen.jobs.proofing.copyfit import CardFit
    from cardgen.jobs.proofing.preview import Vision
    from cardgen.jobs.proofing.risk.output_risk import Remedy, Risk
    from cardgen.jobs.proofing.risk.simulation import Odds
    from cardgen.jobs.reprint.diff import Difference
    from cardgen.model.options import OPTIONS, Option, Options
    from cardgen.model.plan import FilePlan, PagePlan, RunPlan
    from cardgen.model.printer import CALIBRATION_LIMITS
    from cardgen.model.record.changes import Change
    from cardgen.preflight import Finding
    from cardgen.read.files import Sources
    from cardgen.workshop.manifest import BuiltWorkshop, Product

__version__ = "0.2.0"

__all__ = [
    "CALIBRATION_LIMITS",
    "DEFAULT_OUTPUT",
    "OPTIONS",
    "PAPERS",
    "SIDES",
    "Built",
    "BuiltFile",
    "BuiltWorkshop",
    "Calibration",
    "CardFit",
    "Change",
    "Checked",
    "DeckError",
    "Difference",
    "FileData",
    "FileError",
    "FilePlan",
    "Finding",
    "Findings",
    "Found",
    "Imported",
    "Missing",
    "Odds",
    "Option",
    "Options",
    "PagePlan",
    "Paper",
    "Plan",
    "PrinterTestSheet",
    "Problem",
    "Product",
    "Project",
    "Remedy",
    "Risk",
    "RunPlan",
    "Side",
    "Stop",
    "Unsupported",
    "Vision",
    "What",
    "__version__",
    "explain",
    "new",
    "open",
    "schema",
]

DEFAULT_OUTPUT = "facilitator"

_Path: TypeAlias = "str | os.PathLike[str]"
_OnPage: TypeAlias = "Callable[[FilePlan, PagePlan], None]"

# Values that are loaded when someone names them, by the modules that have them.
_HOMES = {
    "atomic": ("FileData",),
    "exchange.importing": ("Imported",),
    "graphics.frame": ("PAPERS", "Paper", "SIDES", "Side"),
    "jobs.build": ("Built", "Plan"),
    "jobs.calibrate": ("Calibration", "PrinterTestSheet"),
    "jobs.check": ("Checked",),
    "jobs.files": ("BuiltFile",),
    "jobs.inspection": ("Findings",),
    "jobs.listing": ("What",),
    "jobs.proofing.copyfit": ("CardFit",),
    "jobs.proofing.preview": ("Vision",),
    "jobs.proofing.risk.output_risk": ("Remedy", "Risk"),
    "jobs.proofing.risk.simulation": ("Odds",),
    "preflight": ("Finding",),
    "jobs.reprint.diff": ("Difference",),
    "model.options": ("OPTIONS", "Option", "Options"),
    "model.plan": ("FilePlan", "PagePlan", "RunPlan"),
    "model.printer": ("CALIBRATION_LIMITS",),
    "model.record.changes": ("Change",),
    "workshop.manifest": ("BuiltWorkshop", "Product"),
}


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"cardgen.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def open(
    where: _Path | Mapping[str, Any] = ".",
    *,
    deck: _Path | None = None,
    overlay: _Path | None = None,
    languages: str | Sequence[str] = (),
) -> Project:
    """The project in a folder, whose deck is in deck/ there or the bundled one; or with a deck's
    folder or file, or with a deck given as a mapping as in deck.yaml.

    An overlay's file is laid over the deck; languages are those wanted, one or two. Files in the
    project's layouts/ and fonts/ come before the bundled ones. Nothing is read yet.

    Raises Stop where there is no deck, Unsupported for languages that are none or do not go
    together, and for a mapping that holds what YAML cannot.
    """
    from cardgen.read.project import opened

    return Project(opened(where, deck, overlay, _names(languages)))


class Project:
    """A deck with its layouts, sheets, printers and profiles.

    Each file is read once, when it is needed first, and again only after it changed on disk.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    @property
    def _current(self) -> Sources:
        """The sources, without what has changed on disk since it was read."""
        self._sources.files.refresh()
        return self._sources

    def build(
        self,
        output: str = DEFAULT_OUTPUT,
        *,
        to: _Path | None = None,
        folder: _Path | None = None,
        dry_run: bool = False,
        on_page: _OnPage | None = None,
        **options: Unpack[BuildOptions],
    ) -> Built:
        """The files of an output, in memory, or at a path ("-" is standard output), or under their
        usual names in a folder, which is made. With dry_run only the plan.

        options are those of `cardgen build`; on_page is told of each page as it is made. Lengths
        are in mm.

        Raises DeckError where the deck or a layout has errors, FileError where an older file does
        not tell what it holds, Unsupported for options that cannot be fulfilled, Missing where an
        optional part is needed, Stop for files that cannot be read or written.
        """
        from cardgen.jobs.build import build
        from cardgen.jobs.files import Destination
        from cardgen.model.options import options_from

        destination = Destination(_text(to), _text(folder), dry_run)
        return build(self._current, output, options_from(options), destination, on_page)

    def build_workshop(
        self,
        file: _Path,
        *,
        to: _Path | None = None,
        folder: _Path | None = None,
        dry_run: bool = False,
        verify: bool = False,
        on_page: _OnPage | None = None,
    ) -> BuiltWorkshop:
        """All that a workshop's file names, and an index of it, in memory, or in a folder of its
        own: the one named, or that of the file's name in another one. Such a folder appears whole
        or not at all.

        Raises DeckError, Stop and Missing as `build` does.
        """
        from cardgen.jobs.files import Destination
        from cardgen.workshop.build import build_workshop

        destination = Destination(_text(to), _text(folder), dry_run)
        return build_workshop(self._current, Path(file), destination, verify, on_page)

    def check(self) -> Checked:
        """The problems of every card in every output that is made for its kind, and of the sheets
        and printers there are. None are raised; Stop for files that cannot be read."""
        from cardgen.jobs.check import check

        return check(self._current)

    def fit(self) -> Found[CardFit]:
        """How every card fits every size of card: type size in points, mm to spare, characters to
        cut. Raises DeckError where the deck or a layout has errors."""
        from cardgen.jobs.proofing.copyfit import fit

        return fit(self._current)

    def list(self, what: What) -> Found[dict[str, Any]]:
        """A row for each of the cards, themes, outputs, sheets, printers or profiles there are;
        rows that cannot be read are left out, and its problems say why."""
        from cardgen.jobs.listing import listing

        return listing(self._current, what)

    def show(self, *cards: str) -> Found[dict[str, Any]]:
        """The facts of these cards, by their ids, and their words field by field.

        Raises DeckError for a deck that cannot be read, Unsupported for a card that is not there.
        """
        from cardgen.jobs.listing import shown

        return shown(self._current, cards)

    def preview(
        self,
        output: str = DEFAULT_OUTPUT,
        *,
        cards: str | Sequence[str],
        side: Side | None = None,
        paper: Paper | None = None,
        vision: Vision | None = None,
        lines: bool = False,
        ppi: int = 150,
    ) -> FileData:
        """A PNG of the faces of these cards as the output has them: as they are, or as inks look on
        a paper, to people with another colour vision or in one black ink; with lines at the trim
        and where words should end.

        Raises DeckError and Unsupported as `build` does, Missing without the extra `preview`.
        """
        from cardgen.jobs.proofing.preview import View, preview

        return preview(self._current, output, _names(cards), View(side, paper, vision, lines, ppi))

    def risk(
        self,
        output: str = DEFAULT_OUTPUT,
        *,
        printer: str = "office",
        cut: float | None = None,
        draw: _Path | None = None,
        sheet: str | None = None,
        fold: bool = False,
        back_extra: float = 0.0,
    ) -> Risk:
        """The odds that cards are spoiled when the output is printed and cut 10,000 times on a
        printer, whose cuts scatter by so many mm, and what would better them; draw is the path of a
        PDF of the worst of 100 sheets. The same odds come out each time.

        Raises DeckError and Unsupported as `build` does.
        """
        from cardgen.jobs.proofing.risk.output_risk import risk, spread_of
        from cardgen.model.options import options_from

        options = options_from({"sheet": sheet, "fold": fold, "back_extra": back_extra})
        sources = self._current
        spread = spread_of(sources, output, options, printer, cut)
        found = risk(sources, output, options, spread)
        if draw is not None:
            from cardgen.jobs.proofing.risk.worst_sheet import draw_worst

            draw_worst(sources, output, options, spread, os.fspath(draw))
        return found

    def inspect_pdf(self, file: _Path, profile: str = "any") -> Findings:
        """What the print shop of a profile would say of any PDF.

        Raises Stop where the file cannot be read, Unsupported for a profile that is not there.
        """
        from cardgen.jobs.inspection import inspect_pdf

        return inspect_pdf(self._current, os.fspath(file), profile)

    def test_sheet(
        self, *, sheet: str = "a4", to: _Path | None = None, folder: _Path | None = None
    ) -> PrinterTestSheet:
        """The test sheet by which a printer is measured: in memory, at a path, or in a folder."""
        from cardgen.jobs.calibrate import make_test_sheet
        from cardgen.jobs.files import Destination

        return make_test_sheet(self._current, sheet, Destination(_text(to), _text(folder)))

    def calibrate(
        self,
        printer: str,
        *,
        landscape: bool = False,
        corners: Mapping[str, tuple[float, float]] | None = None,
        sheet: str = "a4",
        **shift: float,
    ) -> Calibration:
        """A printer's file with what was read from its test sheet, from pages 1 and 2 or, for
        landscape, 3 and 4: at the corners A to D the mm to the right and down (less than 0: to the
        left and up), or the shift itself: right, left, down, up in mm, turn_cw, turn_ccw in
        degrees, scale_x, scale_y.

        Raises Unsupported for readings that cannot be, DeckError where the printer's file has
        errors, Stop where it cannot be written.
        """
        from cardgen.jobs.calibrate import calibrate

        return calibrate(
            self._current,
            printer,
            "landscape" if landscape else "portrait",
            corners or {},
            shift,
            sheet,
        )

    def diff(self, old: _Path, output: str | None = None) -> Difference:
        """Which cards' faces are otherwise than in an older PDF, which tells how it was built, or
        than in an older deck, seen in an output.

        Raises FileError for a PDF that does not tell, DeckError where either deck has errors.
        """
        from cardgen.jobs.reprint.diff import diff

        return diff(self._current, os.fspath(old), output)

    def read_table(self, file: _Path, folder: _Path) -> Imported:
        """The deck of a workbook, a document or a table, made into a new folder.

        Raises DeckError with the cells that are wrong, and nothing is made; Missing without the
        extra `office`; Stop where the folder is there already or cannot be written.
        """
        from cardgen.exchange.importing import read_table

        return read_table(self._current, Path(file), Path(folder))

    def export_deck(self, form: str) -> FileData:
        """The deck as a workbook ("xlsx"), a document ("docx") or a table ("csv").

        Raises DeckError where the deck has errors, Missing without the extra `office`.
        """
        from cardgen.exchange.exporting import export_deck

        return export_deck(self._current, form)


def new(kind: str, name: str, to: _Path | None = None) -> str:
    """The path of a small "deck" in a folder, or of a "workshop" in a file, made to begin with.

    Raises Unsupported for a name that cannot be a title, Stop where there is something already.
    """
    from cardgen.jobs.starter import new

    return new(kind, name, _text(to))


def schema(kind: str) -> str:
    """The JSON Schema of a kind of file, for editors; Unsupported for a kind that is not there."""
    from cardgen.problems import known
    from cardgen.read.json_schemas import KINDS, schema_of

    return schema_of(known("kind", kind, KINDS))


def explain(code: str) -> str:
    """What the code of an error or a warning means; Unsupported for a code that is not there."""
    from cardgen.problems import known
    from cardgen.read.codes import read_codes

    codes = read_codes()
    return codes[known("code", code.upper(), codes)]


def _text(path: _Path | None) -> str | None:
    return None if path is None else os.fspath(path)


def _names(given: str | Sequence[str]) -> Sequence[str]:
    """One name, or several."""
    return (given,) if isinstance(given, str) else given
