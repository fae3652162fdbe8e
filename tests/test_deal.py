"""Cards dealt by chance are dealt evenly, and the same way every time."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cardgen.workshop.seating import dealt

deals = st.integers(1, 20).flatmap(
    lambda cards: st.tuples(
        st.just(cards), st.integers(0, 60), st.integers(1, cards), st.integers(0, 9)
    )
)


@given(deals)
def test_every_hand_is_full_and_no_card_comes_twice_in_it(deal):
    cards, hands, each, seed = deal
    made = dealt(cards, hands, each, seed)
    assert len(made) == hands
    assert all(len(hand) == len(set(hand)) == each for hand in made)
    assert all(0 <= card < cards for hand in made for card in hand)


@given(deals)
def test_no_card_is_dealt_more_than_once_oftener_than_another(deal):
    cards, hands, each, seed = deal
    counts = Counter(card for hand in dealt(cards, hands, each, seed) for card in hand)
    assert max(counts[card] for card in range(cards)) - min(
        counts[card] for card in range(cards)
    ) <= (1 if hands else 0)


def test_a_seed_deals_the_same_on_every_machine_and_another_seed_deals_otherwise():
    assert dealt(13, 6, 2, 7) == [[5, 10], [8, 11], [6, 3], [9, 2], [12, 0], [7, 1]]
    assert dealt(13, 6, 2, 8) != dealt(13, 6, 2, 7)


def test_every_card_is_as_likely_to_be_dealt_first():
    first = Counter(dealt(4, 1, 1, seed)[0][0] for seed in range(4000))
    assert all(900 < first[card] < 1100 for card in range(4))
