"""Work in shares: done by several processes at once where the system can fork one, or else by this
one alone.

A fork has all that was read before it, and hands back what it made piece by piece. The pieces are
the same however many processes make them. They come in the same order as well where the shares are
settled before, of which this process makes one itself; of work that cannot be weighed before, each
fork takes the next piece as it is done.
"""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, cycle
from typing import Any, BinaryIO, Literal, NoReturn, TypeAlias, TypeVar

from cardgen.problems import Stop
from cardgen.value import Value

T = TypeVar("T")
Work = TypeVar("Work")
_MOST = 4  # processes: this one joins what they make, and cannot keep up with more
_LENGTH = struct.Struct(">Q")
_AHEAD = 2**20  # bytes that a process may be ahead of this one
_TICKETS = 256  # a byte each
_ENDED = "a process that made a part of the file was ended; is there enough memory?"


class Share(Value):
    """One of several shares of work: that of the given number, from 0. turns are the numbers of
    the shares that take the pieces, one after another and over again. true_in_all tells
    whether all answers are true, in all of them; each has to ask the same questions in the same
    order, with an answer for every place. Once one is known to be false anywhere, no further ones
    are asked for."""

    number: int
    turns: Sequence[int]
    true_in_all: Callable[[Iterable[bool]], bool]

    @property
    def is_whole(self) -> bool:
        return len(self.turns) == 1

    def has(self, piece: int) -> bool:
        """Whether the piece of that number, from 0, belongs to the share."""
        return self.turns[piece % len(self.turns)] == self.number


WHOLE = Share(0, (0,), all)
_Message: TypeAlias = tuple[Literal["asks", "made", "failed", "done"], Any]
_DONE: _Message = ("done", None)
_is_forked = False  # a share is not divided again


def workers() -> int:
    """How many processes can work at once here, 1 where none should be forked."""
    # What other threads hold, such as a lock, would be held for ever in a fork.
    if _is_forked or not hasattr(os, "fork") or _threads() > 1:
        return 1
    available = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    return min(len(available) if available else os.cpu_count() or 1, _MOST)


def _threads() -> int:
    """How many threads this process has, also those that a library in C or Java has started, of
    which Python tells nothing."""
    try:
        return os.stat("/proc/self/task").st_nlink - 2  # noqa: PTH116 - of Linux
    except OSError:
        return threading.active_count()


def in_shares(make: Callable[[Share], Iterator[T]], count: int) -> Iterator[T]:
    """Yields the pieces in order, where make yields those of a share.

    Raises what make raises, and Stop if a process ends before its share is made.
    """
    if count == 1:
        yield from make(WHOLE)
        return
    turns, first_false = _turns(count), _FirstFalse()

    def asking_in_step(share: Share) -> Iterator[T]:
        def true_in_all(answers: Iterable[bool]) -> bool:
            return share.true_in_all([first_false.all_true(answers)])

        return make(share._replace(true_in_all=true_in_all))

    with _forked(asking_in_step, turns, range(1, count)) as others:
        yield from _joined(asking_in_step, turns, others, first_false.forget)


