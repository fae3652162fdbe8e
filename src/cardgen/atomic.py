"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cardgen.arguments import checked
from cardgen.file_kinds import refuse_name_of_a_file, refuse_other_kinds
from cardgen.problems import Problem, Stop
from cardgen.value import Value


class FileData(Value):
    """The bytes of a finished file, the suffix of its kind, the warnings noted while it was made,
    and the name that it usually gets."""

    data: bytes
    kind: str
    problems: tuple[Problem, ...] = ()
    usual_name: str = ""

    def __repr__(self) -> str:  # without the bytes
        return f"FileData({self.usual_name!r}, {self.kind!r}, problems={self.problems!r})"

    @checked
    def save(self, path: str | os.PathLike[str], make_folder: bool = False) -> None:
        """Writes the file, whole or not at all, into a folder that exists or, with make_folder, is
        made.

        Raises Stop if it cannot, Unsupported if it would overwrite a file of another kind.
        """
        refuse_other_kinds(os.fspath(path), self.kind)
        with whole(os.fspath(path), make_folder) as out:
            out.write(self.data)


_MOMENT = 2.0  # seconds, for whoever reads a pipe to open it


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
    except (OSError, ValueError, RuntimeError) as reason:  # no name, or links in a circle
        raise Stop(f"{path!r} cannot be the name of a file: {reason}") from reason
    if is_folder:
        raise Stop(f"{path} cannot be written: it is a folder")
    if target.exists() and not target.is_file():
        try:
            with _open_pipe(target) as pipe, _sent_at_the_end(pipe) as out:
                yield out
        except OSError as reason:
            raise Stop(_cannot(path, reason)) from reason
        return
    # Its name is known before it is there, so that it goes whenever the program is interrupted.
    beside = _unfinished(target)
    try:
        if make_folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
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
        _OURS.discard(beside.name)


@contextmanager
def whole_folder(path: str, make_parent: bool = False, listed: str | None = None) -> Iterator[Path]:
    """Makes a folder to fill, which takes its place at the path when the block ends well.

    If the block ends in an exception, nothing is left behind, and an older folder stays. An
    existing folder is replaced only if listed is a file in it that names everything it contains,
    under "files". Raises Stop if a folder exists that may not be replaced, or the new one cannot be
    written, Unsupported if its name says that it is a file.
    """
    refuse_name_of_a_file(path)
    target = Path(path).absolute()
    _sweep(target)
    if os.path.lexists(target):
        _check_that_it_is_ours(target, path, listed)
    beside = _unfinished(target)
    older = beside.with_name(f"{beside.name}{_OLDER}")
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
        _remove(beside)
        _remove(older)
        _OURS.discard(beside.name)
        if makes_parent:
            with suppress(OSError):  # it holds what was made
                target.parent.rmdir()


@checked
def write_folder(
    files: Iterable[tuple[str, bytes]], path: str | os.PathLike[str], listed: str
) -> None:
    """Writes files, each with its path, into a folder that appears whole or not at all, with a list
    of them of that name, by which it may be replaced. Whether it may be is seen before the first
    file is asked for.

    Raises Stop if the folder holds what the list in it does not name, or cannot be written,
    Unsupported if its name says that it is a file.
    """
    with whole_folder(os.fspath(path), make_parent=True, listed=listed) as folder:
        own = []
        for name, data in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
            own.append({"path": name})
        names = json.dumps({"files": own}, indent=2)
        (folder / listed).write_text(names + "\n", encoding="utf-8")


_OLDER = ".old"
_NAME_KEPT = 40  # characters; a file's name has at most 255 bytes
_OURS: set[str] = set()  # names of what this process has not finished
_MACHINE = f"{zlib.crc32(platform.node().encode()):08x}"
_LEFT_BEHIND = (
    rf"(?s)\.(?P<name>.{{1,{_NAME_KEPT}}})\.cardgen-(?P<machine>[0-9a-f]{{8}})"
    rf"-(?P<process>[0-9]{{1,10}})-[0-9a-f]{{8}}(?P<older>\{_OLDER})?"
)


def _unfinished(target: Path) -> Path:
    """Returns a new path beside the target, whose name says which process on which machine fills
    it."""
    whose = f"cardgen-{_MACHINE}-{os.getpid()}-{os.urandom(4).hex()}"
    beside = target.with_name(f".{target.name[:_NAME_KEPT]}.{whose}")
    _OURS.add(beside.name)
    return beside


def _sweep(target: Path) -> None:
    """Removes what runs that were killed left beside the target, and brings back an older folder of
    its name that such a run had set aside."""
    if os.name == "nt":  # where nobody can be asked whether a process lives without ending it
        return
    with suppress(OSError):
        for own in sorted(target.parent.iterdir()):
            found = ".cardgen-" in own.name and re.fullmatch(_LEFT_BEHIND, own.name)
            if not found or not _is_left_behind(own.name, found):
                continue
            if not found["older"]:
                _remove(own)
            elif found["name"] == target.name and not os.path.lexists(target):
                own.rename(target)
            elif (own.parent / found["name"]).exists():  # the new one took its place
                _remove(own)


def _is_left_behind(name: str, found: re.Match[str]) -> bool:
    """Whether the process that filled it was one of this machine and is dead."""
    if found["machine"] != _MACHINE or name.removesuffix(_OLDER) in _OURS:
        return False
    process = int(found["process"])
    if process == os.getpid():
        return True  # an earlier one that had the same number
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _remove(own: Path) -> None:
    if own.is_dir() and not own.is_symlink():
        import shutil  # most runs remove nothing

        shutil.rmtree(own, ignore_errors=True)
    else:
        with suppress(OSError):
            own.unlink()


def _check_that_it_is_ours(folder: Path, path: str, listed: str | None) -> None:
    """Raises Stop if the folder contains something that its list does not name, has no list, or is
    not a folder."""
    if listed is None or not folder.is_dir() or folder.is_symlink():
        raise Stop(f"{path} already exists, and was not changed")
    try:
        files = json.loads((folder / listed).read_text(encoding="utf-8"))["files"]
        paths = {str(file["path"]) for file in files}
    except (OSError, ValueError, LookupError, TypeError):
        paths = set()
    known = paths | {Path(each).name for each in paths} | ({listed} if paths else set())
    strange = next((name for name in _inside(folder) if name not in known), None)
    if strange:
        what = f"{path} contains {strange}, which cardgen did not make, and was not changed"
        raise Stop(f"{what}; move that, or choose another folder with -o")


def _inside(folder: Path) -> Iterator[str]:
    """Yields the paths of all files and empty folders in a folder."""
    for own in sorted(folder.rglob("*")):
        if own.is_symlink() or not own.is_dir() or not any(own.iterdir()):
            yield own.relative_to(folder).as_posix()


def _open_pipe(target: Path) -> BinaryIO:
    """Opens a pipe or a device to write. A pipe that nobody reads within a moment raises OSError;
    it would be waited for without end."""
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)
    until = time.monotonic() + _MOMENT
    while True:
        try:
            opened = os.open(target, flags)
            break
        except OSError as reason:
            if reason.errno != errno.ENXIO or time.monotonic() > until:
                raise
            time.sleep(_MOMENT / 50)
    os.set_blocking(opened, True)
    return os.fdopen(opened, "wb")


@contextmanager
def _sent_at_the_end(stream: BinaryIO) -> Iterator[BinaryIO]:
    import shutil  # most files take their place by being renamed
    import tempfile

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
    if reason.errno == errno.ENXIO:
        return f"{path} cannot be written: no program reads from this pipe"
    return f"{path} cannot be written: {reason.strerror or reason}"
