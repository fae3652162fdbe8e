"""No file of less than 5 MB takes more than ten seconds or 500 MB to be read or refused."""

import os
import resource
import subprocess
import sys

import pytest
from bombs import BOMBS

SECONDS, MEGABYTES = 10, 500  # of a processor, and of memory
SMALL = 5_000_000  # bytes


# The system counts what a process had before it became Python as its own, so that Python says it.
PROGRAM = """
import atexit, re, runpy, sys
from pathlib import Path
most = lambda: re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
atexit.register(lambda: print(most(), file=sys.stderr))
sys.argv[:1] = ["cardgen"]
runpy.run_module("cardgen", run_name="__main__", alter_sys=True)
"""


def measured(*arguments):
    """How a command ends, what it says, and the seconds and megabytes that it took."""

    def hold():
        resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (4096 << 20, 4096 << 20))

    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=hold
    ) as running:
        told = running.stderr.read().decode()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    *lines, kilobytes = told.splitlines()
    seconds = used.ru_utime + used.ru_stime
    return running.returncode, "\n".join(lines), seconds, int(kilobytes) / 1024


# These take several seconds each, well within the bound.
COSTLY = (
    "a list of two million texts",
    "two hundred thousand unknown keys in one line",
    "a hundred thousand cards of nothing",
    "one file of cards listed thousands of times",
    "hundreds of thousands of warnings to accept that are none",
)


def marked(name):
    return pytest.param(name, marks=pytest.mark.long if name in COSTLY else pytest.mark.slow)


@pytest.mark.parametrize("name", [marked(name) for name in BOMBS])
def test_a_small_file_costs_little_to_be_read_or_refused(name, tmp_path):
    make, words = BOMBS[name]
    arguments = make(tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < SMALL
    exit_code, told, seconds, megabytes = measured(*arguments)
    assert "Traceback" not in told and exit_code in (0, 1, 2, 3), told[-2000:]
    assert words in told and (exit_code or not words), told[:2000]
    assert seconds < SECONDS and megabytes < MEGABYTES
    assert not (tmp_path / "out").exists() or not words


def test_each_costly_one_is_a_bomb():
    assert set(COSTLY) <= set(BOMBS)


@pytest.mark.slow
def test_an_honest_deck_of_eight_megabytes_is_read(tmp_path):
    text = "Asks before answering, and leaves pauses in which others can think. "
    card = (
        "  - {{id: card-{0}, kind: behaviour, name: Card {0}, definition: {1}{0},"
        " positive: [{2}, {2}], negative: [{2}, {2}]}}\n"
    )
    cards = "".join(card.format(n, 6 * text.replace(",", ""), text[:21]) for n in range(15_000))
    kinds = (
        "{numbered: true, fields: {name: text, definition: text, positive: list, negative: list}}"
    )
    head = f"title: A\nlang: en-GB\ndate: 2026-11-24\nkinds: {{behaviour: {kinds}}}\ncards:\n"
    deck = tmp_path / "deck.yaml"
    deck.write_text(head + cards, "utf-8")
    assert deck.stat().st_size > 8_000_000
    exit_code, told, _, _ = measured("--deck", deck, "list", "cards")
    assert (exit_code, told) == (0, "")
