"""Fonts are embedded and have every character; type is large enough and inside the safe area."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import TextObject
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.parsing.rectangle import overhang, overlap
from cardgen.preflight.rules import Rules
from cardgen.units import MM_PER_PT

_SLACK = 0.05  # pt and mm that cannot be seen
_RICH, _DARK = 280, 0.85  # GWG 2022, R0015


def fonts(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    for text in page.objects:
        if not isinstance(text, TextObject):
            continue
        face = text.font
        shown = text.fill is not None or text.stroke is not None
        if not face.embedded and shown:
            what = f"the font {face.name} is not embedded: the press would substitute another"
            yield page.finding("P201", "error", text, what)
        if face.kind == "Type3":
            what = f"the font {face.name} is a Type 3 font, which prints coarsely"
            yield page.finding("P202", "warning", text, what)
        if not face.extractable:
            what = f"text in {face.name} cannot be searched or read aloud (no ToUnicode)"
            yield page.finding("P203", "warning", text, what)
        if text.missing and shown:
            what = f"the font {face.name} lacks a character that is set in it"
            many = f"{text.missing} × .notdef"
            yield page.finding("P204", "error", text, what, many)


def type_size_and_place(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    for text in page.objects:
        if isinstance(text, TextObject) and text.paints and overlap(text.box, page.cut):
            yield from _size(page, text, rules)
            yield from _rich(page, text, rules)
            yield from _safe(page, text, rules)


def _size(page: PdfPage, text: TextObject, rules: Rules) -> Iterator[Finding]:
    limits = rules.limits
    colours = [paint.colour for paint in text.paints]
    white = all(colour.is_white for colour in colours)
    several = max(colour.plates for colour in colours) > 1
    measured = f"{text.size:.1f} pt"
    if text.size < limits.type - _SLACK:
        what = "text is too small to print well"
        limit = f"at least {limits.type:g} pt"
        yield page.finding("P205", "warning", text, what, measured, limit)
    elif (white or several) and text.size < limits.coloured_type - _SLACK:
        how = "in white" if white else "in several inks"
        what = f"text is too small to be set {how}"
        limit = f"at least {limits.coloured_type:g} pt"
        yield page.finding("P206", "warning", text, what, measured, limit)


def _rich(page: PdfPage, text: TextObject, rules: Rules) -> Iterator[Finding]:
    for paint in text.paints:
        inks = paint.colour.inks or {}
        if inks.get("Black", 0) >= _DARK and paint.colour.coverage > _RICH and rules.for_press:
            what = "text is set in rich black; set it in 100 % K only"
            measured, limit = f"{paint.colour.coverage:.0f} %", f"at most {_RICH} %"
            yield page.finding("P208", "warning", text, what, measured, limit)
            return


def _safe(page: PdfPage, text: TextObject, rules: Rules) -> Iterator[Finding]:
    safe = rules.profile.safe
    if not safe or page.trim is None:
        return
    near = -max(overhang(page.trim, text.box)) * MM_PER_PT
    if near < safe - _SLACK:
        what, measured = "text is so close to the trim that it may be cut off", f"{near:.1f} mm"
        if near < 0:
            what, measured = "text is cut off at the trim", f"{-near:.1f} mm beyond it"
        limit = f"at least {safe:g} mm within"
        yield page.finding("P207", "warning", text, what, measured, limit)
