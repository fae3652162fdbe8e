"""Decks in the files of offices, for tests: made, changed and read."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
import yaml

from cardgen.cli.report import concise
from cardgen.exchange.exporting import export_deck
from cardgen.exchange.importing import read_table
from cardgen.model.deck import Card, Deck, Field, Kind, Picture, Prompts, Text, Theme
from cardgen.model.forms.node import Node
from cardgen.problems import DeckError, Mark, Problems
from cardgen.read.deck import read_deck
from cardgen.read.files import Files
from cardgen.read.project import find_sources


class _Plain(yaml.SafeDumper):
    """Writes everything out, as decks need it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def folder_of(folder: Path, **files: object) -> Path:
    """A folder with those files of YAML."""
    folder.mkdir()
    for name, data in files.items():
        text = yaml.dump(data, Dumper=_Plain, default_style='"', sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def exported(deck: Path, path: Path) -> Path:
    """The deck in that folder as a file, whose name says of which form."""
    export_deck(find_sources(Path(), deck), path.suffix[1:]).save(path)
    return path


def imported(file: Path, folder: Path, deck: Path | None = None) -> tuple[Any, list[str]]:
    """The deck made into a folder of the file, and what was told, a line for each problem."""
    try:
        found = read_table(find_sources(Path(), deck), file, folder)
    except DeckError as error:
        return None, concise(error.problems).splitlines()
    made = read_deck(folder / "deck.yaml", Files(), Problems())
    return made, concise(found.problems).splitlines()


def besides_words(told: list[str]) -> list[str]:
    """What was told but for warnings of the words themselves, which are odd in the deck too."""
    return [line for line in told if ": warning[W4" not in line]


def read(folder: Path) -> Deck:
    problems = Problems()
    deck = read_deck(folder / "deck.yaml", Files(), problems)
    assert deck is not None and besides_words(concise(problems).splitlines()) == []
    return deck


def said(value: Any) -> Any:
    """All that a deck says, without the places where it stands."""
    match value:
        case Text():
            return value.text
        case Picture():
            return value.file.text, value.alt
        case Node():
            return said(value.value)
        case dict():
            return {name: said(own) for name, own in value.items()}
        case Card() | Deck() | Field() | Kind() | Prompts() | Theme():
            own = value._asdict()
            return {name: said(own[name]) for name in own if not isinstance(own[name], Mark)}
        case list() | tuple():
            return [said(own) for own in value]
    return value


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook of someone's own: its sheets as rows of cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_cells(path: Path, sheet: str, **cells: object) -> Path:
    """The workbook with other values in some cells."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book[sheet][name] = value
    book.save(path)
    return path


def with_paragraphs(path: Path, **texts: str) -> Path:
    """The document with other words in paragraphs that say the first ones."""
    document = docx.Document(str(path))
    for old, new in texts.items():
        paragraph = next(p for p in document.paragraphs if p.text == old.replace("_", " "))
        paragraph.text = new
    document.save(str(path))
    return path
