"""Faces to pages: the grid, both sides of the paper, one face a page."""

import math
from itertools import count, islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sheets import (
    INK,
    a4,
    as_rows,
    bleeds,
    cards,
    crop_marks,
    faces_of,
    fits,
    fitted,
    grid_of,
    on_page,
    overlap,
    printed_boxes,
    sides,
    trims,
)

from cardgen.impose.grid import NoFit
from cardgen.impose.imposition import Forme, impose, one_up
from cardgen.impose.slug import NO_SLUG
from cardgen.model.sheet import Cells

LENGTHS = st.integers(200, 1200).map(lambda tenths: tenths / 10)
SHEETS = st.builds(
    a4,
    turn=st.sampled_from(["portrait", "landscape", "either"]),
    printable=st.tuples(*[st.sampled_from([0, 3, 4.23, 11.5])] * 4),
    gap=st.sampled_from([0, 0.3, 2, 6, 9, 20]),
    marks=st.sampled_from([crop_marks(0), crop_marks()]),
)
BLEEDS = st.sampled_from([0, 2, 3, 4.5])
FLIPS = st.sampled_from(["long", "short", "none"])

# ── which grid ───────────────────────────────────────────────────────────────────────────────


def test_two_a6_cards_stand_on_landscape_a4_where_the_facilitator_cuts_them():
    grid, (front, _) = sides("ab", 105, 148, 3, a4(gap=20))
    assert (front.frame.width, front.frame.height) == (297, 210)
    assert [(face.x, face.y) for face in faces_of(front)] == [
        pytest.approx((33.5, 31), abs=0.001),
        pytest.approx((158.5, 31), abs=0.001),
    ]
    assert grid.flip == "long"


@pytest.mark.parametrize(
    ("size", "bleed", "sheet", "wanted"),
    [
        ((63, 88), 3, a4(marks=crop_marks(3)), (3, 3, 0, False)),  # 201 × 276 within 201.54
        ((63, 88), 3, a4(), (4, 2, 0, True)),  # longer marks leave no room for three
        ((63, 88), 2, a4(gap=4, marks=crop_marks(0)), (3, 3, 0, False)),
        (
            (63, 88),
            3,
            a4(gap=6, marks=crop_marks(0)),
            (4, 2, 0, True),
        ),  # 207 is too wide for three
        ((50, 50), 3, a4(), (5, 3, 0, True)),  # fifteen either way: landscape paper
        (
            (88, 63),
            3,
            a4(turn="portrait", marks=crop_marks(3)),
            (3, 3, 90, False),
        ),  # more cards when turned
        ((105, 148.5), 0, a4(printable=(0, 0, 0, 0), marks=crop_marks(0)), (2, 2, 0, False)),
    ],
)
def test_the_grid_of_most_cards_is_taken(size, bleed, sheet, wanted):
    grid = grid_of(*size, bleed, sheet)
    assert (grid.columns, grid.rows, grid.turn, grid.landscape) == wanted


def test_of_equal_grids_upright_cards_come_before_landscape_paper():
    square = a4(height=210, turn="either", printable=(0, 0, 0, 0), marks=crop_marks(0))
    assert grid_of(100, 100.0, 0, square).turn == 0
    # Two cards fit upright on portrait paper, or turned on landscape paper.
    grid = grid_of(200, 140, 0, a4(printable=(0, 0, 0, 0), marks=crop_marks(0)))
    assert (grid.capacity, grid.turn, grid.landscape) == (2, 0, False)


def test_an_exact_fit_fits():
    sheet = a4(turn="portrait", printable=(0.1, 0.2, 0.1, 0.2), marks=crop_marks(0), gap=0.1)
    width, height = (210 - 0.2 - 6 * 0.1) / 7, (297 - 0.4 - 6 * 0.1) / 7
    assert grid_of(width, height, 0, sheet).capacity == 49
    assert grid_of(width + 0.002, height, 0, sheet).columns == 6


