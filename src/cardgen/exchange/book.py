"""A deck as rows of cells, whatever file they stand in."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cardgen.exchange.lines import written, written_step
from cardgen.model.deck import Card, Deck, Prompts, Prose, Step, Theme, Words
from cardgen.problems import Mark

Pieces: TypeAlias = tuple[Prose, ...]  # the lines of a cell, or paragraphs, each with its place

ALT = "image (alt)"  # what a card's picture shows: no field can be called so
PLACE = "#"  # where a card stands in the deck, nor so
CARD = "\0"  # heads the cards beside their questions, where no lens can be called so
SPOT = "spot"
BUILDS = ("coated", "uncoated")  # papers for which a brand's colour has inks of its own
OWN = ("id", "kind", "theme", "tags", "lang", "origin", "art", "image", ALT, PLACE)

_LONGEST_ID = 40
_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "þ": "th"})

# What is said of the deck as a whole, and what a reviewer is told about it.
FACTS = {
    "title": "",
    "subtitle": "",
    "publisher": "",
    "rights": "",
    "language": "of the deck, such as en-GB or cy",
    "date": "of this edition, such as 2026-11-24",
    "survey": "the address of a survey, printed as a QR code",
    "by": "whose the additions are",
    "logo": "a picture in the folder of the deck, such as logo.svg",
    "logo-alt": "what it shows, for those who cannot see it",
    "labels": "other words for ours: a line each, as in strengths: What I do well",
    "questions-by": "whose the questions to talk about are",
    "lenses": "what the questions look through: a line each, as in us: My team",
    "questions-for-any-card": "a line each",
}


class Row(NamedTuple):
    """What stands in one row, by the slugs of its columns' headers."""

    where: Mark
    cells: Mapping[str, Pieces]

    def one(self, name: str) -> Prose | None:
        """The cell's text as a whole, with its place."""
        pieces = self.cells.get(name, ())
        return Prose("\n".join(p.text for p in pieces), pieces[0].where) if pieces else None

    def said(self, name: str) -> str:
        """The cell's text as a whole, or none."""
        own = self.one(name)
        return own.text if own else ""


@dataclass(frozen=True, slots=True)
class Book:
    """All of a deck: what is said of it as a whole, its themes, kinds and questions, its cards."""

    facts: Row
    themes: tuple[Row, ...]
    kinds: tuple[Row, ...]
    questions: tuple[Row, ...]
    cards: tuple[Row, ...]


def slug(header: str) -> str:
    """Positive indicators → positive-indicators"""
    return "-".join(re.findall(r"\w+", header.casefold()))


def header(name: str) -> str:
    """back-heading → Back heading, which slug turns back"""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


def identified(name: str, taken: set[str]) -> str:
    """An id made from a name, one that no other has; it is taken from now on."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LATIN))
    plain = plain.encode("ascii", "ignore").decode().replace("'", "")
    words = re.findall("[a-z0-9]+", plain) or ["card"]
    own = str(words[0][:_LONGEST_ID])
    for word in words[1:]:
        if len(own) + len(word) >= _LONGEST_ID:
            break
        own += f"-{word}"
    made, count = own, 1
    while made in taken:
        count += 1
        made = f"{own}-{count}"
    taken.add(made)
    return made


def book_of(deck: Deck, root: Path) -> Book:
    """The deck, whose folder is root, as rows; in one language, that in which it was read."""
    prompts, logo = deck.prompts, deck.logo
    labels = (deck.labels.entries or {}) if deck.labels else {}
    facts: dict[str, Iterable[str]] = {
        "title": _text(deck.title.text),
        "subtitle": _text(deck.subtitle),
        "publisher": _text(deck.publisher),
        "rights": _text(deck.rights),
        "language": _text(deck.lang),
        "date": [deck.date.isoformat()],
        "survey": _text(deck.survey.text if deck.survey else ""),
        "by": _text(deck.by.text if deck.by else ""),
        "logo": _text(_path(logo.file, root) if logo else ""),
        "logo-alt": _text(logo.alt or "" if logo else ""),
        "labels": [written_step(name, label.text or "") for name, label in labels.items()],
        "questions-by": _text(prompts.by.text if prompts else ""),
        "lenses": [written_step(i, p.text) for i, p in (prompts.lenses if prompts else {}).items()],
        "questions-for-any-card": _items(prompts.generic if prompts else ()),
    }
    themes = (
        _row(id=[t.id], name=_text(t.name.text), colour=_colour(t), mark=_text(t.mark))
        for t in deck.themes
    )
    kinds = (
        _row(
            kind=_text(kind.name),
            numbered=["yes" if kind.numbered else "no"],
            fields=[f"{n}: {f.form}{'' if f.needed else '?'}" for n, f in kind.fields.items()],
        )
        for kind in deck.kinds.values()
    )
    questions = _questions(prompts) if prompts else ()
    cards = (_card(card, deck, root) for card in deck.cards)
    return Book(_row(**facts), tuple(themes), tuple(kinds), tuple(questions), tuple(cards))


def _card(card: Card, deck: Deck, root: Path) -> Row:
    cells: dict[str, Iterable[str]] = {
        "id": [card.id],
        "kind": _text(card.kind.name),
        "theme": _text(card.theme.name.text if card.theme else ""),
        **{name: _words(words) for name, words in card.words.items()},
        "tags": [written(tag, True) for tag in card.tags],
        "lang": _text(card.lang if card.lang != deck.lang else ""),
        "origin": _text(card.origin if card.origin != "source" else ""),
        "art": _text(card.art.text if card.art else ""),
    }
    if card.image:
        cells["image"] = _text(_path(card.image.file, root))
        cells[ALT] = _text(card.image.alt or "")
    return _row(**cells)


def _colour(theme: Theme) -> list[str]:
    """Its name; of a brand as it is on screens, and its builds in a line each."""
    if theme.brand is None:
        return _text(theme.colour.text)
    brand = theme.brand
    inks = zip(BUILDS, (brand.coated, brand.uncoated), strict=True)
    named = [f"{paper}: {' '.join(map(_number, build))}" for paper, build in inks if build]
    spot = [f"{SPOT}: {brand.spot}"] if brand.spot else []
    return [f"#{bytes(brand.rgb).hex().upper()}", *named, *spot]


def _number(value: float) -> str:
    return str(value).removesuffix(".0")


def _path(file: Prose, root: Path) -> str:
    """Where a picture lies: from root on, or from the folder of what is laid over the deck."""
    folder = Path(os.path.realpath(file.where.file)).parent
    path = Path(os.path.relpath(folder / file.text, os.path.realpath(root)))
    return file.text if path.parts[0] == os.pardir else path.as_posix()


def _questions(prompts: Prompts) -> Iterator[Row]:
    for card, own in prompts.cards.items():
        asked = {lens: _text(question.text) for lens, question in own.items()}
        yield _row(**{CARD: [card], **asked})


def _row(**cells: Iterable[str]) -> Row:
    nowhere = Mark("")
    pieces = {name: tuple(Prose(text, nowhere) for text in own) for name, own in cells.items()}
    return Row(nowhere, {name: own for name, own in pieces.items() if own})


def _text(text: str) -> list[str]:
    return [written(text)] if text else []


def _words(words: Words) -> list[str]:
    return _text(words.text) if isinstance(words, Prose) else _items(words)


def _items(words: Iterable[Prose | Step]) -> list[str]:
    return [
        written_step(w.name.text, w.text.text) if isinstance(w, Step) else written(w.text, True)
        for w in words
    ]
