"""A workbook, a document or a table → the files of a deck, in memory or in a new folder.

They are read as any other deck before anything is written, and the folder is made whole or not at
all.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from cardgen.atomic import whole_folder
from cardgen.exchange.book import Book, header_of, key_of
from cardgen.exchange.column_headings import heads_cards
from cardgen.exchange.csv import Wording
from cardgen.exchange.docx import read_docx
from cardgen.exchange.exported_tables import book_from, is_exported
from cardgen.exchange.own_table import Looks, book_of_own
from cardgen.exchange.tables import read_tables
from cardgen.exchange.yaml_text import YamlText
from cardgen.exchange.yaml_trees import DECK, PROMPTS, Draft, drafts
from cardgen.exchange.zip_package import file_bytes
from cardgen.graphics.art import MARKS
from cardgen.intake import TooLarge, is_file, within
from cardgen.limits import OFFICE_SIZE
from cardgen.model.deck import Deck
from cardgen.model.forms.readers import Unreadable
from cardgen.model.layout import PLAIN
from cardgen.problems import DeckError, Mark, Problem, Problems, counted
from cardgen.read.deck import read_deck
from cardgen.read.files import Files, Sources, shown
from cardgen.read.json_schemas import schema_of
from cardgen.read.table_words import read_table_words
from cardgen.read.unprinted_fields import unprinted_fields
from cardgen.value import Value

_CSV = Wording(
    garbled=("E601", "this text cannot be read", "save the table as UTF-8"),
    binary=("E601", "this is not a table of text", "save it as “CSV UTF-8”"),
    older=(
        *("W601", "this is not UTF-8; it is read as {encoding}"),
        "check the accents and quotes, or save it as “CSV UTF-8”",
    ),
    broken=(
        *("E612", "the table cannot be read from here on: {reason}"),
        "put a text with quotes, commas or line breaks in quotes, its own doubled",
    ),
)
_DECK = """\
The deck: its name, the kinds of card it has, its themes and the files with its cards. To edit,
change the text here or in those files and build again."""
_CARDS = """\
Cards, in printing order. To edit, change the text and build again; a copied card needs an id of
its own. Its keys are explained in deck.yaml."""
_PROMPTS = """\
Questions to talk about a card, for `cardgen build --back prompts`. Each is seen through a
lens; a card without questions of its own takes as many generic ones as there are lenses."""
_NEW = Path("new-deck")  # where the files of a new deck are read, in memory
_KINDS = {DECK: "deck", PROMPTS: "prompts"}  # of other files: cards
_COMMENTS = {"deck": _DECK, "prompts": _PROMPTS, "cards": _CARDS}
_NOTES = {
    "kinds": """\
The fields of each kind of card. A field is a text, a list (of texts) or steps (each with a name and
a text); one with a question mark may be left out. Numbered cards are those to choose from.""",
    "themes": """\
In printing order. The colour is one of layouts/palette.yaml; the mark is core, links, peak, steps,
diamond, square, bars or petals.""",
    "cards": """\
