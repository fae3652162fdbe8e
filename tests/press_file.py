"""A good PDF/X-4 file of two faces, made by hand, and the ways to edit it."""

import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

import cardgen
from cardgen.read.files import BUNDLED

# What spoils or changes the good file, on its way to be written.
Edit = Callable[[PdfWriter], object]

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 63, 88, 3
FONT = BUNDLED / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf"
PROFILES = Path(cardgen.__file__).parent / "icc"
TITLE, DATE = "Two faces", "2026-11-22T12:00:00+00:00"

# The faces are drawn in mm from the bottom left corner of the trim; type sizes are mm too.
MILLIMETRES = f"{MM:.6f} 0 0 {MM:.6f} {BLEED * MM:.6f} {BLEED * MM:.6f} cm"
FRONT = """q {mm}
q 0.1 0.05 0.2 0 k -3 -3 69 94 re f Q
q 0.8 0.4 0 0.1 k -3 66 69 25 re f Q
q 0 0 0 0 k BT /F1 6 Tf 8 74 Td <{trust}> Tj ET Q
q /Over gs 0 0 0 1 k BT /F1 3.2 Tf 8 56 Td <{builds}> Tj ET Q
q /Over gs 0 0 0 1 K 0.2 w 8 53 m 55 53 l S Q
q 20 0 0 15 8 30 cm /Art Do Q
q 1 0 0 1 36 30 cm /Emblem Do Q
Q
"""
BACK = """q {mm}
q 0.8 0.4 0 0.1 k -3 -3 69 94 re f Q
q 1 0 0 1 24 37 cm /Emblem Do Q
Q
"""
EMBLEM = "0 0 0 0 k 0 0 15 15 re f /Half gs 0 0.6 0.8 0 k 3 3 9 9 re f"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:3b1f0c5e-7f2a-4c55-9d0e-0c8f6d6a1a11</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def pdf(value: object) -> Any:
    """A value of Python as one of a PDF: names are texts with a slash, other texts are strings."""
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): pdf(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return ArrayObject(map(pdf, value))
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, float):
        return FloatObject(round(value, 5))
    text = str(value)
    return NameObject(text) if text.startswith("/") else TextStringObject(text)


def stream(data: str | bytes, **keys: object) -> Any:
    made = DecodedStreamObject()
    made.set_data(data if isinstance(data, bytes) else data.encode("latin-1"))
    made.update(pdf({f"/{key}": value for key, value in keys.items()}))
    return made


@lru_cache(maxsize=1)
def good() -> bytes:
    """The bytes of the good file: a front and a back of 63 × 88 mm with 3 mm of bleed."""
    writer = PdfWriter()
    add = writer._add_object
    font, codes = _font(add)
    over = {"/Type": "/ExtGState", "/OP": True, "/op": True, "/OPM": 1}
    pictures = {"/Art": add(art()), "/Emblem": add(emblem())}
    for face in (FRONT, BACK):
        text = face.format(mm=MILLIMETRES, trust=codes("Trust"), builds=codes("Builds trust."))
        page = writer.add_blank_page((WIDTH + 2 * BLEED) * MM, (HEIGHT + 2 * BLEED) * MM)
        page[NameObject("/Contents")] = add(stream(text))
        whole = [0, 0, (WIDTH + 2 * BLEED) * MM, (HEIGHT + 2 * BLEED) * MM]
        trim = [BLEED * MM, BLEED * MM, (WIDTH + BLEED) * MM, (HEIGHT + BLEED) * MM]
        group = {"/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceCMYK"}
        boxes = {"/MediaBox": whole, "/BleedBox": whole, "/TrimBox": trim}
        resources = {
            "/Font": {"/F1": font},
            "/ExtGState": {"/Over": over},
            "/XObject": pictures,
        }
        page.update(pdf({"/Resources": resources, "/Group": group, **boxes}))
    profile = add(stream((PROFILES / "ISOcoated_v2_300_bas.ICC").read_bytes(), N=4).flate_encode())
    writer.root_object.update(
        pdf(
            {
                "/OutputIntents": [_intent(profile, "/GTS_PDFX"), _intent(profile, "/GTS_PDFA1")],
                "/Metadata": add(
                    stream(XMP.format(title=TITLE, date=DATE).encode("utf-8"), Type="/Metadata")
                ),
            }
        )
    )
    moment = "D:20261122120000+00'00'"
    writer.metadata = None
    writer.add_metadata({"/Title": TITLE, "/CreationDate": moment, "/ModDate": moment})
    of_info(Trapped="/False")(writer)
    writer.generate_file_identifiers()
    writer.pdf_header = "%PDF-1.6"
    return written(writer)


