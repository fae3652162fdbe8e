"""For which press a file is made, and what it says of that (ISO 15930, PDF/X)."""

from __future__ import annotations

from pathlib import Path

from cardgen.model.shop_profile import Intent
from cardgen.output.pdf.document import Document, string

SCREENS = Path(__file__).parents[2] / "icc" / "sRGB2014.icc"
_REGISTRY = "http://www.color.org"


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
