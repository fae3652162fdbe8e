"""Many sheets, printed and cut with the errors that printers and people make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cardgen.graphics.frame import Placed, faces
from cardgen.impose.printers_marks import trim_edges
from cardgen.jobs.proofing.risk.edges import Edge, edges_of
from cardgen.jobs.proofing.risk.slips import (
    PrintedSheet,
    Slip,
    cut_at,
    draw_slips,
    missed_cuts,
    moved,
)
from cardgen.model.printer import Spread

SHEETS = 10_000
# What stood clear of an edge and has come so near to it, as a share of its distance, is seen to
# have shifted.
SEEN = 0.25

SLIVER = 0.2  # mm: a sliver of white is not seen before
_OUTWARD = (-1, -1, 1, 1)  # left, top, right, bottom
_ENDS = (0, 3), (0, 1), (1, 2), (2, 3)  # the corners of these edges


@dataclass(frozen=True, slots=True)
class Odds:
    """Of one card, the share of its copies with each flaw, and with any of them."""

    card: str
    sliver: float
    clipped: float
    shifted: float
    flawed: float


class Twin:
    """So many sheets of paper that is none; what they have in common is drawn once."""

    def __init__(self, spread: Spread, count: int) -> None:
        self._spread, self._count = spread, count
        self._slips: dict[object, list[Slip]] = {}
        self._strains: dict[object, Strains] = {}

    def slips(self, sheet: PrintedSheet) -> list[Slip]:
        """The errors of the sheets, always the same for sheets that are cut alike."""
        cuts = cut_at(sheet)
        key = cuts, _how(sheet)
        if key not in self._slips:
            self._slips[key] = list(draw_slips(sheet, *cuts, self._spread, self._count))
        return self._slips[key]

    def odds(self, sheet: PrintedSheet) -> Iterator[Odds]:
        """The odds of each card on the sheet."""
        by_card: dict[str, list[tuple[set[int], ...]]] = {}
        for face, back in _faces(sheet):
            if face.face:
                limits, strains = limits_of(edges_of(face)), self.strains(sheet, face, back)
                by_card.setdefault(face.face.card, []).append(_beyond(strains, limits))
        for card, sides in by_card.items():
            flaws = [set[int]().union(*kinds) for kinds in zip(*sides, strict=True)]
            counts = [len(flaw) for flaw in (*flaws, set[int]().union(*flaws))]
            yield Odds(card, *(count / self._count for count in counts))

    def worst(self, sheet: PrintedSheet) -> tuple[float, Slip]:
        """The slip that does most harm to any card on the sheet, and by how many mm."""
        harm = [-1e9] * self._count
        for face, back in _faces(sheet):
            strains, limits = self.strains(sheet, face, back), limits_of(edges_of(face))
            for values, limit in _against(strains, limits):
                pairs = zip(harm, values, strict=True)
                harm = [max(so_far, value - limit) for so_far, value in pairs]
        index = max(range(self._count), key=harm.__getitem__)
        return harm[index], self.slips(sheet)[index]

    def strains(self, sheet: PrintedSheet, face: Placed, back: bool) -> Strains:
        key = trim_edges(face), back, cut_at(sheet), _how(sheet)
        if key not in self._strains:
            self._strains[key] = _strains(sheet, face, back, self.slips(sheet))
        return self._strains[key]


def _how(sheet: PrintedSheet) -> tuple[object, ...]:
    """What sheets that are cut at the same places may still differ in."""
    size = sheet.front.frame.width, sheet.front.frame.height
    return size, sheet.axis, sheet.in_cells, sheet.folds


class Strains(NamedTuple):
    """Of one place on a sheet, by edge and slip: how many mm beyond the print's edge the card was
    cut, at most, and how many mm of the print were cut off."""

    beyond: tuple[list[float], ...]
    short: tuple[list[float], ...]


class Limits(NamedTuple):
    """By edge, how many mm may be missing before there is a flaw."""

    sliver: tuple[float, ...]
    clipped: tuple[float, ...]
    shifted: tuple[float, ...]


def limits_of(edges: Sequence[Edge]) -> Limits:
    """What these edges of a face bear."""
    return Limits(
        tuple(edge.reach + SLIVER for edge in edges),
        tuple(edge.text for edge in edges),
        tuple((1 - SEEN) * edge.ink for edge in edges),
    )


def _against(strains: Strains, limits: Limits) -> Iterator[tuple[list[float], float]]:
    """The strains of each edge with each limit on them."""
    yield from zip(strains.beyond, limits.sliver, strict=True)
    yield from zip(strains.short, limits.clipped, strict=True)
    yield from zip(strains.short, limits.shifted, strict=True)


def _beyond(strains: Strains, limits: Limits) -> tuple[set[int], ...]:
    """The slips that make a sliver, clip a text and show a shift."""
    over = [
        {index for index, value in enumerate(values) if value > limit}
        for values, limit in _against(strains, limits)
    ]
    return tuple(set[int]().union(*over[at : at + 4]) for at in (0, 4, 8))


def _strains(sheet: PrintedSheet, face: Placed, back: bool, drawn: Sequence[Slip]) -> Strains:
    page = sheet.back if back and sheet.back else sheet.front
    left, top, right, bottom = trim_edges(face)
    xs = left - page.frame.width / 2, right - page.frame.width / 2
    ys = top - page.frame.height / 2, bottom - page.frame.height / 2
    corners = (xs[0], ys[0]), (xs[1], ys[0]), (xs[1], ys[1]), (xs[0], ys[1])
    found = Strains(([], [], [], []), ([], [], [], []))
    for slip in drawn:
        off = missed_cuts(sheet, face, back, slip)
        moves = [moved(sheet, back, slip, x, y) for x, y in corners]
        for edge, (one, other) in enumerate(_ENDS):
            way, axis = _OUTWARD[edge], edge % 2
            first, second = way * moves[one][axis], way * moves[other][axis]
            found.beyond[edge].append(way * off[edge] - min(first, second))
            found.short[edge].append(max(first, second) - way * off[edge])
    return found


def _faces(sheet: PrintedSheet) -> Iterator[tuple[Placed, bool]]:
    """Every face of a sheet, and whether it is on the back."""
    for page, back in ((sheet.front, False), (sheet.back, True)):
        for face in faces(page.frame) if page else ():
            yield face, back
