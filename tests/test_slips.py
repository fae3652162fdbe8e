"""Slips in a deck's declarations and in layouts that would be printed, or lost, in silence."""

import json

import pytest
from decks import HOUSE, layup_of
from small_decks import FIELDS, lay_out

import cardgen
from cardgen.model.layout import PLAIN
from cardgen.typeset.setting import TEMPLATE_NAMES, card_values, deck_values

CARD = {"id": "trust", "name": "Trust", "definition": "Hears", "positive": ["a"], "negative": ["b"]}


def deck_with(fields=(), card=(), **more):
    fields = {**FIELDS, **dict(fields)}
    return {
        "title": "T",
        "lang": "en",
        "date": "2026-11-24",
        "kinds": {"behaviour": {"numbered": True, "fields": fields}},
        "cards": [{**CARD, **dict(card)}],
        **more,
    }


def told(deck, *codes, **options):
    """Code, place, message and way out of the problems, of these codes or of all: those of a folder
    in all outputs, those of a mapping, which has no layouts of its own, in one."""
    found = cardgen.open(deck, **options).check("office" if isinstance(deck, dict) else ())
    return [(p.code, str(p.where), p.what, p.fix) for p in found if not codes or p.code in codes]


# ── Marks and colours of themes ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mark", "fix"),
    [
        ("heart", "the marks are: core, links"),
        ("petal", 'did you mean "petals"?'),
        ("Core", 'did you mean "core"?'),
        ("spade", "the marks are: core, links"),
    ],
)
def test_an_unknown_mark_is_told_where_it_stands(mark, fix):
    theme = {"id": "all", "name": "All", "colour": "coral", "mark": mark}
    ((code, where, what, way),) = told(deck_with(card={"theme": "all"}, themes=[theme]))
    assert (code, where) == ("W407", "themes[0].mark")
    assert what == f'no mark is called "{mark}"; a disc is used instead'
    assert way.startswith(fix)


@pytest.mark.parametrize("mark", ["disc", "petals", "core"])
def test_a_mark_that_is_drawn_is_not_told(mark):
    theme = {"id": "all", "name": "All", "colour": "coral", "mark": mark}
    assert told(deck_with(card={"theme": "all"}, themes=[theme])) == []


@pytest.mark.parametrize("colour", ["#FFFFFF", "#FEFEFA", "#FFFFF0"])
def test_a_colour_like_the_paper_is_told(colour):
    theme = {"id": "all", "name": "All", "colour": colour}
    said = told(deck_with(card={"theme": "all"}, themes=[theme]), "W424")
    assert [(where, what) for _, where, what, _ in said] == [
        ("themes[0].colour", 'the colour of "All" can hardly be told from the paper')
    ]


def test_a_light_colour_that_can_be_told_from_the_paper_is_not():
    theme = {"id": "all", "name": "All", "colour": "#FFE680"}
    assert told(deck_with(card={"theme": "all"}, themes=[theme]), "W424") == []


# ── Names of fields ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "example"),
    [("number_", "back-heading"), ("Own_Note", "own-note"), ("a b", "a-b"), ("日", "back-heading")],
)
def test_a_name_that_no_field_can_have_is_one_error_at_the_name(name, example):
    where = f"kinds.behaviour.fields.{name}"
    assert told(deck_with(fields={name: "text"})) == [
        (
            "E106",
            where,
            f'"{name}" cannot be the name of a field',
            f"use small letters, digits and hyphens, as in {example}",
        )
    ]


@pytest.mark.parametrize("name", ["id", "kind", "theme", "lang", "tags", "origin", "art", "image"])
def test_a_field_with_the_name_of_a_key_of_every_card_is_one_error(name):
    ((code, where, what, fix),) = told(deck_with(fields={name: "text"}))
    assert (code, where) == ("E230", f"kinds.behaviour.fields.{name}")
    assert what == f'no field can be called "{name}": every card has a key of that name'
    assert fix == f"give it another name, such as own-{name}"


@pytest.mark.parametrize("name", ["number", "count", "deck", "called", "pages"])
def test_a_field_with_a_name_that_layouts_know_is_told(name):
    said = told(deck_with(fields={name: "text?"}), "W426")
    assert [where for _, where, _, _ in said] == [f"kinds.behaviour.fields.{name}"]


def test_a_field_called_true_is_a_field():
    assert told(deck_with(fields={"true": "text?"})) == []


def test_the_names_that_layouts_know_are_those_that_they_are_given():
    deck = layup_of("office").spec.deck
    assert HOUSE is not None and PLAIN in HOUSE.colours
    given = {**deck_values(deck), **card_values(deck.cards[0], deck, HOUSE)}
    counts = {f"{kind}s" for kind in deck.kinds}
    assert {"page", "pages", "paged", "verso", "recto", "held", *given} - counts == TEMPLATE_NAMES


