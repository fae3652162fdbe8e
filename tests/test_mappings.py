"""Workshops, overlays and printers as mappings: saved as YAML, opened again, built as they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cardgen

WORKSHOP = {
    "outputs": ["office", {"names": True, "output": "handouts", "cards": ["trust"]}],
    "title": "Thursday in Leeds: the second",
    "date": "2026-12-03",
    "tables": 2,
    "participants": [{"table": 1, "name": "Ann Lee"}, {"name": "O'Brien, Zoë"}, "Bo"],
    "copies": {"per": "table"},
    "cards": ["delivering", {"not": "delivery"}],
}
WORKSHOP_YAML = """\
title: "Thursday in Leeds: the second"
date: 2026-12-03
cards: [delivering, {not: delivery}]
copies: {per: table}
tables: 2
participants:
  - {name: Ann Lee, table: 1}
  - name: O'Brien, Zoë
  - Bo
outputs:
  - office
  - {output: handouts, cards: [trust], names: true}
"""
LONG = (
    "We keep our word, and where we cannot we say so before anybody has to ask us for it, and why"
)
OVERLAY = {
    "cards": [{"definition": LONG, "positive": ["Says so, early"], "id": "trust"}],
    "publisher": "Our Trust",
    "title": {"en": "Our cards"},
}
OVERLAY_YAML = """\
title: {en: Our cards}
publisher: Our Trust
cards:
  - id: trust
    definition: >-
      We keep our word, and where we cannot we say so before anybody has to ask us for it, and
      why
    positive:
      - Says so, early
