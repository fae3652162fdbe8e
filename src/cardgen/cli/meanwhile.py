"""What applies while a command works: a clean end when interrupted, and how far it is."""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from cardgen.cli.report import harmless

if TYPE_CHECKING:
    from cardgen import Progress

_PATIENCE = 1.0  # seconds in which nothing is shown
_MOMENT = 0.1  # seconds, at least, between two states of a line


@contextmanager
def swept_up_when_ended() -> Iterator[None]:
    """Turns a signal to end (as by `timeout`) into an error, so that nothing unfinished is left
    behind, be it a file or a process."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


@contextmanager
def without_collector() -> Iterator[None]:
    """Switches off Python's cycle collector, which would take a fifth of a build and two fifths of
    a check, and would find next to nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # or it would all be searched at the end
        gc.enable()


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None] | None]:
    """Shows how far the work is, on a terminal and only after a second, in a line that is kept up
    to date and is gone at the end; yields what is to be told of it, None if nobody would see it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    line = _ProgressLine()
    try:
        with _every_moment(line.draw):
            yield line.told
    finally:
        line.clear()


class _ProgressLine:
    """The line of a terminal that says what was told last."""

    def __init__(self) -> None:
        self._due = time.monotonic() + _PATIENCE
        self._words = self._drawn = ""

    def told(self, progress: Progress) -> None:
        self._words = str(progress)
        self.draw()

    def draw(self, *_: object) -> None:
        """Draws the line, unless it is too early or already there."""
        words, now = self._words or "reading", time.monotonic()
        if words != self._drawn and now >= self._due:
            self._due, self._drawn = math.inf, words  # a moment may come while this is written
            self._write(f"{words} …")
            self._due = now + _MOMENT

    def clear(self) -> None:
        if self._drawn:
            self._write("")

    def _write(self, words: str) -> None:
        """Writes the words in place of what the line said."""
        width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
        words = harmless(words).replace("\n", " ")[:width]
        click.echo(f"\r{' ' * width}\r{words}", nl=False, err=True)


@contextmanager
def _every_moment(draw: Callable[..., None]) -> Iterator[None]:
    """Calls draw every moment, where the system has a timer: work may be silent for long."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, draw)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _MOMENT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
