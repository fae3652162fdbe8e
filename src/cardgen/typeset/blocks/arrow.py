"""An arrow that tells which way up a sheet lies."""

from __future__ import annotations

from cardgen.graphics.art.gauges import arrow_up
from cardgen.graphics.frame import Element, Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting


class ArrowBlock(Form):
    """An arrow in the middle of the column. width and height are those of the whole arrow; head is
    the length of its head and stem the width of its stem. alt is what is read out in its place."""

    width: float = key(length)
    height: float = key(length)
    head: float = key(length)
    stem: float = key(length)
    ink: Text = key(placed_text)
    alt: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, _: float) -> tuple[Item, ...]:
            x, ink = (setting.left + setting.right) / 2, setting.ink_on(self.ink, setting.ground)
            drawing = arrow_up(self.width, self.height, self.head, self.stem, x, y, ink)
            return (Element("Figure", (drawing,), alt=self.alt.text, lang=setting.lang(self.alt)),)

        return Fitted(self.height, draw)


decode = nested(ArrowBlock, "an arrow")
