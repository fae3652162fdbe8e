"""The people of a workshop, and the scores of its survey, from the tables that its file names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardgen.exchange.people import read_rows
from cardgen.exchange.worksheet import TableRow
from cardgen.model.deck import Person, Text
from cardgen.model.forms.readers import Unreadable
from cardgen.model.workshop import Guest, Lowest, PeopleTable, Workshop
from cardgen.problems import Problems
from cardgen.read.workshop import numbered


@dataclass(frozen=True, slots=True)
class Score:
    """The score that one line of a survey gives a card."""

    card: Text
    value: float


def guests_of(workshop: Workshop, problems: Problems) -> tuple[Guest, ...]:
    """The guests, read from their table if the workshop's file names one; none with errors noted.

    Raises Stop for a table that cannot be read.
    """
    table = workshop.guests
    if not isinstance(table, PeopleTable):
        return table
    rows = read_rows(table.file, workshop.folder, {"name": table.name}, problems)
    if rows is None:
        return ()
    guests = []
    for row in rows:
        name = row.cell(table.name.lower())
        if name is None:
            problems.error("E703", row.where, f'there is nothing in the column "{table.name}"')
            continue
        guests.append(Guest(Person(name, 0), row.cell(table.table.lower())))
    if not guests and not problems.fatal:
        problems.error("E703", table.file.where, "the file has headings, but nobody under them")
    try:
        return numbered(tuple(guests), table.file.where, problems)
    except Unreadable:
        return ()


def scores_of(workshop: Workshop, problems: Problems) -> tuple[Score, ...]:
    """The scores in the table of the survey, line by line; none without a survey, or with errors
    noted.

    Raises Stop for a table that cannot be read.
    """
    lowest = workshop.lowest
    if lowest is None:
        return ()
    needed = {"card": lowest.card, "score": lowest.score}
    rows = read_rows(lowest.file, workshop.folder, needed, problems) or ()
    return tuple(score for row in rows if (score := _score(row, lowest, problems)))


def _score(row: TableRow, lowest: Lowest, problems: Problems) -> Score | None:
    """The score in a row, or None where nobody gave one."""
    card, written = row.cell(lowest.card.lower()), row.cell(lowest.score.lower())
    if written is None:
        return None
    if card is None:
        problems.error("E703", row.where, f'there is nothing in the column "{lowest.card}"')
        return None
    if not re.fullmatch(r"[-+−]?[0-9]{1,9}([.,][0-9]{1,9})?", written.text):
        problems.error("E703", row.where, f'"{written.text}" is not a score', "write a number")
        return None
    return Score(card, float(written.text.replace(",", ".").replace("−", "-")))
