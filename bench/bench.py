"""cardgen beside Typst: the same words on the same sheets, run in turn, a process each.

    python bench/bench.py [--large]

Prints the median wall time and the most memory of each, and cardgen's time over Typst's for each
pair of runs: trust the ratios more than the seconds. --large adds one pair of 10,000 cards. Typst
draws no art and no scale and fits nothing to the card, so it does a little less. Exits with 1 when
a bound is missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

BENCH = Path(__file__).parent
PAIRS = {13: 7, 1_000: 3, 10_000: 1}  # by number of cards
SLOWEST = {13: 6.0, 1_000: 2.5}  # times Typst's time
LARGEST = {1_000: 200.0}  # MB
STEEPEST = 12.0  # times the time of 1,000 cards that 10,000 may take


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Comparison:
    cards: int
    typst: list[Run]
    cardgen: list[Run]

    @property
    def ratios(self) -> list[float]:
        pairs = zip(self.typst, self.cardgen, strict=True)
        return [ours.seconds / theirs.seconds for theirs, ours in pairs]


def main(large: bool) -> int:
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print(f"{'':8}{'typst':^18}{'cardgen':^18}  cardgen / typst")
    with tempfile.TemporaryDirectory() as folder:
        compare(13, 1, Path(folder))  # for the disk's sake: not counted
        done = []
        for cards, pairs in PAIRS.items():
            if cards <= 1_000 or large:
                done.append(compare(cards, pairs, Path(folder)))
                print(row(done[-1]), flush=True)
    misses = missed(done)
    for line in misses:
        print(line)
    return 1 if misses else 0


def compare(cards: int, pairs: int, folder: Path) -> Comparison:
    deck, out = folder / str(cards), folder / "out.pdf"
    subprocess.run([sys.executable, BENCH / "make_deck.py", str(cards), deck], check=True)
    typst = [BENCH / "with_typst.py", deck / "cards.yaml", out]
    cardgen: list[str | Path] = ["-m", "cardgen", "-C", deck, "build", "facilitator", "-o", out]
    found = Comparison(cards, [], [])
    for _ in range(pairs):
        found.typst.append(run(typst))
        found.cardgen.append(run(cardgen))
    return found


def run(arguments: Sequence[str | Path]) -> Run:
    """One run of Python as a process of its own, which must succeed."""
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        env=os.environ
        | {
            "PYTHONPATH": str(BENCH.parent / "src"),
            "PYTHONDONTWRITEBYTECODE": "",  # an installed package has its bytecode
        },
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, arguments))} ended with {process.returncode}")
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def row(found: Comparison) -> str:
    def measured(runs: list[Run]) -> str:
        return f"{median(r.seconds for r in runs):7.2f} s{max(r.megabytes for r in runs):6.0f} MB"

    ratios = "  ".join(f"{ratio:.2f}" for ratio in found.ratios)
    return f"{found.cards:6,}  {measured(found.typst)}  {measured(found.cardgen)}    {ratios}"


def missed(done: list[Comparison]) -> list[str]:
    """A line for each bound that was not kept."""
    lines = []
    for found in done:
        cards, ratio = found.cards, median(found.ratios)
        if ratio > SLOWEST.get(cards, ratio):
            lines.append(
                f"{cards:,} cards took {ratio:.2f} × Typst's time; the bound is {SLOWEST[cards]:g}"
            )
        memory = max(run.megabytes for run in found.cardgen)
        if memory >= LARGEST.get(cards, memory + 1):
            lines.append(f"{cards:,} cards took {memory:.0f} MB; the bound is {LARGEST[cards]:g}")
    times = {found.cards: median(run.seconds for run in found.cardgen) for found in done}
    growth = times.get(10_000, 0) / times[1_000]
    if growth > STEEPEST:
        lines.append(
            f"10,000 cards took {growth:.1f} × the time of 1,000; the bound is {STEEPEST:g}"
        )
    return lines


if __name__ == "__main__":
    sys.exit(main("--large" in sys.argv[1:]))
