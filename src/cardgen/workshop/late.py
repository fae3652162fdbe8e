"""What older folders of a workshop hold already, so that only what is new or changed is made."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from cardgen.intake import TooLarge, exists, is_file, read_bytes, real_path
from cardgen.jobs.files import beside, go_through, record_for
from cardgen.jobs.layup import Layup
from cardgen.jobs.reprint.reprint import recorded_in
from cardgen.jobs.runs import Sheets, with_decks
from cardgen.limits import YAML_SIZE, ZIP_UNPACKED
from cardgen.model.deck import Card
from cardgen.model.layout import TOGETHER
from cardgen.model.record.record import CardRecord, Record
from cardgen.problems import Problems, Stop, Unsupported
from cardgen.read.files import Files, Sources
from cardgen.value import Value
from cardgen.workshop.manifest import PLAN, Superseded
from cardgen.zip_files import unzipped

Older: TypeAlias = "str | os.PathLike[str] | bytes | Mapping[str, bytes]"
_Faces: TypeAlias = tuple[tuple[str, str], ...]  # the fingerprints of a piece's faces, by name


class Lacking(Value):
    """The labels and the packs of an output without the pieces that older folders hold, so that
    some sets may be empty, and what is superseded of these."""

    labels: list[Card | None]
    packs: list[list[Sequence[Card]]]
    superseded: list[Superseded]


def of_new(name: str) -> str:
    """The name of a file that holds only what is new, beside the older one of that name."""
    return beside(name, "new")


def made_from(folder: Path, files: Files) -> Path | None:
    """The workshop's file from which a folder was made, or None if it does not say."""
    try:
        return folder / str(_plan_in(folder, files)["file"])
    except (LookupError, TypeError):
        return None


def _plan_in(folder: Path, files: Files) -> dict[str, Any]:
    """The plan in a folder; nothing if there is none, or it cannot be read."""
    try:
        plan = json.loads(files.read(files.named(Path(), str(folder / PLAN)), YAML_SIZE))
    except (Stop, TooLarge, ValueError, RecursionError):
        return {}
    return plan if isinstance(plan, dict) else {}


def older_folders(
    sources: Sources, since: Older | Sequence[Older]
) -> tuple[Sources, tuple[str, ...]]:
    """The names of the folders, one or several, with sources that hold those which are given as
    ZIPs, as the bytes of such or as files by their names.

    Raises Stop for a ZIP that is damaged or too large.
    """
    names: list[str] = []
    one = isinstance(since, str | os.PathLike | bytes | Mapping)
    folders: Any = [since] if one else since
    for count, older in enumerate(folders, 1):
        if isinstance(older, str | os.PathLike) and not is_file(older):
            names.append(os.fspath(older))
            continue
        folder = f"older-{count}"
        if isinstance(older, str | os.PathLike):
            stem = PurePath(older).stem
            is_taken = stem in names or exists(sources.project / stem)  # as where it was unpacked
            folder = folder if is_taken else stem
            older = read_bytes(older, os.fspath(older), ZIP_UNPACKED)
        held = unzipped(older) if isinstance(older, bytes) else older
        sources = sources.with_held({f"{folder}/{name}": data for name, data in held.items()})
        names.append(folder)
    return sources, tuple(names)


