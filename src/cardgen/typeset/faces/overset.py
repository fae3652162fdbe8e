"""Overset text: how much too full a face is, what a person can do about it, and how a proof shows
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TypeAlias

from cardgen.graphics.frame import Element, Frame, GlyphRun, Ink, Item, Word
from cardgen.graphics.type.characters import tidied
from cardgen.graphics.type.paragraph import TALL, Paragraph, set_label
from cardgen.graphics.type.quotes import curled_spans
from cardgen.graphics.type.spans import changed
from cardgen.graphics.type.wording import clipped, fill, listed, lone
from cardgen.model.deck import Card, Step, Text, Words
from cardgen.model.layout import TOGETHER, HouseStyle, Proof
from cardgen.problems import Kin, Mark, Problems
from cardgen.typeset.fitted import HEIGHT, Fitted, Galley, Misfit
from cardgen.typeset.origins import runs_in
from cardgen.units import MM_PER_PT
from cardgen.value import Value

_NO_INK = Ink("none", (0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), 0)


class FaceFit(Value):
    """How a face fits its card: the size of its longest text in points, the mm of height to spare,
    or missing where less than 0, and the characters of that text that are too many; what else does
    not fit, and by how many mm at most."""

    size_pt: float
    spare: float
    cut: int
    others: tuple[str, ...]
    wide: float

    @property
    def fits(self) -> bool:
        return self.spare > -0.001 and not self.others


class Overset(Value):
    """What of a face does not fit, and the texts that were set on it."""

    misfits: Sequence[Misfit]
    galleys: Sequence[Galley]

    @property
    def missing(self) -> float:
        """The mm of height that are missing, or 0."""
        return max((misfit.mm for misfit in self.misfits if misfit.what == HEIGHT), default=0.0)

    @property
    def others(self) -> list[Misfit]:
        """What does not fit for another reason than the height of the face."""
        return [misfit for misfit in self.misfits if misfit.what != HEIGHT]

    @property
    def longest(self) -> Galley | None:
        """The text with the most characters."""
        with_texts = (galley for galley in self.galleys if galley.texts)
        return max(with_texts, key=_characters, default=None)


def fit_of(fitted: Fitted, galleys: Sequence[Galley], height: float, times: float) -> FaceFit:
    """How a face of that height in mm fits, once it is that many times as large."""
    overset = Overset(fitted.misfits, galleys)
    longest, missing, others = overset.longest, overset.missing, overset.others
    return FaceFit(
        size_pt=times * longest.paragraphs[0].type.size_pt if longest else 0.0,
        spare=times * (-missing if missing else height - fitted.height),
        cut=_to_cut(longest, missing) if longest and missing else 0,
        others=tuple(misfit.what for misfit in others),
        wide=times * max((misfit.mm for misfit in others), default=0.0),
    )


def note_overset(
    card: Card,
    face: str,
    layout: str,
    overset: Overset,
    ways_out: Sequence[str],
    note: Callable[[str, Mark, str, str, Kin | None, Mark], None],
) -> None:
    """Note what does not fit a face of the card, "front", "back" or "page", at the text that a
    person would shorten; ways_out are what else would help."""
    called = f'the {face} of "{clipped(card.called.text)}"'
    longest = overset.longest
    for misfit in overset.misfits:
        if misfit.what == HEIGHT:
            what = f"{called} needs {misfit.mm:.1f} mm more height than {layout} has"
            where = longest.texts[0].where if longest else card.where
            note("E301", where, what, _advice(longest, misfit.mm, ways_out), None, card.where)
        else:
            what = f"{called} does not fit {layout}: {misfit.what}"
            kin = Kin(f"{{names}} do not fit {layout}: {misfit.what}", called)
            note("E302", misfit.where, what, misfit.fix, kin, card.where)


def note_left_out(
    card: Card, face: str, left_out: Text, galleys: Sequence[Galley], problems: Problems
) -> None:
    """Warn, at the longest text of a face, of what its texts have left no room for."""
    longest = Overset((), galleys).longest
    what = f'the {face} of "{clipped(card.called.text)}" has no room for "{left_out.text}"'
    if card.kind.name == TOGETHER:
        longest, fix = None, "leave it so, or choose more or fewer cards with --theme or --card"
    else:
        fix = f'shorten "{_field(longest)}", or use larger cards' if longest else "use larger cards"
    where = longest.texts[0].where if longest else card.where
    # What pages leave out depends on the chosen cards, and is news for whoever builds them.
    code = "W405" if face == "page" else "W430"
    problems.warning(code, where, what, fix, instead=card.where)


def ways_out(card: Card, numbered: int, outputs: Sequence[str], face: str) -> list[str]:
    """What helps a card that is too full, besides fewer words: larger cards, which these outputs
    have, or doing without it, where the deck has more numbered cards than this one."""
    if card.kind.name == TOGETHER:
        return ["print fewer cards, with --theme or --card"]
    piece = "page" if face == "page" else "card"
    hold = "holds" if len(outputs) == 1 else "hold"
    ways = [
        f"use larger cards ({listed(outputs)} {hold} it)" if outputs else f"use a larger {piece}"
    ]
    if card.number and numbered > 1:
        ways.append(f"leave it out with --not {card.id}")
    return ways


def _to_cut(galley: Galley, mm: float) -> int:
    """How many characters fewer would save that many mm, in whole lines of the text as set."""
    lines = sum(len(paragraph.lines) for paragraph in galley.paragraphs)
    return ceil(mm / galley.paragraphs[0].type.leading) * _characters(galley) // lines


def _characters(galley: Galley) -> int:
    return sum(len(text.text) for text in galley.texts)


def _advice(longest: Galley | None, mm: float, ways_out: Sequence[str]) -> str:
    """By how much the longest text would have to be cut, and what else would help."""
    if longest is None:
        return _either(ways_out)
    count, cut = _characters(longest), _to_cut(longest, mm)
    if cut > count:
        return f"it is too full even without this text: {_either(ways_out)}"
    much = f"by about {cut} of" if cut < 0.9 * count else "to a fraction of"
    return _either([f'shorten "{_field(longest)}" {much} its {count} characters', *ways_out])


def _field(galley: Galley) -> str:
    return lone(galley.of) or galley.of.removeprefix("list ")


def _either(ways: Sequence[str]) -> str:
    return ", or ".join(part for part in (", ".join(ways[:-1]), ways[-1]) if part)


def marked(
    frame: Frame, overset: Overset, words: Mapping[Mark, Collection[str]], proof: Proof
) -> Frame:
    """The face as a proof shows it: overset text in an ink of its own, and labels with how many mm
    are missing.

    Overset are the last lines of the longest text, as many as do not fit the height, and all of a
    text that is too wide. words are those of the deck, by the places where they stand.
    """
    wide = {misfit.where for misfit in overset.others}
    lines = {*_last_lines(overset), *_lines_at(overset.galleys, wide)}
    # A text on one line is in no galley; it is known by its words.
    texts = {text for place in wide for text in words.get(place, ())}
    items = tuple(_in_ink(frame.items, lines, texts, proof))
    return frame._replace(items=(*items, *_labels(frame, overset.misfits, proof)))


def words_of(cards: Iterable[Card], house: HouseStyle) -> Mapping[Mark, Collection[str]]:
    """The words of these cards as they are printed, each span's, by the places where they stand."""
    found: defaultdict[Mark, set[str]] = defaultdict(set)
    for card in cards:
        for text in _texts(card):
            spans = curled_spans(text.spans, house.quotes, card.lang)
            found[text.where].update(span.words for span in changed(spans, tidied))
    return found


