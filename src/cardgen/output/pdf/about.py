"""A file's title page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PRODUCER = "cardgen"


@dataclass(frozen=True)
class About:
    """What a file is called and says of itself. date is aware, in UTC; flip is the edge the paper
    turns about, "none" if one side is printed, None for pages that are no sheets; copies is what
    the section of faces that were there before is called."""

    title: str
    author: str
    subject: str
    lang: str
    date: datetime
    flip: Literal["long", "short", "none"] | None
    copies: str
