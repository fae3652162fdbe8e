"""Blocks over pages: numbers only."""

import pytest

from cardgen.graphics.frame import Box, Element
from cardgen.graphics.type.paragraph import Paragraph, Type
from cardgen.problems import Mark
from cardgen.typeset.faces.flow import draw, flow, height_of
from cardgen.typeset.fitted import Fitted, Part, divided

HERE = Mark("page.yaml", 1, 1)


def block(height, **more):
    """A block that draws a box as high as it is drawn."""
    return Fitted(height, drawing(), **more)


def drawing():
    return lambda y, height: (Box(0, y, 10, height),)


def white(height):
    return Fitted(height, lambda y, height: (), white=True)


def parts(*heights, **more):
    return Fitted(
        sum(heights),
        drawing(),
        parts=lambda: iter([Part(height, drawing(), **more) for height in heights]),
    )


def on_pages(*blocks, room=100, further=100):
    """The heights of the parts of each page."""
    flowed = flow(blocks, (room, further), HERE)
    return [[part.height for part in page] for page in flowed.pages]


def test_what_has_no_more_room_begins_the_next_page():
    assert on_pages(block(60), block(40), block(1)) == [[60, 40], [1]]


def test_the_first_page_may_have_less_room_than_the_others():
    assert on_pages(parts(30, 30, 30, 30, 30), room=60, further=90) == [[30, 30], [30, 30, 30]]


def test_white_counts_between_blocks_and_not_at_the_top_of_a_page():
    assert on_pages(block(50), white(10), block(40)) == [[50, 40]]
    assert on_pages(block(50), white(11), block(40), block(60)) == [[50], [40, 60]]
    flowed = flow([white(30), block(50)], (100, 100), HERE)
    assert [height_of(page) for page in flowed.pages] == [50]


def test_a_heading_goes_with_what_follows_it():
    assert on_pages(block(60), block(30, keep=True), parts(20, 20)) == [[60], [30, 20, 20]]
    assert on_pages(block(60), block(30, keep=True)) == [[60, 30]]


def test_a_head_is_shown_again_where_its_part_comes_first_and_takes_its_room():
    head = Part(10, drawing(), keep=True)
    rows = Fitted(0, drawing(), parts=lambda: iter([head, *[Part(45, drawing(), again=head)] * 3]))
    flowed = flow([rows], (100, 100), HERE)
    assert [[part.height for part in page] for page in flowed.pages] == [[10, 45, 45], [45]]
    assert [height_of(page) for page in flowed.pages] == [100, 55]
    (artifact, row) = draw(flowed.pages[1], 20, 80)
    assert (artifact.role, artifact.items[0].y, row.y) == ("Artifact", 20, 30)


def test_what_is_higher_than_a_page_is_a_misfit_of_so_many_millimetres():
    flowed = flow([block(130), block(20)], (100, 100), HERE)
    assert [(misfit.what, misfit.mm) for misfit in flowed.misfits] == [("height", 30)]


def divisible(*heights, **more):
    """A part that stays whole where a page holds it."""
    pieces = [Part(height, drawing(), gap=2) for height in heights]
    return Part(sum(heights), drawing(), pieces=lambda: iter(pieces), **more)


def test_what_is_higher_than_a_page_goes_on_in_its_pieces_if_it_has_any():
    head = Part(10, drawing(), keep=True)
    low, high = divisible(30, 30, again=head), divisible(60, 60, 60, again=head)
    rows = Fitted(0, drawing(), parts=lambda: iter([head, low, high]))
    flowed = flow([rows], (100, 100), HERE)
    assert [[p.height for p in page] for page in flowed.pages] == [[10, 60], [60], [60], [60]]
    assert [page[0].again for page in flowed.pages] == [None, head, head, head]
    assert flowed.misfits == ()


def test_pieces_that_are_higher_than_a_page_are_divided_in_turn_and_stay_with_their_head():
    inner = divisible(50, 50, 50)
    outer = Part(180, drawing(), gap=5, pieces=lambda: iter([inner, Part(30, drawing())]))
    head = block(20, keep=True)
    rows = Fitted(0, drawing(), parts=lambda: iter([outer]))
    flowed = flow([block(60), head, rows], (100, 100), HERE)
    assert [[p.height for p in page] for page in flowed.pages] == [[60], [20, 50], [50], [50, 30]]
    assert [part.gap for part in flowed.pages[1]] == [0, 7]


def test_the_room_that_is_left_goes_to_what_grows():
    flowed = flow([block(20, grow=1), white(5), block(30, grow=3), block(10)], (100, 100), HERE)
    boxes = draw(flowed.pages[0], 10, 105)
    assert [(box.y, box.height) for box in boxes] == [(10, 30), (45, 60), (105, 10)]


def test_the_heads_of_further_pages_are_drawn_as_artifacts_without_a_word_said():
    said = Part(5, lambda y, height: (Element("TH", (Box(0, y, 1, 1),)),))
    (artifact, _) = draw([Part(5, drawing(), again=said)], 0, 10)
    assert artifact == Element("Artifact", (Box(0, 0, 1, 1),))


@pytest.mark.parametrize(
    ("lines", "pieces"), [(1, [1]), (3, [3]), (4, [2, 2]), (5, [2, 1, 2]), (8, [2, 1, 1, 1, 1, 2])]
)
def test_no_line_of_a_paragraph_is_left_alone(lines, pieces):
    paragraph = Paragraph(tuple((n,) for n in range(lines)), Type((), 10, 4), 4, 50, 0)
    found = list(divided(paragraph))
    assert [len(piece.lines) for _, piece in found] == pieces
    assert [line for _, piece in found for line in piece.lines] == list(paragraph.lines)
    assert [first for first, _ in found] == [True] + [False] * (len(pieces) - 1)
