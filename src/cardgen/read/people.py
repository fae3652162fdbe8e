"""layouts/people.yaml → the usual headings of tables of people and of surveys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, filled, list_of
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


people_form = nested(_PeopleForm, "the headings of tables")


def read_usual_headings(sources: Sources, problems: Problems) -> UsualHeadings | None:
    """Returns the usual headings, or None if there were errors (they are in problems)."""
    tree = sources.tree("layouts/people.yaml", problems)
    try:
        form = people_form(tree, problems) if tree else None
    except Unreadable:
        return None
    if form is None:
        return None
    return {"name": form.name, "table": form.table, "card": form.card, "score": form.score}
