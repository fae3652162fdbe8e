"""Contacts of a deck, which are printed once someone has confirmed them."""

import json
import shutil

import pytest
from command_line import run
from decks import BUNDLED, faces_of, words_of

from cardgen import Project
from cardgen import open as open_project

PHONE, PLACE = "07717 815 779", "the contacts on how-to are left out, as nobody has confirmed them"
ON_THE_CARD = ("Contact us", "www.nwacademy.nhs.uk", "Further information")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with the deck in it."""
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(project, written, instead, name="deck.yaml"):
    file = project / "deck" / name
    text = file.read_text("utf-8")
    assert written in text
    file.write_text(text.replace(written, instead), "utf-8")


def how_to(output, project):
    """All that the how-to card says."""
    faces = faces_of(output, project)["how-to"]
    return " ".join("".join(run.text for run in words_of(face.frame.items)) for face in faces)


@pytest.mark.parametrize("output", ["office", "facilitator", "cards", "clear-print", "reading"])
def test_contacts_that_nobody_has_confirmed_are_left_out_with_their_heading(output, project):
    words = how_to(output, project)
    assert not [text for text in (PHONE, *ON_THE_CARD) if text in words]
    assert "coaching" in words and "Text © NHS" in words


@pytest.mark.parametrize("output", ["office", "facilitator", "cards", "clear-print", "reading"])
def test_contacts_that_someone_has_confirmed_are_printed_with_their_heading(output, project):
    edit(project, "lang: en-GB\n", "lang: en-GB\nchecked: 2026-11-20\n")
    words = how_to(output, project)
    assert not [text for text in (PHONE, *ON_THE_CARD) if text not in words]


@pytest.mark.parametrize("form", ["pdf", "html", "md", "txt"])
def test_one_line_of_a_build_says_whose_contacts_are_left_out_and_how_to_confirm_them(
    form, project
):
    told = run("build", "reading", "--format", form, "-n").stderr
    assert told.count(PLACE) == 1
    assert "if they are right, add checked: and the date to deck.yaml" in told
    edit(project, "lang: en-GB\n", "lang: en-GB\nchecked: 2026-11-20\n")
    assert "contacts" not in run("build", "reading", "--format", form, "-n").stderr


def test_an_output_without_the_card_says_nothing_of_its_contacts(project):
    assert "contacts" not in run("build", "conversation", "-n").stderr
    assert "contacts" not in run("build", "office", "--theme", "being", "-n").stderr


def test_other_programs_are_told_by_the_ids_of_the_cards(project):
    assert json.loads(run("build", "-n", "--json").stdout)["unconfirmed"] == ["how-to"]
    chosen = run("build", "-n", "--report", "json", "--card", "trust").stdout
    assert json.loads(chosen)["unconfirmed"] == []


def test_the_plan_of_a_workshop_lists_the_cards_whose_contacts_are_left_out(project):
    (project / "w.yaml").write_text("title: W\ncards: [how-to]\noutputs: [office]\n", "utf-8")
    result = run("build", "w.yaml", "--json")
    assert json.loads(result.stdout)["files"][0]["unconfirmed"] == ["how-to"]


def test_python_is_told_by_the_ids_of_the_cards(project):
    deck: Project = open_project(".")
    assert deck.build("office").unconfirmed == ("how-to",)
    assert deck.build("office", cards=["trust"]).unconfirmed == ()


def test_a_field_that_is_a_plain_list_is_printed_as_ever(project):
    edit(project, "further: contacts?", "further: list")
    assert PHONE in how_to("office", project)
    assert "contacts" not in run("build", "office", "-n").stderr


def test_an_overlay_with_contacts_of_its_own_confirms_them(project):
    overlay = "checked: 2026-11-20\ncards:\n  - {id: how-to, further: [Call 0113 496 0000]}\n"
    (project / "ours.yaml").write_text(overlay, "utf-8")
    made = run("--overlay", "ours.yaml", "build", "reading", "--format", "txt", "-o", "x.txt")
    assert made.exit_code == 0, made.stderr
    words = (project / "x.txt").read_text("utf-8")
    assert ("0113 496 0000" in words, PHONE in words) == (True, False)


def test_a_day_that_is_none_is_refused_at_its_place(project):
    edit(project, "lang: en-GB\n", "lang: en-GB\nchecked: yes\n")
    result = run("build", "-n")
    assert result.exit_code == 1
    assert "error[E1" in result.stderr and "checked: yes" in result.stderr


@pytest.mark.slow
def test_contacts_and_their_day_come_back_from_a_workbook(project):
    edit(project, "lang: en-GB\n", "lang: en-GB\nchecked: 2026-11-20\n")
    assert run("export", "--to", "xlsx", "-o", "deck.xlsx").exit_code == 0
    made = run("import", "deck.xlsx", "-o", "again")
    assert made.exit_code == 0, made.stderr
    text = (project / "again" / "deck.yaml").read_text("utf-8")
    assert "checked: 2026-11-20" in text and "further: contacts?" in text


def test_show_keeps_contacts_that_are_not_printed(project):
    assert PHONE in run("show", "how-to").stdout
