"""Marked content: what ties the content of a page to the elements of the structure tree."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from cardgen.output.pdf.content import Content
from cardgen.output.pdf.tags import PageTags, Tag


class Artifact(Enum):
    """Content that is not read out, as it belongs to the sheet, its running words or the layout."""

    PAGE = "/Artifact<</Type/Page>> BDC"
    PAGINATION = "/Artifact<</Type/Pagination>> BDC"
    LAYOUT = "/Artifact<</Type/Layout>> BDC"


Owner: TypeAlias = Tag | Artifact | None


class MarkedContent:
    """The marked-content sequences of one page; without tags, of a form, which has none."""

    def __init__(self, content: Content, tags: PageTags | None) -> None:
        self._content, self._tags = content, tags
        self.owner: Owner = None

    def belong_to(self, owner: Owner) -> None:
        """Let what follows belong to an owner; None ends the sequence that has begun."""
        if self._tags is None or owner is self.owner:
            return
        if self.owner is not None:
            self._content.add("EMC")
        self.owner = owner
        if owner is None:
            return
        if isinstance(owner, Artifact):
            self._content.add(owner.value)
            return
        # A replacement text over two sequences is read once.
        actual = "/ActualText()" if owner.actual and owner.is_shown else owner.actual
        self._content.add(f"/{owner.role}<</MCID {self._tags.claim(owner)}{actual}>> BDC")
