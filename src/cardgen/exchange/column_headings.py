"""The headings of a table of someone's own → the fields and keys of cards that its columns hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from cardgen.exchange.book import ALT, FIELDS, OWN, PLACE, key_of, plain_words
from cardgen.exchange.worksheet import RowCells, Worksheet
from cardgen.model.deck import Text
from cardgen.problems import Problems
from cardgen.read.table_words import TableWords

_LISTS = ("positive", "negative", "tags")
_LONGEST_NAME = 200  # of a field; a question as a heading has fewer characters
_FORM = re.compile(r"(.+?)\s*\((text|list|steps)\)", re.DOTALL)
_NUMBERED = re.compile(r"(.*\S)\s*[-_#.]?\s*\(?([0-9]{1,3})\)?", re.DOTALL)
_NUMBER = re.compile(r"\s*[0-9]+([.,][0-9]+)?\s*\.?\s*")


@dataclass(slots=True)
class Columns:
    """What the columns of a table hold: the name of each by its number, None for one that cannot
    be read; the headings and the forms of fields by their names; and the names of lists that
    several columns hold."""

    language: str = ""
    names: dict[int, str | None] = field(default_factory=dict)
    heads: dict[str, Text] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)

    def number(self, name: str) -> int | None:
        """The number of the first column of that name."""
        return next((number for number, own in self.names.items() if own == name), None)


def heads_cards(text: str, words: TableWords) -> bool:
    """Whether a text is a heading that tables of cards have."""
    return words.meant(text) is not None or _own_key(text) in (*OWN, ALT)


def has_name(row: RowCells, words: TableWords) -> bool:
    """Whether a row of headings says, or is likely to say, how the cards are called or sorted."""
    for cell in row.values():
        meant = words.meant(bare(cell.text))
        if (meant is not None and meant.column == "name") or _own_key(cell.text) == "kind":
            return True
    return False


def columns_of(sheet: Worksheet, words: TableWords, problems: Problems) -> Columns:
    """What the columns of the table hold whose first row has the headings.

    A heading means what it says in its own language before all others. One that is only likely to
    mean something is taken for it where no other does, with a warning; an error is noted for one
    that can be no name.
    """
    heads = sheet.rows[0]
    columns = Columns(words.language(bare(head.text) for head in heads.values()))
    likely: dict[int, str] = {}
    of_kind = any(_own_key(head.text) == "kind" for head in heads.values())  # has its own fields
    for number, head in heads.items():
        meant = words.meant(bare(head.text), columns.language)
        if (
            meant is None
            or _FORM.fullmatch(head.text.strip())
            or (of_kind and meant.column in FIELDS)
            or (meant.column == "place" and not _holds_numbers(sheet, number, head))
        ):
            columns.names[number] = _name_of(head, columns, problems)
        elif meant.likely:
            likely[number] = meant.column
            columns.names[number] = _name_of(head, columns, Problems())
        else:
            columns.names[number] = PLACE if meant.column == "place" else meant.column
    if not of_kind:
        _take_likely(likely, sheet, columns, problems)
    _join_numbered(heads, columns, words, problems)
    _join_beside(sheet, columns, problems)
    for number, name in columns.names.items():
        if name is not None:
            if number in heads:
                columns.heads.setdefault(name, heads[number])
            if name not in OWN:
                columns.forms.setdefault(name, FIELDS.get(name, ""))
    return columns


def bare(heading: str) -> str:
    """A heading without the form in brackets that it may have."""
    found = _FORM.fullmatch(heading.strip())
    return found[1] if found else heading


def _own_key(heading: str) -> str:
    """The field, or the key of a card, that a heading stands for: Größe → grosse"""
    text = heading.strip().casefold()
    return text if text in (ALT, PLACE) else "-".join(plain_words(heading))


def _name_of(head: Text, columns: Columns, problems: Problems) -> str | None:
    """The field, or the key of a card, that a heading is called; None, with an error, if it can be
    none. A form in brackets is added to those of the fields."""
    found = _FORM.fullmatch(head.text.strip())
    name = _own_key(found[1] if found else head.text)
    if not 0 < len(name) <= _LONGEST_NAME:
        what = f'no field can be called "{head.text.strip()[:40]}", which heads a column'
        fix = f"give it a heading in Latin letters, of {_LONGEST_NAME} characters at most"
        problems.error("E606", head.where, what, fix)
        return None
    if found:
        columns.forms[name] = found[2]
    return name


def _holds_numbers(sheet: Worksheet, number: int, head: Text) -> bool:
    """Whether a column holds the places of cards; one headed # does, whatever is in it."""
    cells = [row[number].text for row in sheet.rows[1:] if number in row]
    return head.text.strip() == PLACE or (bool(cells) and all(map(_NUMBER.fullmatch, cells)))


