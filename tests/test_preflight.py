"""What a print shop would say of a file: each fault is found where it is, and nothing else."""

import json
import time
from pathlib import Path
from typing import NamedTuple

import producers
import pytest
from faults import (
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
    spoilt,
    stream,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import EncodedStreamObject, NameObject
from running import run

from cardgen.preflight import preflight
from cardgen.problems import Problems, Stop
from cardgen.read.codes import read_codes
from cardgen.read.files import sources
from cardgen.read.profile import read_profile

ANY, UK, DTC = "any", "uk-online", "drivethrucards"


def profile(name):
    return read_profile(name, sources(Path(), None), Problems())


def found_in(data, name=ANY):
    return preflight(data, profile(name))


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


WHOLE, GROUND = None, None
BAND = at(-3, 66, 69, 25)
BUILDS = at(8, 55.3, 16.65, 3.1)
TRUST = at(8, 72.68, 13.46, 5.82)
ART = at(8, 30, 20, 15)


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


def edit_font(writer):
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


def extra_page(writer):
    page = writer.add_blank_page(69 * MM, 94 * MM)
    kept = {key: writer.pages[1][key] for key in ("/TrimBox", "/BleedBox", "/Contents")}
    page.update({NameObject(key): value for key, value in kept.items()})
    page[NameObject("/Resources")] = writer.pages[1]["/Resources"]
    page[NameObject("/Group")] = writer.pages[1]["/Group"]


def note(kind, **keys):
    rect = millimetres(10, 10, 20, 5)
    return of_page(1, Annots=[{"/Type": "/Annot", "/Subtype": f"/{kind}", "/Rect": rect, **keys}])


SOFT = stream("0 g 0 0 15 15 re f", Type="/XObject", Subtype="/Form", BBox=[0, 0, 15, 15])
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
        repainted(1, "-3 66 69 25 re", "-0.3 66 66 25 re"),
        "P110",
        1,
        at(-0.3, 66, 66, 25),
        "0.3 mm",
    ),
    "an empty page": Fault(repainted(2, "(?s)^.*$", ""), "P111", 2),
    "a page too many": Fault(extra_page, "P112", None, None, "3 pages", UK),
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
    "text that cannot be read out": Fault(edit_font, "P203", 1, at(8, 55.3, 16.65, 23.2)),
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
    "a form within itself": Fault(None, "P521", 1, at(0, 0, 15, 15)),
    "a box to be shown": Fault(of_root(ViewerPreferences={"/ViewArea": "/TrimBox"}), "P522"),
    "made for other paper": Fault(intents(of_uncoated), "P523", None, None, "FOGRA47", UK),
}


def paints_itself(writer):
    form = writer._add_object(stream("/Inner Do", **FORM))
    form.get_object().update(pdf({"/Resources": {"/XObject": {"/Inner": form}}}))
    also_painted(1, "/Inner Do", XObject={"Inner": form})(writer)


FAULTS["a form within itself"] = FAULTS["a form within itself"]._replace(edit=paints_itself)


@pytest.mark.parametrize("name", [ANY, UK])
def test_nothing_is_found_in_a_good_file(name):
    assert found_in(good(), name) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_is(name):
    fault = FAULTS[name]
    of_code = [one for one in found_in(spoilt(fault.edit), fault.profile) if one.code == fault.code]
    assert of_code, f"{fault.code} is not found"
    one = next((one for one in of_code if one.page == fault.page), of_code[0])
    assert (one.page, one.measured) == (fault.page, fault.measured)
    place = one.place and tuple(one.place)
    assert place == (fault.place and pytest.approx(fault.place, abs=0.06))


def test_each_kind_of_fault_is_tried():
    codes = {code for code in read_codes() if code.startswith("P")}
    assert codes == {fault.code for fault in FAULTS.values()}


