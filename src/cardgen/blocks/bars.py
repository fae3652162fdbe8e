"""One bar for each theme in its colour, side by side over the full width."""

from __future__ import annotations

from cardgen.art import mark
from cardgen.blocks.setting import Fitted, Setting
from cardgen.blocks.shared import LAP
from cardgen.form import Form, key, read_keys
from cardgen.frame import Box, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import length, number


class Bars(Form):
    """Equal parts measured on the trim, each with the theme's mark where marks, its radius as a
    share of the shorter side, is given."""

    height: float = key(length)
    marks: float = key(number, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            themes = setting.deck.themes
            full = setting.within(0.0, 0.0)
            x, top, width, tall = full.run_on(y, height)
            part = setting.layout.width / max(1, len(themes))
            items: list[Item] = []
            for index, theme in enumerate(themes):
                inks = setting.inks_of(theme)
                left = x if index == 0 else index * part
                last = index == len(themes) - 1
                right = x + width if last else (index + 1) * part + LAP
                items.append(Box(left, top, right - left, tall, inks["base"]))
                if self.marks:
                    radius = min(part, height) * self.marks
                    middle = y + height / 2
                    items += mark(theme.mark, (index + 0.5) * part, middle, radius, inks["on"])
            return tuple(items)

        return Fitted(self.height, draw)


def decode(node: Node, problems: Problems) -> Bars:
    return read_keys(Bars, node, problems, "bars")
