"""Named texts as a numbered list, spread over the height that there is."""

from __future__ import annotations

from cardgen.graphics.art.outlines import disc
from cardgen.graphics.frame import Element, Item, Path
from cardgen.model.deck import Step, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, number
from cardgen.typeset.fitted import Fitted, Misfit, too_wide
from cardgen.typeset.setting import Setting


class StepsBlock(Form):
    """Each number stands in a disc at the column's left edge, name and text from indent on; steps
    are at least gap apart. numbers is a field with other numbers than 1, 2, 3. disc is the ink of
    the discs, if it is not that of the words."""

    of: Text = key(placed_text)
    numbers: Text | None = key(placed_text, None)
    name_style: Text = key(placed_text)
    style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    ink: Text = key(placed_text)
    disc: Text | None = key(placed_text, None)
    paper: Text = key(placed_text)
    radius: float = key(length)
    indent: float = key(length)
    gap: float = key(length)
    grow: float = key(number, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        words = setting.words(self.of, "steps") or ()
        steps = [step for step in words if isinstance(step, Step)]
        measure = setting.measure - self.indent
        names = [setting.paragraph(s.name, setting.type(self.name_style), measure) for s in steps]
        texts = [
            setting.paragraph(s.text, setting.type(self.style), measure) if s.text.text else None
            for s in steps
        ]
        numbers = self._numbers(setting, len(steps))
        misfits: tuple[Misfit, ...] = ()
        for step, name, text in zip(steps, names, texts, strict=True):
            misfits += too_wide(name, step.name, measure)
            misfits += too_wide(text, step.text, measure) if text else ()
        own = sum(p.height for p in (*names, *texts) if p)
        gaps = max(1, len(steps) - 1)

        def draw(y: float, height: float) -> tuple[Item, ...]:
            ink, x = setting.ink(self.ink), setting.left + self.indent
            gap = (height - own) / gaps
            items = []
            for index, (name, text) in enumerate(zip(names, texts, strict=True)):
                label = self._number(setting, numbers[index], y + name.height / 2)
                body = [Element("P", name.runs(x, y, ink))]
                y += name.height
                if text:
                    body.append(Element("P", text.runs(x, y, ink)))
                items.append(Element("LI", (label, Element("LBody", tuple(body)))))
                y += (text.height if text else 0.0) + gap
            lang = setting.lang(Text(f"{{{self.of.text}}}", self.of.where))
            return (Element("L", tuple(items), lang=lang),) if items else ()

        return Fitted(own + self.gap * max(0, len(steps) - 1), draw, self.grow, misfits)

    def _numbers(self, setting: Setting, count: int) -> list[Text]:
        """The numbers in the discs."""
        own = setting.words(self.numbers) if self.numbers else None
        if own is None or isinstance(own, Text):
            return [Text(str(index + 1), self.of.where) for index in range(count)]
        return [word for word in own if isinstance(word, Text)]

    def _number(self, setting: Setting, text: Text, name_middle: float) -> Element:
        """A disc, level with the top of the name's capitals, and the number in it."""
        name = setting.type(self.name_style)
        type_ = setting.type(self.number_style)
        x = setting.left + self.radius
        middle = name_middle - name.cap_height / 2 + self.radius
        number = setting.paragraph(text, type_, 2 * self.radius)
        runs = number.runs(
            x - number.width / 2, middle - type_.leading / 2, setting.paper(self.paper)
        )
        field = Path(disc(x, middle, self.radius), setting.ink(self.disc or self.ink))
        return Element("Lbl", (field, *runs))


decode = nested(StepsBlock, "steps")
