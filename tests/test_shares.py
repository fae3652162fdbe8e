"""Files made by several processes at once: the same as by one, whatever becomes of a process."""

import _thread
import os
import re
import signal
import threading
import time
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from pypdf import PdfReader
from small_decks import small_deck

import cardgen
from cardgen.jobs import made_pages, runs, shares
from cardgen.jobs.shares import in_any_order, in_shares
from cardgen.output.pdf.painted_page import PagePainter

# Those who run tests may have threads of their own.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
BYTES = "the bytes are those that one process makes"


def pieces(count):
    """What a share makes of so many pieces, and whether all of its pieces are even."""

    def make(share):
        own = [piece for piece in range(count) if share.has(piece)]
        all_even = share.true_in_all(piece % 2 == 0 for piece in range(count) if piece in own)
        for piece in own:
            yield piece, all_even

    return make


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [0, 1, 7, 50])
def test_pieces_come_in_order_however_many_processes_make_them(workers, count):
    made = list(in_shares(pieces(count), workers))
    assert made == [(piece, count < 2) for piece in range(count)]


def test_what_is_true_in_all_is_asked_whenever_a_share_comes_to_it():
    def make(share):
        piece = 0
        for run, count in enumerate((3, 0, 1, 0, 0, 7, 1)):
            agreed = share.true_in_all([share.number != run % 2])
            for _ in range(count):
                if share.has(piece):
                    yield piece, run, agreed
                piece += 1

    for workers in (2, 3, 4):
        made = list(in_shares(make, workers))
        assert [piece for piece, *_ in made] == [*range(12)]
        assert not any(agreed for *_, agreed in made)


def test_no_more_answers_are_asked_for_than_those_before_the_first_that_is_false_in_any_share():
    def asked_for(first_false, patience):
        """By how many answers share 1 knows that those of share 0 are not all true."""

        def make(share):
            asked = []

            def answers():
                for place in range(2000):
                    asked.append(place)
                    time.sleep(patience if share.number else 0)
                    yield bool(share.number) or place != first_false

            # What one question has found does not count for the next.
            agreed = [share.true_in_all(one) for one in (answers(), [True] * 3000)]
            yield from ((len(asked), agreed) for piece in range(2) if share.has(piece))

        (_, first), (count, second) = in_shares(make, 2)
        assert first == second == [False, True]
        return count

    assert asked_for(first_false=3, patience=0.01) < 1000
    assert asked_for(first_false=1500, patience=0.0002) > 1500


def test_a_piece_may_be_larger_than_what_waits_in_a_pipe():
    def make(share):
        yield from ((bytes(3 * 2**20), n) for n in range(6) if share.has(n))

    assert [n for _, n in in_shares(make, 2)] == [*range(6)]


def test_who_wants_no_more_leaves_no_process_behind(monkeypatch):
    forked, fork = [], os.fork
    monkeypatch.setattr(os, "fork", lambda: forked.append(fork()) or forked[-1])
    made = in_shares(pieces(10_000), 2)
    assert [piece for piece, _ in islice(made, 3)] == [0, 1, 2]
    made.close()
    assert len(forked) == 1
    for process in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_what_a_process_raises_is_raised_here():
    def make(share):
        yield share.number
        raise cardgen.Unsupported("this cannot be made", "make another")

    with pytest.raises(cardgen.Unsupported, match="this cannot be made; make another"):
        list(in_shares(make, 2))


def test_a_process_that_dies_is_told_at_once():
    def make(share):
        yield share.number
        if share.number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        yield share.number

    with pytest.raises(cardgen.Stop, match="was ended; is there enough memory"):
        list(in_shares(make, 2))


def test_a_process_that_dies_before_it_is_answered_is_told_as_well(monkeypatch):
    here = os.getpid()
    read = os.read

    def die(pipe, count):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(pipe, count)

    def make(share):
        if share.number == 2:  # until the other one that asks has died
            time.sleep(0.3)
        yield share.true_in_all([True])

    monkeypatch.setattr(os, "read", die)
    with pytest.raises(cardgen.Stop, match="was ended; is there enough memory"):
        list(in_shares(make, 3))


def test_pieces_are_made_where_there_is_nowhere_to_write_words(monkeypatch):
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}", None)
    assert len(list(in_shares(pieces(7), 2))) == len(list(in_any_order("1234567", iter, 2))) == 7


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("count", [0, 1, 7, 300])
def test_each_piece_of_work_is_done_once_by_whoever_is_next(workers, count):
    made = in_any_order(range(count), lambda number: iter((number, bytes(70_000))), workers)
    numbers = [one for one in made if isinstance(one, int)]
    assert sorted(numbers) == [*range(count)]


def test_who_is_done_takes_over_what_others_have_not_begun():
    def make(number):
        if number == 0:
            time.sleep(0.5)
        yield number, os.getpid()

    made = list(in_any_order(range(6), make, 2))
    assert made[-1][0] == 0 and len({process for number, process in made if number}) == 1


