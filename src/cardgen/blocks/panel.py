"""A field of colour with blocks of its own on it."""

from __future__ import annotations

from cardgen.blocks.setting import Fitted, Setting
from cardgen.blocks.stack import Stack, stack
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Box, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import length, positive


class Panel(Form):
    """A panel of the card's full width; its blocks keep the column of the face."""

    height: float = key(positive(length))
    ink: Prose = key(prose)
    blocks: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        inner = self.blocks.fit(setting, self.height)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            x, top, width, full = setting.within(0.0, 0.0).run_on(y, height)
            return (Box(x, top, width, full, setting.ink(self.ink)), *inner.draw(y, height))

        return Fitted(self.height, draw, 0.0, inner.lacks)


def decode(node: Node, problems: Problems) -> Panel:
    return read_keys(Panel, node, problems, "a panel")
