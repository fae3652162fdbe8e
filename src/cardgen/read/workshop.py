"""A workshop's YAML → Workshop."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any, get_args

from cardgen.model.deck import Person, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import accepts, mapping, measure, written
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    Reader,
    Unreadable,
    date,
    filled,
    integer,
    language,
    length,
    list_of,
    one_of,
    positive,
    refuse,
    text,
    yes_or_no,
)
from cardgen.model.language import LANGUAGE, fit_a_face
from cardgen.model.options import OPTIONS, Option, Options
from cardgen.model.workshop import (
    MOST,
    Choice,
    Deal,
    Guest,
    Lowest,
    PeopleTable,
    Per,
    Pick,
    Table,
    Wanted,
    Workshop,
)
from cardgen.problems import Mark, Problems
from cardgen.read.files import Files, below


@accepts({"type": "integer", "minimum": 1, "maximum": MOST})
def _count(node: Node, problems: Problems) -> int:
    value = positive(integer)(node, problems)
    if value > MOST:
        raise refuse(
            problems, "E107", node.where, f"{value} is more than {MOST}, the most allowed here"
        )
    return value


class _PerForm(Form):
    per: Per = key(one_of(*get_args(Per)))


_per_form = nested(_PerForm, "copies")


@accepts(lambda of: {"anyOf": [of(_count), of(_per_form)]}, "copies")
def _copies(node: Node, problems: Problems) -> int | Per:
    """A number of copies, or one for each table, participant or pair."""
    if node.entries is None:
        fix = "write copies: 2, or copies: {per: table}"
        _expect_number(node, "a number of copies, or for whom there is one", fix, problems)
        return _count(node, problems)
    return _per_form(node, problems).per


def _expect_number(node: Node, what: str, fix: str, problems: Problems) -> None:
    """Raises Unreadable for a text that is no number, where other forms are taken as well; it is
    not quoted, because it may be somebody's name."""
    if node.text is not None and not re.match(r"\s*[-+]?[\d.]", node.text):
        raise refuse(problems, "E102", node.where, f"this should be {what}", fix)


@accepts(
    lambda of: {
        "anyOf": [
            of(placed_text),
            mapping(
                of(placed_text),
                propertyNames={"enum": [*get_args(Choice)]},
                minProperties=1,
                maxProperties=1,
            ),
        ]
    },
    "pick",
)
def _pick(node: Node, problems: Problems) -> Pick:
    """The name of a card or a theme, or one of {theme: …}, {card: …}, {tag: …} and {not:
    …}."""
    if node.entries is None:
        return Pick(None, placed_text(node, problems))
    choices = get_args(Choice)
    if len(node.entries) != 1 or next(iter(node.entries)) not in choices:
        what = f"this should be a name, or one of {', '.join(choices)} with a name"
        raise refuse(problems, "E102", node.where, what, "write it as in - not: trust")
    (what, value), *_ = node.entries.items()
    name: Choice = next(choice for choice in choices if choice == what)
    return Pick(name, placed_text(value, problems))


_PICKS: Reader[tuple[Pick, ...]] = filled(list_of(_pick))


class _TableForm(Form):
    name: Text = key(placed_text)
    cards: tuple[Pick, ...] = key(_PICKS, ())


_table_form = nested(_TableForm, "a table")


@accepts(lambda of: {"anyOf": [of(placed_text), of(_table_form)]})
def _table(node: Node, problems: Problems) -> Table:
    if node.entries is None:
        return Table(placed_text(node, problems), ())
    form = _table_form(node, problems)
    return Table(form.name, form.cards)


@accepts(lambda of: {"anyOf": [of(_count), of(list_of(_table))]})
def _tables(node: Node, problems: Problems) -> tuple[Table, ...]:
    """A number of tables, which are named 1, 2, 3 and so on, or a list of tables."""
    if node.items is None:
        fix = "write tables: 6, or the names of the tables as a list"
        _expect_number(node, "a number of tables, or a list of them", fix, problems)
        count = range(1, _count(node, problems) + 1)
        return tuple(Table(Text(str(number), node.where), ()) for number in count)
    return list_of(_table)(node, problems)


class _GuestForm(Form):
    name: Text = key(placed_text)
    table: Text | None = key(placed_text, None)
    details: tuple[Text, ...] = key(list_of(placed_text), ())


_guest_form = nested(_GuestForm, "a participant")


@accepts(lambda of: {"anyOf": [of(placed_text), of(_guest_form)]})
def _guest(node: Node, problems: Problems) -> Guest:
    if node.entries is None:
        return Guest(Person(_quiet(placed_text(node, problems)), 0), None)
    form = _guest_form(node, problems)
    return Guest(Person(_quiet(form.name), 0, tuple(map(_quiet, form.details))), form.table)


def _quiet(name: Text) -> Text:
    """Returns the name at a place that no message quotes."""
    return name._replace(where=name.where._replace(private=True))


_guests = filled(list_of(_guest))
_people_table = nested(PeopleTable, "participants")


@accepts(
    lambda of: {"anyOf": [of(positive(integer)), of(_guests), of(_people_table)]},
    "participants",
)
def _participants(node: Node, problems: Problems) -> tuple[Guest, ...] | PeopleTable:
    """How many people take part, a list of their names, with or without tables, or where the
    list is."""
    if node.entries is not None:
        return _people_table(node, problems)
    if node.items is not None:
        return numbered(_guests(node, problems), node.where, problems)
    fix = "write participants: 24, or participants: {file: people.csv}"
    _expect_number(node, "a number of people, a list of their names, or where it is", fix, problems)
    count = positive(integer)(node, problems)
    _refuse_too_many(count, node.where, problems)
    return (Guest(None, None),) * count


