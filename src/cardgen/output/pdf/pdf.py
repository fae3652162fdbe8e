"""Pages → a tagged, print-ready PDF in one pass, which keeps PDF/UA-1 and PDF/A at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from cardgen.graphics.frame import Guise, Page
from cardgen.graphics.type.fonts import Font
from cardgen.model.record.record import Record
from cardgen.model.shop_profile import Intent
from cardgen.model.standard import PDF_A_2A
from cardgen.output.pdf.bookmarks import Bookmarks
from cardgen.output.pdf.catalog import catalog
from cardgen.output.pdf.document import Document
from cardgen.output.pdf.inks import in_order
from cardgen.output.pdf.metadata import About, info
from cardgen.output.pdf.painted_page import PagePainter, PaintedPage, agree
from cardgen.output.pdf.shared_objects import SharedObjects
from cardgen.output.pdf.structure import StructureTree
from cardgen.value import Value


class Tally(Value):
    """What a file holds. copies counts the faces that were drawn again, sha256 is of all bytes."""

    pages: int
    faces: int
    copies: int
    forms: int
    fonts: int
    elements: int
    sha256: str
    size: int
    plates: tuple[str, ...] = ()  # those of a file for a press
    total: float = 0.0  # percent, the most that all inks together come to


def write_pdf(
    pages: Iterable[Page],
    about: About,
    fonts: Mapping[str, Font],
    out: BinaryIO,
    guise: Guise = "rgb",
    record: Record | None = None,
    intent: Intent | None = None,
    as_printed: Intent | None = None,
) -> Tally:
    """Write the pages as they come, as PagePainter paints them, and count what was written.

    record is what the file keeps about its faces; it is read when all pages have come. The bytes
    depend on the arguments alone. Raises LedgerError, with out unfinished, if what was painted,
    what was tagged and what was asked for do not agree.
    """
    painter = PagePainter(fonts, guise, intent, as_printed)
    return write_painted(map(painter.painted, pages), about, fonts, out, record, intent)


def write_painted(
    pages: Iterable[PaintedPage],
    about: About,
    fonts: Mapping[str, Font],
    out: BinaryIO,
    record: Record | None = None,
    intent: Intent | None = None,
) -> Tally:
    """Write pages that were painted already, as write_pdf does."""
    document = Document(out, intent.standard if intent else PDF_A_2A)
    shared, bookmarks = SharedObjects(fonts, document), Bookmarks()
    tree = StructureTree(document, about.copies)
    # Transparency is blended in the inks of the press.
    blended = intent and "transparency" not in document.standard.forbids
    group = "/Group<</Type/Group/S/Transparency/CS/DeviceCMYK/I true>>" if blended else ""
    parent = document.reserve()
    numbers: list[int] = []
    drawn = copies = marked = 0
    plates: dict[str, None] = {}
    total = 0.0
    for page in pages:
        number = document.reserve()
        content = shared.content(page)
        parents = tree.add(page.elements, number)
        resources = shared.resources(page)
        document.write(
            number,
            f"<</Type/Page/Parent {parent} 0 R{page.boxes}{group}{resources}"
            f"/Contents {content}{parents}/Tabs/S>>",
        )
        numbers.append(number)
        for shown in page.faces:
            bookmarks.add(shown.face, number, shown.where)
            copies += shown.is_copy
        drawn += len(page.faces)
        marked += page.elements.marks
        plates |= dict.fromkeys(page.plates)
        total = max(total, page.total)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    document.write(parent, f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>")
    shared.embed_fonts()
    root = tree.finish()
    agree("marks on pages and marks in the tree", marked, tree.claims)
    outline = None if intent else bookmarks.write(document)  # PDF/X has no bookmarks to follow
    document.finish(
        catalog=document.add(catalog(about, document, parent, root, outline, record, intent)),
        info=document.add(info(about, document.standard)),
    )
    return Tally(
        pages=len(numbers),
        faces=drawn,
        copies=copies,
        forms=shared.forms,
        fonts=len(shared.fonts),
        elements=tree.elements,
        sha256=document.sha256,
        size=document.size,
        plates=in_order(plates),
        total=total,
    )
