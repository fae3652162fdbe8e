"""Whatever a person names: only a regular file is read or replaced, and nothing is waited for."""

import os
import shutil
from itertools import product
from pathlib import Path

import pytest
from command_line import run
from decks import BUNDLED
from small_decks import KINDS_YAML
from test_damaged import in_time

CARDS = """\
  - {id: a, kind: behaviour, name: A, definition: B, positive: [a], negative: [b]}
"""
DECK = f"""\
title: Around the Table
lang: en-GB
date: 2026-11-24
{KINDS_YAML}"""
PICTURE = CARDS.replace("}", ", image: {file: THING.png, alt: A}}")
WORKSHOP = "title: Day\noutputs: [labels]\n"

# What stands in which file, with the command that comes to read the thing.
READ = {
    "deck": ({}, "--deck THING list cards"),
    "folder": ({}, "-C THING list cards"),
    "overlay": ({}, "--overlay THING list cards"),
    "file of cards": ({"deck/deck.yaml": f"{DECK}cards: [THING.yaml]\n"}, "list cards"),
    "prompts": ({"deck/deck.yaml": f"{DECK}prompts: THING\ncards:\n{CARDS}"}, "list cards"),
    "picture": ({"deck/deck.yaml": f"{DECK}cards:\n{PICTURE}"}, "list cards"),
    "drawing": (
        {"deck/deck.yaml": f"{DECK}cards:\n{PICTURE.replace('png', 'svg')}"},
        "list cards",
    ),
    "logo": (
        {"deck/deck.yaml": f"{DECK}logo: {{file: THING.svg, alt: A}}\ncards:\n{CARDS}"},
        "list cards",
    ),
    "font": ({"layouts/fonts.yaml": "regular: {file: THING.ttf}\n"}, "build labels -n"),
    "ICC profile": ({}, "build press --icc ./THING --condition FOGRA39 -n"),
    "older file": ({}, "build labels --changed-since THING -n"),
    "older deck": ({}, "diff THING"),
    "PDF": ({}, "preflight THING"),
    "workshop": ({}, "build THING.yaml"),
    "people": (
        {"day.yaml": f"{WORKSHOP}participants: {{file: THING.csv}}\n"},
        "build day.yaml -n",
    ),
    "scores": ({"day.yaml": f"{WORKSHOP}lowest: {{file: THING.csv, take: 1}}\n"}, "build day.yaml"),
    "deck of a workshop": ({"day.yaml": f"{WORKSHOP}deck: THING\n"}, "build day.yaml -n"),
    "overlay of a workshop": ({"day.yaml": f"{WORKSHOP}overlay: THING\n"}, "build day.yaml -n"),
    "table": ({}, "import THING.csv -o out"),
    "workbook": ({}, "import THING.xlsx -o out"),
    "document": ({}, "import THING.docx -o out"),
}
THINGS = {
    "device": lambda path: path.symlink_to("/dev/zero"),
    "pipe": os.mkfifo,
    "circle of links": lambda path: path.symlink_to(path.name),
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "folder": Path.mkdir,
    "socket": lambda path: os.mknod(path, 0o140644),
}


@pytest.fixture
def room(tmp_path, monkeypatch):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay_things(room, make):
    """The thing under each name that a command or a file has for it."""
    for folder in (".", "deck", "fonts"):
        (room / folder).mkdir(exist_ok=True)
        for suffix in ("", ".yaml", ".csv", ".xlsx", ".docx", ".png", ".svg", ".ttf"):
            make(room / folder / f"thing{suffix}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "thing"), [pair for pair in product(READ, THINGS) if pair != ("folder", "folder")]
)
def test_what_is_no_file_is_refused_and_not_waited_for(place, thing, room):
    lay_things(room, THINGS[thing])
    files, command = READ[place]
    for name, text in files.items():
        (room / name).parent.mkdir(exist_ok=True)
        (room / name).write_text(text.replace("THING", "thing"), "utf-8")
    with in_time():
        result = run(*command.replace("THING", "thing").split())
    assert result.exit_code in (1, 2, 3), result.output
    assert "thing" in result.stderr and len(result.stderr) < 1500
    assert not (room / "out").exists() and not (room / "build").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["circle", "pipe", "folder", "a\udcffb/c", 300 * "x", "circle/x"])
@pytest.mark.parametrize(
    "command",
    [
        "build labels -o",
        "preview labels --card trust -o",
        "export --to csv -o",
        "import table.csv -o",
        "calibrate --sheet-only -o",
        "new deck Day -o",
        "new workshop Day -o",
        "risk labels --draw",
    ],
)
def test_a_place_that_cannot_be_written_is_told_and_not_waited_for(
    command, name, room, monkeypatch
):
    monkeypatch.setattr("cardgen.atomic._MOMENT", 0.01)
    (room / "circle").symlink_to("circle")
    os.mkfifo(room / "pipe")
    (room / "folder").mkdir()
    (room / "table.csv").write_text("Name\nTrust\n", "utf-8")
    before = sorted(path.name for path in room.iterdir())
    with in_time():
        result = run(*command.split(), name)
    assert result.exit_code in (1, 2, 3) and result.stderr
    assert sorted(path.name for path in room.iterdir()) == before
