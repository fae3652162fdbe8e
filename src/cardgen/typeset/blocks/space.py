"""White, of a fixed height or growing."""

from __future__ import annotations

from functools import lru_cache

from cardgen.model.forms.form import Form, accepted, key, read_keys
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import length, number
from cardgen.problems import Problems
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class SpaceBlock(Form):
    at_least: float = key(length, 0.0)
    grow: float = key(number, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        return _white(self.at_least, self.grow)


@lru_cache(maxsize=256)  # the same for all cards
def _white(at_least: float, grow: float) -> Fitted:
    return Fitted(at_least, lambda y, height: (), grow, white=True)


@accepts(lambda of: {"anyOf": [of(length), accepted(SpaceBlock, of)]})
def decode(node: Node, problems: Problems) -> SpaceBlock:
    """`space: 3 mm`, or `{at-least, grow}`."""
    if node.text is not None:
        return SpaceBlock(at_least=length(node, problems))
    return read_keys(SpaceBlock, node, problems, "a space")
