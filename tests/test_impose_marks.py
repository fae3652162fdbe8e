"""Draw crop marks in this style."""

import pytest
from decks import BUNDLED, pages_of
from hypothesis import assume, given
from hypothesis import strategies as st
from sheets import (
    INK,
    a4,
    bleeds,
    crop_marks,
    faces_of,
    fits,
    grid_of,
    overlap,
    sheets_of,
    sides,
    trims,
)

from cardgen.graphics.frame import Line
from cardgen.impose.imposition import Forme, impose
from cardgen.impose.printers_marks import bleed_edges
from cardgen.impose.slug import NO_SLUG
from cardgen.model.options import Options
from cardgen.model.sheet import Marks

HAIR = 0.25 * 25.4 / 72 / 2


def marks(page):
    return [item for item in page.frame.items if isinstance(item, Line)]


def upright(page):
    """The x of each upright mark with where it starts and ends."""
    return sorted((round(m.x1, 3), m.y1, m.y2) for m in marks(page) if m.x1 == m.x2)


def level(page):
    return sorted((round(m.y1, 3), m.x1, m.x2) for m in marks(page) if m.y1 == m.y2)


def test_each_corner_of_a_card_alone_has_two_marks():
    _, (front, _) = sides("a", 105, 148, 3, a4(width=145, height=208))
    assert upright(front) == [(20, 22, 27), (20, 181, 186), (125, 22, 27), (125, 181, 186)]
    assert level(front) == [(30, 12, 17), (30, 128, 133), (178, 12, 17), (178, 128, 133)]


def test_both_sides_of_the_sheet_have_marks():
    _, (front, back) = sides("ab", 105, 148, 3, a4(gap=20))
    assert upright(front) == upright(back)
    assert level(front) == level(back)
    assert len(marks(front)) == 16


def test_marks_keep_the_bleed_free_where_it_is_wider_than_their_offset():
    _, (front, _) = sides("a", 60, 60, 7, a4(width=140, height=140))
    assert upright(front) == [(40, 28, 33), (40, 107, 112), (100, 28, 33), (100, 107, 112)]


def test_without_a_gap_each_cut_is_marked_once_at_each_end():
    _, (front, _) = sides("abcdefghi", 63, 88, 3, a4(marks=crop_marks(3)))
    assert [x for x, _, _ in upright(front)] == [10.5] * 2 + [73.5] * 2 + [136.5] * 2 + [199.5] * 2
    assert len(level(front)) == 8


def test_between_cards_marks_are_shortened_joined_or_left_out():
    def inner(gap):
        _, (front, _) = sides("abcd", 60, 60, 3, a4(turn="portrait", gap=gap, height=160 + gap))
        x, middle = upright(front)[0][0], front.frame.height / 2
        return [
            (pytest.approx(start - middle + gap / 2), pytest.approx(end - middle + gap / 2))
            for at, start, end in upright(front)
            if at == x and abs(start + end - 2 * middle) < gap
        ]

    assert inner(20) == [(3, 8), (12, 17)]
    assert inner(14) == [(3, 11)]
    assert inner(9) == [(3, 6)]
    assert inner(8) == []  # less than half a mark would remain


def test_cells_without_a_card_have_no_marks():
    grid, (front, _) = sides("abc", 60, 60, 3, a4(turn="portrait", width=160, height=160, gap=10))
    assert (grid.columns, grid.rows) == (2, 2)
    assert all(x < 80 or y2 < 85 for x, _, y2 in upright(front))
    assert all(y < 80 or x2 < 85 for y, _, x2 in level(front))


def test_no_marks_are_drawn_where_the_sheet_gives_them_no_length():
    _, (front, _) = sides("ab", 63, 88, 3, a4(marks=crop_marks(0)))
    assert marks(front) == []


def test_marks_know_the_bleed_of_cards_that_lie_turned():
    grid, pages = sides("ab", 130, 90, 3, a4(turn="portrait", gap=2))
    assert grid.turn == 90
    for page in pages:
        assert [bleed_edges(face) for face in faces_of(page)] == bleeds(page)


