"""A table: fields that are lists, side by side, each under a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

from cardgen.graphics.frame import Element, Item, Line
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import (
    filled,
    length,
    list_of,
    number,
    positive,
    type_size,
    yes_or_no,
)
from cardgen.typeset.blocks.tick import TickBlock
from cardgen.typeset.blocks.tick import decode as tick
from cardgen.typeset.fitted import Fitted, Misfit, Part, of_parts, too_wide
from cardgen.typeset.setting import Setting
from cardgen.value import Value


class TableColumn(Form):
    """The texts of a field under a heading. share is the column's part of the table's width. With
    links, each text is the name of a file that lies beside the page, to which it leads on a
    screen."""

    of: Text = key(placed_text)
    head: Text = key(placed_text)
    style: Text = key(placed_text)
    share: float = key(positive(number), 1.0)
    # In a PDF they lead nowhere: Launch, which opens any file, is forbidden in PDF/A, and GoToR,
    # which is not, only leads to other PDFs and is ignored by browsers.
    links: bool = key(yes_or_no, False)


class _Cell(Value):
    paragraph: Paragraph | None  # nothing is set of no words
    x: float
    link: str | None


class TableBlock(Form):
    """A row for each text of the first column, which names it, with the texts of the others beside
    it; the headings stand above the rows on every page. across is the white between columns, pad
    that above and below the words of a row, and rule the width in points of the line under it.
    Columns begin indent further in; there a row has a tick if its text in the field ticks is not
    empty."""

    columns: tuple[TableColumn, ...] = key(filled(list_of(nested(TableColumn, "a column"))))
    head_style: Text = key(placed_text)
    ink: Text = key(placed_text)
    across: float = key(length)
    pad: float = key(length)
    rule: float = key(type_size)
    rule_ink: Text = key(placed_text)
    indent: float = key(length, 0.0)
    tick: TickBlock | None = key(tick, None)
    ticks: Text | None = key(placed_text, None)

    def fit(self, setting: Setting) -> Fitted:
        misfits: list[Misfit] = []
        head = self._head(setting, misfits)
        fields = [self._texts(setting, column.of) for column in self.columns]
        ticks = self._texts(setting, self.ticks) if self.ticks else []
        rows: list[Part] = []
        for at in range(len(fields[0])):
            texts = [texts[at] if at < len(texts) else None for texts in fields]
            to_do = at < len(ticks) and bool(ticks[at].text)
            rows.append(self._row(setting, texts, to_do, misfits)._replace(again=head))
        return of_parts([head, *rows] if rows else [], tuple(misfits))

    def _texts(self, setting: Setting, of: Text) -> list[Text]:
        return [word for word in setting.words(of) or () if isinstance(word, Text)]

    def _head(self, setting: Setting, misfits: list[Misfit]) -> Part:
        texts = [column.head for column in self.columns]
        cells = list(self._cells(setting, texts, misfits, is_head=True))
        return self._part(setting, cells, "TH", None)._replace(keep=True)

    def _row(
        self, setting: Setting, texts: Sequence[Text | None], to_do: bool, misfits: list[Misfit]
    ) -> Part:
        cells = list(self._cells(setting, texts, misfits))
        box = self.tick.fit(setting) if self.tick and to_do else None
        return self._part(setting, cells, "TD", box)

    def _cells(
        self,
        setting: Setting,
        texts: Sequence[Text | None],
        misfits: list[Misfit],
        is_head: bool = False,
    ) -> Iterator[_Cell]:
        shares = [column.share for column in self.columns]
        room = setting.measure - self.indent - self.across * (len(shares) - 1)
        widths = [room * share / sum(shares) for share in shares]
        starts = accumulate([setting.left + self.indent, *(own + self.across for own in widths)])
        for column, text, x, width in zip(self.columns, texts, starts, widths, strict=False):
            if text is None or not text.text:
                yield _Cell(None, x, None)
                continue
            style = self.head_style if is_head else column.style
            paragraph = setting.paragraph(text, setting.type(style), width)
            misfits += too_wide(paragraph, text, width)
            link = text.text if column.links and not is_head else None
            yield _Cell(paragraph, x, link)

    def _part(
        self, setting: Setting, cells: Sequence[_Cell], role: str, box: Fitted | None
    ) -> Part:
        set_ = [cell.paragraph for cell in cells if cell.paragraph]
        height = max((own.height for own in set_), default=0.0) + 2 * self.pad
        draw = partial(self._drawn, setting, cells, role, box)
        return Part(height, draw)

    def _drawn(
        self,
        setting: Setting,
        cells: Sequence[_Cell],
        role: str,
        box: Fitted | None,
        y: float,
        height: float,
    ) -> tuple[Item, ...]:
        ink, top = setting.ink(self.ink), y + self.pad
        first = next((cell.paragraph for cell in cells if cell.paragraph), None)
        # The first lines stand on one baseline, whatever their sizes.
        middle = first.type.leading / 2 if first else 0.0
        baseline = top + middle + (first.type.cap_height / 2 if first else 0.0)
        row: list[Item] = [
            Element(
                role if index else "TH",
                cell.paragraph.runs_at(cell.x, baseline, ink) if cell.paragraph else (),
                link=cell.link,
            )
            for index, cell in enumerate(cells)
        ]
        below, rule_ink = y + height, setting.ink(self.rule_ink)
        items: list[Item] = [Element("TR", tuple(row))]
        items.append(Line(setting.left, below, setting.right, below, rule_ink, self.rule))
        if box:
            items += box.draw(top + middle - box.height / 2, box.height)
        return (Element("Table", tuple(items), id=f"table {self.columns[0].of.text}"),)


decode = nested(TableBlock, "a table")
