"""A field of colour with blocks of its own on it."""

from __future__ import annotations

from cardgen.blocks.setting import Fitted, Setting
from cardgen.blocks.stack import Stack, stack
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Box, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import length, number


class Panel(Form):
    """A panel of the full width of the card, unless it says left and right itself. Its blocks
    keep the column of the face."""

    height: float = key(length, 0.0)
    grow: float = key(number, 0.0)
    ink: Prose = key(prose)
    left: float = key(length, 0.0)
    right: float = key(length, 0.0)
    blocks: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        inner = self.blocks.fit(setting, self.height or float("inf"))
        height = self.height or inner.height

        def draw(y: float, height: float) -> tuple[Item, ...]:
            x, top, width, full = setting.within(self.left, self.right).run_on(y, height)
            own = self.blocks.fit(setting, height) if self.grow else inner
            return (Box(x, top, width, full, setting.ink(self.ink)), *own.draw(y, height))

        return Fitted(height, draw, self.grow, inner.lacks)


def decode(node: Node, problems: Problems) -> Panel:
    return read_keys(Panel, node, problems, "a panel")
