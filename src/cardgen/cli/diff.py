"""`cardgen diff`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cardgen.cli.failures import errors_told, tell
from cardgen.cli.group import Opener, deck_options
from cardgen.cli.report import FULL, JSON, document

if TYPE_CHECKING:
    from cardgen import Change, Difference

_MOST = 20  # cards named on a line


@click.command()
@click.argument("old", metavar="OLD.pdf|OLD-DECK")
@click.argument("output", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
@click.pass_obj
def diff(open_project: Opener, old: str, output: str | None, as_json: bool) -> None:
    """List the cards whose faces changed since an older PDF was built, or since an older deck.

    A PDF records its OUTPUT and how it was built. An older deck, a folder or its deck.yaml, is
    compared in the OUTPUT, by default office, and reported field by field. Nothing is printed
    if nothing changed; the exit code is 0 either way.
    """
    with errors_told(JSON if as_json else FULL):
        difference = open_project().diff(old, output)
    if as_json:
        click.echo(document(difference.problems, **difference.as_data()))
    else:
        tell(difference.problems, FULL)
    if not as_json:
        for line in _lines(difference):
            click.echo(line)


def _lines(difference: Difference) -> Iterator[str]:
    """Yields one line for each way of changing, with the cards that changed in it."""
    alike: dict[tuple[Change, int], list[Change]] = {}
    for change in difference.changes:
        before, now = change.numbers or (0, 0)
        key = change._replace(card="", numbers=None), now - before
        alike.setdefault(key, []).append(change)
    for (_, up), group in alike.items():
        ids = [difference.output if one.card == "together" else one.card for one in group]
        more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
        yield f"{', '.join(ids[:_MOST])}{more}: {_in_words(group, up, difference)}"


def _in_words(group: Sequence[Change], up: int, difference: Difference) -> str:
    """Describes how each card of the group changed; their numbers went up by up."""
    change = group[0]
    if change.what == "absent":
        return f"not in {difference.old}"
    if change.what != "changed":
        return change.what
    said = list(change.fields)
    if len(group) > 1 and up:
        said.append(f"number {abs(up)} {'higher' if up > 0 else 'lower'}")
    elif change.numbers:
        said.append("number {} → {}".format(*change.numbers))
    if change.moved:
        said.append("moved")
    faces = _faces(change.faces, difference.paged)
    return f"{', '.join(said)} ({faces})" if said else faces


def _faces(names: Sequence[str], paged: bool) -> str:
    if not names:
        return "no face changes"
    if paged:
        numbers = sorted(int(name.partition(" ")[2] or 1) for name in names)
        names = [str(number) for number in numbers]
    *others, last = names
    what = f"{', '.join(others)} and {last} change" if others else f"{last} changes"
    return f"{'pages' if others else 'page'} {what}" if paged else what
