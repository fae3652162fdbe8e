"""A simulation of many sheets, printed and cut with the deviations of printers and people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import sub

from cardgen.graphics.frame import Placed, Sides, faces
from cardgen.impose.printers_marks import trim_edges
from cardgen.jobs.proofing.risk.deviations import (
    Deviation,
    PrintedSheet,
    cuts_of,
    misregistration,
    random_deviations,
    trim_positions,
)
from cardgen.jobs.proofing.risk.edges import Edge, edges_of
from cardgen.model.printer import Spread
from cardgen.value import Value

SHEETS = 10_000
# What has come nearer to an edge by this share of its distance is seen to have shifted.
SEEN = 0.25
SLIVER = 0.2  # mm; a white sliver narrower than this is not seen
_OUTWARD = (-1, -1, 1, 1)  # left, top, right, bottom
_ENDS = (0, 3), (0, 1), (1, 2), (2, 3)  # the corners of these edges


class Odds(Value):
    """The shares of the copies of a card that have each flaw, and of those that have any."""

    card: str
    sliver: float
    clipped: float
    shifted: float
    flawed: float


class WorstEdge(Value):
    """The edge of a card that is worst of all: by how many mm it is beyond its tolerance and off
    its place, on a sheet with which deviation; whether it is on the back, where the card's trim
    is, and which of its left, top, right and bottom edges it is."""

    harm: float
    off: float
    deviation: Deviation
    back: bool
    trim: Sides
    edge: int


class Simulation:
    """So many simulated sheets; what sheets have in common is simulated once."""

    def __init__(self, spread: Spread, count: int) -> None:
        self._spread, self._count = spread, count
        self._deviations: dict[object, list[Deviation]] = {}
        self._edge_errors: dict[object, EdgeErrors] = {}

    def deviations(self, sheet: PrintedSheet) -> list[Deviation]:
        """The deviations of the sheets, which are the same for all that are cut alike."""
        cuts = trim_positions(sheet)
        key = cuts, _settings(sheet)
        if key not in self._deviations:
            self._deviations[key] = list(random_deviations(sheet, *cuts, self._spread, self._count))
        return self._deviations[key]

    def odds(self, sheet: PrintedSheet) -> Iterator[Odds]:
        """The odds of each card on the sheet."""
        by_card: dict[str, list[tuple[set[int], ...]]] = {}
        for face, back in _faces(sheet):
            if face.face:
                tolerances, errors = (
                    tolerances_of(edges_of(face)),
                    self.edge_errors(sheet, face, back),
                )
                by_card.setdefault(face.face.card, []).append(_beyond(errors, tolerances))
        for card, sides in by_card.items():
            flaws = [set[int]().union(*kinds) for kinds in zip(*sides, strict=True)]
            counts = [len(flaw) for flaw in (*flaws, set[int]().union(*flaws))]
            yield Odds(card, *(count / self._count for count in counts))

    def worst(self, sheet: PrintedSheet) -> WorstEdge:
        """The edge of a card on the sheet that is furthest beyond its tolerances."""
        drawn = self.deviations(sheet)
        found: list[WorstEdge] = []
        for face, back in _faces(sheet):
            errors, tolerances = self.edge_errors(sheet, face, back), tolerances_of(edges_of(face))
            for at, (values, limit) in enumerate(_against(errors, tolerances)):
                index = max(range(self._count), key=values.__getitem__)
                own = values[index]
                place = back, trim_edges(face), at % 4
                found.append(WorstEdge(own - limit, own, drawn[index], *place))
        return max(found, key=lambda edge: edge.harm)

    def edge_errors(self, sheet: PrintedSheet, face: Placed, back: bool) -> EdgeErrors:
        """The errors at the edges of a face, which are the same for all in its place."""
        key = trim_edges(face), back, trim_positions(sheet), _settings(sheet)
        if key not in self._edge_errors:
            self._edge_errors[key] = _edge_errors(sheet, face, back, self.deviations(sheet))
        return self._edge_errors[key]


def _settings(sheet: PrintedSheet) -> tuple[object, ...]:
    """What sheets that are cut in the same places may still differ in."""
    size = sheet.front.frame.width, sheet.front.frame.height
    return size, sheet.axis, sheet.in_cells, sheet.folds


class EdgeErrors(Value):
    """The errors in one place on a sheet, by edge and deviation, in mm: how far the card was cut
    beyond the edge of its print, at most, and how much of the print was cut off."""

    beyond: tuple[list[float], ...]
    cut_off: tuple[list[float], ...]


class Tolerances(Value):
    """How many mm of error each edge bears before there is a flaw."""

    sliver: tuple[float, ...]
    clipped: tuple[float, ...]
    shifted: tuple[float, ...]


def tolerances_of(edges: Sequence[Edge]) -> Tolerances:
    """The tolerances of a face that has these edges."""
    return Tolerances(
        tuple(edge.reach + SLIVER for edge in edges),
        tuple(edge.text for edge in edges),
        tuple((1 - SEEN) * edge.ink for edge in edges),
    )


def _against(errors: EdgeErrors, tolerances: Tolerances) -> Iterator[tuple[list[float], float]]:
    """The errors at each edge with each of its tolerances."""
    yield from zip(errors.beyond, tolerances.sliver, strict=True)
    yield from zip(errors.cut_off, tolerances.clipped, strict=True)
    yield from zip(errors.cut_off, tolerances.shifted, strict=True)


def _beyond(errors: EdgeErrors, tolerances: Tolerances) -> tuple[set[int], ...]:
    """The indexes of the deviations that make a white sliver, clip a text and show a shift."""
    over = [
        {index for index, value in enumerate(values) if value > limit}
        if max(values) > limit
        else set[int]()
        for values, limit in _against(errors, tolerances)
    ]
    return tuple(set[int]().union(*over[at : at + 4]) for at in (0, 4, 8))


def _edge_errors(
    sheet: PrintedSheet, face: Placed, back: bool, drawn: Sequence[Deviation]
) -> EdgeErrors:
    """The errors at the edges of a face for each of the deviations."""
    page = sheet.back if back and sheet.back else sheet.front
    left, top, right, bottom = trim_edges(face)
    xs = left - page.frame.width / 2, right - page.frame.width / 2
    ys = top - page.frame.height / 2, bottom - page.frame.height / 2
    corners = (xs[0], ys[0]), (xs[1], ys[0]), (xs[1], ys[1]), (xs[0], ys[1])
    moves = [_moves(sheet, back, drawn, x, y) for x, y in corners]
    found = EdgeErrors(([], [], [], []), ([], [], [], []))
    for edge, (side, at, sign) in enumerate(cuts_of(sheet, face, back)):
        way, (one, other) = _OUTWARD[edge], _ENDS[edge]
        cuts = [own.from_left[at] if side == "left" else own.from_top[at] for own in drawn]
        off = [way * sign * cut for cut in cuts]
        first = [way * move for move in moves[one][edge % 2]]
        second = [way * move for move in moves[other][edge % 2]]
        found.beyond[edge].extend(map(sub, off, map(min, first, second)))
        found.cut_off[edge].extend(map(sub, map(max, first, second), off))
    return found


def _moves(
    sheet: PrintedSheet, back: bool, drawn: Sequence[Deviation], x: float, y: float
) -> tuple[list[float], list[float]]:
    """How far to the right and down the print lies at a point, by deviation."""
    moves = [misregistration(sheet, back, deviation, x, y) for deviation in drawn]
    return [right for right, _ in moves], [down for _, down in moves]


def _faces(sheet: PrintedSheet) -> Iterator[tuple[Placed, bool]]:
    """Every face of a sheet, and whether it is on the back."""
    for page, back in ((sheet.front, False), (sheet.back, True)):
        for face in faces(page.frame) if page else ():
            yield face, back
