"""An older file or deck beside the deck as it is: what changed, card by card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cardgen.jobs.job import Job, read
from cardgen.jobs.reprint.reprint import note_renumbering, record_of
from cardgen.model.deck import Deck
from cardgen.model.options import Printing
from cardgen.model.record.changes import Change, changed_fields, changes
from cardgen.model.record.record import Record
from cardgen.problems import Problems
from cardgen.read.files import Sources, sources


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed since the older one, in an output; paged: its faces are pages."""

    old: str
    output: str
    paged: bool
    changes: tuple[Change, ...]

    def as_data(self) -> dict[str, Any]:
        changed = [change.as_data() for change in self.changes]
        return {"old": self.old, "output": self.output, "changes": changed}


def since_file(file: str, record: Record, found: Sources, problems: Problems) -> Difference | None:
    """What the deck has otherwise than an older file of it, built in the same way, or None with
    problems noted; Unsupported where the file's output or options are no longer there."""
    printing: Any = record.options
    job = read(found, record.output, Printing(**printing), problems, record.add)
    if job is None or problems.fatal:
        return None
    new = _recorded(job, record.add, problems)
    return _difference(file, record, new, job, problems)


def since_deck(deck: str, found: Sources, output: str, problems: Problems) -> Difference | None:
    """What the deck has otherwise than an older one, seen in an output, or None with problems noted
    in either."""
    before = read(older(Path(deck), found), output, Printing(), problems)
    job = read(found, output, Printing(), problems)
    if before is None or job is None or problems.fatal:
        return None
    old, new = _recorded(before, (), problems), _recorded(job, (), problems)
    return _difference(deck, old, new, job, problems, _fields(before.deck, job.deck))


def older(deck: Path, found: Sources) -> Sources:
    """The sources of an older deck: a project, a deck's folder or its deck.yaml. Layouts and fonts
    are those beside it, where there are some, else those of now."""
    if (deck / "deck" / "deck.yaml").is_file():
        deck = deck / "deck"
    file = sources(found.project, deck).deck
    beside = file.resolve().parent.parent
    project = beside if (beside / "layouts").is_dir() else found.project
    return replace(found, project=project, deck=file)


def _recorded(job: Job, add: tuple[str, ...], problems: Problems) -> Record:
    """The faces of all cards; only errors are news to those who do not print them."""
    noted = Problems()
    record = record_of(job, [*job.cards, *job.more.beside(job.cards)], add, noted)
    problems.add(problem for problem in noted if problem.severity == "error")
    return record


def _difference(
    name: str,
    old: Record,
    new: Record,
    job: Job,
    problems: Problems,
    fields: dict[str, tuple[str, ...]] | None = None,
) -> Difference | None:
    if problems.fatal:
        return None
    found = changes(old, new, fields)
    note_renumbering(old, new, found, name, job.deck.where, problems)
    return Difference(name, job.output.name, job.output.paged, tuple(found))


def _fields(old: Deck, new: Deck) -> dict[str, tuple[str, ...]]:
    """The fields of each card that say something else."""
    before = {card.id: card for card in old.cards}
    both = ((before[card.id], card) for card in new.cards if card.id in before)
    return {card.id: changed_fields(one, card) for one, card in both}