"""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "",
        " ",
        "a: b",
        "# c",
        "- d",
        "null",
        "~",
        "true",
        "a\n\nb",
        "\n",
        "x\n  y",
        "a  b " * 40,
        LONG,
    ]
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def datas(built):
    return {file.name: file.data for file in built.files}


@pytest.mark.parametrize(
    ("kind", "keys", "text"),
    [
        ("workshop", WORKSHOP, WORKSHOP_YAML),
        ("overlay", OVERLAY, OVERLAY_YAML),
        (
            "printer",
            {"landscape": {"turn-cw": 0.1, "right": 1.5}, "about": "Hall"},
            "about: Hall\nlandscape: {right: 1.5, turn-cw: 0.1}\n",
        ),
        ("printer", {}, "{}\n"),
    ],
)
def test_a_mapping_is_saved_as_a_person_would_write_it(kind, keys, text):
    assert cardgen.yaml_of(kind, keys) == text


@given(
    kind=st.sampled_from(["workshop", "overlay", "printer"]), keys=st.dictionaries(TEXTS, VALUES)
)
def test_a_mapping_that_is_saved_and_opened_is_the_same(kind, keys):
    assert cardgen.mapping_of(kind, cardgen.yaml_of(kind, keys)) == keys


def test_what_has_several_keys_stands_on_a_line_of_its_own():
    outputs = ["office", {"output": "handouts", "names": True}]
    text = cardgen.yaml_of("workshop", {"cards": ["trust", {"not": "being"}], "outputs": outputs})
    assert text == (
        "cards: [trust, {not: being}]\noutputs:\n  - office\n  - {output: handouts, names: true}\n"
    )


def test_a_word_that_other_programs_take_for_nothing_is_in_quotes():
    assert cardgen.yaml_of("workshop", {"cards": ["null"]}) == 'cards:\n  - "null"\n'


def test_numbers_and_truth_values_come_back_as_they_are_written():
    keys = cardgen.mapping_of("workshop", WORKSHOP_YAML)
    assert (keys["tables"], keys["outputs"][1]["names"]) == ("2", "true")
    assert cardgen.yaml_of("workshop", keys) == WORKSHOP_YAML


@pytest.mark.slow
def test_a_workshop_that_is_a_mapping_builds_what_its_yaml_builds(empty_folder):
    built = cardgen.open().build_workshop(WORKSHOP)
    assert [file.plan.path for file in built.files] == [
        f"thursday-in-leeds-the-second/{name}"
        for name in ("office.pdf", "handouts.pdf", "index.pdf", "index.html")
    ]
    assert list(empty_folder.iterdir()) == []
    name = "thursday-in-leeds-the-second.yaml"
    Path(name).write_text(cardgen.yaml_of("workshop", WORKSHOP), encoding="utf-8")
    assert datas(built) == datas(cardgen.open().build_workshop(name))
    opened = cardgen.mapping_of("workshop", Path(name).read_text(encoding="utf-8"))
    assert datas(built) == datas(cardgen.open().build_workshop(opened))


@pytest.mark.slow
def test_an_overlay_that_is_a_mapping_builds_what_its_yaml_builds(empty_folder):
    Path("overlay.yaml").write_text(cardgen.yaml_of("overlay", OVERLAY), encoding="utf-8")
    on_disk, in_memory = (
        cardgen.open(overlay=overlay).build("office", cards="trust").files[0].data
        for overlay in ("overlay.yaml", OVERLAY)
    )
    assert on_disk == in_memory


def test_a_project_builds_one_workshop_after_another(empty_folder):
    project = cardgen.open()
    for title, output in (("One", "labels"), ("Two", "poster")):
        workshop = {"title": title, "cards": ["trust"], "outputs": [output]}
        built = project.build_workshop(workshop, dry_run=True)
        assert built.files[0].plan.path == f"{title.lower()}/{output}.pdf"


def test_what_is_wrong_in_a_workshop_is_told_by_its_place_in_the_mapping(empty_folder):
    workshop = {"title": "Day", "participants": ["Ann", 3, [1]], "outputs": ["offce"]}
    with pytest.raises(cardgen.DeckError) as raised:
        cardgen.open().build_workshop(workshop)
    places = [str(one.where) for one in raised.value.problems]
    assert places == ["workshop outputs[0]", "workshop participants[2]"]


def test_a_workshop_that_is_a_mapping_is_made_in_memory(empty_folder):
    workshop = {"title": "天", "outputs": ["labels"]}
    for place in ({"to": "out"}, {"folder": "build"}):
        with pytest.raises(cardgen.Unsupported, match="made in memory"):
            cardgen.open().build_workshop(workshop, **place)
    built = cardgen.open().build_workshop({**workshop, "title": "3"}, dry_run=True)
    assert built.files[0].plan.path == "workshop/labels.pdf"  # which no folder can be called after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: A\noutputs: [office\n", "workshop.yaml:3:1: this is not YAML"),
        ("- A\n", "workshop.yaml:1:1: a file of this kind is a set of keys, not a list"),
        ("title: &a A\n", "workshop.yaml:1:8: there is an anchor here"),
        ("title: A\ntitle: B\n", 'workshop.yaml:2:1: "title" appears twice'),
        ("", "workshop.yaml:1:1: the file is empty"),
        ("title: \ud800", "workshop.yaml:1:8: this is not UTF-8 text"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(text, words):
    with pytest.raises(cardgen.DeckError) as raised:
        cardgen.mapping_of("workshop", text)
    assert words in str(raised.value)


def test_a_comment_that_cuts_a_text_is_told_when_it_is_opened():
    keys = cardgen.mapping_of("workshop", "title: Card #3\n")
    assert keys == {"title": "Card"} and [one.code for one in keys.problems] == ["W419"]


def test_what_a_kind_cannot_hold_is_said_of_the_keys_that_were_found():
    assert cardgen.mapping_of("workshop", WORKSHOP_YAML).fault is None
    overlay = cardgen.mapping_of("overlay", "outputs: [office]\ncards: [{id: [a]}]\n")
    assert (overlay.of("overlay"), overlay.of("workshop")) == ({"cards"}, {"cards", "outputs"})
    assert overlay.fault == '"id" should be a text, not a list'


def test_what_yaml_cannot_hold_is_refused_with_its_place():
    for keys, words in (
        ({"title": "\ud800"}, "workshop title has half a character"),
        ({"a" * 1001: "b"}, "workshop has a key of more than 1000 characters"),
        ({"title": object()}, "workshop title: a object stands where"),
    ):
        with pytest.raises(cardgen.Unsupported) as raised:
            cardgen.yaml_of("workshop", keys)
        assert words in str(raised.value)
    with pytest.raises(cardgen.Unsupported, match='no kind is called "deck"'):
        cardgen.yaml_of("deck", {})
