"""The worst of many simulated sheets, drawn as it would come out of the guillotine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.file_kinds import refuse_other_kinds
from cardgen.graphics.frame import Box, Frame, Ink, Item, Page, Placed, Sides
from cardgen.jobs.files import Destination, File, write_files
from cardgen.jobs.layup import laid_up
from cardgen.jobs.proofing.risk.deviations import Deviation, PrintedSheet, cut_pieces
from cardgen.jobs.proofing.risk.output_risk import sheets_of
from cardgen.jobs.proofing.risk.simulation import Simulation
from cardgen.model.layout import HouseStyle
from cardgen.model.options import Options
from cardgen.model.plan import FilePlan
from cardgen.model.printer import Spread
from cardgen.problems import DeckError, Problems
from cardgen.read.files import Sources

OF = 100  # sheets, of which the worst is drawn


def draw_worst(sources: Sources, output: str, options: Options, spread: Spread, path: str) -> None:
    """Writes a PDF of both sides of the worst of OF sheets of an output.

    Raises DeckError with the problems, Stop where it cannot be written.
    """
    refuse_other_kinds(path, "pdf")
    problems = Problems()
    layup = laid_up(sources, output, options, problems)
    if layup is None or problems.fatal:
        raise DeckError(problems)
    plan = FilePlan(path, output, None, "both", "none", [])
    made = _worst(list(sheets_of(layup, problems)), spread, layup.spec.house)
    file = File(plan, layup.spec.deck, made)
    if not write_files([file], layup.spec.house, Destination(path), problems):
        raise DeckError(problems)


def _worst(sheets: Sequence[PrintedSheet], spread: Spread, house: HouseStyle) -> Iterator[Page]:
    """The sides of the sheet, each card as it was cut, on a grey table."""
    simulation = Simulation(spread, OF)
    found = [(*simulation.worst(sheet), sheet) for sheet in sheets]
    _, deviation, sheet = max(found, key=lambda one: one[0])
    yield _side(sheet, False, deviation, house)
    if sheet.back:
        yield _side(sheet, True, deviation, house)


def _side(sheet: PrintedSheet, back: bool, deviation: Deviation, house: HouseStyle) -> Page:
    """A side of the sheet with its cut cards."""
    page = sheet.back if back and sheet.back else sheet.front
    table, paper = house.neutrals["line"], house.neutrals["paper"]
    width, height = page.frame.width, page.frame.height
    cards = tuple(_piece(*piece, paper, table) for piece in cut_pieces(sheet, back, deviation))
    items: tuple[Item, ...] = (Box(0, 0, width, height, table), *cards)
    return Page(Frame(width, height, items), page.side)


def _piece(face: Placed, box: Sides, right: float, down: float, paper: Ink, table: Ink) -> Placed:
    """A card as it was cut, with the print where the printer put it; its skew is not drawn."""
    left, top, width, height = box[0], box[1], box[2] - box[0], box[3] - box[1]
    print_ = face._replace(x=face.x + right - left, y=face.y + down - top)
    edge = Box(0, 0, width, height, stroke=table, stroke_pt=0.5)
    frame = Frame(width, height, (Box(0, 0, width, height, paper), print_, edge))
    return Placed(left, top, frame, bleed=(0.0, 0.0, 0.0, 0.0))
