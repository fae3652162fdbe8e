"""The ways to print in the words of whoever prints, and what a deck says of itself."""

import pytest

import cardgen


@pytest.fixture(scope="module")
def project():
    return cardgen.open(".")


@pytest.mark.slow
def test_every_way_to_print_can_be_built_as_it_stands(project):
    ways = project.list("ways")
    assert not ways.problems
    for way in ways:
        built = project.build(way["output"], dry_run=True, **way["options"])
        assert built.plan.files, way["name"]


def test_a_way_has_the_options_of_a_workshop_and_only_those_that_say_something(project):
    ways = {way["name"]: way for way in project.list("ways")}
    assert ways["office"]["options"] == {}
    assert ways["by-hand"]["options"] == {"flip": "none"}
    assert ways["fold"]["options"] == {"fold": True}
    assert ways["office"]["title"] == "Office printer and scissors"


def test_a_slip_in_a_way_is_told_at_its_place(tmp_path):
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ways.yaml").write_text(
        "ways:\n  own:\n    title: Mine\n    about: Ours\n    print: {output: office, flip: up}\n",
        encoding="utf-8",
    )
    (problem,) = cardgen.open(tmp_path).list("ways").problems
    assert str(problem.where).endswith("ways.yaml:5:35")
    assert '"up"' in problem.what


def test_a_deck_says_who_permitted_that_everybody_sees_it(project):
    about = project.about()
    assert (about["title"], about["lang"], about["date"]) == (
        "Doing Things Differently",
        "en-GB",
        "2026-11-24",
    )
    assert about["permission"] is None
    given = {"permission": {"by": "The publisher", "on": "2026-11-20"}}
    permitted = cardgen.open(".", overlay=given).about()
    assert permitted["permission"] == {"by": "The publisher", "on": "2026-11-20"}


def test_a_permission_needs_its_day():
    overlay = {"permission": {"by": "The publisher"}}
    (problem,) = cardgen.open(".", overlay=overlay).list("cards").problems
    assert problem.what == 'a permission needs "on"'