def _take_likely(
    likely: Mapping[int, str], sheet: Worksheet, columns: Columns, problems: Problems
) -> None:
    """Take for each field of a card, and for its theme, the first column that is likely to be it if
    no other is, and tell which were taken."""
    taken: list[tuple[Text, str]] = []
    for wanted in (*FIELDS, "theme"):
        if wanted in columns.names.values():
            continue
        for number, meant in likely.items():
            head = sheet.rows[0][number]
            if meant == wanted and (wanted != "theme" or _repeats(sheet, number)):
                columns.names[number] = wanted
                taken.append((head, wanted))
                break
    if taken:
        columns_named = ", ".join(f'"{head.text.strip()}"' for head, _ in taken)
        wanted_names = ", ".join(wanted.capitalize() for _, wanted in taken)
        one = len(taken) == 1
        what = f"no output prints {'a column' if one else 'columns'} called {columns_named}: "
        what += f"{'it is' if one else 'they are'} read as {wanted_names}"
        first = taken[0][0]
        own = f"{first.text.strip()} (text)"
        fix = f'head them so in the table; to keep one as a field of its own, head it "{own}"'
        problems.warning("W611", first.where, what, fix)


def _repeats(sheet: Worksheet, number: int) -> bool:
    """Whether a column sorts the cards: it has a text more than once, or for several rows."""
    texts = [row[number].text.strip().casefold() for row in sheet.rows[1:] if number in row]
    return bool(texts) and (len(set(texts)) < len(texts) or len(texts) < len(sheet.rows) - 1)


def _join_numbered(
    heads: RowCells, columns: Columns, words: TableWords, problems: Problems
) -> None:
    """Read columns that are numbered, such as Positive 1 and Positive 2, as one list."""
    groups: dict[str, list[int]] = defaultdict(list)
    called: dict[str, str] = {}
    for number, head in heads.items():
        found = _NUMBERED.fullmatch(head.text.strip())
        words_alone = found[1] if found else head.text
        if columns.names[number] is not None:
            key = key_of(words_alone)
            groups[key].append(number)
            called.setdefault(key, words_alone)
    for key, numbers in groups.items():
        texts = [heads[number].text.strip() for number in numbers]
        names = {columns.names[number] for number in numbers}
        if len({text.casefold() for text in texts}) < 2 or names & {"name", "definition", "theme"}:
            continue
        meant = words.meant(called[key], columns.language)
        listed = meant is not None and meant.column in _LISTS
        name = meant.column if meant and listed else _own_key(called[key])
        for number in numbers:
            columns.names[number] = name
        columns.joined.add(name)
        if name not in OWN:
            columns.forms[name] = "list"
        what = f"these columns are read as one list: {', '.join(texts)}"
        fix = "name them differently if they are not one"
        problems.warning("W620", heads[numbers[0]].where, what, fix)


def _join_beside(sheet: Worksheet, columns: Columns, problems: Problems) -> None:
    """Read columns without a heading as more of the list beside them, as where one heading is
    merged across them."""
    heads = sheet.rows[0]
    own: int | None = None
    beside: dict[int, int] = defaultdict(int)
    for number in sorted({number for row in sheet.rows for number in row}):
        if number in heads:
            name = columns.names[number]
            own = number if name in _LISTS or columns.forms.get(name or "") == "list" else None
        elif own is not None:
            columns.names[number] = columns.names[own]
            beside[own] += 1
    for number, count in beside.items():
        columns.joined.add(columns.names[number] or "")
        head = heads[number]
        which = "a column" if count == 1 else f"{count} columns"
        what = f'{which} without a heading beside "{head.text.strip()}": read as more of its list'
        fix = f"give {'it' if count == 1 else 'them'} a heading if that is not so"
        problems.warning("W620", head.where, what, fix)
