"""The order of pages: fronts and backs in turn, as the shop takes them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any

from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.content_stream import FileCache
from cardgen.preflight.parsing.objects import entry, identity, plain, table
from cardgen.preflight.parsing.pdf_file import PdfFile, streams
from cardgen.preflight.parsing.tags import PdfTag, UsualTags
from cardgen.preflight.rules import Rules
from cardgen.problems import Severity

_FRONTS = {
    "fronts": 1,
    "backs": 0,
}  # the remainder of a front's page number by 2, by what comes first


def page_order(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    first = rules.profile.first
    if not first:
        return
    yield from _reading(document)
    if len(document) % 2:
        what = "the number of pages is odd, but each card has a front and a back"
        count = len(document)
        # Sheets may be printed on one side.
        severity: Severity = "warning" if rules.profile.sheets else "error"
        yield Finding("P112", severity, None, None, what, f"{count} page{'s' * (count > 1)}")
        return
    backs = _alike(document)
    wrong = [at for at in backs if at % 2 == _FRONTS[first]]
    if backs and wrong:
        what = "the back that all cards share is in the place of a front"
        measured = f"on page {wrong[0]}" if len(wrong) == 1 else f"on {len(wrong)} pages"
        yield Finding("P114", "error", wrong[0], None, what, measured, f"{first} first")


def _reading(document: PdfFile) -> Iterator[Finding]:
    """Both faces of a card, where the tags of a file do not read one after the other."""
    pages = enumerate(document.reader.pages, 1)
    numbers = {page.indirect_reference.idnum: at for at, page in pages if page.indirect_reference}
    read = [numbers[page] for page in _read(document) if page in numbers]
    places = {page: place for place, page in enumerate(read)}
    for at in range(2, len(document) + 1, 2):
        if {at - 1, at} <= places.keys() and abs(places[at] - places[at - 1]) != 1:
            what = f"pages {at - 1} and {at} are one card, but not consecutive in the reading order"
            yield Finding("P113", "warning", at, None, what)


def _read(document: PdfFile) -> Iterator[int]:
    """The object numbers of the pages, each once, in the order of the structure tree (ISO 32000-1,
    14.7.2)."""
    seen, told, usual = set[int](), set[int | None](), UsualTags(document.reader)
    waiting: list[tuple[Any, int | None]] = [(document.root.get("/StructTreeRoot"), None)]
    while waiting:
        one, page = waiting.pop()
        holder = usual.at(getattr(one, "idnum", None)) or plain(one)
        if isinstance(holder, int):
            if page is not None and page not in told:
                told.add(page)
                yield page
            continue
        if not isinstance(holder, (PdfTag, dict)) or id(holder) in seen:
            continue
        seen.add(id(holder))
        if isinstance(holder, PdfTag):
            page, inner = holder.page or page, holder.inner
        else:
            page = identity(holder, "/Pg") or page
            inner = entry(holder, "/MCID") if "/MCID" in holder else entry(holder, "/K")
            inner = inner if isinstance(inner, list) else [inner]
        waiting += [(one, page) for one in reversed(inner)]


def _alike(document: PdfFile) -> list[int]:
    """The numbers of the pages that are all alike, where they are half of all pages and the other
    half is not alike."""
    keys = [_painted(page, document.cache) for page in document.reader.pages]
    (most, count), *others = Counter(keys).most_common(2)
    if 2 * count != len(keys) or others[0][1] == count:
        return []
    return [at for at, key in enumerate(keys, 1) if key == most]


def _painted(dictionary: Any, cache: FileCache) -> Hashable:
    """What two pages have in common if they look alike: their operators and resources."""
    resources = table(dictionary, "/Resources")
    cache.step(sum(len(table(resources, kind)) for kind in resources))
    with_ = {
        f"{kind} {name} {identity(group, name) or group[name]}"
        for kind in resources
        for group in [table(resources, kind)]
        for name in group
    }
    data = b"\n".join(map(cache.data_of, streams(dictionary)))
    return hashlib.sha256(data).digest(), frozenset(with_)
