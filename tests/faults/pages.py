"""Faults of pages: their boxes, what bleeds, and the order they are in."""

from io import BytesIO
from typing import Any

from press_file import (
    MM,
    Edit,
    also_painted,
    good,
    millimetres,
    of_page,
    of_root,
    repainted,
    stream,
)
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from faults.edits import DTC, UK, Fault, at


def two_cards(first: int, second: int) -> Edit:
    """An edit for pages of two cards with the same back, which are 0 for fronts and 1 for backs."""

    def edit(writer: PdfWriter) -> None:
        pages: Any = PdfReader(BytesIO(good())).pages
        for number in (first, second, first, second):
            writer.add_page(pages[number])
        made: Any = writer.pages
        del made[:2]
        page: Any = writer.pages[2 if first == 0 else 3]
        other = page["/Contents"].get_data().replace(b"55 53 l", b"50 53 l")
        page[NameObject("/Contents")] = writer._add_object(stream(other))

    return edit


fronts_first, backs_first = two_cards(0, 1), two_cards(1, 0)


def read_in(*order: int) -> Edit:
    """An edit for pages of two cards whose tags read them in an order."""

    def edit(writer: PdfWriter) -> None:
        fronts_first(writer)
        pages = [writer.pages[number - 1].indirect_reference for number in order]
        told = [{"/Type": "/StructElem", "/S": "/P", "/Pg": one, "/K": 0} for one in pages]
        document = {"/Type": "/StructElem", "/S": "/Document", "/K": told}
        of_root(StructTreeRoot={"/Type": "/StructTreeRoot", "/K": document})(writer)

    return edit


def with_marks(writer: PdfWriter) -> None:
    """A page with 20 mm more all round, and a line in there."""
    more = [-20, -20, 63 + 2 * 20, 88 + 2 * 20]
    of_page(1, MediaBox=millimetres(*more), CropBox=millimetres(*more))(writer)
    also_painted(1, "/Over gs 0 0 0 1 k -15 101 8 1 re f")(writer)


def extra_page(writer: PdfWriter) -> None:
    page = writer.add_blank_page(69 * MM, 94 * MM)
    kept = {key: writer.pages[1][key] for key in ("/TrimBox", "/BleedBox", "/Contents")}
    page.update({NameObject(key): value for key, value in kept.items()})
    page[NameObject("/Resources")] = writer.pages[1]["/Resources"]
    page[NameObject("/Group")] = writer.pages[1]["/Group"]


FAULTS: dict[str, Fault] = {
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
    "a card that is read between the sides of another": Fault(
        read_in(1, 3, 4, 2), "P113", 2, profile=UK
    ),
    "marks for a shop that wants none": Fault(with_marks, "P115", 1, (5, 6, 8, 1), "", UK),
    "backs where fronts should be": Fault(backs_first, "P114", 1, None, "on 2 pages", UK),
}
