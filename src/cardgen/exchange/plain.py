"""A table of someone's own, with columns such as Theme, Name and Definition → a deck."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import cycle

from cardgen.exchange.book import ALT, OWN, Book, Pieces, Row, slug
from cardgen.exchange.lines import meant
from cardgen.exchange.tables import Grid, table
from cardgen.model.deck import Prose
from cardgen.problems import Mark, Problems

# The kind of card that the layouts which come with cardgen print, and other words for its fields.
KIND = "behaviour"
FIELDS = {"name": "text", "definition": "text", "positive": "list", "negative": "list"}
_SAME = {
    "name": "title|heading|behaviou?r|card",
    "definition": "description|meaning|what-it-is",
    "positive": "positives?(-.*)?",
    "negative": "negatives?(-.*)?",
    "theme": "group|category|domain",
    "lang": "language",
}
_LONGEST_NAME = 200  # of a field; a question as a header has fewer characters
_FORM = re.compile(r"(.+?)\s*\((text|list|steps)\)", re.DOTALL)


def plain_book(
    grids: Sequence[Grid],
    title: str,
    date: datetime.date,
    colours: Sequence[str],
    marks: Sequence[str],
    problems: Problems,
) -> Book | None:
    """The first table that has names in it as a deck whose themes take the colours and marks in
    turn, or None with the problem noted."""
    grid, first = next(((g, n) for g in grids if (n := _header(g)) is not None), (grids[0], None))
    if first is None:
        seen = ", ".join(cell.text.strip() for cell in grid.lines[0].values()) if grid.lines else ""
        what = "no line of this table heads a column Name"
        fix = f"head one column Name; here stand: {seen}" if seen else "the table is empty"
        problems.error("E613", grid.where, what, fix)
        return None
    for other in grids:
        if other is not grid:
            what = f'the sheet "{other.name}" is left out: cards are read from "{grid.name}"'
            problems.warning("W602", other.where, what, "put all cards on one sheet")
    if first:
        above = next(iter(grid.lines[0].values()))
        what = "what stands above the headers is left out"
        problems.warning("W608", above.where, what, "write it into deck.yaml")
    forms: dict[str, str] = {}

    def named(head: Prose) -> str | None:
        found = _FORM.fullmatch(head.text.strip())
        name = _field(found[1] if found else head.text)
        if not 0 < len(name) <= _LONGEST_NAME:
            what = f'no field can be called "{head.text.strip()[:40]}", which heads a column'
            fix = f"head it with a word or a few, of {_LONGEST_NAME} characters at most"
            problems.error("E606", head.where, what, fix)
            return None
        if name not in OWN:
            forms[name] = found[2] if found else FIELDS.get(name, "")
        return name

    rows = table(grid._replace(lines=grid.lines[first:]), named, problems)
    kinds = {meant(own.text): own for row in rows if (own := row.one("kind"))}
    for kind, own in list(kinds.items())[1:]:
        what = f'a table holds one kind of card, and this is of the kind "{kind}"'
        problems.error("E614", own.where, what, "put each kind in a sheet of a workbook")
    kind = next(iter(kinds), KIND)
    if not kinds:
        forms = {**FIELDS, **forms}
    fields = [_declared(name, form, kind, rows, grid.where) for name, form in forms.items()]
    themes: dict[str, Prose] = {}
    for row in rows:
        theme = row.one("theme")
        if theme and meant(theme.text):
            themes.setdefault(meant(theme.text).casefold(), Prose(theme.text, theme.where))
    nowhere = grid.where
    facts = _cells(nowhere, title=title, language="en-GB", date=date.isoformat())
    declared = {**_cells(nowhere, kind=kind, numbered="yes"), "fields": tuple(fields)}
    looks = zip(themes.values(), cycle(colours), cycle(marks))
    return Book(
        facts=Row(nowhere, facts),
        themes=tuple(
            Row(name.where, {"name": (name,), **_cells(name.where, colour=colour, mark=mark)})
            for name, colour, mark in looks
        ),
        kinds=(Row(nowhere, declared),),
        questions=(),
        cards=tuple(row._replace(cells={**row.cells, "kind": declared["kind"]}) for row in rows),
    )


def _header(grid: Grid) -> int | None:
    """Which line heads the columns: the first with a name, or a kind, in it."""
    for number, line in enumerate(grid.lines[:20]):
        if {"name", "kind"} & {_field(cell.text) for cell in line.values()}:
            return number
    return None


def _field(head: str) -> str:
    """The field, or the key of a card, that a header means."""
    if head.strip().casefold() == ALT:
        return ALT
    own = slug(head)
    return next((name for name, same in _SAME.items() if re.fullmatch(same, own)), own)


def _declared(name: str, form: str, kind: str, rows: Sequence[Row], where: Mark) -> Prose:
    """How the kind declares the field: a list where a cell has several lines; left out at will
    where a card does without, unless it is the card's name."""
    cells = [row.cells.get(name, ()) for row in rows]
    several = any(sum(bool(piece.text.strip()) for piece in cell) > 1 for cell in cells)
    form = form or ("list" if several else "text")
    needed = name == "name" or all(cells)
    return Prose(f"{name}: {form}{'' if needed else '?'}", where)


def _cells(where: Mark, **texts: str) -> dict[str, Pieces]:
    return {name: (Prose(text, where),) for name, text in texts.items()}
