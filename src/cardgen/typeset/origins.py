"""Where what stands on a face comes from: the block of the layout that drew it, and the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cardgen.graphics.frame import Element, GlyphRun, Ink, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text
from cardgen.problems import Mark
from cardgen.typeset.fitted import Fitted, Part
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.typeset.blocks.stack import PlacedBlock
    from cardgen.typeset.setting import Setting

_NO_INK = Ink("none", (0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), 0)


class Origin(Value):
    """A block of a layout: the name that layouts call it, and its place."""

    block: str
    where: Mark


class Origins:
    """The origins of all that is drawn on one face. They cost time, so that a face is only drawn
    with them to tell what is wrong with it."""

    def __init__(self) -> None:
        self._blocks: dict[int, Origin] = {}
        self._drawn: list[Item] = []  # kept, or another item could come to have the id of one
        self._texts: list[tuple[Text, Paragraph]] = []

    def observed(self, fitted: Fitted, placed: PlacedBlock, _: Setting) -> Fitted:
        """The same block, which is noted to have drawn its items, unless a block in it did."""
        origin = placed.origin

        def draw(y: float, height: float) -> tuple[Item, ...]:
            return self._noted(fitted.draw(y, height), origin)

        def part_of(part: Part) -> Part:
            def draw_part(y: float, height: float) -> tuple[Item, ...]:
                return self._noted(part.draw(y, height), origin)

            again = part_of(part.again) if part.again else None
            pieces = part.pieces
            inner = (lambda: map(part_of, pieces())) if pieces else None
            return part._replace(draw=draw_part, again=again, pieces=inner)

        parts = fitted.parts
        own = (lambda: map(part_of, parts())) if parts else None
        return fitted._replace(draw=draw, parts=own)

    def note_text(self, text: Text, paragraph: Paragraph) -> None:
        """Note that the paragraph is set from the text."""
        self._texts.append((text, paragraph))

    def block_of(self, item: Item | None) -> Origin | None:
        """The block that drew the item, None if it stands outside of blocks."""
        return self._blocks.get(id(item))

    def text_of(self, run: GlyphRun) -> Text | None:
        """The text that a run is a line of, or the first of several that have the same line."""
        for text, paragraph in self._texts:
            for own in runs_in(paragraph.runs(0, 0, _NO_INK)):
                if (own.words, own.font, own.size_pt) == (run.words, run.font, run.size_pt):
                    return text
        return None

    def _noted(self, items: tuple[Item, ...], origin: Origin) -> tuple[Item, ...]:
        for item in _leaves(items):
            self._drawn.append(item)
            self._blocks.setdefault(id(item), origin)
        return items


def runs_in(items: Iterable[Item]) -> Iterator[GlyphRun]:
    """The glyph runs among the items and in their elements."""
    return (item for item in _leaves(items) if isinstance(item, GlyphRun))


def _leaves(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Element):
            yield from _leaves(item.items)
        else:
            yield item
