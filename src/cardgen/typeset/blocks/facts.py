"""A table of facts: the name of each, and beside it the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Step, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import Of, Schema, accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import filled, length, list_of, positive
from cardgen.problems import Problems
from cardgen.typeset.fitted import Fitted, Misfit, Part, of_parts, too_wide
from cardgen.typeset.setting import Setting
from cardgen.value import Value


class _Row(Value):
    name: Paragraph
    text: Paragraph
    over: bool  # the name stands above the text
    lang: str | None

    @property
    def height(self) -> float:
        beside = max(self.name.height, self.text.height)
        return self.name.height + self.text.height if self.over else beside


class FactForm(Form):
    """A row whose words the layout gives."""

    name: Text = key(placed_text)
    text: Text = key(placed_text)


_rows = filled(list_of(nested(FactForm, "a fact")))


def _of_schema(of: Of) -> Schema:
    return {"anyOf": [of(placed_text), of(_rows)]}


@accepts(_of_schema)
def _of(node: Node, problems: Problems) -> Text | tuple[FactForm, ...]:
    """The name of a field, or rows."""
    return placed_text(node, problems) if node.items is None else _rows(node, problems)


class FactsBlock(Form):
    """A row for each named text of a field, or for each name and text given in its place: the name
    in a column of that width, the text beside it, across further on, with their first lines on one
    baseline. gap is the white between rows.

    Where a name is too long for one line, the column is as wide as widest says; a name with a word
    that is wider still stands above its text.
    """

    of: Text | tuple[FactForm, ...] = key(_of)
    name_style: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    width: float = key(positive(length))
    across: float = key(length)
    gap: float = key(length)
    widest: float = key(length, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        steps = self._steps(setting)
        width = self._width(setting, steps)
        measure = setting.measure - width - self.across
        rows: list[_Row] = []
        misfits: tuple[Misfit, ...] = ()
        for step in steps:
            name = setting.paragraph(step.name, setting.type(self.name_style), width)
            text = setting.paragraph(step.text, setting.type(self.style), measure)
            over = bool(name.over)
            if over:
                whole = setting.measure
                name = setting.paragraph(step.name, setting.type(self.name_style), whole)
                misfits += too_wide(name, step.name, whole)
            misfits += too_wide(text, step.text, measure)
            rows.append(_Row(name, text, over, setting.lang(step.text)))
        return of_parts(list(self._parts(setting, width, rows)), misfits)

    def _steps(self, setting: Setting) -> list[Step]:
        if not isinstance(self.of, Text):
            return [Step(row.name, row.text) for row in self.of]
        return [step for step in setting.words(self.of, "steps") or () if isinstance(step, Step)]

    def _width(self, setting: Setting, steps: Sequence[Step]) -> float:
        """The width of the column of names, in mm."""
        if self.widest <= self.width:
            return self.width
        names = (
            setting.paragraph(step.name, setting.type(self.name_style), self.width)
            for step in steps
        )
        return (
            self.widest if any(len(name.lines) > 1 or name.over for name in names) else self.width
        )

    def _parts(self, setting: Setting, width: float, rows: list[_Row]) -> Iterator[Part]:
        x = setting.left + width + self.across
        for index, row in enumerate(rows):
            # The facts start and end together with another one.
            keep = index in (0, len(rows) - 2) and index < len(rows) - 1
            gap = self.gap if index else 0.0
            yield Part(row.height, partial(self._row, setting, row, x), gap, keep)

    def _row(self, setting: Setting, row: _Row, x: float, y: float, _: float) -> tuple[Item, ...]:
        ink, (name, text, over, _) = setting.ink(self.ink), row
        baseline = y + (text.type.leading + text.type.cap_height) / 2
        below = name.height if over else 0.0
        cells = (
            Element("TH", name.runs_at(setting.left, baseline, ink)),
            Element("TD", text.runs_at(x, baseline + below, ink), lang=row.lang),
        )
        of = self.of if isinstance(self.of, Text) else self.of[0].text
        return (Element("Table", (Element("TR", cells),), id=f"facts {of.text}"),)


decode = nested(FactsBlock, "facts")
