"""The standards that a file can keep, a row each: what it says of itself and what it may hold.

A further one (PDF/X-6, PDF/A-3b) is one row of STANDARDS: under its name profiles can ask for it,
output writes its identification and preflight applies what it forbids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from cardgen.value import IdentityValue

MetadataPlace: TypeAlias = Literal["XMP", "Info"]
# What a standard may forbid; the two filters by their names in PDF.
Feature: TypeAlias = Literal[
    "transparency", "layers", "colour profiles", "interaction", "JPXDecode", "JBIG2Decode"
]


class Standard(IdentityValue):
    """A standard by its name in profiles, with the label that people know it by.

    pdf_version is the one written, and the newest allowed. pdf_a is the part and the conformance
    level of PDF/A that its files keep as well; info and xmp are entries of the Info dictionary and
    of XMP that identify them besides. metadata tells which of the two has to hold title and dates.
    """

    name: str
    label: str
    pdf_version: str = "1.7"
    pdf_a: tuple[str, str] = ("2", "A")
    xmp: Mapping[str, str] = {}
    info: Mapping[str, str] = {}
    metadata: MetadataPlace = "XMP"
    output_intents: tuple[str, ...] = ("GTS_PDFA1",)  # their subtypes, the one of its own first
    needs_profile: bool = True  # in the file; else a registered condition will do
    forbids: frozenset[Feature] = frozenset()
    is_pdf: bool = True

    @property
    def is_pdf_x(self) -> bool:
        """Whether it is a part of PDF/X (ISO 15930), which is for blind exchange with presses."""
        return "GTS_PDFX" in self.output_intents

    @property
    def family(self) -> str:
        """The label without its year: PDF/X-1a."""
        return self.label.partition(":")[0]


# What files are that no standard is asked of: for screens and for one's own printer.
PDF_A_2A = Standard("pdf-a-2a", "PDF/A-2a")

PDF_X_4 = Standard(  # ISO 15930-7
    name="pdf-x-4",
    label="PDF/X-4",
    pdf_version="1.6",
    xmp={"pdfxid:GTS_PDFXVersion": "PDF/X-4"},
    output_intents=("GTS_PDFX", "GTS_PDFA1"),
    forbids=frozenset({"interaction"}),
)
PDF_X_1A = Standard(  # ISO 15930-4
    name="pdf-x-1a",
    label="PDF/X-1a:2003",
    pdf_version="1.4",
    info={"GTS_PDFXVersion": "PDF/X-1a:2003"},
    metadata="Info",
    output_intents=("GTS_PDFX", "GTS_PDFA1"),
    needs_profile=False,
    forbids=frozenset(
        {"transparency", "layers", "colour profiles", "interaction", "JPXDecode", "JBIG2Decode"}
    ),
)
PDF_A_3A = Standard(name="pdf-a-3a", label="PDF/A-3a", pdf_a=("3", "A"))  # ISO 19005-3
PNG = Standard(name="png", label="PNG", is_pdf=False)  # a picture of each face

STANDARDS = {standard.name: standard for standard in (PDF_X_4, PDF_X_1A, PDF_A_3A, PNG)}
