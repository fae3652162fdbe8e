"""A table of someone's own, with columns such as Theme, Name and Definition → a deck as tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import cycle

from cardgen.exchange.book import FIELDS, KIND, Book
from cardgen.exchange.cell_text import decode_text
from cardgen.exchange.column_headings import Columns, bare, columns_of, has_name, heads_cards
from cardgen.exchange.exported_tables import placed
from cardgen.exchange.list_items import ItemMark, items_of, marks_of, note_divided, tags_of
from cardgen.exchange.tables import heading_row, note_above
from cardgen.exchange.themed_rows import themed_rows
from cardgen.exchange.worksheet import CellLines, RowCells, TableRow, Worksheet, rows_in_columns
from cardgen.limits import THEMES
from cardgen.model.deck import Text
from cardgen.problems import Mark, Problems
from cardgen.read.table_words import TableWords
from cardgen.value import Value

_ENGLISH = "en"  # the language of headings for which a deck is in that of this country
_IN_ENGLISH = "en-GB"
_BESIDE = 0  # the number of a column that no sheet has: of themes that stand elsewhere


class Looks(Value):
    """The colours and the marks that themes take in turn."""

    colours: Sequence[str]
    marks: Sequence[str]


class _Table(Value):
    """The rows of cards on a sheet, under what their columns hold."""

    columns: Columns
    rows: Sequence[TableRow]


def book_of_own(
    sheets: Sequence[Worksheet],
    words: TableWords,
    facts: Mapping[str, str],
    looks: Looks,
    problems: Problems,
) -> Book | None:
    """The first table that has a column Name or Kind as a deck, or None with the problem noted; and
    with it all tables of the same columns, if each sheet is a theme.

    facts are those of the deck, to which its language is added.
    """
    tables = _tables(sheets, words, problems)
    if not tables:
        return None
    where, columns = sheets[0].where, tables[0].columns
    rows = [row for table in tables for row in table.rows]
    kinds = {decode_text(own.text): own for row in rows if (own := row.cell("kind"))}
    for kind, own in list(kinds.items())[1:]:
        what = f'a table holds one kind of card, and this is of the kind "{kind}"'
        problems.error("E614", own.where, what, "put each kind in a sheet of a workbook")
    forms = {} if kinds else dict(FIELDS)
    heads: dict[str, Text] = {}
    for table in tables:
        forms |= {name: form or forms.get(name, "") for name, form in table.columns.forms.items()}
        heads = {**table.columns.heads, **heads}
    if not forms:
        what = "this table has no column for the words of its cards"
        problems.error("E613", where, what, "give one column the heading Name")
        return None
    forms = {name: form or _guessed(name, rows) for name, form in forms.items()}
    marks = {name: marks_of(row.cells.get(name, ()) for row in rows) for name in forms}
    rows = [_with_items(row, forms, marks) for row in rows]
    note_divided(rows, forms, problems)
    declared = _cells(where, kind=next(iter(kinds), KIND), numbered="yes")
    declared["fields"] = tuple(
        _field(name, form, rows, heads[name].where if name in heads else where)
        for name, form in forms.items()
    )
    language = _language(columns, problems)
    ordered = sorted(placed(rows, (), problems), key=lambda own: own[0])
    cards = [row for _, row in ordered]
    themes = tuple(_themes(cards, looks))
    if len(themes) > THEMES.most:
        what = f"the table has more than {THEMES}, the limit"
        fix = "head a column Theme that sorts the cards, and this one with what else it holds"
        problems.error("E602", themes[THEMES.most].where, what, fix)
        return None
    return Book(
        facts=TableRow(where, _cells(where, **{**facts, "language": language})),
        themes=themes,
        kinds=(TableRow(where, declared),),
        questions=(),
        cards=tuple(row._replace(cells={**row.cells, "kind": declared["kind"]}) for row in cards),
        is_own=True,
        heads={name: " ".join(bare(own.text).split()) for name, own in heads.items()},
    )


def _tables(sheets: Sequence[Worksheet], words: TableWords, problems: Problems) -> Sequence[_Table]:
    """The tables that the cards are read from; what is left out is noted, and so is, as an error,
    that there is none."""
    headed = [(own, at) for own in sheets if (at := _heading_row(own, words)) is not None]
    if not headed:
        rows = sheets[0].rows
        seen = ", ".join(cell.text.strip() for cell in rows[0].values()) if rows else ""
        what, fix = "there is nothing in this file", ""
        if seen:
            what = "no line of this table has the heading Name"
            fix = f"give one column the heading Name; the first line has: {seen}"
        problems.error("E613", sheets[0].where, what, fix)
        return ()
    first, *others = (
        (own, at, columns_of(own._replace(rows=own.rows[at:]), words, Problems()))
        for own, at in headed
    )
    is_themed = "theme" in first[2].names.values() or first[0].is_hidden
    alike = [
        other
        for other in others
        if not is_themed and not other[0].is_hidden and _are_alike(first[2], other[2])
    ]
    read = [first, *alike]
    _note_sheets(sheets, [own for own, _, _ in read], words, problems)
    named = len(read) > 1 and not all(words.is_sheet_without_name(own.name) for own, _, _ in read)
    return [
        _table(own, at, Text(own.name, own.where) if named else None, words, problems)
        for own, at, _ in read
    ]


def _heading_row(sheet: Worksheet, words: TableWords) -> int | None:
    """The row, among the first, that has most headings of those that name the cards or their
    kind."""
    named = sheet._replace(rows=[row if has_name(row, words) else {} for row in sheet.rows])
    return heading_row(named, lambda text: heads_cards(text, words))


def _are_alike(one: Columns, other: Columns) -> bool:
    """Whether two tables have the same columns, apart from some that only one of them has."""
    names, others = set(one.names.values()), set(other.names.values())
    return names == others or (len(names & others) > 1 and (names <= others or others <= names))


def _note_sheets(
    sheets: Sequence[Worksheet], read: Sequence[Worksheet], words: TableWords, problems: Problems
) -> None:
    """Note which sheets are left out and, of several that are read, what each is taken for."""
    if len(read) > 1:
        names = ", ".join(own.name for own in read)
        what = f"each sheet is taken for a theme: {names}"
        if all(words.is_sheet_without_name(own.name) for own in read):
            what = f"the cards of these sheets are read one after the other: {names}"
        fix = "hide a sheet that is not of the deck, or give the table a column headed Theme"
        problems.warning("W619", read[0].where, what, fix)
    for other in sheets:
        if other not in read:
            hidden = "the hidden sheet" if other.is_hidden else "the sheet"
            what = f'{hidden} "{other.name}" is left out: cards are read from "{read[0].name}"'
            problems.warning("W602", other.where, what, "put all cards on one sheet")


def _table(
    sheet: Worksheet, at: int, theme: Text | None, words: TableWords, problems: Problems
) -> _Table:
    """The rows of cards under the row of headings, each with its theme: that beside it, of its rows
    or of its sheet."""
    above = sheet.rows[at - 1] if at else {}
    alone = next(iter(above.values())) if len(above) == 1 else None
    below = sheet._replace(rows=sheet.rows[at:])
    told = Problems()
    columns = columns_of(below, words, told)
    found = themed_rows(below, columns, alone, words, told)
    is_theme = alone is not None and any(row.theme is alone for row in found)
    note_above(sheet.rows[: at - is_theme], problems)
    # What is true of the columns of several sheets is told of the first.
    known = {(own.code, own.what) for own in problems}
    problems.add(own for own in told if (own.code, own.what) not in known)
    number = columns.number("theme") or _BESIDE
    rows: list[RowCells] = [sheet.rows[at]]
    for row in found:
        own = row.theme or theme
        rows.append({**row.cells, number: own} if own else row.cells)
    names = {_BESIDE: "theme", **columns.names} if number == _BESIDE else columns.names
    table = below._replace(rows=rows)
    return _Table(columns, rows_in_columns(table, names, columns.joined, problems))


def _language(columns: Columns, problems: Problems) -> str:
    """The language of the deck: that of the headings, which is told unless it is English."""
    language = columns.language
    if language in ("", _ENGLISH):
        return _IN_ENGLISH
    first = next(iter(columns.heads.values()))
    what = f'the headings are in "{language}", and the deck is taken to be in that language'
    problems.warning("W612", first.where, what, "change lang in deck.yaml if it is in another")
    return language


def _guessed(name: str, rows: Sequence[TableRow]) -> str:
    """The form of a field that none says: a list if a cell has several lines of text."""
    cells = (row.cells.get(name, ()) for row in rows)
    several = any(sum(bool(line.text.strip()) for line in cell) > 1 for cell in cells)
    return "list" if several else "text"


def _field(name: str, form: str, rows: Sequence[TableRow], where: Mark) -> Text:
    """The declaration of a field, which may be left out if a card does without, unless it is the
    card's name."""
    needed = name == "name" or all(row.cells.get(name, ()) for row in rows)
    return Text(f"{name}: {form}{'' if needed else '?'}", where)


def _with_items(
    row: TableRow, forms: Mapping[str, str], marks: Mapping[str, Collection[ItemMark]]
) -> TableRow:
    """The row with the items of its lists as they are meant, without the marks before them, which
    are usual in each list."""
    cells = {
        name: items_of(own, marks[name]) if forms.get(name) == "list" else own
        for name, own in row.cells.items()
    }
    if "tags" in cells:
        cells["tags"] = tags_of(cells["tags"])
    return row._replace(cells=cells)


def _themes(rows: Iterable[TableRow], looks: Looks) -> Iterator[TableRow]:
    """The themes that cards name, in the order in which they first do."""
    names: dict[str, Text] = {}
    for row in rows:
        theme = row.cell("theme")
        if theme and decode_text(theme.text):
            names.setdefault(decode_text(theme.text).casefold(), theme)
    for name, colour, mark in zip(names.values(), cycle(looks.colours), cycle(looks.marks)):
        own = _cells(name.where, colour=colour, mark=mark)
        yield TableRow(name.where, {"name": (name,), **own})


def _cells(where: Mark, **texts: str) -> dict[str, CellLines]:
    return {name: (Text(text, where),) for name, text in texts.items()}
