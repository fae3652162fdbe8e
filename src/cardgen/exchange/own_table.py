"""A table of someone's own, with columns such as Theme, Name and Definition → a deck as tables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from cardgen.exchange.book import ALT, FIELDS, KIND, OWN, Book, key_of
from cardgen.exchange.cell_text import decode_text
from cardgen.exchange.tables import from_row, heading_row
from cardgen.exchange.worksheet import CellLines, TableRow, Worksheet, rows_under_headers
from cardgen.model.deck import Text
from cardgen.problems import Mark, Problems

# Other words for the fields of the bundled layouts and for keys of cards.
_SYNONYMS = {
    "name": "title|heading|behaviou?r|card",
    "definition": "description|meaning|what-it-is",
    "positive": "positives?(-.*)?",
    "negative": "negatives?(-.*)?",
    "theme": "group|category|domain",
    "lang": "language",
}
_LONGEST_NAME = 200  # of a field; a question as a header has fewer characters
_FORM = re.compile(r"(.+?)\s*\((text|list|steps)\)", re.DOTALL)


def book_of_own(
    sheets: Sequence[Worksheet],
    title: str,
    date: datetime.date,
    colours: Sequence[str],
    marks: Sequence[str],
    problems: Problems,
) -> Book | None:
    """The first table that has a column Name or Kind as a deck, or None with the problem noted.

    Its themes take the colours and marks in turn.
    """
    sheet = _headed(sheets, problems)
    if sheet is None:
        return None
    forms: dict[str, str] = {}  # of the fields; "" where no header says it
    rows = rows_under_headers(sheet, lambda head: _column(head, forms, problems), problems)
    kinds = {decode_text(own.text): own for row in rows if (own := row.cell("kind"))}
    for kind, own in list(kinds.items())[1:]:
        what = f'a table holds one kind of card, and this is of the kind "{kind}"'
        problems.error("E614", own.where, what, "put each kind in a sheet of a workbook")
    if not kinds:
        forms = {**FIELDS, **forms}
    where = sheet.where
    declared = _cells(where, kind=next(iter(kinds), KIND), numbered="yes")
    declared["fields"] = tuple(_field(name, form, rows, where) for name, form in forms.items())
    facts = _cells(where, title=title, language="en-GB", date=date.isoformat())
    return Book(
        facts=TableRow(where, facts),
        themes=tuple(_themes(rows, colours, marks)),
        kinds=(TableRow(where, declared),),
        questions=(),
        cards=tuple(row._replace(cells={**row.cells, "kind": declared["kind"]}) for row in rows),
    )


def _headed(sheets: Sequence[Worksheet], problems: Problems) -> Worksheet | None:
    """The first sheet that has a row of headers, from that row on; what is left out is noted."""
    rows = ((sheet, heading_row(sheet, is_heading)) for sheet in sheets)
    found = ((sheet, at) for sheet, at in rows if at is not None)
    sheet, first = next(found, (sheets[0], None))
    if first is None:
        seen = ", ".join(cell.text.strip() for cell in sheet.rows[0].values()) if sheet.rows else ""
        what = "no line of this table has the header Name"
        fix = (
            f"give one column the header Name; the first line has: {seen}"
            if seen
            else "the table is empty"
        )
        problems.error("E613", sheet.where, what, fix)
        return None
    for other in sheets:
        if other is not sheet:
            what = f'the sheet "{other.name}" is left out: cards are read from "{sheet.name}"'
            problems.warning("W602", other.where, what, "put all cards on one sheet")
    return from_row(sheet, first, problems)


def is_heading(text: str) -> bool:
    """Whether a text heads a column that tells a table of cards: their name or their kind."""
    return _key(text) in ("name", "kind")


def _column(head: Text, forms: dict[str, str], problems: Problems) -> str | None:
    """The field, or the key of a card, that a header means; None, with an error, if none can be.

    The form of a field is added to forms: what the header says in brackets, or what it is in the
    bundled layouts.
    """
    found = _FORM.fullmatch(head.text.strip())
    name = _key(found[1] if found else head.text)
    if not 0 < len(name) <= _LONGEST_NAME:
        what = f'no field can be called "{head.text.strip()[:40]}", which heads a column'
        fix = f"give it a header of a few words, of {_LONGEST_NAME} characters at most"
        problems.error("E606", head.where, what, fix)
        return None
    if name not in OWN:
        forms[name] = found[2] if found else FIELDS.get(name, "")
    return name


def _key(header: str) -> str:
    """The key that a header means, a synonym taken for the word that layouts know."""
    if header.strip().casefold() == ALT:
        return ALT
    own = key_of(header)
    return next((name for name, same in _SYNONYMS.items() if re.fullmatch(same, own)), own)


def _field(name: str, form: str, rows: Sequence[TableRow], where: Mark) -> Text:
    """The declaration of a field: without a form, it is a list if a cell has several lines of text.

    It may be left out if a card does without, unless it is the card's name.
    """
    cells = [row.cells.get(name, ()) for row in rows]
    several = any(sum(bool(line.text.strip()) for line in cell) > 1 for cell in cells)
    form = form or ("list" if several else "text")
    needed = name == "name" or all(cells)
    return Text(f"{name}: {form}{'' if needed else '?'}", where)


def _themes(
    rows: Sequence[TableRow], colours: Sequence[str], marks: Sequence[str]
) -> Iterator[TableRow]:
    """The themes that cards name, in the order in which they first do."""
    names: dict[str, Text] = {}
    for row in rows:
        theme = row.cell("theme")
        if theme and decode_text(theme.text):
            names.setdefault(decode_text(theme.text).casefold(), theme)
    for name, colour, mark in zip(names.values(), cycle(colours), cycle(marks)):
        looks = _cells(name.where, colour=colour, mark=mark)
        yield TableRow(name.where, {"name": (name,), **looks})


def _cells(where: Mark, **texts: str) -> dict[str, CellLines]:
    return {name: (Text(text, where),) for name, text in texts.items()}
