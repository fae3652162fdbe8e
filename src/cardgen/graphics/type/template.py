"""Texts with names in braces: "Behaviour {number} of {count}"."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
