"""Work that takes its time says how far it is: to callers in Python, and on a terminal in one
line, which is gone at the end."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from itertools import groupby

import pytest

import cardgen
from cardgen import Progress

DAY = {"title": "A day", "cards": ["trust", "mindset"], "outputs": ["office", "handouts"]}
# What a command does, as far as its terminal sees it: told of so many steps, one every 50 ms.
WORK = """
import sys, time
from cardgen import Progress
from cardgen.cli.meanwhile import progress_shown

with progress_shown() as told:
    for done in range(int(sys.argv[1])):
        told and told(Progress("a.pdf", 1000 + done, 5000, "cards"))
        time.sleep(0.05)
    time.sleep(float(sys.argv[2]))
    assert "fail" not in sys.argv
print("made", file=sys.stderr)
"""
AT_ONCE = """
import sys
from cardgen.cli import main, meanwhile

meanwhile._PATIENCE, meanwhile._MOMENT = 0.001, 0  # whatever is told is drawn
main(sys.argv[1:])
"""


def on_terminal(code, *arguments, interrupt_at=None, columns=80):
    """All that a program writes to a terminal; words of it at which a key interrupts it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
    call = [sys.executable, "-c", code, *map(str, arguments)]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    written = ""
    while piece := read(ours):
        written += piece
        if interrupt_at and interrupt_at in written:
            process.send_signal(signal.SIGINT)
            interrupt_at = None
    os.close(ours)
    process.wait()
    return written


def read(terminal):
    try:
        return os.read(terminal, 65536).decode()
    except OSError:  # nobody writes to it any more
        return ""


def drawn(written, columns=80):
    """What stood in the line, state by state, and what is on the screen at the end."""
    *states, last = written.split("\r" + " " * (columns - 1) + "\r")
    return states[1:], last.replace("\r\n", "\n")


def test_after_a_second_a_line_says_how_far_the_work_is_and_is_gone_at_the_end():
    states, left = drawn(on_terminal(WORK, 40, 0))
    assert left == "made\n"
    assert 2 < len(states) <= 11  # in the second second, ten times at most
    done = [int(state.split()[1].replace(",", "")) for state in states]
    assert done == sorted(done) and done[0] >= 1015
    assert all(
        state == f"a.pdf: {n:,} of 5,000 cards …" for state, n in zip(states, done, strict=True)
    )


def test_within_a_second_nothing_is_shown():
    assert on_terminal(WORK, 5, 0) == "made\r\n"


def test_what_was_told_last_is_shown_although_the_work_is_silent_since():
    assert drawn(on_terminal(WORK, 1, 1.2)) == (["a.pdf: 1,000 of 5,000 cards …"], "made\n")
    assert drawn(on_terminal(WORK, 0, 1.2)) == (["reading …"], "made\n")


def test_the_line_is_gone_before_it_is_told_why_the_work_ended():
    states, left = drawn(on_terminal(WORK, 1, 1.2, "fail"))
    assert states and left.startswith("Traceback") and "cards" not in left
    states, left = drawn(on_terminal(WORK, 1, 60, interrupt_at="5,000"))
    assert states and left.startswith("Traceback") and left.endswith("KeyboardInterrupt\n")


def test_a_line_is_not_longer_than_the_terminal_is_wide():
    states, left = drawn(on_terminal(WORK, 1, 1.2, columns=16), columns=16)
    assert (states, left) == (["a.pdf: 1,000 of"], "made\n")


