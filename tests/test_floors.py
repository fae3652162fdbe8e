"""The house: who may use whom, and which package has which door."""

import ast
from pathlib import Path

import pytest

import cardgen

ROOT = Path(cardgen.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

# From the top floor down; what stands in one line may not use its neighbours.
FLOORS = [
    {"__main__"},
    {"cli"},
    {"in_words"},
    {"report"},
    {"build", "calibrate", "diff", "fits", "new", "office", "preview", "risk", "workshops"},
    {"guide"},
    {"filed", "made"},
    {"reprint"},
    {"aids", "files", "sets"},
    {"runs"},
    {"elsewhere"},
    {"press"},
    {"job"},
    {"party"},
    {"kinds", "laying", "more", "offers", "picks", "shop"},
    {"preflight"},
    {"read", "select", "compose", "impose", "write"},
    {"plan", "whole", "describe", "record", "workshop", "deal"},
    {"blocks"},
    {"printing", "printer"},
    {"conditions", "layout", "profile", "sheet"},
    {"deck"},
    {"form"},
    {"schema"},
    {"node"},
    {"accepted"},
    {"art", "text"},
    {"frame"},
    {"colour"},
    {"pixels"},
    {"problems"},
    {"language", "papers", "units"},
]
DOORS = {
    "click": {"cli"},
    "yaml": {"read"},
    "reportlab": {"write"},
    "pypdf": {"preflight", "write"},
    "uharfbuzz": {"text"},
    "PIL": {"pixels", "read"},
    "pypdfium2": {"pixels"},
    "segno": {"blocks"},
    "openpyxl": {"office"},
    "docx": {"office"},
}
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say in full whom they mean"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_room_uses_only_rooms_below_it(path):
    here = room_of(path)
    if here == "__init__":
        return
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "cardgen" or parts[1:] in ([], ["__version__"], ["__file__"]):
            continue
        assert parts[1] == here or FLOOR[parts[1]] > FLOOR[here], f"{here} uses {parts[1]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_package_has_one_door(path):
    for name in imports_of(path):
        package = name.split(".")[0]
        if package in DOORS:
            assert room_of(path) in DOORS[package], f"{package} is not for {room_of(path)}"


def test_every_room_has_its_floor():
    assert {room_of(path) for path in FILES} - {"__init__"} == set(FLOOR)


def test_files_can_be_read_in_one_sitting():
    long = {
        p.name: n for p in FILES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 250
    }
    assert not long
