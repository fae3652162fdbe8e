"""Fonts: whether the press has them, and whether they have what is set in them."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.marks import Text
from cardgen.preflight.opened import Page
from cardgen.preflight.rules import Rules


def fonts(page: Page, rules: Rules) -> Iterator[Finding]:
    for text in page.marks:
        if not isinstance(text, Text):
            continue
        face, place = text.font, page.place(text.box)
        shown = text.fill is not None or text.stroke is not None
        if not face.embedded and shown:
            what = f"the font {face.called} is not in the file: the press would set another"
            yield Finding("P201", "error", page.number, place, what)
        if face.kind == "Type3":
            what = f"the font {face.called} is made of drawings (Type 3), which print coarsely"
            yield Finding("P202", "warning", page.number, place, what)
        if not face.says:
            what = f"what is set in {face.called} cannot be read out or searched (no ToUnicode)"
            yield Finding("P203", "warning", page.number, place, what)
        if text.unknown:
            what = f"the font {face.called} does not have a character that is set in it"
            many = f"{text.unknown} × .notdef"
            yield Finding("P204", "error", page.number, place, what, many)
