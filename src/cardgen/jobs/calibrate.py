"""Readings from the test sheet become a printer's correction, which is saved for later builds."""

from __future__ import annotations

from collections.abc import Mapping
from math import degrees, radians
from typing import Any

from cardgen.atomic import whole
from cardgen.file_kinds import refuse_other_kinds
from cardgen.impose.duplex import DEFAULT_FLIP
from cardgen.intake import is_file
from cardgen.jobs.files import BuiltFile, Destination, File, write_files
from cardgen.jobs.test_sheet import Aids, read_aids, test_sheet
from cardgen.model.forms.node import plain
from cardgen.model.plan import FilePlan
from cardgen.model.printer import (
    CALIBRATION_LIMITS,
    LARGEST,
    MOST_TURNED,
    OPPOSITES,
    SMALLEST,
    Shift,
    Way,
    described,
)
from cardgen.problems import DeckError, Problem, Problems, Unsupported, known
from cardgen.read.files import Sources
from cardgen.read.layout import Sizes, read_layout
from cardgen.read.printer import own_file, printer_names, read_file, read_printer, refuse_as_printer
from cardgen.read.sheet import read_sheet
from cardgen.typeset.blocks.gauges import GaugesBlock
from cardgen.value import Value

_SIGNS = {"A": (-1, -1), "B": (1, -1), "C": (-1, 1), "D": (1, 1)}  # to the right, and down
Reading = tuple[float, float]  # mm to the right and down, less than 0 to the left and up
MOST_OFF = 0.5  # mm that readings of one printer may disagree
_HEAD = """\
# Where this printer puts backs against their fronts, as one looks at the back: mm, degrees, and how
# large they are. Written by `cardgen calibrate`.
"""


class Calibration(Value):
    """What a printer does to backs on portrait or landscape pages, and the file that records it,
    None if it was not saved.

    keys are all that is known of the printer, as in its file, to be handed to `open` as one of its
    printers.
    """

    printer: str
    way: Way
    shift: Shift
    keys: Mapping[str, Any]
    path: str | None = None
    problems: tuple[Problem, ...] = ()
    replaced: Shift | None = None  # what was known of such pages before

    @property
    def words(self) -> str:
        """The shift in a phrase, such as "backs lie 1.4 mm to the right"."""
        return described(self.shift)

    @property
    def replaced_words(self) -> str:
        """What was known before in such a phrase; empty if nothing was."""
        return described(self.replaced) if self.replaced else ""

    def as_data(self) -> dict[str, Any]:
        """The printer, the kind of pages, the shift in words and by its keys, what it replaces, and
        all keys of the printer."""
        return {
            "printer": self.printer,
            "way": self.way,
            "words": self.words,
            "replaced": self.replaced_words,
            "keys": self.keys[self.way],
            "all_keys": dict(self.keys),
        }


class PrinterTestSheet(Value):
    """A printer's test sheet, and the warnings of its making."""

    file: BuiltFile
    problems: tuple[Problem, ...]


def make_test_sheet(
    sources: Sources, sheet: str, to: Destination, for_page: bool = False
) -> PrinterTestSheet:
    """Returns the printer's test sheet for that paper, which has four pages; for the page, they say
    where its readings are typed there, and no command.

    Raises DeckError with the problems, Unsupported for a sheet that does not exist.
    """
    to.check()
    known("sheet", sheet, sources.named("layouts/sheets"))
    if to.path:
        refuse_other_kinds(to.path, "pdf")
    problems = Problems()
    aids, paper = read_aids(sources, problems), read_sheet(sheet, sources, problems)
    if aids is None or paper is None:
        raise DeckError(problems)
    path = to.of("printer-test.pdf")
    plan = FilePlan(path, "calibrate", paper.paper, "both", DEFAULT_FLIP, [])
    files = [File(plan, aids.deck, test_sheet(aids, sheet, paper, problems, for_page))]
    built = write_files(files, aids.house, to, problems)
    if not built:
        raise DeckError(problems)
    return PrinterTestSheet(built[0], tuple(problems.in_order()))


