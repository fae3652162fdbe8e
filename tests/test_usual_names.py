"""The usual names of files: plain for plain builds, and their own for every other way."""

from itertools import combinations
from pathlib import Path

import pytest
from command_line import run
from decks import BUNDLED, BWRDD

from cardgen.jobs.usual_names import usual_name
from cardgen.model.options import OPTIONS, options_from
from cardgen.read.project import find_sources

SOURCES = find_sources(BUNDLED, None)
PLAIN = {"verify", "ticket", "format", "icc", "changed_since"}


def name(output="office", sources=SOURCES, **options):
    return usual_name(sources, output, options_from(options))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "office"),
        ({"verify": True}, "office"),
        ({"fold": True}, "office-fold"),
        ({"back": "prompts"}, "office-back-prompts"),
        ({"draft": True, "ink": "mono"}, "office-mono-draft"),
        ({"proof": True}, "office-proof"),
        ({"themes": ["being"]}, "office-being"),
        ({"cards": ["trust", "Mindset"]}, "office-trust-mindset"),
        ({"without": ["Lead & enable others"]}, "office-not-lead-enable-others"),
        ({"add": ["theme-cards", "blank:4"]}, "office-with-theme-cards-blank-4"),
        ({"flip": "short"}, "office-flip-short"),
        ({"flip": "none"}, "office"),
        ({"fill": "blank", "copies": 3}, "office-x3-fill-blank"),
        ({"sheet": "a3", "order": "stack"}, "office-a3-order-stack"),
        ({"printer": "office"}, "office-for-office"),
        ({"back_extra": 2.5}, "office-back-extra-2.5"),
        ({"themes": ["Ymddiriedaeth â phobl"]}, "office-ymddiriedaeth-â-phobl"),
    ],
    ids=str,
)
def test_a_name_says_how_the_file_was_built(options, expected):
    assert name(**options) == expected


def test_many_cards_are_counted_and_told_from_another_choice():
    one, other = (name(cards=["trust", "mindset", "delivery", last]) for last in ("a", "b"))
    assert one.startswith("office-trust-and-3-more-") and len(one) == len(other) and one != other
    assert name(cards=["trust", "mindset", "delivery", "a"]) == one


def test_a_name_of_signs_or_of_great_length_is_told_by_a_digest():
    assert len({name(themes=[theme]) for theme in ("!!", "??", "x" * 90, "x" * 91)}) == 4
    assert all(len(name(themes=["x" * many])) < 60 for many in (41, 90, 500))


def test_no_way_of_building_an_output_overwrites_another():
    ways = [
        {row.name: value}
        for row in OPTIONS.values()
        if row.name not in PLAIN
        for value in values_of(row)
        if (row.name, value) != ("flip", "none")
    ]
    pairs = [one | other for one, other in combinations(ways, 2) if one.keys() != other.keys()]
    names = [name(**way) for way in ({}, *ways, *pairs)]
    assert len(set(names)) == len(names) > 200


def values_of(row):
    """Values of an option that are not its default."""
    if row.choices:
        return [choice for choice in row.choices if choice != row.default]
    return [{"count": 3, "length": 2.0, "names": (row.name,), "flag": True}.get(row.kind, row.name)]


def test_languages_and_an_overlay_show_in_the_name(tmp_path, monkeypatch):
    both = find_sources(BWRDD, None)
    monkeypatch.chdir(tmp_path)
    Path("leeds.yaml").write_text("publisher: Ours\n", "utf-8")
    result = run("--overlay", "leeds.yaml", "build", "office", "-n")
    assert "would write build/office-leeds.pdf" in result.stderr
    result = run("-C", BWRDD, "--lang", "cy,en", "build", "office", "-n")
    assert "would write build/office-cy-en.pdf" in result.stderr
    assert name(sources=both) == "office"


def test_a_workshop_in_another_language_does_not_overwrite_the_folder_of_the_first(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("day.yaml").write_text("title: Day\noutputs: [office]\n", "utf-8")
    for lang in ((), ("--lang", "cy"), ("--lang", "en-GB")):
        result = run("--deck", BWRDD / "deck", *lang, "build", "day.yaml")
        assert result.exit_code == 0, result.stderr
    names = sorted(path.name for path in Path("build").iterdir())
    assert names == ["day", "day-cy", "day-en-gb"]


def test_plain_builds_and_variants_lie_beside_each_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for way in ([], ["--fold"], ["--flip", "none"], ["--ink", "mono"]):
        assert run("build", "office", "--card", "trust", *way).exit_code == 0
    assert sorted(path.name for path in Path("build").iterdir()) == [
        *("office-trust-backs.pdf", "office-trust-by-hand.pdf", "office-trust-fold.pdf"),
        *("office-trust-fronts.pdf", "office-trust-mono.pdf", "office-trust.pdf"),
    ]
