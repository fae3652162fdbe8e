"""An independent check of a finished file, which trusts nothing that the writer says about it.

It reads the file with pypdf and finds what validators of standards do not look for: whether what
is painted, what the structure tree claims and what the parent tree answers agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from cardgen.model.record.record import from_data
from cardgen.output.pdf.embedded_record import private
from cardgen.output.pdf.metadata import About
from cardgen.output.pdf.verify_content import MarkedContentReference, mcid_of, operations
from cardgen.output.pdf.verify_words import FrameWords, wrong_words
from cardgen.units import PT_PER_MM

if TYPE_CHECKING:
    from pypdf import PdfReader

STANDARD_TYPES = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H1 H2 H3 H4 H5
    H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link
    Annot Figure Formula
"""
ROLES = frozenset(STANDARD_TYPES.split())
PAINTS = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "Tj", "TJ", "'", '"']
)
_DC, _RDF = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def verify(data: bytes, about: About | None = None, words: FrameWords | None = None) -> list[str]:
    """Everything that is wrong in the file, a sentence each; an empty list if nothing is. about is
    what the file should say about itself, and words what its frames said."""
    # pypdf takes a fifth of a second to import, which a build without --verify need not pay.
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    found = [*_boxes(reader), *_record(reader)]
    painted: set[MarkedContentReference] = set()
    parts = _parts(reader)
    for index, page in enumerate(reader.pages):
        found += PaintedContent(index, painted, parts).on(page)
    claims = _Claims(reader)
    found += claims.found
    answers = dict(_answers(reader))
    for page_number, mcid in sorted(painted | claims.owners.keys() | answers.keys()):
        reference, where = (page_number, mcid), f"page {page_number + 1}, MCID {mcid}"
        if reference not in painted:
            found.append(f"{where}: is claimed but never painted")
        elif reference not in claims.owners:
            found.append(f"{where}: is painted but no element claims it")
        elif claims.owners[reference] != answers.get(reference):
            found.append(
                f"{where}: the parent tree names an element other than the one that claims it"
            )
    if about:
        found += _metadata(reader, about)
    if words:
        found += wrong_words(reader, words, claims.owners, claims.alternatives)
    return found


def _metadata(reader: PdfReader, about: About) -> Iterator[str]:
    """What is wrong in the title, the author, the subject and the language of the file."""
    root: Any = reader.root_object
    info: Any = reader.metadata or {}
    packet = ElementTree.fromstring(root["/Metadata"].get_data())
    for name, key, tag, wanted in (
        ("title", "/Title", "title", about.title),
        ("author", "/Author", "creator", about.author),
        ("subject", "/Subject", "description", about.subject),
    ):
        said = packet.find(f".//{_DC}{tag}//{_RDF}li")
        for place, found in (("Info", info.get(key)), ("XMP", said is not None and said.text)):
            if (found or "") != wanted:
                yield f'the {name} in {place} is "{found or ""}", not "{wanted}"'
    said = packet.find(f".//{_DC}language//{_RDF}li")
    for place, found in (("catalog", root.get("/Lang")), ("XMP", said is not None and said.text)):
        if found != about.lang:
            yield f'the language in the {place} is "{found or ""}", not "{about.lang}"'


def _parts(reader: PdfReader) -> int:
    """The number of components of the output intent's profile; 1, for grey, without one."""
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
                yield f"page {index + 1}: the {name[1:]} extends beyond the box around it"
            outer = inner


def _record(reader: PdfReader) -> Iterator[str]:
    """What is wrong in the record of the faces, compared with the pages."""
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
            yield f"sheet {number} of the record has the size of no page"
    for card, held in record.cards.items():
        if not held.faces:
            yield f"the record has no face of {card}"
        for sheet, x, y in held.places:
            width, height = record.sheets[sheet - 1] if sheet <= len(record.sheets) else (0, 0)
            if not (0 <= x < width and 0 <= y < height):
                yield f"the record has {card} where sheet {sheet} has no room"


class _Claims:
    """The content that structure elements claim, gathered in reading order."""

    def __init__(self, reader: PdfReader) -> None:
        self.owners: dict[MarkedContentReference, int] = {}
        self.found: list[str] = []
        self._pages = {
            page.indirect_reference.idnum: index
            for index, page in enumerate(reader.pages)
            if page.indirect_reference
        }
        self.alternatives: set[str] = set()
        self._level = 0
        self._mapped: Any = {}  # standard types by the names that stand for them
        root: Any = reader.root_object.get("/StructTreeRoot")
        if root is None:
            self.found.append("the file has no structure tree")
            return
        self._mapped = root.get("/RoleMap", {})
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
                    self.found.append(f"a {target['/S'][1:]} names a parent other than its own")
                self._walk(target, kid.idnum)

    def _claim(self, element: int, page: int | None, mcid: int) -> None:
        if page not in self._pages:
            self.found.append(f"MCID {mcid} is claimed on no page")
            return
        reference = self._pages[page], int(mcid)
        if reference in self.owners:
            self.found.append(f"page {reference[0] + 1}, MCID {mcid}: is claimed twice")
        self.owners[reference] = element

    def _judge(self, element: Any) -> None:
        self.alternatives |= {str(element[k]) for k in ("/Alt", "/ActualText") if k in element}
        role = self._mapped.get(element["/S"], element["/S"])[1:]
        if role not in ROLES:
            self.found.append(f"{role} is not a standard structure type")
        if role in ("Figure", "Formula") and not element.get("/Alt"):
            self.found.append(f"a {role} has no text alternative")
        if role[0] == "H" and role in ROLES:
            level = int(role[1:])
            if level > self._level + 1:
                self.found.append(f"a heading of level {level} follows one of {self._level}")
            self._level = level


