"""Words: a heading, a paragraph, or a field's paragraphs one under another."""

from __future__ import annotations

import re

from cardgen.blocks.setting import Fitted, Lack, Setting
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Element, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import leading, length, one_of, type_size, whole, yes_or_no

_FIELD = re.compile(r"\{([a-z][a-z0-9-]*)\}")


class Text(Form):
    """of is a template, "{definition}" or "Behaviour {number}"; a field that is a list gives a
    paragraph for each of its texts, gap apart. lines is the most lines it may take. With hang its
    first capitals, not their line's box, stand at the top."""

    of: Prose = key(prose)
    style: Prose = key(prose)
    ink: Prose = key(prose)
    size: float = key(type_size, 0.0)
    leading: tuple[float, float] = key(leading, (0.0, 0.0))
    gap: float = key(length, 0.0)
    lines: int = key(whole, 0)
    hang: bool = key(yes_or_no, False)
    role: str = key(one_of("paragraph", "title", "heading"), "paragraph")

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style, self.size, self.leading[0])
        texts = self._texts(setting)
        set_, full, lacks = setting.paragraphs(self.of.text, texts, type_, setting.measure)
        lift = (type_.leading - type_.cap_height) / 2 if self.hang else 0.0
        height = full + self.gap * max(0, len(set_) - 1) - lift
        for paragraph, text in zip(set_, texts, strict=True):
            if self.lines and len(paragraph.lines) > self.lines:
                what = f"it needs {len(paragraph.lines)} lines and may have {self.lines}"
                lacks += (Lack(what, 0.0, text.where),)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            ink = setting.ink(self.ink)
            items: list[Item] = []
            y -= lift
            for paragraph in set_:
                items.append(self._said(paragraph.runs(setting.left, y, ink)))
                y += paragraph.height + self.gap
            return tuple(items)

        return Fitted(height, draw, 0.0, lacks)

    def _texts(self, setting: Setting) -> tuple[Prose, ...]:
        field = _FIELD.fullmatch(self.of.text)
        words = setting.card.words.get(field[1]) if field else None
        if isinstance(words, tuple) and not isinstance(words, Prose):
            return tuple(word for word in words if isinstance(word, Prose))
        filled = setting.filled(self.of)
        return (filled,) if filled.text.strip() else ()

    def _said(self, runs: tuple[Item, ...]) -> Element:
        match self.role:
            case "title":
                return Element("H", runs)
            case "heading":
                return Element("Sect", (Element("H", runs),))
            case _:
                return Element("P", runs)


def decode(node: Node, problems: Problems) -> Text:
    return read_keys(Text, node, problems, "a text")
