"""Where the texts and the inks of a frame are, and which of them come near each other.

An item is judged by the rectangle around it, quickly; what is near is then looked at closely. All
of this runs for every face, so painted items are plain tuples and loops are written out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import Final, TypeAlias

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Item,
    Matrix,
    Placed,
    speaks,
)
from cardgen.graphics.geometry import UPRIGHT, Rect, after, bled, extent, into_parent, moved
from cardgen.graphics.type.fonts import Font
from cardgen.units import MM_PER_PT
from cardgen.value import Value

OVERHANG = 0.15  # em by which glyphs may reach beyond their advance
_WITHOUT_MARKS = "".join(map(chr, range(0x21, 0x7F)))  # what ASCII has besides the space
_FEW = 6  # inks that are sooner compared than sorted out
_MOST_KEPT = 512  # frames whose extents are remembered

# An item where it lies on the frame: its top, bottom, left and right, its place in the order of
# painting, the item, and the matrix of the frame that it is placed in. The lines of a paragraph are
# one item, as long as nothing comes near them.
PaintedItem: TypeAlias = tuple[float, float, float, float, int, Item, Matrix]
ORDER: Final = 4
ITEM: Final = 5
AT: Final = 6
PaintedItems: TypeAlias = list[PaintedItem]
Pairs: TypeAlias = list[tuple[PaintedItem, PaintedItem]]


class _Drawing:
    """A placed frame: whether it has words, how far it paints, and how far each of its items does,
    found when they are asked for. The frame is kept, or another one could come to have its id."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.says = frame, speaks(frame)

    @cached_property
    def extent(self) -> Rect | None:
        return extent(self.frame.items)

    @cached_property
    def parts(self) -> tuple[tuple[Item, Rect], ...]:
        return tuple(_parts_of(self.frame.items))


class Survey(Value):
    """What a frame paints: its texts, its inks, and those texts again whose lines are so close
    that they might overlap."""

    texts: PaintedItems
    inks: PaintedItems
    tight: PaintedItems


