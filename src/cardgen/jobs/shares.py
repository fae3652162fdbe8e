"""Work in shares: done by several processes at once where the system can fork one, or else by this
one alone.

A fork has all that was read before it, and hands back what it made piece by piece. The pieces come
in the same order, and are the same, however many processes make them.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, BinaryIO, Literal, NoReturn, TypeVar

from cardgen.problems import Stop
from cardgen.value import Value

T = TypeVar("T")
_MOST = 4  # processes: this one joins what they make, and cannot keep up with more
_LENGTH = struct.Struct(">Q")
_AHEAD = 2**20  # bytes that a process may be ahead of this one


class Share(Value):
    """One of several equal shares of work, which take the pieces in turn, the first share at turn
    0. in_all tells whether something is true in all of them; each has to ask the same questions in
    the same order."""

    turn: int
    shares: int
    in_all: Callable[[bool], bool]

    def has(self, piece: int) -> bool:
        """Whether the piece of that number, from 0, belongs to the share."""
        return piece % self.shares == self.turn


WHOLE = Share(0, 1, lambda mine: mine)
_is_forked = False  # a share is not divided again


def workers() -> int:
    """How many processes can work at once here, 1 where none should be forked."""
    # What other threads hold, such as a lock, would be held for ever in a fork.
    if _is_forked or not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    available = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    return min(len(available) if available else os.cpu_count() or 1, _MOST)


def in_shares(make: Callable[[Share], Iterator[T]], count: int) -> Iterator[T]:
    """Yields the pieces in order, where make yields those of a share.

    Raises what make raises, and Stop if a process ends before its share is made.
    """
    if count == 1:
        yield from make(WHOLE)
        return
    forked: list[_Worker] = []
    try:
        for turn in range(count):
            forked.append(_Worker(turn, count, make, forked))
        yield from _joined(forked)
    finally:
        for worker in forked:
            worker.end()


def _joined(forked: list[_Worker]) -> Iterator[Any]:
    """Yields the pieces of the workers in turn, until the first that has no more."""
    piece = 0
    while True:
        worker = forked[piece % len(forked)]
        kind, value = worker.told()
        if kind == "asks":
            others = [other.told()[1] for other in forked if other is not worker]
            answer = value and all(others)
            for each in forked:
                each.answer(answer)
        elif kind == "made":
            yield value
            piece += 1
        elif kind == "failed":
            raise value
        else:
            return


class _Worker:
    """A process that makes a share, as this process sees it."""

    def __init__(
        self, turn: int, shares: int, make: Callable[[Share], Iterator[Any]], before: list[_Worker]
    ) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        from_worker, to_parent = os.pipe()
        from_parent, to_worker = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(from_worker)
            os.close(to_worker)
            for other in before:  # whose pipes end when this process alone has closed them
                other.close()
            _work(turn, shares, make, os.fdopen(to_parent, "wb"), from_parent)
        os.close(to_parent)
        os.close(from_parent)
        self._told, self._answers = os.fdopen(from_worker, "rb"), to_worker
        _widen(from_worker)

    def told(self) -> tuple[Literal["asks", "made", "failed", "done"], Any]:
        """What it says next, and the value that goes with it."""
        head = self._told.read(_LENGTH.size)
        data = self._told.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
        if not data:
            raise Stop("a process that made a part of the file was ended; is there enough memory?")
        from pickle import loads  # small decks need no other process

        kind, value = loads(data)
        return kind, value

    def answer(self, answer: bool) -> None:
        os.write(self._answers, b"\1" if answer else b"\0")

    def close(self) -> None:
        self._told.close()
        os.close(self._answers)

    def end(self) -> None:
        """Ends the process, whether or not it is done."""
        self.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _work(
    turn: int,
    shares: int,
    make: Callable[[Share], Iterator[Any]],
    to_parent: BinaryIO,
    from_parent: int,
) -> NoReturn:
    """Makes a share in a process of its own, and ends that."""
    from pickle import HIGHEST_PROTOCOL, dumps
    from traceback import clear_frames

    def tell(kind: str, value: object) -> None:
        data = dumps((kind, value), HIGHEST_PROTOCOL)
        to_parent.write(_LENGTH.pack(len(data)) + data)
        to_parent.flush()

    def in_all(mine: bool) -> bool:
        tell("asks", mine)
        return os.read(from_parent, 1) == b"\1"

    global _is_forked
    _is_forked = True
    # A key pressed to interrupt reaches all processes, and the first ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ended in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ended, signal.SIG_DFL)
    try:
        for piece in make(Share(turn, shares, in_all)):
            tell("made", piece)
        tell("done", None)
    except BrokenPipeError:  # nobody wants more
        pass
    except BaseException as reason:
        clear_frames(reason.__traceback__)
        with suppress(BrokenPipeError):
            tell("failed", reason)
    finally:
        with suppress(BrokenPipeError):
            to_parent.flush()
        os._exit(0)


def _widen(pipe: int) -> None:
    """Lets more than the usual 64 kB wait in a pipe, where the system can."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _AHEAD)
