"""Line breaking, in numbers alone: no fonts and no strings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from cardgen.value import Value

NEVER = math.inf  # a penalty: no line may end here

# The cost of every line, so that no paragraph has a line more than it needs, and of each unit
# beyond the measure, which only segments too wide for any line incur.
A_LINE = 400.0
OVERFULL = 1e7


class Rag(Value):
    """The costs that make one rag better than another; gaps are squared tenths of the measure.

    gap weights the gap at the end of each line but the last, last that of the last one; short is
    the cost of a last line of one segment or less than a fifth of the measure; penalty scales
    penalties.
    """

    gap: float = 1.0
    last: float = 0.0
    short: float = 14.0
    penalty: float = 2.2


RAGGED = Rag()
EVEN = Rag(last=0.22)  # a short text on its own: its last line should not be much shorter
BALANCED = Rag(gap=1.5, last=1.5, short=0.0, penalty=6.6)  # titles: lines of like length


def break_lines(
    widths: Sequence[float],
    spaces: Sequence[float],
    penalties: Sequence[float],
    measure: float,
    rag: Rag = RAGGED,
) -> list[tuple[int, int]]:
    """The lines of least total cost, each as the slice of the segments in it.

    widths are those of the segments with the space after each, spaces those spaces alone (the last
    one of a line does not count), penalties the cost of ending a line after each segment. A segment
    wider than the measure gets a line of its own. Total fit by dynamic programming over the breaks,
    as in Knuth and Plass, Breaking Paragraphs into Lines (1981), without stretch and hyphens.
    """
    count = len(widths)
    ends = [0.0, *accumulate(widths)]
    if ends[-1] - (spaces[-1] if count else 0.0) <= measure:
        return [(0, count)] if count else []
    best = [0.0] + [math.inf] * count
    start_of = [0] * (count + 1)
    first = 0  # the first start of a line up to the end that is no wider than the measure
    for end in range(1, count + 1):
        set_to = ends[end] - spaces[end - 1]
        while first < end and set_to - ends[first] > measure + 1e-6:
            first += 1
        after = penalties[end - 1] if end < count else 0.0
        if after == NEVER:
            continue
        least, penalty = math.inf, rag.penalty * after
        for start in range(first, end):
            cost = best[start] + A_LINE
            if cost + penalty > least:  # whatever the gap: most starts are on a further line
                continue
            width = set_to - ends[start]
            gap = (measure - width) * 10 / measure
            if end < count:
                cost += rag.gap * gap * gap + penalty
            else:
                cost += rag.last * gap * gap
                if end - start == 1 or width < measure / 5:
                    cost += rag.short
            if cost <= least:
                least, start_of[end] = cost, start
        if least == math.inf:  # a segment that is too wide for any line
            start = next(own for own in range(end - 1, -1, -1) if best[own] < math.inf)
            over = OVERFULL * (set_to - ends[start] - measure)
            short = rag.short if end == count and end - start == 1 else 0.0
            least, start_of[end] = best[start] + A_LINE + over + penalty + short, start
        best[end] = least
    lines = []
    end = count
    while end:
        lines.append((start_of[end], end))
        end = start_of[end]
    return lines[::-1]
