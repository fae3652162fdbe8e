"""Small signs that many faces share: each is drawn once, so that a file stores it once."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from cardgen.graphics.art import badge, dot, minus, plus, small_mark
from cardgen.graphics.frame import Drawing, Frame, Ink, Placed

_SIGNS = {"plus": plus, "minus": minus, "dot": dot}


def placed_mark(name: str, x: float, y: float, radius: float, ink: Ink) -> Placed:
    """A theme's mark at a small size, centred on x, y."""
    return Placed(x - radius, y - radius, _mark(name, radius, ink))


def placed_bullet(sign: str, x: float, y: float, radius: float, ink: Ink) -> Placed:
    """A plus, a minus or a dot centred on x, y."""
    return Placed(x - radius, y - radius, _bullet(sign, radius, ink))


def placed_badge(sign: str, x: float, y: float, radius: float, fill: Ink, ink: Ink) -> Placed:
    """A plus in a disc or a minus in a rounded square, centred on x, y."""
    return Placed(x - radius, y - radius, _badge(sign, radius, fill, ink))


@lru_cache(maxsize=256)
def _mark(name: str, radius: float, ink: Ink) -> Frame:
    return _square(radius, small_mark(name, radius, radius, radius, ink))


@lru_cache(maxsize=256)
def _bullet(sign: str, radius: float, ink: Ink) -> Frame:
    return _square(radius, _SIGNS[sign](radius, radius, radius, ink))


@lru_cache(maxsize=256)
def _badge(sign: str, radius: float, fill: Ink, ink: Ink) -> Frame:
    kind: Literal["plus", "minus"] = "plus" if sign == "plus" else "minus"
    return _square(radius, badge(kind, radius, radius, radius, fill, ink))


def _square(radius: float, items: tuple[Drawing, ...]) -> Frame:
    return Frame(2 * radius, 2 * radius, items)
