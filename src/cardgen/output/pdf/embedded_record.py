"""The record of the faces in an older PDF, read back from the file's private data."""

from __future__ import annotations

import json
import logging
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cardgen.intake import check_file
from cardgen.model.record.record import Record, from_data
from cardgen.output.pdf.metadata import PRODUCER
from cardgen.problems import Mark, Problems, Stop, is_own_failure

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST = 12 * 2**20  # bytes; the record of 10,000 cards has 1.3 million
_AGAIN = "compare with a file as cardgen wrote it"


def recorded(path: str, problems: Problems, held: bytes | None = None) -> Record | None:
    """The record in a PDF, on disk or held in memory, or None if there were errors (they are in
    problems).

    Raises Stop where the file cannot be opened.
    """
    # pypdf takes a fifth of a second to import, which no other command need pay.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # Its warnings are reported in our words or not at all.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    where = Mark(path)
    if held is None:
        check_file(path, path)
    try:
        with Path(path).open("rb") if held is None else BytesIO(held) as file:
            if b"%PDF-" not in file.read(1024):
                problems.error("E511", where, "this is not a PDF", "name one that cardgen built")
                return None
            reader = PdfReader(file)
            locked = reader.is_encrypted
            data = None if locked else private(reader)
    except OSError as reason:
        raise Stop(f"{path} cannot be read: {reason.strerror or reason}") from reason
    except DependencyError:  # the package that decrypts newer files is not installed
        locked, data = True, None
    except Exception as reason:  # of a broken file pypdf raises whatever it stumbles over
        if is_own_failure(reason):
            raise
        problems.error(
            "E511", where, "this PDF is damaged or truncated", "copy it again, or build it again"
        )
        return None
    if locked:
        problems.error("E512", where, "this PDF is protected by a password", _AGAIN)
        return None
    if data is None:
        what = "this PDF has no record of its faces: this version of cardgen did not write it"
        problems.error("E513", where, what, "compare with the older deck: cardgen diff OLD-DECK")
        return None
    try:
        return from_data(json.loads(data))
    except (ValueError, RecursionError):
        what = "this PDF's record of its faces cannot be read"
        problems.error("E514", where, what, _AGAIN)
        return None


def private(reader: PdfReader) -> bytes | None:
    """The bytes that cardgen keeps in a file for itself, None if there are none."""
    own: Any = reader.root_object
    for name in ("/PieceInfo", f"/{PRODUCER}", "/Private"):
        if not hasattr(own, "keys") or name not in own:
            return None  # a damaged file may have anything in its place
        own = own[name]
    packed = getattr(own, "_data", None)
    if not isinstance(packed, bytes):
        return None
    # It is unpacked here, as it was packed; pypdf would unpack whatever a file says, for minutes.
    inflating = zlib.decompressobj()
    data = inflating.decompress(packed, _MOST)
    if not inflating.eof:
        raise zlib.error("the record has no end, or is larger than any")
    return data
