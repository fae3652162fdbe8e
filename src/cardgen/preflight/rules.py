"""What a file is checked against: the shop's profile and the standards that the file claims."""

from __future__ import annotations

from cardgen.model.print_condition import Conditions
from cardgen.model.shop_profile import PrintLimits, Profile
from cardgen.model.standard import PDF_X_1A, STANDARDS, Feature, Standard
from cardgen.preflight.parsing.pdf_file import PdfFile
from cardgen.problems import Severity
from cardgen.value import Value


class Rules(Value):
    """The shop's profile, the known printing conditions, and the standards that a file claims."""

    profile: Profile
    conditions: Conditions
    claimed: frozenset[Standard]

    @property
    def limits(self) -> PrintLimits:
        return self.profile.limits

    @property
    def standards(self) -> list[Standard]:
        """The standards that the file claims and the one that the shop asks for, by name."""
        asked = self.profile.standard
        found = self.claimed | ({asked} if asked and asked.is_pdf else set())
        return sorted(found, key=lambda standard: standard.name)

    def forbidding(self, feature: Feature) -> Standard | None:
        """A standard that forbids the feature, if one does."""
        return next((each for each in self.standards if feature in each.forbids), None)

    def severity_of(self, feature: Feature) -> Severity:
        """An error if a standard forbids the feature."""
        return "error" if self.forbidding(feature) else "warning"

    @property
    def severity(self) -> Severity:
        """Of what every standard forbids: without one it is left to the shop."""
        return "error" if self.standards else "warning"

    @property
    def for_press(self) -> bool:
        """Whether the file is printed in inks, rather than shown on screens."""
        return self.profile.colour != "screen"


def rules(document: PdfFile, profile: Profile, conditions: Conditions) -> Rules:
    """The rules for a file, which is held to PDF/X if it claims it, and to what the shop asks."""
    said = pdf_x_claims(document)
    if "PDF/X-1:2001" in said and document.info.get("/GTS_PDFXConformance") == "PDF/X-1a:2001":
        said.append(PDF_X_1A.label)  # as the edition of 2001 spells it
    # PDF/X-4p, which keeps its output profile elsewhere, is none of these.
    claimed = {each for each in STANDARDS.values() if each.is_pdf_x and each.label in said}
    asked = profile.standard
    if asked and asked.is_pdf and asked.label == pdf_a_claim(document):
        claimed.add(asked)
    return Rules(profile, conditions, frozenset(claimed))


def pdf_x_claims(document: PdfFile) -> list[str]:
    """The versions of PDF/X that a file says it conforms to."""
    xmp = document.xmp or {}
    found = (
        xmp.get("pdfxid:GTS_PDFXVersion"),
        xmp.get("pdfx:GTS_PDFXVersion"),
        document.info.get("/GTS_PDFXVersion"),
    )
    return list(dict.fromkeys(str(version) for version in found if version))


def pdf_a_claim(document: PdfFile) -> str:
    """The part and level of PDF/A that a file says it conforms to, as PDF/A-2a; or nothing."""
    xmp = document.xmp or {}
    part, conformance = xmp.get("pdfaid:part", ""), xmp.get("pdfaid:conformance", "")
    return f"PDF/A-{part}{conformance.lower()}" if part else ""
