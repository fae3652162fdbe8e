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
        face = text.font
        shown = text.fill is not None or text.stroke is not None
        if not face.embedded and shown:
            what = f"the font {face.called} is not in the file: the press would set another"
            yield page.finding("P201", "error", text, what)
        if face.kind == "Type3":
            what = f"the font {face.called} is made of drawings (Type 3), which print coarsely"
            yield page.finding("P202", "warning", text, what)
        if not face.says:
            what = f"what is set in {face.called} cannot be read out or searched (no ToUnicode)"
            yield page.finding("P203", "warning", text, what)
        if text.unknown and shown:
            what = f"the font {face.called} does not have a character that is set in it"
            many = f"{text.unknown} × .notdef"
            yield page.finding("P204", "error", text, what, many)
