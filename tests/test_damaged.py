"""Damaged files of every kind, through a build or an import: refused or used, and nothing else."""

import io
import shutil
import signal
from contextlib import contextmanager

import pypdf
import pytest
from damage import kinds

import cardgen
from cardgen.output.pdf.embedded_record import private

SECONDS = 10  # of a processor, for one file
WAITED = 60  # seconds, after which nothing is expected any more; machines may be busy
IN_TEST, IN_LONG = 500, 20_000  # files of all kinds together
SLICES = 10
KINDS = [
    *("deck", "overlay", "layout", "workshop", "people", "CSV", "XLSX", "DOCX", "SVG", "PNG"),
    *("JPEG", "ICC", "font", "PDF", "plain PDF"),
]


class _TookTooLong(BaseException):
    """No exception that anything but a test catches; a TimeoutError would be one of the system."""


@contextmanager
def in_time():
    """Ends what takes longer than a file may, or waits for something that does not come."""

    def end(number, _):
        raise _TookTooLong(signal.Signals(number).name)

    clocks = {signal.ITIMER_VIRTUAL: signal.SIGVTALRM, signal.ITIMER_REAL: signal.SIGALRM}
    before = {number: signal.signal(number, end) for number in clocks.values()}
    for clock, seconds in zip(clocks, (SECONDS, WAITED), strict=True):
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        for clock, number in clocks.items():
            signal.setitimer(clock, 0)
            signal.signal(number, before[number])


def go_through(kind, count, seed, folder):
    """Uses so many damaged files of a kind, one after another; a fault names the file it leaves."""
    own, refused = kinds()[kind], 0
    for number, data in enumerate(own.examples(count, seed)):
        try:
            with in_time():
                own.work(data, folder)
        except cardgen.Error as error:
            refused += 1
            assert str(error)
            assert not (folder / "out").exists(), "an import that failed left a folder"
            assert len(getattr(error, "problems", [error])) > 0
        except BaseException as fault:
            kept = folder / f"fault-{kind}-{seed}-{number}"
            kept.write_bytes(data)
            raise AssertionError(f"{kind}, seed {seed}, file {number}: {kept}") from fault
        shutil.rmtree(folder / "out", ignore_errors=True)
        left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
        assert not left, "this is half-written"
    return refused


def test_every_kind_is_damaged():
    assert set(KINDS) == set(kinds())


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_or_used(kind, tmp_path):
    count = -(-IN_TEST // len(KINDS))
    assert go_through(kind, count, 1, tmp_path) > 0, "no damage was noticed"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_used(kind, tmp_path):
    own = kinds()[kind]
    own.work(own.valid, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("kind", KINDS)
def test_thousands_of_damaged_files_are_refused_or_used(kind, part, tmp_path):
    go_through(kind, -(-IN_LONG // len(KINDS) // SLICES), 100 + part, tmp_path)


@pytest.mark.parametrize("path", [["/PieceInfo"], ["/PieceInfo", "/cardgen"], ["/Private"]])
def test_a_record_that_is_something_else_is_none(path):
    """In the place of the dictionaries that lead to the record, or of itself, is a number."""
    file = io.BytesIO(kinds()["PDF"].valid)
    pdf = pypdf.PdfWriter(clone_from=file)
    own = pdf.root_object
    keys = ["/PieceInfo", "/cardgen", "/Private"] if path == ["/Private"] else path
    for name in keys[:-1]:
        own = own[name]
    assert keys[-1] in own
    own[pypdf.generic.NameObject(keys[-1])] = pypdf.generic.NumberObject(3)
    out = io.BytesIO()
    pdf.write(out)
    assert private(pypdf.PdfReader(out)) is None
