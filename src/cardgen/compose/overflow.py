"""What does not fit, told: which card, by how much, and what would help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cardgen.blocks.setting import Lack
from cardgen.deck import Card, Prose, Words
from cardgen.frame import Side
from cardgen.problems import Mark, Problems

# What a line of body text takes and holds, for the advice how much to cut.
_LINE = 4.5
_CHARACTERS = 50


def note_overflow(
    card: Card, side: Side, layout: str, lacks: Iterable[Lack], problems: Problems
) -> None:
    """Notes an error for each lack of a face, at the text that a person would shorten."""
    name = card.name if len(card.name) <= 40 else f"{card.name[:40]}…"
    face = f'the {side} of "{name}"'
    for lack in lacks:
        if lack.what != "height":
            what = f"{face} does not fit {layout}: {lack.what}"
            problems.error("E302", lack.where, what, "shorten the text")
            continue
        longest, characters, where = _longest(card)
        cut = max(1, round(lack.mm / _LINE * _CHARACTERS))
        much = f"by about {cut} of" if cut < 0.9 * characters else "to a fraction of"
        what = f"{face} needs {lack.mm:.1f} mm more height than {layout} has"
        fix = f'shorten "{longest}" {much} its {characters} characters, or use a larger card'
        problems.error("E301", where, what, fix)


def _longest(card: Card) -> tuple[str, int, Mark]:
    """The field with the most characters, their number and its place."""
    counted = [
        (sum(len(prose.text) for prose in _texts(words)), name, next(_texts(words)).where)
        for name, words in card.words.items()
        if words
    ]
    characters, name, where = max(counted, default=(0, card.id, card.where))
    return name, characters, where


def _texts(words: Words) -> Iterator[Prose]:
    if isinstance(words, Prose):
        yield words
    else:
        for word in words:
            yield word if isinstance(word, Prose) else word.text
