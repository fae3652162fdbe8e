"""Rendered pages: ink only where it belongs, colour to every edge, backs behind their fronts."""

import pypdfium2
import pytest
from command_line import run
from decks import BUNDLED, pages_of

from cardgen.graphics.frame import faces

pytestmark = pytest.mark.slow
DOTS = 4  # a millimetre


@pytest.fixture(scope="module")
def sheets():
    data = run("-C", BUNDLED, "build", "facilitator", "-o", "-").stdout_bytes
    document = pypdfium2.PdfDocument(data)
    return [p.render(scale=DOTS * 25.4 / 72).to_pil().convert("RGB") for p in document]


def blank(picture, left, top, right, bottom):
    area = picture.crop(tuple(round(v * DOTS) for v in (left, top, right, bottom)))
    return area.getextrema() == ((255, 255),) * 3


def test_there_is_no_ink_between_bleed_and_marks_nor_beyond_the_printable_area(sheets):
    for page, picture in zip(pages_of("facilitator"), sheets, strict=True):
        width, height = page.frame.width, page.frame.height
        sides = ((0, 0, width, 4.2), (0, 0, 4.2, height))
        others = ((0, height - 4.2, width, height), (width - 4.2, 0, width, height))
        for edge in (*sides, *others):
            assert blank(picture, *edge)
        for placed in faces(page.frame):
            x, y, w, h = placed.x, placed.y, placed.width, placed.height
            # A ring just outside the bleed, but for the eight places where marks begin.
            assert blank(picture, x + 1, y - 8, x + w - 1, y - 3.3)
            assert blank(picture, x + 1, y + h + 3.3, x + w - 1, y + h + 8)
            assert blank(picture, x - 8, y + 1, x - 3.3, y + h - 1)
            assert blank(picture, x + w + 3.3, y + 1, x + w + 8, y + h - 1)


def test_a_front_is_coloured_to_every_edge_of_its_bleed(sheets):
    for page, picture in zip(pages_of("facilitator"), sheets, strict=True):
        for placed in faces(page.frame):
            if page.side == "back" or placed.face.theme is None:
                continue
            x, y, w, h = placed.x - 2.7, placed.y - 2.7, placed.width + 5.4, placed.height + 5.4
            corners = [(x, y), (x + w, y), (x, y + h), (x + w, y + h)]
            for corner in corners:
                assert picture.getpixel(tuple(round(v * DOTS) for v in corner)) != (255, 255, 255)


def test_marks_stand_at_every_corner_of_every_card_on_both_sides(sheets):
    for page, picture in zip(pages_of("facilitator"), sheets, strict=True):
        for placed in faces(page.frame):
            for x in (placed.x, placed.x + placed.width):
                for y in (placed.y - 5.5, placed.y + placed.height + 5.5):
                    assert not blank(picture, x - 0.3, y - 0.3, x + 0.3, y + 0.3)


def test_nothing_leaves_its_own_card(sheets):
    """The gap between the two cards' bleeds is white but for the marks' rows."""
    for page, picture in zip(pages_of("facilitator"), sheets, strict=True):
        if len(list(faces(page.frame))) == 2:
            assert blank(picture, 142, 32.5, 155, 177.5)