def numbered(guests: tuple[Guest, ...], where: Mark, problems: Problems) -> tuple[Guest, ...]:
    """Returns the guests with their numbers in the list, from 1. Raises Unreadable if there are too
    many."""
    _refuse_too_many(len(guests), where, problems)
    return tuple(
        guest._replace(person=guest.person._replace(number=number)) if guest.person else guest
        for number, guest in enumerate(guests, 1)
    )


def _refuse_too_many(count: int, where: Mark, problems: Problems) -> None:
    if count > MOST:
        what = f"{count} people take part; the limit is {MOST}"
        raise refuse(problems, "E107", where, what, "split them into two workshops")


class _DealForm(Form):
    each: int = key(_count, 1)
    seed: int = key(integer, 1)


_deal_form = nested(_DealForm, "random")


@accepts(lambda of: of(_deal_form))
def _deal(node: Node, problems: Problems) -> Deal:
    form = _deal_form(node, problems)
    return Deal(form.each, form.seed, node.where)


@accepts(written(rf"{LANGUAGE}(\s*,\s*{LANGUAGE})?"))
def _languages(node: Node, problems: Problems) -> tuple[str, ...]:
    """One language, or two with a comma between them."""
    names = [name.strip() for name in text(node, problems).split(",")]
    tags = tuple(language(Node(name, node.where), problems) for name in names)
    if not fit_a_face(tags):
        what, fix = "a face has one language or two", "write it as in lang: cy,en"
        raise refuse(problems, "E102", node.where, what, fix)
    return tags


class _ForWhomForm(Form):
    """An output and its options, which are those of `cardgen build`."""

    output: Text = key(placed_text)
    cards: tuple[Pick, ...] = key(_PICKS, ())
    copies: int | Per | None = key(_copies, None)
    names: bool | None = key(yes_or_no, None)
    spares: int = key(_count, 0)


def _up_to(most: float) -> Reader[float]:
    """Returns a reader of lengths up to that many mm."""

    @accepts(measure(most, "mm", "pt"))
    def read(node: Node, problems: Problems) -> float:
        value = length(node, problems)
        if value > most:
            what = f"{node.form} is more than {most:g} mm, the most allowed here"
            raise refuse(problems, "E107", node.where, what)
        return value

    return read


def _reader(row: Option) -> Reader[Any]:
    """Returns the reader for the option's value."""
    match row.kind:
        case "choice":
            return one_of(*row.choices)
        case "count":
            return _count
        case "length":
            return _up_to(row.most)
        case "names":
            return list_of(text)
        case "flag":
            return yes_or_no
        case "text" | "file":
            return text


_OPTIONS = {row.name: row for row in OPTIONS.values() if row.in_workshop}
_WantedForm = type(
    "_WantedForm",
    (_ForWhomForm,),
    {name: key(_reader(row), row.default) for name, row in _OPTIONS.items()}
    | {"__doc__": _ForWhomForm.__doc__},
)
_wanted_form: Reader[Any] = nested(_WantedForm, "an output of a workshop")


@accepts(lambda of: {"anyOf": [of(placed_text), of(_wanted_form)]})
def wanted(node: Node, problems: Problems) -> Wanted:
    """The name of an output, or a set of keys that contains it."""
    if node.entries is None:
        return Wanted({"output": placed_text(node, problems)}, (), None, None, 0, Options())
    form = _wanted_form(node, problems)
    options = Options(**{name: getattr(form, name) for name in _OPTIONS})
    named = {
        key: Text(value.text, value.where)
        for key, value in node.entries.items()
        if key in ("output", "sheet", "printer") and value.text
    }
    return Wanted(named, form.cards, form.copies, form.names, form.spares, options)


class _WorkshopForm(Form):
    title: Text = key(placed_text)
    date: datetime.date | None = key(date, None)
    facilitator: str = key(text, "")
    deck: Text | None = key(placed_text, None)
    overlay: Text | None = key(placed_text, None)
    lang: tuple[str, ...] = key(_languages, ())
    cards: tuple[Pick, ...] = key(_PICKS, ())
    copies: int | Per = key(_copies, 1)
    tables: tuple[Table, ...] = key(_tables, ())
    participants: tuple[Guest, ...] | PeopleTable = key(_participants, ())
    random: Deal | None = key(_deal, None)
    lowest: Lowest | None = key(nested(Lowest, "lowest"), None)
    index_names: bool = key(yes_or_no, True)
    outputs: tuple[Wanted, ...] = key(filled(list_of(wanted)))


workshop_form = nested(_WorkshopForm, "a workshop")


def read_workshop(path: Path, files: Files, problems: Problems) -> Workshop | None:
    """Returns the workshop in a file, or None if there were errors (they are in problems); the
    tables that it names are not opened.

    Raises Stop for a file that cannot be read.
    """
    root = files.tree(path, problems)
    if root is None:
        return None
    try:
        form = workshop_form(root, problems)
    except Unreadable:
        return None
    home = path.parent
    otherwise = "name it on the command line: cardgen --{} PATH"
    own = {
        key: below(named, home, otherwise.format(key), files, problems)
        for key, named in (("deck", form.deck), ("overlay", form.overlay))
        if named
    }
    if None in own.values():
        return None
    return Workshop(
        title=form.title,
        date=form.date,
        facilitator=form.facilitator,
        deck=own.get("deck"),
        overlay=own.get("overlay"),
        languages=form.lang,
        picks=form.cards,
        copies=form.copies,
        tables=form.tables,
        guests=form.participants,
        deal=form.random,
        lowest=form.lowest,
        index_names=form.index_names,
        wanted=form.outputs,
        folder=home,
        where=root.where,
    )
