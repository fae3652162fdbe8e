"""What faults are made with: edits of the good file, and places on its pages."""

from typing import NamedTuple

from press_file import BLEED, HEIGHT, PROFILES, also_painted, have, of_info, of_xmp, stream

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


def as_x1a(writer):
    """An edit that has the file claim another standard."""
    of_info(GTS_PDFXVersion="PDF/X-1a:2003")(writer)
    of_xmp(">PDF/X-4<", ">PDF/X-1a:2003<")(writer)
    writer.pdf_header = "%PDF-1.4"


FORM = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 15, 15]}
SQUARE = at(8, 10, 15, 15)


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


def with_art(thing):
    return also_painted(1, "q 20 0 0 15 8 10 cm /Other Do Q", XObject={"Other": thing})


def two_tones(pixels):
    """A picture of pixels that are there or not."""
    width, height = pixels
    picture = {"Width": width, "Height": height, "BitsPerComponent": 1, "ColorSpace": "/DeviceGray"}
    data = bytes((width + 7) // 8 * height)
    return stream(data, Type="/XObject", Subtype="/Image", **picture).flate_encode()


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
