"""What does not fit, told: which card, by how much, and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil

from cardgen.graphics.type.wording import clipped, listed, lone
from cardgen.model.deck import Card
from cardgen.problems import Mark
from cardgen.typeset.fitted import Galley, Misfit


def note_overflow(
    card: Card,
    face: str,
    layout: str,
    misfits: Iterable[Misfit],
    galleys: Sequence[Galley],
    ways: Sequence[str],
    note: Callable[[str, Mark, str, str], None],
) -> None:
    """Note each misfit of a card's face, so called, at the text that a person would shorten.

    galleys are the texts set on it, ways what else would help.
    """
    for misfit in misfits:
        if misfit.what == "height":
            what = f"{face} needs {misfit.mm:.1f} mm more height than {layout} has"
            galley = longest(galleys)
            where = galley.texts[0].where if galley else card.where
            note("E301", where, what, _advice(galley, misfit.mm, ways))
        else:
            what = f"{face} does not fit {layout}: {misfit.what}"
            note("E302", misfit.where, what, misfit.fix)


def called(card: Card, face: str) -> str:
    """A face of the card, or its page, in messages."""
    return f'the {face} of "{clipped(card.called.text)}"'


def ways_out(card: Card, count: int, holding: Sequence[str], face: str) -> list[str]:
    """What helps a card that is too full without a change of its words: larger cards, of which
    these outputs would hold it, or, where the deck has more numbered ones, doing without it."""
    piece = "page" if face == "page" else "card"
    hold = "holds" if len(holding) == 1 else "hold"
    ways = [
        f"use larger cards ({listed(holding)} {hold} it)" if holding else f"use a larger {piece}"
    ]
    if card.number and count > 1:
        ways.append(f"leave it out with --not {card.id}")
    return ways


def longest(galleys: Iterable[Galley]) -> Galley | None:
    """The text of most characters."""
    return max((galley for galley in galleys if galley.texts), key=_characters, default=None)


def to_cut(galley: Galley, mm: float) -> int:
    """How many characters less would save so many mm, reckoned in lines as it is set."""
    lines = sum(len(paragraph.lines) for paragraph in galley.paragraphs)
    return ceil(mm / galley.paragraphs[0].type.leading) * _characters(galley) // lines


def _characters(galley: Galley) -> int:
    return sum(len(text.text) for text in galley.texts)


def _advice(galley: Galley | None, mm: float, ways: Sequence[str]) -> str:
    """How much of the longest text would have to go, and what else would help."""
    if galley is None:
        return _either(ways)
    count, cut = _characters(galley), to_cut(galley, mm)
    if cut > count:
        return f"there is more on it than it holds, whatever its words: {_either(ways)}"
    much = f"by about {cut} of" if cut < 0.9 * count else "to a fraction of"
    field = lone(galley.of) or galley.of.removeprefix("list ")
    return _either([f'shorten "{field}" {much} its {count} characters', *ways])


def _either(ways: Sequence[str]) -> str:
    return ", or ".join(part for part in (", ".join(ways[:-1]), ways[-1]) if part)
