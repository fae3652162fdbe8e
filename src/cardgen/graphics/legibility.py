"""Finds the words of a frame that cannot be seen: under later ink, over other words, beyond the
edges, or in an ink that cannot be told from what lies under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise, product
from math import ceil
from operator import itemgetter
from typing import Literal

from cardgen.graphics.colour import colorimetry
from cardgen.graphics.colour.colorimetry import RGB, linear, luminance
from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Guise,
    Image,
    Ink,
    Item,
    Line,
    Path,
    Placed,
)
from cardgen.graphics.geometry import UPRIGHT, Rect
from cardgen.graphics.painted_items import (
    AT,
    ITEM,
    ORDER,
    OVERHANG,
    PaintedItem,
    PaintedItems,
    Surveyor,
    holds,
    in_line,
    near,
    pairs_of,
    run_of,
)
from cardgen.graphics.shapes import COUNTS, SetGlyph, Shape, common, overlap, set_glyphs, shapes
from cardgen.graphics.type.fonts import Font
from cardgen.units import MM_PER_PT
from cardgen.value import Value

UNSEEN = 1.6  # the contrast below which nobody can be expected to see a word
_PLAIN, _LARGE = 4.5, 3.0  # the contrasts of WCAG 2.2, 1.4.3
_LARGE_PT, _LARGE_BOLD_PT = 18.0, 14.0  # from which type is large, and bold type
_GRID = 4  # points across and down of a glyph at which its ground is looked at
_SHARE = 0.2  # of the points that must lie on a ground for it to count
_BEYOND = 2 * OVERHANG * MM_PER_PT  # mm to a point of size by which extents are wider than ink
_MOST_KEPT = 512  # texts on drawings that are known to be seen
_MOST = 21.0  # the contrast of black on white
_order = itemgetter(ORDER)

Why = Literal["covered", "over", "off", "faint"]


class Illegible(Value):
    """Words that cannot be seen.

    They are covered by a later item, run over another run, reach that many mm off the frame, or
    have that contrast to the ink or the picture of the item under them, of the least that they
    need.
    """

    why: Why
    run: GlyphRun
    words: str
    other: Item | None = None
    measure: float = 0.0
    ground: Ink | None = None
    least: float = 0.0


class Legibility:
    """Looks at one finished frame after another, in the fonts and the guise that they share."""

    def __init__(self, fonts: Mapping[str, Font], guise: Guise = "rgb") -> None:
        self._fonts, self._guise = fonts, guise
        self._surveyor = Surveyor(fonts)
        self._contrasts: dict[tuple[int, int], tuple[float, Ink, Ink]] = {}
        self._plain: dict[tuple[int, ...], tuple[Frame, Ink]] = {}
        self._clear: set[tuple[object, ...]] = set()  # the keys of sheets without faults

    def faults(
        self, frame: Frame, around: float = 0.0, of: Container[int] | None = None
    ) -> list[Illegible]:
        """What cannot be seen on the frame, of each kind in the order of reading; around it is that
        many mm of white. of are the identities of the texts to look at, None for all."""
        texts, inks, tight = self._surveyor.survey(frame)
        covers, meets, grounds = pairs_of(texts, inks)
        meets += ((text, text) for text in tight)
        if of is not None:
            texts = [text for text in texts if id(text[ITEM]) in of]
            meets = [pair for pair in meets if id(pair[0][ITEM]) in of or id(pair[1][ITEM]) in of]
            covers = [pair for pair in covers if id(pair[0][ITEM]) in of]
        found: list[Illegible] = []
        near_edge, wide, high = -around, frame.width + around, frame.height + around
        for text in texts:
            top, bottom, left, right, order, _, _ = text
            if left < near_edge or top < near_edge or right > wide or bottom > high:
                found += self._off(text, frame, around)
            below = grounds.get(order)
            if below and not self._is_plain(text, below):
                found += self._faint(text, below)
        for text, other in meets:
            found += self._over(text, other)
        for text, ink in covers:
            found += self._covered(text, ink)
        return found

    def faults_of_sheet(self, frame: Frame) -> list[Illegible]:
        """The faults of the words that stand beside the faces on a page, one on a face among them.

        Sheets that differ in nothing but a number are looked at once.
        """
        runs = [run for item in frame.items for run in _runs_outside(item)]
        if not runs:
            return []
        places = [(item.x, item.y) for item in frame.items if isinstance(item, Placed)]
        key = (
            (frame.width, frame.height, len(frame.items), *places),
            tuple((run.x, run.y, ceil(run.width)) for run in runs),
        )
        if key in self._clear:
            return []
        found = self.faults(frame)
        if not found:
            self._clear.add(key)
        return found

    def _off(self, text: PaintedItem, frame: Frame, around: float) -> Iterator[Illegible]:
        """How far the glyphs of a text reach over the edges of the frame and of the white around
        it, if they do."""
        for run in self._surveyor.runs(text):
            beyond = {glyph: _beyond(glyph.extent, frame) - around for glyph in self._glyphs(run)}
            off = [glyph for glyph, mm in beyond.items() if mm >= COUNTS]
            if off:
                most = max(beyond.values())
                yield Illegible("off", run_of(run), _words_of(off, run), None, most)

    def _over(self, one: PaintedItem, other: PaintedItem) -> Iterator[Illegible]:
        """The words of two texts, or of the lines of one, that overlap, if any do."""
        pairs: Iterable[tuple[PaintedItem, PaintedItem]]
        if one is other:
            if self._are_apart(one):
                return
            pairs = combinations(self._surveyor.runs(one), 2)
        else:
            first, second = (one, other) if one[ORDER] < other[ORDER] else (other, one)
            pairs = product(self._surveyor.runs(first), self._surveyor.runs(second))
        for under, run in pairs:
            if near(under, run) and self._lines_meet(under, run) and not in_line(under, run):
                unders = list(self._glyphs(under))
                over = [glyph for glyph in self._glyphs(run) if _hits(glyph, unders)]
                if over:
                    yield Illegible("over", run_of(run), _words_of(over, run), under[ITEM])

    def _are_apart(self, text: PaintedItem) -> bool:
        """Whether no line of a text, by the tallest outlines in it, reaches into the next."""
        paragraph = text[ITEM]
        assert isinstance(paragraph, Element)
        return not any(
            upper.y + self._reach(upper, 1) + self._reach(lower, 0) - lower.y >= COUNTS
            for upper, lower in pairwise(paragraph.items)
            if isinstance(upper, GlyphRun) and isinstance(lower, GlyphRun)
        )

    def _lines_meet(self, one: PaintedItem, other: PaintedItem) -> bool:
        """Whether the outlines of two runs reach to the same heights, by the tallest of them."""
        if one[AT] != other[AT]:
            return True
        upper, lower = run_of(one), run_of(other)
        if upper.y > lower.y:
            upper, lower = lower, upper
        apart = lower.y - upper.y
        return self._reach(upper, 1) + self._reach(lower, 0) - apart >= COUNTS

    def _reach(self, run: GlyphRun, way: Literal[0, 1]) -> float:
        """How many mm the outlines of a run reach above its baseline, or below it."""
        height_of, most = self._fonts[run.font].height_of, 0.0
        for word in run.words:
            most = max(most, height_of(word)[way])
        return most * run.size_pt * MM_PER_PT / 1000

    def _covered(self, text: PaintedItem, ink: PaintedItem) -> Iterator[Illegible]:
        """The words of a text that a later item covers, if it does."""
        for run in self._surveyor.runs(text):
            if not near(run, ink):
                continue
            later = [shape for _, shape in shapes(ink[ITEM], ink[AT])]
            under = [
                glyph
                for glyph in self._glyphs(run)
                if any(_meet(glyph, over) and overlap(glyph.shape, over) for over in later)
            ]
            if under:
                yield Illegible("covered", run_of(run), _words_of(under, run), ink[ITEM])

    def _is_plain(self, text: PaintedItem, grounds: PaintedItems) -> bool:
        """Whether a text is known to stand in one box, in an ink that can be told from it: told
        quickly, as it is so of nearly all texts."""
        ground = grounds[0] if len(grounds) == 1 else max(grounds, key=_order)
        box, run = ground[ITEM], text[ITEM]
        if type(run) is Element:
            run = run.items[0]
        assert isinstance(run, GlyphRun)
        if type(box) is Box:
            if box.fill is None:
                return False
            inset = 0.3 * box.radius - _BEYOND * run.size_pt
            known = self._contrasts.get((id(run.ink), id(box.fill)))
            return known is not None and known[0] >= _PLAIN and holds(ground, text, inset)
        return type(box) is Placed and self._place_on(box, text, run.ink) in self._plain

    def _place_on(self, drawing: Placed, text: PaintedItem, ink: Ink) -> tuple[int, ...]:
        """What tells one text on a drawing from others, to a hundredth of a millimetre."""
        top, bottom, left, right, _, _, _ = text
        x, y = drawing.x, drawing.y
        of = id(drawing.frame), id(ink)
        down = int(100 * (top - y)), int(100 * (bottom - y))
        return *of, *down, int(100 * (left - x)), int(100 * (right - x))

    def _faint(self, text: PaintedItem, grounds: PaintedItems) -> Iterator[Illegible]:
        """The contrast of a text to what lies under it, if it is too low."""
        item = text[ITEM]
        run = item.items[0] if isinstance(item, Element) else item
        assert isinstance(run, GlyphRun)
        below = sorted(grounds, key=_order, reverse=True)
        top, bottom, left, right, _, uppermost, _ = below[0]
        if isinstance(uppermost, Placed) and uppermost.face:  # of a sheet, whatever is on it
            whole = Box(left, top, right - left, bottom - top, run.ink)
            yield from self._covered(
                text, (top, bottom, left, right, below[0][ORDER], whole, UPRIGHT)
            )
            return
        for under in below:
            for part in self._surveyor.parts_under(under, text):
                box = part[ITEM]
                inset = 0.3 * box.radius - _BEYOND * run.size_pt if isinstance(box, Box) else 0.0
                if not isinstance(box, Box) or not holds(part, text, inset):
                    for one in self._surveyor.runs(text):
                        yield from self._faint_on(one, below)
                    return
                if box.fill:
                    ratio = self.contrast(run.ink, box.fill)
                    if ratio < _PLAIN:
                        yield from self._told(run, _words(text), under[ITEM], ratio, box.fill)
                    elif isinstance(uppermost, Placed) and under is below[0]:
                        self._keep_plain(uppermost, text, run.ink)
                    return

    def _keep_plain(self, drawing: Placed, text: PaintedItem, ink: Ink) -> None:
        """Remember that a text on a drawing can be seen, with what it is known by."""
        if len(self._plain) >= _MOST_KEPT:
            self._plain.clear()
        self._plain[self._place_on(drawing, text, ink)] = drawing.frame, ink

    def _faint_on(self, run: PaintedItem, below: PaintedItems) -> Iterator[Illegible]:
        """The lowest contrast of a run's glyphs to what really lies under each, if it is too
        low."""
        item, worst = run_of(run), None
        top, bottom, left, right, *_ = run
        layers = [
            (under[ITEM], own, shape, shape.extent)
            for under in below
            for own, shape in reversed(list(shapes(under[ITEM], under[AT])))
        ]
        layers = [layer for layer in layers if _common_counts(layer[3], (left, top, right, bottom))]
        for glyph in self._glyphs(run):
            for index in _under(glyph, [(shape, extent) for _, _, shape, extent in layers]):
                ground, own, shape, _ = layers[index]
                ratio, ink = self._against(item.ink, own, shape, glyph.extent)
                if worst is None or ratio < worst[0]:
                    worst = ratio, glyph, ground, ink
        if worst and worst[0] < _PLAIN:
            ratio, glyph, ground, ink = worst
            words = item.text if ratio >= UNSEEN else _words_of([glyph], run)
            yield from self._told(item, words, ground, ratio, ink)

    def _against(self, ink: Ink, ground: Item, shape: Shape, box: Rect) -> tuple[float, Ink | None]:
        """The contrast of an ink to the ground within that box, and the ground's ink."""
        if isinstance(ground, Image):
            from cardgen.graphics.pixels.tones import luminances  # only where words are on pictures

            own = luminance(linear(self._looks(ink)))
            left, top, right, bottom = shape.whole
            wide, high = right - left, bottom - top
            part = (
                *((box[0] - left) / wide, (box[1] - top) / high),
                *((box[2] - left) / wide, (box[3] - top) / high),
            )
            under = luminances(ground.pixels, (wide, high), ground.share, part)
            return min((colorimetry.contrast(own, tone) for tone in under), default=_MOST), None
        fill = _ink_of(ground)
        return (self.contrast(ink, fill), fill) if fill else (_MOST, None)

    def _told(
        self, run: GlyphRun, words: str, ground: Item, ratio: float, ink: Ink | None
    ) -> Iterator[Illegible]:
        bold = self._fonts[run.font].is_bold
        is_large = run.size_pt >= (_LARGE_BOLD_PT if bold else _LARGE_PT)
        least = _LARGE if is_large else _PLAIN
        if ratio < least:
            yield Illegible("faint", run, words, ground, ratio, ink, least)

    def contrast(self, one: Ink, other: Ink) -> float:
        """The contrast of two inks in the guise that they are printed in."""
        known = self._contrasts.get((id(one), id(other)))
        if known is None:
            light, dark = (luminance(linear(self._looks(ink))) for ink in (one, other))
            # The inks are kept, or others could come to have their identities.
            known = colorimetry.contrast(light, dark), one, other
            self._contrasts[id(one), id(other)] = known
        return known[0]

    def _looks(self, ink: Ink) -> RGB:
        if self._guise != "grey":
            return ink.rgb
        level = round(255 * (1 - ink.grey / 100))
        return level, level, level

    def _glyphs(self, run: PaintedItem) -> Iterator[SetGlyph]:
        item = run_of(run)
        return set_glyphs(item, self._fonts[item.font], run[AT])


