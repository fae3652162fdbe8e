"""What check calls an error stops the build of that output, and nothing else does."""

import json

import pytest
from command_line import run
from small_decks import small_deck
from test_cases import CASES

import cardgen
from cardgen.problems import Unsupported

LONG = "Says what is meant, hears what is said, and says it once more in other words. " * 60


def errors_of(problems):
    return {(p.code, p.where, p.what) for p in problems if p.severity == "error"}


def stopped(project, output):
    """The errors that stop the build of an output."""
    try:
        project.build(output)
    except cardgen.DeckError as error:
        return errors_of(error.problems)
    return set()


def outputs_of(project):
    of_people = ("badges", "name-cards", "table-tents")
    return [row["name"] for row in project.list("outputs") if row["name"] not in of_people]


def assert_they_agree(project, outputs):
    checked = project.check()
    known, unsuited = errors_of(checked), [p.what for p in checked if p.code == "W451"]
    for output in outputs:
        stops = stopped(project, output)
        assert errors_of(project.check(output)) == stops, output
        # What stops it is told by the check of the whole, or the output is named there.
        named = any(output in what for what in unsuited)
        assert stops <= known or named, output
        assert not (named and output in checked.outputs)
        assert output not in checked.outputs or stops <= known, output


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES[::6], ids=lambda case: case.name)
def test_check_and_build_agree_on_each_mistake(case, monkeypatch):
    monkeypatch.chdir(case)
    assert_they_agree(cardgen.open(), ["facilitator", "office", "labels", "press"])


@pytest.mark.long
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check_and_build_agree_in_every_output(case, monkeypatch):
    monkeypatch.chdir(case)
    project = cardgen.open()
    assert_they_agree(project, outputs_of(project))


def test_outputs_that_cannot_hold_the_deck_are_named_once(tmp_path, monkeypatch):
    small_deck(tmp_path, {"definition": LONG[:400]}, {"definition": LONG[:600]})
    monkeypatch.chdir(tmp_path)
    project = cardgen.open()
    (told,) = [p for p in project.check() if p.code == "W451"]
    assert "conversation, tarot (2 texts are too long)" in told.what and "labels" in told.what
    assert 'as in "check cards"' in told.fix and len(told.also) == 1
    assert "labels" not in project.check().outputs
    assert errors_of(project.check("labels")) == stopped(project, "labels") != set()


def test_an_output_of_ones_own_is_always_checked_in_full(tmp_path, monkeypatch):
    small_deck(tmp_path, {"definition": LONG})
    own = tmp_path / "layouts" / "outputs" / "tiny.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("about: Ours\ncards: label\nsheet: avery-c32011\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    checked = cardgen.open().check()
    assert "tiny" in checked.outputs and checked.fatal


def test_outputs_for_other_fields_are_named_and_the_usual_one_is_an_error(tmp_path, monkeypatch):
    card = {"id": "c", "kind": "behaviour", "name": "Trust"}
    kinds = {"behaviour": {"numbered": True, "fields": {"name": "text"}}}
    path = small_deck(tmp_path, kinds=kinds)
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "cards": [card]}), "utf-8")
    monkeypatch.chdir(tmp_path)
    told = cardgen.open().check()
    assert {p.where.file for p in told} == {"deck/deck.yaml"}
    lacking = [p.what for p in told if p.code == "W451"]
    assert len(lacking) == 1 and "(prints fields that the cards do not have)" in lacking[0]
    (wrong, *_) = cardgen.open().check("office")
    assert (wrong.code, wrong.where.file) == ("E209", "deck/deck.yaml")
    assert wrong.what == 'cards of the kind "behaviour" have no field "definition"'


OUTPUTS = {
    "profile: nobody": ("E206", 'there is no "nobody" in layouts/profiles', 3),
    "profile: any": ("E242", "any only has limits for checking files", 3),
    "profile: uk-online\nsheet: a4": ("E242", "uk-online takes one face per page", 3),
    "kinds: [nothing]": ("E203", 'the deck has no cards of the kind "nothing"', 3),
}


@pytest.mark.parametrize("words", OUTPUTS)
def test_an_output_that_contradicts_itself_is_a_problem_at_its_place(words, tmp_path, monkeypatch):
    code, what, line = OUTPUTS[words]
    small_deck(tmp_path, {})
    own = tmp_path / "layouts" / "outputs" / "ours.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"about: Ours\ncards: a6\n{words}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    project = cardgen.open()
    (told,) = [p for p in project.check() if p.severity == "error"]
    assert (told.code, told.where.file, told.where.line) == (
        code,
        "layouts/outputs/ours.yaml",
        line,
    )
    assert what in told.what
    assert errors_of([told]) == stopped(project, "ours")


def test_a_kind_without_cards_has_nothing_to_print(tmp_path, monkeypatch):
    small_deck(tmp_path, {}, kinds={"empty": {"fields": {"name": "text"}}})
    own = tmp_path / "layouts" / "outputs" / "ours.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("about: Ours\ncards: a6\nkinds: [empty]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    project = cardgen.open()
    assert {code for code, *_ in stopped(project, "ours")} & {"E243", "E207"}
    assert errors_of(project.check("ours")) == stopped(project, "ours")


def test_an_output_that_does_not_exist_is_no_problem_of_the_deck(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unsupported, match="labels"):
        cardgen.open().check("lables")


def test_check_and_fit_take_the_names_of_outputs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("check", "labels", "office").stderr == "16 cards checked for labels and office\n"
    header, *rows = run("fit", "labels").stdout.splitlines()
    assert header.split() == ["card", "label", "85", "×", "54"] and len(rows) > 10
    fits = json.loads(run("fit", "labels", "--json").stdout)["fits"]
    assert {one["format"] for one in fits} == {"label"}
    assert 'did you mean "labels"?' in run("fit", "lables").stderr
