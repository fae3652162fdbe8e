"""Images have enough resolution and an allowed compression; lines are not too thin to print."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.model.standard import Feature
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.graphics_objects import FilledPath, ImageObject, Paint, StrokedPath
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.parsing.rectangle import Rectangle, overlap, sides
from cardgen.preflight.rules import Rules

_SLACK = 0.02  # pt
_COMPRESSIONS: dict[Feature, str] = {"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}


def images(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    for picture in page.objects:
        if not isinstance(picture, ImageObject):
            continue
        limits = rules.limits
        least, wanted, kind = limits.least_picture, limits.picture, "a picture"
        if picture.is_line_art:
            least, wanted, kind = limits.least_line_art, limits.line_art, "a 1-bit image"
        # An image one pixel wide or high, such as a plain background, has no detail to lose.
        if min(picture.pixels) > 1 and (found := resolution(picture)):
            measured = f"{found:.0f} ppi"
            if found < least - 0.5:
                what, limit = (
                    f"the resolution of {kind} is too low for print",
                    f"at least {least:g} ppi",
                )
                yield page.finding("P401", "error", picture, what, measured, limit)
            elif found < wanted - 0.5:
                what, limit = f"{kind} will look soft", f"better {wanted:g} ppi"
                yield page.finding("P402", "warning", picture, what, measured, limit)
        if "LZWDecode" in picture.filters or "LZW" in picture.filters:
            what = "a picture is compressed with LZW, which PDF/X does not allow"
            yield page.finding("P409", rules.severity, picture, what)
        for packing, called in _COMPRESSIONS.items():
            standard = rules.forbidding(packing)
            if standard and packing in picture.filters:
                what = (
                    f"a picture is compressed as {called}, which {standard.family} does not allow"
                )
                yield page.finding("P405", "error", picture, what)


def resolution(picture: ImageObject) -> float:
    """Pixels to the inch, along the side where there are fewer."""
    found = [
        pixels * 72 / length
        for pixels, length in zip(picture.pixels, sides(picture.matrix), strict=True)
        if length
    ]
    return min(found, default=0.0)


def thin_lines(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    limit = rules.limits.line
    for box, paint, width, kind in _thin(page):
        if not overlap(box, page.cut) or width >= limit - _SLACK:
            continue
        colour = paint.colour
        code, how = "P403", ""
        if colour.is_white or colour.plates > 1:
            code, how = "P404", " in white" if colour.is_white else " in several inks"
        what = f"a {kind}{how} is too thin to print"
        if not width:
            what = f"a {kind}{how} has no width: it prints as thin as the press can make it"
        measured, least = f"{width:.2f} pt", f"at least {limit:g} pt"
        yield page.finding(code, "warning", box, what, measured, least)


def _thin(page: PdfPage) -> Iterator[tuple[Rectangle, Paint, float, str]]:
    """The box, paint, width in points and kind of lines, and of filled rectangles that look like
    lines."""
    for item in page.objects:
        if isinstance(item, StrokedPath):
            yield item.box, item.paint, item.width, "line"
        elif isinstance(item, FilledPath) and item.is_rectangle:
            yield item.box, item.paint, min(item.box.width, item.box.height), "filled strip"