class OlderFolders:
    """The folders that were made of a workshop before, on disk or held in memory, and the pieces of
    paper in them: pages, cards and labels, each as often as it was printed."""

    def __init__(self, folders: Sequence[str], files: Files) -> None:
        self.folders = tuple(folders)
        self._files = files

    def check(self, workshop: Path, home: str) -> None:
        """Raise Unsupported for a folder that was not made of the workshop's file, and for one that
        the new folder would take the place of."""
        for folder in self.folders:
            file = made_from(Path(folder), self._files)
            if file is None:
                plan = self._file(folder, PLAN)
                is_there = self._files.is_folder(plan.parent)
                why = f"it has no {PLAN}" if is_there else "there is no such folder"
                if exists(plan) or self._files.held(plan) is not None:
                    why = f"its {PLAN} is not one that cardgen wrote"
                called = folder or '""'
                raise Unsupported(f"{called} is not the folder of a workshop: {why}")
            is_copy = file.parent == Path(folder)  # as in a ZIP that was unpacked
            if not is_copy and is_file(file) and real_path(file) != real_path(workshop):
                raise Unsupported(f"{folder} was made from {os.path.relpath(file)}, not {workshop}")
            if real_path(folder) == real_path(home):
                what = f"{folder} is the older folder and cannot be overwritten"
                raise Unsupported(what, "choose another with -o")

    def lacking(
        self,
        layup: Layup,
        name: str,
        labels: Sequence[Card | None],
        packs: Sequence[Sequence[Sequence[Card]]],
        shown: Sequence[Card],
    ) -> Lacking:
        """What the older folders lack in the file of that name, and what they hold there that is
        superseded; shown are the cards on pages that show all of them.

        Raises FileError for an older file that has no record of its faces.
        """
        records = list(self._records(name))
        held, faces = _held(records), _faces_of(layup, labels, packs, shown)
        made_again = set[str]()

        def is_new(card: Card) -> bool:
            piece = faces[card.known_as]
            held[piece] -= 1
            if held[piece] < 0:
                made_again.add(_card_of(card.known_as))
            return held[piece] < 0

        new_labels = [label if label and is_new(label) else None for label in labels]
        new_packs: list[list[Sequence[Card]]] = [
            [[card for card in own if is_new(card)] for own in pack] for pack in packs
        ]
        wanted = {_card_of(known_as) for known_as in faces}
        cards = layup.spec.deck.cards
        names = {card.id: card.called.text for card in cards if card.kind.name != TOGETHER}
        superseded = [
            Superseded(name, card, number, names.get(card, card), count, card in made_again)
            for card, number, count in self._left_over(name, records, held)
            if card in made_again or card not in wanted
        ]
        return Lacking(new_labels, new_packs, superseded)

    def _left_over(
        self, name: str, records: Sequence[Record], held: Counter[_Faces]
    ) -> Iterator[tuple[str, int, int]]:
        """Yields each card of the older files of that name with its number and how many pieces of
        it are held and not wanted any more, without those that an older index had taken out."""
        left, numbers = Counter[str](), dict[str, int]()
        for record in records:
            for known_as, own in record.cards.items():
                card = _card_of(known_as)
                left[card] += max(0, held.pop(_key(own), 0))
                numbers[card] = record.numbers.get(card, 0)
        for folder in self.folders:
            left.subtract(self._said_before(folder, name))
        yield from ((card, numbers[card], count) for card, count in left.items() if count > 0)

    def _said_before(self, folder: str, name: str) -> Counter[str]:
        """How many pieces of each card the index in a folder said to take out of that file's."""
        rows = _plan_in(Path(folder), self._files).get("superseded") or ()
        try:
            return Counter({row["card"]: int(row["pieces"]) for row in rows if row["file"] == name})
        except (LookupError, TypeError, ValueError):  # the plan was changed by hand
            return Counter()

    def holds(self, name: str, data: bytes) -> bool:
        """Whether an older folder has a file of that name with these bytes."""
        return any(
            self._bytes(self._file(folder, own)) == data
            for folder in self.folders
            for own in self._names(folder, name)
        )

    def _names(self, folder: str, name: str) -> list[str]:
        """What the file of that name may be called in a folder."""
        is_of_new = bool(_plan_in(Path(folder), self._files).get("since"))
        return [of_new(name), name] if is_of_new else [name]

    def _file(self, folder: str, name: str) -> Path:
        return self._files.named(Path(), str(Path(folder, name)))

    def _bytes(self, file: Path) -> bytes | None:
        """The bytes of a file, or None if there is none."""
        held = self._files.held(file)
        return file.read_bytes() if held is None and is_file(file) else held

    def _records(self, name: str) -> Iterator[Record]:
        """The records of the older files of that name; backs that are printed by hand add none."""
        for folder in self.folders:
            for own in self._names(folder, name):
                files = [self._file(folder, one) for one in (own, beside(own, "fronts"))]
                found = [one for one in files if self._files.held(one) is not None or is_file(one)]
                if found:
                    yield recorded_in(str(found[0]), self._files, Problems())
                    break


def _held(records: Iterable[Record]) -> Counter[_Faces]:
    """How often each piece is in older files."""
    held = Counter[_Faces]()
    for record in records:
        for card in record.cards.values():
            held[_key(card)] += max(1, len(card.places))
    return held


def _faces_of(
    layup: Layup,
    labels: Sequence[Card | None],
    packs: Sequence[Sequence[Sequence[Card]]],
    shown: Sequence[Card],
) -> dict[str, _Faces]:
    """The fingerprints of each card's faces, which are composed for it and then discarded."""
    cards = [label for label in labels if label]
    cards += [card for pack in packs for own in pack for card in own]
    each = list({card.known_as: card for card in cards}.values())
    # What is wrong with faces is told of those that are printed.
    options = layup.spec.options._replace(order="decks", fill="none", start_at=1)
    whole = with_decks(layup._replace(spec=layup.spec._replace(options=options)), [each], shown)
    record = record_for(layup.spec)
    go_through(record.noting(Sheets(whole, Problems()), layup.spec.house.guise))
    return {card.known_as: _key(record.cards.get(card.known_as, CardRecord())) for card in each}


def _card_of(known_as: str) -> str:
    """The id of a card, whosever it is."""
    return known_as.partition(":")[0]


def _key(card: CardRecord) -> _Faces:
    return tuple(sorted(card.faces.items()))
