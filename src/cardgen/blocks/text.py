"""Words: a heading, a paragraph, or a field's paragraphs one under another."""

from __future__ import annotations

from cardgen.blocks.setting import Fitted, Lack, Setting
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Element, Item
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import integer, leading, length, one_of, positive, type_size, yes_or_no
from cardgen.text.paragraph import Align


class Text(Form):
    """of is a template, "{definition}" or "Behaviour {number}"; a field that is a list gives a
    paragraph for each of its texts, gap apart. lines is the most lines it may take. With hang its
    first capitals, not their line's box, stand at the top."""

    of: Prose = key(prose)
    style: Prose = key(prose)
    ink: Prose = key(prose)
    size: float = key(positive(type_size), 0.0)
    leading: tuple[float, float] = key(leading, (0.0, 0.0))
    gap: float = key(length, 0.0)
    lines: int = key(positive(integer), 0)
    hang: bool = key(yes_or_no, False)
    role: str = key(one_of("paragraph", "title", "heading"), "paragraph")

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style, self.size, self.leading[0])
        texts = setting.texts(self.of)
        column = setting.column(self.of.text, texts, type_, setting.measure)
        set_, lacks = column.paragraphs, column.lacks
        lift = (type_.leading - type_.cap_height) / 2 if self.hang else 0.0
        height = column.height + self.gap * max(0, len(set_) - 1) - lift
        for paragraph, text in zip(set_, texts, strict=True):
            if self.lines and len(paragraph.lines) > self.lines:
                what = f"it needs {len(paragraph.lines)} lines and may have {self.lines}"
                lacks += (Lack(what, 0.0, text.where),)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            ink = setting.ink(self.ink)
            align: Align = "flush" if self.role == "title" else "left"
            items: list[Item] = []
            y -= lift
            for paragraph in set_:
                runs = paragraph.runs(setting.left, y, ink, align)
                items.append(self._said(runs, setting.lang(self.of)))
                y += paragraph.height + self.gap
            return tuple(items)

        return Fitted(height, draw, 0.0, lacks)

    def _said(self, runs: tuple[Item, ...], lang: str | None) -> Element:
        match self.role:
            case "title":
                return Element("H", runs, lang=lang)
            case "heading":
                return Element("Sect", (Element("H", runs, lang=lang),))
            case _:
                return Element("P", runs, lang=lang)


def decode(node: Node, problems: Problems) -> Text:
    return read_keys(Text, node, problems, "a text")
