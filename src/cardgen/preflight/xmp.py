"""An XMP packet → what it says (ISO 16684-1), as far as print shops look at it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

_SPACES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}


def properties(packet: bytes) -> dict[str, str] | None:
    """The first text of each property, by names such as dc:title; None where it is no XML."""
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return None  # XMP has none, and they can grow beyond any memory
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \r\n\t"))
    except (ElementTree.ParseError, ValueError):
        return None
    said: dict[str, str] = {}
    for key, text in _said(root):
        said.setdefault(key, text)
    return said


def _said(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for description in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        for name, text in description.attrib.items():
            yield _short(name), text
        for child in description:
            texts = (text.strip() for text in child.itertext())
            yield _short(child.tag), next(filter(None, texts), "")


def _short(name: str) -> str:
    space, _, own = name.removeprefix("{").partition("}")
    return f"{_SPACES[space]}:{own}" if space in _SPACES else name
