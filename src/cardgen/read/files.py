"""Where files are, and what was read from them: the project's own files come before the bundled
ones.

Each file is parsed once, on demand, and again only when it has changed on disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from cardgen.intake import exists, is_file, is_folder, is_within, read_bytes, status, within
from cardgen.limits import Limit
from cardgen.model.deck import Text
from cardgen.model.forms.node import Node
from cardgen.model.scores import ScoreTable
from cardgen.problems import Mark, Problem, Problems, Stop, Unsupported
from cardgen.read.tree import read_tree
from cardgen.value import Value

_PACKAGE = Path(__file__).parents[1]
# In a wheel the data lies in the package, in a checkout beside src.
BUNDLED = _PACKAGE / "data" if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]

COPY = "copy it into the folder of this file"
T = TypeVar("T")
# Bytes, from which a file is rather parsed again than kept as a tree, which takes five times as
# much: what is made from the tree is kept anyway.
_LARGE = 2**20
# When a file or a folder was changed, its size and which one it is; None where there is none.
Stamp: TypeAlias = tuple[int, int, int] | None


class _Kept(Value):
    """A value with the problems noted while it was made, the files that it depends on, and what it
    was made from besides."""

    value: Any
    problems: tuple[Problem, ...]
    paths: frozenset[Path]
    given: object


class Files:
    """Everything read so far, and the values made from it.

    Beside the files on disk there are those held in memory, whose names are paths from the
    project's folder. They come before those on disk.
    """

    def __init__(self, project: Path = Path(), held: Mapping[str, bytes] | None = None) -> None:
        self._project = project
        self._held = {_place(project / _checked(name)): data for name, data in (held or {}).items()}
        self.held_names = tuple(held or ())
        self._kept: dict[Hashable, _Kept] = {}
        self._stamps: dict[Path, Stamp] = {}
        self._given: dict[Path, Node] = {}
        self._looked_at: list[set[Path]] = []  # by each of the values in the making

    def tree(self, path: Path, problems: Problems) -> Node | None:
        """Returns the tree of a YAML file, or None with the problem noted; raises Stop if the file
        is missing or cannot be read."""

        if path in self._given:
            if self._looked_at:
                self._looked_at[-1].add(path)
            return self._given[path]

        def parsed(found: Problems) -> Node | None:
            self.look_at(path)
            return read_tree(path, shown(path), found, self.held(path))

        found = status(path)
        if found is not None and found.st_size > _LARGE and self.held(path) is None:
            return parsed(problems)
        return self.once(("tree", path), parsed, problems)

    def give(self, path: Path, tree: Node) -> None:
        """Uses the tree as the content of a file that does not exist, in place of any given
        before, of which nothing is kept."""
        if self._given.get(path) != tree:
            self._given[path] = tree
            self._forget(frozenset([path]))

    def is_given(self, path: Path) -> bool:
        return path in self._given

    def given_in(self, folder: Path) -> list[Path]:
        """Returns the paths in the folder for which a tree was given."""
        return [path for path in self._given if path.parent == folder]

    def with_held(self, held: Mapping[str, bytes]) -> Files:
        """Returns the same with more files held in memory, which nothing that is kept depends on;
        all that is read is kept for both."""
        more = copy(self)
        more._held = self._held | {
            _place(self._project / _checked(name)): data for name, data in held.items()
        }
        return more

    def folder_of(self, where: Mark) -> Path:
        """Returns the folder from which the file at a place, or the tree that stands for one, names
        others."""
        for path in self._given:
            if where.file.startswith(f"{path.name} "):
                return path.parent
        return Path(where.file).parent

    def held(self, path: Path) -> bytes | None:
        """Returns the bytes of a file that is held in memory; None for others."""
        return self._held.get(_place(path)) if self._held else None

    def named(self, folder: Path, name: str) -> Path:
        """Returns the path of the file that a file in the folder calls so: from that folder or, if
        only this one is held in memory, from the project's."""
        beside, of_project = folder / name, self._project / name
        if self.held(beside) is None and self.held(of_project) is not None:
            return of_project
        return beside

    def read(self, path: Path, limit: Limit) -> bytes:
        """Returns the bytes of a file. Raises Stop if it cannot be read, TooLarge if it has more
        than the limit."""
        held = self.held(path)
        return read_bytes(path, shown(path), limit) if held is None else within(held, limit)

    def once(
        self,
        key: Hashable,
        make: Callable[[Problems], T],
        problems: Problems,
        given: object = None,
    ) -> T:
        """Returns the value made under the key before, or makes it now; its problems are noted each
        time. The value is made again if a file it depends on has changed, or what is given for it
        is no longer equal."""
        kept = self._kept.get(key)
        if kept is None or kept.given != given:
            found = Problems()
            self._looked_at.append(set())
            try:
                value = make(found)
            finally:
                paths = self._looked_at.pop()
            kept = self._kept[key] = _Kept(value, tuple(found), frozenset(paths), given)
        if self._looked_at:
            self._looked_at[-1] |= kept.paths
        problems.add(kept.problems)
        made: T = kept.value
        return made

    def look_at(self, path: Path) -> None:
        """Records that the value being made depends on this file or folder, whether or not it
        exists. What is held in memory does not change."""
        if self.held(path) is not None:
            return
        if path not in self._stamps:
            self._stamps[path] = _stamp(path)
        if self._looked_at:
            self._looked_at[-1].add(path)

    def is_file(self, path: Path) -> bool:
        if path in self._given or self.held(path) is not None:
            return True
        self.look_at(path)
        return is_file(path)

    def is_folder(self, path: Path) -> bool:
        return is_folder(path) or any(
            Path(_place(path)) in Path(name).parents for name in self._held
        )

    def held_in(self, folder: Path) -> set[str]:
        """Returns the names, without their suffix, of the YAML files in a folder that are held in
        memory."""
        paths = (Path(name) for name in self._held)
        home = Path(_place(folder)) if self._held else folder
        return {path.stem for path in paths if path.suffix == ".yaml" and path.parent == home}

    def looked_at(self) -> list[Path]:
        """Returns the files and folders on disk that were read, or looked for in vain."""
        return list(self._stamps)

    def refresh(self) -> frozenset[Path]:
        """Forgets the files that changed on disk since they were read, and the values that depend
        on them; returns the files."""
        changed = frozenset(path for path, stamp in self._stamps.items() if _stamp(path) != stamp)
        for path in changed:
            del self._stamps[path]
        self._forget(changed)
        return changed

    def _forget(self, paths: frozenset[Path]) -> None:
        """Forgets the values that depend on these files."""
        self._kept = {key: own for key, own in self._kept.items() if not own.paths & paths}