@pytest.mark.parametrize("name", FAULTS)
def test_of_each_kind_a_print_shops_own_words_say_where(name):
    """A finding in words begins with what one looks for: how bad, the code and the page."""
    fault = FAULTS[name]
    for one in found_in(spoilt(fault.edit), fault.profile):
        page = f" page {one.page}" if one.page else ""
        assert str(one).startswith(f"{one.severity}[{one.code}]{page}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (producers.reportlab, set()),
        (producers.fpdf2, set()),
        (producers.typst, set()),
        (producers.pikepdf, set()),
        # It knows no other colours than RGB, and paints its letters in grey over a ground.
        (producers.matplotlib, {"P301", "P316"}),
    ],
)
def test_good_files_of_other_programs_are_called_good(made, codes):
    assert {one.code for one in found_in(made())} == codes


def test_the_same_on_many_places_is_told_once_with_its_words():
    words = "".join(text("/Over gs 0 0 0 1 k", size=1, y=y) for y in (10, 12, 14))
    (one,) = found_in(spoilt(also_painted(1, words)))
    assert (one.code, one.measured, one.limit) == ("P205", "2.8 pt", "at least 5 pt")
    assert one.place == pytest.approx(at(8, 9.78, 1, 4.97), abs=0.06)


def test_a_form_is_judged_at_the_size_it_is_painted_in():
    """At a quarter of its size a line of 0.8 pt is too fine, and a picture fine enough."""
    form = {"Inner": stream("0 0 0 1 K 0.28 w 0 5 m 15 5 l S", **FORM)}
    small = also_painted(1, "q 0.25 0 0 0.25 8 10 cm /Over gs /Inner Do Q", XObject=form)
    (one,) = found_in(spoilt(small))
    assert (one.code, one.measured) == ("P403", "0.20 pt")
    assert one.place == pytest.approx(at(8, 11.215, 3.75, 0.07), abs=0.01)


def test_what_is_clipped_away_is_not_there():
    operators = "q 8 10 1 1 re W n 1 0 0 rg 20 20 5 5 re f Q"
    assert found_in(spoilt(also_painted(1, operators))) == []


def test_black_text_on_bare_paper_need_not_overprint():
    bare = both(
        repainted(1, "q 0.1 0.05.*", ""), repainted(1, "/Over gs 0 0 0 1 k BT", "0 0 0 1 k BT")
    )
    assert "P312" not in {one.code for one in found_in(spoilt(bare))}


def test_tiles_that_end_at_the_trim_and_go_on_beyond_it_are_one_ground():
    tiles = "0.3 0 0 0 k 0 10 10 10 re f -3 10 3 10 re f"
    assert found_in(spoilt(also_painted(1, tiles))) == []
    (one,) = found_in(spoilt(also_painted(1, tiles.replace("-3 10 3", "-3 10 2"))))
    assert one.code == "P110"


def test_what_ends_clear_of_the_trim_may_do_so_on_a_ground_that_goes_on():
    assert found_in(spoilt(repainted(1, "-3 66 69 25 re", "-1 66 67 25 re"))) == []


def test_the_line_of_a_die_need_not_bleed():
    ink = {"Die": separation("Die line")}
    line = also_painted(1, "/Over gs /Die CS 1 SC 1 w 0 0 63 88 re S", ColorSpace=ink)
    assert found_in(spoilt(line)) == []


def test_what_is_said_not_to_overprint_does_not():
    knocking = {"Knock": {"/OP": False, "/op": False}}
    white = "/Over gs /Knock gs 0 0 0 0 k 8 10 5 5 re f"
    assert found_in(spoilt(also_painted(1, white, ExtGState=knocking))) == []


def test_heavy_fills_smaller_than_the_square_are_reckoned_with_what_is_about_them():
    """A strip of 5 mm in 400 % on a pale ground is a third of the square."""
    assert found_in(spoilt(also_painted(1, "1 1 1 1 k 8 10 15 5 re f"))) == []
    strips = "".join(f"1 1 1 1 k 8 {y} 15 5 re f " for y in (10, 15, 20))
    assert {one.code for one in found_in(spoilt(also_painted(1, strips)))} == {"P307"}


@pytest.mark.slow
def test_forms_that_multiply_without_end_are_given_up():
    def bomb(writer):
        form = writer._add_object(stream("0 0 1 1 re f", **FORM))
        for _ in range(12):
            inner = {"/XObject": {"/X": form}}
            form = writer._add_object(stream("/X Do " * 20, **FORM, Resources=inner))
        also_painted(1, "/X Do", XObject={"X": form})(writer)

    (one,) = found_in(spoilt(bomb))
    assert (one.code, one.page) == ("P521", 1)


