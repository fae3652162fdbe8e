"""A project that stays open reads again what an edit changes, and nothing else."""

import shutil

import pytest
from decks import BUNDLED

from cardgen.problems import Problems
from cardgen.read.brand import sources_branded
from cardgen.read.layout import Sizes, sources_layout
from cardgen.read.project import find_sources


@pytest.fixture
def sources(tmp_path):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    return find_sources(tmp_path, None)


def read(sources):
    """The layout of a behaviour on A6, and the house style."""
    sources.files.refresh()
    problems = Problems()
    found = sources_layout("a6", ["behaviour"], Sizes(), sources, problems)
    assert not problems and found
    return found, sources_branded(sources, problems)


def edit(sources, name, old, new):
    path = sources.deck.parent / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_changed_word_of_a_card_leaves_layouts_and_house_style_as_they_are(sources):
    layout, house = read(sources)
    edit(sources, "being.yaml", "Honest", "Very honest")
    again = read(sources)
    assert again[0] is layout and again[1] is house


def test_another_language_is_read_with_its_words(sources):
    layout, house = read(sources)
    edit(sources, "deck.yaml", "lang: en-GB", "lang: cy")
    again = read(sources)
    assert house.lang == "en-GB" and again[1].lang == "cy"
    assert again[0] is not layout


def test_a_layout_of_the_projects_own_takes_the_place_of_the_bundled_one(sources):
    layout, _ = read(sources)
    shutil.copytree(BUNDLED / "layouts" / "cards" / "a6", sources.project / "layouts/cards/a6")
    assert read(sources)[0] is not layout
