"""What older folders of a workshop hold already, so that only what is new or changed is made."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from cardgen.intake import TooLarge, exists, is_file, read_bytes, real_path
from cardgen.jobs.files import go_through
from cardgen.jobs.layup import Layup
from cardgen.jobs.reprint.reprint import record_for, recorded_in
from cardgen.jobs.runs import pages, with_decks
from cardgen.limits import YAML_SIZE, ZIP_UNPACKED
from cardgen.model.deck import Card
from cardgen.model.record.record import CardRecord, Record
from cardgen.problems import Problems, Stop, Unsupported
from cardgen.read.files import Files, Sources
from cardgen.workshop.manifest import PLAN
from cardgen.zip_files import unzipped

Older: TypeAlias = "str | os.PathLike[str] | bytes | Mapping[str, bytes]"
_Faces: TypeAlias = tuple[tuple[str, str], ...]  # the fingerprints of a piece's faces, by name


def made_from(folder: Path, files: Files) -> Path | None:
    """The workshop's file from which a folder was made, or None if it does not say."""
    try:
        plan = json.loads(files.read(files.named(Path(), str(folder / PLAN)), YAML_SIZE))
        return folder / str(plan["file"])
    except (Stop, TooLarge, ValueError, LookupError, TypeError, RecursionError):
        return None


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
    ) -> tuple[list[Card | None], list[list[Sequence[Card]]]]:
        """The labels and the packs of an output without the pieces that the older folders hold in
        the file of that name, so that some sets may be empty; shown are the cards on pages that
        show all of them.

        Raises FileError for an older file that has no record of its faces.
        """
        held, faces = self._held(name), _faces_of(layup, labels, packs, shown)

        def is_new(card: Card) -> bool:
            piece = faces[card.known_as]
            held[piece] -= 1
            return held[piece] < 0

        new_labels = [label if label and is_new(label) else None for label in labels]
        new_packs: list[list[Sequence[Card]]] = [
            [[card for card in own if is_new(card)] for own in pack] for pack in packs
        ]
        return new_labels, new_packs

    def holds(self, name: str, data: bytes) -> bool:
        """Whether an older folder has a file of that name with these bytes."""
        files = (self._file(folder, name) for folder in self.folders)
        return any(self._bytes(file) == data for file in files)

    def _file(self, folder: str, name: str) -> Path:
        return self._files.named(Path(), str(Path(folder, name)))

    def _bytes(self, file: Path) -> bytes | None:
        """The bytes of a file, or None if there is none."""
        held = self._files.held(file)
        return file.read_bytes() if held is None and is_file(file) else held

    def _held(self, name: str) -> Counter[_Faces]:
        """How often each piece is in the older files of that name."""
        held = Counter[_Faces]()
        for record in self._records(name):
            for card in record.cards.values():
                held[_key(card)] += max(1, len(card.places))
        return held

    def _records(self, name: str) -> Iterator[Record]:
        """The records of the older files of that name; backs that are printed by hand add none."""
        path = PurePath(name)
        for folder in self.folders:
            for own in (name, f"{path.stem}-fronts{path.suffix}"):
                file = self._file(folder, own)
                if self._files.held(file) is not None or is_file(file):
                    yield recorded_in(str(file), self._files, Problems())
                    break


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
    options = replace(layup.spec.options, order="decks", fill="none", start_at=1)
    whole = with_decks(replace(layup, spec=replace(layup.spec, options=options)), [each], shown)
    record = record_for(layup.spec)
    go_through(record.noting(pages(whole, Problems()), layup.spec.house.guise))
    return {card.known_as: _key(record.cards.get(card.known_as, CardRecord())) for card in each}


def _key(card: CardRecord) -> _Faces:
    return tuple(sorted(card.faces.items()))
