"""Wording: texts with names in braces ("Card {number} of {count}"), and words in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NAME = re.compile(r"\{([^{}\s]+)\}")


def names(template: str) -> list[str]:
    """The names in braces, in order."""
    return _NAME.findall(template)


def lone(template: str) -> str | None:
    """The name of a template that is a single one and nothing else."""
    found = _NAME.fullmatch(template)
    return found[1] if found else None


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each name that has a value replaced by it; the others stay."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), template)


def listed(words: Sequence[str]) -> str:
    """The words in a row: one, two and three."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def clipped(text: str) -> str:
    """The text for an error message: its beginning, where it is long."""
    return f"{text[:40]}…" if len(text) > 40 else text
