"""A file → all that a print shop would say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cardgen.model.print_condition import Conditions
from cardgen.model.shop_profile import Profile
from cardgen.preflight import boxes, colours, contents, file
from cardgen.preflight.bleed import bleed
from cardgen.preflight.finding import Finding, Place
from cardgen.preflight.fonts import fonts
from cardgen.preflight.ink import ink
from cardgen.preflight.intent import intent
from cardgen.preflight.metadata import metadata
from cardgen.preflight.opened import Document, Page, opened
from cardgen.preflight.order import order
from cardgen.preflight.overprint import overprint
from cardgen.preflight.pictures import lines, pictures
from cardgen.preflight.rules import Rules, rules
from cardgen.preflight.transparency import transparency
from cardgen.preflight.type import type_

OfPage = Callable[[Page, Rules], Iterator[Finding]]
OfFile = Callable[[Document, Rules], Iterator[Finding]]

_PAGE: tuple[OfPage, ...] = (
    boxes.boxes,
    boxes.empty,
    boxes.beside,
    bleed,
    fonts,
    type_,
    colours.colours,
    colours.spots,
    ink,
    overprint,
    transparency,
    pictures,
    lines,
    contents.flaws,
    contents.notes,
    contents.actions,
    contents.packing,
)
_FILE: tuple[OfFile, ...] = (
    boxes.across,
    order,
    colours.definitions,
    file.standard,
    file.locks,
    file.besides,
    intent,
    metadata,
)


def preflight(data: bytes, profile: Profile, conditions: Conditions) -> list[Finding]:
    """All that is found in a PDF, first of the file and then page by page; Stop where it cannot be
    read."""
    document = opened(data)
    held_to = rules(document, profile, conditions)
    found: list[Finding] = []
    # The file's checks come last: they ask for what was met on the pages.
    for page in document.pages():
        of_page = [one for check in _PAGE for one in _guarded(check(page, held_to), page.number)]
        found += _together(of_page)
    of_file = [one for check in _FILE for one in _guarded(check(document, held_to), None)]
    return sorted(_together(of_file) + found, key=lambda one: one.page or 0)


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
