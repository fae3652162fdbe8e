"""What the streams of a finished page paint, and under which marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Spot: TypeAlias = tuple[int, int]  # the page's number from 0, the MCID on it

PAINTS = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "Tj", "TJ", "'", '"']
)
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
STRING = rb"\((?:\\.|[^\\()])*\)"
TOKEN = re.compile(
    STRING
    + rb"|<<(?:%b|<[^<>]*>|[^<>()])*>>|<[^<>]*>|\[(?:%b|[^\]()])*\]|/?[^\s()<>\[\]/]+"
    % (STRING, STRING),
    re.DOTALL,
)


class Painted:
    """One page with the forms painted on it; spots gathers the MCIDs of all pages, and parts is
    how many a colour of the output intent has."""

    def __init__(self, page: int, spots: set[Spot], parts: int = 3) -> None:
        self._where = f"page {page + 1}"
        self._page = page
        self._spots = spots
        self._parts = parts
        self._forms: set[tuple[int, bool]] = set()

    def on(self, page: Any) -> Iterator[str]:
        data = page.get_contents().get_data()
        yield from self._content(page, data, claimed=False, form=False)

    def _content(self, holder: Any, data: bytes, claimed: bool, form: bool) -> Iterator[str]:
        resources = holder.get("/Resources", {})
        fonts, forms = (resources.get(kind, {}) for kind in ("/Font", "/XObject"))
        yield from self._fonts(fonts)
        open_marks: list[bool] = []  # whether each sequence begun is an MCID or an artifact
        where = f"{self._where}, in a form" if form else self._where
        for name, operands in _operations(data):
            if name in ("BDC", "BMC"):
                mcid = _mcid(operands[1]) if name == "BDC" else None
                ours = mcid is not None or operands[0] == "/Artifact"
                if ours and (claimed or any(open_marks)):
                    yield f"{where}: an MCID or artifact begins within another"
                if mcid is not None:
                    if form:
                        yield f"{where}: there is MCID {mcid}, and a form may be painted twice"
                    elif (self._page, mcid) in self._spots:
                        yield f"{where}, MCID {mcid}: is painted twice"
                    self._spots.add((self._page, mcid))
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
                    yield from self._do(operands[0], forms, covered, where)
        if open_marks:
            yield f"{where}: a marked sequence has no end"

    def _do(self, name: Any, forms: Any, covered: bool, where: str) -> Iterator[str]:
        if name not in forms:
            yield f"{where}: the form or image {name} is not among the resources"
            return
        form, key = forms[name], (forms.raw_get(name).idnum, covered)
        if key in self._forms:
            return
        self._forms.add(key)
        if form["/Subtype"] == "/Form":
            yield from self._content(form, form.get_data(), covered, form=True)
        else:
            yield from (
                f"{where}: the image {name} {what}" for what in _wrong_with(form, self._parts)
            )

    def _fonts(self, fonts: Any) -> Iterator[str]:
        for name in fonts:
            font = fonts[name]
            inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            if not descriptor.keys() & {"/FontFile", "/FontFile2", "/FontFile3"}:
                yield f"{self._where}: the font {font['/BaseFont'][1:]} is not embedded"


def _wrong_with(image: Any, most: int) -> Iterator[str]:
    """What does not hold in an image whose colours have at most so many parts, or in the mask that
    it shines through."""
    parts = {_SPACES[1]: 1, _SPACES[most]: most}.get(image.get("/ColorSpace"))
    if parts is None:
        yield "has colours that the output intent does not explain"
        return
    if image.get("/Interpolate"):
        yield "asks to be smoothed"
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


def _operations(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Operators with their operands, as they are written."""
    operands: list[str] = []
    for token in TOKEN.findall(data):
        text = token.decode("latin-1")
        if text[0].isalpha() or text in ("'", '"'):
            yield text, operands
            operands = []
        else:
            operands.append(text)


def _mcid(properties: str) -> int | None:
    bare = re.sub(STRING.decode(), "", properties, flags=re.DOTALL)
    found = re.search(r"/MCID\s+(\d+)", bare)
    return int(found[1]) if found else None
