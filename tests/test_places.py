"""What does not fit or cannot be set is told at the author's words, not at the template that shows
them; where no words would fit, at the style of the layout."""

import pytest
from test_unseen import lay_out

import cardgen

LONG = "words that are a good deal longer than one line at the foot of a page could ever hold"
DECK = """\
title: {title}
subtitle: {subtitle}
publisher: {publisher}
lang: en-GB
date: 2026-11-24
kinds:
  behaviour:
    numbered: true
    fields: {{name: text, definition: text, positive: list, negative: list}}
themes:
  - {{id: all, name: {theme}, colour: coral}}
cards:
  - {{id: trust, theme: all, name: Trust, definition: Hears, positive: [a], negative: [b]}}
"""
SHORT = {"title": "T", "subtitle": "S", "publisher": "P", "theme": "All"}


def problems_of(folder, output, **words):
    (folder / "deck.yaml").write_text(DECK.format(**{**SHORT, **words}), encoding="utf-8")
    try:
        return list(cardgen.open(folder / "deck.yaml").build(output).problems)
    except cardgen.DeckError as reason:
        return list(reason.problems)


@pytest.mark.parametrize(
    ("words", "output", "line"),
    [
        ({"title": f"The {LONG} and {LONG}"}, "handouts", 1),
        ({"title": f"The {LONG}", "publisher": f"The {LONG} again"}, "contact-sheet", 3),
        ({"title": f"The {LONG} again", "publisher": f"The {LONG}"}, "contact-sheet", 1),
        ({"title": f"The {LONG}", "subtitle": f"more {LONG} and so on"}, "handouts", 2),
        ({"subtitle": f"more {LONG} and {LONG}"}, "handouts", 2),
        ({"publisher": f"{LONG} and {LONG}"}, "contact-sheet", 3),
        ({"theme": LONG}, "office", 11),
    ],
)
def test_words_that_do_not_fit_are_told_where_they_are_written(words, output, line, tmp_path):
    found = [p for p in problems_of(tmp_path, output, **words) if p.code == "E302"]
    assert {(p.where.file, p.where.line) for p in found} == {(f"{tmp_path}/deck.yaml", line)}


def test_a_text_too_long_for_a_whole_line_leaves_no_word_about_what_stands_beside_it(tmp_path):
    words = {"title": f"The {LONG}", "publisher": f"{LONG} and {LONG}"}
    found = [p for p in problems_of(tmp_path, "contact-sheet", **words) if p.code == "E302"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({"title": "T 漢"}, 1),
        ({"subtitle": "S 漢"}, 2),
        ({"publisher": "P 漢"}, 3),
        ({"theme": "All 漢"}, 11),
    ],
)
def test_words_that_no_font_has_are_told_where_they_are_written(words, line, tmp_path):
    found = [p for p in problems_of(tmp_path, "contact-sheet", **words) if p.code == "E303"]
    assert line in {p.where.line for p in found}
    assert {p.where.file for p in found} == {f"{tmp_path}/deck.yaml"}


def told(folder, block):
    lay_out(folder, block)
    (error,) = (p for p in cardgen.open(folder).check() if p.severity == "error")
    return error


def test_of_a_template_with_several_texts_the_longest_is_to_be_shortened(tmp_path):
    block = '- running: {of: "{deck}: {name} and {answer}", style: body, ink: ink}'
    lay_out(tmp_path, block)
    deck = tmp_path / "deck" / "deck.yaml"
    deck.write_text(deck.read_text().replace("answer: Yes", f"answer: {LONG}"))
    (error,) = (p for p in cardgen.open(tmp_path).check() if p.severity == "error")
    line, column = 9, deck.read_text().splitlines()[8].index(LONG) + 1
    assert (error.code, error.where.line, error.where.column) == ("E302", line, column)


def test_of_a_template_with_several_texts_the_one_with_the_sign_is_told(tmp_path):
    block = '- text: {of: "{answer}: {name}", style: body, ink: ink}'
    lay_out(tmp_path, block)
    deck = tmp_path / "deck" / "deck.yaml"
    deck.write_text(deck.read_text().replace("answer: Yes", "answer: 漢"), encoding="utf-8")
    (error,) = (p for p in cardgen.open(tmp_path).check() if p.severity == "error")
    column = deck.read_text(encoding="utf-8").splitlines()[8].index("漢") + 1
    assert (error.code, error.where.line, error.where.column) == ("E303", 9, column)


@pytest.mark.parametrize(
    "block",
    [
        '- text: {of: "{name}", style: body, ink: ink}',
        '- running: {of: "{name}", style: body, ink: ink}',
        "- list: {of: answer, bullet: dot, axis: 1, radius: 1, style: body, ink: ink, gap: 1}",
        '- text: {of: "{deck} {name}", style: body, ink: ink}',
    ],
)
def test_a_line_too_short_for_any_words_is_told_at_its_style(block, tmp_path):
    form = "list" if "list" in block else "text"
    lay_out(tmp_path, f"- {{left: 43, right: 43, {block[2:]}}}", form=form)
    found = [p for p in cardgen.open(tmp_path).check() if p.code == "E302"]
    card = tmp_path / "layouts/cards/own/card.yaml"
    assert {(p.where.file, p.where.line, p.where.column) for p in found} == {(str(card), 3, 10)}
    assert {p.fix for p in found} == {'make the style "body" smaller, or give its line more room'}
