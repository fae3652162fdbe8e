"""A mistake in cardgen is told as one, and never as a damaged file."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from command_line import built, run
from pictures import quarters
from small_decks import small_deck

from cardgen.cli import main
from cardgen.problems import Stop, is_own_failure

# What is broken, where it is used, and the command that comes by.
BREAKS = {
    "a check of preflight": ("cardgen.preflight.checks.boxes.number", ["preflight", "good.pdf"]),
    "the reading of a PDF": ("cardgen.preflight.parsing.pdf_file.entry", ["preflight", "good.pdf"]),
    "an operator": ("cardgen.preflight.parsing.pdf_file.interpret", ["preflight", "good.pdf"]),
    "the record of a PDF": ("cardgen.output.pdf.embedded_record.private", ["diff", "good.pdf"]),
    "the reading of a picture": (
        "cardgen.graphics.pixels.image_files._costly",
        ["build", "office", "-o", "new.pdf"],
    ),
    "the pixels of a picture": (
        "cardgen.graphics.pixels.samples._packed",
        ["build", "office", "-o", "new.pdf"],
    ),
    "a number of an operator": (
        "cardgen.preflight.parsing.state_operators.numbers_of",
        ["preflight", "good.pdf"],
    ),
    "the space of a colour": (
        "cardgen.preflight.parsing.content_stream.space_of",
        ["preflight", "good.pdf"],
    ),
    "the reading of a workbook": (
        "cardgen.exchange.workbook._texts",
        ["import", "good.xlsx", "-o", "made"],
    ),
    "the reading of a document": (
        "cardgen.exchange.docx._Reading",
        ["import", "good.docx", "-o", "made"],
    ),
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    picture = {"file": "fields.png", "alt": "Fields"}
    theme = {"id": "t", "name": "One", "colour": "indigo", "mark": "core"}
    deck = small_deck(tmp_path, {"theme": "t", "image": picture}, themes=[theme])
    quarters((600, 600)).save(deck.parent / "fields.png")
    (tmp_path / "good.pdf").write_bytes(built("office", "--card", "trust"))
    for form in ("xlsx", "docx"):
        assert run("export", "--to", form, "-o", f"good.{form}").exit_code == 0
    # What was read before it was broken is kept, but not that of another picture.
    quarters((900, 900)).save(deck.parent / "fields.png")
    return tmp_path


def broken(*_, **__):
    raise KeyError("a slip of ours")


@pytest.mark.parametrize(("place", "command"), BREAKS.values(), ids=BREAKS)
def test_a_mistake_in_cardgen_is_told_as_one(place, command, project, monkeypatch):
    before = sorted(path.name for path in project.iterdir())
    monkeypatch.setattr(place, broken)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 70
    assert "damaged" not in result.stderr and "can no longer be read" not in result.stderr
    assert "KeyError: 'a slip of ours'" in result.stderr
    assert "error: this is a mistake in cardgen, not in your files" in result.stderr
    assert "help: please report it" in result.stderr
    assert sorted(path.name for path in project.iterdir()) == before


COMMANDS = dict.fromkeys(tuple(command) for _, command in BREAKS.values())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_same_files_are_read_when_nothing_is_broken(command, project):
    assert run(*command).exit_code in (0, 1)  # 1: what preflight finds in a file for an office


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("good.pdf", lambda data: data[:2000]),
        ("good.xlsx", lambda data: data[: len(data) // 2]),
        ("good.docx", lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x00")),
        ("deck/fields.png", lambda data: data[:-200]),
    ],
    ids=["a PDF", "a workbook", "a document", "a picture"],
)
def test_a_damaged_file_is_still_told_as_one(name, damage, project):
    (project / name).write_bytes(damage((project / name).read_bytes()))
    command = {"pdf": ["preflight", name], "png": ["build", "office", "-n"]}.get(name[-3:])
    result = run(*(command or ["import", name, "-o", "made"]))
    assert result.exit_code in (1, 3)
    assert "damaged" in result.stderr + result.stdout or "cannot be read" in result.stderr


def test_a_wrong_command_is_no_mistake_of_cardgen():
    for words, code in ((["bild"], 2), (["--version"], 0), (["build", "nowhere"], 2)):
        assert CliRunner().invoke(main, words).exit_code == code


def raised(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def test_failures_of_ours_are_told_from_those_of_libraries(project):
    from PIL import Image

    assert is_own_failure(raised(lambda: {}["key"]))
    assert is_own_failure(raised(lambda: None.text))
    assert is_own_failure(raised(lambda: 1 / 0))
    assert not is_own_failure(raised(Image.open, BytesIO(b"no picture")))
    assert not is_own_failure(raised(Image.frombytes, "RGB", (2, 2), b"too few"))
    with ZipFile("good.xlsx") as package:
        assert not is_own_failure(raised(package.read, "no such part"))
    assert not is_own_failure(raised(zlib.decompress, b"no stream"))
    assert not is_own_failure(raised(struct.unpack, ">I", b"x"))
    assert not is_own_failure(raised(lambda: b"\xff".decode()))
    assert not is_own_failure(raised(broken_by_design))


def broken_by_design():
    raise Stop("the file is damaged")
