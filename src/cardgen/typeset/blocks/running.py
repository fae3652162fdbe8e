"""The running footer of every page: a text at the left and another at the right."""

from __future__ import annotations

from dataclasses import replace

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.typeset.fitted import UNBROKEN, Fitted, not_on_one_line
from cardgen.typeset.setting import Setting


class RunningBlock(Form):
    """One line, whose baseline is the bottom. It is an artifact, which is not read out."""

    of: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    end: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style)
        start, end = self._set(setting, self.of), self._set(setting, self.end)
        room = setting.measure - (end[1].width + type_.cap_height if end else 0.0)
        misfits = not_on_one_line(end[1], end[0], setting.measure) if end else ()
        if start and not misfits:
            # Of two texts that have no room beside each other the longer one is to be shortened.
            longer = end[0] if end and end[1].width > start[1].width else start[0]
            misfits = not_on_one_line(start[1], start[0], room, setting.measure)
            misfits = tuple(replace(misfit, where=longer.where) for misfit in misfits)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            ink, baseline = setting.ink(self.ink), y + type_.cap_height
            runs = start[1].runs_at(setting.left, baseline, ink) if start else ()
            runs += end[1].runs_at(setting.right, baseline, ink, "right") if end else ()
            return (Element("Artifact", runs),) if runs else ()

        return Fitted(type_.cap_height, draw, 0.0, misfits)

    def _set(self, setting: Setting, of: Text | None) -> tuple[Text, Paragraph] | None:
        text = setting.filled(of) if of else None
        if text is None or not text.text.strip():
            return None
        return text, setting.paragraph(text, setting.type(self.style), UNBROKEN)


decode = nested(RunningBlock, "a running text")
