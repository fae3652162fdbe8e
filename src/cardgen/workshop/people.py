"""The people of a workshop, and the scores of its survey, from the tables that its file names."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.exchange.people import Column, read_rows
from cardgen.exchange.scores import note_empty, scores_of_lines
from cardgen.graphics.type.wording import listed
from cardgen.model.deck import Person, Text
from cardgen.model.forms.readers import Unreadable
from cardgen.model.scores import Score
from cardgen.model.workshop import Guest, PeopleTable, Workshop
from cardgen.problems import MOST_ALIKE, Mark, Problem, Problems
from cardgen.read.files import Files
from cardgen.read.people import UsualHeadings
from cardgen.read.table_words import TableWords
from cardgen.read.workshop import numbered


def guests_of(
    workshop: Workshop, usual: UsualHeadings, words: TableWords, files: Files, problems: Problems
) -> tuple[Guest, ...]:
    """The guests, read from their table if the workshop's file names one; none with errors noted.

    Raises Stop for a table that cannot be read.
    """
    table = workshop.guests
    if not isinstance(table, PeopleTable):
        note_repeated(table, problems)
        return table
    show = table.show or ()
    columns = [
        _column("name", table.name, usual),
        _column("table", table.table, usual, needed=False),
        *(Column(f"show {heading}", "show", (heading,)) for heading in show),
    ]
    found = read_rows(table.file, workshop.folder, columns, words, files, problems)
    if found is None:
        return ()
    if found.others and table.show is None:
        _note_unprinted(found.others, problems)
    guests = []
    for row in found.rows:
        name = row.cell("name")
        if name is None:
            note_empty(row, found.columns["name"], problems)
            continue
        details = tuple(own for heading in show if (own := row.cell(f"show {heading}")))
        person = Person(name, 0, details, row.cell("first name"))
        guests.append(Guest(person, row.cell("table")))
    note_repeated(guests, problems)
    if not guests and not problems.fatal:
        problems.error("E703", table.file.where, "the file has headings, but nobody under them")
    try:
        return numbered(tuple(guests), table.file.where, problems)
    except Unreadable:
        return ()


def _column(name: str, given: tuple[str, ...], usual: UsualHeadings, needed: bool = True) -> Column:
    """The column of that name, with the headings given in the workshop's file or the usual ones."""
    return Column(name, name, given, usual[name], needed)


def _note_unprinted(others: Sequence[Text], problems: Problems) -> None:
    """Warn of columns that no name card shows."""
    headings = [" ".join(other.text.split()) for other in others]
    several = len(headings) > 1
    what = f"the {'columns' if several else 'column'} {listed(headings)} "
    what += "are not printed" if several else "is not printed"
    fix = f"for name cards, write show: [{headings[0]}] under participants:, or show: [] for none"
    problems.warning("W703", others[0].where, what, fix)


def note_repeated(guests: Sequence[Guest], problems: Problems) -> None:
    """Warn of each person who is in the list more than once, at the same table; of many at once."""
    places: dict[tuple[str, ...], list[Mark]] = {}
    for guest in guests:
        if guest.person:
            own = (guest.person.name, *guest.person.details, guest.table)
            key = tuple(text.text.strip().casefold() if text else "" for text in own)
            places.setdefault(key, []).append(guest.person.name.where)
    repeated = [own for own in places.values() if own[1:]]
    who = "this person is"
    if len(repeated) > MOST_ALIKE:
        who = f"{len(repeated)} people are"
        repeated = [[place for own in repeated for place in own]]
    what = f"{who} in the list more than once, with nothing to tell them apart"
    fix = "delete the others, or add to the names what tells them apart"
    problems.add(
        Problem("warning", "W706", first, what, fix, also=tuple(others))
        for first, *others in repeated
    )


def scores_of(
    workshop: Workshop, usual: UsualHeadings, words: TableWords, files: Files, problems: Problems
) -> tuple[Score, ...]:
    """The scores in the table of the survey, line by line; none without a survey, or with errors
    noted.

    Raises Stop for a table that cannot be read.
    """
    lowest = workshop.lowest
    if lowest is None:
        return ()
    columns = [_column("card", lowest.card, usual), _column("score", lowest.score, usual)]
    found = read_rows(lowest.file, workshop.folder, columns, words, files, problems)
    if found is None:
        return ()
    return tuple(scores_of_lines(found, problems, {}))
