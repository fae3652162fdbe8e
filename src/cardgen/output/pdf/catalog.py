"""The document catalog: output intents, viewer preferences and the data kept for cardgen itself."""

from __future__ import annotations

import json
from pathlib import Path

from cardgen.model.record.held import Record
from cardgen.model.shop_profile import Intent
from cardgen.output.pdf.document import Document, string
from cardgen.output.pdf.metadata import PRODUCER, About, date_string, packet

SCREENS = Path(__file__).parents[2] / "icc" / "sRGB2014.icc"
_REGISTRY = "http://www.color.org"


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
    own = f"<</LastModified{date_string(about)}/Private {stream} 0 R>>"
    return f"/PieceInfo<</{PRODUCER}{own}>>"


def _print_dialogue(about: About, intent: Intent | None) -> str:
    """True to size, on the paper the page asks for, turned about the edge the backs need; for a
    press only how windows are called, for the rest is not in its versions of PDF."""
    if intent:
        return "<</DisplayDocTitle true>>"
    modes = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge", "none": "Simplex"}
    duplex = f"/Duplex/{modes[about.flip]}" if about.flip else ""
    return f"<</DisplayDocTitle true/PrintScaling/None{duplex}/PickTrayByPDFSize true>>"


def version(intent: Intent | None) -> tuple[int, int]:
    """Of PDF, as the standard has it."""
    if intent is None:
        return 1, 7
    return (1, 6) if intent.standard == "pdf-x-4" else (1, 4)


def group(intent: Intent | None) -> str:
    """A page's entry by which what shines through is blended in the inks of the press."""
    if intent is None or intent.standard != "pdf-x-4":
        return ""
    return "/Group<</Type/Group/S/Transparency/CS/DeviceCMYK/I true>>"


def flat(intent: Intent | None) -> bool:
    """Whether nothing may shine through."""
    return intent is not None and intent.standard == "pdf-x-1a"


def output_intents(intent: Intent | None, document: Document) -> str:
    """The entry of the catalogue: for screens sRGB, for a press its condition twice, once for each
    standard, with one profile (ISO 19005-2, 6.2.3)."""
    if intent is None:
        stream = document.stream("/N 3", SCREENS.read_bytes())
        condition = "sRGB IEC61966-2.1"
        return f"/OutputIntents[{_said('GTS_PDFA1', condition, condition, True, stream)}]"
    stream = document.stream("/N 4", intent.separation.profile)
    both = (
        _said(kind, intent.condition, intent.about, intent.registered, stream)
        for kind in ("GTS_PDFX", "GTS_PDFA1")
    )
    return f"/OutputIntents[{''.join(both)}]"


def _said(kind: str, condition: str, about: str, registered: bool, profile: int) -> str:
    registry = f"/RegistryName({_REGISTRY})" if registered else ""
    return (
        f"<</Type/OutputIntent/S/{kind}/OutputConditionIdentifier{string(condition)}"
        f"/Info{string(about)}{registry}/DestOutputProfile {profile} 0 R>>"
    )
