"""Where things are: the project's own files lie over the bundled ones, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cardgen.problems import Stop

_PACKAGE = Path(__file__).parents[1]
# In a wheel the data lies in the package, in a checkout beside src.
BUNDLED = _PACKAGE / "data" if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class Sources:
    """The folder a deck, layouts and fonts are looked for in, the deck's file, the folder of the
    printers that a person has measured, and whether the deck was named rather than found; what to
    lay over the deck, and the languages wanted: none is the deck's own."""

    project: Path
    deck: Path
    printers: Path | None = None
    named_deck: bool = False
    overlay: Path | None = None
    languages: tuple[str, ...] = ()

    def find(self, relative: str) -> Path | None:
        """A file such as layouts/sheets/a4.yaml: the project's own, else the bundled one."""
        own = self.project / relative
        if own.is_file():
            return own
        bundled = BUNDLED / relative
        return bundled if bundled.is_file() else None

    def has_own(self, relative: str) -> bool:
        """Whether the project has such a file of its own."""
        return (self.project / relative).is_file()

    def named(self, folder: str) -> Iterator[str]:
        """The names of the YAML files in a folder and of the layouts, each once, sorted."""
        found = set()
        for root in (self.project, BUNDLED):
            if (root / folder).is_dir():
                for path in (root / folder).iterdir():
                    is_layout = any((path / f"{of}.yaml").is_file() for of in ("card", "page"))
                    if is_layout or (path.suffix == ".yaml" and path.is_file()):
                        found.add(path.stem)
        yield from sorted(found)


def sources(project: Path, deck: Path | None, printers: Path | None = None) -> Sources:
    """The sources for a project folder and a deck (a folder or its deck.yaml; None: the project's
    own, else the bundled one); Stop when the deck is not there."""
    if deck is not None:
        file = deck / "deck.yaml" if deck.is_dir() else deck
        if not file.exists():
            raise Stop(f"there is no deck at {shown(file)}")
        return Sources(project, file, printers, named_deck=True)
    if not (project / "deck").exists():
        return Sources(project, BUNDLED / "deck" / "deck.yaml", printers)
    own = project / "deck" / "deck.yaml"
    if not own.exists():
        raise Stop(f"there is a folder {shown(project / 'deck')} without a deck.yaml in it")
    return Sources(project, own, printers)


def shown(path: Path) -> str:
    """The path as people would type it here: relative where it lies below this folder."""
    try:
        return Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
