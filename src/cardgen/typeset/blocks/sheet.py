"""A drawing of the sheet that is cut: its cards, its waste, and its numbered cuts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.graphics.art.outlines import disc
from cardgen.graphics.frame import Box, Element, Ink, Item, Line, Path
from cardgen.model.cut_sheet import CutSheet
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import length, positive, type_size
from cardgen.typeset.fitted import UNBROKEN, Fitted
from cardgen.typeset.setting import Setting
from cardgen.value import Value


class _ToScale(Value):
    """The sheet at its scale, with its top left corner on the page."""

    sheet: CutSheet
    x: float
    y: float
    scale: float

    @property
    def right(self) -> float:
        return self.x + self.scale * self.sheet.width

    @property
    def bottom(self) -> float:
        return self.y + self.scale * self.sheet.height


class SheetBlock(Form):
    """The sheet of a job ticket at a scale at which the drawing takes the column's width and at
    most that height. Fields of paper on waste are the cards; line and cut are the widths of the
    lines around them and along the cuts, in points. The number of each cut stands in a disc of that
    radius, at the end of a line that leads out reach mm, and head over the edge that is the top.
    alt is what is read out in its place."""

    height: float = key(positive(length))
    line_pt: float = key(type_size, name="line")
    cut_pt: float = key(type_size, name="cut")
    ink: Text = key(placed_text)
    waste: Text = key(placed_text)
    paper: Text = key(placed_text)
    style: Text = key(placed_text)
    number_style: Text = key(placed_text)
    radius: float = key(positive(length))
    reach: float = key(length)
    head: Text = key(placed_text)
    alt: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        sheet = setting.card.sheet
        if sheet is None:
            return Fitted(0.0, lambda y, height: ())
        head, edges = setting.type(self.style).leading, {edge for edge, _ in sheet.cuts}
        around = self.reach + 2 * self.radius
        beside, below = around * ("top" in edges), around * ("left" in edges)
        scale = min(
            (setting.measure - beside) / sheet.width,
            (self.height - head - below) / sheet.height,
        )

        def draw(y: float, _: float) -> tuple[Item, ...]:
            drawn = _ToScale(sheet, setting.left, y + head, scale)
            items = (*self._sheet(setting, drawn), *self._cuts(setting, drawn))
            alt = setting.filled(self.alt)
            return (Element("Figure", items, alt=alt.text, lang=setting.lang(self.alt)),)

        return Fitted(head + scale * sheet.height + below, draw)

    def _sheet(self, setting: Setting, drawn: _ToScale) -> Iterator[Item]:
        """The sheet with its cards, and the words at its top."""
        ink, paper, scale = setting.ink(self.ink), setting.paper(self.paper), drawn.scale
        size = drawn.right - drawn.x, drawn.bottom - drawn.y
        yield Box(drawn.x, drawn.y, *size, setting.ink_named(self.waste), ink, self.line_pt)
        for left, top, right, bottom in drawn.sheet.trims:
            place = drawn.x + scale * left, drawn.y + scale * top
            yield Box(*place, scale * (right - left), scale * (bottom - top), paper)
        type_ = setting.type(self.style)
        words = setting.paragraph(self.head, type_, UNBROKEN)
        middle = (drawn.x + drawn.right) / 2
        yield from words.runs(middle, drawn.y - type_.leading, ink, "center")

    def _cuts(self, setting: Setting, drawn: _ToScale) -> Iterator[Item]:
        """The cuts across the sheet, each led out to its number."""
        ink, pitch = setting.ink(self.ink), 2.2 * self.radius
        cuts = list(enumerate(drawn.sheet.cuts, 1))
        for edge in ("top", "left"):
            own = sorted((at, number) for number, (of, at) in cuts if of == edge)
            start = drawn.y if edge == "top" else drawn.x
            places = [start + drawn.scale * at for at, _ in own]
            for (_, number), at, label in zip(own, places, apart(places, pitch), strict=True):
                yield from self._cut(setting, drawn, edge == "top", at, label, ink)
                yield from self._number(setting, drawn, edge == "top", label, number, ink)

    def _cut(
        self, setting: Setting, drawn: _ToScale, across: bool, at: float, label: float, ink: Ink
    ) -> Iterator[Item]:
        """One cut, and the line from its end to its number."""
        elbow = self.reach / 3
        if across:
            out = drawn.right + elbow
            yield Line(drawn.x, at, out, at, ink, self.cut_pt)
            yield Line(out, at, drawn.right + self.reach, label, ink, self.cut_pt)
        else:
            out = drawn.bottom + elbow
            yield Line(at, drawn.y, at, out, ink, self.cut_pt)
            yield Line(at, out, label, drawn.bottom + self.reach, ink, self.cut_pt)

    def _number(
        self, setting: Setting, drawn: _ToScale, across: bool, at: float, number: int, ink: Ink
    ) -> Iterator[Item]:
        off = self.reach + self.radius
        x, y = (drawn.right + off, at) if across else (at, drawn.bottom + off)
        yield Path(disc(x, y, self.radius), ink)
        type_ = setting.type(self.number_style)
        words = setting.paragraph(Text(str(number), self.style.where), type_, UNBROKEN)
        baseline = y + type_.cap_height / 2
        yield from words.runs_at(x, baseline, setting.paper(self.paper), "center")


def apart(places: Sequence[float], pitch: float) -> list[float]:
    """Returns places in the same order, as near to these as those can be that lie at least pitch
    apart."""
    groups: list[list[float]] = []  # what runs together is moved as one: the sum and the count
    for index, place in enumerate(places):
        groups.append([place - index * pitch, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    moved = [total / count for total, count in groups for _ in range(int(count))]
    return [place + index * pitch for index, place in enumerate(moved)]


decode = nested(SheetBlock, "a sheet")
