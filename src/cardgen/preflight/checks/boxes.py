"""Page boxes: they are there, lie within each other and have the size that the shop cuts."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import GraphicsObject, InvalidContent, is_seen
from cardgen.preflight.parsing.objects import number
from cardgen.preflight.parsing.pdf_file import PdfFile, PdfPage
from cardgen.preflight.parsing.rectangle import (
    Rectangle,
    contains,
    intersection,
    overhang,
    overlap,
    union,
)
from cardgen.preflight.rules import Rules
from cardgen.units import MM_PER_PT, PT_PER_MM

_UNREADABLE = ("P520", "P521")  # of pages that could not be interpreted
_EXACT = 0.01 * PT_PER_MM


def page_boxes(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    yield from _trim(page, rules)
    yield from _nested(page)
    yield from _sizes(page, rules)
    yield from _turned(page, rules)


def empty_page(page: PdfPage, _: Rules) -> Iterator[Finding]:
    if page.only(_is_unreadable).segments:
        return
    if not any(is_seen(item) and overlap(item.box, page.cut) for item in page.objects):
        what = "nothing is printed on this page"
        yield page.finding("P111", "warning", None, what)


def _is_unreadable(item: GraphicsObject) -> bool:
    return isinstance(item, InvalidContent) and item.code in _UNREADABLE


def beyond_the_bleed(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """Marks and slugs beyond the bleed, where the shop imposes the pages itself."""
    profile = rules.profile
    if page.trim is None or profile.standard is None or profile.sheets:
        return
    outside = [item for item in page.objects if _lies_outside(item, page.bled)]
    if outside:
        what = "something, such as marks, is printed beyond the bleed, where the shop wants nothing"
        yield page.finding("P115", "error", union(item.box for item in outside), what)


def _lies_outside(item: GraphicsObject, area: Rectangle) -> bool:
    """Whether an object lies beside the area. Combining marks that are shown alone have no width,
    and lie within it all the same."""
    shared = intersection(item.box, area)
    if shared is None:
        return True
    return (not shared.width and item.box.width > 0) or (not shared.height and item.box.height > 0)


def _trim(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    if page.trim is None:
        if "/TrimBox" in page.dictionary:
            what = "the TrimBox is empty or invalid, so nobody knows where to cut"
            yield page.finding("P101", "error", None, what)
        elif page.art is None:
            what = "the page has no TrimBox, so nobody knows where to cut it"
            yield page.finding("P101", rules.severity, None, what)
    if page.art is not None:
        both = " beside its TrimBox" if page.trim else " instead of a TrimBox"
        what = f"the page has an ArtBox{both}; keep only a TrimBox"
        severity = rules.severity if page.trim else "warning"
        yield page.finding("P104", severity, page.art, what)


def _nested(page: PdfPage) -> Iterator[Finding]:
    for code, inner_name, inner, outer_name, outer in (
        ("P102", "TrimBox", page.trim, "BleedBox", page.bleed),
        ("P102", "BleedBox", page.bleed, "MediaBox", page.media),
        ("P102", "TrimBox", page.trim, "MediaBox", page.media),
        ("P103", "TrimBox", page.trim, "CropBox", page.crop),
        ("P103", "BleedBox", page.bleed, "CropBox", page.crop),
    ):
        if inner is None or outer is None or contains(outer, inner, _EXACT):
            continue
        what = f"the {inner_name} extends beyond the {outer_name} around it"
        if code == "P103":
            what = f"the CropBox cuts off part of the {inner_name}"
        yield page.finding(code, "error", inner, what, mm(inner), mm(outer))
        return


def _sizes(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    profile, trim = rules.profile, page.trim
    if trim is None:
        return
    if profile.width and profile.height:
        wanted = profile.width, profile.height
        found = trim.width * MM_PER_PT, trim.height * MM_PER_PT
        if max(abs(a - b) for a, b in zip(found, wanted, strict=True)) > 0.1:
            what = f"this page does not have the trim size of {profile.about}"
            limit = f"{wanted[0]:.1f} × {wanted[1]:.1f} mm"
            yield page.finding("P108", "error", trim, what, mm(trim), limit)
    if profile.bleed:
        least = min(overhang(trim, page.bleed or trim)) * MM_PER_PT
        if 0 <= least < profile.bleed - 0.1:  # below 0 the boxes are not nested, another finding
            what = "the BleedBox leaves less bleed than required"
            if page.bleed is None:
                what = "the page has no BleedBox, but bleed is required"
            limit = f"at least {profile.bleed:g} mm"
            yield page.finding("P109", "error", trim, what, f"{least:.1f} mm", limit)


def _turned(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    if (unit := number(page.dictionary, "/UserUnit", 1.0)) != 1:
        what = "the page has a UserUnit, which presses ignore"
        yield page.finding("P105", "error", None, what, f"{unit:g}", "1")
    if (turn := number(page.dictionary, "/Rotate")) % 360:
        what = "the page has a Rotate entry; turn the artwork instead"
        yield page.finding("P106", "warning", None, what, f"{turn:g}°", "0°")


def mm(box: Rectangle) -> str:
    return f"{box.width * MM_PER_PT:.1f} × {box.height * MM_PER_PT:.1f} mm"


def trim_sizes(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    """Pages of different trim sizes."""
    sizes = dict[tuple[float, float], int]()
    for at, trim in document.trims():
        size = round(trim.width * MM_PER_PT, 1), round(trim.height * MM_PER_PT, 1)
        sizes.setdefault(size, at)
    if len(sizes) > 1:
        (first, _), (other, at) = list(sizes.items())[:2]
        what = "pages have different trim sizes"
        measured, limit = (f"{width:.1f} × {height:.1f} mm" for width, height in (other, first))
        yield Finding("P107", "warning", at, None, what, measured, limit)
