"""A check composes each face once, and tells of every output what a build of it would tell."""

import gc
import os
import signal
from collections import Counter
from pathlib import Path

import pytest
from decks import AIRE, BWRDD
from small_decks import small_deck

import cardgen
from cardgen.read.files import BUNDLED
from cardgen.typeset.faces.composer import Composer

pytestmark = pytest.mark.slow

A6 = ["cards", "facilitator", "press", "screen"]


def test_a_face_that_several_outputs_show_is_composed_once(monkeypatch):
    composed, compose = Counter(), Composer.face

    def counted(self, card, side, *more, **named):
        composed[card.id, side] += 1
        return compose(self, card, side, *more, **named)

    monkeypatch.setattr(Composer, "face", counted)
    monkeypatch.setattr("cardgen.jobs.check.workers", lambda: 1)
    cardgen.open(AIRE).check(A6)
    assert composed and set(composed.values()) == {1}


@pytest.mark.parametrize("languages", [(), ("en", "cy")])
def test_outputs_together_are_told_what_each_of_them_is_told_alone(languages, tmp_path):
    long, strange = {"definition": "Waits. " * 90}, {"definition": "Waits 漢字"}
    where = BWRDD if languages else small_deck(tmp_path, long, {}, strange)
    names = [*A6, "office", "clear-print", "conversation"]

    def told(outputs):
        return set(cardgen.open(where, languages=languages).check(outputs))

    alone = set().union(*(told([name]) for name in names))
    assert told(names) == alone
    assert languages or {problem.code for problem in alone} >= {"E301", "E303"}


def test_the_same_is_told_whoever_goes_through_the_outputs(monkeypatch, tmp_path):
    long, strange = {"definition": "Waits. " * 90}, {"definition": "Waits 漢字"}
    monkeypatch.chdir(tmp_path)
    small_deck(tmp_path, long, {}, strange, accept=["W310"])
    backs = Path("layouts/cards/office/backs.yaml")  # of which one has a mistake, and is not used
    (tmp_path / backs).parent.mkdir(parents=True)
    mistaken = (BUNDLED / backs).read_text("utf-8")
    mistaken = mistaken.replace("$first-note, style: large", "$first-note, style: larg")
    (tmp_path / backs).write_text(mistaken, "utf-8")
    found = []
    for workers in (1, 2, 4):
        monkeypatch.setattr("cardgen.jobs.check.workers", lambda workers=workers: workers)
        checked = cardgen.open().check()
        found.append((list(checked), checked.outputs, checked.cards, checked.spared))
    assert {"E301", "E303", "W452"} <= {problem.code for problem in found[0][0]}
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("longer_than_a_page", [False, True])
def test_what_a_check_made_goes_at_once_without_a_collector(
    longer_than_a_page, tmp_path, monkeypatch
):
    monkeypatch.setattr("cardgen.jobs.check.workers", lambda: 1)
    items = ["One thing after another. " * 40] * 30
    deck = small_deck(tmp_path, {"positive": items} if longer_than_a_page else {})
    project = cardgen.open(deck)
    project.check("cards")  # what stays is there
    gc.collect()
    gc.disable()
    try:
        project.check(["contact-sheet", "discussed", "handouts", "press-sheets"])
        assert gc.collect() < 100
    finally:
        gc.enable()


def test_a_process_that_dies_while_it_checks_is_one_error(monkeypatch):
    monkeypatch.setattr("cardgen.jobs.check.workers", lambda: 2)
    ended = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    monkeypatch.setattr("cardgen.jobs.check._try", ended)
    with pytest.raises(cardgen.Stop, match="is there enough memory"):
        cardgen.open().check(["office", "cards"])


def test_the_same_is_told_of_many_cards_whoever_goes_through_the_outputs(monkeypatch, tmp_path):
    folder = small_deck(tmp_path, *[{}] * 110, {"definition": "Waits. " * 90})
    found = []
    for workers in (1, 2, 4):
        monkeypatch.setattr("cardgen.jobs.check.workers", lambda workers=workers: workers)
        checked = cardgen.open(folder).check(["cards", "press", "office", "labels"])
        found.append((list(checked), checked.outputs, checked.cards, checked.spared))
    assert found[0][0] and found[0] == found[1] == found[2]