# ── Layouts ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("text: {of: answer, style: body, ink: ink}", "answer"),
        ("text: {of: name, style: body, ink: ink}", "name"),
        ("running: {of: name, style: body, ink: ink}", "name"),
        ("footer: {of: name, style: body, ink: ink}", "name"),
        ("running: {of: '{name}', end: number, style: body, ink: ink}", "number"),
    ],
)
def test_the_name_of_a_field_without_braces_is_told(block, name, tmp_path):
    lay_out(tmp_path, f"- {block}")
    said = told(tmp_path, "W418")
    (line,) = {where.rsplit(":", 2)[0] for _, where, _, _ in said}
    assert line == f"{tmp_path}/layouts/cards/own/question.yaml"
    assert {(what, fix) for _, _, what, fix in said} == {
        (
            f'"{name}" is printed here as it stands, on every card',
            f'write "{{{name}}}" for what the card says under that name',
        )
    }


@pytest.mark.parametrize(
    "block",
    [
        "text: {of: '{answer}', style: body, ink: ink}",
        "text: {of: Answer, style: body, ink: ink}",
        "text: {of: the answer, style: body, ink: ink}",
        "list: {of: answer, bullet: dot, axis: 1, radius: 1, style: body, ink: ink, gap: 1}",
    ],
)
def test_words_and_fields_in_their_place_are_not_told(block, tmp_path):
    lay_out(tmp_path, f"- {block}", form="list" if "list" in block else "text")
    assert told(tmp_path, "W418") == []


@pytest.mark.parametrize(
    ("block", "ink"),
    [
        ("rule: {ink: paper, width: 0.6 pt}", "paper"),
        ("lines: {at-least: 2, pitch: 9, ink: paper, width: 0.4 pt}", "paper"),
        ("panel: {height: 9, ink: ink, blocks: [{rule: {ink: ink, width: 1 pt}}]}", "ink"),
        ("tick: {side: 4, line: 1 pt, ink: paper, paper: paper}", "paper"),
    ],
)
def test_an_ink_of_the_same_tone_as_its_ground_is_told(block, ink, tmp_path):
    lay_out(tmp_path, f"- {block}")
    said = told(tmp_path, "W424")
    assert [what for _, _, what, _ in said] == [
        f'the ink "{ink}" can hardly be told from what it stands on'
    ]
    other = {"paper": "ink", "ink": "paper"}[ink]
    assert said[0][3] == f'use another, such as "{other}"'


@pytest.mark.parametrize(
    "block",
    [
        "rule: {ink: line, width: 0.6 pt}",
        "panel: {height: 9, ink: ink, blocks: [{rule: {ink: paper, width: 1 pt}}]}",
        "tick: {side: 4, line: 1 pt, ink: ink, paper: paper}",
    ],
)
def test_an_ink_that_is_seen_on_its_ground_is_not_told(block, tmp_path):
    lay_out(tmp_path, f"- {block}")
    assert told(tmp_path, "W424") == []


# ── Outputs and overlays ─────────────────────────────────────────────────────────────────────


def test_a_slug_without_a_sheet_and_names_without_a_place_are_told(tmp_path):
    lay_out(tmp_path, "- text: {of: '{name} {answer}', style: body, ink: ink}")
    output = tmp_path / "layouts/outputs/own.yaml"
    output.write_text("about: Questions\ncards: own\nslug: true\nnames: true\n", encoding="utf-8")
    said = told(tmp_path, "W427")
    assert [where for _, where, _, _ in said] == [f"{output}:3:1", f"{output}:4:1"]


def test_a_slug_on_a_sheet_and_names_with_a_place_are_not_told(tmp_path):
    lay_out(tmp_path, "- text: {of: '{name} {answer} {participant}', style: body, ink: ink}")
    output = tmp_path / "layouts/outputs/own.yaml"
    output.write_text("about: Q\ncards: own\nsheet: a4\nslug: true\nnames: false\n", "utf-8")
    assert told(tmp_path, "W427") == []


def laid_over(folder, overlay, *languages):
    (folder / "deck.yaml").write_text(json.dumps(deck_with()), encoding="utf-8")
    (folder / "over.yaml").write_text(overlay, encoding="utf-8")
    project = cardgen.open(folder / "deck.yaml", overlay=folder / "over.yaml", languages=languages)
    return [(str(p.where), p.what) for p in project.list("cards").problems if p.code == "W425"]


@pytest.mark.parametrize(
    "overlay",
    ["title: Po polsku\nlang: pl\n", "lang: pl\ncards: [{id: trust, name: Zaufanie}]\n"],
)
def test_an_overlay_in_a_language_that_is_not_printed_is_told(overlay, tmp_path):
    line = overlay.splitlines().index("lang: pl") + 1
    assert laid_over(tmp_path, overlay) == [
        (
            f"{tmp_path}/over.yaml:{line}:7",
            'the words of this overlay are in "pl", and the deck is printed in "en":'
            " none of them is printed",
        )
    ]


@pytest.mark.parametrize(
    ("overlay", "languages"),
    [
        ("title: Po polsku\nlang: pl\n", ("pl",)),
        ("title: Po polsku\nlang: pl\n", ("en", "pl")),
        ("title: Another\nlang: en-GB\n", ()),
        ("title: Another\n", ()),
        ("title: {en: Another, pl: Po polsku}\nlang: pl\n", ()),
    ],
)
def test_an_overlay_that_is_printed_is_not_told(overlay, languages, tmp_path):
    assert laid_over(tmp_path, overlay, *languages) == []
