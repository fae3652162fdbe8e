"""Ways to spoil the good press file, each with what is to be found of it, and where."""

from io import BytesIO
from typing import NamedTuple

from press_file import (
    BLEED,
    HEIGHT,
    MM,
    PROFILES,
    also_painted,
    art,
    good,
    have,
    millimetres,
    of_info,
    of_page,
    of_root,
    of_xmp,
    pdf,
    repainted,
    stream,
)
from pypdf import PdfReader
from pypdf.generic import EncodedStreamObject, NameObject

ANY, UK, DTC = "any", "uk-online", "drivethrucards"


class Fault(NamedTuple):
    """What spoils the good file, and what is said: the code, the page, and the place in mm from its
    left and top with its width and height."""

    edit: object
    code: str
    page: int | None = None
    place: tuple | None = None
    measured: str = ""
    profile: str = ANY


def at(left, bottom, width, height):
    """A place on the page, of what is drawn from the bottom left corner of the trim."""
    return (left + BLEED, HEIGHT + BLEED - bottom - height, width, height)


BAND = at(-3, 66, 69, 25)
BUILDS = at(8, 55.3, 16.65, 3.1)
TRUST = at(8, 72.68, 13.46, 5.82)


def text(operators, words="0056", size=4, x=8, y=15):
    return f"{operators} BT /F1 {size} Tf {x} {y} Td <{words}> Tj ET"


def separation(name, alternate="/DeviceCMYK", to=(0, 1, 1, 0)):
    function = {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1, "/C1": list(to)}
    function["/C0"] = [0] * len(to)
    return ["/Separation", f"/{name}", alternate, function]


def with_font(**keys):
    """An edit of the descriptor of the front's font."""

    def edit(writer):
        font = writer.pages[0]["/Resources"]["/Font"]["/F1"]
        held = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for key, value in keys.items():
            if value is None:
                del held[f"/{key}"]

    return edit


def without_words(writer):
    del writer.pages[0]["/Resources"]["/Font"]["/F1"]["/ToUnicode"]


def with_art(thing):
    return also_painted(1, "q 20 0 0 15 8 10 cm /Other Do Q", XObject={"Other": thing})


def profiled(parts, file):
    """A colour space with a profile."""
    data = (PROFILES / file).read_bytes()

    def edit(writer):
        held = writer._add_object(stream(data, N=parts))
        have(writer, writer.pages[0], {"ColorSpace": {"Own": ["/ICCBased", held]}})

    return edit


def both(*edits):
    def edit(writer):
        for one in edits:
            one(writer)

    return edit


def intents(change):
    def edit(writer):
        held = writer.root_object["/OutputIntents"]
        change(writer, held)

    return edit


def no_profile(writer, held):
    del held[0].get_object()["/DestOutputProfile"]
    del held[1]


def srgb_profile(writer, held):
    data = (PROFILES / "sRGB2014.icc").read_bytes()
    held[0].get_object()[NameObject("/DestOutputProfile")] = writer._add_object(stream(data, N=3))
    del held[1]


def other_profile(writer, held):
    data = (PROFILES / "PSO_Uncoated_ISO12647_bas.ICC").read_bytes()
    held[1].get_object()[NameObject("/DestOutputProfile")] = writer._add_object(stream(data, N=4))


def of_uncoated(writer, held):
    held[0].get_object()[NameObject("/OutputConditionIdentifier")] = pdf("FOGRA47")


def read_backwards(writer):
    """Tags that read the back before the front."""
    first, second = (page.indirect_reference for page in writer.pages[:2])
    pages = [{"/Type": "/StructElem", "/S": "/P", "/Pg": one, "/K": 0} for one in (second, first)]
    document = {"/Type": "/StructElem", "/S": "/Document", "/K": pages}
    of_root(StructTreeRoot={"/Type": "/StructTreeRoot", "/K": document})(writer)


