"""Other backs for the numbered cards, chosen with --back."""

import re
import shutil
from itertools import pairwise

import pytest
import yaml
from command_line import run
from decks import BUNDLED, PLAIN, elements_of, faces_of, layup_of, pages_of, words_of
from small_decks import small_deck

from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Placed
from cardgen.graphics.type.characters import printed
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.typeset.faces.composer import Composer

ALL = ["indicators", "prompts", "positive", "scale", "notes", "theme"]
PROMPTS = yaml.safe_load((BUNDLED / "deck" / "prompts.yaml").read_text("utf-8"))
BEHAVIOURS = [card for card in layup_of("facilitator").spec.deck.cards if card.number]
FORMATS = ("facilitator", "office")

by_format = pytest.mark.parametrize("output", FORMATS)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with the deck in it."""
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def backs(output, back):
    """The backs of the numbered cards, by their ids."""
    faces = faces_of(output, options=Options(back=back))
    return {card.id: faces[card.id][1] for card in BEHAVIOURS}


def drawn(face):
    return describe(face.frame)


def said(face):
    """What the face says, an element a text."""
    return [
        "".join(run.text for run in words_of([element]))
        for role in ("H", "P", "LBody")
        for element in elements_of(face.frame.items, role)
    ]


@by_format
def test_there_are_six_backs_and_indicators_are_the_usual_one(output):
    assert list(layup_of(output).parts[0].layout.backs) == ALL
    for card, face in backs(output, "indicators").items():
        assert drawn(face) == drawn(faces_of(output)[card][1])


@pytest.mark.slow
@pytest.mark.parametrize("output", [*FORMATS, "clear-print", "conversation", "tarot"])
def test_every_back_holds_every_card(output):
    (part,) = layup_of(output).parts
    for back in part.layout.backs:
        pages_of(output, options=Options(back=back))  # in which nothing may be noted


@by_format
@pytest.mark.parametrize("back", ALL)
def test_extra_cards_keep_their_own_backs_and_all_cards_their_fronts(output, back):
    usual, chosen = faces_of(output), faces_of(output, options=Options(back=back))
    for name, (front, behind) in usual.items():
        assert drawn(chosen[name][0]) == drawn(front)
        extra = name in ("title", "overview", "how-to")
        assert (drawn(chosen[name][1]) == drawn(behind)) == (extra or back == "indicators")


@by_format
def test_prompts_are_those_of_the_deck_each_under_its_lens_and_with_who_added_them(output):
    for card, face in backs(output, "prompts").items():
        headings = [said_ for said_ in said(face) if said_ in PROMPTS["lenses"].values()]
        assert headings == list(PROMPTS["lenses"].values())
        own = [printed(question) for question in PROMPTS["prompts"][card].values()]
        assert [text for text in said(face) if text in own] == own
        (added,) = [run for run in words_of(face.frame.items) if "added by" in run.text]
        assert added.text == f"Questions added by {PROMPTS['by']}"
        assert added.size_pt >= 10


@by_format
def test_the_questions_of_all_cards_have_one_size(output):
    questions = {printed(q) for own in PROMPTS["prompts"].values() for q in own.values()}
    sizes = {
        run.size_pt
        for face in backs(output, "prompts").values()
        for element in elements_of(face.frame.items, "P")
        if "".join(run.text for run in words_of([element])) in questions
        for run in words_of([element])
    }
    assert sizes == {15}


def test_a_card_without_prompts_takes_generic_ones_as_many_as_there_are_lenses(project):
    file = project / "deck" / "prompts.yaml"
    data = {**PROMPTS, "prompts": {}}
    file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    face = faces_of("facilitator", project, Options(back="prompts"))["trust"][1]
    assert not set(said(face)) & set(PROMPTS["lenses"].values())
    questions = [printed(question) for question in PROMPTS["generic"]]
    assert [text for text in said(face) if text in questions] == questions[:3]


@pytest.mark.slow
def test_a_deck_without_prompts_is_checked_without_them_and_told_when_it_is_asked(project):
    deck = project / "deck" / "deck.yaml"
    deck.write_text(deck.read_text("utf-8").replace("prompts: prompts.yaml\n", ""), "utf-8")
    (project / "deck" / "prompts.yaml").unlink()
    assert run("check").exit_code == 0
    result = run("build", "--back", "prompts")
    assert (result.exit_code, result.stderr.count("error[E213]")) == (1, 1)
    assert "the deck has no prompts\n  --> deck/deck.yaml" in result.stderr


def test_many_cards_without_prompts_are_told_in_one_line(tmp_path):
    path = small_deck(tmp_path, *({"name": f"Card {n}"} for n in range(1, 6)), prompts="p.yaml")
    words = "origin: source\nby: us\nlenses: {me: Me}\nprompts: {c1: {me: Why?}}\n"
    (path.parent / "p.yaml").write_text(words, "utf-8")
    told = run("-C", tmp_path, "build", "office", "--back", "prompts").stderr
    assert told.count("error[") == 1
    assert 'there are no prompts for "Card 2", "Card 3", "Card 4" and 1 more' in told
    (path.parent / "p.yaml").write_text("by: us\n", "utf-8")
    told = run("-C", tmp_path, "build", "office", "--back", "prompts").stderr
    assert "E105" in told and "E213" not in told


@pytest.mark.slow
def test_check_finds_a_slip_in_a_back_that_nobody_asked_for_yet(project):
    folder = project / "layouts" / "cards" / "office"
    folder.mkdir(parents=True)
    text = (BUNDLED / "layouts" / "cards" / "office" / "backs.yaml").read_text("utf-8")
    slip = text.replace("- lines: {at-least: 3", "- lines: {atleast: 3")
    (folder / "backs.yaml").write_text(slip, "utf-8")
    assert run("build", "office", "-n").exit_code == 0
    assert 'lines has no key "atleast"' in run("check").stderr


@by_format
def test_positive_backs_have_these_indicators_and_where_there_is_room_lines_to_write_on(output):
    written = set()
    for card in BEHAVIOURS:
        face = backs(output, "positive")[card.id]
        own = [printed(word.text) for word in card.words["positive"]]
        lines = re.findall(r"^ *line .*", drawn(face), re.MULTILINE)
        assert not lines or len(lines) >= 3
        written |= {len(lines) >= 3}
        assert said(face) == [
            printed(card.called.text),
            "Positive indicators",
            *["An example that shows where I am"] * bool(lines),
            str(card.number),
            *own,
        ]
        bodies = list(elements_of(face.frame.items, "LBody"))
        assert min(run.size_pt for run in words_of(bodies)) >= 11
    assert written == {True, False}


@by_format
def test_the_scale_is_read_out_in_words_with_its_instruction(output):
    face = backs(output, "scale")["trust"]
    assert said(face)[1:] == [
        "Temperature check",
        "An example that shows where I am",
        "6",
        "Plus or minus your position along the scale.",
    ]
    (figure,) = elements_of(face.frame.items, "Figure")
    assert "mostly the negative indicators" in figure.alt


def scales(face):
    """The temperature checks on the face, as they are drawn."""
    figures = elements_of(face.frame.items, "Figure")
    return [figure for figure in figures if figure.alt and "Mostly negative" in text_of(figure)]


def text_of(element):
    return " ".join(run.text for run in words_of([element]))


@pytest.mark.parametrize("output", ["facilitator", "cards", "press", "office", "clear-print"])
def test_the_temperature_check_has_one_place_on_the_backs_of_all_behaviours(output):
    places = set()
    for card in BEHAVIOURS:
        face = faces_of(output)[card.id][1]
        (scale,) = scales(face)
        assert "Temperature check" in said(face)[:6] + list(headings(face))
        runs = words_of([scale])
        places.add(tuple((round(r.x, 6), round(r.y, 6), r.text, r.size_pt) for r in runs))
    (place,) = places
    points, ends = place[:7], place[7:]
    assert [text for *_, text, _ in points] == ["−3", "−2", "−1", "0", "+1", "+2", "+3"]
    assert [text for *_, text, _ in ends] == ["Mostly negative", "Mostly positive"]


def headings(face):
    return [text_of(element) for element in elements_of(face.frame.items, "H2")]


@by_format
def test_items_stand_in_one_of_two_pitches_on_one_leading(output):
    """The full cards and the others: an eye tells them apart."""
    leadings, pitches = set(), set()
    for card in BEHAVIOURS:
        items = [
            [run.y for run in words_of([body])]
            for body in elements_of(faces_of(output)[card.id][1].frame.items, "LBody")
        ]
        leadings |= {round(b - a, 2) for lines in items for a, b in pairwise(lines)}
        steps = {round(b[0] - a[-1], 2) for a, b in pairwise(items)}
        pitches.add(min(steps))
    (leading,) = leadings
    assert leading >= 4.1  # 11.6 pt for type of 10 pt
    closest, usual = sorted(pitches)
    assert closest >= 1.2 * leading and usual >= 1.25 * closest


def with_lists(project, card, positive):
    """The deck with another list of positive indicators on one card."""
    for file in (project / "deck").glob("*.yaml"):
        data = yaml.safe_load(file.read_text("utf-8"))
        for one in data.get("cards", ()) if isinstance(data, dict) else ():
            if isinstance(one, dict) and one["id"] == card:
                one["positive"] = positive
                file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.mark.slow
@by_format
def test_a_card_too_full_for_the_temperature_check_goes_without_it_and_is_told(output, project):
    full = [f"Indicator number {number} of a list that goes on and on" for number in range(15)]
    with_lists(project, "trust", full)
    result = run("build", output, "-n")
    assert result.exit_code == 0
    assert 'warning[W430]: the back of "Trust" has no room for "Temperature check"' in result.stderr
    assert 'shorten "positive", or use larger cards' in result.stderr
    assert result.stderr.count("W430") == 1
    faces = faces_of(output, project)
    assert scales(faces["trust"][1]) == []
    for card in BEHAVIOURS:
        if card.id != "trust":
            assert drawn(faces[card.id][1]) == drawn(faces_of(output)[card.id][1])


@pytest.mark.slow
@by_format
def test_a_deck_of_short_lists_keeps_a_wider_leading(output, project):
    for card in BEHAVIOURS:
        with_lists(
            project,
            card.id,
            [
                "Listens to what is said and to what is not said by those who are in the room",
                "Asks",
            ],
        )
    two_lines = next(elements_of(faces_of(output, project)["trust"][1].frame.items, "LBody"))
    first, second = (run.y for run in words_of([two_lines]))
    assert second - first == pytest.approx(4.5)


def test_what_is_printed_beside_the_decks_words_is_written_once():
    words = yaml.safe_load((BUNDLED / "layouts" / "languages" / "en.yaml").read_text("utf-8"))
    layouts = BUNDLED / "layouts"
    for file in (*(layouts / "cards").rglob("*.yaml"), *(layouts / "pages").rglob("*.yaml")):
        said = re.findall(r": \"?([A-Z][^,}\"\n]*)", file.read_text("utf-8"))
        said = {text.replace("\\n", "\n") for text in said}
        assert said.isdisjoint(words.values()), file


@by_format
def test_the_pattern_of_a_theme_is_drawn_once_for_all_its_cards(output):
    fields = {}
    for card in BEHAVIOURS:
        face = backs(output, "theme")[card.id]
        assert said(face) == [card.theme.name.text]
        placed = list(placed_in(face.frame.items))
        fields.setdefault(card.theme.id, set()).add(id(placed[-1].frame))
    assert [len(ids) for ids in fields.values()] == [1, 1, 1, 1]


def placed_in(items):
    for item in items:
        if isinstance(item, Placed):
            yield item
            yield from placed_in(item.frame.items)


@pytest.mark.slow
def test_an_output_may_have_a_back_of_its_own_and_back_another(project):
    folder = project / "layouts" / "outputs"
    folder.mkdir(parents=True)
    (folder / "talk.yaml").write_text("about: x\ncards: office\nsheet: a4\nback: theme\n", "utf-8")
    theme, notes = Options(back="theme"), Options(back="notes")
    assert same("talk", project, PLAIN, theme) and same("talk", project, notes, notes)


def same(output, folder, options, as_office):
    """Whether a card's back in an output is that of the office edition, printed so."""
    own, office = faces_of(output, folder, options), faces_of("office", options=as_office)
    return drawn(own["trust"][1]) == drawn(office["trust"][1])


def test_a_card_without_a_theme_has_the_pattern_of_none():
    layup = layup_of("office", options=Options(back="theme"))
    problems = Problems()
    composer = Composer(layup.spec.deck, layup.parts[0].layout, layup.spec.house, problems)
    _, back = composer.faces(BEHAVIOURS[0]._replace(theme=None))
    assert (said(back), list(problems)) == ([], [])


@pytest.mark.parametrize("output", ["office", "facilitator", "tarot"])
def test_a_long_name_stands_on_two_lines_of_the_band_on_the_back(output, tmp_path):
    question = "What did you last change your mind about?"
    small_deck(tmp_path, {"name": question})
    _, back = faces_of(output, tmp_path)["c1"]
    name = next(elements_of([back], "H"))
    lines = {}
    for run_ in words_of(name.items):
        lines[run_.y] = lines.get(run_.y, "") + run_.text
    assert len(lines) == 2 and "".join(lines.values()) == question


def test_a_name_for_more_than_two_lines_of_a_band_is_refused(tmp_path):
    small_deck(tmp_path, {"name": "What would you do if nobody ever found out " * 3})
    told = run("-C", tmp_path, "build", "tarot").stderr
    assert "the back of" in told and "lines and may have 2" in told
