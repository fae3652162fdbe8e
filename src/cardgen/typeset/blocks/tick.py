"""A square to tick once something is done."""

from __future__ import annotations

from cardgen.graphics.frame import Box, Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, positive, type_size
from cardgen.typeset.fitted import Fitted
from cardgen.typeset.setting import Setting
from cardgen.units import MM_PER_PT


class TickBlock(Form):
    """A square of that side, its outline included, at the column's left edge; line is the outline's
    width in points. It is not read out: like lines to write on, it is for a pen."""

    side: float = key(positive(length))
    line: float = key(type_size)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    corner: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        def draw(y: float, _: float) -> tuple[Item, ...]:
            half = self.line * MM_PER_PT / 2  # the outline is centred on the edge
            at, side = (setting.left + half, y + half), self.side - 2 * half
            paper = setting.paper(self.paper)
            inks = paper, setting.ink_on(self.ink, paper)
            return (Box(*at, side, side, *inks, self.line, self.corner),)

        return Fitted(self.side, draw)


decode = nested(TickBlock, "a tick")
