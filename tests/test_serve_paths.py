"""What a request can make cardgen read: the project, what comes with cardgen, fonts and profiles.

A path is put into every place of a request that could hold one, and every file that Python opens
meanwhile is looked at.
"""

import os
import shutil
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from pictures import quarters

from cardgen import Unsupported
from cardgen.intake import is_within
from cardgen.problems import Problems
from cardgen.read.conditions import read_conditions
from cardgen.read.files import BUNDLED
from cardgen.read.project import find_sources
from cardgen.web.api import Desk, answer

pytestmark = pytest.mark.slow

# Each of these is answered as it stands, so that a path is the only thing that is wrong with it.
OVERLAY = {
    "title": "Our deck",
    "lang": "en-GB",
    "logo": {"file": "logo.png", "alt": "Us"},
    "prompts": "ours.yaml",
    "themes": [{"id": "being", "name": "Being", "colour": "coral", "mark": "core"}],
    "cards": [
        {
            "id": "trust",
            "kind": "behaviour",
            "theme": "being",
            "lang": "en-GB",
            "art": "open",
            "tags": ["ours"],
            "definition": "What we say",
        },
        {"id": "mindset", "image": {"file": "picture.png", "alt": "A bridge"}},
    ],
}
WORKSHOP = {
    "title": "Good conversations",
    "date": "2026-12-03",
    "deck": "deck.yaml",
    "overlay": "overlay.yaml",
    "lang": "en-GB",
    "participants": {"file": "people.csv", "name": "name", "table": "table"},
    "lowest": {"file": "people.csv", "take": 1, "card": "card", "score": "score"},
    "outputs": [
        {"output": "office", "sheet": "a4", "back": "prompts"},
        {"output": "handouts", "cards": ["trust"]},
    ],
}
HALL = {"about": "In the hall", "portrait": {"right": 1}}
GIVEN = {"older.zip": b"", "older.pdf": b"", "people.csv": b"Ada"}
REQUESTS = [
    ("faces", {"overlay": OVERLAY, "cards": ["mindset"]}),
    ("faces", {"output": "cards", "cards": ["trust"], "themes": ["being"], "back": "prompts"}),
    ("faces", {"printers": {"hall": HALL}, "cards": ["trust"], "languages": ["en-GB"]}),
    ("plan", {"output": "office", "options": {"cards": ["trust"], "themes": ["being"]}}),
    ("plan", {"output": "office", "options": {"without": ["mindset"], "add": ["blank"]}}),
    ("plan", {"options": {"sheet": "a4", "back": "prompts"}}),
    ("plan", {"options": {"printer": "hall"}, "printers": {"hall": HALL}}),
    ("plan", {"options": {"format": "md", "tags": ["ours"]}, "overlay": OVERLAY}),
    ("plan", {"output": "press", "options": {"cards": ["trust"], "profile": "print-room"}}),
    ("check", {"outputs": ["office"]}),
    ("odds", {"output": "office", "printer": "office", "sheet": "a4"}),
    ("test_sheet", {"sheet": "a4"}),
    ("calibrate", {"printer": "hall", "sheet": "a4", "shift": {"right": 1}}),
    ("people", {"text": "Ada"}),
    ("plan_workshop", {"workshop": WORKSHOP}),
    ("save_workshop", {"workshop": WORKSHOP}),
    ("save_overlay", {"overlay": OVERLAY, "name": "ours"}),
    ("order", {"output": "press", "options": {"cards": ["trust"], "profile": "print-room"}}),
]
REFUSED = [
    ("plan", {"options": {"changed_since": "older.pdf"}}),
    ("build", {"output": "press", "options": {"cards": ["trust"], "icc": "none.icc"}}),
    ("people", {"file": "people.csv"}),
    ("plan_workshop", {"workshop": WORKSHOP, "since": ["older.zip"]}),
    ("open_workshop", {"file": "older.zip"}),
    ("open_overlay", {"file": "older.pdf"}),
    ("table", {"file": "people.csv"}),
    ("deck", {"deck": "rota"}),
    ("compare", {"file": "older.pdf"}),
]
PATHS = [
    "{outside}/x.png",
    "{outside}/x",
    "../outside/x",
    "../../outside/x",
    "../../../outside/x",
    "../outside/x.csv",
    "../outside/deck.yaml",
    "link/x.svg",
    "file://{outside}/x.png",
]

opened: list[str] = []
LOOKING = []


def _look(event, arguments):
    """Keeps what is opened; what is added to look at such things stays to the end of a process."""
    if LOOKING and event in ("open", "os.listdir", "os.scandir", "os.chdir"):
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike):
            opened.append(os.path.realpath(os.fsdecode(path)))


