"""Languages by their tags, as BCP 47 writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"


def is_language(tag: str) -> bool:
    """Whether it is written as BCP 47 writes languages."""
    return bool(re.fullmatch(LANGUAGE, tag))


def alike(one: str, other: str) -> bool:
    """Whether two tags are of one language: en and en-GB."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def fit_a_face(tags: Sequence[str]) -> bool:
    """Whether a face can bear them all: one language, or two."""
    return len(tags) <= 2 and not any(alike(*pair) for pair in combinations(tags, 2))
