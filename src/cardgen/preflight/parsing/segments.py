"""Segments of pages: what several pages paint alike is read once, and checked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from cardgen.preflight.parsing.graphics_objects import GraphicsObject

Concern: TypeAlias = Callable[[GraphicsObject], bool]


class PageSegment:
    """Objects that are painted one after the other. Pages that paint the same share the segment:
    it equals only itself, however like its objects are to others."""

    __slots__ = ("_chosen", "objects")

    def __init__(self, objects: Iterable[GraphicsObject]) -> None:
        self.objects = tuple(objects)
        self._chosen: dict[Concern, PageSegment | None] = {}  # None where it is the whole

    def only(self, concerned: Concern) -> PageSegment:
        """The objects that something concerns, in a segment which is always the same."""
        if concerned not in self._chosen:
            objects = [item for item in self.objects if concerned(item)]
            part = PageSegment(objects) if objects else NOTHING
            # Not itself: no cycles are collected, and it would be kept for ever.
            self._chosen[concerned] = part if len(objects) < len(self.objects) else None
        return self._chosen[concerned] or self


NOTHING = PageSegment(())
