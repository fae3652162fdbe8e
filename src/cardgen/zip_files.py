"""Several files as one ZIP, and back."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
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
    """Returns the files of a ZIP by their names without folders.

    Raises Stop if it is damaged, or unpacks to more than a workshop can have.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = [part for part in package.infolist() if not part.is_dir()]
            size = sum(part.file_size for part in parts)
            if len(parts) > ZIP_FILES.most or size > ZIP_UNPACKED.most:
                raise Stop("the ZIP unpacks to more than the files of a workshop")
            return {PurePosixPath(part.filename).name: package.read(part) for part in parts}
    except DAMAGE as reason:
        raise Stop("the ZIP is damaged; download it again, or take another copy") from reason