Files of cards, in printing order. Beside the fields of its kind, a card may have a theme, a list of
tags to choose it by, art or an image, and a lang where that is not the deck's.""",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """A deck that was made from a table or a document, with the warnings: its files by their paths
    in its folder, and that folder, None if it was not written."""

    folder: str | None
    title: str
    cards: int
    themes: int
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


class _TableFile(Value):
    """The file that a deck is made from: its path, or its name alone if it is in memory, its bytes,
    and the day on which it was last changed."""

    path: Path
    data: bytes
    date: datetime.date
    is_held: bool

    @property
    def name(self) -> str:
        return self.path.name if self.is_held else shown(self.path)


def read_table(sources: Sources, file: Path | tuple[str, bytes], folder: Path | None) -> Imported:
    """The deck of a workbook, a document or a table, a path or a name with its bytes, made into the
    folder if there is one.

    Raises DeckError with the problems, in the order of the sheets, and nothing is made; Stop for
    files that cannot be read or written, Missing without the package that opens them.
    """
    problems = Problems()
    table = _opened(file, problems)
    made = None if table is None else _import(sources, table, folder, problems)
    if made is None:
        raise DeckError(problems, in_order=False)
    deck, files = made
    title, cards, themes = deck.title.text, len(deck.cards), len(deck.themes)
    home = None if folder is None else shown(folder)
    return Imported(home, title, cards, themes, tuple(problems), files)


def _opened(file: Path | tuple[str, bytes], problems: Problems) -> _TableFile | None:
    """The file, or None with the problem noted; raises Stop if it cannot be read."""
    if isinstance(file, Path):
        data = file_bytes(file, shown(file), problems)
        if data is None:
            return None
        changed = datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.timezone.utc)
        return _TableFile(file, data, changed.date(), is_held=False)
    path = Path(PurePath(file[0]).name or "table")
    try:
        return _TableFile(path, within(file[1], OFFICE_SIZE), datetime.date.today(), is_held=True)
    except TooLarge as much:
        fix = "remove pictures and other sheets from it"
        problems.error("E602", Mark(path.name), f"the file is {much}", fix)
        return None


def _import(
    sources: Sources, file: _TableFile, folder: Path | None, problems: Problems
) -> tuple[Deck, Mapping[str, bytes]] | None:
    """The deck in the file with its own files, written to the folder if there is one, or None with
    the problems noted.

    Pictures are copied from the folder of the file, of the deck in use or of its overlay. Raises
    Stop for files that cannot be read or written and for a folder that is there already, Missing
    without the package that reads such files.
    """
    book = _book(file, sources, problems)
    if book is None:
        return None
    if not book.cards:
        what, fix = "there are no cards in this file", "write a card under the headings"
        problems.error("E613", Mark(file.name), what, fix)
        return None
    pictures = [sources.deck.parent] if file.is_held else [file.path.parent, sources.deck.parent]
    if sources.overlay:
        pictures.append(sources.overlay.parent)
    own = (sources, book.heads) if book.is_own else None
    read = drafts(book, problems)
    found = {
        name: data
        for name in _pictures(read)
        if (data := _picture(name, pictures, sources)) is not None
    }
    if folder is None:
        return _made(read, found, own, problems)
    with suppress(Unreadable), whole_folder(str(folder)) as home:
        made = _made(read, found, own, problems)
        if made is None:
            raise Unreadable
        for name, data in made[1].items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(data)
        return made
    return None


def _book(file: _TableFile, sources: Sources, problems: Problems) -> Book | None:
    """The tables of the deck in the file, which is read as what its suffix says."""
    match file.path.suffix.lower():
        case ".docx":
            return read_docx(file.data, file.name, problems)
        case ".xlsx" | ".csv" | ".tsv" | ".txt":
            return _book_of_tables(file, sources, problems)
        case suffix:
            what = f'files called "{suffix}" are not read' if suffix else "this file has no suffix"
            problems.error("E601", Mark(file.name), what, "save it as .xlsx, .docx or .csv")
            return None


def _book_of_tables(file: _TableFile, sources: Sources, problems: Problems) -> Book | None:
    """The tables of the deck in a workbook or a CSV file."""
    data, name, words = file.data, file.name, read_table_words(sources, problems)
    if words is None:
        return None
    sheets = read_tables(data, name, lambda text: heads_cards(text, words), _CSV, problems, words)
    if not sheets:
        if sheets is not None and not problems.fatal:
            problems.error("E613", Mark(name), "there is nothing in this file")
        return None
    if is_exported(sheets):
        return book_from(sheets, problems)
    title = header_of(key_of(file.path.stem)) or "Deck"
    facts = {"title": title, "date": file.date.isoformat()}
    looks = Looks(_colours(sources, problems), MARKS)
    return book_of_own(sheets, words, facts, looks, problems)


def _colours(sources: Sources, problems: Problems) -> Sequence[str]:
    """The names of the palette's colours that themes may have."""
    palette = sources.tree("layouts/palette.yaml", problems)
    colours = (palette.entries or {}).get("colours") if palette else None
    return [name for name in (colours.entries or {} if colours else {}) if name != PLAIN] or [PLAIN]


