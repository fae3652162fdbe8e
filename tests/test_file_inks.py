"""The inks of one file: their operators, the plates they need, and what overprints."""

import pytest
from frames import BLACK, FONTS, TEAL

from cardgen.graphics.frame import Box, Ink
from cardgen.output.pdf.content import Content
from cardgen.output.pdf.document import LedgerError
from cardgen.output.pdf.embedded_fonts import ShownFonts
from cardgen.output.pdf.inks import Inks, in_order

CORAL = Ink("coral", (255, 134, 112), (0, 55, 48, 0), (0, 38, 38, 0), 28, spot="PANTONE 170 C")
SOLID = Ink("solid", (0, 0, 0), (40, 30, 30, 100), (30, 20, 20, 100), 100)


@pytest.mark.parametrize(
    ("guise", "fill", "stroke"),
    [
        ("rgb", "0 0.471 0.502 rg", "0 0.471 0.502 RG"),
        ("grey", "0.4 g", "0.4 G"),
        ("coated", "1 0 0.4 0.2 k", "1 0 0.4 0.2 K"),
    ],
)
def test_an_ink_is_set_in_the_guise_of_the_file(guise, fill, stroke):
    inks = Inks(guise)
    assert (inks.set(TEAL, "fill"), inks.set(TEAL, "stroke")) == (fill, stroke)


def test_the_plates_are_those_of_the_inks_that_were_set_and_the_four_come_first():
    inks = Inks("coated")
    assert in_order(inks.plates) == ()
    inks.spot(CORAL)
    inks.set(BLACK, "stroke")
    assert in_order(inks.plates) == ("Black", "PANTONE 170 C")
    inks.set(TEAL, "fill")
    assert in_order(inks.plates) == ("Cyan", "Yellow", "Black", "PANTONE 170 C")
    assert inks.total == 160
    inks.note_picture()
    assert in_order(inks.plates) == ("Cyan", "Magenta", "Yellow", "Black", "PANTONE 170 C")
    assert inks.total == 400


def test_on_screen_no_plate_is_needed():
    inks = Inks("rgb")
    inks.set(TEAL, "fill")
    assert (in_order(inks.plates), inks.total) == ((), 0)


def test_a_spot_ink_is_one_colour_space_for_fills_and_strokes():
    filled, ruled = Box(0, 0, 9, 9, CORAL), Box(0, 0, 9, 9, stroke=CORAL, stroke_pt=1)
    content = Content(ShownFonts(FONTS), Inks("coated"))
    content.draw(filled, 0, 0)
    content.draw(ruled, 0, 0)
    shown = content.data().decode().splitlines()
    assert (shown[0], shown[2]) == ("/S1 cs 1 scn", "/S1 CS 1 SCN")
    assert content.resources().spots == (("PANTONE 170 C", (0, 0.55, 0.48, 0)),)


def test_a_spot_ink_has_one_build():
    inks = Inks("coated")
    inks.spot(CORAL)
    with pytest.raises(LedgerError, match="two builds"):
        inks.spot(CORAL._replace(coated=(0, 60, 48, 0)))


@pytest.mark.parametrize(
    ("width", "height", "is_solid"),
    [(10, 10, True), (10.5, 40, True), (9.9, 40, False), (40, 9.9, False)],
)
def test_black_over_a_centimetre_and_more_is_printed_in_the_rich_one(width, height, is_solid):
    inks = Inks("coated", solid=SOLID)
    assert inks.area(BLACK, width, height) is (SOLID if is_solid else BLACK)
    assert inks.area(TEAL, width, height) is TEAL
    assert Inks("rgb", solid=SOLID).area(BLACK, width, height) is BLACK


@pytest.mark.parametrize(("ink", "width", "does"), [(BLACK, 0, 1), (BLACK, 2, 0), (TEAL, 0, 0)])
def test_black_type_and_thin_lines_overprint(ink, width, does):
    assert Inks("coated").overprints(ink, width) is bool(does)
    assert not Inks("rgb").overprints(ink, width)
