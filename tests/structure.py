"""What a file says, in the order in which it is read: a tagged PDF, or a page of HTML."""

import re
from ast import literal_eval
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from command_line import built
from pypdf import PdfReader
from pypdf.generic import ContentStream

SHOWN = ("/T", "/Lang", "/Alt", "/ActualText", "/ID")
ATTRIBUTES = ("/ListNumbering", "/Scope")
# The number of each page and its marked contents, by the number of the page's object.
Texts = dict[int, tuple[int, dict[int, str]]]
REPR = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
TOKEN = re.compile(rf"\w+=(?:{REPR})|\[\d+\]|{REPR}|\S+")


def dump(data: bytes) -> str:
    """The structure tree, an element a line: its role, what it says of itself, and its text.

    A number in brackets is the page from which the text goes on.
    """
    reader: Any = PdfReader(BytesIO(data))
    texts = {
        page.indirect_reference.idnum: (index + 1, dict(_texts(page, reader)))
        for index, page in enumerate(reader.pages)
    }
    return "\n".join(_lines(reader.root_object["/StructTreeRoot"]["/K"], "", texts, 0))


def told_by_pdf(data: bytes) -> list[tuple[str, list[str], str]]:
    """The same lines in parts: indent, role with what it says of itself, and text, whatever its
    pages and however many its marks."""
    lines: list[tuple[str, list[str], str]] = []
    for text in dump(data).splitlines():
        indent = text[: len(text) - len(text.lstrip())]
        tokens = [token for token in TOKEN.findall(text) if not re.fullmatch(r"\[\d+\]", token)]
        words = "".join(literal_eval(token) for token in tokens if token[0] in "'\"")
        role = [token for token in tokens if token[0] not in "'\""]
        if not role and lines and lines[-1][:2] == (indent, []):
            words = lines.pop()[2] + words
        lines.append((indent, role, words))
    return [(indent, role, words) for indent, role, words in lines if role or words]


def _lines(element: Any, indent: str, texts: Texts, page: int) -> Iterator[str]:
    if "/Pg" in element:
        page = element.raw_get("/Pg").idnum
    role = indent + element["/S"][1:]
    role += "".join(f" {key[1:]}={element[key]!r}" for key in SHOWN if key in element)
    attributes = element.get("/A", {})
    role += "".join(f" {attributes[key][1:]}" for key in ATTRIBUTES if key in attributes)
    parts: list[list[str]] = []
    before = None
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int):
            home, mcid = page, kid
        elif kid.get("/Type") == "/MCR":
            home, mcid = kid.raw_get("/Pg").idnum, kid["/MCID"]
        else:
            parts.append(list(_lines(kid, indent + "  ", texts, page)))
            continue
        number, marked = texts[home]
        parts.append([f"[{number}] {marked[mcid]!r}" if number != before else repr(marked[mcid])])
        before = number
    if all(part[0][0] != " " for part in parts):
        yield " ".join([role, *(part[0] for part in parts)])
    else:
        yield role
        for part in parts:
            yield from part if part[0][0] == " " else [f"{indent}  {part[0]}"]


def _texts(page: Any, reader: Any) -> Iterator[tuple[int, str]]:
    """The text within each of a page's marked-content sequences."""
    fonts = {name: _to_unicode(font) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, str] = {}
    marks: list[int | None] = []
    font: dict[str, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC":
            marks.append(operands[1].get("/MCID"))
            if marks[-1] is not None:
                found[marks[-1]] = ""
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = fonts[operands[0].get_object()]
        elif operator == b"TJ":
            mcid = next((mark for mark in marks if mark is not None), None)
            for part in operands[0]:
                if mcid is not None and hasattr(part, "original_bytes"):
                    codes = part.original_bytes.hex().upper()
                    found[mcid] += "".join(font[codes[i : i + 4]] for i in range(0, len(codes), 4))
    yield from found.items()


def _to_unicode(font: Any) -> dict[str, str]:
    lines = font.get_object()["/ToUnicode"].get_data().decode().split("\n")
    pairs = [line[1:-1].split("> <") for line in lines if line.count("> <") == 1]
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def script(output: str) -> list[str]:
    """The structure of an output's file: role, attributes and text of each element, in order."""
    return [line.strip() for line in dump(built(output)).split("\n")]


def headings(lines: list[str]) -> list[tuple[str, str]]:
    """The level and the words of each heading."""
    return [(line[1], quoted(line)) for line in lines if re.match(r"H\d ", line)]


def quoted(line: str) -> str:
    """What a line of the dump says, without its role, its attributes and the numbers of pages."""
    line = re.sub(r"\w+=('[^']*'|\"[^\"]*\")", "", line)
    return "".join(a or b for a, b in re.findall(r"'([^']*)'|\"([^\"]*)\"", line))


def count(lines: list[str], role: str) -> int:
    """How many elements have the role."""
    return sum(re.match(rf"{role}( |$)", line) is not None for line in lines)


def parsed(text: str) -> Element:
    """The tree of a page of HTML; a mistake in it is a mistake of the test."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(text)
    return page


def said_in(element: Element) -> Iterator[str | None]:
    """Every text in order: numbers of lists, what drawings are called, the letters in them."""
    if element.tag.endswith("}svg"):
        yield element.get("aria-label")
        yield "".join(element.itertext()).replace(" ", "")
        return
    if element.tag == "li" and element.get("value"):
        yield element.get("value")
    yield element.text
    for kid in element:
        yield from said_in(kid)
        yield kid.tail


def texts(*elements: Element) -> list[str]:
    """The same without what is only white space."""
    found = (text.strip() for element in elements for text in said_in(element) if text)
    return [text for text in found if text]
