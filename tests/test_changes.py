"""Changes that the page saves and opens: YAML, or a ZIP with pictures, and what is refused."""

from io import BytesIO

import pytest
from command_line import run
from decks import BUNDLED
from PIL import Image

import cardgen
from cardgen.web.api import Desk, answer
from cardgen.web.changes import opened, saved

CHANGES = {
    "by": "Harrowbeck Hospitals",
    "themes": [{"id": "delivering", "colour": "#9C3D75"}],
    "cards": [
        {"id": "trust", "definition": "Builds trust: every day", "positive": ["No. 1", "#2"]}
    ],
}


@pytest.fixture
def desk():
    return Desk(BUNDLED)


def picture():
    out = BytesIO()
    Image.new("RGB", (1400, 1400), "#006546").save(out, "PNG")
    return out.getvalue()


def test_changes_are_saved_and_opened_as_they_are():
    files = saved("our-trust", CHANGES, {})
    assert list(files) == ["our-trust.yaml"]
    assert opened(files["our-trust.yaml"]) == (CHANGES, {})


def test_pictures_lie_beside_the_changes_in_a_zip():
    changes = {"logo": {"file": "bridge.png", "alt": "A bridge"}}
    files = saved("our-trust", changes, {"bridge.png": picture()})
    assert list(files) == ["our-trust.zip"]
    assert opened(files["our-trust.zip"]) == (changes, {"bridge.png": picture()})


@pytest.mark.parametrize("names", [[], ["a.yaml", "b.yml"]])
def test_a_zip_without_one_file_of_changes_is_refused(names):
    files = {**dict.fromkeys(names, b"title: T\n"), "bridge.png": b""}
    with pytest.raises(cardgen.Stop, match=f"this ZIP holds {len(names)} YAML files"):
        opened(cardgen.zipped(files.items()))


@pytest.mark.parametrize("name", ["../x", "Our Trust", "a.b", "-a"])
def test_a_name_that_no_file_should_have_is_refused(name):
    with pytest.raises(cardgen.Unsupported, match="cannot be the name"):
        saved(name, CHANGES, {})


def test_changes_that_are_no_yaml_are_told_with_their_line(desk):
    told = answer(desk, "open_overlay", {"file": "opened"}, {"opened": b"cards: [\n"}).data
    assert told["problems"][0]["where"].startswith("overlay.yaml:2")


@pytest.mark.slow
def test_a_pdf_with_changes_of_the_page_is_that_of_the_command_line_with_the_saved_ones(tmp_path):
    overlay = tmp_path / "our-trust.yaml"
    overlay.write_bytes(saved("our-trust", CHANGES, {})["our-trust.yaml"])
    made = run("-C", BUNDLED, "--overlay", overlay, "build", "office", "-o", "-")
    assert made.exit_code == 0, made.stderr
    project = cardgen.open(BUNDLED)
    project.lay_over(CHANGES)
    assert project.build("office").files[0].data == made.stdout_bytes


def test_all_that_can_be_changed_is_listed_as_it_is_written(desk):
    data = answer(desk, "words", {}, {}).data
    cards = {card["id"]: card for card in data["cards"]}
    assert cards["overview"]["fields"]["heading"] == "{themes} themes, {behaviours} behaviours"
    assert cards["trust"]["places"]["positive"][0].startswith(cards["trust"]["place"][:25])
    assert {row["name"] for row in data["kinds"]} >= {"behaviour", "how-to"}


@pytest.mark.slow
def test_a_word_that_changes_is_drawn_without_a_file_being_parsed_again(desk, monkeypatch):
    from cardgen.read import tree

    parsed = []
    parse = tree.parse
    monkeypatch.setattr(tree, "parse", lambda *given: parsed.append(given) or parse(*given))
    given = {"cards": ["trust"], "overlay": {}}
    answer(desk, "faces", given, {})
    first = len(parsed)
    assert first > 10
    for words in ("One word", "Another word"):
        given["overlay"] = {"cards": [{"id": "trust", "definition": words}]}
        (front, _) = answer(desk, "faces", given, {}).data["faces"]
        assert words in front["alt"]
    assert len(parsed) == first


TABLE = b"""Theme,Name,Definition,Positive,Negative
Being,Trust,Keeps promises,Does what was agreed,Hides bad news
Doing,Pace,Knows when to hurry,Leaves room for thinking,Never stops
"""


@pytest.mark.slow
def test_a_deck_made_of_a_table_is_taken_back_as_the_deck(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = answer(desk, "table", {"file": "Our cards.csv"}, {"Our cards.csv": TABLE})
    assert (made.data["title"], made.data["folder"]) == ("Our cards", "our-cards")
    assert [card["name"] for card in made.data["cards"]] == ["Trust", "Pace"]
    deck = answer(desk, "deck", {"deck": "our-cards"}, made.files).data
    assert [theme["name"] for theme in deck["themes"]] == ["Being", "Doing"]
    assert len(answer(desk, "faces", {"deck": "our-cards"}, made.files).data["faces"]) == 4
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_with_a_table_is_told_with_its_place(desk):
    broken = TABLE.replace(b"Pace", b"")
    told = answer(desk, "table", {"file": "cards.csv"}, {"cards.csv": broken}).data
    assert [problem["where"] for problem in told["problems"]] == ["cards.csv:3"]
    told = answer(desk, "table", {"file": "cards.xlsx"}, {"cards.xlsx": b"nothing"}).data
    assert told["problems"][0]["where"] == "cards.xlsx"


def test_a_deck_among_the_files_takes_the_place_of_the_one_that_is_served(desk):
    small = (
        b"title: Small\nlang: en-GB\ndate: 2026-11-24\n"
        b"kinds: {behaviour: {numbered: true, fields: {name: text}}}\n"
        b"cards:\n  - {id: pace, kind: behaviour, name: Pace}\n"
    )
    data = answer(desk, "deck", {"deck": "small"}, {"small/deck.yaml": small}).data
    assert (data["about"]["title"], [card["id"] for card in data["cards"]]) == ("Small", ["pace"])
    told = answer(desk, "deck", {"deck": "deck"}, {"small/deck.yaml": small}).data
    assert told["stopped"] == 'the files have no deck in a folder "deck"'


def test_changes_that_are_not_in_utf_8_are_refused_rather_than_damaged():
    with pytest.raises(cardgen.Stop, match="not text in UTF-8"):
        opened("title: Café".encode("latin-1"))