def two_cards(first, second):
    """An edit for pages of two cards with the same back, which are 0 for fronts and 1 for backs."""

    def edit(writer):
        pages = PdfReader(BytesIO(good())).pages
        for number in (first, second, first, second):
            writer.add_page(pages[number])
        del writer.pages[:2]
        page = writer.pages[2 if first == 0 else 3]
        other = page["/Contents"].get_data().replace(b"55 53 l", b"50 53 l")
        page[NameObject("/Contents")] = writer._add_object(stream(other))

    return edit


fronts_first, backs_first = two_cards(0, 1), two_cards(1, 0)


def extra_page(writer):
    page = writer.add_blank_page(69 * MM, 94 * MM)
    kept = {key: writer.pages[1][key] for key in ("/TrimBox", "/BleedBox", "/Contents")}
    page.update({NameObject(key): value for key, value in kept.items()})
    page[NameObject("/Resources")] = writer.pages[1]["/Resources"]
    page[NameObject("/Group")] = writer.pages[1]["/Group"]


def note(kind, **keys):
    rect = millimetres(10, 10, 20, 5)
    return of_page(1, Annots=[{"/Type": "/Annot", "/Subtype": f"/{kind}", "/Rect": rect, **keys}])


FORM = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 15, 15]}
IN_RGB = {"/S": "/Transparency", "/CS": "/DeviceRGB"}
SQUARE = at(8, 10, 15, 15)


def packed(how):
    """A picture, said to be packed in a way, of which the file has the beginning."""
    made = art()
    begun = EncodedStreamObject()
    begun.update({**made, NameObject("/Filter"): NameObject(how)})
    begun._data = made._data[:40]
    return begun


def paints_itself(writer):
    form = writer._add_object(stream("/Inner Do", **FORM))
    form.get_object().update(pdf({"/Resources": {"/XObject": {"/Inner": form}}}))
    also_painted(1, "/Inner Do", XObject={"Inner": form})(writer)