def spoilt(edit: Edit) -> bytes:
    """The bytes of the good file after an edit of its writer."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(good())))
    writer.pdf_header = "%PDF-1.6"
    edit(writer)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def repainted(number: int, old: str, new: str) -> Edit:
    """An edit that puts other operators in the place of those that match, on a page from 1."""

    def edit(writer: PdfWriter) -> None:
        content: Any = writer.pages[number - 1]["/Contents"]
        text = content.get_data().decode("latin-1")
        assert len(re.findall(old, text)) >= 1, old
        content.set_data(re.sub(old, new, text).encode("latin-1"))

    return edit


def also_painted(number: int, operators: str, **resources: dict[str, Any]) -> Edit:
    """An edit that paints more on a page, in mm, with more resources."""

    def edit(writer: PdfWriter) -> None:
        page: Any = writer.pages[number - 1]
        have(writer, page, resources)
        page["/Contents"].set_data(
            page["/Contents"].get_data() + f"q {MILLIMETRES} {operators} Q\n".encode("latin-1")
        )

    return edit


def have(writer: PdfWriter, page: Any, resources: dict[str, dict[str, Any]]) -> None:
    """Gives a page more resources; streams become objects of their own, as they must be."""
    for kind, named in resources.items():
        held = page["/Resources"].setdefault(NameObject(f"/{kind}"), DictionaryObject())
        items = {f"/{name}": item for name, item in named.items()}
        held.get_object().update(_apart(writer, pdf(items)))


def _apart(writer: PdfWriter, value: Any) -> Any:
    if isinstance(value, DecodedStreamObject | EncodedStreamObject):
        return writer._add_object(value)
    if isinstance(value, dict):
        return DictionaryObject({key: _apart(writer, item) for key, item in value.items()})
    if isinstance(value, list):
        return ArrayObject(_apart(writer, item) for item in value)
    return value


def of_page(number: int, **keys: object) -> Edit:
    """An edit of a page's own keys; None takes one away."""

    def edit(writer: PdfWriter) -> None:
        _change(writer.pages[number - 1], keys)

    return edit


def of_root(**keys: object) -> Edit:
    return lambda writer: _change(writer.root_object, keys)


def of_info(**keys: object) -> Edit:
    def edit(writer: PdfWriter) -> None:
        held: Any = writer._info
        _change(held.get_object(), keys)

    return edit


def of_xmp(old: str, new: str) -> Edit:
    def edit(writer: PdfWriter) -> None:
        held: Any = writer.root_object["/Metadata"]
        text = held.get_data().decode("utf-8")
        assert re.search(old, text), old
        held.set_data(re.sub(old, new, text).encode("utf-8"))

    return edit


def _change(holder: Any, keys: dict[str, object]) -> None:
    for key, value in keys.items():
        if value is None:
            holder.pop(f"/{key}", None)
        else:
            holder[NameObject(f"/{key}")] = pdf(value)


def millimetres(left: float, bottom: float, width: float, height: float) -> list[float]:
    """A box in points, given in mm from the bottom left corner of the trim."""
    x, y = left + BLEED, bottom + BLEED
    return [x * MM, y * MM, (x + width) * MM, (y + height) * MM]


def _font(add: Callable[[Any], Any]) -> tuple[Any, Callable[[str], str]]:
    """A font for all of the good file's words, whole, and how a text is written in its codes."""
    face = hb.Face(hb.Blob.from_file_path(str(FONT)))
    font, unit = hb.Font(face), 1000 / face.upem
    glyphs = {letter: font.get_nominal_glyph(ord(letter)) for letter in "Trust Builds."}
    widths = [
        part
        for glyph in sorted(glyphs.values())
        for part in (glyph, [font.get_glyph_h_advance(glyph) * unit])
    ]
    data = FONT.read_bytes()
    program = stream(zlib.compress(data), Filter="/FlateDecode", Length1=len(data))
    pairs = "\n".join(f"<{glyph:04X}> <{ord(letter):04X}>" for letter, glyph in glyphs.items())
    count = f"{len(glyphs)} beginbfchar\n{pairs}\nendbfchar"
    descriptor = {
        "/Type": "/FontDescriptor",
        "/FontName": "/AtkinsonHyperlegibleNext",
        "/Flags": 32,
        "/FontBBox": [-200, -300, 1200, 1000],
        "/ItalicAngle": 0,
        "/Ascent": 950,
        "/Descent": -290,
        "/CapHeight": 668,
        "/StemV": 80,
        "/FontFile2": add(program),
    }
    descendant = {
        "/Type": "/Font",
        "/Subtype": "/CIDFontType2",
        "/BaseFont": "/AtkinsonHyperlegibleNext",
        "/CIDSystemInfo": {"/Registry": "Adobe", "/Ordering": "Identity", "/Supplement": 0},
        "/FontDescriptor": add(pdf(descriptor)),
        "/CIDToGIDMap": "/Identity",
        "/W": widths,
    }
    composite = {
        "/Type": "/Font",
        "/Subtype": "/Type0",
        "/BaseFont": "/AtkinsonHyperlegibleNext",
        "/Encoding": "/Identity-H",
        "/DescendantFonts": [add(pdf(descendant))],
        "/ToUnicode": add(stream(f"1 begincodespacerange <0000> <FFFF> endcodespacerange {count}")),
    }
    return add(pdf(composite)), lambda text: "".join(f"{glyphs[letter]:04X}" for letter in text)


def art(pixels: tuple[int, int] = (240, 180), space: object = "/DeviceCMYK", parts: int = 4) -> Any:
    """A picture; at 20 × 15 mm it has 305 pixels to the inch, unless it has other pixels."""
    width, height = pixels
    return stream(
        b"\x30" * (width * height * parts),
        Type="/XObject",
        Subtype="/Image",
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=space,
    ).flate_encode()


def emblem() -> Any:
    """A form of 15 × 15 mm, in which something shines through."""
    half = {"/Half": {"/Type": "/ExtGState", "/ca": 0.5}}
    return stream(
        EMBLEM,
        Type="/XObject",
        Subtype="/Form",
        BBox=[0, 0, 15, 15],
        Resources={"/ExtGState": half},
    )


def _intent(profile: Any, kind: str) -> dict[str, Any]:
    return {
        "/Type": "/OutputIntent",
        "/S": kind,
        "/OutputConditionIdentifier": "FOGRA39",
        "/RegistryName": "http://www.color.org",
        "/Info": "Coated FOGRA39",
        "/DestOutputProfile": profile,
    }