def _turns(count: int) -> Sequence[int]:
    """The turns of so many shares. Joining the pieces takes a tenth as long as making them, so
    that this process, which does both, leaves out one turn in so many."""
    return [*range(count)] * (8 // count) + [*range(1, count)]


class _FirstFalse:
    """The place of the first answer to a question that is known to be false in any share. It is in
    memory that processes forked later share, so that all of them see it at once."""

    def __init__(self) -> None:
        from mmap import mmap  # small decks have one share

        self._place = memoryview(mmap(-1, 8)).cast("q")
        self.forget()

    def forget(self) -> None:
        self._place[0] = sys.maxsize

    def all_true(self, answers: Iterable[bool]) -> bool:
        """Whether all answers are true; those after the first that is false need not be known.

        All before it are asked for in every process, so that whatever one process alone would note
        is noted in some share. More may be noted, where a share was ahead.
        """
        for place, answer in enumerate(answers):
            if not answer:
                # If two do this at once, the later place may stay. Then more is asked for, but
                # whoever wrote it still says False.
                self._place[0] = min(self._place[0], place)
            if place >= self._place[0]:
                return False
        return True


def in_any_order(
    work: Sequence[Work], make: Callable[[Work], Iterator[T]], count: int
) -> Iterator[T]:
    """Yields what make yields of each piece of work as soon as it is there, made by so many
    processes, each of which takes the next piece when it is done with one.

    Raises as in_shares does.
    """
    if count == 1:
        yield from chain.from_iterable(map(make, work))
        return
    tickets, to_all = os.pipe()
    os.write(to_all, bytes(range(min(len(work), _TICKETS))))
    os.close(to_all)

    def share_of(_: Share) -> Iterator[T]:
        while ticket := os.read(tickets, 1):
            yield from chain.from_iterable(map(make, work[ticket[0] :: _TICKETS]))

    try:
        with _forked(share_of, (0,), range(count)) as workers:
            while workers:
                for worker in select.select(workers, (), ())[0]:
                    kind, value = worker.next_message()
                    if kind == "made":
                        yield value
                    elif kind == "failed":
                        raise value
                    else:
                        workers.remove(worker)
                        worker.end()
    finally:
        os.close(tickets)


@contextmanager
def _forked(
    make: Callable[[Share], Iterator[Any]], turns: Sequence[int], shares: Iterable[int]
) -> Iterator[list[_Worker]]:
    """Yields the processes that make the shares of these numbers, and ends them."""
    forked: list[_Worker] = []
    try:
        for number in shares:
            forked.append(_Worker(number, turns, make, forked))
        yield forked
    finally:
        for worker in forked:
            worker.end()


def _joined(
    make: Callable[[Share], Iterator[Any]],
    turns: Sequence[int],
    others: Sequence[_Worker],
    forget: Callable[[], None],
) -> Iterator[Any]:
    """Yields the pieces in turn, those of share 0 as this process makes them, until the first share
    that has no more."""

    def true_in_all(answers: Iterable[bool]) -> bool:
        mine = all(answers)
        answer = all([mine, *[worker.own_answer() for worker in others]])
        forget()  # what is known of this question; all wait now
        for worker in others:
            worker.answer(answer)
        return answer

    own: Iterator[_Message] = (("made", piece) for piece in make(Share(0, turns, true_in_all)))
    ready = deque[_Message]()
    for turn in cycle(turns):
        if turn:
            worker = others[turn - 1]
            while (message := worker.next_message())[0] == "asks":
                # It waits until this process asks the same, on the way to its own next piece.
                worker.keep(message)
                ready.append(next(own, _DONE))
        else:
            message = ready.popleft() if ready else next(own, _DONE)
        kind, value = message
        if kind == "failed":
            raise value
        if kind == "done":
            return
        yield value


class _Worker:
    """A process that makes a share, as this process sees it."""

    def __init__(
        self,
        number: int,
        turns: Sequence[int],
        make: Callable[[Share], Iterator[Any]],
        before: list[_Worker],
    ) -> None:
        self._kept = deque[_Message]()
        from_worker, to_parent = os.pipe()
        from_parent, to_worker = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(from_worker)
            os.close(to_worker)
            for other in before:  # whose pipes end when this process alone has closed them
                other.close()
            _work(number, turns, make, os.fdopen(to_parent, "wb"), from_parent)
        os.close(to_parent)
        os.close(from_parent)
        # No message waits here, unseen by who asks the system whether there is any.
        self._messages, self._answers = os.fdopen(from_worker, "rb", buffering=0), to_worker
        _widen(from_worker)

    def fileno(self) -> int:
        """Where its messages come from, by which the system tells whether there is any."""
        return self._messages.fileno()

    def next_message(self) -> _Message:
        """What kind of message comes next, and the value in it."""
        return self._kept.popleft() if self._kept else self._read_message()

    def keep(self, message: _Message) -> None:
        """Keep a message, to be the next again."""
        self._kept.append(message)

    def own_answer(self) -> bool:
        """What is true in its share, of what it asks about next; messages before that are kept
        until it is its turn."""
        while not self._kept or self._kept[-1][0] != "asks":
            message = self._read_message()
            if message[0] == "failed":
                raise message[1]
            self._kept.append(message)
        return bool(self._kept.pop()[1])

    def _read_message(self) -> _Message:
        data = self._read(*_LENGTH.unpack(self._read(_LENGTH.size)))
        from pickle import loads  # small decks need no other process

        kind, value = loads(data)
        return kind, value

    def _read(self, count: int) -> bytearray:
        data = bytearray()
        while len(data) < count:
            more = self._messages.read(count - len(data))
            if not more:
                raise Stop(_ENDED)
            data += more
        return data

    def answer(self, answer: bool) -> None:
        try:
            os.write(self._answers, b"\1" if answer else b"\0")
        except BrokenPipeError:
            raise Stop(_ENDED) from None

    def close(self) -> None:
        self._messages.close()
        os.close(self._answers)

    def end(self) -> None:
        """Ends the process, whether or not it is done."""
        self.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _work(
    number: int,
    turns: Sequence[int],
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

    def true_in_all(answers: Iterable[bool]) -> bool:
        tell("asks", all(answers))
        return os.read(from_parent, 1) == b"\1"

    global _is_forked
    _is_forked = True
    # A key pressed to interrupt reaches all processes, and the first ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ended in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ended, signal.SIG_DFL)
    try:
        for piece in make(Share(number, turns, true_in_all)):
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
