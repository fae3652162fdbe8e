"""What a file holds besides pages to print: actions, annotations, fields, layers, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.objects import entry, items, name, number, rectangle, table
from cardgen.preflight.parsing.pdf_file import PdfFile, PdfPage
from cardgen.preflight.parsing.rectangle import overlap
from cardgen.preflight.rules import Rules

_BOXES_SHOWN = ("MediaBox", "BleedBox")
_VIEWS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")
_MARKS_OF_PRINTERS = ("PrinterMark", "TrapNet")
_NEVER_PRINTED = ("Link", "Popup")
_HIDDEN, _PRINTED = 2, 4  # bits of /F


def printed_annotations(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    for note in items(page.dictionary, "/Annots"):
        kind, flags = name(note, "/Subtype"), int(number(note, "/F"))
        box = rectangle(note, "/Rect")
        if kind in _MARKS_OF_PRINTERS or box is None or not overlap(box, page.bled):
            continue
        seen = kind not in _NEVER_PRINTED and flags & _PRINTED and not flags & _HIDDEN
        if seen or rules.forbidding("interaction"):
            what = f"a note, link or field ({kind}) lies on the printed area"
            yield page.finding("P516", rules.severity_of("interaction"), box, what)


def page_actions(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    if entry(page.dictionary, "/AA") is not None:
        what = "the page has actions that run by themselves (AA)"
        yield page.finding("P515", rules.severity_of("interaction"), None, what)


def document_extras(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    root, severity = document.root, rules.severity_of("interaction")
    names = table(root, "/Names")
    opening = entry(root, "/OpenAction")
    if opening is not None and (rules.forbidding("interaction") or not _only_shows(opening)):
        what = "the file runs an action when it is opened (OpenAction)"
        yield Finding("P515", severity, None, None, what)
    for key, holder, what in (
        ("/AA", root, "the file has actions that run by themselves (AA)"),
        ("/JavaScript", names, "the file contains JavaScript"),
    ):
        if entry(holder, key) is not None:
            yield Finding("P515", severity, None, None, what)
    if entry(names, "/EmbeddedFiles") is not None or entry(root, "/AF") is not None:
        yield Finding("P517", severity, None, None, "the file contains embedded files")
    if items(table(root, "/AcroForm"), "/Fields"):
        yield Finding("P519", severity, None, None, "the file has form fields")
    yield from _layers(document, rules)
    views = table(root, "/ViewerPreferences")
    for key in _VIEWS:
        if (box := name(views, key)) and box not in _BOXES_SHOWN:
            what = f"the file asks programs to show or print only its {box} ({key[1:]})"
            yield Finding("P522", severity, None, None, what)


def _only_shows(action: Any) -> bool:
    """Whether an action only chooses the page that is shown first."""
    return isinstance(action, list) or name(action, "/S") == "GoTo"


def _layers(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    layers = table(document.root, "/OCProperties")
    if layers and (standard := rules.forbidding("layers")):
        what = f"the file has layers, which {standard.family} does not allow"
        yield Finding("P518", "error", None, None, what)
    elif off := items(table(layers, "/D"), "/OFF"):
        called = ", ".join(str(entry(layer, "/Name") or "without a name") for layer in off[:3])
        what = f"layers are hidden, but a press may still print them: {called}"
        yield Finding("P518", "warning", None, None, what)
