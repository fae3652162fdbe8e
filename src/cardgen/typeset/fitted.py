"""What blocks become: heights, drawings and, where something does not fit, what it misfits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cardgen.graphics.frame import Item
from cardgen.graphics.type.paragraph import Paragraph, line_width
from cardgen.graphics.type.wording import clipped
from cardgen.model.deck import Text
from cardgen.problems import Mark


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why something does not fit: mm is by how much, where and fix what a person would change."""

    what: str
    mm: float
    where: Mark
    fix: str = "shorten the text"


Draw = Callable[[float, float], tuple[Item, ...]]  # from a top edge down over a height


class Part(NamedTuple):
    """What of a block stays together where pages flow: gap is the white above it, unless it comes
    first on its page; with keep it stands on the page of what follows; again is a head that is
    shown once more where the part does come first. Pieces are what it is divided into after all
    where a page does not hold it."""

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    grow: float = 0.0
    again: Part | None = None
    pieces: Callable[[], Iterator[Part]] | None = None


class Fitted(NamedTuple):
    """What a block has become for a card: the height it needs, its share of spare height, and how
    it is drawn. Of what does not fit, misfits tells; parts gives what it may be divided into, one
    under another."""

    height: float
    draw: Draw
    grow: float = 0.0
    misfits: tuple[Misfit, ...] = ()
    parts: Callable[[], Iterator[Part]] | None = None
    keep: bool = False  # a heading: it stands on the page of what follows
    white: bool = False  # nothing but white, which the top of a page does not need


def of_parts(parts: Sequence[Part], misfits: tuple[Misfit, ...]) -> Fitted:
    """What a block becomes that is nothing but its parts."""

    def draw(y: float, _: float) -> tuple[Item, ...]:
        items: list[Item] = []
        for part in parts:
            y += part.gap
            items += part.draw(y, part.height)
            y += part.height
        return tuple(items)

    height = sum(part.gap + part.height for part in parts)
    return Fitted(height, draw, 0.0, misfits, lambda: iter(parts))


def parts_of(fitted: Iterable[Fitted]) -> Iterator[Part]:
    """The parts of blocks one under another; white is the gap above what follows it."""
    gap = 0.0
    for one in fitted:
        if one.white:
            gap += one.height
            continue
        whole = Part(one.height, one.draw, 0.0, one.keep, one.grow)
        for part in one.parts() if one.parts else [whole]:
            yield part._replace(gap=part.gap + gap)
            gap = 0.0


class Galley(NamedTuple):
    """Texts, set; their heights together and what in them is too wide."""

    of: str
    texts: tuple[Text, ...]
    paragraphs: tuple[Paragraph, ...]
    height: float
    misfits: tuple[Misfit, ...]


UNBROKEN = 10_000.0  # a measure in mm that no name fills


def not_on_one_line(paragraph: Paragraph, text: Text, room: float) -> tuple[Misfit, ...]:
    """The misfit of a text set UNBROKEN that takes more than a line of so many mm."""
    size = paragraph.type.size_pt
    if len(paragraph.lines) > 1:
        return (
            Misfit("there is one line for it, and it has line ends of its own", 0.0, text.where),
        )
    if paragraph.width > room:
        shown = _shown(text.text, text)
        what = f"{shown} is {paragraph.width:.1f} mm wide at {size:g} pt, its line {room:.1f} mm"
        return (Misfit(what, paragraph.width - room, text.where),)
    return ()


def too_wide(paragraph: Paragraph, text: Text, measure: float) -> tuple[Misfit, ...]:
    """The misfit of a text whose widest word is wider than the measure."""
    if not paragraph.over:
        return ()
    word = max(paragraph.lines, key=line_width)[0].words[0][1].text.strip()
    wide, size = measure + paragraph.over, paragraph.type.size_pt
    what = f"{_shown(word, text)} is {wide:.1f} mm wide at {size:g} pt, its line {measure:.1f} mm"
    return (Misfit(what, paragraph.over, text.where),)


def _shown(words: str, text: Text) -> str:
    return "what stands there" if text.where.is_private else f'"{clipped(words)}"'


def divided(paragraph: Paragraph) -> Iterator[tuple[bool, Paragraph]]:
    """The paragraph in pieces between which a page may end, so that no line of it stands alone at
    the foot or the head of a page; and of each whether it is the first."""
    count = len(paragraph.lines)
    ends = [*range(2, count - 1), count] if count > 3 else [count]
    for start, end in zip([0, *ends], ends, strict=False):
        yield start == 0, replace(paragraph, lines=paragraph.lines[start:end])