@given(
    st.integers(200, 1200).map(lambda tenths: tenths / 10),
    st.integers(200, 1200).map(lambda tenths: tenths / 10),
    st.sampled_from([0, 2, 3, 4.5]),
    st.sampled_from([0, 0.05, 0.3, 2, 4, 6, 8, 9, 13, 20]),
    st.integers(1, 12),
)
def test_marks_touch_no_card_and_stand_at_both_ends_of_each_cut(width, height, bleed, gap, n):
    assume(fits(width, height, bleed, a4(gap=gap)))
    _, pages = sides(range(n), width, height, bleed, a4(gap=gap))
    for page in pages:
        boxes = trims(page)
        for mark in marks(page):
            ends = mark.x1, mark.y1, mark.x2, mark.y2
            wide = (HAIR, 0) if mark.x1 == mark.x2 else (0, HAIR)
            body = ends[0] - wide[0], ends[1] - wide[1], ends[2] + wide[0], ends[3] + wide[1]
            assert not any(overlap(body, box) for box in bleeds(page))
            assert mark.x1 < mark.x2 or mark.y1 < mark.y2
        for side, found in ((0, upright(page)), (1, level(page))):
            for cut in {box[side] for box in boxes} | {box[side + 2] for box in boxes}:
                ends = [(start, end) for at, start, end in found if abs(at - cut) < 0.002]
                on_cut = [
                    b for b in boxes if min(abs(b[side] - cut), abs(b[side + 2] - cut)) < 0.002
                ]
                first = min(box[1 - side] for box in on_cut)
                last = max(box[3 - side] for box in on_cut)
                assert any(end <= first and end - start > 4.99 for start, end in ends)
                assert any(start >= last and end - start > 4.99 for start, end in ends)
                assert len(ends) == len(set(ends))


# ── other styles ─────────────────────────────────────────────────────────────────────────────


def test_framed_cards_are_marked_inside_their_frames_where_the_printer_reaches():
    """A cross where the cuts meet, and a tick at each end of both as near to the paper's edge as
    can be printed."""
    _, (front, back) = sides("abcd", 105, 148.5, 0, a4(gap=20), frame=6.2)
    third = pytest.approx(5 / 3)
    for page in (front, back):
        assert [(x, start) for x, start, _ in upright(page)] == [
            (105, 4.23),
            (105, 146),
            (105, pytest.approx(297 - 4.23 - 5 / 3)),
        ]
        assert [end - start for _, start, end in upright(page)] == [third, 5, third]
        assert [(y, start) for y, start, _ in level(page)] == [
            (148.5, 4.23),
            (148.5, 102.5),
            (148.5, pytest.approx(210 - 4.23 - 5 / 3)),
        ]
        for mark in marks(page):  # all of them in the white of some card
            for box in trims(page):
                ink = box[0] + 6.2, box[1] + 6.2, box[2] - 6.2, box[3] - 6.2
                assert not overlap((mark.x1, mark.y1, mark.x2, mark.y2), ink)


def test_framed_cards_amid_the_paper_have_crosses_at_all_corners():
    _, (front, _) = sides("a", 60, 60, 0, a4(width=100, height=100), frame=5)
    assert upright(front) == [(x, y - 2.5, y + 2.5) for x in (20, 80) for y in (20, 80)]


def lines():
    return Marks(style="lines", offset=3, length=5, width_pt=0.25)


def test_lines_run_along_whole_cuts_as_far_as_corner_marks_would():
    _, (front, _) = sides("ab", 105, 148, 3, a4(gap=20, marks=lines()))
    assert upright(front) == [(x, 23, 187) for x in (33.5, 138.5, 158.5, 263.5)]
    assert level(front) == [(31, 25.5, 271.5), (179, 25.5, 271.5)]


def test_lines_of_framed_cards_reach_as_far_as_the_printer_does():
    _, (front, _) = sides("abcd", 105, 148.5, 0, a4(gap=20, marks=lines()), frame=6.2)
    assert upright(front) == [(105, 4.23, pytest.approx(292.77))]
    assert level(front) == [(148.5, 4.23, pytest.approx(205.77))]


@pytest.mark.parametrize(
    ("on", "counts"), [("both", (16, 16)), ("fronts", (16, 0)), ("backs", (0, 16))]
)
def test_marks_stand_on_the_sides_that_are_wanted(on, counts):
    sheet = a4(gap=20, marks=Marks(on=on, offset=3, length=5, width_pt=0.25))
    _, (front, back) = sides("ab", 105, 148, 3, sheet)
    assert (len(marks(front)), len(marks(back))) == counts


def test_a_build_chooses_style_and_side():
    front, back, *_ = pages_of("facilitator", BUNDLED, Options(marks="lines", marks_on="backs"))
    assert (len(marks(front)), len(marks(back))) == (0, 6)
    assert marks(pages_of("office", BUNDLED, Options(marks="none"))[0]) == []
    assert len(marks(pages_of("office")[0])) == 6


def test_marks_of_backs_are_moved_with_them():
    """They are on the page that is moved, so there is one matrix for both."""
    sheet = a4(gap=20)
    grid = grid_of(105, 148, 3, sheet)
    moved = (1, 0, 0, 1, 2, 0)
    forme = Forme(grid, sheet.marks, NO_SLUG, INK, moved=moved)
    front, back = impose(sheets_of("ab", grid), forme)
    assert (front.moved, back.moved) == (None, moved)
    assert len(marks(front)) == len(marks(back)) == 16
