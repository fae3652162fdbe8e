"""A table of the cuts of a sheet, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cardgen.graphics.art.outlines import disc
from cardgen.graphics.frame import Element, Item, Line, Path
from cardgen.graphics.type.wording import fill
from cardgen.model.cut_sheet import TakenOff
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, positive, type_size
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, Part, not_on_one_line, of_parts
from cardgen.typeset.setting import Setting
from cardgen.units import shown


class CutsBlock(Form):
    """A row of that height for each cut of a job ticket's sheet: its number in a disc of that
    radius, the mm, which end at mm_at, the edge that they are measured from, from edge_at on, and
    what the cut takes off, from off_at on. number, mm, edge and off are the heads of the columns;
    left, top, cards and waste are what stands in them. line is the width of the rules in points."""

    row: float = key(positive(length))
    radius: float = key(positive(length))
    mm_at: float = key(length)
    edge_at: float = key(length)
    off_at: float = key(length)
    head_style: Text = key(placed_text)
    style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    rule: Text = key(placed_text)
    line_pt: float = key(type_size, name="line")
    number: Text = key(placed_text)
    mm: Text = key(placed_text)
    edge: Text = key(placed_text)
    off: Text = key(placed_text)
    left: Text = key(placed_text)
    top: Text = key(placed_text)
    cards: Text = key(placed_text)
    waste: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        sheet = setting.card.sheet
        if sheet is None or not sheet.cuts:
            return Fitted(0.0, lambda y, height: ())
        places = max(len(shown(at).partition(".")[2]) for _, at in sheet.cuts)
        rows = list[tuple[str, str, TakenOff]]()
        for (edge, at), off in zip(sheet.cuts, sheet.taken_off(), strict=True):
            rows.append((f"{at:.{places}f}", edge, off))
        return of_parts(list(self._parts(setting, rows)), tuple(self._misfits(setting, rows)))

    def _parts(self, setting: Setting, rows: list[tuple[str, str, TakenOff]]) -> Iterator[Part]:
        head = Part(self.row, partial(self._head, setting), keep=True)
        yield head
        for number, row in enumerate(rows, 1):
            draw = partial(self._row, setting, number, row)
            yield Part(self.row, draw, again=head if number > 1 else None)

    def _misfits(self, setting: Setting, rows: list[tuple[str, str, TakenOff]]) -> Iterator[Misfit]:
        """What is too long for the last column."""
        room = setting.measure - self.off_at
        for text in dict.fromkeys([self.off, *(self._off(off) for _, _, off in rows)]):
            words = setting.paragraph(text, setting.type(self.style), UNBROKEN)
            yield from not_on_one_line(words, text, room)

    def _off(self, off: TakenOff) -> Text:
        text = self.cards if off.has_cards else self.waste
        return Text(fill(text.text, {"mm": shown(off.mm)}), text.where)

    def _head(self, setting: Setting, y: float, height: float) -> tuple[Item, ...]:
        heads = (self.number, self.mm, self.edge, self.off)
        cells = [
            Element("TH", self._line(setting, text, self.head_style, column, y))
            for column, text in enumerate(heads)
        ]
        return self._in_table(setting, y + height, Element("TR", tuple(cells)))

    def _row(
        self,
        setting: Setting,
        number: int,
        row: tuple[str, str, TakenOff],
        y: float,
        height: float,
    ) -> tuple[Item, ...]:
        mm, edge, off = row
        words = (Text(mm, self.mm.where), self.left if edge == "left" else self.top, self._off(off))
        cells = [
            Element("TD", self._line(setting, text, self.style, column, y))
            for column, text in enumerate(words, 1)
        ]
        row_cells = Element("TH", tuple(self._disc(setting, number, y + height / 2))), *cells
        return self._in_table(setting, y + height, Element("TR", row_cells))

    def _line(
        self, setting: Setting, text: Text, style: Text, column: int, y: float
    ) -> tuple[Item, ...]:
        type_ = setting.type(style)
        words = setting.paragraph(text, type_, UNBROKEN)
        x = setting.left + (0.0, self.mm_at, self.edge_at, self.off_at)[column]
        top = y + (self.row - type_.leading) / 2
        return words.runs(x, top, setting.ink(self.ink), "right" if column == 1 else "left")

    def _disc(self, setting: Setting, number: int, middle: float) -> Iterator[Item]:
        x, type_ = setting.left + self.radius, setting.type(self.number_style)
        yield Path(disc(x, middle, self.radius), setting.ink(self.ink))
        words = setting.paragraph(Text(str(number), self.number.where), type_, UNBROKEN)
        baseline = middle + type_.cap_height / 2
        yield from words.runs_at(x, baseline, setting.paper(self.paper), "center")

    def _in_table(self, setting: Setting, foot: float, row: Element) -> tuple[Item, ...]:
        """A row of the table, with the rule at its foot."""
        ink = setting.ink_named(self.rule)
        rule = Line(setting.left, foot, setting.right, foot, ink, self.line_pt)
        return (Element("Table", (rule, row), id="cuts"),)


decode = nested(CutsBlock, "cuts")
