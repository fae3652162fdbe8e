"""Print-ready card decks from YAML: the Python interface.

    import cardgen

    project = cardgen.open(".")
    built = project.build("office", cards=["trust"], printer="office")
    built.files[0].save("office.pdf")

Everything that the command line does is a method of a `Project` or a function here. Errors in a
deck are values, of the class `Problem`; a call that cannot continue because of them raises
`DeckError`, which carries all of them. Nothing is written unless a path is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from cardgen.arguments import StrPath, checked, names_in, text_of
from cardgen.problems import DeckError, Error, FileError, Found, Missing, Problem, Stop, Unsupported

if TYPE_CHECKING:
    from cardgen.atomic import FileData, write_folder
    from cardgen.exchange.importing import Imported
    from cardgen.exchange.mappings import FoundKeys
    from cardgen.graphics.frame import PAPERS, SIDES, Paper, Side
    from cardgen.jobs.build import Built, Plan
    from cardgen.jobs.calibrate import Calibration, PrinterTestSheet
    from cardgen.jobs.check import Checked
    from cardgen.jobs.faces import FaceDrawing
    from cardgen.jobs.files import BuiltFile
    from cardgen.jobs.inspection import Findings
    from cardgen.jobs.listing import What
    from cardgen.jobs.order import PrintOrder
    from cardgen.jobs.progress import Progress
    from cardgen.jobs.proofing.copyfit import CardFit
    from cardgen.jobs.proofing.preview import Vision
    from cardgen.jobs.proofing.risk.output_risk import Remedy, Risk
    from cardgen.jobs.proofing.risk.simulation import Odds
    from cardgen.jobs.reprint.diff import Difference
    from cardgen.model.language import languages_from
    from cardgen.model.options import CHOICES, OPTIONS, Option, Options
    from cardgen.model.plan import FilePlan, PagePlan, RunPlan
    from cardgen.model.printer import CALIBRATION_LIMITS
    from cardgen.model.record.changes import Change
    from cardgen.preflight import Finding
    from cardgen.project import DEFAULT_OUTPUT, Project
    from cardgen.read.option_words import options_meant
    from cardgen.workshop.found_people import FoundPerson, People
    from cardgen.workshop.manifest import BuiltWorkshop, Product
    from cardgen.zip_files import is_zip, unzipped, zipped

__version__ = "0.3.0"

__all__ = [
    "CALIBRATION_LIMITS",
    "CHOICES",
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
    "Error",
    "FaceDrawing",
    "FileData",
    "FileError",
    "FilePlan",
    "Finding",
    "Findings",
    "Found",
    "FoundKeys",
    "FoundPerson",
    "Imported",
    "Missing",
    "Odds",
    "Option",
    "Options",
    "PagePlan",
    "Paper",
    "People",
    "Plan",
    "PrintOrder",
    "PrinterTestSheet",
    "Problem",
    "Product",
    "Progress",
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
    "is_zip",
    "languages_from",
    "mapping_of",
    "new",
    "open",
    "options_meant",
    "schema",
    "unzipped",
    "write_folder",
    "yaml_of",
    "zipped",
]

# Values that are loaded when someone names them, by the modules that have them.
_HOMES = {
    "atomic": ("FileData", "write_folder"),
    "exchange.importing": ("Imported",),
    "exchange.mappings": ("FoundKeys",),
    "graphics.frame": ("PAPERS", "Paper", "SIDES", "Side"),
    "jobs.build": ("Built", "Plan"),
    "jobs.calibrate": ("Calibration", "PrinterTestSheet"),
    "jobs.check": ("Checked",),
    "jobs.faces": ("FaceDrawing",),
    "jobs.files": ("BuiltFile",),
    "jobs.inspection": ("Findings",),
    "jobs.listing": ("What",),
    "jobs.order": ("PrintOrder",),
    "jobs.progress": ("Progress",),
    "jobs.proofing.copyfit": ("CardFit",),
    "jobs.proofing.preview": ("Vision",),
    "jobs.proofing.risk.output_risk": ("Remedy", "Risk"),
    "jobs.proofing.risk.simulation": ("Odds",),
    "preflight": ("Finding",),
    "jobs.reprint.diff": ("Difference",),
    "model.language": ("languages_from",),
    "model.options": ("CHOICES", "OPTIONS", "Option", "Options"),
    "model.plan": ("FilePlan", "PagePlan", "RunPlan"),
    "model.printer": ("CALIBRATION_LIMITS",),
    "model.record.changes": ("Change",),
    "project": ("DEFAULT_OUTPUT", "Project"),
    "read.option_words": ("options_meant",),
    "zip_files": ("is_zip", "unzipped", "zipped"),
    "workshop.found_people": ("FoundPerson", "People"),
    "workshop.manifest": ("BuiltWorkshop", "Product"),
}


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"cardgen.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@checked
def open(
    where: StrPath | Mapping[str, Any] = ".",
    *,
    deck: StrPath | None = None,
    overlay: StrPath | Mapping[str, Any] | None = None,
    languages: str | Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
    printers: Mapping[str, Mapping[str, Any]] | None = None,
) -> Project:
    """Returns the project in a folder, whose deck is in deck/ there or its deck.yaml, or else the
    bundled one; or one for a deck's folder or file, or for a deck given as a mapping with the keys
    of deck.yaml.

    overlay is the path of a file of changes to the deck, or a mapping with the keys of one;
    languages are the one or two to print. Files in the project's layouts/ and fonts/ take
    precedence over the bundled ones. Nothing is read yet.

    files are the bytes of files in memory: pictures, tables and files of YAML that a deck, an
    overlay or a workshop names, by their paths from the project's folder or from the file that
    names them. They are looked up before those on disk. printers are mappings with the keys of a
    printer's file, which take the place of the user's own.

    Raises Stop if there is no deck, Unsupported for invalid languages or too many of them, for
    names that no file or printer can have, and for a mapping with values that YAML does not have.
    """
    from cardgen.project import Project
    from cardgen.read.project import opened

    return Project(opened(where, deck, overlay, names_in(languages), files or {}, printers or {}))


@checked
def new(kind: Literal["deck", "workshop"], name: str, to: StrPath | None = None) -> str:
    """Writes a starter, a small "deck" in a folder or a "workshop" in a file, and returns its path.

    Raises Unsupported for a name that cannot be a title, Stop if the path already exists.
    """
    from cardgen.jobs.starter import new

    return new(kind, name, text_of(to))


@checked
def schema(kind: str) -> str:
    """Returns the JSON Schema of a kind of file, for editors; raises Unsupported for a kind that
    does not exist."""
    from cardgen.problems import known
    from cardgen.read.json_schemas import KINDS, schema_of

    return schema_of(known("kind", kind, KINDS))


@checked
def yaml_of(kind: Literal["workshop", "overlay", "printer"], keys: Mapping[str, Any]) -> str:
    """Returns a mapping with the keys of a "workshop", an "overlay" or a "printer" as YAML to save.

    Raises Unsupported for values that YAML does not have.
    """
    from cardgen.exchange.mappings import yaml_of

    return yaml_of(kind, keys)


@checked
def mapping_of(kind: Literal["workshop", "overlay", "printer"], text: str) -> FoundKeys:
    """Returns what is written in the YAML of a "workshop", an "overlay" or a "printer" as a
    mapping, in which every value is a text as written, a list or a mapping.

    Raises DeckError, with the line, for what is no YAML or no mapping.
    """
    from cardgen.exchange.mappings import mapping_of

    return mapping_of(kind, text)


@checked
def explain(code: str) -> str:
    """Returns the explanation of an error's or a warning's code; raises Unsupported for a code that
    does not exist."""
    from cardgen.problems import known
    from cardgen.read.codes import read_codes

    codes = read_codes()
    return codes[known("code", code.upper(), codes)]
