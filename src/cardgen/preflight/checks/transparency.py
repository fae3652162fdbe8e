"""Transparency: whether the standard allows it, and in which colour space it is blended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.colour_spaces import (
    ColourSpace,
    InvalidSpace,
    MissingSpace,
    space_of,
)
from cardgen.preflight.parsing.graphics_objects import (
    GraphicsObject,
    TransparencyGroup,
    transparency_of,
)
from cardgen.preflight.parsing.objects import entry, name, table
from cardgen.preflight.parsing.pdf_file import PdfPage
from cardgen.preflight.rules import Rules

_FITTING = ("DeviceCMYK",)


def transparency(page: PdfPage, rules: Rules) -> Iterator[Finding]:
    objects = page.only(_is_transparent).objects
    if standard := rules.forbidding("transparency"):
        for item in objects:
            why = transparency_of(item)
            what = f"the page uses {why}, but {standard.family} does not allow transparency"
            yield page.finding("P317", "error", item, what)
    if not rules.for_press:
        return
    yield from _of_page(page, objects, rules)
    for item in objects:
        if isinstance(item, TransparencyGroup) and item.space and not _fits(item.space):
            what = f"a group is blended in {_called(item.space)}, not in the inks of the press"
            yield page.finding("P306", "error", item, what)


def _is_transparent(item: GraphicsObject) -> bool:
    return bool(transparency_of(item))


def _of_page(page: PdfPage, objects: Sequence[GraphicsObject], rules: Rules) -> Iterator[Finding]:
    group = table(page.dictionary, "/Group")
    if name(group, "/S") != "Transparency" or "/CS" not in group:
        if objects:
            what = "the page has transparency but no blending space"
            yield page.finding("P318", "warning", objects[0], what)
        return
    named = table(entry(page.dictionary, "/Resources"), "/ColorSpace")
    try:
        space = space_of(group["/CS"], named)
    except (MissingSpace, InvalidSpace):
        yield page.finding("P408", "error", None, "the page's group has no colour space")
        return
    if not _fits(space) and (objects or rules.standards):
        what = f"the page is blended in {_called(space)}, not in the inks of the press"
        yield page.finding("P306", "error", None, what)


def _fits(space: ColourSpace) -> bool:
    return space.family in _FITTING or (space.family == "ICCBased" and space.components == 4)


def _called(space: ColourSpace) -> str:
    names = {"DeviceRGB": "RGB", "DeviceGray": "grey"}
    return names.get(space.family, f"{space.family} with {space.components} components")
