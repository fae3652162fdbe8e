"""The chosen cards theme by theme, each with the temperature scale and a star to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import groupby

from cardgen.graphics.art.outlines import star, star_inset
from cardgen.graphics.frame import Box, Element, Frame, Ink, Item, Line, Path, Placed
from cardgen.graphics.type.paragraph import Align, Paragraph
from cardgen.model.deck import Card, Text, Theme, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, positive
from cardgen.problems import Mark, counted
from cardgen.typeset.blocks.scale import ScaleBlock
from cardgen.typeset.blocks.scale import decode as read_scale
from cardgen.typeset.fitted import (
    UNBROKEN,
    Fitted,
    Misfit,
    Part,
    not_on_one_line,
    of_parts,
    too_wide,
)
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_mark
from cardgen.units import MM_PER_PT

_BASE, _TINT, _ON, _INK, _PAPER = (
    Text(name, Mark("the palette")) for name in ("base", "tint", "on", "ink", "paper")
)


class CheckBlock(Form):
    """A table for each theme. head and row are heights, gap is the white between tables.

    All places are measured from the column's left edge: the mark is centred on the axis, numbers
    end at number_at, names start at name_at, the scale reaches from start to end and the star, of
    star_radius, is centred on star_at. The words of the scale and of the stars stand in the heads.
    """

    theme_style: Text = key(placed_text)
    word_style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    style: Text = key(placed_text)
    head: float = key(positive(length))
    row: float = key(positive(length))
    gap: float = key(length)
    corner: float = key(length)
    axis: float = key(length)
    mark: float = key(length)
    number_at: float = key(length)
    name_at: float = key(length)
    start: float = key(length)
    end: float = key(length)
    scale: ScaleBlock = key(read_scale)
    star: Text = key(placed_text)
    star_at: float = key(length)
    star_radius: float = key(positive(length))
    star_alt: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        inside = setting.column(setting.left + self.start, setting.left + self.end)
        misfits = self.scale.misfits(inside) if setting.chosen else ()
        word = setting.type(self.word_style)
        low, high = (
            setting.paragraph(end, word, UNBROKEN) for end in (self.scale.low, self.scale.high)
        )
        room = inside.measure - high.width - word.cap_height
        misfits += not_on_one_line(low, self.scale.low, room)
        for card in setting.chosen:
            misfits += self._misfits(setting, card)
        return of_parts(list(self._parts(setting)), misfits)

    def _parts(self, setting: Setting) -> Iterator[Part]:
        for index, (theme, group) in enumerate(groupby(setting.chosen, lambda card: card.theme)):
            cards = list(group)
            gap = self.gap if index else 0.0
            head = Part(self.head, partial(self._head, setting, theme), gap, keep=True)
            yield head
            for card in cards:
                first, last = card is cards[0], card is cards[-1]
                row = partial(self._row, setting, card, first, last)
                yield Part(self.row, row, again=None if first else head)

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
        return misfits + not_on_one_line(theme, head, measure)

    def _name(self, setting: Setting, card: Card) -> Paragraph:
        measure = self.start - self.name_at - 2
        return setting.paragraph(card.called, setting.type(self.style), measure)

    def _head(
        self, setting: Setting, theme: Theme | None, y: float, height: float
    ) -> tuple[Item, ...]:
        setting = setting._replace(inks=setting.inks_of(theme))
        ink, middle, left = standing_on(setting, _BASE).ink(_ON), y + height / 2, setting.left

        def line(text: Text, style: Text, at: float, align: Align) -> tuple[Item, ...]:
            return self._line(setting, text, style, left + at, middle, ink, align)

        name = theme.name if theme else setting.deck.title
        words = (
            (line(name, self.theme_style, self.name_at, "left"),),
            (
                line(self.scale.low, self.word_style, self.start, "left"),
                line(self.scale.high, self.word_style, self.end, "right"),
            ),
            (line(self.star, self.word_style, self.star_at, "center"),),
        )
        cells = tuple(_cell("TH", *lines) for lines in words)
        items: list[Item] = list(self._field(setting, y, height, _BASE, True, False))
        if theme:
            if setting.house.bare:  # the theme is told by its tone all the same
                tile = left, y, self.name_at - self.corner / 2, height
                items.append(Box(*tile, setting.ink_named(_BASE)))
            axis, mark_ink = left + self.axis, setting.ink_named(_ON)
            items.append(placed_mark(theme.mark, axis, middle, self.mark, mark_ink))
        return (Element("Table", (*items, Element("TR", cells)), id=_table(theme)),)

    def _row(
        self, setting: Setting, card: Card, first: bool, last: bool, y: float, height: float
    ) -> tuple[Item, ...]:
        setting = setting._replace(inks=setting.inks_of(card.theme))
        middle, left, name = y + height / 2, setting.left, self._name(setting, card)
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
        cells = (
            _cell("TH", count, title),
            Element(
                "TD",
                (
                    Element(
                        "Figure",
                        tuple(points),
                        alt=self.scale.alt.text,
                        lang=setting.lang(self.scale.alt),
                    ),
                ),
            ),
            Element(
                "TD",
                (
                    Element(
                        "Figure", (drawn,), alt=self.star_alt.text, lang=setting.lang(self.star_alt)
                    ),
                ),
            ),
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


def _cell(role: str, *lines: tuple[Item, ...]) -> Element:
    """A table cell whose lines are paragraphs of their own, also when they are read out."""
    lines = tuple(line for line in lines if line)
    return Element(role, tuple(Element("P", line) for line in lines) if lines[1:] else lines[0])


def _table(theme: Theme | None) -> str:
    return f"table {theme.id}" if theme else "table"


@lru_cache(maxsize=64)
def _star(radius: float, line_pt: float, ink: Ink, paper: Ink) -> Frame:
    """A star in outline."""
    within = star(radius, radius, star_inset(radius, line_pt * MM_PER_PT))
    edge = Path(star(radius, radius, radius) + within, ink)
    return Frame(2 * radius, 2 * radius, (Path(within, paper), edge))


decode = nested(CheckBlock, "a check")
