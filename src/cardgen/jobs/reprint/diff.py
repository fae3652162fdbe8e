"""Compares an older file or deck with the current deck, card by card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cardgen.intake import is_file, is_folder, real_path
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.reprint.reprint import note_renumbering, record_of, recorded_in
from cardgen.model.deck import Deck
from cardgen.model.options import Options
from cardgen.model.record.changes import Change, changed_fields, changes
from cardgen.model.record.record import Record
from cardgen.problems import DeckError, Problem, Problems, Unsupported, known
from cardgen.read.files import Sources
from cardgen.read.output import DEFAULT_OUTPUT, output_names
from cardgen.read.profile import profile_names
from cardgen.read.project import find_sources
from cardgen.value import Value


class Difference(Value):
    """The changes since the older file or deck, in an output; paged says that its faces are
    pages."""

    old: str
    output: str
    paged: bool
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()

    def as_data(self) -> dict[str, Any]:
        changed = [change.as_data() for change in self.changes]
        return {"old": self.old, "output": self.output, "changes": changed}


def diff(sources: Sources, old: str, output: str | None) -> Difference:
    """Returns how the deck differs from an older PDF of it, or from an older deck as set in an
    output.

    Raises DeckError if either deck has errors, FileError for a PDF without a record of its faces,
    Unsupported if its output or options no longer exist.
    """
    names, problems = output_names(sources), Problems()
    if is_folder(old) or Path(old).suffix in (".yaml", ".yml"):
        output = known("output", output or DEFAULT_OUTPUT, names)
        found = _since_deck(old, sources, output, problems)
    else:
        record = recorded_in(old, sources.files, problems)
        if output not in (None, record.output):
            raise Unsupported(f'{old} is of the output "{record.output}", not "{output}"')
        known("output", record.output, names)
        if sheet := record.options.get("sheet"):
            known("sheet", str(sheet), sources.named("layouts/sheets"))
        if profile := record.options.get("profile"):
            known("profile", str(profile), profile_names(sources))
        found = _since_file(old, record, sources, problems)
    if found is None:
        raise DeckError(problems)
    return found._replace(problems=tuple(problems.in_order()))


def _since_file(file: str, record: Record, found: Sources, problems: Problems) -> Difference | None:
    given: Any = record.options
    layup = laid_up(found, record.output, Options(**given, add=record.add), problems)
    if layup is None or problems.fatal:
        return None
    new = _recorded(layup, problems)
    return _difference(file, record, new, layup, problems)


def _since_deck(deck: str, found: Sources, output: str, problems: Problems) -> Difference | None:
    before = laid_up(older(Path(deck), found), output, Options(), problems)
    layup = laid_up(found, output, Options(), problems)
    if before is None or layup is None or problems.fatal:
        return None
    old, new = _recorded(before, problems), _recorded(layup, problems)
    return _difference(deck, old, new, layup, problems, _fields(before.spec.deck, layup.spec.deck))


def older(deck: Path, found: Sources) -> Sources:
    """Returns the sources of an older deck: a project, a deck's folder or its deck.yaml. Layouts
    and fonts are those beside it if it has any, or else the current ones."""
    if is_file(deck / "deck" / "deck.yaml"):
        deck = deck / "deck"
    file = find_sources(found.project, deck).deck
    beside = real_path(file).parent.parent
    project = beside if is_folder(beside / "layouts") else found.project
    return found._replace(project=project, deck=file)


def _recorded(layup: Layup, problems: Problems) -> Record:
    """Returns the record of all cards' faces; only errors are noted, since nothing is printed."""
    spec, noted = layup.spec, Problems()
    record = record_of(layup, [*spec.cards, *spec.extra.beside(spec.cards)], noted)
    problems.add(problem for problem in noted if problem.severity == "error")
    return record


def _difference(
    name: str,
    old: Record,
    new: Record,
    layup: Layup,
    problems: Problems,
    fields: dict[str, tuple[str, ...]] | None = None,
) -> Difference | None:
    if problems.fatal:
        return None
    found = changes(old, new, fields)
    note_renumbering(old, new, found, name, layup.spec.deck.where, problems)
    return Difference(name, layup.spec.output.name, layup.spec.output.paged, tuple(found))


def _fields(old: Deck, new: Deck) -> dict[str, tuple[str, ...]]:
    """Returns the fields of each card whose texts differ."""
    before = {card.id: card for card in old.cards}
    both = ((before[card.id], card) for card in new.cards if card.id in before)
    return {card.id: changed_fields(one, card) for one, card in both}
