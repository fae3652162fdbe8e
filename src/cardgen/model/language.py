"""Languages by their tags, as BCP 47 writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from cardgen.problems import Unsupported

LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"


def is_language(tag: str) -> bool:
    """Whether it is written as BCP 47 writes languages."""
    return bool(re.fullmatch(LANGUAGE, tag))


@lru_cache(maxsize=256)
def alike(one: str, other: str) -> bool:
    """Whether two tags are of one language: en and en-GB."""
    return one == other or one.partition("-")[0].lower() == other.partition("-")[0].lower()


def fit_a_face(tags: Sequence[str]) -> bool:
    """Whether a face can bear them all: one language, or two."""
    return len(tags) <= 2 and not any(alike(*pair) for pair in combinations(tags, 2))


def refuse_unprintable(tags: Sequence[str]) -> None:
    """Raises Unsupported for a tag that is no language, and for more languages than fit a face."""
    for tag in tags:
        if not is_language(tag):
            raise Unsupported(f'"{tag}" is not a language; write it as cy or en-GB')
    for one, other in combinations(tags, 2):
        if alike(one, other):
            raise Unsupported(f'"{one}" and "{other}" are one language; name it once')
    if not fit_a_face(tags):
        raise Unsupported(f"a face has one language or two, such as cy,en, not {len(tags)}")


def languages_from(text: str) -> tuple[str, ...]:
    """Returns the one or two languages in a text such as "cy,en", or none if it is empty; raises
    Unsupported for anything else."""
    tags = tuple(tag.strip() for tag in text.split(",") if tag.strip())
    refuse_unprintable(tags)
    return tags
