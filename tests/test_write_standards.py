"""Other people's validators agree: one file with everything in it."""

from pathlib import Path as File

import page
import pytest
import verapdf
from frames import BLACK, TEAL, face, line, says, sheet, written
from pypdf import PdfWriter
from pypdf.generic import NameObject

from cardgen.graphics.frame import Box, Element, Frame, Line, Page, Path, Placed
from cardgen.output.pdf.verify import verify

pytestmark = pytest.mark.slow

STAR = Path((("M", -1, -1), ("L", 61, 0), ("C", 60, 30, 30, 60, 0, 91), ("Z",)), TEAL)
ART = Placed(0, 0, Frame(60, 90, (STAR, Box(5, 5, 9, 9, None, BLACK, 1, 2))))
MARK = Line(10, 5, 10, 9, BLACK, 0.25)
SLUG = Element("Artifact", (line("sheet 1", x=20, y=290),))


def item(number: int) -> Element:
    label = Element("Lbl", (Box(5, 8, 1, 1, TEAL),), alt="•")
    return Element("LI", (label, says("LBody", f"item {number}", y=10 + 5 * number)))


def row(number: int) -> Element:
    return Element("TR", (says("TH", f"{number}"), says("TD", f"value {number}", x=30)))


def card(name: str, copy: int, **more: object) -> Placed:
    welsh = Element("Span", (line("ŵy ‘ac’ — £", x=30, y=40),), lang="cy")
    figure = Element("Figure", (Placed(9, 9, Frame(9, 9, (STAR,)), 90), STAR), alt="A star")
    signs = Element("Sect", (says("H", "Signs"), Element("L", (item(1), item(2)))))
    text = Element("P", (line("Said ", y=40), welsh, line("again.", y=44)))
    front = (ART, says("H", name, font="Title"), text, signs, figure, says("Note", "See there."))
    return face(name, *front, copy=copy, **more)


def everything() -> bytes:
    head = Element("THead", (Element("TR", (says("TH", "No"), says("TH", "Value", x=30))),))
    tables = [
        Element("Table", (*top, Element("TBody", tuple(map(row, rows)), id="body")), id="table")
        for top, rows in (((head,), range(7)), ((), range(7, 13)))
    ]
    lists = [Element("L", tuple(map(item, few)), id="list") for few in (range(3), range(3, 5))]
    turned = Placed(100, 150, Frame(60, 90, (card("Care", 2, at=(0, 0)),)), 180)
    trimmed = Frame(70, 100, (card("Ask", 1, at=(5, 5)),))
    return written(
        sheet(card("Trust", 1, theme="People"), card("Care", 1, at=(100, 20)), MARK, SLUG),
        sheet(card("Trust", 2, at=(20, 150)), turned, MARK, SLUG, side="back"),
        Page(trimmed, "front", (5, 5, 60, 90), (3, 3, 64, 94)),
        sheet(Element("Sect", (says("H", "Handout"), tables[0], lists[0]), id="all")),
        sheet(Element("Sect", (tables[1], lists[1]), id="all")),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> File:
    path = tmp_path_factory.mktemp("write") / "everything.pdf"
    path.write_bytes(everything())
    return path


@pytest.fixture(scope="module")
def spoilt(path: File) -> File:
    """The same file with a Figure that has no text alternative and no level it conforms to."""
    writer = PdfWriter(clone_from=path)
    figure = next(
        thing for thing in writer._objects if isinstance(thing, dict) and thing.get("/Alt")
    )
    del figure[NameObject("/Alt")]
    del writer.root_object[NameObject("/Metadata")]
    writer.write(path.with_name("spoilt.pdf"))
    return path.with_name("spoilt.pdf")


def test_our_own_walk_finds_nothing(path):
    assert verify(path.read_bytes()) == []


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing(path, spoilt, flavour):
    assert verapdf.failures(path, flavour) == []
    assert verapdf.failures(spoilt, flavour)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_page_validation_finds_nothing(path, spoilt, profile):
    report = page.validate_pdf(str(path), profile=profile)
    assert report.is_compliant, str(report)
    assert not page.validate_pdf(str(spoilt), profile=profile).is_compliant
