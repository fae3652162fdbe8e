"""Texts that do not fit, shown on a proof instead of being refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from cardgen.graphics.frame import Element, Frame, GlyphRun, Ink, Item, Word
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.paragraph import TALL, Paragraph, set_label
from cardgen.graphics.type.wording import fill
from cardgen.model.deck import Card, Step, Text
from cardgen.model.layout import Proof
from cardgen.problems import Mark
from cardgen.typeset.faces.overflow import longest
from cardgen.typeset.fitted import Galley, Misfit
from cardgen.units import MM_PER_PT

_NO_INK = Ink("none", (0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), 0)


def overset(
    frame: Frame,
    words: Mapping[Mark, Collection[str]],
    misfits: Sequence[Misfit],
    galleys: Sequence[Galley],
    proof: Proof,
) -> Frame:
    """The face with what is too much of it in the ink of proofs, and a label that tells by how
    many mm.

    Of a face too full it is the last lines of its longest text, as many as do not fit; of a text
    too wide all of it. words are those of the deck, by the places where they stand.
    """
    wide = {misfit.where for misfit in misfits if misfit.what != "height"}
    lines = {*_too_high(misfits, galleys), *_of(galleys, wide)}
    # What stands on one line is no galley; it is known by its words.
    texts = {text for place in wide for text in words.get(place, ())}
    items = tuple(_marked(frame.items, lines, texts, proof))
    return replace(frame, items=(*items, *_labels(frame, misfits, proof)))


_Line: TypeAlias = tuple[tuple[Word, ...], str, float]  # its words, font and size


def _of(galleys: Iterable[Galley], places: Container[Mark]) -> Iterator[_Line]:
    """The lines of the texts that stand at these places."""
    for galley in galleys:
        for text, paragraph in zip(galley.texts, galley.paragraphs, strict=True):
            if text.where in places:
                yield from _lines(paragraph)


def _too_high(misfits: Iterable[Misfit], galleys: Sequence[Galley]) -> Iterator[_Line]:
    """The last lines of the longest text, as many as do not fit."""
    missing = max((misfit.mm for misfit in misfits if misfit.what == "height"), default=0.0)
    galley = longest(galleys)
    for paragraph in reversed(galley.paragraphs if galley else ()):
        for line in reversed(paragraph.lines):
            if missing > 0:
                yield from _lines(replace(paragraph, lines=(line,)))
            missing -= paragraph.type.leading


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    for run in paragraph.runs(0, 0, _NO_INK):
        yield run.words, run.font, run.size_pt


def words_of(cards: Iterable[Card]) -> Mapping[Mark, Collection[str]]:
    """The words of these cards as they are printed, by the places where they stand."""
    found: defaultdict[Mark, set[str]] = defaultdict(set)
    for card in cards:
        for text in _texts(card):
            found[text.where].add(printed(text.text))
    return found


def _texts(card: Card) -> Iterator[Text]:
    if card.theme:
        yield card.theme.name
    for words in card.words.values():
        for word in (words,) if isinstance(words, Text) else words:
            yield from (word.name, word.text) if isinstance(word, Step) else (word,)


def _marked(
    items: Iterable[Item], lines: Container[_Line], texts: Container[str], proof: Proof
) -> Iterator[Item]:
    for item in items:
        match item:
            case GlyphRun():
                over = (item.words, item.font, item.size_pt) in lines or item.text in texts
                yield replace(item, ink=proof.overset) if over else item
            case Element():
                yield replace(item, items=tuple(_marked(item.items, lines, texts, proof)))
            case _:
                yield item


def _labels(frame: Frame, misfits: Sequence[Misfit], proof: Proof) -> Iterator[Item]:
    """One label above another from the foot of the face."""
    tall = TALL * proof.size_pt * MM_PER_PT
    y = frame.height - tall / 2 - 1
    for words in dict.fromkeys(_told(misfit, proof) for misfit in misfits):
        inks = proof.paper, proof.overset
        box, _ = set_label(words, proof.chain, proof.size_pt, *inks, 0, y)
        right = frame.width - 1 - box.width / 2
        yield from set_label(words, proof.chain, proof.size_pt, *inks, right, y)
        y -= tall + 0.6


def _told(misfit: Misfit, proof: Proof) -> str:
    if misfit.mm <= 0:
        return proof.other
    template = proof.high if misfit.what == "height" else proof.wide
    return fill(template, {"mm": f"{misfit.mm:.1f}"})
