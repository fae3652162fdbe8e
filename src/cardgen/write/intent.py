"""For which press a file is made, and what it says of that (ISO 15930, PDF/X)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cardgen
from cardgen.frame import Ink
from cardgen.pixels.separation import Separation
from cardgen.write.document import Document, string

Standard = Literal["pdf-x-4", "pdf-x-1a"]
SCREENS = Path(cardgen.__file__).parent / "icc" / "sRGB2014.icc"
_REGISTRY = "http://www.color.org"


@dataclass(frozen=True)
class Intent:
    """The condition of print, by its name in the registry of the ICC or by another, with its
    profile and most ink; the standard that its files keep, and the ink of large areas of black."""

    condition: str
    about: str
    registered: bool
    separation: Separation
    standard: Standard
    solid: Ink | None = None

    @property
    def version(self) -> tuple[int, int]:
        """Of PDF, as the standard has it."""
        return (1, 6) if self.standard == "pdf-x-4" else (1, 4)

    @property
    def group(self) -> str:
        """The entry by which a page's transparency is blended in the press's own inks."""
        blended = "/Group<</Type/Group/S/Transparency/CS/DeviceCMYK/I true>>"
        return blended if self.standard == "pdf-x-4" else ""


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
