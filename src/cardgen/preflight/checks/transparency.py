"""Transparency: whether it may be there, and in which inks it is reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.colour_spaces import Space, space_of
from cardgen.preflight.parsing.graphics_objects import Group, Mark, transparent
from cardgen.preflight.parsing.objects import entry, name, table
from cardgen.preflight.parsing.pdf_file import Page
from cardgen.preflight.rules import X1A, Rules

_FITTING = ("DeviceCMYK",)


def transparency(page: Page, rules: Rules) -> Iterator[Finding]:
    seen = [(mark, why) for mark in page.marks if (why := transparent(mark))]
    if X1A in rules.standards:
        for mark, why in seen:
            what = f"there is {why}, and PDF/X-1a has no transparency"
            yield page.finding("P317", "error", mark, what)
    if not rules.for_press:
        return
    yield from _of_page(page, [mark for mark, _ in seen], rules)
    for mark, _ in seen:
        if isinstance(mark, Group) and mark.space and not _fits(mark.space):
            what = f"a group is blended in {_called(mark.space)}, not in the inks of the press"
            yield page.finding("P306", "error", mark, what)


def _of_page(page: Page, marks: list[Mark], rules: Rules) -> Iterator[Finding]:
    group = table(page.held, "/Group")
    if name(group, "/S") != "Transparency" or "/CS" not in group:
        if marks:
            what = "the page has transparency and does not say in which inks it is blended"
            yield page.finding("P318", "warning", marks[0], what)
        return
    named = table(entry(page.held, "/Resources"), "/ColorSpace")
    try:
        space = space_of(group["/CS"], named)
    except (KeyError, ValueError, TypeError, IndexError):
        yield page.finding("P408", "error", None, "the page's group has no colour space")
        return
    if not _fits(space) and (marks or rules.standards):
        what = f"the page is blended in {_called(space)}, not in the inks of the press"
        yield page.finding("P306", "error", None, what)


def _fits(space: Space) -> bool:
    return space.family in _FITTING or (space.family == "ICCBased" and space.parts == 4)


def _called(space: Space) -> str:
    names = {"DeviceRGB": "RGB", "DeviceGray": "grey"}
    return names.get(space.family, f"{space.family} of {space.parts} parts")
