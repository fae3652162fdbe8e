"""A PDF → everything that a print shop would object to in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
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
from cardgen.preflight.finding import Finding, PageArea
from cardgen.preflight.parsing.content_stream import TooMuchDrawn
from cardgen.preflight.parsing.graphics_objects import is_seen
from cardgen.preflight.parsing.pdf_file import PdfFile, PdfPage, open_pdf
from cardgen.preflight.parsing.segments import Concern
from cardgen.preflight.rules import Rules, rules
from cardgen.problems import is_own_failure

PageCheck: TypeAlias = Callable[[PdfPage, Rules], Iterator[Finding]]
FileCheck: TypeAlias = Callable[[PdfFile, Rules], Iterator[Finding]]


# What they find of an object is the same wherever pages with the same boxes have it.
OBJECT_CHECKS: tuple[PageCheck, ...] = (
    fonts_and_type.fonts,
    fonts_and_type.type_size_and_place,
    colours.colour_spaces,
    colours.spot_inks,
    overprint.lost,
    images_and_lines.images,
    images_and_lines.thin_lines,
    conformance.invalid_content,
)


def each_object(page: PdfPage, held_to: Rules) -> Iterator[Finding]:
    """What the checks of objects find, segment by segment."""
    for segment in page.segments:
        # What is kept takes the room of its page's segments.
        alone = page._replace(segments=(segment,))
        key = each_object, page.boxes, segment
        yield from alone.find_once(key, partial(_found_by_object_checks, alone, held_to))


def _found_by_object_checks(page: PdfPage, held_to: Rules) -> Iterator[Finding]:
    return chain.from_iterable(
        _guarded(check(page, held_to), page.number) for check in OBJECT_CHECKS
    )


# Those that compare objects with each other stand with what tells which objects concern them.
PAGE_CHECKS: tuple[tuple[PageCheck, Concern | None], ...] = (
    (boxes.page_boxes, None),
    (boxes.empty_page, None),
    (boxes.beyond_the_bleed, is_seen),
    (bleed.bleed, bleed.needs_bleed),
    (ink_coverage.ink_coverage, ink_coverage.is_fill),
    (overprint.knocked_out, None),
    (transparency.transparency, None),
    (each_object, None),
    (interactive.printed_annotations, None),
    (interactive.page_actions, None),
    (conformance.compression, None),
)
FILE_CHECKS: tuple[FileCheck, ...] = (
    boxes.trim_sizes,
    page_order.page_order,
    colours.ink_definitions,
    conformance.identification,
    conformance.encryption_and_id,
    interactive.document_extras,
    output_intent.output_intent,
    metadata.metadata,
)


def preflight(
    data: bytes,
    profile: Profile,
    conditions: Conditions,
    on_page: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """Everything found in a PDF, of the file as a whole first and then page by page.

    on_page is told of each page that was checked, its number and how many there are. Raises Stop
    where the file cannot be read.
    """
    with closing(open_pdf(data)) as document:
        held_to = rules(document, profile, conditions)
        found: list[Finding] = []
        for page in document.pages():
            runs = (_guarded(_found(*row, page, held_to), page.number) for row in PAGE_CHECKS)
            found += _merged(chain.from_iterable(runs))
            if on_page:
                on_page(page.number, len(document))
        # The checks of the file come last: they look at what the pages have used.
        runs = (_guarded(check(document, held_to), None) for check in FILE_CHECKS)
        of_file = _merged(chain.from_iterable(runs))
    return sorted([*of_file, *found], key=lambda one: one.page or 0)


def _found(
    check: PageCheck, concerned: Concern | None, page: PdfPage, held_to: Rules
) -> Iterator[Finding]:
    """What a check finds on a page, looked for once among the objects that concern it."""
    if concerned is None:
        return check(page, held_to)
    chosen = page.only(concerned)
    return page.find_once((check, chosen.key), partial(check, chosen, held_to))


def _guarded(found: Iterator[Finding], page: int | None) -> Iterator[Finding]:
    """What a check finds, and a finding that it broke off where the file is damaged."""
    try:
        yield from found
    except TooMuchDrawn as reason:
        yield Finding("P521", "error", page, None, str(reason))
    except Exception as reason:  # of a broken file pypdf raises whatever it stumbles over
        if is_own_failure(reason):
            raise
        what = "the file is damaged, and part of it cannot be read"
        yield Finding("P520", "error", page, None, what)


def _merged(found: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of their codes, equal ones as one with the words of all and the
    area around them."""
    alike: dict[Finding, list[Finding]] = {}
    for one in found:
        alike.setdefault(one._replace(place=None, words=()), []).append(one)
    joined = []
    for one, group in alike.items():
        words = dict.fromkeys(word for each in group for word in each.words)
        place = _around([each.place for each in group])
        joined.append(one._replace(place=place, words=tuple(words)))
    return sorted(joined, key=lambda one: (one.code, one.place or ()))


def _around(places: list[PageArea | None]) -> PageArea | None:
    there = [place for place in places if place is not None]
    if len(there) < len(places):
        return None
    left, top = min(place.left for place in there), min(place.top for place in there)
    right = max(place.left + place.width for place in there)
    bottom = max(place.top + place.height for place in there)
    return PageArea(left, top, round(right - left, 2), round(bottom - top, 2))
