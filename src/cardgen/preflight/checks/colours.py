"""Colour: whether what is painted is in inks that the press has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cardgen.graphics.type.wording import listed
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.colour_spaces import ALL, Space
from cardgen.preflight.parsing.graphics_objects import (
    Area,
    Group,
    Line,
    Mark,
    Picture,
    Shade,
    Text,
    paints,
)
from cardgen.preflight.parsing.pdf_file import Document, Page
from cardgen.preflight.parsing.rectangle import overlap
from cardgen.preflight.rules import X1A, Rules
from cardgen.problems import Severity

_CALIBRATED = ("Lab", "CalRGB", "CalGray")


def colours(page: Page, rules: Rules) -> Iterator[Finding]:
    """Colour spaces, wherever one is used."""
    if not rules.for_press:
        return
    for mark in page.marks:
        for space in dict.fromkeys(_spaces(mark)):
            for code, severity, what in _wrong(space, mark, rules):
                yield page.finding(code, severity, mark, what)


def _spaces(mark: Mark) -> Iterator[Space]:
    """The spaces of a mark with a colour of its own; that of a group is judged with what shows
    through."""
    if isinstance(mark, (Picture, Shade)) and mark.space:
        yield mark.space
    yield from (paint.colour.space for paint in paints(mark))


def _wrong(space: Space, mark: Mark, rules: Rules) -> Iterator[tuple[str, Severity, str]]:
    thing, severity = _NAMES.get(type(mark), "something"), rules.severity
    ink = ""
    for link in space.chain:
        made, how = (f"the ink {ink} is", " described") if ink else (f"{thing} is", "")
        ink = link.inks[0] if link.inks else ink
        if link.family == "DeviceRGB":
            yield "P305" if how else "P301", severity, f"{made}{how} in RGB, the colours of screens"
        elif link.family == "ICCBased" and link.parts == 3:
            yield from _tagged(f"{made}{how}", mark, rules)
        elif link.family == "ICCBased" and link.parts == 4:
            worse: Severity = "error" if X1A in rules.standards else "warning"
            yield "P303", worse, f"{made}{how} in CMYK with a profile, and may be converted again"
        elif link.family in _CALIBRATED or (link.family == "ICCBased" and X1A in rules.standards):
            worse = "error" if X1A in rules.standards else "warning"
            called = "grey with a profile" if link.family == "ICCBased" else link.family
            yield "P304", worse, f"{made}{how} in {called}, which is converted on its way"


def _tagged(made: str, mark: Mark, rules: Rules) -> Iterator[tuple[str, Severity, str]]:
    """RGB with a profile: PDF/X-4 converts it, and GWG 2022 (R0028) would have it in pictures."""
    if X1A in rules.standards:
        yield "P302", "error", f"{made} in RGB with a profile, which PDF/X-1a does not allow"
    elif not isinstance(mark, Picture):
        yield "P302", "warning", f"{made} in RGB with a profile, and its inks are left to chance"


def spots(page: Page, rules: Rules) -> Iterator[Finding]:
    """Inks besides the four, and the one for all plates."""
    for mark in page.marks:
        for space in dict.fromkeys(_spaces(mark)):
            inks = {ink for link in space.chain for ink in link.inks} - _NO_SPOTS
            for ink in sorted(inks - {ALL}):
                if not rules.profile.spots:
                    what = f"the ink {ink} is none of the four that are printed"
                    yield page.finding("P308", "error", mark, what)
            if ALL in inks and overlap(mark.box, page.cut):
                what = "what is painted in all inks (All) lies within the trim"
                yield page.finding("P310", "warning", mark, what)


def definitions(document: Document, rules: Rules) -> Iterator[Finding]:
    """Inks of one name that are made in several ways, and those that have several names."""
    for ink, made in sorted(document.known.inks.items()):
        if len(made) > 1 and rules.for_press:
            what = f"the ink {ink} is described in several ways, and only one can be mixed"
            yield Finding("P309", rules.severity, None, None, what, f"{len(made)} ways", "one")
    alike: dict[str, list[str]] = {}
    for ink in sorted(document.known.inks):
        alike.setdefault(_heard(ink), []).append(ink)
    for names in alike.values():
        if len(names) > 1 and rules.for_press:
            what = f"one ink has several names, and would get as many plates: {listed(names)}"
            yield Finding("P321", rules.severity, None, None, what, f"{len(names)} names", "one")


def _heard(ink: str) -> str:
    """A name as people say it: without capitals, joints, and the letters for papers and screens."""
    named = _PAPERS.sub(r"\1", ink.casefold())
    return _JOINTS.sub("", named)


_PAPERS = re.compile(r"^(pantone\b.+)[ _-](c|u|m|cp|up|cv|cvc|cvu|cvp)$")
_JOINTS = re.compile(r"[\s_.-]+")
_NO_SPOTS = frozenset(["Cyan", "Magenta", "Yellow", "Black", "None"])
_NAMES: dict[type, str] = {
    Area: "a filled shape",
    Group: "a group",
    Line: "a line",
    Picture: "a picture",
    Shade: "a run of colours",
    Text: "text",
}
