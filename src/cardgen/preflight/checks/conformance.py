"""The file as a whole keeps the standard it is held to, and everything in it can be painted."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import Flaw
from cardgen.preflight.parsing.objects import entry, items, name
from cardgen.preflight.parsing.pdf_file import Document, Page
from cardgen.preflight.rules import X1A, X4, Rules, claims
from cardgen.problems import Severity

_VERSIONS = {X4: "1.6", X1A: "1.4"}
_CALLED = {X4: "PDF/X-4", X1A: "PDF/X-1a"}
_OF_STANDARDS = ("P319", "P320", "P406")  # invalid content that only a standard forbids


def standard(document: Document, rules: Rules) -> Iterator[Finding]:
    asked = rules.profile.standard
    if asked in _CALLED and asked not in rules.claimed:
        what = f"the file does not say that it is {_CALLED[asked]}"
        said = ", ".join(claims(document)) or "nothing said"
        yield Finding("P502", "error", None, None, what, said, _CALLED[asked])
    for each in sorted(rules.standards):
        if document.version > _VERSIONS[each]:
            what = f"the file is of a newer PDF than {_CALLED[each]} may be"
            measured, limit = f"PDF {document.version}", f"at most PDF {_VERSIONS[each]}"
            yield Finding("P503", "error", None, None, what, measured, limit)


def locks(document: Document, rules: Rules) -> Iterator[Finding]:
    if document.reader.is_encrypted:
        yield Finding("P501", "error", None, None, "the file is encrypted")
    if not entry(document.reader.trailer, "/ID") and rules.standards:
        yield Finding("P504", "error", None, None, "the file has no ID in its trailer")


def invalid_content(page: Page, rules: Rules) -> Iterator[Finding]:
    for mark in page.marks:
        if isinstance(mark, Flaw):
            severity: Severity = rules.severity if mark.code in _OF_STANDARDS else "error"
            yield page.finding(mark.code, severity, mark, mark.what)


def compression(page: Page, rules: Rules) -> Iterator[Finding]:
    contents = entry(page.held, "/Contents")
    for stream in contents if isinstance(contents, list) else [contents]:
        if "LZWDecode" in (
            name(stream, "/Filter"),
            *(str(one)[1:] for one in items(stream, "/Filter")),
        ):
            what = "what is painted is packed with LZW, which PDF/X does not allow"
            yield page.finding("P409", rules.severity, None, what)
