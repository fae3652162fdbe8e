"""Metadata: Info and XMP hold what the standard asks for, and agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone

from pypdf.generic import NameObject

from cardgen.model.standard import MetadataPlace, Standard
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.objects import plain
from cardgen.preflight.parsing.pdf_file import PdfFile
from cardgen.preflight.rules import Rules

_DATES = (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate"))
_IDS = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
_DATE = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
    r"(?:([-+Z])(?:(\d\d)'?:?(\d\d)?'?)?)?"
)


def metadata(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    if not rules.standards:
        return
    places = {standard.metadata for standard in rules.standards}
    if any(standard.is_pdf_x for standard in rules.standards):
        yield from _trapped(document, places)
    yield from _title(document, places)
    yield from _dates(document, places)
    for standard in rules.standards:
        if standard.metadata == "XMP":
            yield from _xmp(document, standard)


def _xmp(document: PdfFile, standard: Standard) -> Iterator[Finding]:
    xmp = document.xmp
    if not xmp:
        broken = "/Metadata" in document.root
        what = "its XMP cannot be read" if broken else "the file has no XMP"
        yield Finding("P514", "error", None, None, what)
        return
    missing = [key for key in _IDS if not xmp.get(key)]
    if missing and standard.is_pdf_x:
        what = f"the XMP does not identify the edition: {', '.join(missing)} is missing"
        yield Finding("P513", "error", None, None, what)
    if not xmp.get("xmp:MetadataDate"):
        what = "the XMP does not say when it was last changed (xmp:MetadataDate)"
        yield Finding("P512", "error", None, None, what)


def _trapped(document: PdfFile, places: set[MetadataPlace]) -> Iterator[Finding]:
    trapped = plain(document.info.get("/Trapped"))
    is_said = isinstance(trapped, NameObject) and trapped in ("/True", "/False")
    said = (document.xmp or {}).get("pdf:Trapped", "")
    if not is_said:
        what = "the file does not say whether it is trapped (Trapped)"
        measured = str(trapped) if trapped else ""
        yield Finding("P510", "error", None, None, what, measured, "True or False, as a name")
    elif said != trapped[1:] and (said or ("XMP" in places and document.xmp)):
        what = "Info and XMP do not agree whether the file is trapped"
        yield Finding("P510", "error", None, None, what, f"{trapped[1:]} and {said or 'nothing'}")


def _title(document: PdfFile, places: set[MetadataPlace]) -> Iterator[Finding]:
    title = str(plain(document.info.get("/Title")) or "")
    said = (document.xmp or {}).get("dc:title", "")
    if not (said if "XMP" in places else title):
        yield Finding("P511", "error", None, None, "the file has no title")
    elif title and said and title != said:
        what = "Info and XMP do not agree on the title"
        yield Finding("P511", "error", None, None, what, f'"{title}" and "{said}"')


def _dates(document: PdfFile, places: set[MetadataPlace]) -> Iterator[Finding]:
    for key, other in _DATES:
        info = str(plain(document.info.get(key)) or "")
        xmp = (document.xmp or {}).get(other, "")
        if "Info" in places and not info:
            yield Finding("P512", "error", None, None, f"Info has no {key[1:]}")
        elif "XMP" in places and document.xmp and not xmp:
            yield Finding("P512", "error", None, None, f"the XMP has no {other}")
        elif info and xmp and (_moment(info) != _moment(xmp) or not _moment(info)):
            what = f"Info and XMP do not agree on {key[1:]}"
            yield Finding("P512", "error", None, None, what, f"{info} and {xmp}")


def _moment(text: str) -> datetime | None:
    """The moment that a date of PDF or of XMP stands for, or None."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    sign, hours, minutes = found.groups()[6:]
    try:
        moment = datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=timezone.utc)
    except ValueError:
        return None
    away = (int(hours or 0) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
    return datetime.fromtimestamp(moment.timestamp() - away * 60, timezone.utc)
