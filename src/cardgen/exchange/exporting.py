"""A deck → a workbook, a document or a table, for reviewers to read and change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cardgen.atomic import FileData
from cardgen.exchange.book import ALT, BUILDS, CARD, SPOT, Book
from cardgen.exchange.cell_text import encode_step, encode_text
from cardgen.exchange.csv import write_csv
from cardgen.exchange.docx import write_docx
from cardgen.exchange.worksheet import TableRow
from cardgen.exchange.xlsx import write_xlsx
from cardgen.model.deck import Card, Deck, Prompts, Step, Text, Theme, Words
from cardgen.model.language import alike
from cardgen.model.layout import PLAIN
from cardgen.problems import DeckError, Mark, Problems, Unsupported, known
from cardgen.read.deck import note_without_rights, read_deck, sources_deck
from cardgen.read.files import Sources, shown

_WRITERS = {"xlsx": write_xlsx, "docx": write_docx, "csv": write_csv}


def export_deck(sources: Sources, form: str) -> FileData:
    """The deck as a file of the form "xlsx", "docx" or "csv".

    Warnings name what is not in the file: pictures and the deck's other languages. Raises DeckError
    where the deck has errors, Unsupported for two languages at once, Missing without the package
    that writes the form.
    """
    write, problems = _WRITERS[known("format", form, _WRITERS)], Problems()
    if len(sources.languages) > 1:
        one, other = sources.languages
        fix = f"export them one at a time: --lang {one}, then --lang {other}"
        raise Unsupported(f"a file of a deck is in one language, not in {one} and {other}", fix)
    deck = sources_deck(sources, problems, counted=False)
    if deck is None or problems.fatal:
        raise DeckError(problems)
    note_without_rights(deck, sources, problems)
    pictures = sum(own is not None for own in (deck.logo, *(card.image for card in deck.cards)))
    if pictures:
        what = "a picture is" if pictures == 1 else f"{pictures} pictures are"
        taken = "it is" if pictures == 1 else "they are"
        fix = f"on import {taken} taken from this deck, or from the folder of the file"
        problems.warning("W609", Mark(shown(sources.deck)), f"{what} in the file by name only", fix)
    note_house_style(deck, sources, problems)
    others = [tag for tag in _languages(deck, sources) if not alike(tag, deck.lang)]
    if others:
        what = f"only the texts in {deck.lang} are in the file, not those in {', '.join(others)}"
        fix = f"export each language separately, as with --lang {others[0]}"
        problems.warning("W607", Mark(shown(sources.deck)), what, fix)
    data = write(_book_of(deck, sources.deck.parent), deck, problems)
    if data is None or problems.fatal:
        raise DeckError(problems)
    return FileData(data, form, tuple(problems.in_order()))


def note_house_style(deck: Deck, sources: Sources, problems: Problems) -> None:
    """Warns of what a file has no place for; colours are in it as those of the themes."""
    logo = deck.logo
    left_out = [
        *(["fonts"] if deck.fonts else []),
        *(["the plain colour"] if PLAIN in deck.colours else []),
        *(["the measures of the logo"] if logo and (logo.clear_space or logo.least_width) else []),
    ]
    if left_out:
        what = f"these are not in the file: {', '.join(left_out)}"
        fix = "keep them in an overlay, and build what is imported with --overlay"
        problems.warning("W622", Mark(shown(sources.deck)), what, fix)


def _languages(deck: Deck, sources: Sources) -> Sequence[str]:
    """All the languages that the deck has texts in, the one in which it is written first."""
    own = read_deck(sources.deck, sources.files, Problems()) if sources.languages else deck
    return list(dict.fromkeys([own.lang if own else deck.lang, *deck.languages]))


def _book_of(deck: Deck, root: Path) -> Book:
    """The deck as tables, in the one language in which it was read; root is its folder."""
    prompts, logo, given = deck.prompts, deck.logo, deck.permission
    labels = (deck.labels.entries or {}) if deck.labels else {}
    facts: dict[str, Iterable[str]] = {
        "title": _text(deck.title.text),
        "subtitle": _text(deck.subtitle.text),
        "publisher": _text(deck.publisher.text),
        "rights": _text(deck.rights.text),
        "language": _text(deck.lang),
        "date": [deck.date.isoformat()],
        "permission": _text(given.by if given else ""),
        "permission-date": [given.on.isoformat()] if given else [],
        "checked": [deck.checked.isoformat()] if deck.checked else [],
        "survey": _text(deck.survey.text if deck.survey else ""),
        "by": _text(deck.by.text if deck.by else ""),
        "logo": _text(_path(logo.file, root) if logo else ""),
        "logo-alt": _text(logo.alt or "" if logo else ""),
        "labels": [encode_step(name, label.text or "") for name, label in labels.items()],
        "questions-by": _text(prompts.by.text if prompts else ""),
        "lenses": [encode_step(i, p.text) for i, p in (prompts.lenses if prompts else {}).items()],
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


def _card(card: Card, deck: Deck, root: Path) -> TableRow:
    cells: dict[str, Iterable[str]] = {
        "id": [card.id],
        "kind": _text(card.kind.name),
        "theme": _text(card.theme.name.text if card.theme else ""),
        **{name: _words(words) for name, words in card.words.items()},
        "tags": [encode_text(tag, True) for tag in card.tags],
        "lang": _text(card.lang if card.lang != deck.lang else ""),
        "origin": _text(card.origin if card.origin != "source" else ""),
        "art": _text(card.art.text if card.art else ""),
    }
    if card.image:
        cells["image"] = _text(_path(card.image.file, root))
        cells[ALT] = _text(card.image.alt or "")
    return _row(**cells)


def _colour(theme: Theme) -> list[str]:
    """The name of a theme's colour; of a brand's colour its value on screens and its builds, a line
    each."""
    if theme.brand is None:
        return _text(theme.colour.text)
    brand = theme.brand
    inks = zip(BUILDS, (brand.coated, brand.uncoated), strict=True)
    named = [f"{paper}: {' '.join(map(_number, build))}" for paper, build in inks if build]
    spot = [f"{SPOT}: {brand.spot}"] if brand.spot else []
    return [f"#{bytes(brand.rgb).hex().upper()}", *named, *spot]


def _number(value: float) -> str:
    return str(value).removesuffix(".0")


def _path(file: Text, root: Path) -> str:
    """The path of a picture from the deck's folder or, for one from an overlay's folder, as the
    overlay has it."""
    folder = Path(os.path.realpath(file.where.file)).parent
    path = Path(os.path.relpath(folder / file.text, os.path.realpath(root)))
    return file.text if path.parts[0] == os.pardir else path.as_posix()


def _questions(prompts: Prompts) -> Iterator[TableRow]:
    for card, own in prompts.cards.items():
        asked = {lens: _text(question.text) for lens, question in own.items()}
        yield _row(**{CARD: [card], **asked})


def _row(**cells: Iterable[str]) -> TableRow:
    nowhere = Mark("")
    pieces = {name: tuple(Text(text, nowhere) for text in own) for name, own in cells.items()}
    return TableRow(nowhere, {name: own for name, own in pieces.items() if own})


def _text(text: str) -> list[str]:
    return [encode_text(text)] if text else []


def _words(words: Words) -> list[str]:
    return _text(words.text) if isinstance(words, Text) else _items(words)


def _items(words: Iterable[Text | Step]) -> list[str]:
    return [
        encode_step(w.name.text, w.text.text) if isinstance(w, Step) else encode_text(w.text, True)
        for w in words
    ]
