"""Several files as one ZIP, and back."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cardgen.limits import ZIP_FILES, ZIP_UNPACKED
from cardgen.problems import Stop

_BEGINNING = b"PK\x03\x04"
# What zipfile raises for what is damaged, under a password, or in a compression of its own.
DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Returns a ZIP of the files by their names, the same bytes for the same files. They are not
    compressed: what PDF and PNG hold is compressed already, and no two versions of zlib would agree
    on the bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, data in files:
            info = ZipInfo(name)  # of the earliest date that there is
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same wherever it is made
            package.writestr(info, data)
    return out.getvalue()


def is_zip(data: bytes) -> bool:
    """Returns whether the bytes begin as those of a ZIP do."""
    return data.startswith(_BEGINNING)


def unzipped(data: bytes) -> dict[str, bytes]:
    """Returns the files of a ZIP by their paths in it or, if they all lie in one folder, in that.

    Raises Stop if it is damaged, unpacks to more than a workshop can have, or holds paths that lead
    out of it or occur twice.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = [part for part in package.infolist() if _is_own(part)]
            size = sum(part.file_size for part in parts)
            if len(parts) > ZIP_FILES.most or size > ZIP_UNPACKED.most:
                raise Stop("the ZIP unpacks to more than the files of a workshop")
            names = _without_folder([part.filename for part in parts])
            return {name: package.read(part) for name, part in zip(names, parts, strict=True)}
    except DAMAGE as reason:
        raise Stop("the ZIP is damaged; download it again, or take another copy") from reason


def _is_own(part: ZipInfo) -> bool:
    """Whether somebody put the file there, rather than the Finder of a Mac beside it."""
    return not part.is_dir() and not part.filename.startswith("__MACOSX/")


def _without_folder(names: list[str]) -> list[str]:
    """Returns the paths without the folder in which all of them lie, if there is one."""
    odd = next((name for name in names if _is_odd(name)), None)
    if odd is not None:
        raise Stop(f"the ZIP holds a file called {odd!r}, which no folder takes")
    if len({name.casefold() for name in names}) < len(names):
        raise Stop("the ZIP holds two files of the same name")
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if len(folders) == 1 and all("/" in name for name in names):
        return [name.partition("/")[2] for name in names]
    return names


def _is_odd(name: str) -> bool:
    """Whether a path leads out of the folder in which it is, or is none on some system."""
    return bool({"", ".", ".."} & {*name.split("/")} or {*name} & {"\\", ":"})
