"""The A4 pages for participants as one family, measured on the finished PDF."""

from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
from small_decks import small_deck
from test_one_system import characters

import cardgen

SIZES = {"handouts": {30, 12, 10}, "temperature-check": {30, 12, 10}}
MM = 25.4 / 72


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    @cache
    def built(output):
        path = tmp_path_factory.mktemp(output) / "pages.pdf"
        cardgen.open().build(output, to=path)
        return pypdfium2.PdfDocument(path)

    return built


def top_of(page, words):
    """How many mm below the top of the page those words stand."""
    text = page.get_textpage()
    index, _ = text.search(words).get_next()
    return round((page.get_height() - text.get_charbox(index)[3]) * MM, 2)


def says(page, words):
    return words in page.get_textpage().get_text_range().replace("\r\n", " ")


def ruled_lines(page):
    """The mm from the top of each thin line that is wide enough to write on."""
    found = set()
    for thing in page.get_objects():
        left, bottom, right, top = thing.get_bounds()
        is_line = thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and top - bottom < 2
        if is_line and 60 < (right - left) * MM < 100:
            found.add(round((page.get_height() - (top + bottom) / 2) * MM, 1))
    return sorted(found)


@pytest.mark.parametrize("output", SIZES)
def test_pages_to_fill_in_have_three_sizes_of_type(pages, output):
    assert {size for page in pages(output) for size, _ in characters(page)} == SIZES[output]


@pytest.mark.parametrize(
    "words", ["Positive indicators", "Negative indicators", "Temperature check", "Circle or tick"]
)
def test_lists_and_scale_stand_at_one_height_on_all_handouts(pages, words):
    assert len({top_of(page, words) for page in pages("handouts")}) == 1


def test_lines_to_write_on_have_one_pitch_and_one_lowest_line(pages):
    found = [ruled_lines(page) for page in pages("handouts")]
    assert all(len(lines) >= 2 for lines in found)
    pitches = {round(b - a, 1) for lines in found for a, b in pairwise(lines)}
    assert pitches <= {8.3, 8.4, 8.5}
    assert len({lines[-1] for lines in found}) == 1


def test_the_room_between_lists_and_lines_is_less_than_a_quarter_of_a_page(pages):
    for page in pages("handouts"):
        tops = sorted({y for _, y in characters(page)} | set(ruled_lines(page)))
        assert max(b - a for a, b in pairwise(tops)) < 297 / 4


def test_no_scale_in_large_print_stands_on_a_page_without_a_list(pages):
    for page in pages("large-print"):
        if says(page, "Temperature check"):
            assert says(page, "Negative indicators")


def test_each_page_of_what_was_discussed_has_the_title(pages):
    assert all(says(page, "The behaviours we discussed") for page in pages("discussed"))


def test_a_list_longer_than_a_page_goes_on_under_its_heading(tmp_path):
    small_deck(tmp_path, {"positive": ["A few words"] * 40, "negative": ["One"]})
    cardgen.open(tmp_path).build("large-print", to=tmp_path / "a.pdf")
    first, second, *_ = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert says(second, "A few words")
    assert says(second, "Positive indicators, continued")
    assert not says(first, "continued")
