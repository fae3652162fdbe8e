"""A leaflet that is folded twice: a sheet whose second page is the back of its first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

from cardgen.graphics.frame import SIDES, Page


def leaflets(pages: Iterable[Page]) -> Iterator[Page]:
    """The same pages as the fronts and backs, in turn, of sheets that flip on their long edge."""
    for page, side in zip(pages, cycle(SIDES), strict=False):
        yield page._replace(side=side)
