"""What a block becomes for a card: its height, how it is drawn, and what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cardgen.graphics.frame import Item
from cardgen.graphics.type.paragraph import Paragraph, Type, line_width
from cardgen.graphics.type.wording import clipped
from cardgen.model.deck import Text
from cardgen.problems import Mark
from cardgen.units import MM_PER_PT
from cardgen.value import Value

HEIGHT = "height"  # what is wrong where blocks need more height than there is


class Misfit(Value):
    """One reason why something does not fit.

    what is HEIGHT or says what is wrong; mm is by how much, or 0; where is the place that a person
    would change, and fix how. narrow is the type of a line too short for any words.
    """

    what: str
    mm: float
    where: Mark
    fix: str = "shorten the text"
    narrow: Type | None = None


Draw = Callable[[float, float], tuple[Item, ...]]  # from a top edge down over a height, in mm


class Part(Value):
    """What of a block stays together where blocks flow over pages. Lengths are in mm.

    gap is the white above the part, which a part at the top of a page does without. A part with
    keep stands on the page of the part that follows it. One with fresh begins a page, whose number
    is a multiple of fresh, and card is the card that begins there. again is a heading that is shown
    once more above the part where that is the first on its page. pieces divides the part after all
    where it is higher than a page. grow is its share of the height that a page has left.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    fresh: int = 0
    card: str | None = None  # its id
    grow: float = 0.0
    again: Part | None = None
    pieces: Callable[[], Iterator[Part]] | None = None


class Fitted(Value):
    """A block fitted to a card: the height it needs in mm, how it is drawn, its share of the height
    that is left, and what does not fit. parts is what pages may divide it into, if anything."""

    height: float
    draw: Draw
    grow: float = 0.0
    misfits: tuple[Misfit, ...] = ()
    parts: Callable[[], Iterator[Part]] | None = None
    keep: bool = False  # a heading, which stands on the page of what follows it
    white: bool = False  # nothing but white, which the top of a page does without
    again: Part | None = None  # a heading's, above the rest of what follows it on a further page


def of_parts(parts: Sequence[Part], misfits: tuple[Misfit, ...]) -> Fitted:
    """A fitted block that is nothing but its parts, one under another; those that grow share the
    height that is left."""
    shares = sum(part.grow for part in parts)
    need = sum(part.gap + part.height for part in parts)

    def draw(y: float, height: float) -> tuple[Item, ...]:
        spare = max(0.0, height - need)
        items: list[Item] = []
        for part in parts:
            y += part.gap
            own = part.height + (spare * part.grow / shares if part.grow else 0.0)
            items += part.draw(y, own)
            y += own
        return tuple(items)

    return Fitted(need, draw, shares, misfits, lambda: iter(parts))


def parts_of(fitted: Iterable[Fitted]) -> Iterator[Part]:
    """The parts of blocks one under another; blocks of white become the gap above the next part,
    and what follows a heading has it again where it goes on on a further page."""
    gap = 0.0
    head: Part | None = None
    for one in fitted:
        if one.white:
            gap += one.height
            continue
        whole = Part(one.height, one.draw, keep=one.keep, grow=one.grow)
        for part in one.parts() if one.parts else [whole]:
            again = both_heads(head, part.again) if head else part.again
            yield part._replace(gap=part.gap + gap, again=again)
            gap = 0.0
        head = one.again


def both_heads(outer: Part | None, inner: Part | None) -> Part | None:
    """What is shown again above a part within another one: the heads of both."""
    if outer is None or inner is None:
        return outer or inner
    upper, lower = outer, inner

    def draw(y: float, _: float) -> tuple[Item, ...]:
        below = y + upper.height + lower.gap
        return (*upper.draw(y, upper.height), *lower.draw(below, lower.height))

    return Part(upper.height + lower.gap + lower.height, draw)


class Galley(Value):
    """Texts set to a measure, not yet placed: their height together in mm, and words that are wider
    than the measure. of tells the texts of a face apart."""

    of: str
    texts: tuple[Text, ...]
    paragraphs: tuple[Paragraph, ...]
    height: float
    misfits: tuple[Misfit, ...]


LEAST_LINE = 2.5  # ems; a line that is shorter holds no word of five letters
UNBROKEN = 10_000.0  # mm: a measure that no text on one line fills


def not_on_one_line(
    paragraph: Paragraph, text: Text, room: float, whole: float = 0.0
) -> tuple[Misfit, ...]:
    """The misfit of a text, set UNBROKEN, that needs more than one line of that many mm; whole is
    the line with the room that other words take on it."""
    size = paragraph.type.size_pt
    if len(paragraph.lines) > 1:
        what = "it must be on one line, but contains line breaks"
        return (Misfit(what, 0.0, text.where),)
    if paragraph.width > room:
        shown = _shown(text.text, text)
        what = f"{shown} is {paragraph.width:.1f} mm wide at {size:g} pt, its line {room:.1f} mm"
        return (_too_long(what, paragraph.width - room, text, paragraph.type, whole or room),)
    return ()


def too_wide(paragraph: Paragraph, text: Text, measure: float) -> tuple[Misfit, ...]:
    """The misfit of a text whose widest word is wider than the measure."""
    if not paragraph.over:
        return ()
    widest = max(paragraph.lines, key=line_width)[0]
    word = "".join(word.text for _, word, _ in widest.words).strip()
    wide, size = measure + paragraph.over, paragraph.type.size_pt
    what = f"{_shown(word, text)} is {wide:.1f} mm wide at {size:g} pt, its line {measure:.1f} mm"
    return (_too_long(what, paragraph.over, text, paragraph.type, measure),)


def _too_long(what: str, over: float, text: Text, type_: Type, room: float) -> Misfit:
    narrow = room < LEAST_LINE * type_.size_pt * MM_PER_PT
    return Misfit(what, over, text.where, narrow=type_ if narrow else None)


def _shown(words: str, text: Text) -> str:
    return "the text there" if text.where.is_private else f'"{clipped(words)}"'


def divided(paragraph: Paragraph) -> Iterator[tuple[bool, Paragraph]]:
    """The paragraph in pieces between which a page may end without leaving a widow or an orphan,
    and of each piece whether it is the first."""
    count = len(paragraph.lines)
    ends = [*range(2, count - 1), count] if count > 3 else [count]
    for start, end in zip([0, *ends], ends, strict=False):
        yield start == 0, paragraph._replace(lines=paragraph.lines[start:end])
