"""Tarot, poker and labels: one system on sister cards, measured on the finished PDF."""

import ctypes
from functools import cache
from itertools import pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from decks import faces_of, layup_of, words_of

import cardgen
from cardgen.graphics.art import MarkField
from cardgen.graphics.frame import Box

CARDS = [card for card in layup_of("tarot").spec.deck.cards if card.number]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of an output, as a PDF that is read back."""

    @cache
    def built(output, **options):
        path = tmp_path_factory.mktemp(output) / "cards.pdf"
        cardgen.open().build(output, to=path, **options)
        return list(pypdfium2.PdfDocument(path))

    return built


def words(page):
    """Lines of words as text, size, left end and baseline, in mm from the top left."""
    text, height = page.get_textpage(), page.get_height()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    lines = {}
    for at in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
        if letter.isspace():
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, at) * max(abs(matrix.a), abs(matrix.b))
        found = round(size, 1), round((height - y.value) * 25.4 / 72, 1)
        lines.setdefault(found, []).append((x.value * 25.4 / 72, letter))
    return [
        ("".join(letter for _, letter in line), size, min(line)[0], y)
        for (size, y), line in lines.items()
    ]


def sizes_of(pages):
    return {size for page in pages for _, size, *_ in words(page)}


def test_a_tarot_deck_has_one_size_of_lists_one_of_names_and_one_of_bands(pages):
    """9 lists and definitions, 16 names, 11 bands; the rest is headings, pills and the scale; in
    the margins of a sheet stand 10 and the figures of the ruler."""
    fronts, backs = pages("tarot")[::2], pages("tarot")[1::2]
    assert sizes_of(fronts) - {8, 10} == {9, 9.5, 16}
    assert sizes_of(backs) - {8, 10} == {8.5, 9, 9.5, 11}


def test_lists_of_tarot_cards_have_nine_points_on_both_faces():
    for side in (0, 1):
        runs = [r for card in CARDS for r in words_of(faces_of("tarot")[card.id][side].frame.items)]
        sizes = {run.size_pt for run in runs if run.font == "regular" and run.text.strip()}
        assert sizes == {9}


def test_lists_of_tarot_cards_begin_on_one_line_front_and_back(pages):
    for side in (0, 1):
        (tops,) = {
            tuple(sorted({y for text, size, _, y in words(page) if "indicators" in text}))
            for page in pages("tarot")[side:6:2]
        }
        assert len(tops) == 2  # one for each row of the sheet
        assert tops[1] - tops[0] == pytest.approx(126, abs=0.1)  # a card and the gap after it


@pytest.mark.parametrize("columns", [5, 6])
@pytest.mark.parametrize(("width", "height"), [(63, 88), (70, 120), (105, 148)])
def test_the_pattern_of_a_back_keeps_clear_of_the_cut(columns, width, height):
    """A cut that is one millimetre off shows nothing of it, and cuts none of it."""
    field = MarkField(width, height, columns)
    radius = 0.27 * field.pitch
    for x, y in field.places():
        assert min(x, y, width - x, height - y) - radius > 2
    rows = sorted({round(y, 6) for _, y in field.places()})
    assert len({round(b - a, 3) for a, b in pairwise(rows)}) == 1


def test_a_label_takes_the_place_of_one_row_of_the_pattern():
    """The rows over and under the longest label are whole, as they are beside a short one."""
    field = MarkField(63, 88, 6)
    rows = sorted({y for _, y in field.places()})
    for card in ("trust", "mindset"):
        items = faces_of("conversation")[card][1].frame.items
        label = next(i for i in items if isinstance(i, Box) and i.radius)
        middle = label.y + label.height / 2
        assert min(abs(y - middle) for y in rows) < 0.01
        clear = min(abs(y - middle) for y in rows if abs(y - middle) > 1)
        assert clear - 0.27 * field.pitch > label.height / 2 + 0.5


def test_the_theme_of_a_poker_card_stands_apart_from_its_definition(pages):
    """At least half as far again as lines of the definition are from each other."""
    for card in CARDS:
        said = list(words_of(faces_of("conversation")[card.id][0].frame.items))
        foot = max(run.y for run in said if run.size_pt == 8)
        last = max(run.y for run in said if run.size_pt == 8.5)
        assert foot - last > 1.5 * 11.6 * 25.4 / 72


def test_names_on_labels_hang_on_one_line_and_themes_have_nine_points(pages):
    page = pages("labels")[0]
    assert min(sizes_of([page])) >= 9
    tops = {y for text, size, _, y in words(page) if size == 9.4}
    names = {round(y, 1) for _, size, _, y in words(page) if size > 12}
    firsts = {min(y for y in names if y > top) for top in tops}
    assert len(firsts) == len(tops) == 5  # one for each row of the sheet
    (distance,) = {round(min(y for y in names if y > top) - top, 1) for top in tops}
    assert distance == pytest.approx(11.5, abs=0.1)


def test_labels_have_the_colour_of_their_theme_in_front(pages):
    picture = np.array(pages("labels")[0].render(scale=2).to_pil()).astype(int)
    colourful = (picture.max(axis=2) - picture.min(axis=2) > 80).mean()
    assert colourful > 0.05
