"""A workshop as its file has it: who comes, which cards, and what is printed for whom."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from cardgen.model.deck import Person, Text, placed_text
from cardgen.model.forms.form import Form, key
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import filled, integer, list_of, positive, text
from cardgen.model.options import Options
from cardgen.problems import Mark, Problems
from cardgen.value import Value

MOST = 10_000  # copies, people or tables

Per = Literal["table", "participant", "pair"]
Choice = Literal["card", "theme", "tag", "not"]


class Pick(Value):
    """A card, a theme or a tag whose cards are taken, or a card or theme that is left out; what is
    None for whichever card or theme has the name."""

    what: Choice | None
    name: Text


class Table(Value):
    """A table of the room, with cards of its own or, without picks, those of the workshop."""

    name: Text
    picks: tuple[Pick, ...]


class Guest(Value):
    """Someone who takes part; person is None where only their number is known, table where they may
    sit anywhere. lacks is the place of what cannot be set, for which the name was left out, and
    typed the name."""

    person: Person | None
    table: Text | None
    lacks: Mark | None = None
    typed: Text | None = None


class Deal(Value):
    """So many cards for each person, dealt at random; a seed always gives the same deal."""

    each: int
    seed: int
    where: Mark


@accepts(lambda of: {"anyOf": [of(text), of(filled(list_of(text)))]})
def headings(node: Node, problems: Problems) -> tuple[str, ...]:
    """One heading, or several that make up one text."""
    if node.items is None:
        return (text(node, problems),)
    return filled(list_of(text))(node, problems)


class PeopleTable(Form):
    """A table of the people who take part: its file beside the workshop's, and the headings of its
    columns, which are found without them if they are usual ones. show are the headings of what name
    cards say beside names; None where nobody has said."""

    file: Text = key(placed_text)
    name: tuple[str, ...] = key(headings, ())
    table: tuple[str, ...] = key(headings, ())
    show: tuple[str, ...] | None = key(list_of(text), None)


class Lowest(Form):
    """So many of the cards that scored lowest in a survey: its table beside the workshop's file,
    and the headings of its columns, which are found without them if they are usual ones."""

    file: Text = key(placed_text)
    take: int = key(positive(integer))
    card: tuple[str, ...] = key(headings, ())
    score: tuple[str, ...] = key(headings, ())


class Wanted(Value):
    """An output to print, with which cards, for whom and how; spares are so many more, for whoever
    joins.

    named are the names in it with their places: "output" and, where given, "sheet" and "printer".
    names is None for what the output does by itself, copies for what the workshop says.
    """

    named: Mapping[str, Text]
    picks: tuple[Pick, ...]
    copies: int | Per | None
    names: bool | None
    spares: int
    options: Options

    @property
    def output(self) -> Text:
        return self.named["output"]


class Workshop(Value):
    """A workshop's file; folder is where it lies, and where the tables that it names are.

    deck, overlay and languages are None or empty where those of the command line apply. index_names
    says whether the index may name people.
    """

    title: Text
    date: datetime.date | None
    facilitator: str
    deck: Path | None
    overlay: Path | None
    languages: tuple[str, ...]
    picks: tuple[Pick, ...]
    copies: int | Per
    tables: tuple[Table, ...]
    guests: tuple[Guest, ...] | PeopleTable
    deal: Deal | None
    lowest: Lowest | None
    index_names: bool
    wanted: tuple[Wanted, ...]
    folder: Path
    where: Mark