@pytest.mark.slow
def test_a_form_on_hundreds_of_pages_is_read_once():
    def many(writer):
        shapes = " ".join(f"0.1 0 0 0 k {n % 10} 1 3 3 re f" for n in range(500))
        also_painted(1, "q 1 0 0 1 8 10 cm /Many Do Q", XObject={"Many": stream(shapes, **FORM)})(
            writer
        )
        for _ in range(500):
            writer.add_page(writer.pages[0])

    data = spoilt(many)
    start = time.perf_counter()
    assert found_in(data) == []
    assert time.perf_counter() - start < 30  # a quarter of that is usual


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is no PDF"),
        (b"Dear printer,", "this is no PDF"),
        (b"%PDF-1.6\nDear printer,", "this PDF is broken or cut off"),
        (good()[:5000], "this PDF is broken or cut off"),
        (spoilt(lambda writer: writer.encrypt("secret")), "this PDF is locked with a password"),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_a_sentence(data, said, tmp_path):
    (tmp_path / "a.pdf").write_bytes(data)
    result = run("preflight", tmp_path / "a.pdf")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"error: {tmp_path / 'a.pdf'}: {said}\n"


def test_a_file_that_is_not_there_ends_in_a_sentence(tmp_path):
    result = run("preflight", tmp_path / "none.pdf")
    assert result.exit_code == 3
    assert "No such file" in result.stderr


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 14_000), st.integers(0, 255)), min_size=1, max_size=40))
def test_no_damage_makes_it_stumble(changes):
    data = bytearray(WITHOUT_PROFILE)
    for at_byte, value in changes:
        data[at_byte % len(data)] = value
    try:
        for one in found_in(bytes(data)):
            assert str(one)
    except Stop as stop:
        assert str(stop).startswith("this")


WITHOUT_PROFILE = spoilt(both(of_root(OutputIntents=None), with_font(FontFile2=None)))


def test_the_command_says_what_is_found_and_counts_it(tmp_path):
    edit = both(repainted(1, "/F1 3.2 Tf", "/F1 1.5 Tf"), of_page(2, TrimBox=None))
    (tmp_path / "cards.pdf").write_bytes(spoilt(edit))
    result = run("preflight", tmp_path / "cards.pdf")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "warning[P205] page 1, 11.0 × 33.9 mm: text is too small to print well: "
        '"Builds trust." (4.3 pt; at least 5 pt)',
        "error[P101] page 2: the page has no TrimBox, so nobody knows where to cut it",
        "1 error, 1 warning",
    ]


def test_a_good_file_and_one_with_warnings_end_with_0(tmp_path):
    (tmp_path / "good.pdf").write_bytes(good())
    result = run("preflight", tmp_path / "good.pdf", "--profile", UK)
    assert (result.exit_code, result.stdout) == (0, "nothing found\n")
    (tmp_path / "fair.pdf").write_bytes(spoilt(of_page(2, Rotate=90)))
    result = run("preflight", tmp_path / "fair.pdf")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 errors, 1 warning")


def test_json_has_each_finding_with_its_place(tmp_path):
    (tmp_path / "cards.pdf").write_bytes(spoilt(with_art(art((80, 60)))))
    result = run("preflight", tmp_path / "cards.pdf", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert list(document) == ["version", "problems", "file", "profile", "findings"]
    assert document["profile"] == "any"
    assert document["findings"] == [
        {
            "code": "P401",
            "severity": "error",
            "page": 1,
            "place": {"left": 11.0, "top": 66.0, "width": 20.0, "height": 15.0},
            "what": "a picture is too coarse to print",
            "measured": "102 ppi",
            "limit": "at least 150 ppi",
            "words": [],
        }
    ]


def test_profiles_are_chosen_by_name():
    result = run("preflight", "cards.pdf", "--profile", "uk-onlin")
    assert result.exit_code == 2
    assert 'no profile is called "uk-onlin"; did you mean "uk-online"?' in result.stderr


def test_a_code_of_preflight_is_explained():
    assert run("explain", "p205").stdout.startswith("P205: Type is too small\n")