def test_of_work_that_nobody_weighed_a_process_that_dies_is_one_error():
    def make(number):
        yield number
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(cardgen.Stop, match="was ended; is there enough memory"):
        list(in_any_order(range(9), make, 2))


@pytest.fixture
def of(monkeypatch):
    """Lets so many processes make whatever is made."""

    def set_to(workers):
        monkeypatch.setattr(made_pages, "MANY", 1)
        monkeypatch.setattr(made_pages, "workers", lambda: workers)

    return set_to


DECKS = [
    ("facilitator", {"copies": 9, "order": "cards"}),
    ("office", {"copies": 7, "order": "stack", "fill": "spares"}),
    ("handouts", {}),
    ("cards", {"add": ["title", "scale", "theme-cards"]}),
    ("press-sheets", {"copies": 5}),
    ("temperature-check", {}),
]


@pytest.mark.parametrize(("output", "options"), DECKS)
def test_a_file_has_the_same_bytes_whoever_makes_it(output, options, of, monkeypatch):
    monkeypatch.setattr(runs, "_SHEETS_IN_A_PIECE", 1)
    made = set()
    for workers in (1, 2, 4):
        of(workers)
        built = cardgen.open().build(output, **options)
        made.add(tuple(file.data for file in built.files))
    assert len(made) == 1, BYTES


def wordy(folder, counts):
    """A deck whose cards' definitions have so many words."""
    return small_deck(folder, *({"definition": " ".join(["well"] * count)} for count in counts))


def sizes(data):
    found = PdfReader(BytesIO(data)).pages[0].get_contents().get_data().decode()
    return set(re.findall(r"/F\d+ ([\d.]+) Tf", found))


def test_sizes_hold_for_the_whole_deck_whoever_sizes_it(of, monkeypatch, tmp_path):
    monkeypatch.setattr(runs, "_SHEETS_IN_A_PIECE", 1)
    made = []
    for counts in ([30] * 9, [*[30] * 8, 90]):
        folder = wordy(tmp_path, counts)
        by_count = []
        for workers in (1, 2, 4):
            of(workers)
            by_count.append(cardgen.open(folder).build("facilitator").files[0].data)
        assert len(set(by_count)) == 1, BYTES
        made.append(by_count[0])
    assert sizes(made[0]) != sizes(made[1]), "the last card alone makes the first one smaller"


def test_the_same_is_wrong_whoever_finds_it(of, monkeypatch, tmp_path):
    monkeypatch.setattr(runs, "_SHEETS_IN_A_PIECE", 1)
    folder = wordy(tmp_path, [9, 400, 9, 9, 9, 300, 9, 9, 9])
    found = []
    for workers in (1, 2, 4):
        of(workers)
        with pytest.raises(cardgen.DeckError) as raised:
            cardgen.open(folder).build("facilitator", to=tmp_path / "cards.pdf")
        found.append(raised.value.problems)
    assert len(found[0]) == 2 and found[0] == found[1] == found[2]
    assert not (tmp_path / "cards.pdf").exists()


def test_a_process_that_dies_leaves_no_file(of, monkeypatch, tmp_path):
    monkeypatch.setattr(runs, "_SHEETS_IN_A_PIECE", 1)
    here, painted = os.getpid(), PagePainter.painted

    def die(self, page):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return painted(self, page)

    monkeypatch.setattr(PagePainter, "painted", die)
    of(2)
    (tmp_path / "cards.pdf").write_bytes(b"%PDF-1.7 as it was")
    with pytest.raises(cardgen.Stop, match="was ended"):
        cardgen.open().build("facilitator", to=tmp_path / "cards.pdf")
    assert (tmp_path / "cards.pdf").read_bytes() == b"%PDF-1.7 as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["cards.pdf"]


@pytest.mark.parametrize(("threads", "cores", "count"), [(1, 3, 3), (1, 9, 4), (2, 3, 1)])
def test_as_many_processes_work_as_there_are_cores_but_none_beside_threads(
    threads, cores, count, monkeypatch
):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {*range(cores)}, raising=False)
    monkeypatch.setattr(shares, "_threads", lambda: threads)
    assert shares.workers() == count


def test_threads_that_python_did_not_start_count_as_well():
    known, lock = shares._threads(), threading.Lock()
    with lock:
        _thread.start_new_thread(lock.acquire, ())  # of which the module threading knows nothing
        # Linux alone tells of them.
        assert shares._threads() == known + Path("/proc/self/task").is_dir()


def test_one_process_works_where_there_is_no_fork(monkeypatch):
    monkeypatch.setattr(shares, "_threads", lambda: 1)
    monkeypatch.delattr(os, "fork")
    assert shares.workers() == 1
