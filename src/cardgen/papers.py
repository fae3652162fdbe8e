"""The kinds of paper that colours are built for."""

from __future__ import annotations

from typing import Literal, TypeAlias

Paper: TypeAlias = Literal["coated", "uncoated"]
PAPERS: tuple[Paper, Paper] = ("coated", "uncoated")
