"""Files of less than 5 MB that would take more time or memory than they should, for tests.

Each maker writes its file into a folder and gives the arguments of the command that reads it.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
from PIL import Image

Arguments: TypeAlias = list[str | Path]
Maker: TypeAlias = Callable[[Path], Arguments]

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LAUGHS = "".join(
    f'<!ENTITY {name} "{10 * f"&{of};"}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_DOCTYPE = f'<!DOCTYPE x [<!ENTITY a "{50 * "a"}">{_LAUGHS}]>'


def _with_parts(package: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with other parts, or further ones."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def workbook_with(**parts: bytes) -> bytes:
    """A workbook of one card, of whose parts some are others, by their names without suffix."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["Name"], ["Trust"]):
        book.active.append(row)
    book.save(out)
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    names |= {"styles": "xl/styles.xml", "book": "xl/workbook.xml", "own": "xl/own.bin"}
    names |= {"rels": "xl/_rels/workbook.xml.rels"}
    return _with_parts(out.getvalue(), {names[name]: data for name, data in parts.items()})


def _sheet(rows: str, after: str = "", before: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    whole = f'{head}{before}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{after}'
    return f"{whole}</worksheet>".encode()


def _document(body: str, before: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    return f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()


def _in_utf_16(xml: bytes) -> bytes:
    return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def _workbook(folder: Path, data: bytes) -> Arguments:
    (folder / "bomb.xlsx").write_bytes(data)
    return ["import", folder / "bomb.xlsx", "-o", folder / "out"]


def _word(folder: Path, **parts: bytes) -> Arguments:
    out = io.BytesIO()
    docx.Document().save(out)
    names = {"document": "word/document.xml", "styles": "word/styles.xml"}
    data = _with_parts(out.getvalue(), {names[name]: data for name, data in parts.items()})
    (folder / "bomb.docx").write_bytes(data)
    return ["import", folder / "bomb.docx", "-o", folder / "out"]


def _table(folder: Path, data: str | bytes) -> Arguments:
    (folder / "bomb.csv").write_bytes(data.encode() if isinstance(data, str) else data)
    return ["import", folder / "bomb.csv", "-o", folder / "out"]


_HEAD = """\
title: Around the Table
lang: en-GB
date: 2026-11-24
kinds: {behaviour: {numbered: true, fields: {name: text, definition: text?}}}
"""


def _deck(folder: Path, cards: str, head: str = _HEAD) -> Arguments:
    (folder / "deck.yaml").write_text(f"{head}cards:{cards}", "utf-8")
    return ["--deck", folder / "deck.yaml", "list", "cards"]


def _listed_again(folder: Path, times: int) -> Arguments:
    """A deck that lists one file of so many cards as many times."""
    cards = _lines(f"{{id: a{number}, name: A}}" for number in range(times))
    (folder / "c.yaml").write_text(f"kind: behaviour\ncards:{cards}", "utf-8")
    return _deck(folder, _lines(times * ["c.yaml"]))


def _picture(folder: Path, name: str, data: bytes | str) -> Arguments:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    own = f"{{id: a, kind: behaviour, name: A, image: {{file: {name}, alt: A}}}}"
    return _deck(folder, f"\n  - {own}\n")


def _drawing(folder: Path, inside: str, before: str = "", **more: str) -> Arguments:
    attributes = "".join(f' {name}="{value}"' for name, value in more.items())
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"'
    return _picture(folder, "a.svg", f"{before}{svg}{attributes}>{inside}</svg>")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(
    width: int,
    height: int,
    *chunks: tuple[bytes, bytes],
    of: int = 2,
    says: tuple[int, int] | None = None,
) -> bytes:
    """A PNG whose rows are all the same, however many there are, with further chunks; of is its
    type of colour, and says its size as its header has it, if that is another."""
    row = bytes(1 + width * {0: 1, 2: 3, 6: 4}[of])
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", *(says or (width, height)), 8, of, 0, 0, 0)
    own = b"".join(_chunk(*chunk) for chunk in chunks)
    body = _chunk(b"IHDR", head) + own + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_of_passes(width: int, height: int, count: int) -> bytes:
    """A progressive JPEG of one colour, the last of whose passes is repeated so many times."""
    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + count * whole[last:-2] + whole[-2:]


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, own in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + own + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n" % (len(places) + 1)
    return data + head + table + tail + b"%d\n%%%%EOF\n" % len(data)


def _stream(data: bytes, keys: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    head = b"<< /Filter /FlateDecode /Length %d %b >>" % (len(packed), keys)
    return head + b"\nstream\n" + packed + b"\nendstream"


def _page_of(content: bytes) -> bytes:
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>",
        content,
    )


def _page_with(content: bytes, resources: bytes, *more: bytes) -> bytes:
    """A PDF of one page, whose further objects are numbered from 5."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << "
        + resources
        + b" >> >>",
        content,
        *more,
    )


def _form_of(content: bytes, keys: bytes = b"") -> bytes:
    return _stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 300 300] " + keys)


def _font_with(keys: bytes, *more: bytes) -> bytes:
    """A PDF in which a word is set in a font with these keys."""
    font = b"/Font << /F << /Type /Font /BaseFont /Helvetica %b >> >>" % keys
    return _page_with(_stream(b"BT /F 9 Tf (a) Tj ET"), font, *more)


def _function_of_functions() -> bytes:
    """A PDF with a spot ink, the function of which has twelve functions, each of which has."""
    ink = b"/ColorSpace << /C [/Separation /A /DeviceCMYK 5 0 R] >>"
    within = (b"[" + 12 * (b"%d 0 R " % number) + b"]" for number in range(6, 16))
    return _page_with(_stream(b"/C cs 0 0 9 9 re f"), ink, *within, b"[1]")


def _pages_of(count: int, content: bytes) -> bytes:
    """A PDF of many pages that share what is on them."""
    kids = b"".join(b"%d 0 R " % number for number in range(4, count + 4))
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [" % count + kids + b"] >>",
        content,
        *count * [b"<< /Type /Page /MediaBox [0 0 300 300] /Contents 3 0 R >>"],
    )


def _described(xmp: bytes) -> bytes:
    """A PDF with that XMP packet."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
        _stream(xmp),
    )


def _recorded(folder: Path, record: bytes) -> Arguments:
    """An older PDF with that stream as its record of faces, to compare a deck with."""
    data = pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R /PieceInfo << /cardgen << /Private 4 0 R >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
        record,
    )
    (folder / "bomb.pdf").write_bytes(data)
    return ["-C", folder, "diff", folder / "bomb.pdf"]


