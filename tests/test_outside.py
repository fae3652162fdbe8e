"""Files that a workshop or an overlay names: those in its folder and below, and no others."""

import shutil
from pathlib import Path

import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED

SECRET = "top-secret: {words"


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A folder of a workshop, beside a deck and a file that is nobody's business."""
    shutil.copytree(ALLOTMENT / "deck", tmp_path / "deck")
    (tmp_path / "secret.csv").write_text(SECRET, "utf-8")
    (tmp_path / "room").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "room"


def refused(*arguments):
    """What is said of a command that is refused for the deck; nothing of the secret is."""
    result = run(*arguments)
    assert result.exit_code == 1
    assert "secret:" not in result.stderr and "words" not in result.stderr
    return result.stderr


OUTSIDE = ["../secret.csv", "./x/../../secret.csv", "link.csv", "{secret}"]


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    "line",
    [
        "participants: {{file: {name}}}",
        "lowest: {{file: {name}, take: 1}}",
        "deck: {name}",
        "overlay: {name}",
    ],
)
def test_a_workshop_reads_no_file_outside_its_folder(line, name, room):
    (room / "link.csv").symlink_to("../secret.csv")
    name = name.format(secret=room.parent / "secret.csv")
    text = f"title: Day\n{line.format(name=name)}\noutputs: [labels]\n"
    (room / "day.yaml").write_text(text, "utf-8")
    told = refused("build", "room/day.yaml", "-n")
    assert "error[E010]" in told and "room/day.yaml:2:" in told
    assert f'"{name}" leads out of the folder' in told


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    "line", ["cards: [{name}]", "prompts: {name}", "logo: {{file: {name}, alt: A}}"]
)
def test_an_overlay_reads_no_file_outside_its_folder(line, name, room):
    (room / "link.csv").symlink_to("../secret.csv")
    name = name.format(secret=room.parent / "secret.csv")
    (room / "ours.yaml").write_text(line.format(name=name), "utf-8")
    told = refused("--overlay", "room/ours.yaml", "list", "cards")
    assert f'"{name}" leads out of the folder' in told and "room/ours.yaml:1:" in told


def test_a_deck_from_elsewhere_is_named_on_the_command_line(room):
    (room / "day.yaml").write_text("title: Day\noutputs: [labels]\n", "utf-8")
    shutil.copytree(BUNDLED / "deck", "other")
    result = run("--deck", "other", "build", "room/day.yaml", "-n")
    assert result.exit_code == 0, result.stderr


def test_what_is_below_the_folder_is_read_through_links_that_stay_there(room):
    (room / "lists").mkdir()
    (room / "lists" / "people.csv").write_text("name\nAda\n", "utf-8")
    (room / "people.csv").symlink_to("lists/people.csv")
    for name in ("lists/people.csv", "people.csv"):
        text = f"title: Day\nparticipants: {{file: {name}}}\noutputs: [name-cards]\n"
        (room / "day.yaml").write_text(text, "utf-8")
        result = run("build", "room/day.yaml", "-n")
        assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("name", ["id_rsa", "secret.pem", "notes.yaml"])
def test_no_line_of_a_file_that_is_no_table_is_shown(name, room):
    (room / name).write_text(SECRET, "utf-8")
    text = f"title: Day\nparticipants: {{file: {name}}}\noutputs: [labels]\n"
    (room / "day.yaml").write_text(text, "utf-8")
    told = refused("build", "room/day.yaml", "-n")
    assert f'"{name}" is not a table' in told and Path("room/day.yaml").as_posix() in told
