"""The chosen cards theme by theme, each with the temperature scale and a star to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby

from cardgen.graphics.art.outlines import ring, star, star_inset
from cardgen.graphics.frame import Box, Element, Frame, Ink, Item, Line, Path, Placed
from cardgen.graphics.type.paragraph import Align, Paragraph
from cardgen.model.deck import Card, Text, Theme, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, positive
from cardgen.problems import Mark, counted
from cardgen.typeset.blocks.scale import ScaleBlock, point
from cardgen.typeset.blocks.scale import decode as read_scale
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import (
    UNBROKEN,
    Fitted,
    Misfit,
    Part,
    both_heads,
    not_on_one_line,
    of_parts,
    too_wide,
)
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_mark
from cardgen.units import MM_PER_PT

SLACK = 0.001  # mm by which words may be too high, as sums of floats are
_BESIDE = 2.4  # mm between a marked point and what is said of it
_OVER = 1.2  # mm below the words over the columns
_PEN = 1.8  # points: the line of a pen

_BASE, _TINT, _ON, _INK, _PAPER = (
    Text(name, Mark("the palette")) for name in ("base", "tint", "on", "ink", "paper")
)
_NO_BLOCKS = Stack((), _BASE.where)


class CheckBlock(Form):
    """A table for each theme. head is the height of a theme's name, row that
    of a card's name and scale, gap the white between tables. Below them the row
    of a card of that kind has blocks, with pad under them and at their right.

    The words of the scale's ends and of the stars stand once on each page over the first table, in
    a height of words; beside them are a point circled and one ticked, for at_start and at_end.

    All places are measured from the column's left edge: the mark is centred on the axis, numbers
    end at number_at, names start at name_at, the scale reaches from start to end and the star, of
    star_radius, is centred on star_at.
    """

    theme_style: Text = key(placed_text)
    word_style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    style: Text = key(placed_text)
    words: float = key(positive(length))
    head: float = key(positive(length))
    row: float = key(positive(length))
    pad: float = key(length)
    gap: float = key(length)
    corner: float = key(length)
    axis: float = key(length)
    mark: float = key(length)
    number_at: float = key(length)
    name_at: float = key(length)
    start: float = key(length)
    end: float = key(length)
    scale: ScaleBlock = key(read_scale)
    at_start: Text = key(placed_text)
    at_end: Text = key(placed_text)
    marks_alt: Text = key(placed_text)
    star: Text = key(placed_text)
    star_at: float = key(length)
    star_radius: float = key(positive(length))
    star_alt: Text = key(placed_text)
    kind: Text = key(placed_text)
    blocks: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        misfits: list[Misfit] = []
        if setting.chosen:
            inside = setting.column(setting.left + self.start, setting.left + self.end)
            misfits += (*self.scale.misfits(inside), *self._misfits_of_words(setting))
        parts = list(self._parts(setting, misfits))
        return of_parts(parts, tuple(misfits))

    def _parts(self, setting: Setting, misfits: list[Misfit]) -> Iterator[Part]:
        words = Part(self.words, partial(self._words, setting), keep=True)
        if setting.chosen:
            yield words
        for index, (theme, group) in enumerate(groupby(setting.chosen, lambda card: card.theme)):
            cards, gap = list(group), self.gap if index else 0.0
            head = Part(self.head, partial(self._head, setting, theme), keep=True)
            yield head._replace(gap=gap, again=words if index else None)
            for card in cards:
                first, last = card is cards[0], card is cards[-1]
                own = self.blocks if card.kind.name == self.kind.text else _NO_BLOCKS
                below = own.fit(self._below(setting, card))
                misfits += (*self._misfits(setting, card), *below.misfits)
                height = self.row + (below.height + self.pad if below.height else 0.0)
                row = partial(self._row, setting, card, below, first, last)
                yield Part(height, row, again=None if first else both_heads(words, head))

    def _below(self, setting: Setting, card: Card) -> Setting:
        """The setting of the blocks below a card's name."""
        own = setting.for_card(card)
        own = own.column(setting.left + self.name_at, setting.right - self.pad)
        return standing_on(own, _TINT)

    def _misfits_of_words(self, setting: Setting) -> Iterator[Misfit]:
        low, high = (self._set(setting, end) for end in (self.scale.low, self.scale.high))
        wide = low.width + high.width - (self.end - self.start)
        if wide > 0:
            yield Misfit("its words do not fit side by side", wide, self.scale.low.where)
        if (over := max(low.height, high.height) + _OVER - self.words) > SLACK:
            yield Misfit("its words are too high", over, self.scale.low.where)
        star = self._set(setting, self.star).width
        wide = self.end + _BESIDE + star - self._star_end(setting)
        if wide > 0:
            yield Misfit("it does not fit beside the scale's words", wide, self.star.where)
        x, words = self._marked(setting)[-1]
        yield from not_on_one_line(words, self.at_end, self.start - _BESIDE - x)

    def _star_end(self, setting: Setting) -> float:
        """Where the word over the stars ends: it is centred, but keeps to the table."""
        return min(self.star_at + self._set(setting, self.star).width / 2, setting.measure)

    def _misfits(self, setting: Setting, card: Card) -> tuple[Misfit, ...]:
        name, measure = self._name(setting, card), self.start - self.name_at - 2
        misfits = too_wide(name, card.called, measure)
        if name.height > self.row:
            over = name.height - self.row
            what = (
                f"it needs {counted(len(name.lines), 'line')} and its row is {self.row:g} mm high"
            )
            misfits += (Misfit(what, over, card.called.where),)
        head = card.theme.name if card.theme else setting.deck.title
        theme = setting.paragraph(head, setting.type(self.theme_style), UNBROKEN)
        return misfits + not_on_one_line(theme, head, setting.measure - self.name_at - 2)

    def _name(self, setting: Setting, card: Card) -> Paragraph:
        measure = self.start - self.name_at - 2
        return setting.paragraph(card.called, setting.type(self.style), measure)

    def _set(self, setting: Setting, words: Text) -> Paragraph:
        return setting.paragraph(words, setting.type(self.word_style), UNBROKEN)

    def _marked(self, setting: Setting) -> list[tuple[float, Paragraph]]:
        """What is said of a point circled and of one ticked, with its distance from the left."""
        found: list[tuple[float, Paragraph]] = []
        x = 0.0
        for text in (self.at_start, self.at_end):
            words = self._set(setting, text)
            x += 2 * self.scale.radius + _BESIDE
            found.append((x, words))
            x += words.width + 2 * _BESIDE
        return found

    def _words(self, setting: Setting, y: float, height: float) -> tuple[Item, ...]:
        """The words over the columns, whose last lines are on one height, and the marked points."""
        bottom, ink = y + height - _OVER, setting.ink_named(_INK)

        def over(text: Text, at: float, align: Align) -> Element:
            words = self._set(setting, text)
            runs = words.runs(setting.left + at, bottom - words.height, ink, align)
            return Element("P", runs, lang=setting.lang(text))

        return (
            self._marks(setting, bottom),
            over(self.scale.low, self.start, "left"),
            over(self.scale.high, self.end, "right"),
            over(self.star, self._star_end(setting), "right"),
        )

    def _marks(self, setting: Setting, bottom: float) -> Element:
        """A point circled and one ticked, with the words for them, centred beside the others."""
        ink, paper = setting.ink_named(_INK), setting.ink_named(_PAPER)
        radius, line = self.scale.radius, self.scale.line
        middle = bottom - self._set(setting, self.scale.low).height / 2
        items: list[Item] = []
        for signs, (x, words) in zip((_circled, _ticked), self._marked(setting), strict=True):
            left = setting.left + x - _BESIDE - 2 * radius
            items.append(Placed(left, middle - radius, signs(radius, line, ink, paper)))
            items += words.runs(setting.left + x, middle - words.height / 2, ink)
        return Element(
            "Figure", tuple(items), alt=self.marks_alt.text, lang=setting.lang(self.marks_alt)
        )

    def _head(
        self, setting: Setting, theme: Theme | None, y: float, height: float
    ) -> tuple[Item, ...]:
        setting = setting._replace(inks=setting.inks_of(theme))
        ink, middle, left = standing_on(setting, _BASE).ink(_ON), y + height / 2, setting.left
        name = theme.name if theme else setting.deck.title
        at = left + self.name_at
        words = self._line(setting, name, self.theme_style, at, middle, ink, "left")
        items: list[Item] = list(self._field(setting, y, height, _BASE, True, False))
        if theme:
            if setting.house.bare:  # the theme is told by its tone all the same
                tile = left, y, self.name_at - self.corner / 2, height
                items.append(Box(*tile, setting.ink_named(_BASE)))
            axis, mark_ink = left + self.axis, setting.ink_named(_ON)
            items.append(placed_mark(theme.mark, axis, middle, self.mark, mark_ink))
        return (*items, Element("Sect", (Element("H", words),)))

    def _row(
        self,
        setting: Setting,
        card: Card,
        below: Fitted,
        first: bool,
        last: bool,
        y: float,
        height: float,
    ) -> tuple[Item, ...]:
        setting = setting._replace(inks=setting.inks_of(card.theme))
        middle, left, name = y + self.row / 2, setting.left, self._name(setting, card)
        ink, paper = setting.ink_named(_INK), setting.ink_named(_PAPER)
        items: list[Item] = [*self._field(setting, y, height, _TINT, False, last)]
        if not first and not setting.house.bare:
            items.append(Line(left, y, setting.right, y, paper, 1.2))
        number = Text(str(card.number or ""), card.where)
        at = left + self.number_at
        count = self._line(setting, number, self.number_style, at, middle, ink, "right")
        title = name.runs(left + self.name_at, middle - name.height / 2, ink)
        points = self.scale.points(setting.column(left + self.start, left + self.end), middle)
        star = _star(self.star_radius, self.scale.line, ink, paper)
        at = left + self.star_at - self.star_radius
        drawn = Placed(at, middle - self.star_radius, star)
        under = below.draw(y + self.row, below.height)

        def figure(items: tuple[Item, ...], alt: Text) -> Element:
            return Element("TD", (Element("Figure", items, alt=alt.text, lang=setting.lang(alt)),))

        cells = (
            _cell("TH", (count, title), under),
            figure(tuple(points), self.scale.alt),
            figure((drawn,), self.star_alt),
        )
        return (Element("Table", (*items, Element("TR", cells)), id=_table(card.theme)),)

    def _line(
        self,
        setting: Setting,
        text: Text,
        style: Text,
        x: float,
        middle: float,
        ink: Ink,
        align: Align,
    ) -> tuple[Item, ...]:
        if not text.text:
            return ()
        words = setting.paragraph(text, setting.type(style), UNBROKEN)
        return words.runs(x, middle - words.type.leading / 2, ink, align)

    def _field(
        self, setting: Setting, y: float, height: float, ink: Text, top: bool, bottom: bool
    ) -> tuple[Box, ...]:
        """A field with round corners above or below, or left bare within its outline."""
        x, width = setting.left, setting.measure
        if setting.house.bare or not (top or bottom):
            return (field(setting, (x, y, width, height), ink),)
        square = y + height / 2 if top else y
        fill = setting.ink_named(ink)
        round_ = Box(x, y, width, height, fill, radius=self.corner)
        return round_, Box(x, square, width, height / 2, fill)


