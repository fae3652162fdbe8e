"""What a file is checked against: the shop's profile and the standards that the file claims."""

from __future__ import annotations

from typing import NamedTuple

from cardgen.model.print_condition import Conditions
from cardgen.model.shop_profile import Limits, Profile
from cardgen.preflight.parsing.pdf_file import PdfFile
from cardgen.problems import Severity

X4, X1A = "pdf-x-4", "pdf-x-1a"


class Rules(NamedTuple):
    profile: Profile
    conditions: Conditions
    claimed: frozenset[str]

    @property
    def limits(self) -> Limits:
        return self.profile.limits

    @property
    def standards(self) -> frozenset[str]:
        return self.claimed | ({self.profile.standard or ""} & {X4, X1A})

    @property
    def severity(self) -> Severity:
        """Of what the standards forbid: without one it is a matter of the shop's patience."""
        return "error" if self.standards else "warning"

    @property
    def for_press(self) -> bool:
        """Whether inks are printed, rather than pictures of a screen sent."""
        return self.profile.colour != "screen"


def rules(document: PdfFile, profile: Profile, conditions: Conditions) -> Rules:
    return Rules(profile, conditions, frozenset(_claimed(document)))


def claims(document: PdfFile) -> list[str]:
    """The versions of PDF/X that a file says it keeps to."""
    xmp = document.xmp or {}
    said = (
        xmp.get("pdfxid:GTS_PDFXVersion"),
        xmp.get("pdfx:GTS_PDFXVersion"),
        document.info.get("/GTS_PDFXVersion"),
    )
    return list(dict.fromkeys(str(one) for one in said if one))


def _claimed(document: PdfFile) -> list[str]:
    """Those that are known here."""
    said = claims(document)
    conformance = str(document.info.get("/GTS_PDFXConformance", ""))
    of_2001 = "PDF/X-1:2001" in said and conformance == "PDF/X-1a:2001"
    claimed = [X4] if "PDF/X-4" in said else []  # PDF/X-4p keeps its profile elsewhere
    return [*claimed, X1A] if of_2001 or "PDF/X-1a:2003" in said else claimed
