"""A table of people that someone drops or pastes → rows to look at, and to put into a workshop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from cardgen.exchange.people import Column, PeopleRows, read_rows
from cardgen.exchange.scores import note_empty
from cardgen.exchange.worksheet import TableRow
from cardgen.model.deck import Person, Text
from cardgen.model.workshop import MOST, Guest
from cardgen.problems import DeckError, Mark, Problem, Problems
from cardgen.read.files import Files, Sources
from cardgen.read.people import UsualHeadings, read_usual_headings
from cardgen.read.table_words import TableWords, read_table_words
from cardgen.value import Value
from cardgen.workshop.people import note_repeated

PASTED = "pasted.txt"  # what messages call a text without a name


class FoundPerson(Value):
    """A row of a table of people: the name, the table or None, and what further columns say, by
    their headings."""

    name: str
    table: str | None
    details: Mapping[str, str]


class People(Value):
    """What is understood of a table of people.

    headings are those that were taken for "name" and "table", of which several make up one text; a
    plain list of names has none. others are those of the further columns. rows lack whoever has no
    name, which the problems tell; these never quote what stands below the headings.
    """

    rows: tuple[FoundPerson, ...]
    headings: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]
    problems: tuple[Problem, ...]

    def participants(self, show: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Returns the people as a workshop has them under `participants`, with what the further
        columns of these headings say for name cards."""
        return [
            {"name": row.name}
            | ({"table": row.table} if row.table else {})
            | ({"details": own} if (own := _details(row, show)) else {})
            for row in self.rows
        ]


def _details(row: FoundPerson, show: Sequence[str]) -> list[str]:
    return [row.details[heading] for heading in show if heading in row.details]


def people(sources: Sources, data: bytes, name: str) -> People:
    """Returns what is understood of a workbook or a table of text with this name; one without a
    name is text that was pasted.

    Raises Stop for more than 8 MB, Missing for a workbook without the package that reads it,
    DeckError if the files of usual headings have errors.
    """
    problems = Problems()
    usual, words = read_usual_headings(sources, problems), read_table_words(sources, problems)
    if usual is None or words is None:
        raise DeckError(problems)
    name = PurePath(name).name or PASTED
    files = Files(Path(), {name: data})
    found = _rows(name, files, (), usual, words, problems)
    if found is None:
        return People((), {}, (), tuple(problems.in_order()))
    counts = Counter(" ".join(other.text.split()) for other in found.others)
    others = tuple(heading for heading, count in counts.items() if count == 1)
    places = {" ".join(other.text.split()): other.where for other in found.others}
    for heading, count in counts.items():
        if count > 1:
            what = f'several columns are headed "{heading}"'
            problems.warning("W703", places[heading], what, "keep one, or rename one")
    if others:  # once more, with what stands in them
        found = _rows(name, files, others, usual, words, problems) or found
    rows, guests = [], []
    for row in found.rows:
        own = row.cell("name")
        if own is None:
            note_empty(row, found.columns.get("name", ("name",)), problems)
            continue
        rows.append(FoundPerson(own.text, row.text("table") or None, _by_heading(row, others)))
        details = tuple(cell for other in others if (cell := row.cell(f"show {other}")))
        guests.append(Guest(Person(own, 0, details), row.cell("table")))
    note_repeated(guests, problems)
    if len(rows) > MOST:
        what = f"{len(rows)} people take part; the limit is {MOST}"
        problems.error("E107", Mark(name), what, "split them into two workshops")
    headings = {own: found.columns[own] for own in ("name", "table") if own in found.columns}
    return People(tuple(rows), headings, others, tuple(problems.in_order()))


def _rows(
    name: str,
    files: Files,
    others: Sequence[str],
    usual: UsualHeadings,
    words: TableWords,
    problems: Problems,
) -> PeopleRows | None:
    columns = [
        Column("name", "name", (), usual["name"]),
        Column("table", "table", (), usual["table"], needed=False),
        *(Column(f"show {other}", "show", (other,)) for other in others),
    ]
    named = Text(name, Mark(name))
    return read_rows(named, Path(), columns, words, files, problems, plain=True)


def _by_heading(row: TableRow, others: Sequence[str]) -> dict[str, str]:
    return {other: text for other in others if (text := row.text(f"show {other}"))}
