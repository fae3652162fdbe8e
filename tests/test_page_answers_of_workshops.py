"""What the page is told about workshops: people, plans, and a ZIP that is opened again."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import run

import cardgen
from cardgen import limits
from cardgen.web import workshops
from cardgen.web.api import Desk, answer

WORKSHOP = {
    "title": "Good conversations",
    "date": "2026-12-03",
    "cards": ["delivering", "trust"],
    "copies": {"per": "table"},
    "tables": 3,
    "participants": [{"name": "Ann Lee", "table": "2"}, "Bo Ek", "Cy Dee", "Dan Fox"],
    "outputs": [
        "office",
        {"output": "handouts", "names": True},
        "temperature-check",
        "name-cards",
        {"output": "contact-sheet", "ink": "mono"},
    ],
}
OVERLAY = {"cards": [{"id": "trust", "name": "Trust us"}]}
PRINTER = {"about": "Hall", "portrait": {"right": 1.5, "down": 0}}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(question, given, files=()):
    found = answer(Desk(Path()), question, given, dict(files))
    assert "stopped" not in found.data, found.data
    return found


def zipped(files):
    return cardgen.zipped(files.items())


def changed(**keys):
    return {**WORKSHOP, **keys}


def made(workshop, **given):
    """The files of a workshop, and its ZIP with its name."""
    files = dict(ask("build_workshop", {"workshop": workshop, **given}).files)
    name = next(name for name in files if name.endswith(".zip"))
    return files, (name, files.pop(name))


def test_people_are_understood_from_what_is_pasted_and_lines_without_a_name_are_counted():
    text = "Name\tTable\tTeam\nAnn Lee\tOak\tLeeds\n\tAsh\t\nBo Ek\t\t\n\tAsh\t\n"
    data = ask("people", {"text": text}).data
    assert [(one["name"], one["table"]) for one in data["people"]] == [
        ("Ann Lee", "Oak"),
        ("Bo Ek", None),
    ]
    assert data["people"][0]["columns"] == {"Team": "Leeds"}
    assert (data["others"], data["nameless"]) == (["Team"], 2)


@pytest.mark.slow
def test_a_plan_says_what_each_file_is_printed_on_for_whom_and_who_sits_where():
    data = ask("plan_workshop", {"workshop": WORKSHOP}).data
    office, handouts, *_ = data["files"]
    assert (office["copies"], office["sheets"], office["flip"]) == ("table", 3, "long")
    assert (handouts["copies"], handouts["page_count"]) == ("participant", 16)
    assert handouts["page"] == "A4"
    assert data["seats"] == ["2", "1", "3", "1"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "given",
    [{}, {"overlay": OVERLAY}, {"printers": {"hall": PRINTER}}],
    ids=["the deck", "changed words", "a printer"],
)
def test_the_command_line_makes_the_same_files_of_the_workshop_in_the_zip(given, empty_folder):
    office = {"output": "office", "printer": "hall"} if "printers" in given else "office"
    workshop = changed(outputs=[office, *WORKSHOP["outputs"][1:]])
    files, (name, data) = made(workshop, **given)
    assert name == "good-conversations-2026-12-03.zip"
    with ZipFile(BytesIO(data)) as package:
        package.extractall("unpacked")
    result = run("-C", "unpacked", "build", "workshop.yaml", "-o", "../again")
    assert result.exit_code == 0, result.stderr
    again = {path.name: path.read_bytes() for path in empty_folder.joinpath("again").iterdir()}
    plan = json.loads(again.pop("plan.json"))
    assert again == files
    held = cardgen.unzipped(data)
    assert {name: held[name] for name in files} == files
    assert plan["tables"] == json.loads(held["plan.json"])["tables"]
    assert not any("Ann" in name for name in held) and b"Ann" not in held["plan.json"]


@pytest.mark.slow
def test_a_zip_is_opened_again_as_what_it_was_made_of():
    _, (name, data) = made(WORKSHOP, overlay=OVERLAY)
    opened = ask("open_workshop", {"file": "workshop.zip"}, {"workshop.zip": data}).data
    assert (opened["overlay"], opened["zip"]) == (OVERLAY, name)
    assert opened["workshop"]["participants"] == WORKSHOP["participants"]
    assert opened["workshop"]["tables"] == "3"
    again = ask("plan_workshop", {"workshop": opened["workshop"]}).data
    assert again["files"] == ask("plan_workshop", {"workshop": WORKSHOP}).data["files"]


@pytest.mark.slow
def test_a_printer_that_was_measured_comes_back_with_the_workshop():
    workshop = changed(outputs=[{"output": "office", "printer": "hall"}])
    _, (name, data) = made(workshop, printers={"hall": PRINTER, "not-used": PRINTER})
    opened = ask("open_workshop", {"file": name}, {name: data}).data
    assert opened["printers"] == {
        "hall": {"about": "Hall", "portrait": {"right": "1.5", "down": "0"}}
    }
    given = {"workshop": opened["workshop"], "printers": opened["printers"]}
    files = ask("build_workshop", given).files
    assert files["office.pdf"] == made(workshop, printers={"hall": PRINTER})[0]["office.pdf"]


@pytest.mark.slow
def test_only_what_older_zips_lack_is_made_again():
    _, (name, data) = made(WORKSHOP)
    late = changed(participants=[*WORKSHOP["participants"], "Eve New", "Flo New"])
    given, files = {"workshop": late, "since": [name]}, {name: data}
    plan = ask("plan_workshop", given, files).data
    assert plan["unchanged"] == ["office.pdf", "contact-sheet.pdf"]
    assert plan["files"][0]["page_count"] == 8
    new = ask("build_workshop", given, files).files
    (zip_of_new,) = (name for name in new if name.endswith(".zip"))
    assert zip_of_new == "good-conversations-2026-12-03-new.zip"
    more = {**files, "second.zip": new[zip_of_new]}
    rest = ask("plan_workshop", {**given, "since": list(more)}, more).data
    assert [file for file in rest["files"] if file["output"] != "index"] == []


def test_a_workshop_is_saved_as_yaml_or_with_what_it_needs_as_a_zip():
    alone = ask("save_workshop", {"workshop": WORKSHOP}).files
    assert list(alone) == ["workshop.yaml"]
    assert b"participants:" in alone["workshop.yaml"]
    both = ask("save_workshop", {"workshop": WORKSHOP, "overlay": OVERLAY}).files
    assert list(both) == ["good-conversations-2026-12-03.zip"]
    held = cardgen.unzipped(both["good-conversations-2026-12-03.zip"])
    assert set(held) == {"workshop.yaml", "our-words.yaml"}


@pytest.mark.slow
def test_cards_whose_words_changed_are_told_of_an_older_pdf_and_printed_alone():
    before = ask(
        "build", {"output": "office", "options": {"themes": ["being"], "cards": ["trust"]}}
    ).files
    files = {"older.pdf": next(iter(before.values()))}
    found = ask("compare", {"file": "older.pdf", "overlay": OVERLAY}, files).data
    changes = [one["card"] for one in found["changes"] if one["change"] == "changed"]
    assert (found["output"], changes) == ("office", ["trust"])
    options = {"cards": ["trust"], "changed_since": "older.pdf", "same_places": True}
    given = {"output": "office", "options": options, "overlay": OVERLAY}
    assert ask("build", given, files).data["files"][0]["cards"] == ["trust"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped({"other.txt": b""}), "this ZIP has no workshop.yaml"),
        (zipped({"workshop.yaml": b"title: X", "plan.json": b"[]"}), "not one that cardgen wrote"),
        (zipped({"workshop.yaml": b"title: X"})[:60], "the ZIP is damaged"),
        (b"\xff\xfe\x00", "this file is not text in UTF-8"),
        (b"title: [", "workshop.yaml:2:1"),
    ],
)
def test_what_is_no_saved_workshop_is_said_in_words(data, what):
    found = answer(Desk(Path()), "open_workshop", {"file": "x.zip"}, {"x.zip": data}).data
    assert what in str(found["stopped"]) + str(found["problems"])


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked():
    many = zipped({f"{number}": b"" for number in range(501)})
    found = answer(Desk(Path()), "open_workshop", {"file": "x.zip"}, {"x.zip": many}).data
    assert "more than the files of a workshop" in found["stopped"]


def test_older_zips_are_not_unpacked_to_more_than_one_may_together(monkeypatch):
    older = zipped({"plan.json": b"x" * 600})
    monkeypatch.setattr(workshops, "ZIP_UNPACKED", limits.Limit("", 1000, "bytes", ""))
    files = {"a.zip": older, "b.zip": older}
    with pytest.raises(cardgen.Stop, match="unpack together"):
        workshops.with_older_folders({"since": [*files]}, files)
