"""Who takes part: so many, a list of names, or a table of them → Guests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cardgen.model.deck import Person, Prose, prose
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, filled, integer, list_of, positive, refuse, text
from cardgen.model.workshop import MOST, Guest
from cardgen.problems import Problems
from cardgen.read.rows import read_rows


class ListForm(Form):
    """A table of names: its file beside the workshop's, and the headings of its columns."""

    file: Prose = key(prose)
    name: str = key(text, "name")
    table: str = key(text, "table")


class _GuestForm(Form):
    name: Prose = key(prose)
    table: Prose | None = key(prose, None)


_list_form = nested(ListForm, "participants")
_guest_form = nested(_GuestForm, "a participant")


@accepts(lambda of: {"anyOf": [of(prose), of(_guest_form)]})
def _guest(node: Node, problems: Problems) -> Guest:
    if node.entries is None:
        return Guest(Person(_quiet(prose(node, problems)), 0), None)
    form = _guest_form(node, problems)
    return Guest(Person(_quiet(form.name), 0), form.table)


_guests = filled(list_of(_guest))


def _quiet(name: Prose) -> Prose:
    """The name with a place that has no column: what stands there is not shown in messages."""
    return name._replace(where=replace(name.where, column=0, end=0))


@accepts(
    lambda of: {"anyOf": [of(positive(integer)), of(_guests), of(_list_form)]},
    "participants",
)
def participants(node: Node, problems: Problems) -> tuple[Guest, ...] | ListForm:
    """A number, a list of names, each with a table or without, or the file that has them."""
    if node.entries is not None:
        return _list_form(node, problems)
    if node.items is not None:
        return _numbered(_guests(node, problems), node, problems)
    count = positive(integer)(node, problems)
    _not_too_many(count, node, problems)
    return (Guest(None, None),) * count


def guests_of(
    found: tuple[Guest, ...] | ListForm, folder: Path, problems: Problems
) -> tuple[Guest, ...]:
    """The guests, those of a file read from the folder; none with the problems noted.

    Raises Stop for a file that cannot be read.
    """
    if not isinstance(found, ListForm):
        return found
    rows = read_rows(found.file, folder, {"name": found.name}, problems)
    if rows is None:
        return ()
    guests = []
    for row in rows:
        name = row.cell(found.name)
        if name is None:
            problems.error("E703", row.where, f'nothing stands in the column "{found.name}"')
            continue
        guests.append(Guest(Person(name, 0), row.cell(found.table)))
    if not guests and not problems.fatal:
        problems.error("E703", found.file.where, "the file has headings, and nobody under them")
    try:
        return _numbered(tuple(guests), Node(found.file.text, found.file.where), problems)
    except Unreadable:
        return ()


def _numbered(guests: tuple[Guest, ...], node: Node, problems: Problems) -> tuple[Guest, ...]:
    """The guests with their numbers in the list."""
    _not_too_many(len(guests), node, problems)
    return tuple(
        replace(guest, person=guest.person._replace(number=number)) if guest.person else guest
        for number, guest in enumerate(guests, 1)
    )


def _not_too_many(count: int, node: Node, problems: Problems) -> None:
    if count > MOST:
        what = f"{count} people take part, and {MOST} are the most that are read"
        raise refuse(problems, "E107", node.where, what, "make a workshop of each half")
