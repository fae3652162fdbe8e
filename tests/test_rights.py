"""A deck that leaves the house without a line that says whose it is."""

import shutil

import pytest
from command_line import run
from decks import BUNDLED

WARNING = "warning[W432]: the deck does not say who owns its words"
LEAVING = [
    ["show", "trust"],
    ["export", "--to", "csv", "-o", "deck.csv"],
    ["build", "cards", "--format", "html", "-n"],
    ["build", "reading", "--format", "md", "-n"],
    ["build", "cards", "--format", "txt", "-n"],
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with the deck in it."""
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without_rights(project):
    file = project / "deck" / "deck.yaml"
    (old,) = [one for one in file.read_text("utf-8").splitlines() if one.startswith("rights:")]
    file.write_text(file.read_text("utf-8").replace(f"{old}\n", ""), "utf-8")


@pytest.mark.parametrize("command", LEAVING, ids=" ".join)
def test_a_deck_without_rights_is_warned_of_where_its_words_are_given_away(command, project):
    without_rights(project)
    told = run(*command)
    assert (told.exit_code, told.stderr.count(WARNING)) == (0, 1), told.stderr
    assert "deck/deck.yaml" in told.stderr and "rights: Text ©" in told.stderr


@pytest.mark.parametrize("command", LEAVING, ids=" ".join)
def test_a_deck_that_says_whose_it_is_is_not(command, project):
    assert "W432" not in run(*command).stderr


def test_cards_for_the_own_table_need_no_rights(project):
    without_rights(project)
    assert "W432" not in run("build", "office", "-n").stderr
