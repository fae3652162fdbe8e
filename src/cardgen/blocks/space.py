"""White space, fixed or growing."""

from __future__ import annotations

from cardgen.accepted import accepts
from cardgen.blocks.fitted import Fitted
from cardgen.blocks.setting import Setting
from cardgen.form import Form, accepted, key, read_keys
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import length, number


class Space(Form):
    at_least: float = key(length, 0.0)
    grow: float = key(number, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        return Fitted(self.at_least, lambda y, height: (), self.grow, white=True)


@accepts(lambda of: {"anyOf": [of(length), accepted(Space, of)]})
def decode(node: Node, problems: Problems) -> Space:
    """`space: 3 mm`, or `{at-least, grow}`."""
    if node.text is not None:
        return Space(at_least=length(node, problems))
    return read_keys(Space, node, problems, "a space")
