"""Cards beside a deck's own, and what takes the places that would stay empty."""

import json
import re
import shutil

import pytest
import yaml
from command_line import planned, run
from decks import BUNDLED, elements_of, words_of

from cardgen.graphics.type.characters import printed
from cardgen.jobs.layup import laid_up
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.read.project import find_sources
from cardgen.typeset.faces.composer import Composer

LAYOUTS = BUNDLED / "layouts"
ENGLISH = yaml.safe_load((LAYOUTS / "languages" / "en.yaml").read_text("utf-8"))
WRITTEN = (LAYOUTS / "more" / "deck.yaml").read_text("utf-8")
MORE = yaml.safe_load(re.sub(r"\$([a-z-]+)", lambda name: json.dumps(ENGLISH[name[1]]), WRITTEN))
WORDS = {card["id"]: card for card in MORE["cards"]}
ALL = ("theme-cards", "scale", "commitment", "blank:2")
THEMES = ["being", "relating-and-communicating", "leading-and-visioning", "delivering"]
FORMATS = ("facilitator", "office", "clear-print")

by_format = pytest.mark.parametrize("output", FORMATS)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def more_faces(output):
    """Front and back of each card beside the deck's own, and the layup they were made for."""
    problems = Problems()
    layup = laid_up(find_sources(BUNDLED, None), output, Options(add=ALL), problems)
    composer = Composer(layup.spec.deck, layup.parts[0].layout, layup.spec.house, problems)
    composer.rehearse()
    made = {card.id: composer.faces(card) for card in layup.spec.extra.cards}
    assert problems == []
    return made, layup


def said(face, *roles):
    return [
        "".join(run.text for run in words_of([element]))
        for role in roles
        for element in elements_of(face.frame.items, role)
    ]


# ── which there are ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("wishes", "more"),
    [
        (["--card", "trust"], []),
        (["--card", "trust", "--add", "scale"], ["scale"]),
        (["--card", "trust", "--add", "theme-cards"], ["theme-cards:" + THEMES[1]]),
        (["--not", "being", "--add", "theme-cards"], [f"theme-cards:{id_}" for id_ in THEMES[1:]]),
        (["--add", "blank:2,commitment,scale"], ["scale", "commitment", "blank:1", "blank:2"]),
        (["--card", "trust", "--add", "blank"], ["blank:1"]),
        (["--card", "trust", "--add", "Scale"], ["scale"]),
    ],
)
def test_they_come_after_the_chosen_cards_in_an_order_of_their_own(wishes, more):
    own = wishes[: wishes.index("--add")] if "--add" in wishes else wishes
    assert planned(*wishes)["cards"] == planned(*own)["cards"] + more


def test_the_decks_extra_cards_are_added_beside_them_in_their_own_places():
    wishes = ["--card", "trust", "--add", "scale,title"]
    assert planned(*wishes)["cards"] == ["title", "trust", "scale"]


def test_copies_are_made_of_all_of_them():
    cards = planned("--card", "trust", "--add", "blank:2", "--copies", "2")["cards"]
    assert cards == ["trust", "blank:1", "blank:2"] * 2


