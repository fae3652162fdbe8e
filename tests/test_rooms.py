"""The house: which room may import which, and which package has which door."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import cardgen

ROOT = Path(cardgen.__file__).parent

# From the top down; rooms on one line do not import each other.
RULE = """cli
web
interface
workshop
jobs, exchange
read
typeset, impose, output, preflight
model
graphics
atomic, intake, zip_files
arguments, file_kinds
problems, units
limits
value"""
DOORS = {
    "click": {"cli"},
    "yaml": {"read"},
    "reportlab": {"output"},
    "pypdf": {"output", "preflight"},
    "uharfbuzz": {"graphics"},
    "PIL": {"graphics", "read"},
    "pypdfium2": {"graphics"},
    "segno": {"typeset"},
    "openpyxl": {"exchange"},
    "docx": {"exchange"},
    "pptx": {"output"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "watchfiles": {"web"},
}
INTERFACE = {"__init__", "project"}
LEVEL = {room: level for level, line in enumerate(RULE.split("\n")) for room in line.split(", ")}


# What says things on a terminal or a page goes through the interface, and reaches past none of it.
FOR_THE_TOP = {"web", "interface", "problems", "units", "value"}


def rooms():
    """Each file of the package with its room."""
    for path in sorted(ROOT.rglob("*.py")):
        first = path.relative_to(ROOT).with_suffix("").parts[0]
        if first != "__main__":
            yield path, "interface" if first in INTERFACE else first


@cache
def nodes(path):
    """All that stands in a file, as Python parses it."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path):
    """The full names that a file imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(name):
    """The room of a name that is imported, or None for other packages."""
    parts = name.split(".")
    if parts[0] != "cardgen":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in LEVEL else "interface"


def may_import(room, other):
    if room == other:
        return True
    if LEVEL[room] < LEVEL["interface"]:
        allowed = FOR_THE_TOP | ({"limits"} if room == "web" else set())
        return other in allowed and LEVEL[room] < LEVEL[other]
    return LEVEL[room] < LEVEL[other]


def test_a_room_imports_only_rooms_further_down():
    upward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path, room in rooms()
        for name in imported(path)
        if (other := room_of(name)) and not may_import(room, other)
    }
    assert not upward


def test_each_package_has_one_door():
    strangers = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path, room in rooms()
        for name in imported(path)
        if room not in DOORS.get(name.split(".")[0], {room})
    }
    assert not strangers


def test_every_room_is_in_the_rule():
    assert {room for _, room in rooms()} <= set(LEVEL)


def test_no_class_name_stands_twice():
    places = defaultdict(list)
    for path, _ in rooms():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in places.items() if found[1:]} == {}


def test_no_function_takes_more_than_eight_parameters():
    many = []
    for path, room in rooms():
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef):
                taken = node.args
                # Whoever calls a public function sees the names of its keywords.
                keywords = [] if room == "interface" else taken.kwonlyargs
                count = len([*taken.posonlyargs, *taken.args, *keywords])
                if count - (taken.args[:1] != [] and taken.args[0].arg == "self") > 8:
                    many.append(f"{path.name} {node.name}: {count}")
    assert many == []
