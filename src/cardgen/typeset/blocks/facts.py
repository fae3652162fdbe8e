"""A table of facts: the name of each, and beside it the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Step, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, positive
from cardgen.typeset.fitted import Fitted, Misfit, Part, of_parts, too_wide
from cardgen.typeset.setting import Setting


class FactsBlock(Form):
    """A row for each named text of a field: the name in a column of that width, the text beside it,
    across further on, with their first lines on one baseline. gap is the white between rows."""

    of: Text = key(placed_text)
    name_style: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    width: float = key(positive(length))
    across: float = key(length)
    gap: float = key(length)

    def fit(self, setting: Setting) -> Fitted:
        rows: list[tuple[Paragraph, Paragraph]] = []
        misfits: tuple[Misfit, ...] = ()
        measure = setting.measure - self.width - self.across
        for step in setting.words(self.of) or ():
            if isinstance(step, Step):
                name = setting.paragraph(step.name, setting.type(self.name_style), self.width)
                text = setting.paragraph(step.text, setting.type(self.style), measure)
                misfits += too_wide(name, step.name, self.width)
                misfits += too_wide(text, step.text, measure)
                rows.append((name, text))
        return of_parts(list(self._parts(setting, rows)), misfits)

    def _parts(self, setting: Setting, rows: list[tuple[Paragraph, Paragraph]]) -> Iterator[Part]:
        for index, (name, text) in enumerate(rows):
            # The facts start and end together with another one.
            keep = index in (0, len(rows) - 2) and index < len(rows) - 1
            gap = self.gap if index else 0.0
            height = max(name.height, text.height)
            yield Part(height, partial(self._row, setting, name, text), gap, keep)

    def _row(
        self, setting: Setting, name: Paragraph, text: Paragraph, y: float, _: float
    ) -> tuple[Item, ...]:
        ink, x = setting.ink(self.ink), setting.left + self.width + self.across
        baseline = y + (text.type.leading + text.type.cap_height) / 2
        cells = (
            Element("TH", name.runs_at(setting.left, baseline, ink)),
            Element("TD", text.runs_at(x, baseline, ink)),
        )
        return (Element("Table", (Element("TR", cells),), id=f"facts {self.of.text}"),)


decode = nested(FactsBlock, "facts")