def test_a_card_of_the_decks_own_goes_before_one_of_the_same_name(elsewhere):
    shutil.copytree(BUNDLED / "deck", elsewhere / "deck")
    extra = elsewhere / "deck" / "extra.yaml"
    text = extra.read_text("utf-8").replace("  - id: how-to", "  - id: scale")
    extra.write_text(text, "utf-8")
    assert planned("--card", "trust", "--add", "scale")["cards"] == ["scale", "trust"]


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["office", "--add", "theme-card"], 'did you mean "theme-cards"?'),
        (
            ["office", "--add", "x"],
            "title, overview, how-to, theme-cards, scale, commitment, blank",
        ),
        (["office", "--add", "blank:0"], "write blank:4 for four of them"),
        (["office", "--add", "blank:many"], "write blank:4 for four of them"),
        (["office", "--add", "scale:2"], "only blank takes a number"),
        (["tarot", "--add", "theme-cards"], '"tarot" has no theme cards'),
        (["labels", "--add", "blank"], '"labels" has no blank cards'),
        (["handouts", "--add", "scale"], '"handouts" has no scale cards'),
        (["conversation", "--fill", "blank"], '"conversation" has no blank cards'),
        (["cards", "--fill", "spares"], "for --fill spares choose a sheet"),
        (["office", "--fill", "spares", "--order", "cards"], "--order cards makes piles"),
        (["office", "--fill", "spares", "--proof"], "no order, start or fill"),
    ],
)
def test_what_cannot_be_is_a_usage_error(arguments, answer):
    result = run("build", *arguments)
    assert (result.exit_code, answer in result.stderr) == (2, True), result.stderr


def test_a_deck_without_themes_has_no_theme_cards(elsewhere):
    (elsewhere / "deck").mkdir()
    (elsewhere / "deck" / "deck.yaml").write_text(
        "title: Around the Table\nlang: en-GB\ndate: 2026-11-24\n"
        "kinds: {behaviour: {numbered: true, fields: {name: text, definition: text,"
        " positive: list, negative: list}}}\n"
        "cards:\n  - {id: listening, name: Listening, definition: Hears what is meant,"
        " positive: [Asks], negative: [Waits]}\n",
        "utf-8",
    )
    result = run("build", "office", "--add", "theme-cards")
    assert (result.exit_code, "has no themes" in result.stderr) == (2, True), result.stderr
    result = run("build", "office", "--add", "scale,commitment,blank:2", "--verify", "-o", "x.pdf")
    assert (result.exit_code, result.stderr[:7]) == (0, "5 cards"), result.stderr


# ── what they say ────────────────────────────────────────────────────────────────────────────


@by_format
def test_a_theme_card_has_the_themes_name_and_behind_it_its_cards(output):
    made, layup = more_faces(output)
    lines = []
    by_theme = layup.spec.deck.by_theme
    for theme in layup.spec.deck.themes:
        front, back = made[f"theme-cards:{theme.id}"]
        own = by_theme[theme.id]
        assert said(front, "H") == said(back, "H") == [theme.name.text]
        assert said(back, "Lbl") == [str(card.number) for card in own]
        texts = [(printed(c.called.text), printed(c.words["definition"].text)) for c in own]
        assert said(back, "LBody") == ["".join(pair) for pair in texts]
        lines += said(front, "P")
    assert lines == ["Behaviours 1–3", "Behaviours 4–6", "Behaviours 7–10", "Behaviours 11–13"]


def test_the_line_of_a_theme_tells_the_kind_of_its_cards_and_of_one_card_its_number(elsewhere):
    shutil.copytree(BUNDLED / "deck", elsewhere / "deck")
    deck = elsewhere / "deck" / "deck.yaml"
    text = deck.read_text("utf-8")
    for name in ("relating-and-communicating", "leading-and-visioning", "delivering"):
        text = text.replace(f"  - {name}.yaml\n", "")
        (elsewhere / "deck" / f"{name}.yaml").unlink()
    text = text.replace("prompts: prompts.yaml\n", "")
    (elsewhere / "deck" / "prompts.yaml").unlink()
    deck.write_text(text, "utf-8")
    being = elsewhere / "deck" / "being.yaml"
    being.write_text(being.read_text("utf-8").split("  - id: mindset")[0], "utf-8")
    added = Options(add=("theme-cards",))
    layup = laid_up(find_sources(elsewhere, None), "office", added, Problems())
    (card,) = layup.spec.extra.cards
    assert card.words["line"].text == "Behaviour 1"


@by_format
def test_the_scale_has_behind_it_how_it_is_used(output):
    front, back = more_faces(output)[0]["scale"]
    words = WORDS["scale"]
    assert said(front, "H", "P") == [words["heading"], words["line"]]
    assert len(list(elements_of(front.frame.items, "Figure"))) == 1
    steps = [step["name"] + step["text"] for step in words["steps"]]
    assert said(back, "H", "LBody") == [words["back-heading"], *steps]


