"""The marks of a group on the temperature scale: boxes to count them in, or a strip of dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cardgen.graphics.frame import Box, Element, Item, Line
from cardgen.model.deck import GroupMarks, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, length, positive, type_size
from cardgen.typeset.blocks.scale import written
from cardgen.typeset.fitted import UNBROKEN, Fitted, Misfit, not_on_one_line
from cardgen.typeset.setting import Setting

_NOTHING = GroupMarks()


class TallyBlock(Form):
    """A row of boxes, one for each step from -steps to +steps, before and after. height is that of
    a row, gap the white between the two, across that between boxes, and line the width of outlines
    in points.

    Their names stand to the left, over label. To the right, over words, stands what the marks say
    in words, or a line to write the median on. Each mark is a dot: a ring before, and filled after.
    All dots of a page are alike, at most dot apart. The outline of the box at the median, or of the
    two that it lies between, is heavy. Fewer marks than least are not shown. Where more marks are
    at one step than dots smallest apart fit its box, there are figures.
    """

    steps: int = key(positive(integer))
    height: float = key(positive(length))
    gap: float = key(length)
    across: float = key(length)
    line: float = key(type_size)
    heavy: float = key(type_size)
    label: float = key(length)
    words: float = key(length)
    style: Text = key(placed_text)
    words_style: Text = key(placed_text)
    figure_style: Text = key(placed_text)
    dot: float = key(positive(length))
    smallest: float = key(positive(length))
    least: int = key(positive(integer))
    before: Text = key(placed_text)
    after: Text = key(placed_text)
    median: Text = key(placed_text)
    between: Text = key(placed_text)
    few: Text = key(placed_text)
    alt: Text = key(placed_text)
    blank_alt: Text = key(placed_text)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    rule: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        rows = list(self._rows(setting))
        misfits: list[Misfit] = []
        for name, marks in rows:
            said = Text(self._said(marks), self.median.where)
            pairs = ((name, self.style, self.label), (said, self.words_style, self.words))
            for text, style, room in pairs:
                if text.text:
                    line = setting.paragraph(text, setting.type(style), UNBROKEN)
                    misfits += not_on_one_line(line, text, room)
        pitch = self.height + self.gap

        def draw(y: float, _: float) -> tuple[Item, ...]:
            drawn = (
                self._row(setting, name, marks, y + at * pitch)
                for at, (name, marks) in enumerate(rows)
            )
            return tuple(item for row in drawn for item in row)

        return Fitted(pitch * len(rows) - self.gap, draw, 0.0, tuple(misfits))

    def _rows(self, setting: Setting) -> Iterator[tuple[Text, tuple[int, ...] | None]]:
        """The name of each row and its marks, which are None where they are still to be counted."""
        all_marks = setting.deck.marks
        if all_marks is None:
            yield self.before, None
            yield self.after, None
            return
        own = all_marks.get(setting.card.id, _NOTHING)
        if any(marks.before for marks in all_marks.values()):
            yield self.before, own.before
            yield self.after, own.after
        else:
            yield Text("", self.after.where), own.after

    def _row(
        self, setting: Setting, name: Text, marks: tuple[int, ...] | None, y: float
    ) -> Iterator[Item]:
        left, right = setting.left + self.label, setting.right - self.words
        middle, ink = y + self.height / 2, setting.ink(self.ink)
        type_ = setting.type(self.style)
        top = middle - type_.leading / 2
        if name.text:
            yield from setting.paragraph(name, type_, UNBROKEN).runs(setting.left, top, ink)
        shown = marks if marks and len(marks) >= self.least else ()
        items: list[Item] = [*self._boxes(setting, shown, left, right, y)]
        items += self._marks(setting, shown, name is self.before, left, right, y)
        counts = Counter(shown)
        steps = range(-self.steps, self.steps + 1)
        listed = ", ".join(f"{written(step)}: {counts[step]}" for step in steps)
        alt = (self.alt if shown else self.blank_alt).filled({"counts": listed}).text
        yield Element("Figure", tuple(items), alt=alt, lang=setting.lang(self.alt))
        type_ = setting.type(self.words_style)
        start, top = right + self.across / 2 + 1.6, middle - type_.leading / 2
        if said := self._said(marks):
            words = setting.paragraph(Text(said, self.median.where), type_, UNBROKEN)
            yield from words.runs(start, top, ink)
        if marks is None:
            foot = middle + type_.cap_height / 2 + 1
            yield Line(start, foot, setting.right - 4, foot, setting.ink(self.rule), self.line)

    def _said(self, marks: tuple[int, ...] | None) -> str:
        """What the marks of a row say, in words; nothing of a row to fill in."""
        if marks is None:
            return ""
        if len(marks) < self.least:
            return self.few.filled({"least": str(self.least)}).text
        low, high = _medians(marks)
        median = written(low)
        if low != high:
            ends = {"low": written(low), "high": written(high)}
            median = self.between.filled(ends).text
        return self.median.filled({"median": median, "count": str(len(marks))}).text

    def _boxes(
        self, setting: Setting, marks: tuple[int, ...], left: float, right: float, y: float
    ) -> Iterator[Box]:
        pitch = (right - left) / (2 * self.steps + 1)
        paper, rule, ink = setting.paper(self.paper), setting.ink(self.rule), setting.ink(self.ink)
        medians = _medians(marks) if marks else ()
        for step in range(-self.steps, self.steps + 1):
            x = left + (step + self.steps) * pitch + self.across / 2
            edge = (ink, self.heavy) if step in medians else (rule, self.line)
            yield Box(x, y, pitch - self.across, self.height, paper, *edge)

    def _marks(
        self,
        setting: Setting,
        marks: tuple[int, ...],
        is_before: bool,
        left: float,
        right: float,
        y: float,
    ) -> Iterator[Item]:
        """The dots of a row, the first at the foot of their box, or figures for too many."""
        pitch = (right - left) / (2 * self.steps + 1)
        inside = pitch - self.across - 0.8, self.height - 0.8
        size = self._size(setting, inside)
        ink, paper = setting.ink(self.ink), setting.paper(self.paper)
        type_ = setting.type(self.figure_style)
        for step, count in sorted(Counter(marks).items()):
            x = left + (step + self.steps + 0.5) * pitch
            if size is None:
                figure = setting.paragraph(Text(str(count), self.median.where), type_, UNBROKEN)
                top = y + (self.height - type_.leading) / 2
                yield from figure.runs(x, top, ink, "center")
                continue
            across = int(inside[0] / size)
            for at in range(count):
                in_row = min(across, count - at // across * across)
                dot = 0.84 * size
                cx = x + (at % across - (in_row - 1) / 2) * size
                cy = y + self.height - 0.4 - (at // across + 0.5) * size
                fill, radius = (paper if is_before else ink), dot / 2
                corner = cx - radius, cy - radius, dot, dot
                yield (
                    Box(*corner, fill, ink, 0.6, radius)
                    if is_before
                    else Box(*corner, fill, radius=radius)
                )

    def _size(self, setting: Setting, inside: tuple[float, float]) -> float | None:
        """The pitch of dots in mm with which the most marks at one step fit their box on the whole
        page; None where they do not."""
        most = _most(setting.deck.marks or {}, self.least)
        size = self.dot
        while size >= self.smallest:
            if int(inside[0] / size) * int(inside[1] / size) >= most:
                return size
            size = round(size - 0.1, 3)
        return None


def _most(marks: Mapping[str, GroupMarks], least: int) -> int:
    """The most marks at one step of one card, of those that are shown."""
    rows = (row for own in marks.values() for row in (own.before, own.after) if len(row) >= least)
    return max((max(Counter(row).values()) for row in rows), default=0)


def _medians(marks: Sequence[int]) -> tuple[int, int]:
    """The marks in the middle of a row in order: the same one twice, or the two beside it."""
    return marks[(len(marks) - 1) // 2], marks[len(marks) // 2]


decode = nested(TallyBlock, "a tally")
