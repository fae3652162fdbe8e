"""The tables of a deck that cardgen exported, in a workbook or a document → the deck as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from cardgen.exchange.book import (
    ALT,
    CARD,
    FACTS,
    KINDS,
    OWN,
    PLACE,
    THEMES,
    Book,
    fields_of,
    key_of,
)
from cardgen.exchange.cell_text import decode_text
from cardgen.exchange.worksheet import CellLines, TableRow, Worksheet, lines_of, rows_under_headers
from cardgen.model.deck import Text
from cardgen.problems import Problems

_OF_DECK = ("deck", "themes", "questions", "kinds")  # the sheets that are of no kind of card


def is_exported(sheets: Sequence[Worksheet]) -> bool:
    """Whether the sheets are those of an exported deck, and not a table of someone's own."""
    deck = next((sheet for sheet in sheets if key_of(sheet.name) == "deck"), None)
    return deck is not None and 1 in deck.rows[0] and key_of(deck.rows[0][1].text) == "what"


def book_from(sheets: Sequence[Worksheet], problems: Problems) -> Book | None:
    """The deck in the sheets of an exported workbook, or None with the problem noted."""
    by_key = {key_of(sheet.name): sheet for sheet in sheets if key_of(sheet.name) in _OF_DECK}
    if "kinds" not in by_key:
        what, fix = (
            "this workbook has no sheet Kinds",
            "copy it from the workbook as it was exported",
        )
        problems.error("E613", by_key["deck"].where, what, fix)
        return None
    kinds = rows_with(by_key["kinds"], KINDS, problems)
    facts = facts_from(by_key["deck"], problems)
    themes = rows_with(by_key.get("themes"), THEMES, problems)
    questions = questions_from(by_key.get("questions"), problems)
    fields = {kind.text: fields_of(row) for row in kinds if (kind := row.cell("kind"))}
    cards: list[tuple[float, TableRow]] = []
    for sheet in sheets:
        if key_of(sheet.name) in _OF_DECK:
            continue
        if sheet.name not in map(decode_text, fields):
            what = f'no kind of card is called "{sheet.name}": this sheet is left out'
            problems.warning("W602", sheet.where, what, "add it to the sheet Kinds, or delete it")
            continue
        cards += placed(_cards_from(sheet, fields, problems), cards, problems)
    cards.sort(key=lambda own: own[0])
    return Book(facts, themes, kinds, questions, tuple(row for _, row in cards))


def rows_with(
    sheet: Worksheet | None, names: Sequence[str], problems: Problems
) -> tuple[TableRow, ...]:
    """The rows of a table that has these columns; none without a table."""

    def named(head: Text) -> str | None:
        return _near(head, key_of(head.text), names, problems)

    return rows_under_headers(sheet, named, problems) if sheet else ()


def questions_from(sheet: Worksheet | None, problems: Problems) -> tuple[TableRow, ...]:
    """The rows of the table of questions, whose first column is the card and the others lenses."""
    if sheet is None or not sheet.rows:
        return ()
    first = min(sheet.rows[0])
    card = sheet.rows[0][first]
    return rows_under_headers(sheet, lambda h: CARD if h is card else decode_text(h.text), problems)


def facts_from(sheet: Worksheet, problems: Problems) -> TableRow:
    """The facts of the deck as one row; their names are in the first column, their texts in the
    second."""
    cells: dict[str, CellLines] = {}
    for row in sheet.rows:
        name = row.get(1)
        if name is None or key_of(name.text) == "what":
            continue
        known = _near(name, key_of(name.text), tuple(FACTS), problems)
        if known in cells:
            problems.error("E605", name.where, f'"{name.text}" appears twice here', "keep one")
        elif known and 2 in row:
            cells[known] = lines_of(row[2])
    return TableRow(sheet.where, cells)


def _cards_from(
    sheet: Worksheet, fields: Mapping[str, Mapping[str, str]], problems: Problems
) -> tuple[TableRow, ...]:
    """The cards on the sheet that has the name of their kind; fields are those of each kind."""
    kind = next(name for name in fields if decode_text(name) == sheet.name)
    known = (*fields[kind], *(name for name in OWN if name != "kind"))

    def named(head: Text) -> str | None:
        text = head.text.strip()
        name = text.casefold() if text.casefold() in (ALT, PLACE) else key_of(text)
        return _near(head, name, known, problems)

    of_kind = {"kind": (Text(kind, sheet.where),)}
    rows = rows_under_headers(sheet, named, problems)
    cards = (row for row in rows if row.cells.keys() - {PLACE})
    return tuple(row._replace(cells={**of_kind, **row.cells}) for row in cards)


def _near(head: Text, name: str, known: Sequence[str], problems: Problems) -> str | None:
    """The name if it is known; else an error is noted, and the nearest known name is taken so that
    the column is read too."""
    if name in known:
        return name
    what = f'nothing here is called "{head.text.strip()}"'
    problems.error("E607", head.where, what, problems.did_you_mean(name, known, "the names are"))
    return next(iter(get_close_matches(name, known, 1, 0.6)), None)


def placed(
    rows: Sequence[TableRow], before: Sequence[tuple[float, TableRow]], problems: Problems
) -> Iterator[tuple[float, TableRow]]:
    """The cards with their places in the deck: the number on their row or that of the row above."""
    place = max((place for place, _ in before), default=0.0)
    for row in rows:
        number = row.cell(PLACE)
        if number:
            try:
                place = float(number.text)
            except ValueError:
                place = math.nan
            if not math.isfinite(place):
                what = f'the place of a card should be a number, not "{number.text}"'
                fix = "leave it empty for a card that follows the one above"
                problems.error("E608", number.where, what, fix)
                place = 0.0
        yield place, row._replace(cells={n: c for n, c in row.cells.items() if n != PLACE})
