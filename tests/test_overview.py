"""The overview, the poster and the contact sheet: pictures, names and how they fill pages."""

from itertools import pairwise

import pytest
from command_line import built, run
from decks import BUNDLED, layup_of
from small_decks import small_deck
from structure import told_by_pdf

from cardgen.graphics.frame import Box, Element, GlyphRun, Placed
from cardgen.graphics.type.characters import printed
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.problems import Problems

CARDS = [card for card in layup_of("overview").spec.deck.cards if card.number]
TALL = {"overview": 297, "poster": 420}


def inside(items):
    """What is drawn, out of its elements; drawings stay whole."""
    for item in items:
        if isinstance(item, Element):
            yield from inside(item.items)
        elif isinstance(item, Placed) and item.face:
            yield from inside(item.frame.items)
        else:
            yield item


def on_pages(output, folder=BUNDLED, chosen=None):
    """What stands on each page for the cards with these ids, or for all."""
    layup = layup_of(output, folder)
    cards = tuple(c for c in layup.spec.cards if chosen is None or c.id in chosen)
    pages = Sheets(with_copies(layup, cards, 1), Problems())
    return [list(inside(page.frame.items)) for page in pages]


def tiles(items):
    """The pictures of behaviours, of which none is as flat as a scale or as small as a mark."""
    return [i for i in items if isinstance(i, Placed) and 15 < i.frame.width < 140]


def deck_of(folder, count):
    small_deck(folder, *({} for _ in range(count)))
    return folder


@pytest.mark.parametrize("output", ["overview", "poster", "contact-sheet"])
def test_it_shows_the_picture_and_the_name_of_every_chosen_card(output):
    (page,) = on_pages(output)
    assert len(tiles(page)) == len(CARDS) == 13
    said = [words for _, _, words in told_by_pdf(built(output))]
    assert [w for w in said if w in {printed(c.called.text) for c in CARDS}] == [
        printed(card.called.text) for card in CARDS
    ]
    (page,) = on_pages(output, chosen=("trust",))
    assert len(tiles(page)) == 1


def test_the_overview_says_what_it_is_and_tells_each_definition():
    said = " ".join(words or "" for _, _, words in told_by_pdf(built("overview")))
    assert "The behaviours at a glance" in said
    for card in CARDS:
        assert printed(card.words["definition"].text) in said


def test_the_squares_of_the_scale_begin_where_its_words_and_the_pictures_do():
    (page,) = on_pages("poster")
    (scale,) = [i for i in page if isinstance(i, Placed) and i.frame.width > 140]
    square = next(item for item in scale.frame.items if isinstance(item, Box))
    words = [i.x for i in page if isinstance(i, GlyphRun) and i.text.strip() == "Mostly the"]
    edges = [scale.x + square.x, min(words), min(tile.x for tile in tiles(page))]
    assert edges == pytest.approx([18, 18, 18])


def test_names_on_the_poster_have_36_points_or_more():
    (page,) = on_pages("poster")
    names = [i for i in page if isinstance(i, GlyphRun) and i.font in ("display", "narrow")]
    assert min(run.size_pt for run in names) >= 36


@pytest.mark.parametrize("output", ["overview", "poster"])
@pytest.mark.parametrize("count", [1, 2, 3, 13])
def test_pictures_fill_the_page_whatever_is_chosen(output, count):
    (page,) = on_pages(output, chosen=[card.id for card in CARDS[:count]])
    bottom = max(tile.y + tile.frame.height for tile in tiles(page))
    top = min(tile.y for tile in tiles(page))
    assert bottom - top > 0.55 * TALL[output]


def test_a_few_behaviours_stand_larger_than_all():
    def largest(*ids):
        (page,) = on_pages("overview", chosen=ids)
        return max(i.size_pt for i in page if isinstance(i, GlyphRun) and i.text == "Trust")

    assert largest("trust") > largest("trust", *[card.id for card in CARDS[:5]]) >= 11


@pytest.mark.parametrize("output", ["overview", "poster", "contact-sheet"])
def test_sixty_cards_go_on_over_further_pages(output, tmp_path):
    pages = on_pages(output, deck_of(tmp_path, 60))
    assert sum(len(tiles(page)) for page in pages) == 60
    assert 1 < len(pages) <= 6 or output == "poster"


def test_on_a_contact_sheet_no_number_lies_on_a_picture_and_no_id_is_broken():
    (page,) = on_pages("contact-sheet")
    ids = {i.text for i in page if isinstance(i, GlyphRun)}
    assert {card.id for card in CARDS} <= ids
    for run_ in (i for i in page if isinstance(i, GlyphRun) and i.text.isdigit()):
        for tile in tiles(page):
            across = tile.x < run_.x < tile.x + tile.frame.width
            assert not (across and tile.y < run_.y < tile.y + tile.frame.height)


@pytest.mark.parametrize("options", [("--ink", "mono"), ("--draft",), ("--theme", "being")])
@pytest.mark.parametrize("output", ["overview", "poster"])
def test_it_is_right_in_every_ink(output, options, tmp_path):
    result = run("build", output, *options, "--verify", "-o", tmp_path / "page.pdf")
    assert result.exit_code == 0, result.stderr


LONG = {
    "name": "Verantwortungsbereitschaftlich and taking everyone along to",  # a word of 30 letters
    "definition": ("Holds the whole of the system in mind and asks what it is for. " * 7)[:400],
}


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 13, 60])
@pytest.mark.parametrize("output", ["overview", "poster", "contact-sheet", "discussed"])
def test_very_long_names_and_definitions_are_whole_and_beside_each_other(output, count, tmp_path):
    small_deck(tmp_path, *(LONG for _ in range(count)))
    assert run("-C", tmp_path, "build", output, "-n").exit_code == 0
    pages = on_pages(output, tmp_path)
    runs = [run_ for page in pages for run_ in page if isinstance(run_, GlyphRun)]
    assert sum("Verantwortungsbereitschaftlich" in run_.text for run_ in runs) == count
    for page in pages:
        words = sorted((i for i in page if isinstance(i, GlyphRun)), key=lambda i: (i.y, i.x))
        for one, other in pairwise(words):
            if other.y - one.y < 0.1:
                assert one.x + one.width < other.x
        pictures = [(i.x, i.y, i.x + i.width, i.y + i.height) for i in tiles(page)]
        for word in words:
            for left, top, right, bottom in pictures:
                beside = word.x > right or word.x + word.width < left
                assert beside or word.y < top or word.y - word.size_pt / 4 > bottom


@pytest.mark.parametrize("output", ["poster", "contact-sheet", "labels"])
def test_a_word_that_nothing_holds_is_refused_at_its_place(output, tmp_path):
    deck = small_deck(tmp_path, {"name": 60 * "m"})
    line = next(at for at, text in enumerate(deck.read_text().splitlines(), 1) if 60 * "m" in text)
    told = run("-C", tmp_path, "build", output, "-o", "made.pdf")
    assert told.exit_code == 1 and f"deck/deck.yaml:{line}:" in told.stderr
    assert not (tmp_path / "made.pdf").exists()
