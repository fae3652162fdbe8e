"""Files of an office → the folder of a deck, and back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from cardgen.exchange.book import Book, book_of, header, slug
from cardgen.exchange.csv import Wording, read_grid, write_csv
from cardgen.exchange.document import write_docx
from cardgen.exchange.docx import read_book
from cardgen.exchange.folder import make_folder
from cardgen.exchange.packed import raw
from cardgen.exchange.plain import plain_book
from cardgen.exchange.tables import book_from, is_ours
from cardgen.exchange.tree import drafts
from cardgen.exchange.workbook import write_xlsx
from cardgen.exchange.xlsx import read_grids
from cardgen.graphics.art import MARKS
from cardgen.model.deck import Deck
from cardgen.model.language import alike
from cardgen.model.layout import PLAIN
from cardgen.problems import Mark, Problems
from cardgen.read.deck import read_deck, sources_deck
from cardgen.read.files import Sources, shown

_WRITERS = {"xlsx": write_xlsx, "docx": write_docx, "csv": write_csv}
_CSV = Wording(
    garbled=("E601", "this is no text that can be read", "save the table as UTF-8"),
    binary=("E601", "this is no table of text", "save it as “CSV UTF-8”"),
    windows=(
        *("W601", "this is not UTF-8; its letters are read as those of Windows (cp1252)"),
        "look at accents and quotes, or save it as “CSV UTF-8”",
    ),
    broken=(
        *("E612", "the table breaks off here: {reason}"),
        "a text with quotes, commas or new lines in it stands in quotes, its own doubled",
    ),
)


def import_deck(file: Path, folder: Path, sources: Sources, problems: Problems) -> Deck | None:
    """The deck in the file, made into the folder, or None with the problems noted and nothing made.

    Stop for files that cannot be read or written, Missing without the part that opens them.
    """
    data = raw(file, shown(file), problems)
    book = None if data is None else _book(file, data, sources, problems)
    if book is None:
        return None
    if not book.cards:
        what, fix = "there are no cards in this file", "write a card under the headers"
        problems.error("E613", Mark(shown(file)), what, fix)
        return None
    pictures = [file.parent, sources.deck.parent]
    if sources.overlay:
        pictures.append(sources.overlay.parent)
    return make_folder(drafts(book, problems), folder, pictures, problems)


def export_deck(sources: Sources, form: str, problems: Problems) -> bytes | None:
    """The deck as a file of that form, or None with the problems noted."""
    deck = sources_deck(sources, problems, counted=False)
    if deck is None or problems.fatal:
        return None
    pictures = sum(own is not None for own in (deck.logo, *(card.image for card in deck.cards)))
    if pictures:
        what = "a picture is" if pictures == 1 else f"{pictures} pictures are"
        fix = "it is taken from this deck at import, or from the folder of the file"
        problems.warning("W609", Mark(shown(sources.deck)), f"{what} in the file by name only", fix)
    others = [tag for tag in _languages(deck, sources) if not alike(tag, deck.lang)]
    if others:
        what = f"only the texts in {deck.lang} are in the file, not those in {', '.join(others)}"
        fix = f"send out each language for itself, as with --lang {others[0]}"
        problems.warning("W607", Mark(shown(sources.deck)), what, fix)
    data = _WRITERS[form](book_of(deck, sources.deck.parent), deck, problems)
    return None if problems.fatal else data


def _languages(deck: Deck, sources: Sources) -> Sequence[str]:
    """All in which the deck says something, that in which it is written first."""
    own = read_deck(sources.deck, sources.files, Problems()) if sources.languages else deck
    return [own.lang if own else deck.lang, *deck.languages]


def _book(file: Path, data: bytes, sources: Sources, problems: Problems) -> Book | None:
    name = shown(file)
    match file.suffix.lower():
        case ".docx":
            return read_book(data, name, problems)
        case ".xlsx":
            grids = read_grids(data, name, problems)
        case ".csv" | ".tsv" | ".txt":
            grid = read_grid(data, name, _CSV, problems)
            grids = None if grid is None else [grid]
        case suffix:
            what = f'files called "{suffix}" are not read' if suffix else "this file has no suffix"
            problems.error("E601", Mark(name), what, "save it as .xlsx, .docx or .csv")
            return None
    if grids is None:
        return None
    if not grids:
        problems.error("E613", Mark(name), "there is nothing in this file")
        return None
    if is_ours(grids):
        return book_from(grids, problems)
    date = datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.timezone.utc).date()
    title = header(slug(file.stem)) or "Deck"
    return plain_book(grids, title, date, _colours(sources, problems), MARKS, problems)


def _colours(sources: Sources, problems: Problems) -> Sequence[str]:
    """The colours that the palette has for themes."""
    palette = sources.tree("layouts/palette.yaml", problems)
    colours = (palette.entries or {}).get("colours") if palette else None
    return [name for name in (colours.entries or {} if colours else {}) if name != PLAIN] or [PLAIN]