def test_nothing_is_shown_where_there_is_no_terminal():
    call = [sys.executable, "-c", WORK, "1", "1.2"]
    result = subprocess.run(call, capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("", "made\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("build cards -o made.pdf", "made.pdf: 16 of 16 cards"),
        ("build day.yaml -o made", "handouts.pdf: 2 of 2 cards"),
        ("order press -o made.zip", "preflight of press.pdf: 32 of 32 pages"),
        ("preflight press.pdf", "preflight of press.pdf: 32 of 32 pages"),
        ("risk office", "risk of office: 3 of 4 sheets"),
        ("check office", "check of office: 0 of 1 outputs"),
        ("fit office cards", "fit of cards: 1 of 2 outputs"),
    ],
)
def test_each_command_that_takes_its_time_says_how_far_it_is(
    arguments, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    keys = "title: A day\ndate: 2026-12-03\ncards: [trust, mindset]\noutputs: [office, handouts]\n"
    (tmp_path / "day.yaml").write_text(keys, encoding="utf-8")
    cardgen.open().build("press", to="press.pdf")
    states, left = drawn(on_terminal(AT_ONCE, *arguments.split()))
    assert f"{words} …" in states
    assert " …" not in left and "Traceback" not in left


def told(work):
    """What work tells of each thing: how many of it were done at first, at last and of how many."""
    heard = list[Progress]()
    work(heard.append)
    each = [[*own] for _, own in groupby(heard, key=lambda one: one.what)]
    assert all(own == sorted(own) for own in each)
    return [f"{own[0].done}, {own[-1].done}: {own[-1]}" for own in each]


def test_a_build_says_how_many_of_a_files_cards_are_on_its_pages():
    project = cardgen.open()

    def build(output, **options):
        return told(lambda hear: project.build(output, on_progress=hear, **options))

    assert build("office") == ["0, 16: office.pdf: 16 of 16 cards"]
    assert build("office", copies=3, dry_run=True) == ["0, 48: office-x3.pdf: 48 of 48 cards"]
    assert build("large-print", cards=["trust"]) == ["0, 1: large-print-trust.pdf: 1 of 1 cards"]
    assert build("reading", format="md") == ["0, 16: reading.md: 16 of 16 cards"]


def test_pages_for_a_press_are_counted_again_as_they_are_looked_at():
    work = cardgen.open().build
    assert told(lambda hear: work("press", cards=["trust", "mindset"], on_progress=hear)) == [
        "0, 2: press-trust-mindset.pdf: 2 of 2 cards",
        "1, 4: preflight of press-trust-mindset.pdf: 4 of 4 pages",
    ]


def test_cards_for_a_printer_fed_by_hand_are_counted_as_they_are_made_and_on_each_side():
    work = cardgen.open().build
    assert told(lambda hear: work("office", flip="none", on_progress=hear)) == [
        "0, 16: office.pdf: 16 of 16 cards",
        "0, 16: office-fronts.pdf: 16 of 16 cards",
        "0, 16: office-backs.pdf: 16 of 16 cards",
    ]


def test_a_workshop_tells_of_each_of_its_files():
    work = cardgen.open().build_workshop
    assert told(lambda hear: work(DAY, on_progress=hear)) == [
        "0, 2: office.pdf: 2 of 2 cards",
        "0, 2: handouts.pdf: 2 of 2 cards",
    ]


def test_a_check_in_shares_tells_of_each_output_once_it_is_checked(monkeypatch):
    monkeypatch.setattr("cardgen.jobs.check.workers", lambda: 2)
    heard = []
    cardgen.open().check(["office", "cards", "poster"], on_progress=heard.append)
    assert [(one.done, one.of) for one in heard] == [(1, 3), (2, 3), (3, 3)]
    assert {one.what for one in heard} == {f"check of {o}" for o in ("office", "cards", "poster")}


def test_an_order_a_check_a_fit_a_risk_and_a_preflight_say_how_far_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr("cardgen.jobs.check.workers", lambda: 1)
    project = cardgen.open()
    assert told(lambda hear: project.order("office", on_progress=hear)) == [
        "0, 16: office.pdf: 16 of 16 cards"
    ]
    assert told(lambda hear: project.check(["office", "cards"], on_progress=hear)) == [
        "0, 0: check of cards: 0 of 2 outputs",
        "1, 1: check of office: 1 of 2 outputs",
    ]
    assert told(lambda hear: project.check("press", on_progress=hear)) == [
        "0, 0: check of press: 0 of 1 outputs",
        "0, 16: press: 16 of 16 cards",
        "1, 32: preflight of press: 32 of 32 pages",
    ]
    assert told(lambda hear: project.fit(["office", "cards"], on_progress=hear)) == [
        "0, 0: fit of office: 0 of 2 outputs",
        "1, 1: fit of cards: 1 of 2 outputs",
    ]
    assert told(lambda hear: project.risk("office", remedies=False, on_progress=hear)) == [
        "0, 3: risk of office: 3 of 4 sheets"
    ]
    project.build("cards", to=tmp_path / "x.pdf")
    assert told(lambda hear: project.inspect_pdf(tmp_path / "x.pdf", on_progress=hear)) == [
        "1, 32: preflight of x.pdf: 32 of 32 pages"
    ]
