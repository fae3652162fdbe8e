"""Cards dealt by chance, and evenly."""

from __future__ import annotations

from random import Random


def dealt(cards: int, hands: int, each: int, seed: int) -> list[list[int]]:
    """So many hands of each different cards, by their places from 0 up.

    No card is dealt more than once oftener than another, over all hands. The same seed deals the
    same hands on every Python: of its generator only random() is used, which is promised to stay.
    """
    chance, stack, found = Random(seed), list[int](), list[list[int]]()
    for _ in range(hands):
        hand: list[int] = []
        while len(hand) < each:
            if not stack:  # what the hand holds already goes to the end of it
                fresh = _shuffled(cards, chance)
                stack = [c for c in fresh if c not in hand] + [c for c in fresh if c in hand]
                stack.reverse()
            hand.append(stack.pop())
        found.append(hand)
    return found


def _shuffled(count: int, chance: Random) -> list[int]:
    """0 to count - 1 in an order that is as likely as any other (Durstenfeld 1964)."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order
