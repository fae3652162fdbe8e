"""Lines to write on, under a heading."""

from __future__ import annotations

from cardgen.blocks.setting import Fitted, Setting, too_wide
from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Element, Item, Line
from cardgen.node import Node
from cardgen.problems import Problems
from cardgen.schema import integer, length, number, positive, type_size


class Lines(Form):
    """At least so many lines across the column, pitch apart, and where it grows as many more as the
    height holds; the first is a pitch below the last baseline of the heading, whose capitals hang
    from the top. width is that of the lines in points."""

    of: Prose | None = key(prose, None)
    style: Prose | None = key(prose, None)
    ink: Prose = key(prose)
    width: float = key(type_size)
    pitch: float = key(positive(length))
    at_least: int = key(positive(integer))
    grow: float = key(number, 0.0)

    def fit(self, setting: Setting) -> Fitted:
        needed = self.at_least * self.pitch

        def draw(y: float, height: float) -> tuple[Item, ...]:
            ink, count = setting.ink(self.ink), int(height / self.pitch + 0.001)
            places = [y + self.pitch * (index + 1) for index in range(count)]
            return tuple(
                Line(setting.left, at, setting.right, at, ink, self.width) for at in places
            )

        if self.of is None or self.style is None:
            return Fitted(needed, draw, self.grow)
        text = setting.filled(self.of)
        set_ = setting.paragraph(text, setting.type(self.style), setting.measure)
        rise = (set_.type.leading - set_.type.cap_height) / 2
        head = set_.height - 2 * rise

        def draw_both(y: float, height: float) -> tuple[Item, ...]:
            runs = set_.runs(setting.left, y - rise, setting.ink(self.ink))
            said = Element("Sect", (Element("H", runs),))
            return (said, *draw(y + head, height - head))

        lacks = too_wide(set_, text, setting.measure)
        return Fitted(head + needed, draw_both, self.grow, lacks)


def decode(node: Node, problems: Problems) -> Lines:
    return read_keys(Lines, node, problems, "lines")