FAULTS = {
    "no TrimBox": Fault(of_page(1, TrimBox=None), "P101", 1),
    "an empty TrimBox": Fault(of_page(2, TrimBox=millimetres(0, 0, 0, 88)), "P101", 2),
    "the trim is wider than the bleed": Fault(
        of_page(1, BleedBox=millimetres(1, 0, 60, 88)),
        "P102",
        1,
        at(0, 0, 63, 88),
        "63.0 × 88.0 mm",
    ),
    "the bleed is wider than the page": Fault(
        of_page(1, BleedBox=millimetres(-4, -4, 71, 96)), "P102", 1, None, "71.0 × 96.0 mm"
    ),
    "the CropBox cuts the trim": Fault(
        of_page(2, CropBox=millimetres(1, 1, 61, 86)), "P103", 2, at(0, 0, 63, 88), "63.0 × 88.0 mm"
    ),
    "an ArtBox": Fault(of_page(1, ArtBox=millimetres(5, 5, 50, 70)), "P104", 1, at(5, 5, 50, 70)),
    "units of its own": Fault(of_page(1, UserUnit=2), "P105", 1, None, "2"),
    "a page that is turned": Fault(of_page(2, Rotate=90), "P106", 2, None, "90°"),
    "pages of two sizes": Fault(
        of_page(2, TrimBox=millimetres(0, 0, 62, 88)), "P107", 2, None, "62.0 × 88.0 mm"
    ),
    "not of the size that is cut": Fault(
        lambda writer: None, "P108", 1, at(0, 0, 63, 88), "63.0 × 88.0 mm", DTC
    ),
    "less bleed than is asked for": Fault(
        of_page(1, BleedBox=millimetres(-2, -2, 67, 92)),
        "P109",
        1,
        at(0, 0, 63, 88),
        "2.0 mm",
        UK,
    ),
    "a ground that ends at the trim": Fault(
        repainted(2, "-3 -3 69 94 re", "-3 0 69 91 re"), "P110", 2, at(-3, 0, 69, 91), "0.0 mm"
    ),
    "a band that ends in the bleed": Fault(
        repainted(1, "-3 66 69 25 re", "-1 66 67 25 re"),
        "P110",
        1,
        at(-1, 66, 67, 25),
        "1.0 mm",
    ),
    "an empty page": Fault(repainted(2, "(?s)^.*$", ""), "P111", 2),
    "a page too many": Fault(extra_page, "P112", None, None, "3 pages", UK),
    "a back that is read before its front": Fault(
        read_backwards, "P113", 2, None, "read first", UK
    ),
    "backs where fronts should be": Fault(backs_first, "P114", 1, None, "on 2 pages", UK),
    "a font that is not in the file": Fault(
        with_font(FontFile2=None), "P201", 1, at(8, 55.3, 16.65, 23.2)
    ),
    "a font made of drawings": Fault(
        also_painted(
            1,
            "0.1 0.05 0.2 0 k BT /Drawn 5 Tf 8 15 Td (a) Tj ET",
            Font={
                "Drawn": {
                    "/Type": "/Font",
                    "/Subtype": "/Type3",
                    "/Name": "/Drawn",
                    "/FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
                    "/FontBBox": [0, 0, 1000, 1000],
                    "/FirstChar": 97,
                    "/LastChar": 97,
                    "/Widths": [1000],
                    "/Encoding": {"/Differences": [97, "/a"]},
                    "/ToUnicode": stream(""),
                    "/CharProcs": {"/a": stream("1000 0 0 0 1000 1000 d1 0 0 900 700 re f")},
                }
            },
        ),
        "P202",
        1,
        at(8, 13.9, 5, 4.85),
    ),
    "text that cannot be read out": Fault(without_words, "P203", 1, at(8, 55.3, 16.65, 23.2)),
    "a character that the font does not have": Fault(
        also_painted(1, text("/Over gs 0 0 0 1 k", "0000")),
        "P204",
        1,
        at(8, 14.12, 4, 3.88),
        "1 × .notdef",
    ),
    "type that is too small": Fault(
        repainted(1, "/F1 3.2 Tf", "/F1 1.5 Tf"), "P205", 1, at(8, 55.67, 7.81, 1.46), "4.3 pt"
    ),
    "white type that is too small": Fault(
        repainted(1, "/F1 6 Tf", "/F1 2.5 Tf"), "P206", 1, at(8, 73.45, 5.61, 2.42), "7.1 pt"
    ),
    "type of several inks that is too small": Fault(
        repainted(1, "/Over gs 0 0 0 1 k BT /F1 3.2", "0.5 0 0.5 0.5 k BT /F1 2.4"),
        "P206",
        1,
        at(8, 55.47, 12.49, 2.33),
        "6.8 pt",
    ),
    "text near the trim": Fault(
        repainted(1, "8 56 Td", "3 56 Td"), "P207", 1, at(3, 55.3, 16.65, 3.1), "3.0 mm", UK
    ),
    "text that is cut": Fault(
        repainted(1, "8 56 Td", "50 56 Td"), "P207", 1, at(50, 55.3, 16, 3.1), "-3.0 mm", UK
    ),
    "text in a black of four inks": Fault(
        repainted(1, "/Over gs 0 0 0 1 k BT", "0.7 0.7 0.7 1 k BT"), "P208", 1, BUILDS, "310 %"
    ),
    "text before a font": Fault(also_painted(1, "BT 8 8 Td <0056> Tj ET"), "P209", 1),
    "a shape in RGB": Fault(also_painted(1, "1 0 0 rg 8 10 15 15 re f"), "P301", 1, SQUARE),
    "a line in RGB": Fault(
        also_painted(1, "1 0 0 RG 1 w 8 10 m 28 10 l S"), "P301", 1, at(8, 9.5, 20, 1)
    ),
    "a picture in RGB": Fault(
        with_art(art(space="/DeviceRGB", parts=3)), "P301", 1, at(8, 10, 20, 15)
    ),
    "a picture of few colours in RGB": Fault(
        with_art(art(space=["/Indexed", "/DeviceRGB", 0, "abc"], parts=1)),
        "P301",
        1,
        at(8, 10, 20, 15),
    ),
    "a run of colours in RGB": Fault(
        also_painted(
            1,
            "8 10 15 15 re W n /Run sh",
            Shading={
                "Run": {"/ShadingType": 2, "/ColorSpace": "/DeviceRGB", "/Coords": [0, 0, 9, 9]}
            },
        ),
        "P301",
        1,
        SQUARE,
    ),
    "text in RGB within a form": Fault(
        also_painted(
            1,
            "q 1 0 0 1 8 10 cm /Inner Do Q",
            XObject={"Inner": stream("1 0 0 rg BT /F1 5 Tf 1 2 Td <0056> Tj ET", **FORM)},
        ),
        "P301",
        1,
        at(9, 10.9, 5, 4.85),
    ),
    "a tagged RGB shape": Fault(
        both(profiled(3, "sRGB2014.icc"), also_painted(1, "/Own cs 1 0 0 sc 8 10 15 15 re f")),
        "P302",
        1,
        SQUARE,
    ),
    "CMYK with a profile": Fault(
        both(
            profiled(4, "ISOcoated_v2_300_bas.ICC"),
            also_painted(1, "/Own cs 1 0 0 0 sc 8 10 15 15 re f"),
        ),
        "P303",
        1,
        SQUARE,
    ),
    "a colour in Lab": Fault(
        also_painted(
            1,
            "/Own cs 50 20 20 sc 8 10 15 15 re f",
            ColorSpace={"Own": ["/Lab", {"/WhitePoint": [0.9642, 1, 0.8249]}]},
        ),
        "P304",
        1,
        SQUARE,
    ),
    "an ink described in RGB": Fault(
        also_painted(
            1,
            "/Own cs 1 sc 8 10 15 15 re f",
            ColorSpace={"Own": separation("Coral", "/DeviceRGB", (1, 0, 0))},
        ),
        "P305",
        1,
        SQUARE,
    ),
    "a page blended in RGB": Fault(of_page(1, Group=IN_RGB), "P306", 1),
    "a group blended in RGB": Fault(
        also_painted(
            1,
            "q 1 0 0 1 8 10 cm /Inner Do Q",
            XObject={"Inner": stream("0 0 0 1 k 0 0 15 15 re f", **FORM, Group=IN_RGB)},
        ),
        "P306",
        1,
        SQUARE,
    ),
    "too much ink": Fault(
        also_painted(1, "1 1 1 1 k 8 10 15 15 re f"),
        "P307",
        1,
        SQUARE,
        "400 % as the mean of 15 mm",
    ),
    "too much ink by overprint": Fault(
        also_painted(1, "1 1 0 0 k 8 10 15 15 re f /Over gs 0 0 1 1 k 8 10 15 15 re f"),
        "P307",
        1,
        SQUARE,
        "400 % as the mean of 15 mm",
    ),
    "a spot ink": Fault(
        also_painted(1, "/Own cs 1 sc 8 10 15 15 re f", ColorSpace={"Own": separation("Coral")}),
        "P308",
        1,
        SQUARE,
        profile=UK,
    ),
    "an ink with two descriptions": Fault(
        also_painted(
            1,
            "/One cs 1 sc 8 10 15 15 re f /Two cs 1 sc 8 10 15 15 re f",
            ColorSpace={"One": separation("Coral"), "Two": separation("Coral", to=(0, 1, 0, 0))},
        ),
        "P309",
        None,
        None,
        "2 ways",
    ),
    "all inks within the trim": Fault(
        also_painted(
            1,
            "/Own CS 1 SC 1 w 8 10 m 28 10 l S",
            ColorSpace={"Own": separation("All", to=(1, 1, 1, 1))},
        ),
        "P310",
        1,
        at(8, 9.5, 20, 1),
    ),
    "white text that overprints": Fault(
        repainted(1, "q 0 0 0 0 k BT", "q /Over gs 0 0 0 0 k BT"), "P311", 1, TRUST
    ),
    "black text that knocks out": Fault(
        repainted(1, "/Over gs 0 0 0 1 k BT", "0 0 0 1 k BT"), "P312", 1, BUILDS
    ),
    "black text that overprints in mode 0": Fault(
        lambda writer: have(
            writer, writer.pages[0], {"ExtGState": {"Over": {"/OP": True, "/OPM": 0}}}
        ),
        "P312",
        1,
        BUILDS,
    ),
    "a black line that knocks out": Fault(
        repainted(1, "/Over gs 0 0 0 1 K", "0 0 0 1 K"), "P313", 1, at(8, 52.9, 47, 0.2)
    ),
    "CMYK with a profile that overprints": Fault(
        both(
            profiled(4, "ISOcoated_v2_300_bas.ICC"),
            also_painted(1, "/Over gs /Own cs 1 0 0 0 sc 8 10 15 15 re f"),
        ),
        "P314",
        1,
        SQUARE,
    ),
    "a grey that overprints": Fault(
        also_painted(1, "/Over gs 0.5 g 8 10 15 15 re f"), "P315", 1, SQUARE
    ),
    "small text in grey": Fault(repainted(1, "/Over gs 0 0 0 1 k BT", "0 g BT"), "P316", 1, BUILDS),
    "transparency in X-1a": Fault(
        of_info(GTS_PDFXVersion="PDF/X-1a:2003"), "P317", 2, at(27, 40, 9, 9)
    ),
    "no group on a page with transparency": Fault(
        of_page(2, Group=None), "P318", 2, at(27, 40, 9, 9)
    ),
    "a transfer function": Fault(
        also_painted(1, "/Odd gs", ExtGState={"Odd": {"/TR": "/Identity"}}), "P319", 1
    ),
    "a halftone": Fault(
        also_painted(1, "/Odd gs", ExtGState={"Odd": {"/HT": {"/HalftoneType": 1}}}), "P320", 1
    ),
    "a coarse picture": Fault(with_art(art((80, 60))), "P401", 1, at(8, 10, 20, 15), "102 ppi"),
    "a picture that is coarse one way": Fault(
        with_art(art((240, 60))), "P401", 1, at(8, 10, 20, 15), "102 ppi"
    ),
    "a soft picture": Fault(with_art(art((160, 120))), "P402", 1, at(8, 10, 20, 15), "203 ppi"),
    "a picture in the stream": Fault(
        also_painted(1, "q 20 0 0 15 8 10 cm BI /W 4 /H 3 /BPC 8 /CS /G ID EI EI EI EI  EI Q"),
        "P401",
        1,
        at(8, 10, 20, 15),
        "5 ppi",
    ),
    "a fine line": Fault(
        also_painted(1, "/Over gs 0 0 0 1 K 0.05 w 8 10 m 28 10 l S"),
        "P403",
        1,
        at(8, 9.97, 20, 0.05),
        "0.14 pt",
    ),
    "a strip that is as fine": Fault(
        also_painted(1, "0 0 0 1 k 8 10 20 0.05 re f"), "P403", 1, at(8, 10, 20, 0.05), "0.14 pt"
    ),
    "a fine white line": Fault(
        also_painted(1, "0 0 0 0 K 0.08 w 8 10 m 28 10 l S"),
        "P404",
        1,
        at(8, 9.96, 20, 0.08),
        "0.23 pt",
    ),
    "a picture packed as JPEG 2000, in X-1a": Fault(
        both(of_info(GTS_PDFXVersion="PDF/X-1a:2003"), with_art(packed("/JPXDecode"))),
        "P405",
        1,
        at(8, 10, 20, 15),
    ),
    "a picture packed with LZW": Fault(
        with_art(packed("/LZWDecode")), "P409", 1, at(8, 10, 20, 15)
    ),
    "a picture that is cut off": Fault(with_art(packed("/FlateDecode")), "P520", 1),
    "a form that is damaged": Fault(
        with_art(stream(b"x\x9cgarbage", **FORM, Filter="/FlateDecode")), "P520", 1
    ),
    "encrypted": Fault(lambda writer: writer.encrypt(""), "P501"),
    "a PostScript program": Fault(
        with_art(stream("showpage", Type="/XObject", Subtype="/PS")), "P406", 1
    ),
    "a picture that is not there": Fault(also_painted(1, "/Nothing Do"), "P407", 1),
    "a font that is not there": Fault(
        also_painted(1, "BT /Nothing 5 Tf 8 10 Td <0056> Tj ET"), "P407", 1
    ),
    "a setting that is not there, in a form": Fault(
        also_painted(1, "/Inner Do", XObject={"Inner": stream("/Nothing gs", **FORM)}),
        "P407",
        1,
        at(0, 0, 15, 15),
    ),
    "a picture of no pixels": Fault(with_art(art((0, 10))), "P408", 1),
    "a claim that is missing": Fault(
        of_xmp("<pdfxid.*?</pdfxid:GTS_PDFXVersion>", ""), "P502", None, None, "nothing said", UK
    ),
    "a newer PDF": Fault(
        lambda writer: setattr(writer, "pdf_header", "%PDF-1.7"), "P503", None, None, "PDF 1.7"
    ),
    "a newer PDF, as its catalogue says": Fault(
        of_root(Version="/1.7"), "P503", None, None, "PDF 1.7"
    ),
    "no ID": Fault(lambda writer: setattr(writer, "_ID", None), "P504"),
    "no output intent": Fault(of_root(OutputIntents=None), "P505"),
    "two output intents": Fault(
        intents(lambda writer, held: held.append(held[0])), "P506", None, None, "2 output intents"
    ),
    "an output intent without a profile": Fault(intents(no_profile), "P507"),
    "an output intent of a screen": Fault(intents(srgb_profile), "P508", None, None, "mntr, RGB"),
    "output intents that differ": Fault(intents(other_profile), "P509"),
    "not known whether trapped": Fault(of_info(Trapped="/Unknown"), "P510", None, None, "/Unknown"),
    "trapped as a string": Fault(of_info(Trapped="False"), "P510", None, None, "False"),
    "trapped in one place": Fault(of_info(Trapped="/True"), "P510", None, None, "True and False"),
    "two titles": Fault(
        of_info(Title="One face"), "P511", None, None, '"One face" and "Two faces"'
    ),
    "no title": Fault(of_xmp("(?s)<dc:title>.*?</dc:title>", ""), "P511"),
    "two dates": Fault(
        of_xmp("CreateDate>2026-11-22T12", "CreateDate>2026-11-22T13"),
        "P512",
        None,
        None,
        "D:20261122120000+00'00' and 2026-11-22T13:00:00+00:00",
    ),
    "no date": Fault(of_xmp("<xmp:ModifyDate>.*?</xmp:ModifyDate>", ""), "P512"),
    "editions that cannot be told apart": Fault(
        of_xmp("<xmpMM:DocumentID>.*?</xmpMM:DocumentID>", ""), "P513"
    ),
    "no XMP": Fault(of_root(Metadata=None), "P514", profile=UK),
    "XMP that is no XML": Fault(of_xmp("</rdf:RDF>", ""), "P514", profile=UK),
    "JavaScript": Fault(
        of_root(Names={"/JavaScript": {"/Names": ["a", {"/S": "/JavaScript", "/JS": "1"}]}}), "P515"
    ),
    "something that happens at once": Fault(
        of_root(OpenAction={"/S": "/GoTo", "/D": "there"}), "P515"
    ),
    "something that happens on a page": Fault(of_page(2, AA={"/O": {"/S": "/Named"}}), "P515", 2),
    "a note on the card": Fault(note("Text"), "P516", 1, at(10, 10, 20, 5)),
    "a file in the file": Fault(of_root(Names={"/EmbeddedFiles": {"/Names": []}}), "P517"),
    "a layer that is off": Fault(
        of_root(OCProperties={"/OCGs": [], "/D": {"/OFF": [{"/Type": "/OCG", "/Name": "Die"}]}}),
        "P518",
    ),
    "a field": Fault(of_root(AcroForm={"/Fields": [{"/T": "name"}]}), "P519"),
    "an operator without its numbers": Fault(also_painted(1, "8 re f"), "P520", 1),
    "a string without an end": Fault(also_painted(1, "BT (never"), "P520", 1),
    "a form within itself": Fault(paints_itself, "P521", 1, at(0, 0, 15, 15)),
    "a box to be shown": Fault(of_root(ViewerPreferences={"/ViewArea": "/TrimBox"}), "P522"),
    "made for other paper": Fault(intents(of_uncoated), "P523", None, None, "FOGRA47", UK),
}