sys.addaudithook(_look)


@pytest.fixture
def looking():
    LOOKING.append(True)
    opened.clear()
    yield
    LOOKING.clear()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project beside which lies what it should not read, and in which a link leads there."""
    outside, inside = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    shutil.copytree(BUNDLED / "deck", inside / "deck")
    shutil.copy(BUNDLED / "deck" / "deck.yaml", outside)
    table = "name,table,card,score\nSECRET,1,trust,1\n"
    for suffix in ("svg", "csv", "yaml", "pdf", "icc"):
        (outside / f"x.{suffix}").write_text(table)
    (inside / "people.csv").write_text(table.replace("SECRET", "Ada"))
    for picture in (outside / "x.png", inside / "logo.png", inside / "picture.png"):
        quarters((300, 300)).save(picture)
    shutil.copy(BUNDLED / "deck" / "prompts.yaml", inside / "ours.yaml")
    (inside / "link").symlink_to(outside)
    (inside / "deck" / "link").symlink_to(outside)
    monkeypatch.chdir(inside)
    return inside


def places(value, path=()):
    """The way to each text, and to each key that is anybody's choice."""
    if isinstance(value, dict):
        for key, own in value.items():
            if key == "hall":
                yield (*path, key), True
            yield from places(own, (*path, key))
    elif isinstance(value, list):
        for number, own in enumerate(value):
            yield from places(own, (*path, number))
    elif isinstance(value, str):
        yield path, False


def with_path(given, place, is_key, path):
    changed = deepcopy(given)
    *before, last = place
    inner = changed
    for step in before:
        inner = inner[step]
    if is_key:
        inner[path] = inner.pop(last)
    else:
        inner[last] = path
    return changed


CASES = [
    pytest.param(question, given, place, is_key, id=f"{question}-{'.'.join(map(str, place))}")
    for question, given in [*REQUESTS, *REFUSED]
    for place, is_key in places(given)
]


@pytest.mark.parametrize(("question", "given"), REQUESTS)
def test_a_request_without_such_a_path_is_answered(question, given, project):
    found = answer(Desk(Path()), question, given, {}).data
    assert "stopped" not in found, found
    assert [one for one in found.get("problems", ()) if one["severity"] == "error"] == []


@pytest.mark.parametrize(("question", "given", "place", "is_key"), CASES)
def test_no_path_in_a_request_leads_out_of_the_project(
    question, given, place, is_key, project, looking
):
    desk = Desk(Path())
    for path in PATHS:
        named = path.format(outside=project.parent / "outside")
        changed = with_path(given, place, is_key, named)
        try:
            found = str(answer(desk, question, changed, GIVEN).data)
        except Unsupported as refused:
            found = str(refused)
        assert "SECRET" not in found
        assert [one for one in opened if "/outside" in one] == []


DECK = """title: Rota
rights: Ours
kinds: {job: {fields: {name: text}}}
logo: {file: %(logo)s, alt: Us}
prompts: %(prompts)s
cards: [%(cards)s]
"""
SOUND = {"logo": "logo.png", "prompts": "ours.yaml", "cards": "jobs.yaml"}


@pytest.mark.parametrize("key", SOUND)
def test_no_path_in_a_deck_that_is_given_leads_out_of_the_project(key, project, looking):
    for path in PATHS:
        named = path.format(outside=project.parent / "outside")
        deck = DECK % (SOUND | {key: f'"{named}"'})
        jobs = b"kind: job\ncards: [{id: tea, name: Tea}]\n"
        files = {"rota/deck.yaml": deck.encode(), "rota/jobs.yaml": jobs}
        for question in ("deck", "faces", "check"):
            found = str(answer(Desk(Path()), question, {"deck": "rota"}, files).data)
            assert "SECRET" not in found
            assert [one for one in opened if "/outside" in one] == []


def test_only_what_belongs_to_the_project_and_to_cardgen_is_read(project, looking):
    """Even by an output for a press, which looks for a profile of this computer."""
    press = {"output": "press", "options": {"icc": "none.icc"}}
    asked = [*REQUESTS, *REFUSED, ("faces", {}), ("build", {}), ("build", press)]
    for _ in range(2):  # what libraries read when they are loaded is not by request
        opened.clear()
        for question, given in asked:
            answer(Desk(Path()), question, given, GIVEN)
    own = [project, BUNDLED, *read_conditions(find_sources(Path(), None), Problems()).folders]
    strangers = {path for path in opened if not any(is_within(path, root) for root in own)}
    assert strangers - {os.devnull} == set()