class Surveyor:
    """Finds what one frame after another paints, in the fonts that they share."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self._fonts = fonts
        self._bands: dict[str, tuple[float, float]] = {}
        self._drawings: dict[int, _Drawing] = {}  # by the identity of their frames

    def _band(self, name: str) -> tuple[float, float]:
        """What a point of size of a font reaches above and below the baseline, in mm, with any
        letters but those that have marks, which may be piled up."""
        if name not in self._bands:
            font = self._fonts[name]
            above, below = font.height_of(font.word(_WITHOUT_MARKS))
            self._bands[name] = above * MM_PER_PT / 1000, below * MM_PER_PT / 1000
        return self._bands[name]

    def survey(self, frame: Frame) -> Survey:
        """All that a frame paints, a placed face as a whole."""
        found = Survey([], [], [])
        self._gather(frame.items, UPRIGHT, found)
        return found

    def _gather(self, items: Iterable[Item], at: Matrix, into: Survey) -> None:
        """Add all that the items paint, at their places on the frame."""
        texts, inks, tight = into
        for item in items:
            if type(item) is Element:
                inner = item.items
                box = self._paragraph(inner) if inner and type(inner[0]) is GlyphRun else None
                if box is None:
                    self._gather(inner, at, into)
                    continue
            elif type(item) is GlyphRun:
                box = self._paragraph((item,))
                assert box
            else:
                self._draws(item, at, into)
                continue
            left, top, right, bottom, is_tight = box
            if at is not UPRIGHT:
                left, top, right, bottom = moved((left, top, right, bottom), at)
            painted = (top, bottom, left, right, len(texts) + len(inks), item, at)
            texts.append(painted)
            if is_tight:
                tight.append(painted)

    def _paragraph(self, runs: Sequence[Item]) -> tuple[float, float, float, float, bool] | None:
        """The left, top, right and bottom of lines, as high as their font's letters and their own
        marks, and whether lines may reach into each other; None of what is not lines in one ink,
        font and size."""
        first = runs[0]
        assert type(first) is GlyphRun
        font, ink, size = first.font, first.ink, first.size_pt
        up, down = self._bands.get(font) or self._band(font)
        up, down, scale = up * size, down * size, size * MM_PER_PT / 1000
        left, right, top, bottom, is_tight = inf, -inf, inf, -inf, False
        for run in runs:
            if type(run) is not GlyphRun:
                return None
            if run is not first and (run.ink is not ink or run.font != font or run.size_pt != size):
                return None
            x, y, words = run.x, run.y, run.words
            advance = -words[-1].space
            for word in words:
                advance += word.advance
                if not word.is_ascii:
                    above, below = self._fonts[font].height_of(word)
                    up, down = max(up, above * scale), max(down, below * scale)
            end = x + advance * scale
            if x < left:
                left = x
            if end > right:
                right = end
            if y - up < bottom:
                is_tight = True
            if y - up < top:
                top = y - up
            bottom = y + down
        hang = 1000 * OVERHANG * scale
        return left - hang, top, right + hang, bottom, is_tight

    def _draws(self, item: Item, at: Matrix, into: Survey) -> None:
        """Add what is not a text, or what is in a placed frame."""
        texts, inks, _ = into
        if type(item) is Box and not item.stroke:
            left, top = item.x, item.y
            right, bottom = left + item.width, top + item.height
        elif type(item) is Placed:
            frame = item.frame
            drawing = self._drawings.get(id(frame)) or self._drawing(frame)
            if drawing.says and item.face is None:
                self._gather(frame.items, after(into_parent(item), at), into)
                return
            rect = bled(item) if item.bleed else drawing.extent
            if rect is None:
                return
            left, top, right, bottom = rect
            if item.turn:
                left, top, right, bottom = moved(rect, into_parent(item))
            else:
                x, y = item.x, item.y
                left, top, right, bottom = left + x, top + y, right + x, bottom + y
        else:
            rect = extent((item,))
            if rect is None:
                return
            left, top, right, bottom = rect
        if at is not UPRIGHT:
            left, top, right, bottom = moved((left, top, right, bottom), at)
        order = len(texts) + len(inks)
        inks.append((top, bottom, left, right, order, item, at))

    def _drawing(self, frame: Frame) -> _Drawing:
        if len(self._drawings) >= _MOST_KEPT:
            self._drawings.clear()
        made = self._drawings[id(frame)] = _Drawing(frame)
        return made

    def runs(self, text: PaintedItem) -> Iterator[PaintedItem]:
        """The runs of a text, each as an item of its own."""
        top, bottom, left, right, order, item, at = text
        if isinstance(item, GlyphRun):
            yield text
            return
        assert isinstance(item, Element)
        for run in item.items:
            assert isinstance(run, GlyphRun)
            box = self._paragraph((run,))
            assert box
            left, top, right, bottom, _ = box
            if at is not UPRIGHT:
                left, top, right, bottom = moved((left, top, right, bottom), at)
            yield top, bottom, left, right, order, run, at

    def parts_under(self, under: PaintedItem, text: PaintedItem) -> Iterator[PaintedItem]:
        """The items within an item that are near a text, from the uppermost down."""
        placed = under[ITEM]
        if not isinstance(placed, Placed):
            yield under
            return
        inner = after(into_parent(placed), under[AT])
        for item, rect in reversed(
            (self._drawings.get(id(placed.frame)) or self._drawing(placed.frame)).parts
        ):
            left, top, right, bottom = moved(rect, inner)
            if left < text[3] and right > text[2] and top < text[1] and bottom > text[0]:
                yield from self.parts_under((top, bottom, left, right, 0, item, inner), text)


def pairs_of(
    texts: PaintedItems, inks: PaintedItems
) -> tuple[Pairs, Pairs, Mapping[int, PaintedItems]]:
    """The texts with later inks near them, the texts near each other, and by its order each text's
    inks under it. Near are those whose extents meet."""
    covers: Pairs = []
    meets: Pairs = []
    grounds: defaultdict[int, PaintedItems] = defaultdict(list)
    near_texts: PaintedItems = []
    near_inks: PaintedItems = []
    for painted in sorted([*texts, *inks]):  # from the top down
        top, _, left, right, order, item, _ = painted
        kind = type(item)
        if near_texts and near_texts[0][1] <= top:
            near_texts = [text for text in near_texts if text[1] > top]
        if kind is GlyphRun or kind is Element:
            for text in near_texts:
                if text[1] > top and text[2] < right and text[3] > left:
                    meets.append((painted, text))
            for ink in near_inks:
                if ink[1] > top and ink[2] < right and ink[3] > left:
                    if ink[4] > order:
                        covers.append((painted, ink))
                    else:
                        grounds[order].append(ink)
            near_texts.append(painted)
        else:
            for text in near_texts:
                if text[1] > top and text[2] < right and text[3] > left:
                    if order > text[4]:
                        covers.append((text, painted))
                    else:
                        grounds[text[4]].append(painted)
            if len(near_inks) > _FEW:
                near_inks = [ink for ink in near_inks if ink[1] > top]
            near_inks.append(painted)
    return covers, meets, grounds


def _parts_of(items: Iterable[Item]) -> Iterator[tuple[Item, Rect]]:
    for item in items:
        if isinstance(item, Element):
            yield from _parts_of(item.items)
        elif rect := extent((item,)):
            yield item, rect


def run_of(painted: PaintedItem) -> GlyphRun:
    run = painted[ITEM]
    assert isinstance(run, GlyphRun)
    return run


def near(one: PaintedItem, other: PaintedItem) -> bool:
    return one[2] < other[3] and one[3] > other[2] and one[0] < other[1] and one[1] > other[0]


def in_line(one: PaintedItem, other: PaintedItem) -> bool:
    """Whether two runs follow each other on one line, where letters may reach over their
    advance."""
    first, second = sorted((run_of(one), run_of(other)), key=lambda run: run.x)
    on_line = abs(first.y - second.y) < 0.01 and one[AT] == other[AT]
    return on_line and second.x >= first.x + first.width - 0.01


def holds(ground: PaintedItem, text: PaintedItem, inset: float) -> bool:
    """Whether a text lies within a ground, that far from its edges or more."""
    return (
        ground[0] + inset <= text[0]
        and ground[1] - inset >= text[1]
        and ground[2] + inset <= text[2]
        and ground[3] - inset >= text[3]
    )
