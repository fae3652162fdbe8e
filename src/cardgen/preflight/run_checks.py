"""A PDF → everything that a print shop would object to in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from cardgen.model.print_condition import Conditions
from cardgen.model.shop_profile import Profile
from cardgen.preflight.checks import (
    bleed,
    boxes,
    colours,
    conformance,
    fonts_and_type,
    images_and_lines,
    ink_coverage,
    interactive,
    metadata,
    output_intent,
    overprint,
    page_order,
    transparency,
)
from cardgen.preflight.finding import Finding, Place
from cardgen.preflight.parsing.pdf_file import Document, Page, opened
from cardgen.preflight.rules import Rules, rules

PageCheck: TypeAlias = Callable[[Page, Rules], Iterator[Finding]]
FileCheck: TypeAlias = Callable[[Document, Rules], Iterator[Finding]]

PAGE_CHECKS: tuple[PageCheck, ...] = (
    boxes.boxes,
    boxes.empty,
    boxes.beside,
    bleed.bleed,
    fonts_and_type.fonts,
    fonts_and_type.type_,
    colours.colours,
    colours.spots,
    ink_coverage.ink,
    overprint.overprint,
    transparency.transparency,
    images_and_lines.pictures,
    images_and_lines.lines,
    conformance.invalid_content,
    interactive.notes,
    interactive.actions,
    conformance.compression,
)
FILE_CHECKS: tuple[FileCheck, ...] = (
    boxes.across,
    page_order.order,
    colours.definitions,
    conformance.standard,
    conformance.locks,
    interactive.besides,
    output_intent.intent,
    metadata.metadata,
)


def preflight(data: bytes, profile: Profile, conditions: Conditions) -> list[Finding]:
    """All that is found in a PDF, first of the file and then page by page; Stop where it cannot be
    read."""
    document = opened(data)
    held_to = rules(document, profile, conditions)
    found: list[Finding] = []
    # The file's checks come last: they ask for what was met on the pages.
    for page in document.pages():
        runs = (_guarded(check(page, held_to), page.number) for check in PAGE_CHECKS)
        found += _together(chain.from_iterable(runs))
    runs = (_guarded(check(document, held_to), None) for check in FILE_CHECKS)
    return sorted([*_together(chain.from_iterable(runs)), *found], key=lambda one: one.page or 0)


def _guarded(found: Iterator[Finding], page: int | None) -> Iterator[Finding]:
    """What a check finds, and that it could not go on where the file is broken."""
    try:
        yield from found
    except Exception:  # of a broken file pypdf raises whatever it stumbles over
        what = "the file is damaged, and a part of it cannot be read"
        yield Finding("P520", "error", page, None, what)


def _together(found: Iterable[Finding]) -> list[Finding]:
    """Like findings of a page as one, in the order of their codes, at the place of all of them and
    with the words of all."""
    alike: dict[Finding, list[Finding]] = {}
    for one in found:
        alike.setdefault(one._replace(place=None, words=()), []).append(one)
    joined = []
    for one, group in alike.items():
        words = dict.fromkeys(word for each in group for word in each.words)
        place = _around([each.place for each in group])
        joined.append(one._replace(place=place, words=tuple(words)))
    return sorted(joined, key=lambda one: (one.code, one.place or ()))


def _around(places: list[Place | None]) -> Place | None:
    there = [place for place in places if place is not None]
    if len(there) < len(places):
        return None
    left, top = min(place.left for place in there), min(place.top for place in there)
    right = max(place.left + place.width for place in there)
    bottom = max(place.top + place.height for place in there)
    return Place(left, top, round(right - left, 2), round(bottom - top, 2))
