"""What a command takes: its time, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EVERY = 0.02  # seconds between two looks at the memory
Command = Sequence[str | Path]  # what follows `python`


class Measured(NamedTuple):
    """The value of a row of rows.yaml, None where it cannot be measured; and what it comes from."""

    row: str
    value: float | None
    told: str = ""


class Pairs(NamedTuple):
    """The seconds of two commands that ran in turn, ours first in each pair."""

    both: list[tuple[float, float]]

    @property
    def ours(self) -> float:
        return median(ours for ours, _ in self.both)

    @property
    def theirs(self) -> float:
        return median(theirs for _, theirs in self.both)

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios, which a computer's changing speed does not move."""
        return median(ours / theirs for ours, theirs in self.both)

    def measured(self, row: str) -> Measured:
        return Measured(row, self.ratio, f"{self.ours:.3g} s / {self.theirs:.3g} s")


def cardgen(*arguments: str | Path, folder: Path = ROOT) -> list[str | Path]:
    """The command line in a folder."""
    return ["-m", "cardgen", "-C", folder, *arguments]


def seconds(command: Command) -> float:
    """The wall time of one run."""
    with tempfile.TemporaryFile() as said:
        began = perf_counter()
        process = _started(command, said.fileno())
        process.wait()
        taken = perf_counter() - began
        _check(process, command, said.fileno())
    return taken


def warm(*commands: Command) -> None:
    """Runs commands once, so that their bytecode is there and the disk has been read."""
    for command in commands:
        seconds(command)


def in_turn(times: int, ours: Command, theirs: Command) -> Pairs:
    """Both commands run in turn so many times."""
    return Pairs([(seconds(ours), seconds(theirs)) for _ in range(times)])


def usual(times: int, row: str, command: Command) -> Measured:
    """The median wall time of so many runs, after one that is not counted."""
    warm(command)
    return Measured(row, median(seconds(command) for _ in range(times)))


def megabytes(command: Command) -> float | None:
    """The most memory that a command's processes hold at one time, in a run of its own, since
    looking takes time; None where the system does not tell.

    What several processes share is counted once: it is the sum of their proportional set sizes.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    most = 0
    with tempfile.TemporaryFile() as said:
        process = _started(command, said.fileno())
        while process.poll() is None:
            most = max(most, sum(map(_share, _family(process.pid))))
            sleep(EVERY)
        _check(process, command, said.fileno())
    return most * 1024 / 1e6


def in_megabytes(row: str, command: Command) -> Measured:
    return Measured(row, megabytes(command))


def _started(command: Command, said: int) -> subprocess.Popen[bytes]:
    # An installed package has its bytecode.
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        env=os.environ | environment,
    )


def _check(process: subprocess.Popen[bytes], command: Command, said: int) -> None:
    if process.returncode:
        os.lseek(said, 0, os.SEEK_SET)
        words = os.read(said, 2000).decode(errors="replace")
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{words}")


def _family(process: int) -> list[int]:
    """A process and all that it started, and they in turn, as far as they still run."""
    family = [process]
    for one in family:  # which grows meanwhile
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                family.extend(map(int, children.read_text("ascii").split()))
            except OSError:  # it has just ended
                continue
    return family


def _share(process: int) -> int:
    """The proportional set size of a process in kB, 0 of one that has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