def _runs_outside(item: Item) -> Iterator[GlyphRun]:
    """The runs of an item of a page that are not on a face."""
    if isinstance(item, GlyphRun):
        yield item
    elif isinstance(item, Element):
        for inner in item.items:
            yield from _runs_outside(inner)


def _hits(glyph: SetGlyph, others: Iterable[SetGlyph]) -> bool:
    """Whether a glyph overlaps one of the others."""
    return any(_meet(glyph, other) and overlap(glyph.shape, other.shape) for other in others)


def _words_of(glyphs: Iterable[SetGlyph], run: PaintedItem) -> str:
    """The words of a run that these glyphs are in."""
    words = run_of(run).words
    return "".join(words[index].text for index in sorted({glyph.word for glyph in glyphs}))


def _beyond(box: Rect, frame: Frame) -> float:
    """How far a box reaches over the edges of a frame, where that is more than 0."""
    left, top, right, bottom = box
    return max(-left, -top, right - frame.width, bottom - frame.height)


def _words(text: PaintedItem) -> str:
    item = text[ITEM]
    runs = item.items if isinstance(item, Element) else (item,)
    return "".join(run.text for run in runs if isinstance(run, GlyphRun))


def _meet(one: SetGlyph | Shape, other: SetGlyph | Shape) -> bool:
    """Whether the extents of two overlap far enough to count."""
    return _common_counts(one.extent, other.extent)


def _common_counts(one: Rect, other: Rect) -> bool:
    left, top, right, bottom = common(one, other)
    return right - left >= COUNTS and bottom - top >= COUNTS


def _ink_of(item: Item) -> Ink | None:
    match item:
        case Box():
            return item.fill or item.stroke
        case Line():
            return item.ink
        case Path():
            return item.fill
    return None


def _under(glyph: SetGlyph, layers: Sequence[tuple[Shape, Rect]]) -> set[int]:
    """Which of the layers, from the uppermost down and with their extents, lie directly under
    enough of a glyph."""
    left, top, right, bottom = glyph.extent
    near = [
        (index, shape)
        for index, (shape, extent) in enumerate(layers)
        if _common_counts(extent, glyph.extent)
    ]
    counts: Counter[int] = Counter()
    for row in range(_GRID):
        y = top + (row + 0.5) / _GRID * (bottom - top)
        spans = [(index, start, end) for index, shape in near for start, end in shape.spans(y)]
        for column in range(_GRID):
            x = left + (column + 0.5) / _GRID * (right - left)
            counts.update(islice((index for index, start, end in spans if start <= x < end), 1))
    return {index for index, count in counts.items() if count >= _SHARE * _GRID**2}
