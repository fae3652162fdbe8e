"""Wording: templates with names in braces ("Card {number} of {count}"), lists and clipped text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

_NAME = re.compile(r"\{([^{}\s]+)\}")


@lru_cache(maxsize=4096)  # the templates of layouts come again for every card
def names(template: str) -> tuple[str, ...]:
    """The names in braces, in order."""
    return tuple(_NAME.findall(template))


def split_at_names(template: str) -> list[str]:
    """The text before the first name, that name, the text after it, and so on, to the end."""
    return _NAME.split(template)


@lru_cache(maxsize=4096)
def lone(template: str) -> str | None:
    """The name in a template that has nothing but one name."""
    found = _NAME.fullmatch(template)
    return found[1] if found else None


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with the values in place of their names; names without a value stay."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), template)


def listed(words: Sequence[str]) -> str:
    """The words as a list: one, two and three."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def clipped(text: str) -> str:
    """The text for a message: its beginning and an ellipsis if it is long."""
    return f"{text[:40]}…" if len(text) > 40 else text
