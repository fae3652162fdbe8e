"""Metadata: what a file says about itself, in its Info dictionary and again in its XMP packet."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

from cardgen.model.standard import Standard
from cardgen.output.pdf.document import string
from cardgen.value import Value

PRODUCER = "cardgen"
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


class About(Value):
    """What a file says about itself.

    date is aware and in UTC. flip is the edge that the paper turns about, "none" if one side is
    printed, None for pages that are not sheets. copies is the title of the section of further
    copies.
    """

    title: str
    author: str
    subject: str
    lang: str
    date: datetime
    flip: Literal["long", "short", "none"] | None
    copies: str


class _Schema(Value):
    """A property that PDF/A does not predefine and that has to be declared (ISO 19005-2,
    6.6.2.3.3)."""

    name: str
    prefix: str
    address: str
    property: str
    type: str
    description: str


_UA = _Schema(
    "PDF/UA identification",
    "pdfuaid",
    "http://www.aiim.org/pdfua/ns/id/",
    "part",
    "Integer",
    "Part of ISO 14289 that the file keeps to",
)
_X = _Schema(
    "PDF/X identification",
    "pdfxid",
    "http://www.npes.org/pdfx/ns/id/",
    "GTS_PDFXVersion",
    "Text",
    "Part of ISO 15930 that the file keeps to",
)
_TRAPPED = _Schema(
    "Adobe PDF",
    "pdf",
    "http://ns.adobe.com/pdf/1.3/",
    "Trapped",
    "Text",
    "Whether colours overlap where they meet",
)
# Those that identify standards, by the property that does.
_SCHEMAS = {"pdfxid:GTS_PDFXVersion": _X}


def info(about: About, standard: Standard) -> str:
    """The Info dictionary."""
    date = date_string(about)
    identification = "".join(f"/{key}{string(text)}" for key, text in standard.info.items())
    return (
        f"<</Title{string(about.title)}/Author{string(about.author)}"
        f"/Subject{string(about.subject)}/Creator{string(PRODUCER)}/Producer{string(PRODUCER)}"
        f"/CreationDate{date}/ModDate{date}/Trapped/False{identification}>>"
    )


def date_string(about: About) -> str:
    return string(about.date.strftime("D:%Y%m%d%H%M%S+00'00'"))


def packet(about: About, standard: Standard, for_press: bool, digest: str) -> bytes:
    """The XMP packet. digest, in hexadecimal digits, is that of the file before it: from it a file
    for a press gets identifiers of its own, the same whenever the same file is made."""
    said = about.title, about.author, about.subject, about.lang
    title, author, subject, lang = (text.translate(_ESCAPED) for text in said)
    date = about.date.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    part, conformance = standard.pdf_a
    trapped = (_TRAPPED,) if for_press else ()
    schemas = (_UA, *trapped, *(_SCHEMAS[key] for key in standard.xmp))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{_for_press(standard, digest) if for_press else ""}<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{"".join(map(_declared, schemas))}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _for_press(standard: Standard, digest: str) -> str:
    """What print shops look for besides (ISO 15930-7, 6.3), and what identifies the standard."""
    document, instance = (uuid.UUID(hex=digest[start : start + 32], version=4) for start in (0, 32))
    namespace = f'\n  xmlns:pdfxid="{_X.address}"' if standard.is_pdf_x else ""
    identification = "".join(f"\n<{key}>{text}</{key}>" for key, text in standard.xmp.items())
    return f"""<rdf:Description rdf:about=""
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"{namespace}>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>{identification}
</rdf:Description>
"""


def _declared(schema: _Schema) -> str:
    return f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{schema.name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{schema.address}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{schema.property}</pdfaProperty:name>
<pdfaProperty:valueType>{schema.type}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{schema.description}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
