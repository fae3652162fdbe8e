"""The inks of one file: their operators, the plates they need, and what overprints."""

from io import BytesIO

import pytest
from frames import BLACK, TEAL

from cardgen.graphics.frame import Ink
from cardgen.output.pdf.document import Document, LedgerError
from cardgen.output.pdf.inks import Inks

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
    inks = Inks(Document(BytesIO()), guise)
    assert (inks.set(TEAL, "fill"), inks.set(TEAL, "stroke")) == (fill, stroke)


def test_the_plates_are_those_of_the_inks_that_were_set_and_the_four_come_first():
    inks = Inks(Document(BytesIO()), "coated")
    assert inks.in_order() == ()
    inks.set(CORAL, "fill")
    inks.set(BLACK, "stroke")
    assert inks.in_order() == ("Black", "PANTONE 170 C")
    inks.set(TEAL, "fill")
    assert inks.in_order() == ("Cyan", "Yellow", "Black", "PANTONE 170 C")
    assert inks.total == 160
    inks.note_picture()
    assert inks.in_order() == ("Cyan", "Magenta", "Yellow", "Black", "PANTONE 170 C")
    assert inks.total == 400


def test_on_screen_no_plate_is_needed():
    inks = Inks(Document(BytesIO()), "rgb")
    inks.set(TEAL, "fill")
    assert (inks.in_order(), inks.total) == ((), 0)


def test_a_spot_ink_is_one_colour_space_for_fills_and_strokes():
    inks = Inks(Document(BytesIO()), "coated")
    fill, stroke = inks.set(CORAL, "fill").split(), inks.set(CORAL, "stroke").split()
    assert fill[0] == stroke[0]
    assert (fill[1:], stroke[1:]) == (["cs", "1", "scn"], ["CS", "1", "SCN"])
    other = Ink("coral", (0, 0, 0), (0, 60, 48, 0), (0, 38, 38, 0), 28, spot="PANTONE 170 C")
    with pytest.raises(LedgerError, match="two builds"):
        inks.set(other, "fill")


@pytest.mark.parametrize(
    ("width", "height", "is_solid"),
    [(10, 10, True), (10.5, 40, True), (9.9, 40, False), (40, 9.9, False)],
)
def test_black_over_a_centimetre_and_more_is_printed_in_the_rich_one(width, height, is_solid):
    inks = Inks(Document(BytesIO()), "coated", solid=SOLID)
    assert inks.area(BLACK, width, height) is (SOLID if is_solid else BLACK)
    assert inks.area(TEAL, width, height) is TEAL
    assert Inks(Document(BytesIO()), "rgb", solid=SOLID).area(BLACK, width, height) is BLACK


@pytest.mark.parametrize(("ink", "width", "does"), [(BLACK, 0, 1), (BLACK, 2, 0), (TEAL, 0, 0)])
def test_black_type_and_thin_lines_overprint(ink, width, does):
    assert Inks(Document(BytesIO()), "coated").overprints(ink, width) is bool(does)
    assert not Inks(Document(BytesIO()), "rgb").overprints(ink, width)
