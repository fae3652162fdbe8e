"""A poster of each theme: its name to be read from 5 m, and the art of its behaviours."""

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from command_line import built, planned, run
from decks import ALLOTMENT, BUNDLED, BWRDD, PLAIN, layup_of, pages_of
from pypdf import PdfReader
from small_decks import small_deck
from structure import headings, script

from cardgen.graphics.frame import Box, Element, GlyphRun, Placed
from cardgen.graphics.type.characters import printed
from cardgen.model.options import Options

THEMES = layup_of("theme-posters").spec.deck.themes
CARDS = [card for card in layup_of("theme-posters").spec.deck.cards if card.number]
A3 = (297, 420)
EDGE, GAP = 16, 8


def of_theme(theme):
    return [card for card in CARDS if card.theme is theme]


def inside(items):
    """What is drawn, out of its elements; drawings stay whole."""
    for item in items:
        if isinstance(item, Element):
            yield from inside(item.items)
        elif isinstance(item, Placed) and item.face:
            yield from inside(item.frame.items)
        else:
            yield item


def posters(folder=BUNDLED, options=PLAIN):
    pages = pages_of("theme-posters", folder, options)
    return [list(inside(page.frame.items)) for page in pages]


def tiles(items):
    """The drawings of behaviours, without the marks, by their places."""
    drawings = [i for i in items if isinstance(i, Placed) and i.frame.width > 50]
    return [(round(d.x, 1), round(d.y, 1), d.frame.width, d.frame.height) for d in drawings]


def words_of(items, style):
    return [item for item in items if isinstance(item, GlyphRun) and item.font == style]


def pages_said(data):
    return [" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(data)).pages]


def deck_of(folder, *counts, names=("One", "Two", "Three"), **more):
    """A deck with themes of so many cards each."""
    marks = zip(("sunflower", "coral", "indigo"), ("core", "links", "peak"), strict=True)
    themes = [
        {"id": f"t{at}", "name": name, "colour": colour, "mark": mark}
        for at, (name, (colour, mark)) in enumerate(zip(names, marks, strict=False))
    ]
    cards = [{"theme": f"t{at}"} for at, count in enumerate(counts) for _ in range(count)]
    small_deck(folder, *cards, themes=themes[: len(counts)], **more)
    return folder


def test_each_theme_has_a_poster_with_the_names_and_numbers_of_its_behaviours():
    pages = pages_said(built("theme-posters"))
    assert len(pages) == len(THEMES)
    for theme, page in zip(THEMES, pages, strict=True):
        assert printed(theme.name.text) in page
        said = [printed(card.called.text) for card in CARDS if printed(card.called.text) in page]
        assert said == [printed(card.called.text) for card in of_theme(theme)]
        assert re.findall(r"\b\d+\b", page) == [str(card.number) for card in of_theme(theme)]
    assert {page.frame.width for page in pages_of("theme-posters")} == {A3[0]}
    assert {page.frame.height for page in pages_of("theme-posters")} == {A3[1]}


@pytest.mark.parametrize("folder", [BUNDLED, ALLOTMENT], ids=["the deck", "another"])
def test_the_name_of_a_theme_can_be_read_from_five_metres_and_all_are_of_one_size(folder):
    sizes = {max(run.size_pt for run in words_of(p, "display")) for p in posters(folder)}
    assert len(sizes) == 1 and sizes.pop() >= 90


def test_the_name_stands_on_a_field_of_the_themes_colour():
    house = layup_of("theme-posters").spec.house
    for theme, items in zip(THEMES, posters(), strict=True):
        field = next(i for i in items if isinstance(i, Box) and i.radius and i.height > 100)
        assert field.fill == house.colours[theme.colour.text].inks["base"]
        assert (field.x, field.y, field.width) == (EDGE, EDGE, A3[0] - 2 * EDGE)


def test_the_art_fills_the_poster_and_leaves_no_place_empty():
    """A behaviour that has no neighbour takes the whole row."""
    whole, half = 265.0, (265.0 - GAP) / 2
    for theme, items in zip(THEMES, posters(), strict=True):
        widths = [width for _, _, width, _ in tiles(items)]
        count = len(of_theme(theme))
        assert widths == [whole] * (count % 2) + [half] * (count - count % 2)
        assert len({round(height, 2) for *_, height in tiles(items)}) == 1
        bottom = max(y + height for _, y, _, height in tiles(items))
        assert bottom + 30 == pytest.approx(A3[1] - 32, abs=0.01)


def test_the_fewer_behaviours_a_theme_has_the_larger_their_art_is(tmp_path):
    one, two, three = posters(deck_of(tmp_path, 1, 2, 3))
    assert tiles(one)[0][3] == tiles(two)[0][3]
    assert tiles(one)[0][2] > 2 * tiles(two)[0][2]
    assert tiles(two)[0][3] > 2 * tiles(three)[0][3] > 160


def test_only_themes_with_chosen_cards_have_a_poster():
    (being,) = pages_said(built("theme-posters", "--theme", "being"))
    assert "Being" in being and "Mindset" in being
    (relating,) = pages_said(built("theme-posters", "--card", "trust"))
    assert "Relating and communicating" in relating
    assert "Trust" in relating and "Collaboration" not in relating
    assert len(planned("theme-posters", "--card", "trust,mindset")["pages"]) == 2


def test_a_workshop_has_posters_of_its_own_cards(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("w.yaml").write_text(
        "title: W\ncards: [delivering, trust]\noutputs: [theme-posters, wall-scale]\n", "utf-8"
    )
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    pages = pages_said(Path("build/w/theme-posters.pdf").read_bytes())
    assert len(pages) == 2
    assert "Delivery" in pages[0] and "Trust" in pages[1] and "Collaboration" not in pages[1]
    assert len(pages_said(Path("build/w/wall-scale.pdf").read_bytes())) == 7


@pytest.mark.slow
def test_themes_are_headings_over_their_behaviours():
    expected = [("1", "Doing Things Differently: Rethinking Leadership Behaviours")]
    for theme in THEMES:
        expected += [("2", printed(theme.name.text))]
        expected += [("3", printed(card.called.text)) for card in of_theme(theme)]
    assert headings(script("theme-posters")) == expected


@pytest.mark.parametrize(
    ("count", "pages", "across"), [(1, 1, 1), (2, 1, 2), (6, 1, 2), (12, 1, 3), (20, 1, 4)]
)
def test_many_behaviours_stand_in_more_columns(count, pages, across, tmp_path):
    found = posters(deck_of(tmp_path, count))
    assert len(found) == pages
    assert len({x for x, *_ in tiles(found[0])}) == across


def test_a_theme_with_too_many_for_one_poster_has_a_second_under_its_name(tmp_path):
    found = posters(deck_of(tmp_path, 30, 2))
    assert [len(tiles(items)) for items in found] == [18, 12, 2]
    names = [max(words_of(p, "display"), key=lambda run: run.size_pt).text for p in found]
    assert names == ["One", "One", "Two"]


def test_themes_with_few_behaviours_do_not_share_a_poster(tmp_path):
    assert len(posters(deck_of(tmp_path, 1, 1, 20))) == 3


def test_cards_without_a_theme_have_a_poster_under_the_name_of_the_deck():
    last = pages_said(built("theme-posters", folder=ALLOTMENT))[-1]
    assert last.count("Allotment Year") == 2  # the name and the foot
    assert "Sweep the shed" in last


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (
            "Interdependencies between organisations in the whole system",
            "it needs 4 lines and may have 2",
        ),
        ("Interdependencyofeverything", "mm wide at 90 pt, its line 249.0 mm"),
    ],
)
def test_a_theme_whose_name_does_not_fit_at_90_pt_is_refused_once(name, why, tmp_path):
    folder = deck_of(tmp_path, 2, names=(name,))
    result = run("-C", folder, "build", "theme-posters", "-o", tmp_path / "t.pdf")
    assert result.exit_code == 1
    assert why in result.stderr and result.stderr.count("error[") == 1
    line = next(
        number
        for number, text in enumerate((folder / "deck/deck.yaml").read_text().split("\n"), 1)
        if json.dumps(name) in text
    )
    assert f"deck.yaml:{line}:" in result.stderr