def test_a_card_smaller_than_the_cells_of_its_stock_stands_in_their_middle():
    cells = Cells(width=85, height=54, columns=2, rows=5, x=15, y=13.5, across=95, down=54)
    grid = grid_of(81, 53, 0, a4(cells=cells))
    assert (grid.x, grid.y, grid.across, grid.down) == (17, 14, 95, 54)
    turned = grid_of(50, 80, 0, a4(cells=cells))
    assert (turned.x, turned.y, turned.turn) == (17.5, 15.5, 90)


def test_a_card_too_large_is_told_with_both_sizes_and_what_would_fit():
    found = fitted(300, 400, 3, a4())
    assert isinstance(found, NoFit)
    assert found.needed == pytest.approx((316, 416))  # 3 mm to the marks, which are 5 mm long
    assert found.usable == pytest.approx((201.54, 288.54))
    assert found.largest == pytest.approx((185.54, 272.54))
    assert fits(*found.largest, 3, a4())


def test_on_the_axis_that_mirrors_the_larger_margin_counts_on_both_sides():
    sheet = a4(turn="portrait", printable=(4, 5, 12, 15))
    assert grid_of(60, 60, 0, sheet, "long").margins == (12, 5, 12, 15)
    assert grid_of(60, 60, 0, sheet, "short").margins == (4, 15, 12, 15)
    landscape = a4(turn="landscape", printable=(4, 5, 12, 15))
    assert grid_of(60, 60, 0, landscape).margins == (15, 12, 15, 12)


def test_the_cards_leave_the_middle_of_the_paper_no_further_than_a_margin_asks():
    sheet = a4(turn="portrait", printable=(0, 0, 0, 40), marks=crop_marks(0))
    assert grid_of(100, 200, 0, sheet).y == pytest.approx(48.5)
    assert grid_of(100, 250, 0, sheet).y == pytest.approx(7)


# ── both sides of the paper ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("turn", "flip", "backs", "back_turn"),
    [
        ("portrait", "none", [["b", "a"], [None, "c"]], 0),
        ("portrait", "long", [["b", "a"], [None, "c"]], 0),
        ("landscape", "none", [["b", "a"], [None, "c"]], 0),
        ("landscape", "short", [["b", "a"], [None, "c"]], 0),
        ("portrait", "short", [["c", None], ["a", "b"]], 180),
        ("landscape", "long", [["c", None], ["a", "b"]], 180),
    ],
)
def test_backs_are_mirrored_across_the_edge_that_turns(turn, flip, backs, back_turn):
    size = (90, 130) if turn == "portrait" else (130, 90)
    grid, (front, back) = sides("abc", *size, 0, a4(turn=turn), flip)
    assert as_rows(front, grid) == [["a", "b"], ["c", None]]
    assert as_rows(back, grid) == backs
    assert {face.turn for face in faces_of(back)} == {back_turn}


def test_faces_are_read_in_the_order_of_the_deck_on_both_sides():
    _, pages = sides("abcdefghijk", 63, 88, 3, a4(marks=crop_marks(3)))
    read = [[face.face.card for face in faces_of(page)] for page in pages]
    assert read == [list("abcdefghi")] * 2 + [list("jk")] * 2
    assert [page.side for page in pages] == ["front", "back"] * 2
    assert all(face.face.side == page.side for page in pages for face in faces_of(page))


@given(LENGTHS, LENGTHS, BLEEDS, SHEETS, FLIPS, st.integers(1, 12))
def test_through_the_paper_each_card_turns_over_like_a_page(width, height, bleed, sheet, flip, n):
    """Fold the paper about the axis: what lies behind a point of a front is the point of its own
    back that is as far from the right edge as it is from the left, at the same height."""
    assume(fits(width, height, bleed, sheet, flip))
    grid, (front, back, *_) = sides(range(n), width, height, bleed, sheet, flip)
    like_a_book = flip == "none" or (flip == "long") == (grid.page_height > grid.page_width)
    for one, other in zip(faces_of(front), faces_of(back), strict=True):
        assert one.face.card == other.face.card
        for u, v in ((0, 0), (width, 0), (10, 3)):
            x, y = on_page(other, width - u, v)
            behind = (grid.page_width - x, y) if like_a_book else (x, grid.page_height - y)
            assert math.dist(on_page(one, u, v), behind) < 0.01