def _inspected(folder: Path, data: bytes) -> Arguments:
    (folder / "bomb.pdf").write_bytes(data)
    return ["preflight", folder / "bomb.pdf"]


def _far_page() -> bytes:
    """A PDF whose one page is 20,000 levels down."""
    nodes = (b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, 20_003))
    page = b"<< /Type /Page /MediaBox [0 0 300 300] >>"
    return pdf_of(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page)


def _font(folder: Path, data: bytes) -> Arguments:
    """A project whose one font is these bytes."""
    (folder / "layouts").mkdir()
    (folder / "fonts").mkdir()
    (folder / "fonts" / "bomb.ttf").write_bytes(data)
    (folder / "layouts" / "fonts.yaml").write_text("Regular: {file: bomb.ttf}\n", "utf-8")
    return ["-C", folder, "build", "-n"]


def _font_of_tables(count: int) -> bytes:
    """A font that says it has so many tables, each of which is all of the file."""
    size = 12 + 16 * count
    tables = b"".join(struct.pack(">4sLLL", b"%04x" % n, 0, 0, size) for n in range(count))
    return b"\0\1\0\0" + struct.pack(">HHHH", count, 0, 0, 0) + tables


def _lines(made: Iterable[str]) -> str:
    return "\n" + "".join(f"  - {line}\n" for line in made)


_RELATION = '<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/{}" Target="{}"/>'
_STRINGS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f"{_RELATION.format(1, 'worksheet', 'worksheets/sheet1.xml')}"
    f"{_RELATION.format(2, 'sharedStrings', 'sharedStrings.xml')}</Relationships>"
).encode()
_CELL = '<c t="inlineStr"><is><t>x</t></is></c>'
_LINKS = "".join(f'<hyperlink ref="A{n}" location="B1"/>' for n in range(1, 9001))
_MERGES = "".join(f'<mergeCell ref="A{2 * n}:A{2 * n + 1}"/>' for n in range(1, 9001))
_MANY = "".join(f" a{n}=''" for n in range(500_000))
_AREAS = " ".join(f"A{n}" for n in range(1, 15_000))
_LOOP = "".join(
    f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/>'
    "</w:style>"
    for a, b in ("AB", "BA")
)

