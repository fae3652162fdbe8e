"""A field's texts as a list with drawn bullets."""

from __future__ import annotations

from cardgen.blocks.setting import Fitted, Setting
from cardgen.blocks.shared import placed_bullet
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Element, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import leading, length, one_of, positive, type_size

_SPOKEN = {"plus": "+", "minus": "−"}


class List(Form):
    """gap is between items; the bullets, radius their half size, stand on the axis, which is
    measured from the card's left edge."""

    of: Prose = key(prose)
    style: Prose = key(prose)
    ink: Prose = key(prose)
    size: float = key(positive(type_size), 0.0)
    leading: tuple[float, float] = key(leading, (0.0, 0.0))
    gap: float = key(length)
    bullet: str = key(one_of(*_SPOKEN))
    axis: float = key(length)
    radius: float = key(length)

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style, self.size, self.leading[0])
        words = setting.words(self.of) or ()
        texts = tuple(word for word in words if isinstance(word, Prose))
        lang = setting.lang(Prose(f"{{{self.of.text}}}", self.of.where))
        column = setting.column(f"list {self.of.text}", texts, type_, setting.measure)
        set_ = column.paragraphs
        height = column.height + self.gap * max(0, len(set_) - 1)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            ink = setting.ink(self.ink)
            items = []
            for paragraph in set_:
                middle = y + type_.leading / 2
                bullet = placed_bullet(self.bullet, self.axis, middle, self.radius, ink)
                label = Element("Lbl", (bullet,), alt=_SPOKEN[self.bullet])
                body = Element("LBody", paragraph.runs(setting.left, y, ink))
                items.append(Element("LI", (label, body)))
                y += paragraph.height + self.gap
            return (Element("L", tuple(items), lang=lang),) if items else ()

        return Fitted(height, draw, 0.0, column.lacks)


def decode(node: Node, problems: Problems) -> List:
    return read_keys(List, node, problems, "a list")
