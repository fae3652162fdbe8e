"""What a file says about itself: to people, to viewers and to those who check standards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Literal

import cardgen
from cardgen.record.held import Record
from cardgen.write.document import Document, string

PRODUCER = "cardgen"
PROFILE = Path(cardgen.__file__).parent / "icc" / "sRGB2014.icc"


@dataclass(frozen=True)
class About:
    """A file's title page. date is aware, in UTC; flip is the edge the paper turns about, "none"
    if one side is printed, None for pages that are no sheets; copies is what the section of faces
    that were there before is called."""

    title: str
    author: str
    subject: str
    lang: str
    date: datetime
    flip: Literal["long", "short", "none"] | None
    copies: str


def info(about: About) -> str:
    date = _date(about)
    return (
        f"<</Title{string(about.title)}/Author{string(about.author)}"
        f"/Subject{string(about.subject)}/Creator{string(PRODUCER)}/Producer{string(PRODUCER)}"
        f"/CreationDate{date}/ModDate{date}/Trapped/False>>"
    )


def catalog(
    about: About,
    document: Document,
    pages: int,
    tree: int,
    outline: int | None,
    record: Record | None,
) -> str:
    xmp = document.stream("/Type/Metadata/Subtype/XML", _xmp(about), compressed=False)
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/Lang{string(about.lang)}/StructTreeRoot {tree} 0 R"
        f"/MarkInfo<</Marked true>>/Metadata {xmp} 0 R/OutputIntents[{_intent(document)}]"
        f"/ViewerPreferences{_print_dialogue(about)}{_private(about, document, record)}"
        + (f"/Outlines {outline} 0 R/PageMode/UseOutlines>>" if outline else ">>")
    )


def _private(about: About, document: Document, record: Record | None) -> str:
    """What the file keeps for cardgen alone (ISO 32000-1, 14.5)."""
    if record is None:
        return ""
    data = json.dumps(record.as_data(), separators=(",", ":")).encode("ascii")
    stream = document.stream("", data)
    own = f"<</LastModified{_date(about)}/Private {stream} 0 R>>"
    return f"/PieceInfo<</{PRODUCER}{own}>>"


def _date(about: About) -> str:
    return string(about.date.strftime("D:%Y%m%d%H%M%S+00'00'"))


def _print_dialogue(about: About) -> str:
    """True to size, on the paper the page asks for, turned about the edge the backs need."""
    modes = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge", "none": "Simplex"}
    duplex = f"/Duplex/{modes[about.flip]}" if about.flip else ""
    return f"<</DisplayDocTitle true/PrintScaling/None{duplex}/PickTrayByPDFSize true>>"


def _intent(document: Document) -> str:
    profile = PROFILE.read_bytes()
    stream = document.stream("/N 3", profile)
    condition = string("sRGB IEC61966-2.1")
    return (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{condition}/Info{condition}"
        f"/RegistryName(http://www.color.org)/DestOutputProfile {stream} 0 R>>"
    )


def _xmp(about: About) -> bytes:
    """An XMP packet; it must be in step with what info() says."""
    title, author, subject, lang = map(
        escape, (about.title, about.author, about.subject, about.lang)
    )
    date = about.date.strftime("%Y-%m-%dT%H:%M:%S+00:00")
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
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()
