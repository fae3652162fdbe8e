"""What the XML of a workbook or a document would cost to read, counted before anything reads it.

The parser itself says whether a part declares a document type, in whatever encoding it is written;
the Open Packaging Conventions allow none, and with one come entities, which may expand without end
or lead to other files.
"""

from __future__ import annotations

from typing import IO, NoReturn
from xml.parsers import expat

from cardgen.limits import (
    OFFICE_ATTRIBUTES,
    OFFICE_DEPTH,
    OFFICE_ELEMENTS,
    OFFICE_TAG,
    PARAGRAPHS,
    Limit,
)

# What begins as XML does in one of the encodings that some readers know and this parser does not:
# UTF-32, with or without its mark, and EBCDIC.
_OTHER_ENCODINGS = (b"\0\0\0<", b"<\0\0\0", b"\0\0\xfe\xff", b"\xff\xfe\0\0", b"\x4c\x6f\xa7\x94")


class DamagedPart(Exception):
    """A part is not well-formed XML, or its encoding is not known."""


class DeclaredEntities(Exception):
    """A part declares a document type, and may have entities."""


class TooMuch(Exception):
    """A package has more of something than is read: a sentence without its name."""

    def __init__(self, what: str, limit: Limit) -> None:
        super().__init__(f"{what} more than {limit}, the limit")


class PackageCost:
    """What has been counted so far in the parts of a package."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0
        self._paragraphs = 0

    def add(self, part: IO[bytes], is_xml: bool) -> None:
        """Counts what is in a part; one that is not XML, and need not be, has nothing.

        Raises TooMuch, DeclaredEntities or DamagedPart.
        """
        data = part.read()  # in pieces, what is long would be parsed anew with each of them
        if data.startswith(_OTHER_ENCODINGS):
            raise DamagedPart
        parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = refuse_document_type
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._hold_length
        self._depth = 0
        try:
            parser.Parse(data, True)
        except (LookupError, ValueError) as reason:  # an encoding that Python does not know
            raise DamagedPart from reason
        except expat.ExpatError as reason:
            unknown = reason.code == expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
            if is_xml or unknown:
                raise DamagedPart from reason

    def _begin(self, name: str, attributes: list[str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > OFFICE_ELEMENTS.most:
            raise TooMuch("it has", OFFICE_ELEMENTS)
        if self._depth > OFFICE_DEPTH.most:
            raise TooMuch("its parts are nested", OFFICE_DEPTH)
        if len(attributes) > 2 * OFFICE_ATTRIBUTES.most:
            raise TooMuch("an element has", OFFICE_ATTRIBUTES)
        self._hold_length(*attributes)
        own = name[name.rfind(":") + 1 :]
        if own == "p":
            self._paragraphs += 1
            if self._paragraphs > PARAGRAPHS.most:
                raise TooMuch("it has", PARAGRAPHS)

    def _end(self, name: str) -> None:
        self._depth -= 1

    def _hold_length(self, *texts: str) -> None:
        """Raises TooMuch for attributes, a comment or an instruction that is too long."""
        if sum(map(len, texts)) > OFFICE_TAG.most:
            raise TooMuch("a tag or a comment has", OFFICE_TAG)


def refuse_document_type(*_: object) -> NoReturn:
    raise DeclaredEntities


class _Begun(Exception):
    """The first element of a part begins."""


def check_beginning(part: IO[bytes], is_xml: bool) -> None:
    """Looks at a part up to its first element, before which it would declare entities.

    Raises what PackageCost does.
    """

    def begun(*_: object) -> NoReturn:
        raise _Begun

    data = part.read(2 * OFFICE_TAG.most)
    if data.startswith(_OTHER_ENCODINGS):
        raise DamagedPart
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse_document_type, begun
    try:
        parser.Parse(data, len(data) < 2 * OFFICE_TAG.most)
    except _Begun:
        return
    except (LookupError, ValueError) as reason:  # an encoding that Python does not know
        raise DamagedPart from reason
    except expat.ExpatError as reason:
        if is_xml:
            raise DamagedPart from reason
        return
    if is_xml:
        raise TooMuch("a tag or a comment has", OFFICE_TAG)
