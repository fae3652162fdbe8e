"""One system on sister cards, measured on the finished PDF: type sizes, titles, art over them."""

import ctypes
from collections import defaultdict
from functools import cache

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from decks import layup_of

import cardgen

BLEED, PX = 3, 8  # mm; pixels to the millimetre
CARDS = layup_of("cards").spec.deck.cards
NUMBERED = [at for at, card in enumerate(CARDS) if card.number]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of the deck with colour to every edge: fronts and backs in turn."""

    @cache
    def built(output):
        path = tmp_path_factory.mktemp(output) / "deck.pdf"
        cardgen.open().build(output, to=path)
        return pypdfium2.PdfDocument(path)

    return built


def characters(page):
    """Each character that is shown: its size, and its baseline in mm from the top."""
    text, height = page.get_textpage(), page.get_height()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for at in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text.raw, at)).isspace():
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, at) * max(abs(matrix.a), abs(matrix.b))
        yield round(size, 2), round((height - y.value) * 25.4 / 72, 2)


@pytest.mark.slow
@pytest.mark.parametrize("output", ["cards", "office"])
def test_a_deck_has_seven_sizes_of_type(pages, output):
    sizes = {size for page in pages(output) for size, _ in characters(page)}
    assert sizes == {10, 11, 12.5, 15, 25, 30, 39}


def titles(page):
    """The baselines of a front's title, its largest words, and their size."""
    size = max(size for size, _ in characters(page))
    return size, sorted({y for own, y in characters(page) if own == size})


@pytest.mark.slow
def test_names_with_as_many_lines_stand_at_one_height(pages):
    tops = defaultdict(set)
    for at in NUMBERED:
        size, lines = titles(pages("cards")[2 * at])
        tops[size, len(lines)].add(lines[0])
    assert {len(found) for found in tops.values()} == {1}
    assert set(tops) == {(39, 1), (30, 1), (30, 2)}


@pytest.mark.slow
def test_art_ends_at_one_distance_over_the_name(pages):
    """The lowest row over the name that is not all of the card's ground."""
    ends = []
    for at in NUMBERED:
        page = pages("cards")[2 * at]
        size, lines = titles(page)
        picture = np.array(page.render(scale=PX * 25.4 / 72).to_pil()).astype(int)
        cap_top = lines[0] - 0.72 * size * 25.4 / 72
        over = picture[: int(cap_top * PX)]
        ground = picture[int((lines[-1] + 2.5) * PX), 4 * PX]
        painted = (np.abs(over - ground).sum(axis=2) > 30).any(axis=1)
        ends.append(np.flatnonzero(painted).max() / PX - BLEED)
    assert max(ends) - min(ends) <= 1
