"""A walk over a finished file that trusts nothing the writer says about it.

It reads with pypdf and finds what validators of the standards do not look for: whether what is
painted, what the structure tree claims and what the parent tree answers are one and the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cardgen.model.record.held import from_data
from cardgen.output.pdf.painted import Painted, Spot
from cardgen.output.pdf.recorded import private
from cardgen.units import PT_PER_MM

if TYPE_CHECKING:
    from pypdf import PdfReader

STANDARD_TYPES = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H1 H2 H3 H4 H5
    H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link
    Annot Figure Formula
"""
ROLES = frozenset(STANDARD_TYPES.split())


def verify(data: bytes) -> list[str]:
    """Everything that does not hold in the file, a sentence each; nothing if all does."""
    # pypdf takes a fifth of a second to import, which a build without --verify need not pay.
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    found = [*_boxes(reader), *_kept(reader)]
    painted: set[Spot] = set()
    parts = _parts(reader)
    for index, page in enumerate(reader.pages):
        found += Painted(index, painted, parts).on(page)
    claims = _Claims(reader)
    found += claims.found
    answers = dict(_answers(reader))
    for page_number, mcid in sorted(painted | claims.owners.keys() | answers.keys()):
        spot, where = (page_number, mcid), f"page {page_number + 1}, MCID {mcid}"
        if spot not in painted:
            found.append(f"{where}: is claimed but never painted")
        elif spot not in claims.owners:
            found.append(f"{where}: is painted but no element claims it")
        elif claims.owners[spot] != answers.get(spot):
            found.append(f"{where}: the parent tree names another element than claims it")
    return found


def _parts(reader: PdfReader) -> int:
    """How many parts a colour of the output intent has; none is a grey."""
    intents: Any = reader.root_object.get("/OutputIntents", [])
    return int(intents[0]["/DestOutputProfile"]["/N"]) if intents else 1


def _boxes(reader: PdfReader) -> Iterator[str]:
    for index, page in enumerate(reader.pages):
        outer = page.mediabox
        if page.cropbox != outer:
            yield f"page {index + 1}: the CropBox is not the MediaBox"
        for name in ("/BleedBox", "/TrimBox"):
            if name not in page:
                continue
            inner = page.bleedbox if name == "/BleedBox" else page.trimbox
            if not (
                outer.left <= inner.left < inner.right <= outer.right
                and outer.bottom <= inner.bottom < inner.top <= outer.top
            ):
                yield f"page {index + 1}: the {name[1:]} reaches out of the box around it"
            outer = inner


def _kept(reader: PdfReader) -> Iterator[str]:
    """What the file says of its faces, held against its pages."""
    data = private(reader)
    if data is None:
        return
    try:
        record = from_data(json.loads(data))
    except ValueError as reason:
        yield f"the record of its faces cannot be read: {reason}"
        return
    pages = [(page.mediabox.width, page.mediabox.height) for page in reader.pages]
    sizes = {tuple(round(float(side) / PT_PER_MM, 1) for side in page) for page in pages}
    for number, (width, height) in enumerate(record.sheets, 1):
        if (round(width, 1), round(height, 1)) not in sizes:
            yield f"sheet {number} of the record is as large as no page"
    for card, held in record.cards.items():
        if not held.faces:
            yield f"the record has no face of {card}"
        for sheet, x, y in held.places:
            width, height = record.sheets[sheet - 1] if sheet <= len(record.sheets) else (0, 0)
            if not (0 <= x < width and 0 <= y < height):
                yield f"the record has {card} where sheet {sheet} has no room"


class _Claims:
    """The structure tree, walked in reading order."""

    def __init__(self, reader: PdfReader) -> None:
        self.owners: dict[Spot, int] = {}
        self.found: list[str] = []
        self._pages = {
            page.indirect_reference.idnum: index
            for index, page in enumerate(reader.pages)
            if page.indirect_reference
        }
        self._level = 0
        root: Any = reader.root_object.get("/StructTreeRoot")
        if root is None:
            self.found.append("the file has no structure tree")
            return
        self._walk(root, reader.root_object.raw_get("/StructTreeRoot").idnum)

    def _walk(self, element: Any, number: int) -> None:
        if "/S" in element:
            self._judge(element)
        page = element.raw_get("/Pg").idnum if "/Pg" in element else None
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [element.raw_get("/K")]:
            target = kid.get_object()
            if isinstance(target, int):
                self._claim(number, page, target)
            elif target.get("/Type") == "/MCR":
                self._claim(number, target.raw_get("/Pg").idnum, target["/MCID"])
            else:
                if target.raw_get("/P").idnum != number:
                    self.found.append(f"a {target['/S'][1:]} names another parent than holds it")
                self._walk(target, kid.idnum)

    def _claim(self, element: int, page: int | None, mcid: int) -> None:
        if page not in self._pages:
            self.found.append(f"MCID {mcid} is claimed on no page")
            return
        spot = self._pages[page], int(mcid)
        if spot in self.owners:
            self.found.append(f"page {spot[0] + 1}, MCID {mcid}: is claimed twice")
        self.owners[spot] = element

    def _judge(self, element: Any) -> None:
        role = element["/S"][1:]
        if role not in ROLES:
            self.found.append(f"{role} is no standard structure type")
        if role in ("Figure", "Formula") and not element.get("/Alt"):
            self.found.append(f"a {role} has no text alternative")
        if role[0] == "H" and role in ROLES:
            level = int(role[1:])
            if level > self._level + 1:
                self.found.append(f"a heading of level {level} follows one of {self._level}")
            self._level = level


def _answers(reader: PdfReader) -> Iterator[tuple[Spot, int]]:
    """What the parent tree says about each MCID."""
    root: Any = reader.root_object.get("/StructTreeRoot", {})
    numbers = root.get("/ParentTree", {}).get("/Nums", [])
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    lists = {int(key): value.get_object() for key, value in pairs}
    for index, page in enumerate(reader.pages):
        for mcid, element in enumerate(lists.get(page.get("/StructParents", -1), [])):
            yield (index, mcid), element.idnum
