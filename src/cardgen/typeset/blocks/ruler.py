"""A ruler that shows whether a page was printed at actual size."""

from __future__ import annotations

from cardgen.graphics.art.gauges import ruler
from cardgen.graphics.frame import Element, Item, Placed
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import filled, integer, length, list_of, positive, type_size
from cardgen.model.sheet import Ticks
from cardgen.typeset.fitted import UNBROKEN, Fitted
from cardgen.typeset.setting import Setting
from cardgen.units import MM_PER_PT


class RulerBlock(Form):
    """A ruler in the middle of the column, with a figure at each multiple of figures, figures_drop
    below its ticks. alt is what is read out in its place."""

    span: int = key(positive(integer), name="length")
    line_pt: float = key(type_size, name="line")
    ticks: tuple[Ticks, ...] = key(filled(list_of(nested(Ticks, "a tick"))))
    figures: int = key(positive(integer))
    figures_drop: float = key(length)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    alt: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style)
        tall = max(tick.length for tick in self.ticks)
        below = self.figures_drop + 0.25 * type_.size_pt * MM_PER_PT

        def draw(y: float, _: float) -> tuple[Item, ...]:
            x, ink = (setting.left + setting.right - self.span) / 2, setting.ink(self.ink)
            ticks = [(tick.every, tick.length, tick.width_pt) for tick in self.ticks]
            items: list[Item] = [Placed(x, y, ruler(self.span, ticks, self.line_pt, ink))]
            for mm in range(0, self.span + 1, self.figures):
                figure = setting.paragraph(Text(str(mm), self.style.where), type_, UNBROKEN)
                items += figure.runs_at(x + mm, y + tall + self.figures_drop, ink, "center")
            return (
                Element("Figure", tuple(items), alt=self.alt.text, lang=setting.lang(self.alt)),
            )

        return Fitted(tall + below, draw)


decode = nested(RulerBlock, "a ruler")
