"""Tables under headers → the rows of a deck, as a workbook of ours holds it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from cardgen.exchange.book import ALT, CARD, FACTS, OWN, PLACE, Book, Row, slug
from cardgen.exchange.lines import meant
from cardgen.model.deck import Prose
from cardgen.problems import Mark, Problems, did_you_mean

Line: TypeAlias = Mapping[int, Prose]  # what stands in its columns


class Grid(NamedTuple):
    """A sheet's lines; those without any text, and cells without any, are left out."""

    name: str
    where: Mark
    lines: Sequence[Line]


def table(grid: Grid, named: Callable[[Prose], str | None], problems: Problems) -> tuple[Row, ...]:
    """The rows under the grid's first line, by what its headers are named; None leaves one out."""
    heads: dict[str, Prose] = {}
    columns: dict[int, str | None] = {}
    for column, head in (grid.lines[0] if grid.lines else {}).items():
        name = columns[column] = named(head)
        if name is not None and name in heads:
            what = f'two columns are headed "{head.text.strip()}"'
            fix = f"the first is at {heads[name].where.file}; keep one, or rename one"
            problems.error("E605", head.where, what, fix)
        elif name is not None:
            heads[name] = head
    rows = []
    for line in grid.lines[1:]:
        cells = {}
        for column, cell in line.items():
            if column not in columns:
                columns[column] = None
                what = "here is a text in a column without a header"
                fix = "head the column, or delete what stands in it"
                problems.error("E606", cell.where, what, fix)
            name = columns[column]
            if name is not None:
                cells[name] = lines_of(cell)
        if cells:
            rows.append(Row(next(iter(line.values())).where, cells))
    return tuple(rows)


def lines_of(cell: Prose) -> tuple[Prose, ...]:
    return tuple(Prose(line, cell.where) for line in cell.text.split("\n"))


def is_ours(grids: Sequence[Grid]) -> bool:
    """Whether the sheets are those of a deck that was exported."""
    deck = next((grid for grid in grids if slug(grid.name) == "deck"), None)
    return deck is not None and 1 in deck.lines[0] and slug(deck.lines[0][1].text) == "what"


def book_from(grids: Sequence[Grid], problems: Problems) -> Book | None:
    """The deck in the sheets of a workbook, or None with the problem noted."""
    sheets = {slug(grid.name): grid for grid in grids if slug(grid.name) in _OURS}
    if "kinds" not in sheets:
        what, fix = "this workbook has no sheet Kinds", "take it from the workbook as it was made"
        problems.error("E613", sheets["deck"].where, what, fix)
        return None
    kinds = simple(sheets["kinds"], KINDS, problems)
    facts = facts_from(sheets["deck"], problems)
    themes = simple(sheets.get("themes"), THEMES, problems)
    questions = questions_from(sheets.get("questions"), problems)
    fields = {kind.text: fields_of(row) for row in kinds if (kind := row.one("kind"))}
    cards: list[tuple[float, Row]] = []
    for grid in grids:
        if slug(grid.name) in _OURS:
            continue
        if grid.name not in map(meant, fields):
            what = f'no kind of card is called "{grid.name}": this sheet is left out'
            problems.warning("W602", grid.where, what, "add it to the sheet Kinds, or delete it")
            continue
        cards += _placed(cards_from(grid, fields, problems), cards, problems)
    cards.sort(key=lambda placed: placed[0])
    return Book(facts, themes, kinds, questions, tuple(row for _, row in cards))


_OURS = ("deck", "themes", "questions", "kinds")
THEMES = ("id", "name", "colour", "mark")
KINDS = ("kind", "numbered", "fields")


def fields_of(kind: Row) -> dict[str, str]:
    """The forms of a kind's fields by their names, as written."""
    lines = (line.text.partition(":") for line in kind.cells.get("fields", ()))
    return {name.strip(): form.strip() for name, _, form in lines if name.strip()}


def simple(grid: Grid | None, names: Sequence[str], problems: Problems) -> tuple[Row, ...]:
    """The rows of a table whose columns are those."""

    def named(head: Prose) -> str | None:
        return _near(head, slug(head.text), names, problems)

    return table(grid, named, problems) if grid else ()


def questions_from(grid: Grid | None, problems: Problems) -> tuple[Row, ...]:
    """The rows of the table of questions: the first column is the card, the others are lenses."""
    if grid is None or not grid.lines:
        return ()
    first = min(grid.lines[0])
    card = grid.lines[0][first]
    return table(grid, lambda h: CARD if h is card else meant(h.text), problems)


def facts_from(grid: Grid, problems: Problems) -> Row:
    """What is said of the deck: a name in the first column, a text in the second."""
    cells: dict[str, tuple[Prose, ...]] = {}
    for line in grid.lines:
        name = line.get(1)
        if name is None or slug(name.text) == "what":
            continue
        known = _near(name, slug(name.text), tuple(FACTS), problems)
        if known in cells:
            problems.error("E605", name.where, f'"{name.text}" stands here twice', "keep one")
        elif known and 2 in line:
            cells[known] = lines_of(line[2])
    return Row(grid.where, cells)


def cards_from(
    grid: Grid, fields: Mapping[str, Mapping[str, str]], problems: Problems
) -> tuple[Row, ...]:
    """The cards of a kind, whose name is that of their sheet."""
    kind = next(name for name in fields if meant(name) == grid.name)
    known = (*fields[kind], *(name for name in OWN if name != "kind"))

    def named(head: Prose) -> str | None:
        text = head.text.strip()
        name = text.casefold() if text.casefold() in (ALT, PLACE) else slug(text)
        return _near(head, name, known, problems)

    said = {"kind": (Prose(kind, grid.where),)}
    rows = table(grid, named, problems)
    cards = (row for row in rows if row.cells.keys() - {PLACE})
    return tuple(row._replace(cells={**said, **row.cells}) for row in cards)


def _near(head: Prose, name: str, known: Sequence[str], problems: Problems) -> str | None:
    """The name if it is known, else an error and the nearest one: its texts are read as well."""
    if name in known:
        return name
    what = f'nothing here is called "{head.text.strip()}"'
    problems.error("E607", head.where, what, did_you_mean(name, known, "the names are"))
    return next(iter(get_close_matches(name, known, 1, 0.6)), None)


def _placed(
    rows: Sequence[Row], before: Sequence[tuple[float, Row]], problems: Problems
) -> Iterator[tuple[float, Row]]:
    """The cards, each with its place in the deck: its number, or after the card above."""
    place = max((place for place, _ in before), default=0.0)
    for row in rows:
        number = row.one(PLACE)
        if number:
            try:
                place = float(number.text)
            except ValueError:
                place = math.nan
            if not math.isfinite(place):
                what = f'the place of a card is a number, not "{number.text}"'
                fix = "leave it empty for a card that follows the one above"
                problems.error("E608", number.where, what, fix)
                place = 0.0
        yield place, row._replace(cells={n: c for n, c in row.cells.items() if n != PLACE})
