"""A file of cards that cannot be read is one error: what it leaves unknown is not told."""

from small_decks import KINDS_YAML

import cardgen

DECK = f"""\
title: T
lang: en-GB
date: 2026-11-24
prompts: prompts.yaml
{KINDS_YAML}cards:
  - cards.yaml
"""
PROMPTS = "origin: source\nby: us\nlenses: {me: Me}\nprompts:\n  trust: {me: Why?}\n"
CARDS = """\
cards:
  - id: trust
    name: Trust
    definition: Hears
    positive: [Asks]
    negative: [Waits]
"""


def told(folder, cards, overlay=None):
    """The codes of the errors of a deck with that file of cards."""
    (folder / "deck").mkdir()
    for name, text in (("deck", DECK), ("prompts", PROMPTS), ("cards", cards)):
        if text is not None:
            (folder / "deck" / f"{name}.yaml").write_text(text, encoding="utf-8")
    laid = None
    if overlay:
        laid = folder / "overlay.yaml"
        laid.write_text(overlay, encoding="utf-8")
    problems = cardgen.open(folder, overlay=laid).check("office")
    return [p.code for p in problems if p.severity == "error"]


def test_prompts_for_cards_in_a_file_with_a_slip_are_no_second_error(tmp_path):
    assert told(tmp_path, CARDS.replace("name: Trust", "name: a: b")) == ["E001"]


def test_prompts_for_cards_in_a_file_of_another_form_are_no_second_error(tmp_path):
    assert told(tmp_path, "- trust\n") == ["E102"]


def test_prompts_for_cards_in_a_file_that_is_not_there_are_no_second_error(tmp_path):
    assert told(tmp_path, None) == ["E007"]


def test_an_overlay_of_cards_in_a_file_with_a_slip_is_no_second_error(tmp_path):
    overlay = "cards:\n  - {id: trust, name: Trusting}\n"
    assert told(tmp_path, CARDS.replace("name: Trust", "name: a: b"), overlay) == ["E001"]


def test_prompts_for_a_card_that_is_not_there_are_an_error_once_all_cards_are_read(tmp_path):
    assert told(tmp_path, CARDS.replace("id: trust", "id: truth")) == ["E214"]


def test_an_overlay_of_a_card_that_is_not_there_is_an_error_once_all_cards_are_read(tmp_path):
    overlay = "cards:\n  - {id: trsut, name: Trusting}\n"
    assert "E219" in told(tmp_path, CARDS, overlay)
