"""Lines to write on, in the height that is left."""

from __future__ import annotations

from cardgen.graphics.frame import Item, Line
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, number, positive, type_size, yes_or_no
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class LinesBlock(Form):
    """at_least is how many lines there are at least, pitch is how far they are apart: at least that
    far if they stretch over the height, else exactly. The last line stands at the bottom. width is
    in points."""

    at_least: int = key(positive(integer))
    pitch: float = key(positive(length))
    ink: Text = key(placed_text)
    width: float = key(type_size)
    grow: float = key(number, 1.0)
    stretch: bool = key(yes_or_no, True)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, height: float) -> tuple[Item, ...]:
            count = max(self.at_least, int(height / self.pitch + 0.001))
            left, right, ink = setting.left, setting.right, setting.ink_on(self.ink, setting.ground)
            pitch = height / count if self.stretch else self.pitch
            heights = [y + height - pitch * above for above in reversed(range(count))]
            return tuple(Line(left, at, right, at, ink, self.width) for at in heights)

        return Fitted(self.at_least * self.pitch, draw, self.grow)


decode = nested(LinesBlock, "lines")
