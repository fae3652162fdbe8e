"""Numbers as PDF and SVG write them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=10_000)
def number(value: float, places: int = 2) -> str:
    """The value with at most so many decimals, no trailing zeros and no exponent."""
    return written(round(value * 10**places), places)


@lru_cache(maxsize=100_000)
def written(count: int, places: int = 2) -> str:
    """A count of units of the last decimal; most lengths of a deck are written many times."""
    text = f"{count / 10**places:.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def numbers(values: Iterable[float], places: int = 2) -> str:
    return " ".join([number(value, places) for value in values])