def calibrate(
    sources: Sources,
    printer: str,
    way: Way,
    corners: Mapping[str, Reading],
    given: Mapping[str, float],
    sheet: str,
    save: bool,
) -> Calibration:
    """Returns what was read from the test sheet on that paper, and saves it in the printer's file
    unless that is not wanted.

    The readings are those of the four corners, or else the values of the shift by name, in mm,
    degrees and scales. Raises Unsupported for readings that contradict each other, and for a
    printer that is to be saved and has no file but a mapping; DeckError if the printer's file or
    the files of the test sheet have errors.
    """
    known("sheet", sheet, sources.named("layouts/sheets"))
    refuse_as_printer(printer)
    for name in given:
        known("reading", name, vars(Shift()))
    given = {name: _within_limits(name, value) for name, value in given.items()}
    for corner, reading in corners.items():
        known("corner", corner, _SIGNS)
        if not isinstance(reading, tuple | list) or len(reading) != 2:
            raise Unsupported(f"the reading of corner {corner} should be two lengths in mm")
        for value in reading:
            _within_limits("shift", abs(value) if isinstance(value, int | float) else value)
    problems = Problems()
    shift = _read_shift(sources, way, corners, given, sheet, problems)
    older = _older(printer, way, sources)
    keys = _keys(printer, sources, problems)
    if keys is None:
        raise DeckError(problems)
    keys[way] = _said(shift)
    path = _save(printer, way, shift, sources, problems) if save else None
    return Calibration(printer, way, shift, keys, path, tuple(problems.in_order()), older)


def _keys(printer: str, sources: Sources, problems: Problems) -> dict[str, Any] | None:
    """Returns what the printer's file, or the mapping in its place, has; None if it has errors."""
    path = own_file(printer, sources)
    if not sources.files.is_file(path):
        return {}
    read = read_file(path, sources.files, problems)
    return None if read is None else plain(read[0])


def _older(printer: str, way: Way, sources: Sources) -> Shift | None:
    """Returns what the printer's file says of such pages, if it does; its mistakes are noted when
    the new readings are saved."""
    if printer not in printer_names(sources):
        return None
    read = read_printer(printer, sources, Problems())
    return getattr(read, way) if read else None


def _within_limits(name: str, value: float) -> float:
    """Returns the value as it is kept; raises Unsupported for what no printer does."""
    least, most = CALIBRATION_LIMITS[name.partition("_")[0] if "_" in name else "shift"]
    if not isinstance(value, int | float) or not least <= value <= most:
        raise Unsupported(f"{name} should be from {least:g} to {most:g}, not {value!r}")
    return round(float(value), 4)


def _read_shift(
    sources: Sources,
    way: Way,
    corners: Mapping[str, Reading],
    given: Mapping[str, float],
    sheet: str,
    problems: Problems,
) -> Shift:
    """Returns the shift that the readings describe."""
    for one, other in OPPOSITES:
        if {one.replace("-", "_"), other.replace("-", "_")} <= given.keys():
            raise Unsupported(f"--{one} and --{other} contradict each other: give what you read")
    if not corners:
        if not given:
            raise Unsupported("no readings given: use --corner four times, or --right, --down, …")
        return Shift(**given)
    if given:
        raise Unsupported("the corners are enough: leave out the other readings")
    if corners.keys() != _SIGNS.keys():
        raise Unsupported("read all four corners: --corner A …, B …, C … and D …")
    aids, paper = read_aids(sources, problems), read_sheet(sheet, sources, problems)
    size = (paper.width, paper.height) if paper else (0.0, 0.0)
    width, height = size[::-1] if way == "landscape" else size
    gauges = gauges_of(aids, width, height, problems) if aids and paper else None
    if gauges is None:
        raise DeckError(problems)
    shift = shift_from(corners, width, height, *gauges)
    off = disagreement(corners, shift, width, height, *gauges)
    if off > MOST_OFF or not believable(shift):
        raise Unsupported(
            f"the corners disagree by {off:.1f} mm: read their words and figures again"
        )
    return shift


def shift_from(
    readings: Mapping[str, Reading], width: float, height: float, edge: float, along: float
) -> Shift:
    """Returns the shift, turn and scales that fit the readings at the corners A to D best.

    The page is width × height mm. The gauges that tell right from left are edge mm from the upper
    and lower edges and along mm from the others; for those that tell down from up it is the other
    way round. The fit is by least squares; for turns of a few degrees, a turn is taken to move
    points in straight lines.
    """
    across, down = width / 2 - along, height / 2 - along  # from the middle, along the edges
    outer = height / 2 - edge, width / 2 - edge
    xs = {corner: readings[corner][0] for corner in _SIGNS}
    ys = {corner: readings[corner][1] for corner in _SIGNS}
    scale_x = sum(xs[c] * x for c, (x, _) in _SIGNS.items()) / (4 * across)
    scale_y = sum(ys[c] * y for c, (_, y) in _SIGNS.items()) / (4 * down)
    turns = sum(ys[c] * x * outer[1] - xs[c] * y * outer[0] for c, (x, y) in _SIGNS.items())
    turn = degrees(turns / (4 * (outer[0] ** 2 + outer[1] ** 2)))
    return shift_of(sum(xs.values()) / 4, sum(ys.values()) / 4, turn, 1 + scale_x, 1 + scale_y)


