"""Words of a frame that cannot be seen: what hides them, from how much on, and what does not."""

import pytest
from frames import BLACK, FONTS, TEAL, face, line
from PIL import Image as Pillow

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Image,
    Ink,
    Item,
    Line,
    Path,
    Placed,
)
from cardgen.graphics.legibility import Illegible, Legibility
from cardgen.graphics.pixels.image_files import Pixels, examine
from cardgen.units import MM_PER_PT

WHITE = Ink("white", (255, 255, 255), (0, 0, 0, 0), (0, 0, 0, 0), 0)
PAPER = Box(-3, -3, 106, 154, WHITE)


def grey(level: int) -> Ink:
    return Ink(f"grey {level}", (level, level, level), (0, 0, 0, 50), (0, 0, 0, 50), 50)


def faults(*items: Item, guise="rgb") -> list[Illegible]:
    return Legibility(FONTS, guise).faults(Frame(100, 148, (PAPER, *items)))


def why(*items: Item, guise="rgb") -> list[tuple[str, str]]:
    return [(fault.why, fault.words) for fault in faults(*items, guise=guise)]


def in_ink(run: GlyphRun, ink: Ink) -> GlyphRun:
    return run._replace(ink=ink)


# What covers words


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (Box(19, 5, 40, 8, TEAL), "word is seen"),
        (Box(22, 5, 40, 8, TEAL, radius=4), "is seen"),
        (Line(5, 9, 60, 9, TEAL, 1), "Every word is seen"),
        (Path((("M", 22.0, 5.0), ("L", 40.0, 5.0), ("L", 30.0, 12.0), ("Z",)), TEAL), "seen"),
        (Placed(19, 5, Frame(20, 20, (Box(0, 0, 20, 20, TEAL),))), "word is seen"),
        (Placed(19, 5, Frame(20, 40, (Box(0, 30, 20, 9, TEAL),)), turn=180), "word is seen"),
    ],
    ids=["a box", "a round box", "a line", "a triangle", "a drawing", "a turned drawing"],
)
def test_words_under_a_later_item_are_covered(later, words):
    found = faults(line("Every word is seen", x=5), Element("Figure", (later,)))
    assert [(fault.why, fault.words, fault.other) for fault in found] == [("covered", words, later)]


def test_an_earlier_item_covers_nothing():
    assert why(Box(4, 5, 60, 8, grey(220)), line("Every word is seen")) == []


@pytest.mark.parametrize(
    "beside",
    [
        Box(4, 5, 40, 9, stroke=TEAL, stroke_pt=1),
        Box(4, 10.1, 40, 9, TEAL),
        Line(5, 10.5, 60, 10.5, TEAL, 1),
        Placed(60, 5, Frame(20, 20, (Box(0, 0, 20, 20, TEAL),))),
        Placed(4, 5, Frame(40, 9, (Box(0, 6.1, 40, 3, TEAL),))),
    ],
    ids=["an outline around them", "a box below", "an underline", "beside them", "in a drawing"],
)
def test_what_is_beside_words_does_not_cover_them(beside):
    assert why(line("never seen", x=5), beside) == []


def test_a_clipped_drawing_covers_only_what_its_clip_leaves():
    wide = Frame(10, 10, (Box(-50, -50, 200, 200, TEAL),))
    assert why(line("Every word", x=5), Placed(60, 5, wide, bleed=(1, 1, 1, 1))) == []
    assert why(line("Every word", x=5), Placed(8, 5, wide, bleed=(1, 1, 1, 1))) == [
        ("covered", "Every word")
    ]


def test_an_overlap_counts_from_a_tenth_of_a_millimetre():
    run = line("H", x=5, size=30)
    top = run.y - FONTS["Text"].cap_height * 30 * MM_PER_PT / 1000
    assert why(run, Box(0, top - 5, 40, 5.05, TEAL)) == []
    assert why(run, Box(0, top - 5, 40, 5.2, TEAL)) == [("covered", "H")]


