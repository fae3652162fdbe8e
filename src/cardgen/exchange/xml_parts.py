"""The XML parts of a workbook, told tag by tag, so that a large one is never held whole.

Names are told without their prefixes, so that workbooks of both dialects, Transitional and Strict,
read alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import TypeAlias
from xml.parsers import expat
from zipfile import ZipFile

from cardgen.exchange.package_xml import DamagedPart, TooMuch, refuse_document_type
from cardgen.limits import (
    OFFICE_ATTRIBUTES,
    OFFICE_DEPTH,
    OFFICE_TAG,
    WORKBOOK_ELEMENTS,
    WORKBOOK_TEXT,
)

Attributes: TypeAlias = Mapping[str, str]
_CHUNK = 1 << 16  # bytes


class Tags:
    """What a reader of a part does where the tags that it knows begin and end."""

    def __init__(self) -> None:
        self.begin: dict[str, Callable[[Attributes], None]] = {}
        self.end: dict[str, Callable[[str], None]] = {}


class XmlParts:
    """The parts of a package, all of which together have a limit."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._elements = 0

    def read(self, part: str, tags: Tags) -> None:
        """Go through a part. The text told where a tag ends is what came since the last that began
        or that ended and is known.

        Raises DamagedPart for what is no XML, DeclaredEntities for a part with a document type, and
        TooMuch.
        """
        begin, end, names, text = tags.begin, tags.end, _Names(), list[str]()
        elements, depth = self._elements, 0

        def begun(name: str, attributes: dict[str, str]) -> None:
            nonlocal elements, depth
            elements, depth = elements + 1, depth + 1
            if depth > OFFICE_DEPTH.most:
                raise TooMuch("its parts are nested", OFFICE_DEPTH)
            if len(attributes) > OFFICE_ATTRIBUTES.most:
                raise TooMuch("an element has", OFFICE_ATTRIBUTES)
            told = begin.get(names[name])
            if told is not None:
                text.clear()
                told(attributes)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            told = end.get(names[name])
            if told is not None:
                told("".join(text))
                text.clear()

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = begun, ended
        parser.CharacterDataHandler = text.append
        parser.StartDoctypeDeclHandler = refuse_document_type
        try:
            with self._package.open(part) as file:
                given = 0
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk)
                    given += len(chunk)
                    if given - parser.CurrentByteIndex > OFFICE_TAG.most + _CHUNK:
                        raise TooMuch("a tag or a comment has", OFFICE_TAG)
                    if sum(map(len, text)) > WORKBOOK_TEXT.most:
                        raise TooMuch("a text has", WORKBOOK_TEXT)
                    if elements > WORKBOOK_ELEMENTS.most:
                        raise TooMuch("it has", WORKBOOK_ELEMENTS)
            parser.Parse(b"", True)
        except (expat.ExpatError, KeyError, LookupError) as reason:
            raise DamagedPart(part) from reason
        self._elements = elements

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to, by its id: the last word of the relation's kind, and the other
        part's name in the package."""
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels"
        found: dict[str, tuple[str, str]] = {}

        def relation(attributes: Attributes) -> None:
            if attributes.get("TargetMode") != "External":
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

        if listed in self._package.namelist():
            tags = Tags()
            tags.begin["Relationship"] = relation
            self.read(listed, tags)
        return found


class _Names(dict[str, str]):
    """Names without their prefixes, each cut once."""

    def __missing__(self, name: str) -> str:
        self[name] = own = name.rpartition(":")[2]
        return own


def id_of(attributes: Attributes) -> str:
    """The id of the relation that a tag names, whatever prefix its namespace has."""
    return next((own for name, own in attributes.items() if name.endswith(":id")), "")
