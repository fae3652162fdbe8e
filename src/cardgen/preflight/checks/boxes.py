"""Pages and their boxes."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import Flaw, is_seen
from cardgen.preflight.parsing.objects import number
from cardgen.preflight.parsing.pdf_file import Document, Page
from cardgen.preflight.parsing.rectangle import Box, beyond, holds, join, overlap
from cardgen.preflight.rules import Rules
from cardgen.units import MM_PER_PT, PT_PER_MM

_UNKNOWN = ("P520", "P521")  # what of a page could not be looked at
_EXACT = 0.01 * PT_PER_MM


def boxes(page: Page, rules: Rules) -> Iterator[Finding]:
    yield from _trim(page, rules)
    yield from _nested(page)
    yield from _sizes(page, rules)
    yield from _turned(page, rules)


def empty(page: Page, _: Rules) -> Iterator[Finding]:
    if any(isinstance(mark, Flaw) and mark.code in _UNKNOWN for mark in page.marks):
        return
    if not any(is_seen(mark) and overlap(mark.box, page.cut) for mark in page.marks):
        what = "nothing is printed on this page"
        yield page.finding("P111", "warning", None, what)


def beside(page: Page, rules: Rules) -> Iterator[Finding]:
    """Marks and notes about the cards, for shops that make up their sheets themselves."""
    profile = rules.profile
    if page.trim is None or profile.standard is None or profile.sheets:
        return
    outside = [mark for mark in page.marks if is_seen(mark) and not overlap(mark.box, page.bled)]
    if outside:
        what = "something is printed beyond the bleed, such as marks, and the shop wants nothing"
        yield page.finding("P115", "error", join(mark.box for mark in outside), what)


def _trim(page: Page, rules: Rules) -> Iterator[Finding]:
    if page.trim is None:
        if "/TrimBox" in page.held:
            what = "the TrimBox is empty or makes no sense: nobody knows where to cut"
            yield page.finding("P101", "error", None, what)
        elif page.art is None:
            what = "the page has no TrimBox, so nobody knows where to cut it"
            yield page.finding("P101", rules.severity, None, what)
    if page.art is not None:
        both = " beside its TrimBox" if page.trim else " instead of a TrimBox"
        what = f"the page has an ArtBox{both}; have a TrimBox alone"
        severity = rules.severity if page.trim else "warning"
        yield page.finding("P104", severity, page.art, what)


def _nested(page: Page) -> Iterator[Finding]:
    for code, inner_name, inner, outer_name, outer in (
        ("P102", "TrimBox", page.trim, "BleedBox", page.bleed),
        ("P102", "BleedBox", page.bleed, "MediaBox", page.media),
        ("P102", "TrimBox", page.trim, "MediaBox", page.media),
        ("P103", "TrimBox", page.trim, "CropBox", page.crop),
        ("P103", "BleedBox", page.bleed, "CropBox", page.crop),
    ):
        if inner is None or outer is None or holds(outer, inner, _EXACT):
            continue
        what = f"the {inner_name} reaches out of the {outer_name} around it"
        if code == "P103":
            what = f"the CropBox cuts off a part of the {inner_name}"
        yield page.finding(code, "error", inner, what, mm(inner), mm(outer))
        return


def _sizes(page: Page, rules: Rules) -> Iterator[Finding]:
    profile, trim = rules.profile, page.trim
    if trim is None:
        return
    if profile.width and profile.height:
        wanted = profile.width, profile.height
        found = trim.width * MM_PER_PT, trim.height * MM_PER_PT
        if max(abs(a - b) for a, b in zip(found, wanted, strict=True)) > 0.1:
            what = f"{profile.about} cuts another size than this page has"
            limit = f"{wanted[0]:.1f} × {wanted[1]:.1f} mm"
            yield page.finding("P108", "error", trim, what, mm(trim), limit)
    if profile.bleed:
        least = min(beyond(trim, page.bleed or trim)) * MM_PER_PT
        if 0 <= least < profile.bleed - 0.1:  # what is less is another fault
            what = "the BleedBox leaves less bleed than is asked for"
            if page.bleed is None:
                what = "the page has no BleedBox, and bleed is asked for"
            limit = f"at least {profile.bleed:g} mm"
            yield page.finding("P109", "error", trim, what, f"{least:.1f} mm", limit)


def _turned(page: Page, rules: Rules) -> Iterator[Finding]:
    if (unit := number(page.held, "/UserUnit", 1.0)) != 1:
        what = "the page counts in units of its own (UserUnit), which presses do not heed"
        yield page.finding("P105", "error", None, what, f"{unit:g}", "1")
    if (turn := number(page.held, "/Rotate")) % 360:
        what = "the page is turned when it is shown (Rotate); turn what is on it instead"
        yield page.finding("P106", "warning", None, what, f"{turn:g}°", "0°")


def mm(box: Box) -> str:
    return f"{box.width * MM_PER_PT:.1f} × {box.height * MM_PER_PT:.1f} mm"


def across(document: Document, rules: Rules) -> Iterator[Finding]:
    """What pages have in common, or should."""
    sizes = dict[tuple[float, float], int]()
    for at, trim in document.trims():
        size = round(trim.width * MM_PER_PT, 1), round(trim.height * MM_PER_PT, 1)
        sizes.setdefault(size, at)
    if len(sizes) > 1:
        (first, _), (other, at) = list(sizes.items())[:2]
        what = "pages are cut to different sizes"
        measured, limit = (f"{width:.1f} × {height:.1f} mm" for width, height in (other, first))
        yield Finding("P107", "warning", at, None, what, measured, limit)
