"""How long cardgen takes and how much memory, job by job, beside Typst and beside its own bounds.

    python bench/bench.py [--large]

Prints a row for each of rows.yaml, as Markdown, with what it took before, takes now and may take.
What has a peer runs in turn with it, and the median of the pairs' ratios counts: trust the ratios
more than the seconds. --large adds 10,000 cards, the check of 1,000 and 5,000 people, which take
some minutes. Exits with 1 when a bound is missed. On a quiet computer of two cores, none should be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import beside_typst
import whole_jobs
import yaml
from measure import Measured

BENCH = Path(__file__).parent
ROWS: dict[str, dict[str, Any]] = yaml.safe_load((BENCH / "rows.yaml").read_text("utf-8"))


def main(large: bool) -> int:
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print(line("job", "before", "now", "bound", "stretch", ""))
    print(line(*6 * ["---"]))
    with tempfile.TemporaryDirectory() as folder:
        missed = [found for found in measured(Path(folder), large) if told(found)]
    print(f"\n{beside_typst.LEFT_OUT}\n")
    for found in missed:
        row = ROWS[found.row]
        took, most = value(found.value, row), bound(row, "bound").removeprefix("≤ ")
        print(f"{row['job']}: {took}; the bound is {most}")
    return 1 if missed else 0


def measured(folder: Path, large: bool) -> Iterator[Measured]:
    """What is found, one row after another."""
    yield from beside_typst.start(folder)
    yield from beside_typst.few_cards(folder)
    yield from beside_typst.many_cards(folder)
    if large:
        yield from beside_typst.most_cards(folder)
    yield from whole_jobs.proofing(folder)
    if large:
        yield from beside_typst.checked_cards(folder)
    yield from whole_jobs.workshop(folder)
    if large:
        yield from whole_jobs.crowd(folder)
    yield from whole_jobs.press(folder)
    yield from changed_words()


def changed_words() -> Iterator[Measured]:
    """What bench/warm.py finds, in a process of its own."""
    warm = str(BENCH / "warm.py")
    found = subprocess.run(
        [sys.executable, warm], check=True, capture_output=True, text=True
    ).stdout
    for row, milliseconds in json.loads(found).items():
        yield Measured(row, milliseconds)


def told(found: Measured) -> bool:
    """Prints the row of what was found; returns whether its bound is missed."""
    row = ROWS[found.row]
    if found.value is None:
        verdict = "not measured on this system"
    elif found.value > row["bound"]:
        verdict = "missed"
    else:
        verdict = "reached" if found.value <= row.get("stretch", 0) else "kept"
    now = value(found.value, row) + (f" ({found.told})" if found.told else "")
    limits = bound(row, "bound"), bound(row, "stretch")
    print(line(row["job"], row.get("before", ""), now, *limits, verdict), flush=True)
    return verdict == "missed"


def value(number: float | None, row: dict[str, Any]) -> str:
    return "–" if number is None else f"{number:.3g} {row['unit']}"


def bound(row: dict[str, Any], of: str) -> str:
    return f"≤ {row[of]:g} {row['unit']}" if of in row else ""


def line(job: str, before: str, now: str, at_most: str, stretch: str, verdict: str) -> str:
    """A row of the table, in columns as far as the words allow."""
    return f"| {job:54} | {before:9} | {now:28} | {at_most:8} | {stretch:8} | {verdict:7} |"


if __name__ == "__main__":
    sys.exit(main("--large" in sys.argv[1:]))
