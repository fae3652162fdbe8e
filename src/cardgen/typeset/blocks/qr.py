"""An address as a QR code, with blocks beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cardgen.graphics.frame import Box, Element, Frame, Ink, Item, Path, Placed, Step
from cardgen.graphics.type.wording import clipped
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import length, refuse
from cardgen.problems import Problems
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import Fitted, Misfit
from cardgen.typeset.setting import Setting

LEAST_SIDE = 15.0  # mm; a phone held over the table finds no smaller one
LEAST_SQUARE = 0.33  # mm; four dots of an office printer
_LEAST_CONTRAST = 3.0  # of the squares; with less, phones find no code
QUIET = 4  # squares left white all round, as ISO/IEC 18004 asks


@accepts(lambda of: {"allOf": [of(length), {"minimum": LEAST_SIDE}]})
def _side(node: Node, problems: Problems) -> float:
    value = length(node, problems)
    if value < LEAST_SIDE:
        what = f"a QR code {value:g} mm wide is too small to scan"
        raise refuse(problems, "E107", node.where, what, f"give it {LEAST_SIDE:g} mm or more")
    return value


class QrBlock(Form):
    """The code stands at the left of the column, its white margin within its side; there is none
    without an address. The blocks begin level with it, and their insets keep them beside it. alt is
    what is read out in place of the code."""

    of: Text = key(placed_text)
    side: float = key(_side)
    ink: Text = key(placed_text)
    paper: Text = key(placed_text)
    alt: Text = key(placed_text)
    blocks: Stack | None = key(stack, None)

    def fit(self, setting: Setting) -> Fitted:
        address = setting.filled(self.of)
        if not address.text.strip():
            return _NOTHING
        need = self.blocks.fit(setting, self.side).height if self.blocks else 0.0
        height = max(self.side, need)
        beside = self.blocks.fit(setting, height) if self.blocks else _NOTHING
        rows = _rows(address.text.strip())

        def draw(y: float, _: float) -> tuple[Item, ...]:
            paper = setting.paper(self.paper)
            ink = setting.ink_on(self.ink, paper, _LEAST_CONTRAST)
            code = _drawn(rows, self.side, ink, paper)
            placed, alt = Placed(setting.left, y, code), setting.filled(self.alt).text
            lang, link = setting.lang(self.alt), address.text.strip()
            return (
                *beside.draw(y, height),
                Element("Figure", (placed,), alt=alt, lang=lang, link=link),
            )

        misfits = (*self._misfits(setting, address, len(rows)), *beside.misfits)
        return Fitted(height, draw, 0.0, misfits)

    def _misfits(self, setting: Setting, address: Text, count: int) -> Iterator[Misfit]:
        over = setting.left + self.side - setting.layout.face_width - setting.layout.frame
        if over > 0:
            what = f"the QR code extends {over:.1f} mm beyond the card"
            yield Misfit(what, over, self.of.where, "move it to the left")
        shown, fix = clipped(address.text), "use a shorter address"
        need = (count + 2 * QUIET) * LEAST_SQUARE
        if not count:
            yield Misfit(f'"{shown}" is too long for a QR code', 0.0, address.where, fix)
        elif need > self.side:
            what = f'the QR code of "{shown}" needs {need:.1f} mm and has {self.side:g} mm'
            yield Misfit(what, need - self.side, address.where, fix)


_NOTHING = Fitted(0.0, lambda y, height: ())


@lru_cache(maxsize=256)
def _rows(text: str) -> tuple[bytes, ...]:
    """The rows of the code's squares, 1 where dark, with error correction M: 15 % of them may be
    lost. There are none if the text is longer than any code holds."""
    import segno  # it loads slowly, and few decks have an address

    try:
        return tuple(map(bytes, segno.make_qr(text, error="m").matrix))
    except segno.DataOverflowError:
        return ()


@lru_cache(maxsize=256)
def _drawn(rows: tuple[bytes, ...], side: float, ink: Ink, paper: Ink) -> Frame:
    """The code on its paper, in one path so that no seams show between the squares."""
    square = side / (len(rows) + 2 * QUIET)
    steps: list[Step] = []
    for edges in _rectangles(rows):
        left, top, right, bottom = ((edge + QUIET) * square for edge in edges)
        steps += (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom))
        steps.append(("Z",))
    return Frame(side, side, (Box(0.0, 0.0, side, side, paper), Path(tuple(steps), ink)))


def _rectangles(rows: tuple[bytes, ...]) -> Iterator[tuple[int, int, int, int]]:
    """The dark squares as few rectangles: runs in a row, which take in the same run in rows
    below."""
    begun: dict[tuple[int, int], int] = {}
    for y, row in enumerate((*rows, b"")):
        here = set(_stretches(row))
        for (left, right), top in list(begun.items()):
            if (left, right) not in here:
                yield left, top, right, y
                del begun[left, right]
        for stretch in here:
            begun.setdefault(stretch, y)


def _stretches(row: bytes) -> Iterator[tuple[int, int]]:
    end = 0
    while (start := row.find(1, end)) >= 0:
        end = row.find(0, start) if 0 in row[start:] else len(row)
        yield start, end


decode = nested(QrBlock, "a QR code")
