"""layouts/ways.yaml → the ways to print a deck, in the words of whoever prints."""

from __future__ import annotations

from typing import Any

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, names_to, text
from cardgen.model.workshop import Wanted
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.workshop import wanted
from cardgen.value import Value


class Way(Value):
    """A way to print: its name, what it is called and about, what one needs for it, and the output
    with its options."""

    name: str
    title: str
    about: str
    needs: str
    wanted: Wanted


class _WayForm(Form):
    title: str = key(text)
    about: str = key(text)
    needs: str = key(text, "")
    print: Wanted = key(wanted)


_way_form: Any = nested(_WayForm, "a way to print")


class _WaysForm(Form):
    ways: dict[str, _WayForm] = key(names_to(_way_form))


ways_form = nested(_WaysForm, "ways to print")


def read_ways(sources: Sources, problems: Problems) -> tuple[Way, ...]:
    """Returns the ways in their order; none if there were errors (they are in problems)."""
    tree = sources.tree("layouts/ways.yaml", problems)
    try:
        form = ways_form(tree, problems) if tree else None
    except Unreadable:
        return ()
    rows = form.ways.items() if form else ()
    return tuple(Way(name, own.title, own.about, own.needs, own.print) for name, own in rows)
