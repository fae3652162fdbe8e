"""Where files go: only a file of the same kind is replaced, and what killed runs left is swept."""

import os
import signal
import subprocess
import sys
import time

import pytest
from command_line import built, run
from decks import BUNDLED

import cardgen
from cardgen.atomic import FileData, whole, whole_folder

ONE = ("build", "office", "--card", "trust")
MAKEFILE = b"all:\n\tcardgen build\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("command", "ending", "kind"),
    [
        (ONE, ".jpg", "pdf"),
        (ONE, ".png", "pdf"),
        (ONE, ".docx", "pdf"),
        (ONE, ".yaml", "pdf"),
        (ONE, ".ai", "pdf"),
        ((*ONE, "--format", "html"), ".md", "html"),
        ((*ONE, "--format", "md"), ".docx", "md"),
        ((*ONE, "--format", "txt"), ".csv", "txt"),
        (("preview", "office", "--card", "trust"), ".jpg", "a PNG"),
        (("preview", "office", "--card", "trust"), ".pdf", "a PNG"),
        (("export", "--to", "csv"), ".xlsx", "a csv"),
        (("calibrate",), ".png", "pdf"),
    ],
    ids=str,
)
def test_a_name_that_says_another_kind_is_refused(command, ending, kind, elsewhere):
    result = run("-C", BUNDLED, *command, "-o", elsewhere / f"out{ending}")
    assert result.exit_code == 2
    assert f"would be {kind}" in result.stderr
    assert "its name must end in" in result.stderr or "see --format" in result.stderr
    assert made(elsewhere) == []


def test_a_drawing_of_risk_with_another_suffix_is_refused(elsewhere):
    result = run("risk", "labels", "--draw", "worst.svg")
    assert result.exit_code == 2 and "its name must end in .pdf" in result.stderr
    assert made(elsewhere) == []


@pytest.mark.parametrize("name", ["out.pdf", "OUT.PDF", "office.v2", "office-2026.11", "office"])
def test_a_name_that_says_the_kind_or_none_takes_the_bytes(name, elsewhere):
    assert run(*ONE, "-o", name).exit_code == 0
    assert (elsewhere / name).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "there", "command"),
    [
        ("Makefile", MAKEFILE, ONE),
        ("LICENSE", b"Permission is hereby granted", ONE),
        ("deck.pdf", MAKEFILE, ONE),
        ("archive", b"PK\x03\x04", ONE),
        ("Makefile", b"# what to build\n", (*ONE, "--format", "md")),
        ("page.html", b"<?php", (*ONE, "--format", "html")),
        ("notes.txt", b"\x7fELF\x02\x01\x01\0", (*ONE, "--format", "txt")),
        ("sheet.pdf", MAKEFILE, ("calibrate",)),
        ("card.png", b"GIF89a", ("preview", "office", "--card", "trust")),
        ("deck.csv", b"\0\0\0", ("export", "--to", "csv")),
        ("deck.docx", b"{\\rtf1", ("export", "--to", "docx")),
    ],
    ids=str,
)
def test_a_file_of_another_kind_is_never_replaced(name, there, command, elsewhere):
    (elsewhere / name).write_bytes(there)
    result = run(*command, "-o", name)
    assert result.exit_code == 2 and f"{name} exists and is not a" in result.stderr
    assert (elsewhere / name).read_bytes() == there
    assert made(elsewhere) == [name]


@pytest.mark.parametrize("name", ["deck.pdf", "sheets", "tmp.Qx3abCdEfG"])
@pytest.mark.parametrize("there", [b"", b"%PDF-1.4 older"], ids=["empty", "a PDF"])
def test_an_empty_file_or_one_of_the_kind_is_replaced(name, there, elsewhere):
    (elsewhere / name).write_bytes(there)
    assert run(*ONE, "-o", name).exit_code == 0
    assert (elsewhere / name).read_bytes() == built("office", "--card", "trust")


def test_a_file_of_another_kind_in_the_usual_place_is_not_replaced_either(elsewhere):
    (elsewhere / "build").mkdir()
    (elsewhere / "build" / "printer-test.pdf").write_bytes(MAKEFILE)
    result = run("calibrate")
    assert result.exit_code == 2 and "is not a PDF file" in result.stderr
    assert (elsewhere / "build" / "printer-test.pdf").read_bytes() == MAKEFILE


def test_no_file_beside_the_named_one_is_replaced_by_another_kind(elsewhere):
    (elsewhere / "x-backs.pdf").write_bytes(MAKEFILE)
    assert run(*ONE, "--flip", "none", "-o", "x.pdf").exit_code == 2
    assert made(elsewhere) == ["x-backs.pdf"]


def test_python_saves_with_the_same_care(elsewhere):
    (file,) = cardgen.open(BUNDLED).build("office", cards=["trust"]).files
    for name in ("out.jpg", "deck.yaml"):
        with pytest.raises(cardgen.Unsupported, match="its name must end in"):
            file.save(name)
    (elsewhere / "Makefile").write_bytes(MAKEFILE)
    with pytest.raises(cardgen.Unsupported, match="exists and is not a PDF file"):
        file.save("Makefile")
    FileData(b"id,name\n", "csv").save("deck.csv")
    FileData(b"id,name,theme\n", "csv").save("deck.csv")
    assert (elsewhere / "deck.csv").read_bytes() == b"id,name,theme\n"


