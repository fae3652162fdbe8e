"""The questions to talk about for a card, each under the name of its lens."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.graphics.frame import Element, Item, Line
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import leading, length, number, positive, type_size
from cardgen.problems import Kin
from cardgen.typeset.fitted import Fitted, too_wide
from cardgen.typeset.setting import Setting


class PromptsBlock(Form):
    """Each question has an equal share of the height and, but for the first, a rule of width points
    above it. The capitals of the name stand pad below the rule, and those of the question gap below
    the name. Questions that go with any card have no name."""

    name_style: Text = key(placed_text)
    style: Text = key(placed_text)
    size: float = key(positive(type_size), 0.0)
    leading: tuple[float, float] = key(leading, (0.0, 0.0))
    ink: Text = key(placed_text)
    width: float = key(type_size)
    pad: float = key(length)
    gap: float = key(length)
    grow: float = key(number, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        found = self._questions(setting)
        names = [self._name(setting, name) if name else None for name, _ in found]
        texts = tuple(question for _, question in found)
        type_ = setting.type(self.style, self.size, self.leading)
        galley = setting.galley("prompts", texts, type_, setting.measure)
        parts = list(zip(names, galley.paragraphs, strict=True))
        tallest = max((self._height(*part) for part in parts), default=0.0)
        wide = [
            misfit
            for (name, _), set_name in zip(found, names, strict=True)
            if name and set_name
            for misfit in too_wide(set_name, name, setting.measure)
        ]

        def draw(y: float, height: float) -> tuple[Item, ...]:
            share, items = height / max(1, len(parts)), list[Item]()
            for index, part in enumerate(parts):
                items += self._drawn(setting, *part, y + index * share, index > 0)
            return tuple(items)

        return Fitted(tallest * len(parts), draw, self.grow, (*wide, *galley.misfits))

    def _questions(self, setting: Setting) -> tuple[tuple[Text | None, Text], ...]:
        card, prompts = setting.card, setting.deck.prompts
        found = prompts.of(card) if prompts else ()
        if not prompts and not setting.problems.fatal:  # their file may be what is wrong
            what = "the deck has no prompts"
            fix = "write a file of them and name it in deck.yaml, prompts: prompts.yaml"
            setting.problems.error("E213", setting.deck.where, what, fix)
        elif prompts and not found:
            name = f'"{card.called.text}"'
            fix = f"write them under prompts: {card.id}: in {prompts.where.file}, or generic ones"
            kin = Kin("there are no prompts for {names}", name)
            setting.problems.error("E213", card.where, f"there are no prompts for {name}", fix, kin)
        return found

    def _name(self, setting: Setting, name: Text) -> Paragraph:
        return setting.paragraph(name, setting.type(self.name_style), setting.measure)

    def _head(self, name: Paragraph | None) -> float:
        """The mm from the top of the name's capitals to the top of the question's."""
        return name.height - _rise(name) * 2 + self.gap if name else 0.0

    def _height(self, name: Paragraph | None, question: Paragraph) -> float:
        return 2 * self.pad + self._head(name) + question.height - 2 * _rise(question)

    def _drawn(
        self, setting: Setting, name: Paragraph | None, question: Paragraph, y: float, ruled: bool
    ) -> Iterator[Item]:
        ink, left = setting.ink(self.ink), setting.left
        if ruled:
            yield Line(left, y, setting.right, y, ink, self.width)
        y += self.pad
        if name:
            yield Element("Sect", (Element("H", name.runs(left, y - _rise(name), ink)),))
        runs = question.runs(left, y + self._head(name) - _rise(question), ink)
        own = setting.card.lang if setting.card.lang != setting.deck.lang else None
        lang = own if name else None  # what goes with any card is in the deck's language
        yield Element("P", runs, lang=lang)


def _rise(paragraph: Paragraph) -> float:
    """The mm from the top of the first line to its capitals."""
    return (paragraph.type.leading - paragraph.type.cap_height) / 2


decode = nested(PromptsBlock, "prompts")
