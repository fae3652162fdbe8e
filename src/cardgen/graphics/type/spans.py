"""An author's words in spans: stretches of one emphasis and one language."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Emphasis: TypeAlias = Literal["", "emphasis", "strong"]


class Span(NamedTuple):
    """Words of one kind. lang is their BCP 47 tag, "" where it is that of the text around them."""

    words: str
    emphasis: Emphasis = ""
    lang: str = ""
