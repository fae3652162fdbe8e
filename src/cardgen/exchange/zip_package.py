"""The zip packages that workbooks and documents are, and the limits on files that are opened.

A package is checked before it reaches the library that reads it: how much it unpacks to, and that
it holds neither macros nor document types.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from cardgen.exchange.package_xml import (
    DamagedPart,
    DeclaredEntities,
    PackageCost,
    TooMuch,
    check_beginning,
)
from cardgen.intake import TooLarge, read_bytes
from cardgen.limits import OFFICE_PARTS, OFFICE_SIZE, OFFICE_STREAMED, OFFICE_UNPACKED
from cardgen.problems import Mark, Problems
from cardgen.zip_files import DAMAGE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins older Office files and those under a password


def file_bytes(path: Path, shown_as: str, problems: Problems) -> bytes | None:
    """The bytes of a file, or None with an error noted if they are more than OFFICE_SIZE.

    Raises Stop for a file that cannot be read.
    """
    try:
        return read_bytes(path, shown_as, OFFICE_SIZE)
    except TooLarge as much:
        fix = "remove pictures and other sheets from it"
        problems.error("E602", Mark(shown_as), f"the file is {much}", fix)
        return None


def opens_safely(
    data: bytes, main: str, shown_as: str, problems: Problems, is_streamed: bool = False
) -> bool:
    """Whether the package has the part main and nothing harmful; if not, an error is noted.

    What is streamed is counted by whoever reads its parts, and only its size is looked at here.
    """
    where, suffix = Mark(shown_as), Path(shown_as).suffix
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        what = "the file is protected by a password" if locked else "this is an older kind of file"
        fix = "save it without a password" if locked else f"save it as {suffix}"
        problems.error("E603" if locked else "E601", where, what, fix)
        return False
    with faults_noted(shown_as, problems), ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        size = sum(part.file_size for part in parts)
        most = OFFICE_STREAMED if is_streamed else OFFICE_UNPACKED
        if size > most.most or len(parts) > OFFICE_PARTS.most:
            what = f"the file unpacks to {size / 2**20:.0f} MB in {len(parts)} parts"
            fix = f"at most {most} are read; delete what the deck does not need"
            problems.error("E602", where, what, fix)
            return False
        names = package.namelist()
        if main not in names:
            raise BadZipFile
        if any(Path(name).name == "vbaProject.bin" for name in names):
            what = "the file contains macros, and such files are not opened"
            problems.error("E604", where, what, f"save it as {suffix} without macros")
            return False
        if is_streamed and package.testzip() is not None:
            raise BadZipFile
        cost = PackageCost()
        for part in parts:
            is_xml = part.filename.lower().endswith((".xml", ".rels"))
            with package.open(part) as opened:
                if is_streamed:
                    check_beginning(opened, is_xml)
                else:
                    cost.add(opened, is_xml)
        return True
    return False


@contextmanager
def faults_noted(shown_as: str, problems: Problems) -> Iterator[None]:
    """Note as an error what is raised for a package that is damaged, or has too much."""
    where, suffix = Mark(shown_as), Path(shown_as).suffix
    try:
        yield
    except TooMuch as much:
        fix = "copy the table or the text alone into a new file, and import that"
        problems.error("E602", where, str(much), fix)
    except DeclaredEntities:
        what = "the file declares a document type, which may hold entities that grow without end"
        problems.error("E618", where, what, f"open it in an office program and save it as {suffix}")
    except (*DAMAGE, DamagedPart):
        what = f"this is not a {suffix} file, or it is damaged"
        problems.error("E601", where, what, f"save it again as {suffix}")


def with_date(data: bytes, date: datetime.date) -> bytes:
    """The same package with the date in place of the clock's, so that a deck always makes the same
    bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                stamp = f">{date.isoformat()}T00:00:00Z<".encode()
                part = re.sub(rb">\d{4}-\d\d-\d\dT[0-9:.]+Z?<", stamp, part)
            if name.startswith(
                "xl/worksheets/"
            ):  # so that rows still grow with what is typed into them
                part = part.replace(b' customHeight="1"', b"")
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            packed.writestr(info, part)
    return out.getvalue()
