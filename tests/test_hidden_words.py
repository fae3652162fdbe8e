"""Words that cannot be seen on a face: told once, with both blocks, in every output and form."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

import cardgen
from cardgen.problems import Problem

CARD = """\
width: 105
height: 148
bleed: 3
styles:
  title: {font: display, size: 30}
  text: {font: regular, size: 12, leading: 17 pt}
"""
BACK = "back: {blocks: []}\n"


def deck(count: int = 3) -> dict[str, object]:
    return {
        "title": "A deck for a group",
        "lang": "en-GB",
        "date": "2026-01-01",
        "rights": "© A group",
        "kinds": {"behaviour": {"numbered": True, "fields": {"name": "text"}}},
        "themes": [{"id": "being", "name": "Being", "colour": "coral", "mark": "core"}],
        "cards": [
            {"id": f"card-{n}", "kind": "behaviour", "theme": "being", "name": f"Trusty {n}"}
            for n in range(count)
        ],
    }


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    (tmp_path / "layouts" / "cards" / "a6").mkdir(parents=True)
    (tmp_path / "layouts" / "cards" / "a6" / "card.yaml").write_text(CARD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(
    folder: Path, front: str, of: dict[str, object] | None = None, output="cards", **options: object
) -> Sequence[Problem]:
    """What is said of a deck whose cards have that front."""
    layout = folder / "layouts" / "cards" / "a6" / "behaviour.yaml"
    layout.write_text(front + BACK)
    (folder / "deck").mkdir(exist_ok=True)
    (folder / "deck" / "deck.yaml").write_text(json.dumps(of or deck()))
    try:
        return cardgen.open(folder).build(output, **options).problems
    except cardgen.DeckError as errors:
        return errors.problems


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


PALE = """\
front:
  blocks:
    - space: 20
    - text: {of: "{name}", style: text, ink: middle}
    - text: {of: "{name}", style: text, ink: middle}
    - text: {of: "{theme}", style: text, ink: line}
"""


def test_a_pair_of_inks_is_warned_of_once_however_many_texts_and_cards_have_it(folder):
    problems = told(folder, PALE)
    assert codes(problems) == ["W310", "W310"]
    assert ['"coral middle" on "paper"' in problem.what for problem in problems] == [True, False]
    assert ['"line" on "paper"' in problem.what for problem in problems] == [False, True]


WHITE = """\
front:
  blocks:
    - space: 20
    - text: {of: "{name}", style: text, ink: paper}
    - text: {of: "{theme}", style: text, ink: paper}
"""


def test_an_ink_that_cannot_be_seen_is_an_error_for_each_block_and_not_for_each_card(folder):
    problems = told(folder, WHITE)
    assert codes(problems) == ["E313", "E313"]
    assert [problem.where.line for problem in problems] == [4, 5]


OVER = """\
front:
  blocks:
    - space: 20
    - text: {of: "{name}", style: title, ink: ink}
    - {top: 21, text: {of: "{theme}", style: title, ink: ink}}
"""


PILED = """\
front:
  blocks:
    - {top: 4, text: {of: "{theme}", style: text, ink: ink}}
    - {top: 20, text: {of: "{name}", style: title, ink: ink}}
"""


@pytest.mark.parametrize("marks", [12 * "\u0301", 12 * "\u0302\u0323", 3000 * "\u0301"])
def test_marks_piled_up_over_the_edge_or_over_other_words_are_told(marks, folder):
    of = deck(1)
    of["cards"] = [{**of["cards"][0], "name": f"A{marks}"}]
    found = codes(told(folder, PILED, of))
    assert "E311" in found or "E312" in found


def test_the_marks_of_a_name_are_no_fault(folder):
    of = deck(1)
    of["cards"] = [{**of["cards"][0], "name": "Ấn Ṩ Ǻ Ệ"}]
    assert codes(told(folder, PILED, of)) == []


def test_words_over_words_are_told_for_each_card_that_would_be_changed(folder):
    problems = told(folder, OVER)
    assert codes(problems) == ["E311"] * 3
    assert {problem.where.file for problem in problems} == {"deck/deck.yaml"}


def test_on_a_proof_words_that_cannot_be_seen_are_warnings(folder):
    built = told(folder, WHITE, proof=True)
    assert {problem.code: problem.severity for problem in built} == {"E313": "warning"}


@pytest.mark.slow
def test_check_tells_them_as_build_does(folder):
    told(folder, WHITE)
    found = [problem for problem in cardgen.open(folder).check("cards") if problem.code == "E313"]
    assert [problem.where.line for problem in found] == [4, 5]


def test_words_over_a_picture_are_judged_where_it_is_worst(folder):
    (folder / "deck").mkdir()
    picture = Image.new("RGB", (1200, 1200), "white")
    picture.paste("black", (0, 560, 1200, 640))
    picture.save(folder / "deck" / "p.png")
    front = """\
front:
  blocks:
    - art: {at-least: 80, grow: 0, horizon: 5}
    - {top: 20, text: {of: "{theme}", style: text, ink: ink}}
    - {top: %d, text: {of: "{name}", style: text, ink: ink}}
"""
    own = deck(1)
    own["cards"][0]["image"] = {"file": "p.png", "alt": "A black bar"}
    assert codes(told(folder, front % 30, own)) == []
    (problem,) = told(folder, front % 37, own)
    assert problem.code == "E313"
    assert (
        "on the picture of the art at layouts/cards/a6/behaviour.yaml:3, at its worst"
        in problem.what
    )


def test_a_page_that_flows_is_looked_at_as_well(folder):
    (folder / "layouts" / "pages" / "reading").mkdir(parents=True)
    bundled = Path(cardgen.__file__).parents[2] / "layouts" / "pages" / "reading"
    for file in bundled.glob("*.yaml"):
        text = file.read_text()
        if file.name == "behaviour.yaml":
            text = text.replace("style: lead, ink: ink", "style: lead, ink: paper")
        (folder / "layouts" / "pages" / "reading" / file.name).write_text(text)
    own = deck(1)
    own["kinds"]["behaviour"]["fields"] |= {
        "definition": "text",
        "positive": "list",
        "negative": "list",
    }
    own["cards"][0] |= {
        "definition": "Builds trust",
        "positive": ["Listens"],
        "negative": ["Blames"],
    }
    problems = told(folder, PALE, own, "reading")
    assert "E313" in codes(problems)
    assert {p.where.file for p in problems if p.code == "E313"} == {
        "layouts/pages/reading/behaviour.yaml"
    }
