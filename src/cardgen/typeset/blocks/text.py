"""Words: a heading, a paragraph, or the paragraphs of a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cardgen.graphics.frame import Element, Item
from cardgen.graphics.type.paragraph import Align, Paragraph, Type
from cardgen.graphics.type.wording import names
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import (
    integer,
    leading,
    length,
    one_of,
    positive,
    type_size,
    yes_or_no,
)
from cardgen.typeset.fitted import Fitted, Galley, Misfit, Part, divided
from cardgen.typeset.setting import PARTICIPANT, Setting


class TextBlock(Form):
    """of is a template, "{definition}" or "Behaviour {number}"; a field that is a list gives a
    paragraph for each of its texts, gap apart. lines is the most lines that the text may have; a
    text that needs more, or is too wide, shrinks by half points down to least. With hang the first
    capitals stand at the top, not the line's leading. With tell the text is also a warning to
    whoever builds."""

    of: Text = key(placed_text)
    style: Text = key(placed_text)
    ink: Text = key(placed_text)
    size: float = key(positive(type_size), 0.0)
    least: float = key(positive(type_size), 0.0)
    leading: tuple[float, float] = key(leading, (0.0, 0.0))
    gap: float = key(length, 0.0)
    lines: int = key(positive(integer), 0)
    hang: bool = key(yes_or_no, False)
    role: str = key(one_of("paragraph", "title", "heading"), "paragraph")
    align: Align = key(one_of("left", "right"), "left")
    tell: bool = key(yes_or_no, False)

    def fit(self, setting: Setting) -> Fitted:
        texts = setting.texts(self.of)
        type_, galley = self._set(setting, texts)
        paragraphs, misfits = galley.paragraphs, galley.misfits
        lift = (type_.leading - type_.cap_height) / 2 if self.hang else 0.0
        height = galley.height + self.gap * max(0, len(paragraphs) - 1) - lift
        for paragraph, text in zip(paragraphs, texts, strict=True):
            if self.lines and len(paragraph.lines) > self.lines:
                what = f"it needs {len(paragraph.lines)} lines and may have {self.lines}"
                misfits += (Misfit(what, 0.0, text.where),)
                # One reason is enough: the lines are not also too high.
                height -= paragraph.leading * (len(paragraph.lines) - self.lines)

        def draw(y: float, _: float) -> tuple[Item, ...]:
            items: list[Item] = []
            y -= lift
            if self.tell:
                fix = "choose fewer cards to have more of each"
                setting.problems.warning("W405", setting.card.where, texts[0].text, fix)
            for paragraph in paragraphs:
                items.append(self._said(setting, paragraph, None, y))
                y += paragraph.height + self.gap
            return tuple(items)

        def draw_piece(piece: Paragraph, index: int, y: float, _: float) -> tuple[Item, ...]:
            return (self._said(setting, piece, f"{self.of.text} {index}", y),)

        def parts() -> Iterator[Part]:
            for index, paragraph in enumerate(paragraphs):
                for first, piece in divided(paragraph):
                    gap = self.gap if first and index else 0.0
                    yield Part(piece.height, partial(draw_piece, piece, index), gap)

        is_head = self.role != "paragraph" or self.tell
        return Fitted(height, draw, 0.0, misfits, None if is_head else parts, keep=is_head)

    def _set(self, setting: Setting, texts: Sequence[Text]) -> tuple[Type, Galley]:
        """The texts at their size or, if they need it, smaller by half points down to least."""
        size = self.size
        while True:
            type_ = setting.type(self.style, size, self.leading)
            galley = setting.galley(self.of.text, texts, type_, setting.measure)
            lines = max((len(p.lines) for p in galley.paragraphs), default=0)
            fits = not galley.misfits and not (self.lines and lines > self.lines)
            size = type_.size_pt - 0.5
            if fits or not self.least or size < self.least:
                return type_, galley

    def _said(self, setting: Setting, paragraph: Paragraph, name: str | None, y: float) -> Element:
        """A paragraph, or a piece of one where pages flow, which goes by its name."""
        align: Align = "flush" if self.role == "title" else self.align
        x = setting.right if align == "right" else setting.left
        runs = paragraph.runs(x, y, setting.ink(self.ink), align)
        lang = setting.lang(self.of)
        match self.role:
            case "title":
                return Element("H", runs, lang=lang)
            case "heading":
                return Element("Sect", (Element("H", runs, lang=lang),))
            case _:
                of_person = setting.card.person is not None and PARTICIPANT in names(self.of.text)
                return Element("P", runs, lang=lang, id=name, of_person=of_person)


decode = nested(TextBlock, "a text")
