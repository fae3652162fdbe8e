"""What faults are made with: edits of the good file, and places on its pages."""

from typing import Any, NamedTuple

from press_file import (
    BLEED,
    HEIGHT,
    PROFILES,
    Edit,
    also_painted,
    have,
    of_info,
    of_xmp,
    stream,
)
from pypdf import PdfWriter

ANY, UK, DTC = "any", "uk-online", "drivethrucards"


Place = tuple[float, float, float, float]


class Fault(NamedTuple):
    """What spoils the good file, and what is said: the code, the page, and the place in mm from its
    left and top with its width and height."""

    edit: Edit
    code: str
    page: int | None = None
    place: Place | None = None
    measured: str = ""
    profile: str = ANY


def at(left: float, bottom: float, width: float, height: float) -> Place:
    """A place on the page, of what is drawn from the bottom left corner of the trim."""
    return (left + BLEED, HEIGHT + BLEED - bottom - height, width, height)


def as_x1a(writer: PdfWriter) -> None:
    """An edit that has the file claim another standard."""
    of_info(GTS_PDFXVersion="PDF/X-1a:2003")(writer)
    of_xmp(">PDF/X-4<", ">PDF/X-1a:2003<")(writer)
    writer.pdf_header = "%PDF-1.4"


FORM = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 15, 15]}
SQUARE = at(8, 10, 15, 15)


def text(operators: str, words: str = "0056", size: float = 4, x: float = 8, y: float = 15) -> str:
    return f"{operators} BT /F1 {size} Tf {x} {y} Td <{words}> Tj ET"


def separation(
    name: str, alternate: str = "/DeviceCMYK", to: tuple[int, ...] = (0, 1, 1, 0)
) -> list[object]:
    function: dict[str, object] = {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1, "/C1": list(to)}
    function["/C0"] = [0] * len(to)
    return ["/Separation", f"/{name}", alternate, function]


def with_font(**keys: None) -> Edit:
    """An edit of the descriptor of the front's font."""

    def edit(writer: PdfWriter) -> None:
        resources: Any = writer.pages[0]["/Resources"]
        font = resources["/Font"]["/F1"]
        held = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for key in keys:
            del held[f"/{key}"]

    return edit


def with_art(thing: Any) -> Edit:
    return also_painted(1, "q 20 0 0 15 8 10 cm /Other Do Q", XObject={"Other": thing})


def two_tones(pixels: tuple[int, int]) -> Any:
    """A picture of pixels that are there or not."""
    width, height = pixels
    picture: dict[str, object] = {
        "Width": width,
        "Height": height,
        "BitsPerComponent": 1,
        "ColorSpace": "/DeviceGray",
    }
    data = bytes((width + 7) // 8 * height)
    return stream(data, Type="/XObject", Subtype="/Image", **picture).flate_encode()


def profiled(parts: int, file: str) -> Edit:
    """A colour space with a profile."""
    data = (PROFILES / file).read_bytes()

    def edit(writer: PdfWriter) -> None:
        held = writer._add_object(stream(data, N=parts))
        have(writer, writer.pages[0], {"ColorSpace": {"Own": ["/ICCBased", held]}})

    return edit


def both(*edits: Edit) -> Edit:
    def edit(writer: PdfWriter) -> None:
        for one in edits:
            one(writer)

    return edit
