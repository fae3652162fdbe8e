"""The tests are tested: how much of the code they run, and whether they notice faults."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from mutants import Laboratory, Mutant, drawn

ROOT = Path(__file__).parents[1]
ROOMS = ("read", "typeset", "impose", "graphics/type", "output")
SEED, COUNT = 15, 150
LEAST_RUN, LEAST_KILLED = 95, 80  # percent
_TOOK = re.compile(r"^\s*([\d.]+)s call\s+(\S+::.+?)\s*$", re.M)


class Measured(NamedTuple):
    """The file of what ran, and the seconds that each test takes."""

    data: Path
    took: Mapping[str, float]


def files() -> list[Path]:
    return sorted(f for room in ROOMS for f in (ROOT / "src" / "cardgen" / room).rglob("*.py"))


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> Measured:
    """All tests but the long ones, run with note taken of the lines that each runs."""
    data = tmp_path_factory.mktemp("coverage") / "data"
    options = ["--cov=cardgen", "--cov-branch", "--cov-context=test", "--cov-report="]
    shown = ["-q", "-vv", "--durations=0", "--durations-min=0"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *options, *shown],
        cwd=ROOT,
        env=os.environ | {"COVERAGE_FILE": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
    return Measured(data, {name: float(seconds) for seconds, name in _TOOK.findall(done.stdout)})


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_run_nearly_all_of_a_room_and_its_branches(room, measured):
    command = [
        sys.executable,
        "-m",
        "coverage",
        "report",
        "--format=total",
        f"--data-file={measured.data}",
    ]
    include = f"--include={ROOT}/src/cardgen/{room}/*"
    done = subprocess.run([*command, include], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) >= LEAST_RUN


@pytest.mark.long
def test_the_tests_notice_four_of_five_small_faults(measured, tmp_path):
    from coverage import CoverageData

    data = CoverageData(str(measured.data))
    data.read()

    def tests_of(mutant: Mutant) -> dict[str, float]:
        """The tests that run its line, or all that run its file if the line runs on import."""
        by_line = data.contexts_by_lineno(str(mutant.file))
        of_line = _tests_in(by_line.get(mutant.line, []))
        of_file = _tests_in(context for own in by_line.values() for context in own)
        return {name: measured.took[name] for name in of_line or of_file if name in measured.took}

    def tried(worker: int) -> list[tuple[str, Mutant]]:
        laboratory = Laboratory(ROOT, tmp_path / str(worker))
        own = mutants[worker::2]
        return [(laboratory.tried(mutant, tests_of(mutant)), mutant) for mutant in own]

    mutants = drawn(files(), COUNT, SEED)
    with ThreadPoolExecutor(2) as workers:
        found = [one for own in workers.map(tried, range(2)) for one in own]
    left = [
        f"{m.file.relative_to(ROOT)}:{m.line}: {m.before!r} → {m.after!r}"
        for verdict, m in found
        if verdict == "survived"
    ]
    print("\n".join(left))
    assert 100 * len(left) <= (100 - LEAST_KILLED) * COUNT, "\n".join(left)


def _tests_in(contexts: Iterable[str]) -> set[str]:
    return {context.partition("|")[0] for context in contexts} - {""}