@given(LENGTHS, LENGTHS, BLEEDS, SHEETS, FLIPS, st.integers(1, 12))
def test_all_that_is_printed_lies_where_the_printer_reaches(width, height, bleed, sheet, flip, n):
    assume(fits(width, height, bleed, sheet, flip))
    _, pages = sides(range(n), width, height, bleed, sheet, flip)
    for page in pages:
        left, top, right, bottom = sheet.printable
        if page.frame.width > page.frame.height:
            left = right = max(top, bottom)
            top = bottom = max(sheet.printable[0], sheet.printable[2])
        for x1, y1, x2, y2 in printed_boxes(page):
            assert x1 >= left - 0.002
            assert y1 >= top - 0.002
            assert x2 <= page.frame.width - right + 0.002
            assert y2 <= page.frame.height - bottom + 0.002


@given(LENGTHS, LENGTHS, BLEEDS, SHEETS, FLIPS, st.integers(1, 12))
def test_no_trim_is_covered_by_another_card(width, height, bleed, sheet, flip, n):
    assume(fits(width, height, bleed, sheet, flip))
    _, pages = sides(range(n), width, height, bleed, sheet, flip)
    for page in pages:
        for i, trim in enumerate(trims(page)):
            for j, painted in enumerate(bleeds(page)):
                assert i == j or not overlap(trim, painted)


def test_bleed_is_full_where_no_card_is_beside_and_half_the_gap_between_cards():
    _, (front, back) = sides("abc", 90, 130, 3, a4(turn="portrait", gap=2))
    assert [face.bleed for face in faces_of(front)] == [(3, 3, 1, 1), (1, 3, 3, 3), (3, 1, 3, 3)]
    assert [face.bleed for face in faces_of(back)] == [(1, 3, 3, 1), (3, 3, 1, 3), (3, 1, 3, 3)]


def test_bleed_follows_the_cards_own_sides_when_they_lie_turned():
    grid, (front, _) = sides("ab", 130, 90, 3, a4(turn="portrait", gap=2))
    assert (grid.turn, grid.columns) == (90, 2)
    left, right = bleeds(front)
    assert left[2] - trims(front)[0][2] == pytest.approx(1)
    assert trims(front)[1][0] - right[0] == pytest.approx(1)
    assert trims(front)[0][1] - left[1] == pytest.approx(3)


def test_sheets_come_before_the_cards_of_the_next_are_asked_for():
    grid, asked = grid_of(63, 88, 3, a4(marks=crop_marks(3))), []
    endless = (asked.append(n) or tuple(cards([n], 63, 88)) for n in count())
    list(islice(impose(endless, Forme(grid, None, NO_SLUG, INK)), 2))
    assert asked == [0]


# ── one face a page ──────────────────────────────────────────────────────────────────────────


def test_one_face_a_page_has_its_bleed_around_it():
    pages = list(one_up(cards("ab", 105, 148), 3))
    assert [(page.side, faces_of(page)[0].face.card) for page in pages] == [
        ("front", "a"),
        ("back", "a"),
        ("front", "b"),
        ("back", "b"),
    ]
    page = pages[0]
    assert (page.frame.width, page.frame.height) == (111, 154)
    assert (page.trim, page.bleed) == ((3, 3, 105, 148), (0, 0, 111, 154))
    assert (trims(page), bleeds(page)) == ([(3, 3, 108, 151)], [(0, 0, 111, 154)])