@by_format
def test_a_commitment_says_what_when_and_who_and_looks_back(output):
    front, back = more_faces(output)[0]["commitment"]
    words = WORDS["commitment"]
    keys = ("heading", "what", "when", "who")
    assert said(front, "H") == [printed(words[key]) for key in keys]
    assert said(back, "H") == [words[key] for key in ("back-heading", "done", "next")]


@by_format
def test_blank_cards_are_alike_but_for_their_names_in_plans(output):
    made, _ = more_faces(output)
    words = WORDS["blank"]
    for id_ in ("blank:1", "blank:2"):
        front, back = made[id_]
        assert said(front, "H") == [words["name"], words["meaning"]]
        assert said(back, "H") == [words["heading"], "Positive indicators", "Negative indicators"]


@by_format
def test_nothing_on_them_is_smaller_than_on_the_others(output):
    made, _ = more_faces(output)
    sizes = {run.size_pt for pair in made.values() for f in pair for run in words_of(f.frame.items)}
    assert min(sizes) >= 10


def test_all_of_them_are_told_to_be_ours():
    assert {card["origin"] for card in MORE["cards"]} == {"addition"}


# ── the last sheet ───────────────────────────────────────────────────────────────────────────


def test_without_a_wish_places_stay_empty():
    file = planned("office", "--theme", "being")
    assert (file["cards"], file["runs"][0]["filled"]) == (planned("--theme", "being")["cards"], [])


def test_spares_are_further_copies_of_the_cards_from_the_first_on():
    file = planned("conversation", "--fill", "spares")
    assert file["cards"][13:] == file["cards"][:3] == file["runs"][0]["filled"]
    copies = [p["copy"] for page in file["pages"][::2] for p in page["placements"]]
    assert copies == [1] * 13 + [2] * 3
    told = run("build", "conversation", "--fill", "spares", "-n").stderr
    spare = ", ".join(file["cards"][:3])
    assert f"the last sheet is filled with further copies of {spare}\n" in told


def test_spares_of_few_cards_go_round():
    file = planned("conversation", "--card", "trust,mindset", "--copies", "2", "--fill", "spares")
    assert file["cards"] == ["mindset", "trust"] * 4
    copies = [p["copy"] for page in file["pages"][::2] for p in page["placements"]]
    assert copies == [1, 1, 2, 2, 3, 3, 4, 4]


def test_blank_cards_fill_the_last_sheet_after_those_that_were_added():
    file = planned(
        "office", "--card", "trust,mindset,delivery", "--add", "blank:2", "--fill", "blank"
    )
    added, filled = ["blank:1", "blank:2"], ["blank:3"] * 3
    assert file["cards"] == ["mindset", "trust", "delivery", *added, *filled]
    told = run("build", "office", "--theme", "being", "--fill", "blank", "-n").stderr
    assert "the last sheet is filled with 1 blank card\n" in told


@pytest.mark.parametrize("fill", ["spares", "blank"])
@pytest.mark.parametrize("wishes", [["--order", "stack"], ["--start-at", "3"], ["--fold"]])
def test_every_place_is_filled_whatever_the_order_and_the_start(fill, wishes):
    file = planned("office", "--not", "trust", *wishes, "--fill", fill)
    fronts = file["pages"] if "--fold" in wishes else file["pages"][::2]
    capacity = file["runs"][0]["on_a_sheet"]
    counts = [sum(p["face"] == "front" for p in page["placements"]) for page in fronts]
    start = 2 if "--start-at" in wishes else 0
    assert counts == [capacity - start, *[capacity] * (len(fronts) - 1)]


def test_a_full_sheet_stays_as_it_is():
    assert planned("office", "--fill", "blank")["runs"][0]["filled"] == []
