"""A field's texts as a list with drawn bullets."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.blocks.setting import Fitted, Lack, Setting, too_wide
from cardgen.blocks.shared import placed_bullet
from cardgen.deck import Prose, prose
from cardgen.frame import Element, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import key, length, one_of, read_keys

_SPOKEN = {"plus": "+", "minus": "–"}


@dataclass(frozen=True)
class List:
    """gap is between items; the bullets, radius their half size, stand on the axis, which is
    measured from the card's left edge."""

    of: Prose = key(prose)
    style: Prose = key(prose)
    ink: Prose = key(prose)
    gap: float = key(length)
    bullet: str = key(one_of(*_SPOKEN))
    axis: float = key(length)
    radius: float = key(length)

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style)
        words = setting.words(self.of) or ()
        texts = [word for word in words if isinstance(word, Prose)]
        set_ = [setting.paragraph(text, type_, setting.measure) for text in texts]
        height = sum(p.height for p in set_) + self.gap * max(0, len(set_) - 1)
        lacks: tuple[Lack, ...] = ()
        for paragraph, text in zip(set_, texts, strict=True):
            if paragraph.over:
                lacks += too_wide(paragraph, text, setting.measure)

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
            return (Element("L", tuple(items)),) if items else ()

        return Fitted(height, draw, 0.0, lacks)


def decode(node: Node, problems: Problems) -> List:
    return read_keys(List, node, problems, "a list")
