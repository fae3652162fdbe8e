"""Conformance: the file identifies itself as its standard asks, and its content is valid."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import InvalidContent
from cardgen.preflight.parsing.objects import entry, items, name
from cardgen.preflight.parsing.pdf_file import PdfFile, PdfPage
from cardgen.preflight.rules import Rules, pdf_a_claim, pdf_x_claims
from cardgen.problems import Severity

_OF_STANDARDS = ("P319", "P320", "P406")  # invalid content that only a standard forbids


def identification(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    asked = rules.profile.standard
    if asked and asked.is_pdf and asked not in rules.claimed:
        what = f"the file does not claim to be {asked.family}"
        claims = pdf_x_claims(document) if asked.is_pdf_x else [pdf_a_claim(document)]
        said = ", ".join(filter(None, claims)) or "no claim"
        yield Finding("P502", "error", None, None, what, said, asked.family)
    for standard in rules.standards:
        if document.version > standard.pdf_version:
            what = f"the version of PDF is newer than {standard.family} allows"
            measured, limit = f"PDF {document.version}", f"at most PDF {standard.pdf_version}"
            yield Finding("P503", "error", None, None, what, measured, limit)


def encryption_and_id(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    if document.reader.is_encrypted:
        yield Finding("P501", "error", None, None, "the file is encrypted")
    if not entry(document.reader.trailer, "/ID") and rules.standards:
        yield Finding("P504", "error", None, None, "the file has no ID in its trailer")


def invalid_content(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    for item in page.objects:
        if isinstance(item, InvalidContent):
            severity: Severity = rules.severity if item.code in _OF_STANDARDS else "error"
            yield page.finding(item.code, severity, item, item.what)


def compression(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    contents = entry(page.dictionary, "/Contents")
    for stream in contents if isinstance(contents, list) else [contents]:
        if "LZWDecode" in (
            name(stream, "/Filter"),
            *(str(one)[1:] for one in items(stream, "/Filter")),
        ):
            what = "the page content is compressed with LZW, which PDF/X does not allow"
            yield page.finding("P409", rules.severity, None, what)
