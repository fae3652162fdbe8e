"""In which rooms of the code a build of 1,000 cards spends its time, as Markdown.

    python bench/rooms.py [CARDS]

Looks 250 times a second at what a single process is doing, and counts it for the folder of the
innermost function of cardgen's, which pays for what it calls of other packages.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import process_time
from types import FrameType

import cardgen

BENCH = Path(__file__).parent
SOURCE = Path(cardgen.__file__).parent
EVERY = 0.004  # seconds of processor time between two looks
OUTSIDE = "imports, and what runs outside"


def main(cards: int) -> None:
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        seen[room(frame)] += 1

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core is one process
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, BENCH / "make_deck.py", str(cards), folder], check=True)
        signal.signal(signal.SIGPROF, look)
        began = process_time()
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        cardgen.open(folder).build("facilitator", to=Path(folder) / "out.pdf")
        signal.setitimer(signal.ITIMER_PROF, 0)
        taken = process_time() - began
    print("| room | seconds |\n|---|---|")
    for name, count in seen.most_common():
        print(f"| {name} | {taken * count / seen.total():.2f} |")
    print(f"| all | {taken:.2f} |")


def room(frame: FrameType | None) -> str:
    """The folder of the innermost function of cardgen's."""
    while frame:
        file = Path(frame.f_code.co_filename)
        if SOURCE in file.parents:
            parts = file.relative_to(SOURCE).parts
            return f"`{'/'.join(parts[:-1][:2]) or parts[0]}`"
        frame = frame.f_back
    return OUTSIDE


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000)
