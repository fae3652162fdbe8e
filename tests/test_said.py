"""What is read as text is what a PDF says aloud, word for word and element for element."""

from io import BytesIO

import pytest
from decks import ALLOTMENT, BUNDLED, layup_of, pages_of
from frames import ABOUT, TEAL, face, line, says, sheet, written
from structure import told_by_pdf

from cardgen.graphics.frame import Box, Element, Frame, Placed
from cardgen.output.editions.logical_structure import logical_structure
from cardgen.output.pdf import write_pdf
from cardgen.output.pdf.document import LedgerError


def told(node, indent="", level=1):
    """The same of what was said."""
    alt = "Alt" if node.role == "Figure" else "ActualText"
    role = [f"H{level}" if node.role == "H" else node.role]
    role += [f"T={node.title!r}"] if node.title else []
    role += [f"Lang={node.lang!r}"] if node.lang else []
    role += [f"{alt}={node.alt!r}"] if node.alt is not None else []
    role += [node.kind] if node.kind and node.role in ("L", "TH") else []
    if not node.elements:
        return [(indent, role, "".join(node.kids))]
    lines = [(indent, role, "")]
    within = 1 if node.title else level + (node.role == "Sect")
    for kid in node.kids:
        deeper = f"{indent}  "
        lines += [(deeper, [], kid)] if isinstance(kid, str) else told(kid, deeper, within)
    return lines


@pytest.mark.parametrize(
    ("output", "folder", "copies"),
    [
        ("cards", BUNDLED, 1),
        ("reading", BUNDLED, 1),
        ("large-print", BUNDLED, 1),
        ("temperature-check", BUNDLED, 1),
        ("contact-sheet", BUNDLED, 1),
        ("labels", BUNDLED, 1),
        ("squares", ALLOTMENT, 1),
        ("facilitator", BUNDLED, 2),
    ],
)
def test_a_deck_says_what_its_pdf_says(output, folder, copies):
    pages = pages_of(output, folder, copies=copies)
    out = BytesIO()
    write_pdf(pages, ABOUT, layup_of(output, folder).spec.house.fonts, out)
    of_pdf = told_by_pdf(out.getvalue())
    if copies > 1:  # of these a PDF tells the names
        of_pdf = of_pdf[: of_pdf.index(("  ", ["Sect", "T='Further copies'"], ""))]
    assert told(logical_structure(pages)) == of_pdf
    assert len(of_pdf) > 10


def test_what_goes_on_goes_on_and_what_is_nothing_says_nothing():
    """Tables, lists and texts over two pages, copies, artwork, running words, labels that show
    something and a text in another language."""
    label = Element("Lbl", (Box(5, 8, 1, 1, TEAL),), alt="+")
    item = Element("LI", (label, says("LBody", "One")))
    row = Element("TR", (says("TH", "1"), says("TD", "First")))
    head = Element("TR", (says("TH", "No"), says("TH", "Value")))
    picture = Element("Figure", (Box(1, 1, 5, 5, TEAL), line("x")), alt="A box")
    cymraeg = Element("P", (line("Dŵr"),), lang="cy")
    mixed = Element("P", (line("Water is "), Element("Span", (line("dŵr"),), lang="cy"), line("!")))
    silent = Placed(1, 1, Frame(5, 5, (Box(0, 0, 5, 5, TEAL),)))
    pages = [
        sheet(
            says("Artifact", "Sheet 1"),
            Box(0, 0, 9, 9, TEAL),
            Element("P", (line("and so "), line("it ")), id="p"),
            Element("L", (item,), id="list"),
            Element("Table", (head, row), id="table"),
            face("Trust", says("H", "Trust"), Element("Sect", (says("H", "Why"),)), theme="Being"),
            face("Trust", says("H", "Trust"), theme="Being", copy=2),
            face("Silent", silent),
        ),
        sheet(
            Element("Table", (row,), id="table"),
            Element("L", (item,), id="list"),
            Element("P", (line("goes on"),), id="p"),
            face("Trust", picture, cymraeg, mixed, silent, theme="Being", side="back"),
        ),
    ]
    of_pdf = told_by_pdf(written(*pages))
    copies = of_pdf.index(("  ", ["Sect", "T='Further copies'"], ""))
    assert told(logical_structure(pages)) == of_pdf[:copies]
    assert ("  ", ["P"], "and so it goes on") in of_pdf


def test_words_in_no_element_are_refused():
    with pytest.raises(LedgerError, match='"stray" stands in no element'):
        logical_structure([sheet(line("stray"))])
