"""A field's texts as a list with drawn bullets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial

from cardgen.graphics.frame import Element, Ink, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, leading, length, one_of, positive, type_size
from cardgen.typeset.fitted import (
    UNBROKEN,
    Draw,
    Fitted,
    Misfit,
    Part,
    divided,
    not_on_one_line,
)
from cardgen.typeset.setting import Setting
from cardgen.typeset.signs import placed_bullet

_SLACK = 0.001  # mm by which a column may be too full, as sums of floats are
_SPOKEN = {"plus": "+", "minus": "−", "dot": "•"}


class ListBlock(Form):
    """gap is the white between items. The bullets, of that radius, are centred on the axis, which
    is measured from the card's left edge. numbers is a field whose texts take the place of the
    bullets and end where these would. With several columns, these are across apart and as equal in
    height as can be."""

    of: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    gap: float = key(length)
    bullet: str = key(one_of(*_SPOKEN))
    axis: float = key(length)
    radius: float = key(length)
    numbers: Text | None = key(placed_text, None)
    number_style: Text | None = key(placed_text, None)
    size: float = key(positive(type_size), 0.0)
    leading: tuple[float, float] = key(leading, (0.0, 0.0))
    columns: int = key(positive(integer), 1)
    across: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style, self.size, self.leading)
        words = setting.words(self.of) or ()
        texts = tuple([word for word in words if isinstance(word, Text)])
        edge, across = setting.edges[0], self.across
        pitch = (setting.right - edge + across) / self.columns
        measure = pitch - across - (setting.left - edge)
        galley = setting.galley(f"list {self.of.text}", texts, type_, measure)
        paragraphs = galley.paragraphs
        numbers, more = self._numbers(setting, len(texts))
        if self.columns == 1:
            groups: list[Sequence[Paragraph]] = [paragraphs]
            height = galley.height + self.gap * max(0, len(paragraphs) - 1)
        else:
            groups = _of_like_height(paragraphs, self.columns, self.gap)
            height = max((_height(group, self.gap) for group in groups), default=0.0)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            if not paragraphs:
                return ()
            items, labels, here, ink = [], iter(numbers), setting, setting.ink(self.ink)
            for index, group in enumerate(groups):
                if index:
                    column = setting.column(edge + index * pitch, setting.right)
                    here = column.inset(setting.left - edge, None)
                at = y
                for paragraph in group:
                    label = self._label(here, paragraph, next(labels), ink, at)
                    items.append(self._item(here, paragraph, label, None, ink, at))
                    at += paragraph.height + self.gap
            lang = setting.lang(Text(f"{{{self.of.text}}}", self.of.where))
            return (Element("L", tuple(items), lang=lang),)

        parts = partial(self._parts, setting, paragraphs, numbers) if self.columns == 1 else None
        return Fitted(height, draw, 0.0, galley.misfits + more, parts)

    def _parts(
        self,
        setting: Setting,
        paragraphs: Sequence[Paragraph],
        numbers: Sequence[Paragraph | None],
    ) -> Iterator[Part]:
        lang = setting.lang(Text(f"{{{self.of.text}}}", self.of.where))

        def drawn(piece: Paragraph, first: bool, index: int) -> Draw:
            def draw(y: float, _: float) -> tuple[Item, ...]:
                ink = setting.ink(self.ink)
                label = self._label(setting, piece, numbers[index], ink, y) if first else None
                item = self._item(setting, piece, label, f"item {index}", ink, y)
                return (Element("L", (item,), id=f"list {self.of.text}", lang=lang),)

            return draw

        last = len(paragraphs) - 1
        for index, paragraph in enumerate(paragraphs):
            # No item stands alone, under its heading or at the top of a page.
            keep = index in (0, last - 1) and index < last and len(paragraph.lines) < 4
            for first, piece in divided(paragraph):
                gap = self.gap if first and index else 0.0
                yield Part(piece.height, drawn(piece, first, index), gap, keep)

    def _item(
        self,
        setting: Setting,
        paragraph: Paragraph,
        label: Element | None,
        name: str | None,
        ink: Ink,
        y: float,
    ) -> Element:
        """An item, or a piece of one where pages flow, which goes by its name."""
        runs = paragraph.runs(setting.left, y, ink)
        body = Element("LBody", runs, id=name and "body")
        return Element("LI", (label, body) if label else (body,), id=name)

    def _label(
        self, setting: Setting, paragraph: Paragraph, number: Paragraph | None, ink: Ink, y: float
    ) -> Element:
        type_ = paragraph.type
        axis, middle = setting.edges[0] + self.axis, y + type_.leading / 2
        if number:
            right, baseline = axis + self.radius, middle + type_.cap_height / 2
            return Element("Lbl", number.runs_at(right, baseline, ink, "right"))
        bullet = placed_bullet(self.bullet, axis, middle, self.radius, ink)
        return Element("Lbl", (bullet,), alt=_SPOKEN[self.bullet])

    def _numbers(
        self, setting: Setting, count: int
    ) -> tuple[list[Paragraph | None], tuple[Misfit, ...]]:
        """What takes the place of the bullets, where the field says something, and what of it does
        not fit."""
        if self.numbers is None and self.number_style is None:  # as of most lists
            return [None] * count, ()
        words = (setting.words(self.numbers) if self.numbers else None) or ()
        type_ = setting.type(self.number_style or self.style, self.size, self.leading)
        found: list[Paragraph | None] = []
        misfits: tuple[Misfit, ...] = ()
        for word in words:
            number = None
            if isinstance(word, Text) and word.text.strip():
                number = setting.paragraph(word, type_, UNBROKEN)
                misfits += not_on_one_line(number, word, self.axis + self.radius)
            found.append(number)
        return [*found, *[None] * count][:count], misfits


def _of_like_height(
    paragraphs: Sequence[Paragraph], columns: int, gap: float
) -> list[Sequence[Paragraph]]:
    """The paragraphs in that many columns, in order, the highest column as low as it can be."""

    def fits(room: float) -> bool:
        groups = _filled(paragraphs, gap, room)
        return len(groups) <= columns and all(_height(own, gap) <= room + _SLACK for own in groups)

    rooms = sorted(set(_heights_of_spans(paragraphs, gap)))
    at = bisect_left(rooms, True, key=fits)
    return _filled(paragraphs, gap, rooms[at]) if at < len(rooms) else []


def _filled(paragraphs: Sequence[Paragraph], gap: float, room: float) -> list[Sequence[Paragraph]]:
    """The paragraphs in columns of that height, each as full as can be."""
    groups: list[list[Paragraph]] = [[]]
    own = 0.0  # the height of the last column without its gaps
    for paragraph in paragraphs:
        if groups[-1] and own + paragraph.height + gap * len(groups[-1]) > room + _SLACK:
            groups.append([])
            own = 0.0
        groups[-1].append(paragraph)
        own += paragraph.height
    return list(groups)


def _heights_of_spans(paragraphs: Sequence[Paragraph], gap: float) -> Iterator[float]:
    """The height of every span of neighbours, one of which is that of the highest column."""
    for start in range(len(paragraphs)):
        own = 0.0
        for gaps, paragraph in enumerate(paragraphs[start:]):
            own += paragraph.height
            yield own + gap * gaps


def _height(paragraphs: Sequence[Paragraph], gap: float) -> float:
    return sum(p.height for p in paragraphs) + gap * max(0, len(paragraphs) - 1)


decode = nested(ListBlock, "a list")
