"""Millimetres to the points of a PDF, written as short as they can be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cardgen.units import PT_PER_MM


def number(value: float, places: int = 2) -> str:
    """The value with at most so many decimals, no trailing zeros and no exponent."""
    return _written(round(value * 10**places), places)


@lru_cache(maxsize=100_000)
def _written(count: int, places: int) -> str:
    """So many of the last place's units; most lengths of a deck come again and again."""
    text = f"{count / 10**places:.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def numbers(values: Iterable[float], places: int = 2) -> str:
    return " ".join([number(value, places) for value in values])


def points(*lengths: float, places: int = 2) -> str:
    """Lengths in mm as numbers in pt."""
    return " ".join([number(length * PT_PER_MM, places) for length in lengths])


def box(left: float, bottom: float, right: float, top: float) -> str:
    """A rectangle for a dictionary: mm, y up; to the thousandth of a point."""
    return f"[{points(left, bottom, right, top, places=3)}]"
