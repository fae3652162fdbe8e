"""Faults of the whole file: what it claims, its intents, its data and what is beside the pages."""

from collections.abc import Callable
from typing import Any

from press_file import (
    DATE,
    PROFILES,
    Edit,
    millimetres,
    of_info,
    of_page,
    of_root,
    of_xmp,
    pdf,
    stream,
)
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from faults.edits import UK, Fault, as_x1a, at, both

# What an edit does to the output intents of the good file.
Change = Callable[[PdfWriter, Any], object]


def intents(change: Change) -> Edit:
    def edit(writer: PdfWriter) -> None:
        held = writer.root_object["/OutputIntents"]
        change(writer, held)

    return edit


def no_profile(writer: PdfWriter, held: Any) -> None:
    del held[0].get_object()["/DestOutputProfile"]
    del held[1]


def of_no_registry(writer: PdfWriter, held: Any) -> None:
    no_profile(writer, held)
    del held[0].get_object()["/RegistryName"]


def damaged_profile(writer: PdfWriter, held: Any) -> None:
    profile = held[0].get_object()["/DestOutputProfile"]
    profile._data = profile._data[:90_000] + bytes(400) + profile._data[90_400:]
    del held[1]


def srgb_profile(writer: PdfWriter, held: Any) -> None:
    data = (PROFILES / "sRGB2014.icc").read_bytes()
    held[0].get_object()[NameObject("/DestOutputProfile")] = writer._add_object(stream(data, N=3))
    del held[1]


def other_profile(writer: PdfWriter, held: Any) -> None:
    data = (PROFILES / "PSO_Uncoated_ISO12647_bas.ICC").read_bytes()
    held[1].get_object()[NameObject("/DestOutputProfile")] = writer._add_object(stream(data, N=4))


def of_condition(name: str) -> Change:
    def change(writer: PdfWriter, held: Any) -> None:
        held[0].get_object()[NameObject("/OutputConditionIdentifier")] = pdf(name)

    return change


def note(kind: str, **keys: object) -> Edit:
    rect = millimetres(10, 10, 20, 5)
    return of_page(1, Annots=[{"/Type": "/Annot", "/Subtype": f"/{kind}", "/Rect": rect, **keys}])


FAULTS: dict[str, Fault] = {
    "encrypted": Fault(lambda writer: writer.encrypt(""), "P501"),
    "a claim that is missing": Fault(
        of_xmp("<pdfxid.*?</pdfxid:GTS_PDFXVersion>", ""), "P502", None, None, "no claim", UK
    ),
    "a profile that is elsewhere": Fault(
        both(of_info(GTS_PDFXVersion="PDF/X-4p"), of_xmp(">PDF/X-4<", ">PDF/X-4p<")),
        "P502",
        None,
        None,
        "PDF/X-4p",
        UK,
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
    "an output intent of no registry, in X-1a": Fault(
        both(as_x1a, intents(of_no_registry)), "P507"
    ),
    "an output intent of a screen": Fault(intents(srgb_profile), "P508", None, None, "mntr, RGB"),
    "an output intent whose profile is damaged": Fault(intents(damaged_profile), "P508"),
    "output intents that differ": Fault(intents(other_profile), "P509"),
    "not known whether trapped": Fault(of_info(Trapped="/Unknown"), "P510", None, None, "/Unknown"),
    "trapped as a string": Fault(
        of_info(Trapped=TextStringObject("/False")), "P510", None, None, "/False"
    ),
    "trapped in one place": Fault(of_info(Trapped="/True"), "P510", None, None, "True and False"),
    "trapped in Info alone": Fault(
        of_xmp("<pdf:Trapped>False</pdf:Trapped>", ""), "P510", None, None, "False and nothing"
    ),
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
    "dates that are none": Fault(
        both(
            of_info(CreationDate="soon"), of_xmp(f"CreateDate>{DATE[:10]}.*?<", "CreateDate>later<")
        ),
        "P512",
        None,
        None,
        "soon and later",
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
    "a layer that is off and has no name": Fault(
        of_root(OCProperties={"/OCGs": [], "/D": {"/OFF": [{"/Type": "/OCG"}]}}), "P518"
    ),
    "a field": Fault(of_root(AcroForm={"/Fields": [{"/T": "name"}]}), "P519"),
    "a box to be shown": Fault(of_root(ViewerPreferences={"/ViewArea": "/TrimBox"}), "P522"),
    "made for coated paper of other inks": Fault(
        intents(of_condition("CGATS21-CRPC6")), "P523", None, None, "CGATS21-CRPC6", "uk-uncoated"
    ),
    "made for other paper": Fault(
        intents(of_condition("FOGRA47")), "P523", None, None, "FOGRA47", UK
    ),
}