def _stamp(path: Path) -> Stamp:
    found = status(path)
    return None if found is None else (found.st_mtime_ns, found.st_size, found.st_ino)


def _checked(name: str) -> str:
    """Returns the name of a file in memory; raises Unsupported if it leads out of the project."""
    path = Path(name)
    if not name or path.is_absolute() or ".." in path.parts or not path.name or "\0" in name:
        what = f"{name!r} cannot be the name of a file in memory"
        raise Unsupported(f"{what}: write its path in the project, as in pictures/bridge.jpg")
    return name


def _place(path: Path) -> str:
    """Returns where a file is, by which one that is held in memory is found."""
    return os.path.abspath(path)  # noqa: PTH100 - a Path keeps ".."


def below(named: Text, folder: Path, fix: str, files: Files, problems: Problems) -> Path | None:
    """Returns the path of a file that a file in the folder names, if it is in that folder or below,
    with links followed, or in memory; None, with the problem noted, if it is elsewhere."""
    path = files.named(folder, named.text)
    if files.held(path) is not None or is_within(path, folder):
        return path
    what = f'"{named.text}" leads out of the folder of this file'
    problems.error("E010", named.where, what, fix)
    return None


class Sources(Value):
    """Where the deck, layouts and fonts are found: the project's folder, the deck's file, the
    folder of printers measured by the user, and whether the deck was named rather than found; also
    the overlay, the requested languages, none of which means the deck's own, and the scores that
    were given."""

    project: Path
    deck: Path
    files: Files
    printers: Path | None = None
    named_deck: bool = False
    overlay: Path | None = None
    languages: tuple[str, ...] = ()
    score_table: ScoreTable | None = None

    def tree(self, relative: str, problems: Problems) -> Node | None:
        """The tree of a file such as layouts/fonts.yaml, or None with the problem noted; Stop when
        there is none."""
        path = self.find(relative)
        if path is None:
            raise Stop(f"{relative} is missing, in the project and in cardgen itself")
        return self.files.tree(path, problems)

    def find(self, relative: str) -> Path | None:
        """Returns the path of a file such as layouts/sheets/a4.yaml: the project's own, or else the
        bundled one."""
        for root in (self.project, BUNDLED):
            if self.files.is_file(root / relative):
                return root / relative
        return None

    def has_own(self, relative: str) -> bool:
        """Whether the project has its own file of that name."""
        return self.files.is_file(self.project / relative)

    def with_held(self, held: Mapping[str, bytes]) -> Sources:
        """Returns the same with more files held in memory."""
        return self._replace(files=self.files.with_held(held))

    def with_older(self, pdf: bytes) -> tuple[Sources, str]:
        """Returns the same with an older PDF held in memory, and the path that it has there."""
        return self.with_held({"older.pdf": pdf}), str(self.project / "older.pdf")

    def named(self, folder: str) -> Iterator[str]:
        """Yields the names of the YAML files and layouts in a folder, sorted and without
        repeats."""
        found: set[str] = set()
        for root in (self.project, BUNDLED):
            self.files.look_at(root / folder)
            found |= self.files.held_in(root / folder)
            if is_folder(root / folder):
                for path in (root / folder).iterdir():
                    if is_folder(path):  # which may become a layout
                        self.files.look_at(path)
                    is_layout = any(is_file(path / f"{of}.yaml") for of in ("card", "page"))
                    if is_layout or (path.suffix == ".yaml" and is_file(path)):
                        found.add(path.stem)
        yield from sorted(found)


def packaged_tree(name: str) -> Node:
    """Returns the tree of a file that belongs to the code, and that a test has read before."""
    problems = Problems()
    tree = read_tree(_PACKAGE / name, name, problems)
    assert tree is not None and not problems, problems
    return tree


def shown(path: Path) -> str:
    """Returns the path as one would type it here: relative if it is below the current folder."""
    try:
        real = os.path.realpath(path)  # of a link to nothing, the link is what can be mended
        return Path(real if exists(real) else path.absolute()).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def is_bundled(file: str, sources: Sources) -> bool:
    """Whether a file, as messages name it, came with cardgen, so that whoever reads the message
    should not have to change it."""
    path, home = Path(os.path.realpath(file)), Path(os.path.realpath(BUNDLED))
    if Path(os.path.realpath(sources.project)) == home or not path.is_relative_to(home):
        return False
    return path.relative_to(home).parts[:1] in (("deck",), ("layouts",), ("fonts",))
