"""The files that a project is made of, for a place where cardgen runs without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cardgen.intake import is_file
from cardgen.problems import DeckError, Problems
from cardgen.read.deck import sources_deck
from cardgen.read.files import BUNDLED, Sources

_FOLDERS = ("layouts", "fonts")


def own_files(sources: Sources) -> dict[str, bytes]:
    """Returns the files that the deck was read from, and those in the project's layouts/ and
    fonts/ that do not come with cardgen, by their paths in a project's folder, whose deck is in
    deck/. Whatever else lies beside the deck is left out.

    Raises DeckError if the deck cannot be read.
    """
    problems = Problems()
    if sources_deck(sources, problems) is None:
        raise DeckError(problems)
    folder = sources.deck.parent
    found = {f"deck/{name}": path for name, path in _below(folder, sources.files.looked_at())}
    for own in _FOLDERS:
        inside = (sources.project / own).rglob("*")
        named = ((f"{own}/{name}", path) for name, path in _below(sources.project / own, inside))
        found |= {name: path for name, path in named if _is_own(name, path)}
    return {name: path.read_bytes() for name, path in sorted(found.items())}


def _below(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yields each file below the folder with its path from there."""
    for path in paths:
        if path.is_relative_to(folder) and is_file(path):
            yield path.relative_to(folder).as_posix(), path


def _is_own(name: str, path: Path) -> bool:
    bundled = BUNDLED / name
    return not is_file(bundled) or bundled.read_bytes() != path.read_bytes()