def test_a_hole_in_a_path_covers_nothing():
    ring = (("M", 0.0, 0.0), ("L", 60.0, 0.0), ("L", 60.0, 30.0), ("L", 0.0, 30.0), ("Z",))
    hole = (("M", 4.0, 5.0), ("L", 50.0, 5.0), ("L", 50.0, 12.0), ("L", 4.0, 12.0), ("Z",))
    assert why(line("Every word"), Path((*ring, *hole), TEAL)) == []
    assert why(line("Every word"), Path((*ring, *hole), TEAL, solid=True)) == [
        ("covered", "Every word")
    ]


# Words over words


def test_a_descender_that_meets_the_capital_below_it_is_an_overlap():
    size = 30
    upper, lower = line("g", x=5, y=20, size=size), line("H", x=5.5, y=20, size=size)
    reach = (FONTS["Text"].height_of(upper.words[0])[1] + FONTS["Text"].cap_height) * size
    apart = reach * MM_PER_PT / 1000
    assert why(upper, lower._replace(y=20 + apart + 0.05)) == []
    assert why(upper, lower._replace(y=20 + apart - 0.3)) == [("over", "H")]


def test_only_the_outlines_of_letters_count_not_their_boxes():
    # The boxes of L and of an apostrophe in its corner overlap; their outlines do not.
    corner = line("L", x=5, y=30, size=60)
    assert why(corner, line("'", x=14, y=25, size=30)) == []
    assert why(corner, line("'", x=5.5, y=25, size=30)) == [("over", "'")]


def test_the_lines_of_one_paragraph_are_held_against_each_other():
    upper, lower = line("gggg", y=20, size=30), line("HHHH", y=25, size=30)
    assert why(Element("P", (upper, lower))) == [("over", "HHHH")]
    assert why(Element("P", (upper, lower._replace(y=33)))) == []


def test_runs_that_follow_each_other_on_a_line_may_touch():
    first = line("To", x=5, size=30)
    assert why(first, line("of", x=5 + first.width, font="Title", size=30)) == []


# Words off the frame


@pytest.mark.parametrize(
    "run",
    [
        line("Long", x=-2, size=20),
        line("Long", x=90, size=20),
        line("Long", y=2, size=20),
        line("Long", y=147.5, size=20),
    ],
    ids=["left", "right", "top", "bottom"],
)
def test_words_across_the_edge_are_off_the_frame(run):
    found = faults(run)
    assert [(fault.why, fault.words) for fault in found] == [("off", "Long")]
    assert 0.5 < found[0].measure < 8


def test_words_that_touch_the_edge_are_on_the_frame():
    run = line("Hill", x=0, size=20)
    assert why(run) == []
    bearing = FONTS["Text"].bearing(run.words[0].glyphs[0].id)
    assert why(run._replace(x=-bearing * 20 * MM_PER_PT / 1000)) == []


# Words in an ink like that of their ground


def test_white_words_on_white_are_told_with_their_contrast():
    (fault,) = faults(in_ink(line("Nothing"), WHITE))
    assert (fault.why, fault.words, fault.measure, fault.ground) == ("faint", "Nothing", 1, WHITE)


@pytest.mark.parametrize(
    ("level", "size", "font", "needs"),
    [
        (118, 9, "Text", None),  # 4.54 : 1
        (119, 9, "Text", 4.5),
        (119, 17.5, "Text", 4.5),
        (119, 18, "Text", None),
        (148, 18, "Text", None),  # 3.03 : 1
        (150, 18, "Text", 3),
        (119, 14, "Title", None),  # bold
        (119, 13.5, "Title", 4.5),
    ],
)
def test_small_type_needs_more_contrast_than_large_type(level, size, font, needs):
    found = faults(in_ink(line("Words", font=font, size=size), grey(level)))
    assert [fault.least for fault in found] == ([needs] if needs else [])