def disagreement(
    readings: Mapping[str, Reading],
    shift: Shift,
    width: float,
    height: float,
    edge: float,
    along: float,
) -> float:
    """Returns by how many mm the readings at the corners differ, at most, from what the shift would
    show there: if it is much, a word or a figure was misread."""
    turn = radians(shift.turn_cw - shift.turn_ccw)
    worst = 0.0
    for corner, (x, y) in _SIGNS.items():
        level = x * (width / 2 - along), y * (height / 2 - edge)
        upright = x * (width / 2 - edge), y * (height / 2 - along)
        right = shift.right - shift.left + (shift.scale_x - 1) * level[0] - turn * level[1]
        down = shift.down - shift.up + turn * upright[0] + (shift.scale_y - 1) * upright[1]
        read = readings[corner]
        worst = max(worst, abs(read[0] - right), abs(read[1] - down))
    return worst


def believable(shift: Shift) -> bool:
    """Whether the shift is within the limits of what a printer's file may hold."""
    turned = max(shift.turn_cw, shift.turn_ccw)
    scales = shift.scale_x, shift.scale_y
    return turned <= MOST_TURNED and all(SMALLEST <= scale <= LARGEST for scale in scales)


def shift_of(right: float, down: float, turn_cw: float, scale_x: float, scale_y: float) -> Shift:
    """Returns the shift with a value for each direction, none of which is negative."""
    right, down, turn_cw = round(right, 2), round(down, 2), round(turn_cw, 3)
    return Shift(
        right=max(right, 0.0),
        left=max(-right, 0.0),
        down=max(down, 0.0),
        up=max(-down, 0.0),
        turn_cw=max(turn_cw, 0.0),
        turn_ccw=max(-turn_cw, 0.0),
        scale_x=round(scale_x, 5),
        scale_y=round(scale_y, 5),
    )


def gauges_of(aids: Aids, width: float, height: float, problems: Problems) -> Reading | None:
    """Returns how far the gauges on the back of the test sheet are from its edges, and along them,
    in mm; None with the problem noted."""
    size = width, height
    layout = read_layout("aid", ["test"], Sizes(size), aids.house, aids.sources, problems)
    if layout is None:
        return None
    back = layout.kinds["test"][1]
    for placed in back.stacks[0][0].blocks:
        if isinstance(placed.block, GaugesBlock):
            return placed.block.edge, placed.block.along
    what = "the back of the test sheet has no gauges to read"
    problems.error("E105", back.where, what, "put the block gauges on it")
    return None


def _save(name: str, way: Way, shift: Shift, sources: Sources, problems: Problems) -> str | None:
    """Writes the shift for pages of that orientation into the printer's file, leaves the rest of it
    unchanged, and returns its path; None, without any change, if the existing file has errors."""
    path = own_file(name, sources)
    if sources.files.is_given(path):
        what = f'the printer "{name}" was given as a mapping'
        raise Unsupported(f"{what}: calibrate with save=False, and keep what comes out")
    lines = [_HEAD]
    if is_file(path):
        read = read_file(path, sources.files, problems)
        if read is None:
            return None
        tree, _ = read
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        begins = sorted(mark.line for mark in tree.keys.values())
        if way in tree.keys:
            start = tree.keys[way].line
            end = next((line for line in begins if line > start), len(lines) + 1)
            while end - 1 > start and not lines[end - 2].startswith((" ", "\t", "}")):
                end -= 1  # comments above the next key are its own
            del lines[start - 1 : end - 1]
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
    lines += [f"{way}:\n", *(f"  {name}: {value:g}\n" for name, value in _said(shift).items())]
    with whole(str(path), make_folder=True) as out:
        out.write("".join(lines).encode("utf-8"))
    return str(path)


def _said(shift: Shift) -> dict[str, float]:
    """Returns the values of a shift that are not neutral, by their keys in YAML."""
    values = {name.replace("_", "-"): value for name, value in vars(shift).items()}
    neutral = vars(Shift())
    said = {n: value for n, value in values.items() if value != neutral[n.replace("-", "_")]}
    return said or {"right": 0.0}
