"""In which order cards come on the sheets, and where each stands."""

from hypothesis import given
from hypothesis import strategies as st

from cardgen.impose.order import arranged


def names(sheets):
    return [
        "".join(f"{copy.card}{copy.number}" if copy else "--" for copy in sheet) for sheet in sheets
    ]


def test_decks_follow_one_another():
    assert names(arranged(["abc"] * 2, "decks", 4)) == ["a1b1c1a2", "b2c2"]


def test_a_start_leaves_the_first_places_empty():
    assert names(arranged(["abc"], "decks", 4, 2)) == ["----a1b1", "c1"]
    assert names(arranged(["ab"], "decks", 4, 2)) == ["----a1b1"]


def test_a_stack_is_the_deck_pile_after_pile():
    assert names(arranged(["abcdefg"], "stack", 3)) == ["a1d1g1", "b1e1", "c1f1"]
    assert names(arranged(["ab"], "stack", 4)) == ["a1b1"]


def test_piles_are_of_one_card_each_and_the_last_cards_share_their_sheets():
    assert names(arranged(["abc"] * 4, "cards", 2)) == [
        *("a1b1", "a2b2", "a3b3", "a4b4"),
        *("c1c2", "c3c4"),
    ]
    assert names(arranged(["ab"] * 3, "cards", 4)) == ["a1a2b1b2", "a3--b3--"]


@given(
    st.integers(1, 40),
    st.integers(1, 5),
    st.integers(1, 12),
    st.sampled_from(["decks", "cards", "stack"]),
)
def test_every_copy_of_every_card_has_one_place(cards_, copies, capacity, order):
    sheets = arranged([range(cards_)] * copies, order, capacity)
    found = [(copy.card, copy.number) for sheet in sheets for copy in sheet if copy]
    assert sorted(found) == [(c, n) for c in range(cards_) for n in range(1, copies + 1)]
    assert all(len(sheet) <= capacity and any(sheet) for sheet in sheets)
