"""Colours: objects are in colour spaces and inks that the press prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cardgen.graphics.type.wording import listed
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.colour_spaces import ALL, DEVICE_CMYK, GRAY, ColourSpace
from cardgen.preflight.parsing.graphics_objects import (
    FilledPath,
    GraphicsObject,
    ImageObject,
    ShadingObject,
    StrokedPath,
    TextObject,
    TransparencyGroup,
)
from cardgen.preflight.parsing.pdf_file import PdfFile, PdfPage
from cardgen.preflight.parsing.rectangle import overlap
from cardgen.preflight.rules import Rules
from cardgen.problems import Severity

_PLAIN = (DEVICE_CMYK, GRAY)
_CALIBRATED = ("Lab", "CalRGB", "CalGray")


def colour_spaces(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """The colour spaces of all objects, and those that they are based on."""
    if not rules.for_press:
        return
    for item in page.objects:
        for space in _spaces(item):
            for code, severity, what in _objections(space, item, rules):
                yield page.finding(code, severity, item, what)


def _spaces(item: GraphicsObject) -> list[ColourSpace]:
    """The colour spaces of an object's paints or samples, but for those that are right for every
    press; the blending space of a group is for checks/transparency.py."""
    found = [paint.colour.space for paint in item.paints]
    if isinstance(item, (ImageObject, ShadingObject)) and item.space:
        found.insert(0, item.space)
    return [space for space in dict.fromkeys(found) if space not in _PLAIN]


def _objections(
    space: ColourSpace, item: GraphicsObject, rules: Rules
) -> Iterator[tuple[str, Severity, str]]:
    thing, severity = _NAMES.get(type(item), "something"), rules.severity
    of_profiles = rules.severity_of("colour profiles")
    ink = ""
    for link in space.chain:
        made, how = (f"the ink {ink} is", " described") if ink else (f"{thing} is", "")
        ink = link.inks[0] if link.inks else ink
        if link.family == "DeviceRGB":
            yield "P305" if how else "P301", severity, f"{made}{how} in RGB, which is for screens"
        elif link.family == "ICCBased" and link.components == 3:
            yield from _tagged(f"{made}{how}", item, rules)
        elif link.family == "ICCBased" and link.components == 4:
            what = f"{made}{how} in CMYK with an ICC profile, and may be converted again"
            yield "P303", of_profiles, what
        elif link.family in _CALIBRATED or (link.family == "ICCBased" and of_profiles == "error"):
            called = "grey with an ICC profile" if link.family == "ICCBased" else link.family
            yield (
                "P304",
                of_profiles,
                f"{made}{how} in {called}, which is converted on the way to the press",
            )


def _tagged(made: str, item: GraphicsObject, rules: Rules) -> Iterator[tuple[str, Severity, str]]:
    """RGB with a profile: PDF/X-4 has it converted, and GWG 2022 (R0028) allows it in images."""
    if standard := rules.forbidding("colour profiles"):
        what = f"{made} in RGB with an ICC profile, which {standard.family} does not allow"
        yield "P302", "error", what
    elif not isinstance(item, ImageObject):
        yield (
            "P302",
            "warning",
            f"{made} in RGB with an ICC profile, and the press will choose its inks",
        )


def spot_inks(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    """Spot inks, where the shop prints none, and the ink All within the trim."""
    for item in page.objects:
        for space in _spaces(item):
            inks = {ink for link in space.chain for ink in link.inks} - _NO_SPOTS
            for ink in sorted(inks - {ALL}):
                if not rules.profile.spots:
                    what = f"the ink {ink} is not one of the four that are printed"
                    yield page.finding("P308", "error", item, what)
            if ALL in inks and overlap(item.box, page.cut):
                what = "the registration colour (All) is used within the trim"
                yield page.finding("P310", "warning", item, what)


def ink_definitions(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    """Inks of one name with several definitions, and inks with several names."""
    for ink, made in sorted(document.cache.inks.items()):
        if len(made) > 1 and rules.for_press:
            what = f"the ink {ink} has several alternate colours, and only one can be mixed"
            yield Finding("P309", rules.severity, None, None, what, f"{len(made)} ways", "one")
    alike: dict[str, list[str]] = {}
    for ink in sorted(document.cache.inks):
        alike.setdefault(_spoken(ink), []).append(ink)
    for names in alike.values():
        if len(names) > 1 and rules.for_press:
            what = f"one ink has several names, and would get a plate for each: {listed(names)}"
            yield Finding("P321", rules.severity, None, None, what, f"{len(names)} names", "one")


def _spoken(ink: str) -> str:
    """A name as people say it: without capitals, separators and the suffixes for papers."""
    named = _PAPERS.sub(r"\1", ink.casefold())
    return _JOINTS.sub("", named)


_PAPERS = re.compile(r"^(pantone\b.+)[ _-](c|u|m|cp|up|cv|cvc|cvu|cvp)$")
_JOINTS = re.compile(r"[\s_.-]+")
_NO_SPOTS = frozenset(["Cyan", "Magenta", "Yellow", "Black", "None"])
_NAMES: dict[type, str] = {
    FilledPath: "a filled shape",
    TransparencyGroup: "a group",
    StrokedPath: "a line",
    ImageObject: "a picture",
    ShadingObject: "a shading",
    TextObject: "text",
}
