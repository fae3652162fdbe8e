"""The rows of a table of someone's own → those of cards, each with its theme, without totals and
repeated headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cardgen.exchange.cell_text import NO_THEME
from cardgen.exchange.column_headings import Columns
from cardgen.exchange.worksheet import RowCells, Worksheet
from cardgen.model.deck import Text
from cardgen.problems import Mark, Problems
from cardgen.read.table_words import TableWords
from cardgen.value import Value

_LISTED = 6  # places or texts that one message names


class ThemedRow(Value):
    """A row with a card, and the theme that it has from a row above it."""

    cells: RowCells
    theme: Text | None


def themed_rows(
    sheet: Worksheet, columns: Columns, above: Text | None, words: TableWords, problems: Problems
) -> Sequence[ThemedRow]:
    """The rows of cards below the headings, which are the first row; what the others are is told.

    above is what stands alone in the row above the headings.
    """
    rows = _with_cards(sheet, columns, words, problems)
    theme = columns.number("theme")
    if theme is None:
        return _under_themes(rows, sheet, columns, above, problems)
    return _filled_down(rows, theme, columns, problems)


def _with_cards(
    sheet: Worksheet, columns: Columns, words: TableWords, problems: Problems
) -> list[RowCells]:
    """The rows that are neither totals nor repeated headings."""
    head = {number: cell.text.strip().casefold() for number, cell in sheet.rows[0].items()}
    kept: list[RowCells] = []
    for row in sheet.rows[1:]:
        texts = {number: cell.text.strip() for number, cell in row.items()}
        at = row[min(row)].where
        if len(row) > 1 and all(head.get(n) == text.casefold() for n, text in texts.items()):
            what = "this row repeats the headings and is left out"
            problems.warning("W614", at, what)
        elif words.is_total(list(texts.values())) and _in_front(row, columns):
            total = " ".join(texts.values())
            what = f'this row is taken for a total, and left out: "{total[:60]}"'
            problems.warning("W614", at, what, "if it is a card, give it another name")
        else:
            kept.append(row)
    return kept


def _in_front(row: RowCells, columns: Columns) -> bool:
    """Whether the first text of a row is in the column of names or before it."""
    name = columns.number("name")
    return name is None or min(row) <= name


def _is_alone(row: RowCells, columns: Columns) -> bool:
    """Whether a row has one text only, where a table has more than names and themes to show."""
    more = set(columns.names.values()) - {"name", "theme", "place", "#", "id", None}
    return len(row) == 1 and bool(more) and _in_front(row, columns)


def _only(row: RowCells) -> Text:
    return next(iter(row.values()))


def _under_themes(
    rows: Sequence[RowCells],
    sheet: Worksheet,
    columns: Columns,
    above: Text | None,
    problems: Problems,
) -> Sequence[ThemedRow]:
    """The rows of a table without a column of themes, each with the theme that stands alone in a
    row above it, if the table is made so."""
    alone = [_is_alone(row, columns) for row in rows]
    # A heading has a row of a card below it.
    followed = [n for n, own in enumerate(alone) if own and not all(alone[n + 1 : n + 2] or [True])]
    is_marked = _marking(rows, sheet)
    marked = [n for n in followed if is_marked(_only(rows[n]))]
    themes = marked or (followed if alone and alone[0] else [])
    found = [_only(rows[n]) for n in themes]
    made: list[ThemedRow] = []
    theme = above if themes and themes[0] > 0 and above is not None else None
    found = [theme, *found] if theme else found
    for number, row in enumerate(rows):
        if number in themes:
            own = _only(row)
            theme = own._replace(text=own.text.strip().removesuffix(":"))
        else:
            made.append(ThemedRow(row, theme))
    if found:
        what = f"a text alone in its row is taken for the theme of the cards below: {_texts(found)}"
        fix = "put the themes in a column headed Theme; if one is a card, give it a definition"
        problems.warning("W613", found[0].where, what, fix)
    names = [_only(own.cells) for own in made if _is_alone(own.cells, columns)]
    _note_names(names, len(made), problems)
    return made


def _marking(rows: Sequence[RowCells], sheet: Worksheet) -> Callable[[Text], bool]:
    """Whether a text alone in its row looks like a heading, by its letters or its looks, where not
    all rows do."""
    in_capitals = all(_only(row).text.isupper() for row in rows)
    set_apart = all(row[min(row)].where in sheet.set_apart for row in rows)

    def is_marked(text: Text) -> bool:
        words = text.text.strip()
        return (
            (words.isupper() and not in_capitals)
            or (text.where in sheet.set_apart and not set_apart)
            or words.endswith(":")
        )

    return is_marked


def _filled_down(
    rows: Sequence[RowCells], theme: int, columns: Columns, problems: Problems
) -> Sequence[ThemedRow]:
    """The rows of a table with a column of themes, in which a row without one has that above."""
    made: list[ThemedRow] = []
    current: Text | None = None
    filled: list[Mark] = []
    without: list[Mark] = []
    for row in rows:
        own = row.get(theme)
        if own is not None:
            current = own
            if len(row) > 1:
                made.append(ThemedRow(row, None))
            continue
        (filled if current else without).append(row[min(row)].where)
        made.append(ThemedRow(row, current))
    if filled:
        what = f"rows without a theme take that of the row above: {_places(filled)}"
        fix = f'write "{NO_THEME}" where a card has none'
        problems.warning("W615", filled[0], what, fix)
    if without and current:
        what = f"cards above the first theme have none: {_places(without)}"
        problems.warning("W615", without[0], what, "write their theme beside them")
    cards = [own.cells for own in made]
    names = [_only(row) for row in cards if _is_alone(row, columns)]
    _note_names(names, len(cards), problems)
    return made


def _note_names(names: Sequence[Text], cards: int, problems: Problems) -> None:
    """Tell of cards that have only a name, in a table whose other cards have more."""
    if names and len(names) < cards:
        what = f"a card that has only a name may be a heading or a note: {_texts(names)}"
        fix = "put a theme in a column headed Theme, and a note elsewhere; or give it a definition"
        problems.warning("W618", names[0].where, what, fix)


def _texts(found: Sequence[Text]) -> str:
    """The texts, with their places after the first."""
    told = [f'"{" ".join(own.text.split())[:40]}" ({_place(own.where)})' for own in found[:_LISTED]]
    return ", ".join(told) + (", …" if len(found) > _LISTED else "")


def _places(found: Sequence[Mark]) -> str:
    return ", ".join(map(_place, found[:_LISTED])) + (", …" if len(found) > _LISTED else "")


def _place(where: Mark) -> str:
    """The cell, or the line of a CSV file."""
    return f"line {where.line}" if where.line else where.file.rpartition("!")[2]
