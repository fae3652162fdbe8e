"""What is painted and cannot be, and what lies on a page without being painted."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.marks import Flaw
from cardgen.preflight.objects import entry, items, name, number, numbers
from cardgen.preflight.opened import Page
from cardgen.preflight.plane import Box, overlap
from cardgen.preflight.rules import Rules
from cardgen.problems import Severity

_OF_STANDARDS = ("P319", "P320", "P406")
_MARKS_OF_PRINTERS = ("PrinterMark", "TrapNet")
_NEVER_PRINTED = ("Link", "Popup")
_HIDDEN, _PRINTED = 2, 4  # bits of /F


def flaws(page: Page, rules: Rules) -> Iterator[Finding]:
    for mark in page.marks:
        if isinstance(mark, Flaw):
            severity: Severity = rules.severity if mark.code in _OF_STANDARDS else "error"
            yield page.finding(mark.code, severity, mark, mark.what)


def notes(page: Page, rules: Rules) -> Iterator[Finding]:
    for note in items(page.held, "/Annots"):
        kind, flags = name(note, "/Subtype"), int(number(note, "/F"))
        found = numbers(note, "/Rect", 4)
        if kind in _MARKS_OF_PRINTERS or not found:
            continue
        box = Box(min(found[::2]), min(found[1::2]), max(found[::2]), max(found[1::2]))
        if not overlap(box, page.bled):
            continue
        seen = kind not in _NEVER_PRINTED and flags & _PRINTED and not flags & _HIDDEN
        if seen or rules.standards:
            what = f"a note, link or field ({kind}) lies on what is printed"
            yield page.finding("P516", rules.severity, box, what)


def actions(page: Page, rules: Rules) -> Iterator[Finding]:
    if entry(page.held, "/AA") is not None:
        what = "something happens when the page is opened (AA)"
        yield page.finding("P515", rules.severity, None, what)


def packing(page: Page, rules: Rules) -> Iterator[Finding]:
    contents = entry(page.held, "/Contents")
    for stream in contents if isinstance(contents, list) else [contents]:
        if "LZWDecode" in (
            name(stream, "/Filter"),
            *(str(one)[1:] for one in items(stream, "/Filter")),
        ):
            what = "what is painted is packed with LZW, which PDF/X does not allow"
            yield page.finding("P409", rules.severity, None, what)