def _made(
    drafts: Sequence[Draft],
    pictures: Mapping[str, bytes],
    own: tuple[Sources, Mapping[str, str]] | None,
    problems: Problems,
) -> tuple[Deck, Mapping[str, bytes]] | None:
    """The deck as it reads from its new files, and these by their names, with the pictures; None
    with the problems noted.

    own is where the outputs are found of which one should print each column of a table of someone's
    own, and the headings of these.
    """
    kinds = {draft.name: _KINDS.get(draft.name, "cards") for draft in drafts}
    texts = {draft.name: _yaml_of(draft, kinds[draft.name]) for draft in drafts}
    files = {name: file.text.encode() for name, file in texts.items()} | dict(pictures)
    held = {f"{_NEW}/{name}": data for name, data in files.items()}
    found = Problems()
    deck = read_deck(_NEW / DECK, Files(Path(), held), found)
    failed = {_row(own.where) for own in problems if own.code == "E610"}
    problems.add(
        own
        for own in _placed(found, texts)
        if own.code != "E105" or _row(own.where) not in failed  # which it follows from
    )
    if deck is None or problems.fatal:
        return None
    if own is not None:
        problems.add(_placed(_unprinted(deck, *own), texts))
    for kind in sorted({*kinds.values()}):
        files[f"schemas/{kind}.json"] = schema_of(kind).encode()
    return deck, files


def _unprinted(deck: Deck, sources: Sources, heads: Mapping[str, str]) -> Problems:
    """Warnings of the columns that no output prints, at the fields that they became."""
    problems = Problems()
    for one in unprinted_fields(deck, sources):
        have = counted(one.cards, "card has", "cards have")
        head = heads.get(one.name) or header_of(one.name)
        what = f'no output prints the column "{head[:60]}", which {have}'
        known = ", ".join(map(header_of, one.shown))
        fix = f"head it as one that is printed ({known}), or write a layout that has {{{one.name}}}"
        problems.warning("W417", one.where, what, fix)
    return problems


def _yaml_of(draft: Draft, kind: str) -> YamlText:
    """The file's text, with comments for its editors; kind is the name of its JSON Schema."""
    comment = f"yaml-language-server: $schema=schemas/{kind}.json\n{_COMMENTS[kind]}"
    return YamlText(comment, draft.tree, _NOTES if draft.name == DECK else {})


def _pictures(drafts: Sequence[Draft]) -> Iterator[str]:
    """The paths of the logo and of the cards' pictures, from the folder of the deck."""
    for draft in drafts:
        own = draft.tree.entries or {}
        cards = (own["cards"].items or []) if "cards" in own else []
        images = [own.get("logo"), *((card.entries or {}).get("image") for card in cards)]
        for picture in images:
            named = (picture.entries or {}).get("file") if picture else None
            if named and named.text:
                yield named.text


def _picture(name: str, folders: Sequence[Path], sources: Sources) -> bytes | None:
    """The picture in memory, or from the first of the folders that has it; None if none has it, or
    if its place would be outside the new folder."""
    target = PurePath(os.path.normpath(name))
    if target.is_absolute() or ".." in target.parts:
        return None
    for root in folders:
        held = sources.files.held(sources.files.named(root, name))
        if held is not None:
            return held
        source, home = Path(os.path.realpath(root / name)), Path(os.path.realpath(root))
        if is_file(source) and source.is_relative_to(home):
            return source.read_bytes()
    return None


def _placed(found: Problems, files: Mapping[str, YamlText]) -> Iterator[Problem]:
    """The problems found in the new files, each at the place in the imported file that the line
    came from, in the order of the new files."""
    folder = shown(_NEW)
    names = [f"{folder}/{name}" for name in files]
    by_name = dict(zip(names, files.values(), strict=True))

    def place(file: str, line: int) -> Mark:
        yaml = by_name.get(file)
        return (yaml.origin(line) if yaml else None) or Mark(file)

    def with_places(text: str) -> str:
        places = re.compile("|".join(rf"{re.escape(name)}:(\d+)" for name in names))
        for match in reversed(list(places.finditer(text))):
            file, _, line = match[0].rpartition(":")
            mark = place(file, int(line))
            text = text[: match.start()] + _shown(mark) + text[match.end() :]
        return text.replace(f"{folder}/", "")

    def order(problem: Problem) -> tuple[int, int, int]:
        file = problem.where.file
        at = names.index(file) if file in names else len(names)
        return at, problem.where.line, problem.where.column

    for problem in sorted(found, key=order):
        where = place(problem.where.file, problem.where.line)
        fix = with_places(problem.fix)
        if problem.code == "E221":
            fix = fix or "put it beside the imported file, in a folder of that name"
        yield Problem(problem.severity, problem.code, where, with_places(problem.what), fix)


def _row(where: Mark) -> tuple[str, int]:
    """The row of a table that a place is in: its cell without the letters of its column."""
    return re.sub("![A-Z]+", "!", where.file), where.line


def _shown(mark: Mark) -> str:
    return f"{mark.file}:{mark.line}" if mark.line else mark.file
