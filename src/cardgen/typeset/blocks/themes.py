"""The themes, each in its colour with its mark, its name and its numbered cards, or those of them
that are chosen; cards without a theme stand under the deck's title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cardgen.graphics.art import mark
from cardgen.graphics.frame import NO_BLEED, Box, Element, Frame, Item, Placed
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Card, Text, Theme, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, number, yes_or_no
from cardgen.problems import Mark
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, Part, not_on_one_line
from cardgen.typeset.ground import LAP, field, standing_on
from cardgen.typeset.setting import Setting
from cardgen.value import Value

_BASE, _ON = (Text(tone, Mark("the palette")) for tone in ("base", "on"))


class _Group(Value):
    """A theme with its cards, and what is set of them: its name, and each card's number and
    name."""

    theme: Theme | None
    cards: Sequence[Card]
    name: Paragraph
    rows: tuple[tuple[Paragraph, Paragraph], ...]


def _by_theme(setting: Setting) -> list[tuple[Theme | None, Sequence[Card]]]:
    """The themes with their numbered cards, in the deck's order: all of them or, on a page for
    chosen cards, those themes that have any, with these."""
    deck, chosen = setting.deck, {card.id for card in setting.chosen}
    by_theme = deck.by_theme
    found: list[tuple[Theme | None, Sequence[Card]]] = []
    for theme in (*deck.themes, None):
        own = by_theme.get(theme.id if theme else None, ())
        shown = tuple(card for card in own if not chosen or card.id in chosen)
        if shown or (theme and not own and len(chosen) in (0, deck.numbered)):
            found.append((theme, shown))
    return found


class ThemesBlock(Form):
    """Bands of the face's full width, gap apart, each as high as its share of rows; air is how many
    rows a band has besides its cards.

    The mark is centred on the axis, the themes' names start at the column's left edge, the cards'
    numbers end at number_at and their names start at name_at, all from the card's left edge. pitch
    is from row to row, first from the theme's baseline to the capitals of the first row, and pad is
    the least white above and below. Without cards there are only the themes.
    """

    style: Text = key(placed_text)
    row_style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    axis: float = key(length)
    radius: float = key(length)
    number_at: float = key(length)
    name_at: float = key(length)
    first: float = key(length)
    pitch: float = key(length)
    pad: float = key(length)
    air: float = key(number)
    grow: float = key(number, 1.0)
    gap: float = key(length, 0.0)
    corner: float = key(length, 0.0)
    cards: bool = key(yes_or_no, True)

    def fit(self, setting: Setting) -> Fitted:
        groups = [
            self._group(setting, theme, theme.name if theme else setting.deck.title, cards)
            for theme, cards in _by_theme(setting)
        ]
        shares = [len(group.rows) + self.air for group in groups]
        whole = sum(shares)
        # The tightest band decides how high all of them must be together.
        needs = [self._text_height(group) + 2 * self.pad for group in groups]
        tightest = max((n / share for n, share in zip(needs, shares, strict=True)), default=0.0)

        gaps = self.gap * max(0, len(groups) - 1)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            items: list[Item] = []
            for index, (group, share) in enumerate(zip(groups, shares, strict=True)):
                own = (height - gaps) * share / whole
                lap = 0.0 if self.gap or index == len(groups) - 1 else LAP
                items += self._band(setting, group, lap, y, own)
                y += own + self.gap
            return tuple(items)

        def parts() -> Iterator[Part]:
            for index, (group, share) in enumerate(zip(groups, shares, strict=True)):
                band = partial(self._band, setting, group, 0.0)
                gap = self.gap if index else 0.0
                yield Part(tightest * share, band, gap, grow=self.grow * share)

        misfits = tuple(misfit for group in groups for misfit in self._misfits(setting, group))
        return Fitted(tightest * whole + gaps, draw, self.grow, misfits, parts)

    def _band(
        self, setting: Setting, group: _Group, lap: float, y: float, height: float
    ) -> tuple[Item, ...]:
        themed = setting._replace(inks=setting.inks_of(group.theme))
        words = self._words(themed, group, y + (height - self._text_height(group)) / 2)
        return (*self._field(themed, group.theme, y, height, lap), *words)

    def _group(
        self, setting: Setting, theme: Theme | None, name: Text, cards: Sequence[Card]
    ) -> _Group:
        def line(text: Text, style: Text) -> Paragraph:
            return setting.paragraph(text, setting.type(style), UNBROKEN)

        rows = tuple(
            (
                line(Text(str(card.number), card.where), self.number_style),
                line(card.called, self.row_style),
            )
            for card in (cards if self.cards else ())
        )
        return _Group(theme, cards, line(name, self.style), rows)

    def _misfits(self, setting: Setting, group: _Group) -> Iterator[Misfit]:
        name = group.theme.name if group.theme else setting.deck.title
        yield from not_on_one_line(group.name, name, setting.measure)
        for card, (_, title) in zip(group.cards, group.rows, strict=False):
            room = setting.right - setting.edges[0] - self.name_at
            yield from not_on_one_line(title, card.called, room)

    def _text_height(self, group: _Group) -> float:
        """The mm from the top of the theme's capitals to the baseline of the last row."""
        height = group.name.type.cap_height
        if group.rows:
            height += self.first + group.rows[0][1].type.cap_height
            height += (len(group.rows) - 1) * self.pitch
        return height

    def _field(
        self, setting: Setting, theme: Theme | None, y: float, height: float, lap: float
    ) -> tuple[Item, ...]:
        x, top, width, full = setting.inset(0.0, 0.0).box_with_bleed(y, height)
        base, axis = setting.ink_named(_BASE), setting.edges[0] + self.axis
        band = field(setting, (x, top, width, full + lap), _BASE, self.corner)
        items: tuple[Item, ...] = (band,)
        if band.fill is not base:
            # The theme is told by its tone all the same, in a tile that ends halfway from its
            # mark to its name, with the mark in the middle.
            end = (axis + self.radius + setting.left) / 2
            tile = Frame(width, full, (Box(0, 0, end - x, full, base),))
            placed = Placed(x, top, tile, bleed=NO_BLEED, radius=self.corner)
            items = (band._replace(stroke=None), placed, band._replace(fill=None))
            axis = (max(x, 0.0) + end) / 2
        if theme is None:
            return items
        drawing = mark(theme.mark, axis, y + height / 2, self.radius, setting.ink_named(_ON))
        return (*items, *drawing)

    def _words(self, setting: Setting, group: _Group, cap_top: float) -> tuple[Item, ...]:
        ink, left = standing_on(setting, _BASE).ink(_ON), setting.edges[0]
        baseline = cap_top + group.name.type.cap_height
        name = group.name.runs_at(setting.left, baseline, ink)
        heading = Element("Sect", (Element("H", name),))
        rows: list[Element] = []
        for number_, title in group.rows:
            down = self.pitch if rows else self.first + title.type.cap_height
            baseline += down
            label = Element("Lbl", number_.runs_at(left + self.number_at, baseline, ink, "right"))
            body = Element("LBody", title.runs_at(left + self.name_at, baseline, ink))
            rows.append(Element("LI", (label, body)))
        return (heading, Element("L", tuple(rows))) if rows else (heading,)


decode = nested(ThemesBlock, "themes")
