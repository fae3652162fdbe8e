"""Faults of fonts and of what is set in them."""

from typing import Any

from press_file import also_painted, repainted, stream
from pypdf import PdfWriter

from faults.edits import FORM, UK, Fault, at, text, with_font

BUILDS = at(8, 55.3, 16.65, 3.1)
TRUST = at(8, 72.68, 13.46, 5.82)


def without_words(writer: PdfWriter) -> None:
    resources: Any = writer.pages[0]["/Resources"]
    del resources["/Font"]["/F1"]["/ToUnicode"]


FAULTS: dict[str, Fault] = {
    "a font that is not in the file": Fault(
        with_font(FontFile2=None), "P201", 1, at(8, 55.3, 16.65, 23.2)
    ),
    "a font made of drawings": Fault(
        also_painted(
            1,
            "0.1 0.05 0.2 0 k BT /Drawn 5 Tf 8 15 Td (a) Tj ET",
            Font={
                "Drawn": {
                    "/Type": "/Font",
                    "/Subtype": "/Type3",
                    "/Name": "/Drawn",
                    "/FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
                    "/FontBBox": [0, 0, 1000, 1000],
                    "/FirstChar": 97,
                    "/LastChar": 97,
                    "/Widths": [1000],
                    "/Encoding": {"/Differences": [97, "/a"]},
                    "/ToUnicode": stream(""),
                    "/CharProcs": {"/a": stream("1000 0 0 0 1000 1000 d1 0 0 900 700 re f")},
                }
            },
        ),
        "P202",
        1,
        at(8, 13.9, 5, 4.85),
    ),
    "text that cannot be read out": Fault(without_words, "P203", 1, at(8, 55.3, 16.65, 23.2)),
    "a character that the font does not have": Fault(
        also_painted(1, text("/Over gs 0 0 0 1 k", "0000")),
        "P204",
        1,
        at(8, 14.12, 4, 3.88),
        "1 × .notdef",
    ),
    "type that is too small": Fault(
        repainted(1, "/F1 3.2 Tf", "/F1 1.5 Tf"), "P205", 1, at(8, 55.67, 7.81, 1.46), "4.3 pt"
    ),
    "type in a form that is pressed together": Fault(
        also_painted(
            1,
            "q 1 0 0 0.25 8 10 cm /Inner Do Q",
            XObject={"Inner": stream("/Over gs 0 0 0 1 k BT /F1 4 Tf 0 2 Td <0056> Tj ET", **FORM)},
        ),
        "P205",
        1,
        at(8, 10.28, 4, 0.97),
        "2.8 pt",
    ),
    "white type that is too small": Fault(
        repainted(1, "/F1 6 Tf", "/F1 2.5 Tf"), "P206", 1, at(8, 73.45, 5.61, 2.42), "7.1 pt"
    ),
    "type of several inks that is too small": Fault(
        repainted(1, "/Over gs 0 0 0 1 k BT /F1 3.2", "0.5 0 0.5 0.5 k BT /F1 2.4"),
        "P206",
        1,
        at(8, 55.47, 12.49, 2.33),
        "6.8 pt",
    ),
    "text near the trim": Fault(
        repainted(1, "8 56 Td", "3 56 Td"), "P207", 1, at(3, 55.3, 16.65, 3.1), "3.0 mm", UK
    ),
    "text that is cut": Fault(
        repainted(1, "8 56 Td", "50 56 Td"),
        "P207",
        1,
        at(50, 55.3, 16, 3.1),
        "3.0 mm beyond it",
        UK,
    ),
    "text in a black of four inks": Fault(
        repainted(1, "/Over gs 0 0 0 1 k BT", "0.7 0.7 0.7 1 k BT"), "P208", 1, BUILDS, "310 %"
    ),
    "text before a font": Fault(also_painted(1, "BT 8 8 Td <0056> Tj ET"), "P209", 1),
}