def test_python_makes_no_folder_that_is_called_like_a_file(elsewhere):
    with pytest.raises(cardgen.Unsupported, match="would be a folder: leave out"):
        cardgen.open(BUNDLED).build("office", cards=["trust"], folder="out.pdf")
    assert made(elsewhere) == []


@pytest.mark.parametrize("name", ["deck.yaml", "leeds.pdf", "table.xlsx"])
def test_a_folder_is_not_called_like_a_file(name, elsewhere):
    (elsewhere / "day.yaml").write_text("title: Day\noutputs: [labels]\n", "utf-8")
    (elsewhere / "cards.csv").write_text("Name,Definition\nTrust,Relies\n", "utf-8")
    for command in (
        ("new", "deck", "Ours", "-o", name),
        ("build", "day.yaml", "-o", name),
        ("build", "day.yaml", "-n", "-o", name),
        ("import", "cards.csv", "-o", name),
    ):
        result = run("--deck", BUNDLED / "deck", *command)
        assert result.exit_code == 2 and f"{name} would be a folder" in result.stderr
    assert made(elsewhere) == ["cards.csv", "day.yaml"]


def killed(elsewhere, *arguments):
    """Kills a run of cardgen as soon as something unfinished lies in the folder."""
    before = made(elsewhere)
    command = [sys.executable, "-m", "cardgen", *arguments]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        while made(elsewhere) == before:
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    return [name for name in made(elsewhere) if name not in before]


@pytest.mark.slow
def test_what_a_killed_run_left_is_swept_by_the_next(elsewhere):
    (left,) = killed(elsewhere, "build", "--copies", "500", "-o", "deck.pdf")
    assert left.startswith(".deck.pdf.cardgen-")
    assert run(*ONE, "-o", "other.pdf").exit_code == 0
    assert made(elsewhere) == ["other.pdf"]


@pytest.mark.slow
def test_the_half_made_folder_of_a_killed_run_is_swept_by_the_next(elsewhere):
    outputs = "outputs: [{output: office, copies: 500}, labels]\n"
    (elsewhere / "day.yaml").write_text(f"title: Day\nparticipants: 60\n{outputs}", "utf-8")
    (left,) = killed(elsewhere, "build", "day.yaml", "-o", "day")
    assert (elsewhere / left).is_dir()
    with whole_folder("day") as folder:
        (folder / "index").write_text("whole", "utf-8")
    assert made(elsewhere) == ["day", "day.yaml"]


def dead_process():
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    return ended.pid


def test_only_what_dead_processes_of_this_machine_left_is_swept(elsewhere):
    with whole("one", make_folder=False) as out:
        (own,) = made(elsewhere)
        start, _, number = own.rsplit("-", 2)
        dead = f"{start}-{dead_process()}-{number}"
        others = {
            own: "ours, in use",
            f"{start}-{os.getppid()}-{number}": "of a process that lives",
            dead.replace(start[-8:], "00000000"): "of another machine",
            f".one.{number}": "of another program",
            f"one.{start.partition('.one.')[2]}-1-{number}": "no hidden file",
        }
        for name in [dead, *others]:
            if name != own:
                (elsewhere / name).write_text("x", "utf-8")
        with whole("two", make_folder=False) as two:
            two.write(b"two")
        assert made(elsewhere) == sorted([*others, "two"])
        out.write(b"one")


def test_an_older_folder_that_a_killed_run_set_aside_comes_back(elsewhere):
    with pytest.raises(KeyboardInterrupt), whole_folder("day") as folder:
        stem = folder.name.rsplit("-", 2)[0]
        raise KeyboardInterrupt
    aside = f"{stem}-{dead_process()}-00000000"
    (elsewhere / aside).mkdir()
    (elsewhere / f"{aside}.old").mkdir()
    (elsewhere / f"{aside}.old" / "index.pdf").write_bytes(b"good")
    with pytest.raises(cardgen.Stop, match="already exists"), whole_folder("day"):
        pass
    assert made(elsewhere) == ["day"]
    assert (elsewhere / "day" / "index.pdf").read_bytes() == b"good"
    (elsewhere / f"{aside}.old").mkdir()
    with whole("day.pdf", make_folder=False) as out:
        out.write(b"%PDF-")
    assert made(elsewhere) == ["day", "day.pdf"]


def test_a_folder_with_a_file_of_someone_elses_anywhere_in_it_is_not_replaced(elsewhere):
    files = {"index.html": b"1", "ready-made/office.pdf": b"2"}
    cardgen.write_folder(files.items(), "site", "site.json")
    cardgen.write_folder(files.items(), "site", "site.json")
    (elsewhere / "site" / "ready-made" / "my-own.pdf").write_bytes(b"mine")

    def asked_for():
        raise AssertionError("a file was made though the folder cannot be replaced")
        yield

    with pytest.raises(cardgen.Stop, match=r"contains ready-made/my-own\.pdf, which"):
        cardgen.write_folder(asked_for(), "site", "site.json")
    (elsewhere / "site" / "ready-made" / "my-own.pdf").unlink()
    (elsewhere / "site" / "empty").mkdir()
    with pytest.raises(cardgen.Stop, match="contains empty, "):
        cardgen.write_folder(files.items(), "site", "site.json")
