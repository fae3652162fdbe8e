"""One word changed on disk, and the card's two faces drawn anew from a project that is open.

    python bench/warm.py [TIMES]

Prints, as JSON, the milliseconds within which 95 of 100 changes are seen: as SVG, which leaves the
pixels to the browser, and as a PNG.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from edits import CARD, edited
from measure import ROOT

import cardgen


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck"
        shutil.copytree(ROOT / "deck", deck)
        project = cardgen.open(folder)
        found = {
            "changed-word": drawn(lambda: project.faces(cards=CARD), deck, times),
            "changed-pixels": drawn(lambda: project.preview("cards", cards=CARD), deck, times),
        }
    print(json.dumps(found))


def drawn(draw: Callable[[], Any], deck: Path, times: int) -> float:
    """The milliseconds of 95 of 100 changes."""
    draw()  # what is read and loaded once
    taken = []
    for _ in edited(deck, times):
        began = perf_counter()
        draw()
        taken.append(1000 * (perf_counter() - began))
    return quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 50)