def test_a_long_name_takes_the_narrow_letters_before_it_is_refused(tmp_path):
    (items,) = posters(deck_of(tmp_path, 2, names=("Communications",)))
    assert [run.text for run in words_of(items, "narrow")] == ["Communications"]
    assert {run.size_pt for run in words_of(items, "display")} == {34}  # of the behaviours


def test_two_languages_have_posters_each_at_one_size():
    data = run("-C", BWRDD, "--lang", "cy,en", "build", "theme-posters", "-o", "-").stdout_bytes
    pages = pages_said(data)
    assert [word in page for word, page in zip(("Gyda", "Edrych"), pages, strict=False)] == [
        True
    ] * 2
    assert "Together" in pages[2] and "Looking ahead" in pages[3]


def test_a_name_that_does_not_fit_in_one_of_two_languages_is_refused_at_90_pt_too(tmp_path):
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    deck = tmp_path / "deck" / "deck.yaml"
    long = deck.read_text("utf-8").replace("en: Together", "en: Interdependencyofeverything")
    deck.write_text(long, "utf-8")
    result = run("-C", tmp_path, "--lang", "cy,en", "build", "theme-posters")
    assert result.exit_code == 1
    assert "mm wide at 90 pt, its line 249.0 mm" in result.stderr


@pytest.mark.parametrize(
    "options", [Options(ink="mono"), Options(draft=True)], ids=["mono", "draft"]
)
def test_where_ink_is_saved_the_field_of_the_name_is_bare(options):
    for items in posters(options=options):
        field = next(i for i in items if isinstance(i, Box) and i.radius and i.height > 100)
        assert field.fill.name == "paper" and field.stroke
    assert [tiles(items) for items in posters(options=options)] == [
        tiles(items) for items in posters()
    ]