def _texts(card: Card) -> Iterator[Text]:
    if card.theme:
        yield card.theme.name
    for words in card.words.values():
        yield from texts_of(words)


def texts_of(words: Words) -> Iterator[Text]:
    """The texts that a field holds."""
    for word in (words,) if isinstance(words, Text) else words:
        yield from (word.name, word.text) if isinstance(word, Step) else (word,)


_Line: TypeAlias = tuple[tuple[Word, ...], str, float]  # its words, font and size in points


def _last_lines(overset: Overset) -> Iterator[_Line]:
    """The last lines of the longest text, as many as do not fit the height."""
    missing, longest = overset.missing, overset.longest
    for paragraph in reversed(longest.paragraphs if longest else ()):
        for line in reversed(paragraph.lines):
            if missing > 0:
                yield from _lines(paragraph._replace(lines=(line,)))
            missing -= paragraph.leading


def _lines_at(galleys: Iterable[Galley], places: Container[Mark]) -> Iterator[_Line]:
    """The lines of the texts that stand at these places."""
    for galley in galleys:
        for text, paragraph in zip(galley.texts, galley.paragraphs, strict=True):
            if text.where in places:
                yield from _lines(paragraph)


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    for run in runs_in(paragraph.runs(0, 0, _NO_INK)):
        yield run.words, run.font, run.size_pt


def _in_ink(
    items: Iterable[Item], lines: Container[_Line], texts: Container[str], proof: Proof
) -> Iterator[Item]:
    """The items, these lines and texts among them in the proof's ink for overset text."""
    for item in items:
        match item:
            case GlyphRun():
                over = (item.words, item.font, item.size_pt) in lines or item.text in texts
                yield item._replace(ink=proof.overset) if over else item
            case Element():
                yield item._replace(items=tuple(_in_ink(item.items, lines, texts, proof)))
            case _:
                yield item


def _labels(frame: Frame, misfits: Sequence[Misfit], proof: Proof) -> Iterator[Item]:
    """A label for each misfit, from the foot of the face upwards."""
    tall = TALL * proof.size_pt * MM_PER_PT
    y = frame.height - tall / 2 - 1
    for words in dict.fromkeys(_label(misfit, proof) for misfit in misfits):
        inks = proof.paper, proof.overset
        box, _ = set_label(words, proof.chain, proof.size_pt, *inks, 0, y)
        right = frame.width - 1 - box.width / 2
        yield from set_label(words, proof.chain, proof.size_pt, *inks, right, y)
        y -= tall + 0.6


def _label(misfit: Misfit, proof: Proof) -> str:
    if misfit.mm <= 0:
        return proof.other
    template = proof.high if misfit.what == HEIGHT else proof.wide
    return fill(template, {"mm": f"{misfit.mm:.1f}"})