def _cell(role: str, lines: Sequence[tuple[Item, ...]], below: tuple[Item, ...]) -> Element:
    """A table cell whose lines are paragraphs of their own, also when they are read out."""
    lines = [line for line in lines if line]
    if len(lines) == 1 and not below:
        return Element(role, lines[0])
    return Element(role, (*(Element("P", line) for line in lines), *below))


def _table(theme: Theme | None) -> str:
    return f"table {theme.id}" if theme else "table"


@lru_cache(maxsize=64)
def _star(radius: float, line_pt: float, ink: Ink, paper: Ink) -> Frame:
    """A star in outline."""
    within = star(radius, radius, star_inset(radius, line_pt * MM_PER_PT))
    edge = Path(star(radius, radius, radius) + within, ink)
    return Frame(2 * radius, 2 * radius, (Path(within, paper), edge))


@lru_cache(maxsize=16)
def _circled(radius: float, line_pt: float, ink: Ink, paper: Ink) -> Frame:
    """A point with a line drawn around it by hand."""
    inner = 0.62 * radius
    spot = point(radius, radius, inner, 1, paper, ink, line_pt)
    around = ring(radius, radius, radius, radius - _PEN * MM_PER_PT)
    return Frame(2 * radius, 2 * radius, (Path(around, ink), spot))


@lru_cache(maxsize=16)
def _ticked(radius: float, line_pt: float, ink: Ink, paper: Ink) -> Frame:
    """A point with a tick over it."""
    inner = 0.62 * radius
    spot = point(radius, radius, inner, 1, paper, ink, line_pt)
    foot, width = (0.95 * radius, 1.35 * radius), _PEN
    short = Line(0.6 * radius, radius, *foot, ink, width)
    long = Line(*foot, 1.75 * radius, 0.2 * radius, ink, width)
    return Frame(2 * radius, 2 * radius, (spot, short, long))


decode = nested(CheckBlock, "a check")
