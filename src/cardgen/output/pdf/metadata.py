"""What a file says about itself: to people, to viewers and to those who check standards."""

from __future__ import annotations

import json

from cardgen.model.record.held import Record
from cardgen.model.shop_profile import Intent
from cardgen.output.pdf.about import PRODUCER, About
from cardgen.output.pdf.document import Document, string
from cardgen.output.pdf.intent import output_intents
from cardgen.output.pdf.xmp import packet


def info(about: About, intent: Intent | None = None) -> str:
    date = _date(about)
    # ISO 15930-4 wants its version here, ISO 15930-7 in the XMP packet alone.
    older = intent is not None and intent.standard == "pdf-x-1a"
    return (
        f"<</Title{string(about.title)}/Author{string(about.author)}"
        f"/Subject{string(about.subject)}/Creator{string(PRODUCER)}/Producer{string(PRODUCER)}"
        f"/CreationDate{date}/ModDate{date}/Trapped/False"
        f"{'/GTS_PDFXVersion(PDF/X-1a:2003)' if older else ''}>>"
    )


def catalog(
    about: About,
    document: Document,
    pages: int,
    tree: int,
    outline: int | None,
    record: Record | None,
    intent: Intent | None,
) -> str:
    data = packet(about, intent, document.sha256)
    xmp = document.stream("/Type/Metadata/Subtype/XML", data, compressed=False)
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/Lang{string(about.lang)}/StructTreeRoot {tree} 0 R"
        f"/MarkInfo<</Marked true>>/Metadata {xmp} 0 R{output_intents(intent, document)}"
        f"/ViewerPreferences{_print_dialogue(about, intent)}{_private(about, document, record)}"
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


def _print_dialogue(about: About, intent: Intent | None) -> str:
    """True to size, on the paper the page asks for, turned about the edge the backs need; for a
    press only how windows are called, for the rest is not in its versions of PDF."""
    if intent:
        return "<</DisplayDocTitle true>>"
    modes = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge", "none": "Simplex"}
    duplex = f"/Duplex/{modes[about.flip]}" if about.flip else ""
    return f"<</DisplayDocTitle true/PrintScaling/None{duplex}/PickTrayByPDFSize true>>"
