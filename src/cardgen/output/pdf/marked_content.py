"""Whose marks are being painted: the brackets that tie a page's content to the structure tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from cardgen.graphics.frame import Matrix
from cardgen.output.pdf.bookmarks import Outline
from cardgen.output.pdf.content import Content
from cardgen.output.pdf.geometry import Rect, moved
from cardgen.output.pdf.structure import Node, Tree


class Artifact(Enum):
    """What is painted but not said: it belongs to the sheet, its running words or the layout."""

    PAGE = "Page"
    PAGINATION = "Pagination"
    LAYOUT = "Layout"


Voice: TypeAlias = Node | Artifact | None


@dataclass(slots=True)
class Leaf:
    """A page with the account it keeps while it is painted; height in mm."""

    tree: Tree
    outline: Outline
    number: int
    height: float
    owners: list[int] = field(default_factory=list)  # the element behind each MCID
    faces: int = 0
    copies: int = 0

    def box(self, rect: Rect, matrix: Matrix) -> Rect:
        """Where rect lies on the page: left, bottom, right, top in mm, y up."""
        left, top, right, bottom = moved(rect, matrix)
        return left, self.height - bottom, right, self.height - top


class Marks:
    """The marked-content sequences of one page; of none in a form, which is marked as a whole."""

    def __init__(self, content: Content, leaf: Leaf | None) -> None:
        self._content = content
        self._leaf = leaf
        self._voice: Voice = None

    def under(self, voice: Voice) -> None:
        """Let what follows be in the name of voice; None ends what has begun."""
        if self._leaf is None or voice is self._voice:
            return
        if self._voice is not None:
            self._content.end()
        self._voice = voice
        if isinstance(voice, Artifact):
            self._content.begin(f"/Artifact<</Type/{voice.value}>>")
        elif voice is not None:
            mcid = self._leaf.tree.claim(voice, self._leaf.number, self._leaf.owners)
            self._content.begin(f"/{voice.role}<</MCID {mcid}{voice.actual}>>")
            if voice.actual:
                voice.actual = "/ActualText()"  # a text that replaces two marks is read once
