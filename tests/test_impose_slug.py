"""What stands in the margins of a sheet."""

from itertools import combinations

import pytest
from decks import HOUSE, SLUG
from hypothesis import assume, given
from hypothesis import strategies as st
from sheets import (
    INK,
    a4,
    crop_marks,
    fits,
    grid_of,
    overlap,
    printed_boxes,
    printed_boxes_of,
    sides,
)

from cardgen.graphics.frame import Element, Placed
from cardgen.graphics.frame import Path as Outline
from cardgen.graphics.type.paragraph import width_of
from cardgen.impose.slug import fit_slug
from cardgen.model.deck import Text
from cardgen.model.sheet import Slug
from cardgen.problems import Mark


def slug_with(**changes):
    return Slug(**{**vars(SLUG), **changes})


def slug_on(
    width, height, sheet, flip="long", title="Doing things differently", sheets=8, slug=SLUG
):
    grid = grid_of(width, height, 3, sheet, flip)
    return fit_slug(slug, slug.line.text, grid, title, sheets, HOUSE.chains, INK)


def words(items):
    """Each line of words with the x where it starts and its baseline."""
    return {
        "".join(run.text for run in item.items): (item.items[0].x, item.items[0].y)
        for item in items
        if isinstance(item, Element)
    }


def arrow(items):
    return next(item for item in items if isinstance(item, Outline))


def ruler(items):
    return next(item for item in items if isinstance(item, Placed))


FACILITATOR = a4(gap=20)


def test_the_slug_stands_in_line_with_the_outer_trims():
    slug = slug_on(105, 148, FACILITATOR)
    items = slug.items(3, "front")
    found = words(items)
    line = "Doing things differently – sheet 3 of 8 – front – flip on LONG edge"
    assert found[line] == pytest.approx((33.5, 13))
    assert found["This edge up"][1] == 13
    assert max(step[1] for step in arrow(items).steps if step[0] != "Z") == pytest.approx(263.5)
    assert (ruler(items).x, ruler(items).y + ruler(items).height) == pytest.approx((33.5, 199))
    chain = HOUSE.chains["heading"]
    half = {figure: width_of(figure, chain, 9) / 2 for figure in ("0", "50", "100")}
    for figure, at in (("0", 33.5), ("50", 83.5), ("100", 133.5)):  # centred on their ticks
        assert found[figure] == pytest.approx((at - half[figure], 203))
    assert found[SLUG.ruler.note.text] == pytest.approx((138.5, 199))
    assert slug.left_out == ()


def test_the_ruler_is_100_mm_long_with_longer_ticks_at_5_10_and_50():
    base, *ticks = ruler(slug_on(105, 148, FACILITATOR).items(1, "front")).frame.items
    assert base.x2 - base.x1 == 100
    assert [tick.x1 for tick in ticks] == list(range(101))
    lengths = [tick.y2 - tick.y1 for tick in ticks]
    assert lengths[48:52] == pytest.approx([1.3, 1.3, 4, 1.3])
    assert (lengths[0], lengths[5], lengths[10]) == pytest.approx((4, 2.1, 3))


def test_front_and_back_differ_in_one_word_and_share_the_ruler():
    slug = slug_on(105, 148, FACILITATOR, "long")
    front, back = slug.items(3, "front"), slug.items(3, "back")
    assert [text for text in words(back) if text not in words(front)] == [
        "Doing things differently – sheet 3 of 8 – back – flip on LONG edge"
    ]
    assert ruler(front) is ruler(back)


def test_the_note_takes_a_second_line_on_narrow_paper():
    items = slug_on(180, 200, a4(turn="portrait")).items(1, "front")
    note = next(item for item in items if isinstance(item, Element) and len(item.items) > 1)
    first, second = note.items
    assert first.text + second.text == SLUG.ruler.note.text
    assert first.y == ruler(items).y + ruler(items).height
    assert second.y == words(items)["100"][1]


@pytest.mark.parametrize(
    ("margin", "left_out"),
    [
        (17, ()),
        (15, ("ruler",)),  # needs 9.1 mm, and there are 15 - 4.23 - 3
        (14, ("arrow", "ruler")),
        (11, ("line", "arrow", "ruler")),
    ],
)
def test_what_finds_no_room_above_and_below_is_left_out_and_told(margin, left_out):
    sheet, slug = a4(turn="portrait", marks=crop_marks(0), gap=6), slug_with(clear=0)
    assert slug_on(100, 297 - 2 * margin, sheet, slug=slug).left_out == left_out


def test_words_spread_to_the_margins_before_one_is_left_out():
    sheet = a4(turn="portrait")
    narrow = slug_on(100, 200, sheet)
    assert words(narrow.items(1, "front"))["This edge up"][0] > 155
    long = slug_on(100, 200, sheet, title="Doing things differently " * 3)
    assert long.left_out == ("arrow",)
    assert slug_on(100, 200, sheet, title="Doing things differently " * 4).left_out == (
        "line",
        "arrow",
    )


def test_on_narrow_paper_first_the_note_and_then_the_ruler_is_left_out():
    slug = slug_with(line=Text("{sheet}", Mark("")))
    wider, narrower = (a4(turn="portrait", width=width) for width in (114, 110))
    assert slug_on(60, 100, wider, slug=slug).left_out == ("note",)
    assert slug_on(60, 100, narrower, slug=slug).left_out == ("ruler",)  # "100" is cut off


def test_braces_that_name_nothing_known_stay_as_they_are():
    slug = slug_with(line=Text("{sheet} {so}", Mark("")))
    assert "2 {so}" in words(slug_on(105, 148, a4(gap=20), slug=slug).items(2, "front"))


@given(
    st.integers(300, 1900).map(lambda tenths: tenths / 10),
    st.integers(300, 2700).map(lambda tenths: tenths / 10),
    st.sampled_from([0, 3]),
    st.tuples(*[st.sampled_from([0, 3, 4.23, 11.5])] * 4),
    st.sampled_from(["long", "short"]),
    st.text("ab ", max_size=60),
)
def test_the_slug_keeps_inside_the_margins_and_off_cards_and_marks(
    width, height, bleed, printable, flip, title
):
    sheet = a4(printable=printable, gap=6)
    assume(fits(width, height, bleed, sheet, flip))
    grid = grid_of(width, height, bleed, sheet, flip)
    slug = fit_slug(SLUG, SLUG.line.text, grid, title, 12, HOUSE.chains, INK)
    _, (page, _) = sides(range(grid.capacity), width, height, bleed, sheet, flip)
    cards_and_marks = list(printed_boxes(page))
    _, (page, _) = sides(range(grid.capacity), width, height, bleed, sheet, flip, slug)
    pieces = list(printed_boxes(page))[len(cards_and_marks) :]
    left, top, right, bottom = grid.margins
    for piece in pieces:
        assert piece[0] >= left - 0.002
        assert piece[1] >= top - 0.002
        assert piece[2] <= grid.page_width - right + 0.002
        assert piece[3] <= grid.page_height - bottom + 0.002
        for other in cards_and_marks:
            assert not overlap(piece, (other[0] - 0.04, other[1], other[2] + 0.04, other[3]))
    items = slug.items(12, "front")
    letters = [box for item in items for box in printed_boxes_of(item, cap_height=True)]
    assert not any(overlap(one, other) for one, other in combinations(letters, 2))
