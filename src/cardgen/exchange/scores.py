"""A table of scores → scores: a line for each, or a line for each person with a column a card."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cardgen.exchange.people import Column, PeopleRows, read_rows
from cardgen.exchange.worksheet import TableRow
from cardgen.graphics.type.wording import listed
from cardgen.intake import is_file
from cardgen.model.deck import Card, Text
from cardgen.model.scores import Occasion, Score, ScoreTable
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources, shown
from cardgen.read.people import read_occasions, read_usual_headings
from cardgen.read.table_words import read_table_words

_WORKBOOK = b"PK"  # begins one
_CARD = "card "  # and its id: the column of its scores, where each has one


def with_scores(sources: Sources, table: str | os.PathLike[str] | bytes) -> tuple[Sources, str]:
    """Returns the sources with the scores in a table, a file or its bytes, and the table's name.

    Raises Stop for a file that does not exist or cannot be read.
    """
    if isinstance(table, bytes):
        name = "scores.xlsx" if table.startswith(_WORKBOOK) else "scores.csv"
        sources = sources.with_held({name: table})
        path = sources.project / name
    else:
        held = sources.project / table
        path = held if sources.files.held(held) is not None else Path(table)
        if path is not held and not is_file(path):
            raise Stop(f"there is no file {shown(path)}")
    problems = Problems()
    scores = _scores_in(path, sources, problems)
    return sources._replace(score_table=ScoreTable(scores, tuple(problems))), path.name


def _scores_in(path: Path, sources: Sources, problems: Problems) -> tuple[Score, ...]:
    usual, words = read_usual_headings(sources, problems), read_table_words(sources, problems)
    occasions, deck = read_occasions(sources, problems), sources_deck(sources, Problems())
    if usual is None or words is None or deck is None:
        return ()
    named = Text(path.name, Mark(shown(path)))
    cards = [card for card in deck.cards if card.number]
    columns = [
        *(Column(name, name, (), usual[name], needed=False) for name in ("card", "score")),
        Column("occasion", "occasion", (), usual["occasion"], needed=False),
        *(Column(_CARD + card.id, card.id, (), _headings(card), needed=False) for card in cards),
    ]
    found = read_rows(named, path.parent, columns, words, sources.files, problems)
    if found is None:
        return ()
    _note_left_out(found.others, problems)
    if {"card", "score"} <= found.columns.keys():
        return tuple(scores_of_lines(found, problems, occasions))
    if not any(name.startswith(_CARD) for name in found.columns):
        fix = "head one column card and one score, or each column of scores with a card's name"
        problems.error("E703", Mark(named.where.file), "there are no scores in this table", fix)
    return tuple(_of_people(found, cards, problems, occasions))


def _note_left_out(others: Sequence[Text], problems: Problems) -> None:
    """Warns of columns that hold no scores, as a card's would if its heading were mistyped."""
    if others:
        headings = listed([f'"{" ".join(other.text.split())}"' for other in others])
        what = f"what stands under {headings} is left out"
        fix = "where these are scores, head them with the name of their card"
        problems.warning("W703", others[0].where, what, fix)


def _headings(card: Card) -> Sequence[tuple[str, ...]]:
    """What may stand over the scores of a card."""
    return tuple(dict.fromkeys([(card.called.text,), (card.id,)]))


def scores_of_lines(
    found: PeopleRows, problems: Problems, occasions: Mapping[str, Occasion]
) -> Iterator[Score]:
    """Yields the score of each line, with what is wrong noted."""
    for row in found.rows:
        card, where = row.cell("card"), row.cell("score")
        if where is None:
            continue  # nobody gave one
        if card is None:
            note_empty(row, found.columns["card"], problems)
            continue
        value = _value(where, problems)
        if value is not None:
            yield Score(card, value, where.where, _occasion(row, occasions, problems))


def _of_people(
    found: PeopleRows, cards: Sequence[Card], problems: Problems, occasions: Mapping[str, Occasion]
) -> Iterator[Score]:
    """Yields the scores of each line, which one person gave."""
    for row in found.rows:
        occasion = _occasion(row, occasions, problems)
        for card in cards:
            where = row.cell(_CARD + card.id)
            value = _value(where, problems) if where else None
            if where and value is not None:
                yield Score(Text(card.id, where.where), value, where.where, occasion)


def _value(written: Text, problems: Problems) -> float | None:
    if not re.fullmatch(r"[-+−]?[0-9]{1,9}([.,][0-9]{1,9})?", written.text):
        what, fix = f'"{written.text}" is not a score', "write a number, or nothing for no score"
        problems.error("E703", written.where, what, fix)
        return None
    return float(written.text.replace(",", ".").replace("−", "-"))


def _occasion(
    row: TableRow, occasions: Mapping[str, Occasion], problems: Problems
) -> Occasion | None:
    cell = row.cell("occasion")
    if cell is None:
        return None
    found = occasions.get(cell.text.casefold())
    if found is None:
        what = "this says neither before nor after"
        problems.error("E703", cell.where, what, "write before or after, or leave the column out")
    return found


def note_empty(row: TableRow, headings: Sequence[str], problems: Problems) -> None:
    """Notes a row that has nothing under any of these headings."""
    columns = "column" if len(headings) == 1 else "columns"
    quoted = listed([f'"{heading}"' for heading in headings])
    problems.error("E703", row.where, f"there is nothing in the {columns} {quoted}")