# By what is wrong with each: how it is made, and words of its refusal; "" where it may be read.
BOMBS: dict[str, tuple[Maker, str]] = {
    "a row of a million cells": (
        lambda f: _workbook(f, workbook_with(sheet=_sheet(f"<row>{1_000_000 * _CELL}</row>"))),
        "more than 500 columns",
    ),
    "a merged cell as large as a sheet": (
        lambda f: _workbook(
            f,
            workbook_with(
                sheet=_sheet("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
            ),
        ),
        "more than 200,000 cells",
    ),
    "entities that grow, in UTF-16": (
        lambda f: _workbook(
            f,
            workbook_with(
                sheet=_in_utf_16(
                    _sheet(
                        '<row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row>',
                        before=_DOCTYPE,
                    )
                )
            ),
        ),
        "declares a document type",
    ),
    "entities that grow, in a part of another name": (
        lambda f: _workbook(f, workbook_with(own=_in_utf_16(_sheet("&i;", before=_DOCTYPE)))),
        "declares a document type",
    ),
    "an entity that is another file": (
        lambda f: _workbook(
            f,
            workbook_with(
                strings=b'<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
            ),
        ),
        "declares a document type",
    ),
    "entities in an encoding of which only some readers know": (
        lambda f: _workbook(
            f, workbook_with(book=_sheet("&i;", before=_DOCTYPE).decode().encode("utf-32"))
        ),
        "not a .xlsx file, or it is damaged",
    ),
    "a link from all cells of a sheet": (
        lambda f: _workbook(
            f,
            workbook_with(
                sheet=_sheet("", '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')
            ),
        ),
        "there is nothing in this file",
    ),
    "thousands of links in thousands of merged cells": (
        lambda f: _workbook(
            f,
            workbook_with(
                sheet=_sheet(
                    "",
                    f"<mergeCells>{_MERGES}</mergeCells><hyperlinks>{_LINKS}</hyperlinks>",
                )
            ),
        ),
        "there is nothing in this file",
    ),
    "a million shared strings": (
        lambda f: _workbook(
            f,
            workbook_with(
                rels=_STRINGS,
                strings=f'<sst xmlns="{SHEET}">{1_000_000 * "<si><t/></si>"}</sst>'.encode(),
            ),
        ),
        "more than 200,000 cells",
    ),
    "a cell in the last corner of a sheet": (
        lambda f: _workbook(
            f,
            workbook_with(sheet=_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        ),
        "it extends to XFD1048576: it has more than 500 columns",
    ),
    "elements within each other without end": (
        lambda f: _workbook(
            f, workbook_with(sheet=_sheet(1_000_000 * "<row>" + 1_000_000 * "</row>"))
        ),
        "more than 200 levels",
    ),
    "an attribute of sixty million letters": (
        lambda f: _workbook(
            f, workbook_with(sheet=_sheet(f'<row spans="{60_000_000 * "1"}"></row>'))
        ),
        "more than 100,000 characters",
    ),
    "an element with a million attributes": (
        lambda f: _workbook(
            f,
            workbook_with(sheet=_sheet(f"<row{_MANY}></row>")),
        ),
        "more than 100,000 characters",
    ),
    "a part that unpacks to a thousand times its size": (
        lambda f: _workbook(f, workbook_with(own=bytes(200 << 20))),
        "unpacks to 200 MB",
    ),
    "rules for fifteen thousand areas, hundreds of times": (
        lambda f: _workbook(
            f,
            workbook_with(
                sheet=_sheet(
                    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
                    '<row r="2"><c r="A2" t="inlineStr"><is><t>Trust</t></is></c></row>',
                    90 * f'<conditionalFormatting sqref="{_AREAS}"></conditionalFormatting>',
                )
            ),
        ),
        "",
    ),
    "a comment of sixty million letters": (
        lambda f: _workbook(f, workbook_with(sheet=_sheet(f"<!--{60_000_000 * 'a'}-->"))),
        "more than 100,000 characters",
    ),
    "ten million elements that hold nothing": (
        lambda f: _workbook(f, workbook_with(sheet=_sheet(10_000_000 * "<x/>"))),
        "more than 3,000,000 elements",
    ),
    "a text of sixty million letters": (
        lambda f: _workbook(
            f,
            workbook_with(
                sheet=_sheet(f'<row><c t="inlineStr"><is><t>{60_000_000 * "a"}</t></is></c></row>')
            ),
        ),
        "more than 1,000,000 characters",
    ),
    "thirty thousand merged cells": (
        lambda f: _workbook(
            f, workbook_with(sheet=_sheet("", 30_000 * '<mergeCell ref="A1:A2"/>'))
        ),
        "more than 20,000 merged cells",
    ),
    "a million cell formats": (
        lambda f: _workbook(
            f,
            workbook_with(
                styles=b"<styleSheet><cellXfs>" + 1_000_000 * b"<xf/>" + b"</cellXfs></styleSheet>"
            ),
        ),
        "more than 100,000 cell formats",
    ),
    "a document of a million paragraphs": (
        lambda f: _word(f, document=_document(1_000_000 * "<w:p/>")),
        "more than 200,000 paragraphs",
    ),
    "a document of a million runs": (
        lambda f: _word(f, document=_document(f"<w:p>{600_000 * '<w:r><w:t>a</w:t></w:r>'}</w:p>")),
        "more than 750,000 elements",
    ),
    "tables within tables without end": (
        lambda f: _word(
            f,
            document=_document(
                100_000 * "<w:tbl><w:tr><w:tc>" + 100_000 * "</w:tc></w:tr></w:tbl>"
            ),
        ),
        "more than 200 levels",
    ),
    "a document with entities that grow": (
        lambda f: _word(f, document=_document("&i;", _DOCTYPE)),
        "declares a document type",
    ),
    "styles that are based on each other in a circle": (
        lambda f: _word(f, styles=f'<w:styles xmlns:w="{_WORD}">{_LOOP}</w:styles>'.encode()),
        "no table of the kinds of card",
    ),
    "a line of two million cells": (
        lambda f: _table(f, "Name\n" + 2_400_000 * "a,"),
        "more than 12,000 rows, 500 columns",
    ),
    "two million lines": (
        lambda f: _table(f, "Name\n" + 2_400_000 * "a\n"),
        "more than 12,000 rows, 500 columns",
    ),
    "a table of quotes, in UTF-16": (
        lambda f: _table(f, ("Name\n" + 2_400_000 * '"').encode("utf-16")),
        "",
    ),
    "a cell with more items than there are letters": (
        lambda f: _table(f, 'Name,Positive\nN,"' + 500_000 * "o\n1.\n-\n" + '"\n'),
        "more than 400,000 lines",
    ),
    "eight thousand cards of one name, each with a theme of its own": (
        lambda f: _table(f, "Theme,Name\n" + "".join(f"T{n},Trust\n" for n in range(8_000))),
        "more than 1,000 themes",
    ),
    "a list of two million texts": (
        lambda f: _deck(f, f" [{2_400_000 * 'a,'}]"),
        "more than 500,000 values",
    ),
    "lists within lists without end": (
        lambda f: _deck(f, f" {2_400_000 * '['}"),
        "nested more than 64 levels deep",
    ),
    "two hundred thousand unknown keys in one line": (
        lambda f: _deck(f, f" [{{{', '.join(f'k{n}: a' for n in range(200_000))}}}]"),
        "more than 5,000 problems",
    ),
    "a hundred thousand cards of nothing": (
        lambda f: _deck(f, f" [{100_000 * '{id: a}, '}]"),
        "more than 5,000 problems",
    ),
    "a number of five million digits": (
        lambda f: _deck(f, " []", f"{_HEAD}themes: {4_800_000 * '1'}x\n"),
        "should be a list",
    ),
    "a comment of a million signs and numbers": (
        lambda f: _deck(f, "\n  - {id: a, kind: behaviour, name: A " + 1_100_000 * "# 1 " + "}\n"),
        "what follows # is a comment",
    ),
    "a line of millions of spaces": (
        lambda f: _deck(f, "\n  - {id: a, kind: behaviour, name: A}\n" + 4_500_000 * " " + "x"),
        "this is not YAML",
    ),
    "one file of cards listed thousands of times": (
        lambda f: _listed_again(f, 20_000),
        '"c.yaml" is listed twice',
    ),
    "hundreds of thousands of files that are not there": (
        lambda f: _deck(f, _lines(f"f{n}.yaml" for n in range(200_000))),
        'there is no file "f0.yaml"',
    ),
    "hundreds of thousands of warnings to accept that are none": (
        lambda f: _deck(
            f,
            "\n  - {id: a, kind: behaviour, name: A}\n",
            f"{_HEAD}accept: [{','.join(f'W{n}' for n in range(490_000))}]\n",
        ),
        'no warning has the code "W0"',
    ),
    "ids of thousands of letters": (
        lambda f: _deck(
            f,
            _lines(
                f"{{id: c{n}, kind: behaviour, name: A, theme: {2000 * 'ab'}{n}}}"
                for n in range(1000)
            ),
        ),
        "no theme is called",
    ),
    "entities of a drawing that grow, in UTF-16": (
        lambda f: _picture(
            f,
            "a.svg",
            f'<?xml version="1.0" encoding="UTF-16"?>{_DOCTYPE}<svg>&i;</svg>'.encode("utf-16"),
        ),
        "could grow without end",
    ),
    "a drawing with an entity that is another file": (
        lambda f: _drawing(f, "&a;", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "stands for another file",
    ),
    "a drawing with a million references": (
        lambda f: _drawing(
            f,
            f'<path d="{1_000_000 * "&a;"}"/>',
            f'<!DOCTYPE svg [<!ENTITY a "{40 * "h1v1"}">]>',
        ),
        "more than 2,000 references",
    ),
    "a drawing with a million elements": (
        lambda f: _drawing(f, 1_000_000 * "<g/>"),
        "more than 50,000 elements",
    ),
    "a drawing with a path of two million segments": (
        lambda f: _drawing(f, f'<path d="M0 0{2_300_000 * "h1"}"/>'),
        "more than 200,000 path segments",
    ),
    "groups within each other without end": (
        lambda f: _drawing(f, 1_000_000 * "<g>"),
        "more than 200 levels",
    ),
    "a drawing with thousands of transforms": (
        lambda f: _drawing(
            f,
            190 * f'<g transform="{600 * "scale(1)"}">'
            + f'<path d="M0 0{190_000 * "h1"}v1z"/>'
            + 190 * "</g>",
        ),
        "",
    ),
    "a drawing with a number of five million digits": (
        lambda f: _drawing(f, f'<rect width="{4_800_000 * "1"}x" height="9"/>'),
        "more than 10,000 characters",
    ),
    "a drawing with thousands of mistakes": (
        lambda f: _drawing(f, "".join(f'<rect fill="url(#{n})"/>' for n in range(40_000))),
        "is not a plain colour",
    ),
    "a picture of a thousand million pixels": (
        lambda f: _picture(f, "a.png", png_of(60_000, 1, of=0, says=(60_000, 60_000))),
        "has 60000 × 60000 pixels",
    ),
    "a picture that takes three hundred million bytes": (
        lambda f: _picture(f, "a.png", png_of(8800, 8900, of=6)),
        "",
    ),
    "a picture with a thousand megabytes of notes": (
        lambda f: _picture(
            f,
            "a.png",
            png_of(9, 9, *(5 * [(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 << 20), 9))])),
        ),
        "",
    ),
    "a picture of a thousand passes": (
        lambda f: _picture(f, "a.jpg", jpeg_of_passes(3000, 3000, 1000)),
        "passes over its pixels",
    ),
    "a font whose tables are all of the file": (
        lambda f: _font(f, _font_of_tables(60_000)),
        "cannot be used: it has no table",
    ),
    "a PDF whose page unpacks to a thousand times its size": (
        lambda f: _inspected(f, _page_of(_stream(300_000_000 * b" "))),
        "",
    ),
    "a PDF with a page of millions of objects": (
        lambda f: _inspected(f, _page_of(_stream(3_000_000 * b"0 0 1 1 re f\n"))),
        "",
    ),
    "a PDF with a page of millions of numbers": (
        lambda f: _inspected(f, _page_of(_stream(30_000_000 * b"1 "))),
        "",
    ),
    "a PDF with a page of millions of comments": (
        lambda f: _inspected(f, _page_of(_stream(30_000_000 * b"%\n"))),
        "",
    ),
    "a PDF with a page of millions of strings without an end": (
        lambda f: _inspected(f, _page_of(_stream(20_000_000 * b"<a "))),
        "",
    ),
    "a PDF with a word of sixty million letters": (
        lambda f: _inspected(
            f,
            _page_with(
                _stream(b"BT /F 9 Tf (" + 60_000_000 * b"a" + b") Tj ET"),
                b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
            ),
        ),
        "",
    ),
    "a PDF with a path of millions of lines": (
        lambda f: _inspected(f, _page_of(_stream(b"0 0 m " + 8_000_000 * b"1 1 l " + b"f"))),
        "",
    ),
    "a PDF that draws one form with two hundred thousand widths of line": (
        lambda f: _inspected(
            f,
            _page_with(
                _stream(b"".join(b"%d w /F Do " % width for width in range(200_000))),
                b"/XObject << /F 5 0 R >>",
                _form_of(10_000_000 * b" "),
            ),
        ),
        "",
    ),
    "a PDF whose form draws much, with two thousand widths of line": (
        lambda f: _inspected(
            f,
            _page_with(
                _stream(b"".join(b"%d w /F Do " % width for width in range(2000))),
                b"/XObject << /F 5 0 R >>",
                _form_of(100_000 * b"0 0 m "),
            ),
        ),
        "",
    ),
    "a PDF of a thousand pages that share one large stream": (
        lambda f: _inspected(f, _pages_of(1000, _stream(60_000_000 * b" "))),
        "",
    ),
    "a PDF whose letters are packed and then written as text": (
        lambda f: _inspected(
            f,
            _page_of(
                _stream(60_000_000 * b"z").replace(
                    b"/FlateDecode", b"[/FlateDecode /ASCII85Decode]"
                )
            ),
        ),
        "",
    ),
    "a PDF with a page foretold from row to row": (
        lambda f: _inspected(
            f,
            _page_of(
                _stream(bytes(70 << 20), b"/DecodeParms << /Predictor 15 /Columns 1 /Colors 1 >>")
            ),
        ),
        "",
    ),
    "a PDF with a record of millions of lists": (
        lambda f: _recorded(f, _stream(b"[" + 20_000_000 * b"{}," + b"1]")),
        "damaged",
    ),
    "a PDF with a record foretold from row to row": (
        lambda f: _recorded(
            f, _stream(bytes(70 << 20), b"/DecodeParms << /Predictor 15 /Columns 1 >>")
        ),
        "damaged",
    ),
    "a PDF whose ink has functions within functions": (
        lambda f: _inspected(f, _function_of_functions()),
        "",
    ),
    "a PDF whose font has widths from far below nothing": (
        lambda f: _inspected(
            f,
            _font_with(
                b"/Subtype /Type0 /Encoding /Identity-H /DescendantFonts "
                b"[<< /Subtype /CIDFontType2 /W [-999999999 65535 1] >>]"
            ),
        ),
        "",
    ),
    "a PDF whose font says the same of all its codes again and again": (
        lambda f: _inspected(
            f,
            _font_with(
                b"/Subtype /Type1 /ToUnicode 5 0 R",
                _stream(b"beginbfrange" + 500_000 * b"<0000> <ffff> <0041>\n" + b"endbfrange"),
            ),
        ),
        "",
    ),
    "a PDF whose font begins to say what its codes are, and does not end": (
        lambda f: _inspected(
            f, _font_with(b"/Subtype /Type1 /ToUnicode 5 0 R", _stream(300_000 * b"beginbfchar "))
        ),
        "",
    ),
    "a PDF whose metadata have entities that grow, in UTF-16": (
        lambda f: _inspected(f, _described(f"{_DOCTYPE}<x>&i;</x>".encode("utf-16"))),
        "",
    ),
    "a PDF with metadata of ten million elements": (
        lambda f: _inspected(f, _described(b"<x>" + 10_000_000 * b"<y/>" + b"</x>")),
        "",
    ),
    "a PDF with its page far down in a tree": (lambda f: _inspected(f, _far_page()), ""),
    "a PDF whose tree of pages is a circle": (
        lambda f: _inspected(
            f,
            pdf_of(
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
            ),
        ),
        "",
    ),
}
