"""A walk over the finished file finds what is wrong with it: files broken on purpose."""

from io import BytesIO

import pytest
from frames import BLACK, face, says, sheet, written
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from cardgen.graphics.frame import Box, Element, Frame, Page
from cardgen.output.pdf.verify import verify


def sound() -> bytes:
    figure = Element("Figure", (Box(1, 1, 9, 9, BLACK),), alt="A square")
    tricky = Element("P", (Box(1, 1, 9, 9, BLACK),), alt="(<</MCID 0 >>")
    first = face(
        "Trust", says("H", "Trust"), Element("Sect", (says("H", "Signs"),)), figure, tricky
    )
    again = face("Trust", says("H", "Trust"), at=(100, 20), copy=2)
    trimmed = Page(Frame(70, 100, (says("P", "last"),)), "front", (5, 5, 60, 90), (3, 3, 64, 94))
    return written(sheet(first, again, Box(0, 0, 5, 5, BLACK)), trimmed)


def broken(change) -> list[str]:
    writer = PdfWriter(clone_from=BytesIO(sound()))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return verify(out.getvalue())


def edited(old: bytes, new: bytes):
    def change(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        data = writer.pages[0].get_contents().get_data()
        assert old in data
        stream.set_data(data.replace(old, new, 1))
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return change


def elements(writer: PdfWriter, role: str) -> list[DictionaryObject]:
    found = [thing for thing in writer._objects if isinstance(thing, DictionaryObject)]
    return [thing for thing in found if thing.get("/S") == f"/{role}"]


def swap_parents(writer: PdfWriter) -> None:
    parents = writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object()
    parents[0], parents[1] = parents[1], parents[0]


def drop_claim(writer: PdfWriter) -> None:
    del elements(writer, "H1")[0][NameObject("/K")]


def claim_twice(writer: PdfWriter) -> None:
    elements(writer, "H2")[0][NameObject("/K")].append(NumberObject(0))


def forget_alt(writer: PdfWriter) -> None:
    del elements(writer, "Figure")[0][NameObject("/Alt")]


def skip_level(writer: PdfWriter) -> None:
    elements(writer, "H2")[0][NameObject("/S")] = NameObject("/H3")


def invent_role(writer: PdfWriter) -> None:
    elements(writer, "P")[0][NameObject("/S")] = NameObject("/Blurb")


def adopt(writer: PdfWriter) -> None:
    elements(writer, "P")[0][NameObject("/P")] = elements(writer, "H1")[0].indirect_reference


def stretch_trim(writer: PdfWriter) -> None:
    writer.pages[1][NameObject("/TrimBox")] = ArrayObject(map(FloatObject, (0, 0, 90, 90)))


def crop(writer: PdfWriter) -> None:
    writer.pages[1][NameObject("/CropBox")] = ArrayObject(map(FloatObject, (0, 0, 90, 90)))


def use_helvetica(writer: PdfWriter) -> None:
    font = DictionaryObject()
    for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")):
        font[NameObject(f"/{key}")] = NameObject(f"/{value}")
    writer.pages[0]["/Resources"]["/Font"][NameObject("/F9")] = font


def mark_a_form(writer: PdfWriter) -> None:
    xobjects = writer.pages[0]["/Resources"]["/XObject"]
    form = next(iter(xobjects.values())).get_object()
    form.set_data(b"/P<</MCID 7>>BDC\n" + form.get_data() + b"\nEMC")


def test_a_sound_file_passes():
    assert verify(sound()) == []
    assert broken(lambda writer: None) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            swap_parents,
            "page 1, MCID 0: the parent tree names an element other than the one that claims it",
        ),
        (drop_claim, "page 1, MCID 0: is painted but no element claims it"),
        (claim_twice, "page 1, MCID 0: is claimed twice"),
        (edited(b"/MCID 0", b"/MCID 1"), "page 1, MCID 0: is claimed but never painted"),
        (edited(b"/MCID 0", b"/MCID 1"), "page 1, MCID 1: is painted twice"),
        (
            edited(b"/Artifact<</Type/Page>> BDC", b"/X<<>> BDC"),
            "page 1: something is painted that is neither claimed nor an artifact",
        ),
        (
            edited(b"/H1<<", b"/Artifact BMC /H1<<"),
            "page 1: an MCID or artifact begins within another",
        ),
        (edited(b"EMC", b""), "page 1: a marked sequence has no end"),
        (edited(b"EMC", b"EMC EMC"), "page 1: a marked sequence ends that never began"),
        (edited(b"/F1 ", b"/F8 "), "page 1: the font /F8 is not among the resources"),
        (edited(b" Do", b"0 Do"), "page 1: the form"),
        (forget_alt, "a Figure has no text alternative"),
        (skip_level, "a heading of level 3 follows one of 1"),
        (invent_role, "Blurb is not a standard structure type"),
        (adopt, "a P names a parent other than its own"),
        (stretch_trim, "page 2: the TrimBox extends beyond the box around it"),
        (crop, "page 2: the CropBox is not the MediaBox"),
        (use_helvetica, "page 1: the font Helvetica is not embedded"),
        (mark_a_form, "page 1, in a form: there is MCID 7, and a form may be painted twice"),
    ],
)
def test_a_broken_file_is_found_out(change, finding):
    assert any(found.startswith(finding) for found in broken(change))


def test_a_mark_within_a_string_is_none():
    assert broken(edited(b"/F1 ", b"/Span<</ActualText(EMC /MCID 0)>>BDC EMC /F1 ")) == []


def test_a_file_without_tags_is_found_out():
    assert "the file has no structure tree" in broken(
        lambda writer: writer.root_object.pop("/StructTreeRoot")
    )
