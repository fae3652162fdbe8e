"""layouts/people.yaml → the usual headings of tables of people and of surveys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, filled, list_of, text
from cardgen.model.scores import Occasion
from cardgen.model.workshop import headings
from cardgen.problems import Problems
from cardgen.read.files import Sources

# By what a column holds, the headings to look for in turn, each of one or of several parts.
UsualHeadings: TypeAlias = Mapping[str, Sequence[tuple[str, ...]]]


class _PeopleForm(Form):
    name: tuple[tuple[str, ...], ...] = key(filled(list_of(headings)))
    table: tuple[tuple[str, ...], ...] = key(filled(list_of(headings)))
    card: tuple[tuple[str, ...], ...] = key(filled(list_of(headings)))
    score: tuple[tuple[str, ...], ...] = key(filled(list_of(headings)))
    occasion: tuple[tuple[str, ...], ...] = key(filled(list_of(headings)))
    before: tuple[str, ...] = key(filled(list_of(text)))
    after: tuple[str, ...] = key(filled(list_of(text)))


people_form = nested(_PeopleForm, "the headings of tables")


def read_usual_headings(sources: Sources, problems: Problems) -> UsualHeadings | None:
    """Returns the usual headings, or None if there were errors (they are in problems)."""
    form = _read(sources, problems)
    columns = ("name", "table", "card", "score", "occasion")
    return {name: getattr(form, name) for name in columns} if form else None


def read_occasions(sources: Sources, problems: Problems) -> Mapping[str, Occasion]:
    """Returns the words for before and after, in small letters, with what they mean; none if there
    were errors (they are in problems)."""
    form = _read(sources, problems)
    if form is None:
        return {}
    words: dict[str, Occasion] = dict.fromkeys(map(str.casefold, form.before), "before")
    return words | dict.fromkeys(map(str.casefold, form.after), "after")


def _read(sources: Sources, problems: Problems) -> _PeopleForm | None:
    tree = sources.tree("layouts/people.yaml", problems)
    try:
        return people_form(tree, problems) if tree else None
    except Unreadable:
        return None
