"""The resources that a part of a page names (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

import re
from typing import Any

from cardgen.preflight.parsing.content_stream import STREAM_BYTES_TO_A_STEP, FileCache
from cardgen.preflight.parsing.objects import entry, identity, name, plain, table

_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]+)")


class NamedResources:
    """The resources of a page by their names, and what of them counts for a part of it: two parts
    with the same bytes paint alike only if their names stand for the same."""

    def __init__(self, resources: Any, cache: FileCache) -> None:
        self._all = repr(resources)
        cache.step(len(self._all) // STREAM_BYTES_TO_A_STEP)
        # Of the colour spaces some change what operators without a name do (ISO 32000-1, 8.6.5.6).
        self._always = repr(entry(resources, "/ColorSpace"))
        self._by_name: dict[bytes, str] = {}
        for kind in ("/Font", "/XObject", "/ExtGState", "/Pattern", "/Shading", "/Properties"):
            group = table(resources, kind)
            for key in group:
                number = identity(group, key)
                meant = f"{kind} {number or repr(group[key])}"
                if _inherits(group[key], number, cache):
                    meant += self._all
                called = str(key)[1:].encode("latin-1", "replace")
                self._by_name[called] = self._by_name.get(called, "") + meant

    def named_in(self, part: bytes) -> tuple[str | None, ...]:
        """What the names in a part of the page stand for; of one with names that are written in
        codes, all resources."""
        if b"#" in part:
            return (self._all,)
        return self._always, *map(self._by_name.get, _NAME.findall(part))


def _inherits(value: Any, number: int | None, cache: FileCache) -> bool:
    """Whether a form or a font has no resources of its own, and takes those of the page."""
    if number in cache.inheriting:
        return cache.inheriting[number]
    thing = plain(value)
    kind = name(thing, "/Subtype") if isinstance(thing, dict) else ""
    inherits = kind in ("Form", "Type3") and entry(thing, "/Resources") is None
    if number is not None:
        cache.inheriting[number] = inherits
    return inherits
