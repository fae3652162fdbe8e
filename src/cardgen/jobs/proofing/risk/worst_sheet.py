"""The worst of many simulated sheets, drawn as it would come out of the guillotine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.file_kinds import refuse_other_kinds
from cardgen.graphics.frame import Box, Frame, Ink, Item, Line, Page, Placed, Sides
from cardgen.impose.legend import field_entry, line_entry, set_legend
from cardgen.impose.printers_marks import trim_edges
from cardgen.jobs.files import Destination, File, write_files
from cardgen.jobs.instructions import Say, words_of
from cardgen.jobs.layup import laid_up
from cardgen.jobs.proofing.risk.deviations import (
    Deviation,
    PrintedSheet,
    cut_pieces,
    misregistration,
)
from cardgen.jobs.proofing.risk.output_risk import sheets_of
from cardgen.jobs.proofing.risk.simulation import Simulation, WorstEdge
from cardgen.model.layout import HouseStyle, Proof
from cardgen.model.options import Options
from cardgen.model.plan import FilePlan
from cardgen.model.printer import Spread
from cardgen.model.sheet import Outline
from cardgen.problems import DeckError, Problems
from cardgen.read.files import Sources
from cardgen.read.proof import read_proof

OF = 100  # sheets, of which the worst is drawn
_ARROW, _GAP, _HEAD = 14.0, 1.0, 3.0  # mm from the edge to an arrow's end and tip, and its head
_ARROW_PT = 2.0


def draw_worst(sources: Sources, output: str, options: Options, spread: Spread, path: str) -> None:
    """Writes a PDF of both sides of the worst of OF sheets of an output.

    Raises DeckError with the problems, Stop where it cannot be written.
    """
    refuse_other_kinds(path, "pdf")
    problems = Problems()
    layup = laid_up(sources, output, options, problems)
    if layup is None or problems.fatal:
        raise DeckError(problems)
    house = layup.spec.house
    proof = read_proof(house, sources, problems)
    if proof is None:
        raise DeckError(problems)
    plan = FilePlan(path, output, None, "both", "none", [])
    made = _worst(list(sheets_of(layup, problems)), spread, house, proof, output)
    file = File(plan, layup.spec.deck, made)
    if not write_files([file], house, Destination(path), problems):
        raise DeckError(problems)


def _worst(
    sheets: Sequence[PrintedSheet], spread: Spread, house: HouseStyle, proof: Proof, output: str
) -> Iterator[Page]:
    """The sides of the sheet, each card as it was cut, on a grey table."""
    simulation = Simulation(spread, OF)
    found = [(simulation.worst(sheet), sheet) for sheet in sheets]
    worst, sheet = max(found, key=lambda one: one[0].harm)
    for back in (False, True) if sheet.back else (False,):
        yield _side(sheet, back, worst, house, proof, output)


def _side(
    sheet: PrintedSheet, back: bool, worst: WorstEdge, house: HouseStyle, proof: Proof, output: str
) -> Page:
    """A side of the sheet with its cut cards and an arrow at the edge that is worst; a strip below
    says how far the print lies off its place."""
    page = sheet.back if back and sheet.back else sheet.front
    table, paper = house.neutrals["line"], house.neutrals["paper"]
    width, height = page.frame.width, page.frame.height
    pieces = list(cut_pieces(sheet, back, worst.deviation))
    cards = [_piece(*piece, paper, table) for piece in pieces]
    say = words_of(house)
    arrow: list[Item] = []
    entries = [field_entry(table, say("risk-table"))]
    if back == worst.back:
        box = next(box for face, box, *_ in pieces if trim_edges(face) == worst.trim)
        arrow = list(_arrow(box, worst.edge, (width, height), proof.overset))
        words = say("risk-edge", mm=f"{worst.off:.1f}")
        entries.insert(0, line_entry(Outline(proof.overset, _ARROW_PT), words))
    title = say("risk-of", count=OF, output=output, side=say("back" if back else "front"))
    told = f"{title} {_shift_in_words(sheet, back, worst.deviation, say)}"
    legend, bottom = set_legend(told, entries, proof.style, height, width)
    items = (Box(0, 0, width, height, table), *cards, *arrow, *legend)
    return Page(Frame(width, bottom, items), page.side)


def _shift_in_words(sheet: PrintedSheet, back: bool, deviation: Deviation, say: Say) -> str:
    """How far the print lies off its place at the middle of this side."""
    right, down = misregistration(sheet, back, deviation, 0.0, 0.0)
    if not right and not down:
        return say("risk-in-place")
    across = say("risk-right" if right > 0 else "risk-left", mm=f"{abs(right):.1f}")
    return say(
        "risk-shift",
        across=across,
        down=say("risk-down" if down > 0 else "risk-up", mm=f"{abs(down):.1f}"),
    )


def _arrow(box: Sides, edge: int, size: tuple[float, float], ink: Ink) -> Iterator[Line]:
    """A line along the edge of a card, and an arrow at its middle: from outside or, where the page
    ends, from within."""
    left, top, right, bottom = box
    x, y = ((left, None), (None, top), (right, None), (None, bottom))[edge]
    upright = x is not None
    at = x if x is not None else y or 0.0
    middle = (top + bottom) / 2 if upright else (left + right) / 2
    outward = -1 if edge < 2 else 1
    limit = size[0] if upright else size[1]
    if not 0 <= at + outward * _ARROW <= limit:
        outward = -outward

    def line(one: float, along: float, other: float, further: float) -> Line:
        """A line between points that are so far from the edge and from its middle."""
        start, end = at + outward * one, at + outward * other
        ends = (start, middle + along, end, middle + further)
        if not upright:
            ends = (middle + along, start, middle + further, end)
        return Line(*ends, ink, _ARROW_PT)

    half = (bottom - top if upright else right - left) / 2
    yield line(0.0, -half, 0.0, half)
    yield line(_GAP, 0.0, _ARROW, 0.0)
    yield line(_GAP, 0.0, _GAP + _HEAD, -_HEAD)
    yield line(_GAP, 0.0, _GAP + _HEAD, _HEAD)


def _piece(face: Placed, box: Sides, right: float, down: float, paper: Ink, table: Ink) -> Placed:
    """A card as it was cut, with the print where the printer put it; its skew is not drawn."""
    left, top, width, height = box[0], box[1], box[2] - box[0], box[3] - box[1]
    print_ = face._replace(x=face.x + right - left, y=face.y + down - top)
    edge = Box(0, 0, width, height, stroke=table, stroke_pt=0.5)
    frame = Frame(width, height, (Box(0, 0, width, height, paper), print_, edge))
    return Placed(left, top, frame, bleed=(0.0, 0.0, 0.0, 0.0))
