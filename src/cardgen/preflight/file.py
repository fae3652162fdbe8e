"""The file as a whole: its version, its locks, and what is in it besides pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cardgen.preflight.finding import Finding
from cardgen.preflight.objects import entry, items, name, table
from cardgen.preflight.opened import Document
from cardgen.preflight.rules import X1A, X4, Rules, claims

_VERSIONS = {X4: "1.6", X1A: "1.4"}
_CALLED = {X4: "PDF/X-4", X1A: "PDF/X-1a"}
_BOXES_SHOWN = ("MediaBox", "BleedBox")
_VIEWS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")


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


def besides(document: Document, rules: Rules) -> Iterator[Finding]:
    root, severity = document.root, rules.severity
    names = table(root, "/Names")
    opening = entry(root, "/OpenAction")
    if opening is not None and (rules.standards or not _only_shows(opening)):
        what = "something happens when the file is opened (OpenAction)"
        yield Finding("P515", severity, None, None, what)
    for key, holder, what in (
        ("/AA", root, "something happens as the file is read (AA)"),
        ("/JavaScript", names, "there is JavaScript in the file"),
    ):
        if entry(holder, key) is not None:
            yield Finding("P515", severity, None, None, what)
    if entry(names, "/EmbeddedFiles") is not None or entry(root, "/AF") is not None:
        yield Finding("P517", severity, None, None, "other files are kept within the file")
    if items(table(root, "/AcroForm"), "/Fields"):
        yield Finding("P519", severity, None, None, "there are fields to fill in")
    yield from _layers(document, rules)
    views = table(root, "/ViewerPreferences")
    for key in _VIEWS:
        if (box := name(views, key)) and box not in _BOXES_SHOWN:
            what = f"the file wants only its {box} to be shown or printed ({key[1:]})"
            yield Finding("P522", severity, None, None, what)


def _only_shows(action: Any) -> bool:
    """Whether it does no more than say which page is seen first."""
    return isinstance(action, list) or name(action, "/S") == "GoTo"


def _layers(document: Document, rules: Rules) -> Iterator[Finding]:
    layers = table(document.root, "/OCProperties")
    if X1A in rules.standards and layers:
        yield Finding("P518", "error", None, None, "there are layers, and PDF/X-1a has none")
    elif off := items(table(layers, "/D"), "/OFF"):
        called = ", ".join(str(entry(layer, "/Name") or "without a name") for layer in off[:3])
        what = f"layers are switched off, and a press may print them all the same: {called}"
        yield Finding("P518", "warning", None, None, what)
