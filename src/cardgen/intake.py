"""Files that a person names: whether they are files at all, and their bytes within a limit.

Only regular files are opened, whatever leads to them: a device or a pipe could be read without end
or waited for, and a name may be one that no system takes.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cardgen.limits import Limit
from cardgen.problems import Stop


class TooLarge(Stop):
    """A file has more bytes than are read; it says how many, as in 33 MB; the limit is 32 MB."""


def status(path: str | os.PathLike[str]) -> os.stat_result | None:
    """What the system knows of a file or a folder, with links followed; None if there is none, or
    no way to it."""
    try:
        return os.stat(path)  # noqa: PTH116 - of a Path, it makes one call more
    except (OSError, ValueError):  # ValueError: a name with NUL, or with half a character
        return None


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether it is a regular file: no folder, device or pipe."""
    found = status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: str | os.PathLike[str]) -> bool:
    found = status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def exists(path: str | os.PathLike[str]) -> bool:
    return status(path) is not None


def check_file(path: str | os.PathLike[str], shown_as: str) -> os.stat_result:
    """Returns what the system knows of a regular file; raises Stop, with its name as shown, for
    anything else."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError as reason:
        raise Stop(f"{shown_as} cannot be read: {reason.strerror or reason}") from reason
    except ValueError as reason:
        raise Stop(f"{shown_as!r} cannot be the name of a file") from reason
    if not stat.S_ISREG(found.st_mode):
        raise Stop(f"{shown_as} is not a file")
    return found


def read_bytes(path: str | os.PathLike[str], shown_as: str, limit: Limit) -> bytes:
    """Returns the bytes of a regular file. Raises Stop if it cannot be read, TooLarge if it has
    more than the limit, which is known before any of it is read."""
    size = check_file(path, shown_as).st_size
    if size > limit.most:
        raise TooLarge(f"{limit.of(size)}; the limit is {limit}")
    try:
        with Path(path).open("rb") as file:
            data = file.read(limit.most + 1)
    except OSError as reason:
        raise Stop(f"{shown_as} cannot be read: {reason.strerror or reason}") from reason
    if len(data) > limit.most:  # it grew, or the system did not know its size
        raise TooLarge(f"more than {limit}, the limit")
    return data


def within(data: bytes, limit: Limit) -> bytes:
    """Returns the bytes of a file that is in memory; raises TooLarge if they are more than the
    limit."""
    if len(data) > limit.most:
        raise TooLarge(f"{limit.of(len(data))}; the limit is {limit}")
    return data


def real_path(path: str | os.PathLike[str]) -> Path:
    """Returns the path with all links followed; raises Stop for a name that no system takes."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as reason:
        raise Stop(f"{os.fspath(path)!r} cannot be the name of a file") from reason


def is_within(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> bool:
    """Whether the path, with all links followed, is in the folder or below it."""
    try:
        return real_path(path).is_relative_to(real_path(folder))
    except Stop:
        return False