def test_the_ground_is_the_uppermost_ink_under_the_words():
    grounds = Box(0, 0, 100, 60, grey(0)), Box(4, 5, 60, 9, WHITE, radius=2)
    assert why(*grounds, line("Words")) == []
    assert why(*grounds, in_ink(line("Words"), WHITE)) == [("faint", "Words")]
    assert why(grounds[1], grounds[0], line("Words")) == [("faint", "Words")]


def test_words_half_on_a_dark_ground_are_told_with_that_half():
    run = in_ink(line("Half in the dark"), grey(20))
    found = faults(Box(15, 0, 85, 60, grey(0)), run)
    assert [fault.why for fault in found] == ["faint"]
    assert found[0].measure < 1.6
    assert found[0].ground == grey(0)


def test_a_drawing_under_words_is_looked_at_shape_by_shape():
    dots = Frame(80, 20, (Box(0, 0, 30, 20, grey(0)), Box(40, 0, 30, 20, grey(250))))
    assert why(Placed(0, 0, dots), line("Words", x=42)) == []
    assert why(Placed(0, 0, dots), line("Words", x=5)) == [("faint", "Words")]


def test_words_within_an_outline_stand_on_what_is_under_it():
    outline = Box(2, 2, 60, 14, stroke=grey(0), stroke_pt=1)
    assert why(outline, line("Words")) == []
    assert why(outline, in_ink(line("Words"), WHITE)) == [("faint", "Words")]


def test_one_ink_is_judged_by_its_grey():
    pale = Ink("pale", (0, 0, 0), (0, 0, 0, 100), (0, 0, 0, 100), grey=10)
    assert why(in_ink(line("Words"), pale)) == []
    assert why(in_ink(line("Words"), pale), guise="grey") == [("faint", "Words")]


@pytest.fixture
def half_dark(tmp_path) -> Pixels:
    """A picture, 80 × 20, black on the right but for one white column in it."""
    picture = Pillow.new("RGB", (80, 20), "white")
    picture.paste("black", (40, 0, 80, 20))
    picture.paste("white", (60, 0, 61, 20))
    path = tmp_path / "half.png"
    picture.save(path)
    found = examine(str(path), path.stat().st_size, 1)
    assert isinstance(found, Pixels)
    return found


def test_a_picture_is_judged_by_its_worst_square_millimetre(half_dark):
    image = Image(0, 0, 80, 20, half_dark)
    assert why(image, line("Words", x=5)) == []
    (fault,) = faults(image, line("Words", x=36))
    assert (fault.why, fault.measure, fault.ground, fault.other) == ("faint", 1, None, image)
    (fault,) = faults(image, in_ink(line("MMMM", x=57), WHITE))
    assert fault.measure == 1
    assert why(image, in_ink(line("M", x=64), WHITE)) == []


def test_a_thinned_picture_is_judged_as_it_is_printed(half_dark):
    words = line("Words", x=45)
    assert [fault.measure < 1.6 for fault in faults(Image(0, 0, 80, 20, half_dark), words)] == [
        True
    ]
    assert why(Image(0, 0, 80, 20, half_dark, share=0.3), words) == []


# Sheets


def test_words_beside_faces_may_not_lie_on_one():
    sheet = Legibility(FONTS)
    card = face("Trust", line("Trust"), at=(20, 20))
    clear = Frame(210, 297, (card, Element("Artifact", (line("Sheet 1 of 2", x=20, y=10),))))
    on_it = Frame(210, 297, (card, Element("Artifact", (line("Sheet 1 of 2", x=20, y=24),))))
    assert sheet.faults_of_sheet(clear) == []
    assert [fault.words for fault in sheet.faults_of_sheet(on_it)] == ["Sheet 1 of 2"]
    assert [fault.words for fault in sheet.faults_of_sheet(on_it)] == ["Sheet 1 of 2"]
    assert sheet.faults_of_sheet(clear) == []


def test_the_contrast_of_black_on_white_is_21():
    assert Legibility(FONTS).contrast(BLACK, WHITE) == pytest.approx(21)
