"""What applies while files are made: a clean end when interrupted, and a count of pages."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import click


@contextmanager
def swept_up_when_ended() -> Iterator[None]:
    """Turns a signal to end (as by `timeout`) into an error, so that nothing unfinished is left
    behind."""
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
    """Switches off Python's cycle collector, which would take a fifth of the time although a build
    makes no cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # or it would all be searched at the end
        gc.enable()


def progress() -> Callable[[], None]:
    """Returns a function that counts pages in a line, on a terminal and only after a second."""
    started = time.monotonic()
    count = 0

    def look() -> None:
        nonlocal count
        count += 1
        if count % 10 == 0 and sys.stderr.isatty() and time.monotonic() - started > 1:
            click.echo(f"\r{count} pages … \r", nl=False, err=True)

    return look
