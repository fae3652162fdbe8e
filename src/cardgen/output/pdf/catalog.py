"""The document catalog: output intents, viewer preferences and the data kept for cardgen itself."""

from __future__ import annotations

import json
from pathlib import Path

from cardgen.model.record.record import Record
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
    """The catalog; pages, tree and outline are object numbers."""
    data = packet(about, document.standard, intent is not None, document.sha256)
    xmp = document.stream("/Type/Metadata/Subtype/XML", data, compressed=False)
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/Lang{string(about.lang)}/StructTreeRoot {tree} 0 R"
        f"/MarkInfo<</Marked true>>/Metadata {xmp} 0 R{output_intents(intent, document)}"
        f"/ViewerPreferences{_print_dialogue(about, intent)}{_private(about, document, record)}"
        + (f"/Outlines {outline} 0 R/PageMode/UseOutlines>>" if outline else ">>")
    )


def _private(about: About, document: Document, record: Record | None) -> str:
    """The page-piece dictionary with the record of the faces (ISO 32000-1, 14.5)."""
    if record is None:
        return ""
    data = json.dumps(record.as_data(), separators=(",", ":")).encode("ascii")
    stream = document.stream("", data)
    own = f"<</LastModified{date_string(about)}/Private {stream} 0 R>>"
    return f"/PieceInfo<</{PRODUCER}{own}>>"


def _print_dialogue(about: About, intent: Intent | None) -> str:
    """The viewer preferences: print at actual size, on paper of the page's size, duplex about the
    edge that the backs need; for a press the title alone, as older versions of PDF have no more."""
    if intent:
        return "<</DisplayDocTitle true>>"
    modes = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge", "none": "Simplex"}
    duplex = f"/Duplex/{modes[about.flip]}" if about.flip else ""
    return f"<</DisplayDocTitle true/PrintScaling/None{duplex}/PickTrayByPDFSize true>>"


def output_intents(intent: Intent | None, document: Document) -> str:
    """The output intents: sRGB, or the printing condition of a press, once for each subtype of the
    standard and with one profile (ISO 19005-2, 6.2.3)."""
    if intent is None:
        profile = document.stream("/N 3", SCREENS.read_bytes())
        condition = about = "sRGB IEC61966-2.1"
    else:
        profile = document.stream("/N 4", intent.separation.profile)
        condition, about = intent.condition, intent.about
    registry = f"/RegistryName({_REGISTRY})" if intent is None or intent.registered else ""
    entries = (
        f"/OutputConditionIdentifier{string(condition)}/Info{string(about)}{registry}"
        f"/DestOutputProfile {profile} 0 R"
    )
    subtypes = document.standard.output_intents
    return f"/OutputIntents[{''.join(f'<</Type/OutputIntent/S/{s}{entries}>>' for s in subtypes)}]"
