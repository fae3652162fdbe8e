"""The running footer of every page: a text at the left and another at the right."""

from __future__ import annotations

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.typeset.fitted import UNBROKEN, Fitted, not_on_one_line
from cardgen.typeset.setting import Setting


class RunningBlock(Form):
    """One line, whose baseline is the bottom. It is an artifact, which is not read out."""

    of: Text | None = key(placed_text, None)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    end: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        type_ = setting.type(self.style)
        start, end = self._set(setting, self.of), self._set(setting, self.end)
        texts = sorted(filter(None, (start, end)), key=lambda own: own[1].width, reverse=True)
        misfits = tuple(
            misfit
            for text, paragraph in texts
            for misfit in not_on_one_line(paragraph, text, setting.measure)
        )
        if len(texts) == 2 and not misfits:  # each has room alone
            (text, longer), (_, shorter) = texts
            room = setting.measure - shorter.width - type_.cap_height
            misfits = not_on_one_line(longer, text, room, setting.measure)

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
