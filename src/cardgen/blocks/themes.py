"""Every theme in its colour with its mark, its name and its numbered cards."""

from __future__ import annotations

from cardgen.art import mark
from cardgen.blocks.setting import Fitted, Lack, Setting
from cardgen.deck import Card, Prose, Theme, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Box, Element, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import length, number

_LAP = 0.1  # neighbours overlap a little, or the paper shines through between them


class Themes(Form):
    """Bands of the card's full width, each as high as its share of rows, counting air as rows.

    The mark is centred on the axis, the themes' names start at the column's left edge, the cards'
    numbers end at number_at and their names start at name_at, all from the card's left edge;
    pitch is from row to row, first from the theme's baseline to the first row's capitals.
    """

    style: Prose = key(prose)
    row_style: Prose = key(prose)
    number_style: Prose = key(prose)
    axis: float = key(length)
    radius: float = key(length)
    number_at: float = key(length)
    name_at: float = key(length)
    first: float = key(length)
    pitch: float = key(length)
    air: float = key(number)
    grow: float = key(number, 1.0)

    def fit(self, setting: Setting) -> Fitted:
        groups = [(theme, setting.deck.of_theme(theme)) for theme in setting.deck.themes]
        rows = sum(len(cards) + self.air for _, cards in groups)
        least = max((self._block(setting, cards) + 2.0 for _, cards in groups), default=0.0)
        most = max((len(cards) + self.air for _, cards in groups), default=1.0)
        lacks = tuple(
            Lack(f'the name "{card.name}" is too long for its row', over, card.where)
            for _, cards in groups
            for card in cards
            if (over := self._over(setting, card)) > 0
        )

        def draw(y: float, height: float) -> tuple[Item, ...]:
            items: list[Item] = []
            for index, (theme, cards) in enumerate(groups):
                own = height * (len(cards) + self.air) / rows
                last = index == len(groups) - 1
                items += self._band(setting, theme, cards, y, own, last)
                y += own
            return tuple(items)

        return Fitted(least / most * rows, draw, self.grow, lacks)

    def _over(self, setting: Setting, card: Card) -> float:
        type_ = setting.type(self.row_style)
        room = setting.right - self.name_at
        set_ = setting.paragraph(Prose(card.name, card.where), type_, room)
        return 1.0 if len(set_.lines) > 1 else set_.over

    def _block(self, setting: Setting, cards: tuple[Card, ...]) -> float:
        """From the top of the theme's capitals to the last row's baseline."""
        block = setting.type(self.style).cap_height
        if cards:
            row = setting.type(self.row_style).cap_height
            block += self.first + row + (len(cards) - 1) * self.pitch
        return block

    def _band(
        self,
        setting: Setting,
        theme: Theme,
        cards: tuple[Card, ...],
        y: float,
        height: float,
        last: bool,
    ) -> list[Item]:
        inks = setting.inks_of(theme)
        ink = inks["on"]
        x, top, width, full = setting.within(0.0, 0.0).run_on(y, height)
        items: list[Item] = [Box(x, top, width, full + (0 if last else _LAP), inks["base"])]
        items += mark(theme.mark, self.axis, y + height / 2, self.radius, ink)
        type_, row = setting.type(self.style), setting.type(self.row_style)
        figures = setting.type(self.number_style)
        name = setting.paragraph(theme.name, type_, setting.measure)
        cap_top = y + (height - self._block(setting, cards)) / 2
        rise = (type_.leading - type_.cap_height) / 2
        items.append(Element("Sect", (Element("H", name.runs(setting.left, cap_top - rise, ink)),)))
        at = cap_top + type_.cap_height + self.first - (row.leading - row.cap_height) / 2
        rows = []
        for card in cards:
            number_ = setting.paragraph(Prose(str(card.number), card.where), figures, 20.0)
            title = setting.paragraph(
                Prose(card.name, card.where), row, setting.right - self.name_at
            )
            line = at + (row.leading + row.cap_height) / 2
            number_top = line - (figures.leading + figures.cap_height) / 2
            label = number_.runs(self.number_at - number_.width, number_top, ink)
            body = title.runs(self.name_at, at, ink)
            rows.append(Element("LI", (Element("Lbl", label), Element("LBody", body))))
            at += self.pitch
        if rows:
            items.append(Element("L", tuple(rows)))
        return items


def decode(node: Node, problems: Problems) -> Themes:
    return read_keys(Themes, node, problems, "themes")
