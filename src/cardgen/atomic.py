"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cardgen.problems import Problem, Stop, Unsupported


@dataclass(frozen=True, slots=True)
class FileData:
    """The bytes of a finished file, the suffix of its kind, and the warnings noted while it was
    made."""

    data: bytes = field(repr=False)
    kind: str
    problems: tuple[Problem, ...] = ()

    def save(self, path: str | os.PathLike[str], make_folder: bool = False) -> None:
        """Writes the file, whole or not at all, into a folder that exists or, with make_folder, is
        made.

        Raises Stop if it cannot, Unsupported if it would overwrite a file of another kind.
        """
        refuse_other_kinds(os.fspath(path), self.kind)
        with whole(os.fspath(path), make_folder) as out:
            out.write(self.data)


def refuse_other_kinds(path: str, form: str) -> None:
    """Raises Unsupported if the file would overwrite one of another kind, such as a deck."""
    own = Path(path)
    if own.suffix.lower() != f".{form}" and own.suffix and own.is_file():
        what = f"{path} exists and is not a {form.upper()}"
        raise Unsupported(f"{what}: give the new file a name that ends in .{form}")


@contextmanager
def whole(path: str, make_folder: bool) -> Iterator[BinaryIO]:
    """Opens a file to write, which takes its place at the path when the block ends well.

    If the block ends in an exception, nothing is left behind, and an older file stays. The path "-"
    is standard output, which gets nothing before the end. Bytes for a link go to the file it points
    to; a pipe or device gets them at the end. Raises Stop if the folder or the file cannot be
    written.
    """
    if path == "-":
        with _sent_at_the_end(sys.stdout.buffer) as out:
            yield out
        return
    try:
        target = Path(path).resolve()
        is_folder = target.is_dir()
        target.exists()
    except (OSError, ValueError) as reason:  # a name that no system takes
        raise Stop(f"{path!r} cannot be the name of a file: {reason}") from reason
    if is_folder:
        raise Stop(f"{path} cannot be written: it is a folder")
    if target.exists() and not target.is_file():
        with target.open("wb") as pipe, _sent_at_the_end(pipe) as out:
            yield out
        return
    # Its name is known before it is there, so that it goes whenever the program is interrupted.
    beside = target.parent / f".{target.name}.{os.urandom(4).hex()}"
    try:
        if make_folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("x+b") as out:
            yield out
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except OSError as reason:
        raise Stop(_cannot(path, reason)) from reason
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def whole_folder(path: str, make_parent: bool = False, listed: str | None = None) -> Iterator[Path]:
    """Makes a folder to fill, which takes its place at the path when the block ends well.

    If the block ends in an exception, nothing is left behind, and an older folder stays. An
    existing folder is replaced only if listed is a file in it that names everything it contains,
    under "files". Raises Stop if a folder exists that may not be replaced, or the new one cannot be
    written.
    """
    target = Path(path).absolute()
    if os.path.lexists(target):
        _check_that_it_is_ours(target, path, listed)
    beside = target.parent / f".{target.name[:40]}.{os.urandom(4).hex()}"
    older = beside.with_name(f"{beside.name}.old")
    makes_parent = make_parent and not target.parent.exists()
    try:
        if makes_parent:
            target.parent.mkdir(parents=True)
        beside.mkdir()
        yield beside
        if target.exists():
            target.rename(older)
        beside.rename(target)
    except OSError as reason:
        raise Stop(_cannot(path, reason)) from reason
    finally:
        if older.exists() and not target.exists():
            older.rename(target)
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(older, ignore_errors=True)
        if makes_parent:
            with suppress(OSError):  # it holds what was made
                target.parent.rmdir()


def _check_that_it_is_ours(folder: Path, path: str, listed: str | None) -> None:
    """Raises Stop if the folder contains something that its list does not name, has no list, or is
    not a folder."""
    if listed is None or not folder.is_dir() or folder.is_symlink():
        raise Stop(f"{path} already exists, and was not changed")
    try:
        files = json.loads((folder / listed).read_text(encoding="utf-8"))["files"]
        names = {Path(file["path"]).name for file in files} | {listed}
    except (OSError, ValueError, LookupError, TypeError):
        names = set()
    strange = next((own.name for own in sorted(folder.iterdir()) if own.name not in names), None)
    if strange:
        what = f"{path} contains {strange}, which cardgen did not make, and was not changed"
        raise Stop(f"{what}; move that, or choose another folder with -o")


@contextmanager
def _sent_at_the_end(stream: BinaryIO) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as out:
        yield out
        out.seek(0)
        shutil.copyfileobj(out, stream)
        stream.flush()


def _cannot(path: str, reason: OSError) -> str:
    if isinstance(reason, FileNotFoundError):
        return f"{path} cannot be written: there is no folder {Path(path).parent}"
    if isinstance(reason, PermissionError):
        return (
            f"{path} cannot be written: no permission, or the file is open in another program;"
            " close it or choose another with -o"
        )
    return f"{path} cannot be written: {reason.strerror or reason}"
