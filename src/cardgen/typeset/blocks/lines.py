"""Lines to write on, in the height that is left."""

from __future__ import annotations

from cardgen.graphics.frame import Element, Item, Line
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, number, positive, type_size, yes_or_no
from cardgen.problems import Mark
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting

_INK = Text("ink", Mark("the palette"))


class LinesBlock(Form):
    """at_least is how many lines there are at least, pitch is how far they are apart: at least that
    far if they stretch over the height, else exactly. The last line stands at the bottom. width is
    in points. A label is a heading whose baseline stands a pitch above the first line."""

    at_least: int = key(positive(integer))
    pitch: float = key(positive(length))
    ink: Text = key(placed_text)
    width: float = key(type_size)
    grow: float = key(number, 1.0)
    stretch: bool = key(yes_or_no, True)
    label: Text | None = key(placed_text, None)
    label_style: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        label = self._label(setting)
        over = label.height - (label.type.leading - label.type.cap_height) / 2 if label else 0.0

        def draw(y: float, height: float) -> tuple[Item, ...]:
            room = height - over
            count = max(self.at_least, int(room / self.pitch + 0.001))
            left, right, ink = setting.left, setting.right, setting.ink_on(self.ink, setting.ground)
            pitch = room / count if self.stretch else self.pitch
            heights = [y + height - pitch * above for above in reversed(range(count))]
            lines = tuple(Line(left, at, right, at, ink, self.width) for at in heights)
            if label is None or self.label is None:
                return lines
            further = (len(label.lines) - 1) * label.leading
            black = setting.ink_on(_INK, setting.ground)
            runs = label.runs_at(left, heights[0] - pitch - further, black)
            head = Element("H", runs, lang=setting.lang(self.label))
            return (Element("Sect", (head,)), *lines)

        return Fitted(over + self.at_least * self.pitch, draw, self.grow)

    def _label(self, setting: Setting) -> Paragraph | None:
        if self.label is None or self.label_style is None:
            return None
        return setting.paragraph(self.label, setting.type(self.label_style), setting.measure)


decode = nested(LinesBlock, "lines")
