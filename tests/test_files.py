"""Files: what is read may be odd, and what is written is whole or not there."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from command_line import run, run_within
from decks import BUNDLED

OLD = b"%PDF-1.7 old"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def deck(elsewhere):
    """A copy of the bundled deck, to change."""
    return shutil.copytree(BUNDLED / "deck", elsewhere / "deck")


def test_where_nothing_can_be_written_nothing_is_and_the_reason_is_told(elsewhere):
    (elsewhere / "file").write_text("no folder", encoding="utf-8")
    for target in ("file/deck.pdf", "no/such/folder/deck.pdf", "."):
        result = run("build", "-o", target)
        assert result.exit_code == 3
        assert f"{target} cannot be written" in result.stderr
    assert [path.name for path in elsewhere.iterdir()] == ["file"]


def test_a_link_stays_a_link_and_its_file_takes_the_bytes(elsewhere):
    (elsewhere / "real.pdf").write_bytes(OLD)
    (elsewhere / "link.pdf").symlink_to("real.pdf")
    assert run("build", "--card", "trust", "-o", "link.pdf").exit_code == 0
    assert (elsewhere / "link.pdf").is_symlink()
    assert (elsewhere / "real.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_no_file_is_sent_the_bytes(elsewhere):
    os.mkfifo(elsewhere / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    assert run("build", "--card", "trust", "-o", "pipe").exit_code == 0
    assert reader.communicate()[0].startswith(b"%PDF")
    assert (elsewhere / "pipe").is_fifo()


def test_a_folder_that_is_not_there_is_a_file_error():
    for arguments in (["-C", "nowhere", "build"], ["--deck", "nowhere", "check"]):
        result = run(*arguments)
        assert result.exit_code == 3 and "nowhere" in result.stderr


def test_a_deck_folder_without_a_deck_is_not_passed_over(elsewhere):
    (elsewhere / "deck").mkdir()
    (elsewhere / "deck" / "deck.yml").write_text("title: x", "utf-8")
    result = run("build")
    assert result.exit_code == 3 and "has no deck.yaml" in result.stderr


def test_a_file_keeps_who_may_read_it(elsewhere):
    (elsewhere / "deck.pdf").write_bytes(OLD)
    (elsewhere / "deck.pdf").chmod(0o640)
    assert run("build", "--card", "trust", "-o", "deck.pdf").exit_code == 0
    assert (elsewhere / "deck.pdf").stat().st_mode & 0o777 == 0o640


@pytest.mark.slow
@pytest.mark.parametrize(
    ("told", "exit_code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGINT, 130)]
)
def test_a_run_that_is_told_to_end_leaves_nothing_half_made(told, exit_code, elsewhere):
    (elsewhere / "deck.pdf").write_bytes(OLD)
    command = [sys.executable, "-m", "cardgen", "build", "--copies", "2000", "-o", "deck.pdf"]

    def heed() -> None:  # a shell has what it runs in the background ignore Ctrl-C
        signal.signal(signal.SIGINT, signal.default_int_handler)

    with subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=heed) as running:
        while len(list(elsewhere.iterdir())) == 1:  # the half-made file has a name beside it
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(told)
    assert running.returncode == exit_code
    assert [path.read_bytes() for path in elsewhere.iterdir()] == [OLD]


def test_a_check_that_is_told_to_end_ends_the_processes_that_share_it():
    code = (
        "import os, time; from cardgen.cli import main; from cardgen.jobs import check\n"
        "check.workers = lambda: 2\n"
        "check._gone_through = lambda _: (os.write(1, b'begun\\n'), time.sleep(60))\n"
        "main()"
    )
    command = [sys.executable, "-c", code, "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "begun\n"
        running.terminate()
        running.communicate(timeout=20)  # which waits for all who could still write
    assert running.returncode == 128 + signal.SIGTERM


def test_standard_output_that_is_closed_is_a_file_error():
    code = "import sys; sys.stdout = None; from cardgen.cli import main; main()"
    command = [sys.executable, "-c", code, "build", "-o", "-"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (3, "error: standard output is closed\n")


@pytest.mark.slow
def test_a_file_of_cards_may_be_a_link(deck, elsewhere):
    (deck / "being.yaml").rename(elsewhere / "shared.yaml")
    (deck / "being.yaml").symlink_to(elsewhere / "shared.yaml")
    assert run("check", "office").exit_code == 0


@pytest.mark.slow
def test_a_pipe_in_the_place_of_a_file_is_no_file_and_not_waited_for(deck):
    (deck / "being.yaml").unlink()
    os.mkfifo(deck / "being.yaml")
    result = run("check", "office")
    assert result.exit_code == 1 and 'there is no file "being.yaml"' in result.stderr
    assert 'did you mean "being.yaml"' not in result.stderr


@pytest.mark.slow
def test_a_text_without_end_is_one_problem_and_told_at_once(deck):
    being = deck / "being.yaml"
    text = being.read_text("utf-8")
    before = text.index("definition: ") + len("definition: ")
    being.write_text(text[:before] + "word " * 10_001 + text[before:], "utf-8")
    result = run_within(20, 1000, "check")
    assert result.returncode == 1 and "the limit is 50000" in result.stderr
    assert result.stderr.count("error[") == 1