def _answers(reader: PdfReader) -> Iterator[tuple[MarkedContentReference, int]]:
    """The element that the parent tree names for each MCID."""
    root: Any = reader.root_object.get("/StructTreeRoot", {})
    numbers = root.get("/ParentTree", {}).get("/Nums", [])
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    lists = {int(key): value.get_object() for key, value in pairs}
    for index, page in enumerate(reader.pages):
        for mcid, element in enumerate(lists.get(page.get("/StructParents", -1), [])):
            yield (index, mcid), element.idnum


class PaintedContent:
    """One page with the forms painted on it. seen takes the marked content of all pages;
    components is the number that the output intent has."""

    def __init__(self, page: int, seen: set[MarkedContentReference], components: int = 3) -> None:
        self._where = f"page {page + 1}"
        self._page = page
        self._seen = seen
        self._components = components
        self._xobjects: set[tuple[int, bool]] = set()

    def on(self, page: Any) -> Iterator[str]:
        data = page.get_contents().get_data()
        yield from self._content(page, data, claimed=False, form=False)

    def _content(self, holder: Any, data: bytes, claimed: bool, form: bool) -> Iterator[str]:
        resources = holder.get("/Resources", {})
        fonts, xobjects = (resources.get(kind, {}) for kind in ("/Font", "/XObject"))
        yield from self._fonts(fonts)
        open_marks: list[bool] = []  # whether each open sequence is an MCID or an artifact
        where = f"{self._where}, in a form" if form else self._where
        for name, operands in operations(data):
            if name in ("BDC", "BMC"):
                mcid = mcid_of(operands[1]) if name == "BDC" else None
                ours = mcid is not None or operands[0] == "/Artifact"
                if ours and (claimed or any(open_marks)):
                    yield f"{where}: an MCID or artifact begins within another"
                if mcid is not None:
                    if form:
                        yield f"{where}: there is MCID {mcid}, and a form may be painted twice"
                    elif (self._page, mcid) in self._seen:
                        yield f"{where}, MCID {mcid}: is painted twice"
                    self._seen.add((self._page, mcid))
                open_marks.append(ours)
            elif name == "EMC":
                if not open_marks:
                    yield f"{where}: a marked sequence ends that never began"
                    continue
                open_marks.pop()
            elif name == "Tf" and operands[0] not in fonts:
                yield f"{where}: the font {operands[0]} is not among the resources"
            elif name in PAINTS:
                covered = claimed or any(open_marks)
                if not covered:
                    yield f"{where}: something is painted that is neither claimed nor an artifact"
                if name == "Do":
                    yield from self._do(operands[0], xobjects, covered, where)
        if open_marks:
            yield f"{where}: a marked sequence has no end"

    def _do(self, name: Any, xobjects: Any, covered: bool, where: str) -> Iterator[str]:
        if name not in xobjects:
            yield f"{where}: the form or image {name} is not among the resources"
            return
        form, key = xobjects[name], (xobjects.raw_get(name).idnum, covered)
        if key in self._xobjects:
            return
        self._xobjects.add(key)
        if form["/Subtype"] == "/Form":
            yield from self._content(form, form.get_data(), covered, form=True)
        else:
            yield from (
                f"{where}: the image {name} {what}" for what in _wrong_with(form, self._components)
            )

    def _fonts(self, fonts: Any) -> Iterator[str]:
        for name in fonts:
            font = fonts[name]
            inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            if not descriptor.keys() & {"/FontFile", "/FontFile2", "/FontFile3"}:
                yield f"{self._where}: the font {font['/BaseFont'][1:]} is not embedded"


def _wrong_with(image: Any, most: int) -> Iterator[str]:
    """What is wrong in an image of at most so many components, or in its soft mask."""
    parts = {_SPACES[1]: 1, _SPACES[most]: most}.get(image.get("/ColorSpace"))
    if parts is None:
        yield "has colours that the output intent does not explain"
        return
    if image.get("/Interpolate"):
        yield "asks for interpolation"
    width, height = image["/Width"], image["/Height"]
    if image["/Filter"] == "/FlateDecode":
        count = len(image.get_data())
        if count != width * height * parts:
            yield f"is {width} × {height} pixels and has {count} bytes"
    if "/SMask" in image:
        mask = image["/SMask"]
        if (mask["/Width"], mask["/Height"]) != (width, height):
            yield "has a mask of another size"
        yield from (f"has a mask that {what}" for what in _wrong_with(mask, 1))
